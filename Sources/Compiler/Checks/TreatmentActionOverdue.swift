import ISMS
import Source

extension Check {
  /// RSK-09: treatment actions are finished in time, or moved by a decision.
  static let treatmentActionOverdue = Check(
    Rule(
      code: "RSK-09", name: "action-overdue", title: "a treatment action is overdue", grade: .minor, clause: "8.3",
      adjustment: "major if the risk lies in the highest band, or if the action is more than 90 days late",
      data: "`due` and `status` of treatment actions; the band of the risks they treat; the reference date",
      explanation: """
        The plan has to be carried out. An action whose day has passed was either finished and nobody noted it, or is \
        late; then the owner decides on a new date and says why in `note`. A new date is a decision, a past one is none.
        """,
      fix: "finish the action, or decide on a new date and say why in `note`",
      flagged: Examples.actions("TA-1 | R-001 | Encrypt disks | A.8.24 | ceo | 2026-01-31 | in_progress"),
      accepted: Examples.actions("TA-1 | R-001 | Encrypt disks | A.8.24 | ceo | 2026-03-31 | in_progress"))
  ) { input in
    let open = input.isms.treatmentActions.filter { !$0.isFinished && $0.due != nil }
    guard !open.isEmpty else {
      return .cannotJudge(
        "open treatment actions",
        input.isms.treatmentActions.contains { !$0.isFinished }
          ? "no open treatment action has a due date" : "the repository holds no open treatment action")
    }
    let method = input.isms.riskMethod
    let serious = input.isms.configuration.parameters[.seriousDelay]
    let top = Dictionary(
      input.isms.risks.filter { risk in !risk.isClosed && method.level(of: risk).map(method.isInTopBand) == true }
        .map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let diagnostics = open.compactMap { action -> Diagnostic? in
      guard let due = action.due, due < input.asOf else { return nil }
      let risk = action.risks.compactMap { top[$0] }.first
      return Diagnostic(
        input.rule, "treatment action `\(action.id)` was due on \(due), \((input.asOf - due).counted("day")) ago",
        at: action.record.location(of: "due"), grade: risk != nil || due + serious < input.asOf ? .major : .minor,
        label: action.owner.map { "`\($0)` does it" },
        related: risk.map { [.init($0.location, "treats `\($0.id)`, which lies in the highest band")] } ?? [],
        subject: action.id)
    }
    return .looked(at: open.count, "open treatment actions", diagnostics)
  }
}
