import ISMS
import Source

extension Check {
  /// RSK-11: risks are assessed again at planned intervals and after serious incidents.
  static let assessmentOverdue = Check(
    Rule(
      code: "RSK-11", name: "assessment-overdue",
      title: "a risk assessment is older than planned, or than a serious incident or change", grade: .minor,
      clause: "8.2",
      adjustment: "major if older than twice the interval",
      data: """
        `assessed_on` of risks; `review_interval` of the risk method; the registers of incidents and of changes; \
        the reference date
        """,
      explanation: """
        Risks are assessed at planned intervals and when something significant happens. The interval is \
        `review_interval` of the risk method, or twelve months. After an incident of severity high or critical the \
        risks it names are assessed again within thirty days (`reassessment_delay`), and after a change of the scope or of \
        the risk method all open risks are, in the course of the change or as long after it.
        """,
      fix: "run the assessment and record it in `assessed_on`, even if nothing changes",
      flagged: Examples.risk("likelihood: 2\nimpact: 2\nassessed_on: 2025-01-20"),
      accepted: Examples.risk("likelihood: 2\nimpact: 2\nassessed_on: 2026-01-20"))
  ) { input in
    let isms = input.isms
    let parameters = isms.configuration.parameters
    let open = isms.risks.filter { !$0.isClosed }
    guard open.contains(where: { $0.assessedOn != nil }) else {
      return .cannotJudge(
        "open risks", open.isEmpty ? "the repository holds no open risk" : "no open risk states `assessed_on`")
    }
    let interval = isms.riskMethod.reviewInterval ?? parameters[.riskAssessmentInterval]
    let undated = open.filter { $0.record.lacks("assessed_on") }
    var late: [(risk: Risk, due: CalendarDate)] = []
    for risk in open {
      guard let assessed = risk.assessedOn, assessed + interval < input.asOf else { continue }
      late.append((risk, assessed + interval))
    }
    func grade(_ due: CalendarDate) -> Grade { due + interval < input.asOf ? .major : .minor }
    var diagnostics = Check.alike(late, of: open.count) { risk, due in
      Diagnostic(
        input.rule, "the assessment of risk `\(risk.id)` was due on \(due), \((input.asOf - due).counted("day")) ago",
        at: risk.record.location(of: "assessed_on"), grade: grade(due), subject: risk.id)
    } together: { all in
      let due = all.map(\.due).min() ?? input.asOf
      return Diagnostic(
        input.rule,
        "the assessment of all \(all.count) open risks is overdue, the oldest since \(due)",
        at: all[0].risk.record.location(of: "assessed_on"), grade: grade(due), subject: all[0].risk.record.register)
    }
    diagnostics += undated.map { risk in
      Diagnostic(
        input.rule, "risk `\(risk.id)` does not say when it was assessed", at: risk.location,
        help: "add `assessed_on` with the day of the assessment", subject: risk.id)
    }
    let lateIDs = Set(late.map(\.risk.id))
    let byID = Dictionary(open.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for incident in isms.incidents where ["high", "critical"].contains(incident.severity ?? "") {
      guard let day = incident.occurredOn, day + parameters[.reassessmentDelay] < input.asOf else { continue }
      for risk in Set(incident.risks).sorted().compactMap({ byID[$0] }) {
        guard let assessed = risk.assessedOn, assessed < day, !lateIDs.contains(risk.id) else { continue }
        diagnostics.append(
          Diagnostic(
            input.rule, "risk `\(risk.id)` was not assessed again after incident `\(incident.id)` of \(day)",
            at: risk.record.location(of: "assessed_on"), label: "assessed last on \(assessed)",
            related: [
              .init(incident.record.location(of: "severity"), "an incident of severity \(incident.severity ?? "high")")
            ], subject: risk.id))
      }
    }
    if let finding = notAssessedSinceChange(open.filter { !lateIDs.contains($0.id) }, input) {
      diagnostics.append(finding)
    }
    let limits = [RecordKind.change, .incident].filter { !isms.keeps($0) }.map { kind in
      "there is no register of \(kind.register ?? "") (`register: \(kind.register ?? "")`) that would say what happened "
        + "since the assessment"
    }
    return .looked(at: open.count, "open risks", diagnostics, limits: limits)
  }

  /// The risks that were not assessed again for the newest change of scope or method; nil if all were.
  private static func notAssessedSinceChange(_ risks: [Risk], _ input: Input) -> Diagnostic? {
    let delay = input.isms.configuration.parameters[.reassessmentDelay]
    let changes = input.isms.changes.compactMap {
      change -> (done: CalendarDate, begun: CalendarDate, ManagementSystemChange)? in
      guard ["scope", "method"].contains(change.kind ?? ""), let done = change.doneOn, done + delay < input.asOf else {
        return nil
      }
      return (done, min(change.decidedOn ?? done, done), change)
    }
    guard let (done, begun, change) = changes.max(by: { ($0.begun, $0.2.id) < ($1.begun, $1.2.id) }) else { return nil }
    let old = risks.filter { risk in risk.assessedOn.map { $0 < begun } ?? false }
    guard let first = old.first else { return nil }
    let what = change.kind == "scope" ? "the scope" : "the risk method"
    let which = old.count == 1 ? "risk `\(first.id)` was" : "\(old.count) risks were"
    return Diagnostic(
      input.rule, "\(which) not assessed again for the change `\(change.id)` of \(what), carried out on \(done)",
      at: change.record.location(of: "done_on"), label: "decided on \(begun)",
      related: old.prefix(6).map {
        .init($0.record.location(of: "assessed_on"), "`\($0.id)` was assessed last on \($0.assessedOn ?? begun)")
      },
      help: "look at \(old.map(\.id).listed) again, and set `assessed_on` to the day, even if nothing changes",
      subject: change.id)
  }
}
