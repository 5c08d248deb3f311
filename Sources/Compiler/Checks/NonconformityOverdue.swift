import ISMS
import Source

extension Check {
  /// PRF-08: nonconformities are closed in time.
  static let nonconformityOverdue = Check(
    Rule(
      code: "PRF-08", name: "nonconformity-overdue", title: "a nonconformity is open for too long", grade: .minor,
      clause: "10.2", adjustment: "major if an external audit graded it major",
      data: "`raised_on`, `due`, `extension`, `grade` and `status` of nonconformities; the reference date",
      explanation: """
        A nonconformity is closed by its due date, and without another decision within the parameter \
        `nonconformity_limit`. A later date is a decision with a reason: `due` is moved, and `extension` says why and \
        who decided.
        """,
      fix: "close it, or move `due` and say in `extension` why and who decided",
      flagged: Examples.people + Examples.nonconformity("raised_on: 2025-11-01\ndue: 2026-01-30\nstatus: in_progress"),
      accepted: Examples.people
        + Examples.nonconformity(
          "raised_on: 2025-11-01\ndue: 2026-04-30\nextension: Part on order, agreed by the ceo\nstatus: in_progress"))
  ) { input in
    let items = input.isms.nonconformities
    guard !items.isEmpty else { return .cannotJudge("nonconformities", "no nonconformity is registered") }
    let limit = input.isms.configuration.parameters[.nonconformityLimit]
    let diagnostics = items.compactMap { item -> Diagnostic? in
      guard !item.isClosed else { return nil }
      let isSerious = item.source == "external-audit" && item.grade == "major"
      let raised = item.raisedOn
      if let due = item.due, due < input.asOf {
        return Diagnostic(
          input.rule, "nonconformity `\(item.id)` was due on \(due), \((input.asOf - due).counted("day")) ago",
          at: item.record.location(of: "due"), grade: isSerious ? .major : nil,
          label: raised.map { "open for \(input.asOf - $0) days" }, subject: item.id)
      }
      guard let raised, raised + limit < input.asOf, item.record.lacks("extension") else { return nil }
      return Diagnostic(
        input.rule, "nonconformity `\(item.id)` is open for \(input.asOf - raised) days",
        at: item.record.location(of: "raised_on"), grade: isSerious ? .major : nil, label: "longer than \(limit)",
        help: "close it, or say in `extension` why it is due later and who decided", subject: item.id)
    }
    return .looked(at: items.count, "nonconformities", diagnostics)
  }
}
