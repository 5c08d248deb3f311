import ISMS
import Source

extension Check {
  /// RSK-04: a risk above the threshold needs a treatment decision.
  static let riskWithoutDecision = Check(
    Rule(
      code: "RSK-04", name: "risk-without-decision",
      title: "a risk above the acceptance threshold has no treatment decision, or nothing that carries it out",
      grade: .major,
      clause: "6.1.3 a",
      data: "level of risks and the threshold; `treatment`, `controls`; treatment actions with `risks`",
      explanation: """
        For every risk above the acceptance criteria an option has to be chosen: modify it, share it, avoid it, or \
        knowingly retain it. A risk without a decision is an assessment nobody acted on; so is one that is to be \
        modified without any control or action.
        """,
      fix: "decide: modify with controls, share, avoid, or retain with acceptance",
      flagged: Examples.risk("likelihood: 3\nimpact: 3"),
      accepted: Examples.risk("likelihood: 3\nimpact: 3\ntreatment: modify\ncontrols: [A.8.24]"))
  ) { input in
    let method = input.isms.riskMethod
    let open = input.isms.risks.filter { !$0.isClosed }
    guard !open.isEmpty else { return .cannotJudge("open risks", "the repository holds no open risk") }
    let treated = Set(input.isms.treatmentActions.filter { $0.status != "cancelled" }.flatMap(\.risks))
    let diagnostics = open.compactMap { risk -> Diagnostic? in
      guard let level = method.level(of: risk), level > method.acceptanceThreshold else { return nil }
      if risk.treatment == .modify, risk.record.lacks("controls"), !treated.contains(risk.id) {
        return Diagnostic(
          input.rule, "risk `\(risk.id)` is to be modified, and neither a control nor an action says how",
          at: risk.record.location(of: "treatment"), help: "name the controls in `controls`, or add a treatment action",
          subject: risk.id)
      }
      guard risk.record.lacks("treatment") else { return nil }
      return Diagnostic(
        input.rule,
        "risk `\(risk.id)` has level \(level), above the threshold \(method.acceptanceThreshold), and no treatment",
        at: risk.location, help: "add `treatment:` with modify, share, avoid or retain", subject: risk.id)
    }
    return .looked(at: open.count, "open risks", diagnostics)
  }
}
