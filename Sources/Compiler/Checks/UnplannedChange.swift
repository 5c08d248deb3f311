import ISMS
import Source

extension Check {
  /// PRF-15: changes of the ISMS are planned.
  static let unplannedChange = Check(
    Rule(
      code: "PRF-15", name: "unplanned-change", title: "a change of the ISMS was not planned", grade: .observation,
      clause: "6.3", adjustment: "minor for a change of the scope",
      stage: .surveillance,
      explanation: """
        Changes of scope, method, policy, roles or controls are carried out in a planned manner: decided first, with a \
        reason and a thought for what follows, with what they need, and by somebody.
        """,
      fix: "write `decided_on`, `reason`, `resources` and `owner` before the change is carried out",
      flagged: Examples.change("scope | 2026-01-10 | | Two days | ceo | 2026-01-20"),
      accepted: Examples.change("scope | 2026-01-10 | New site, remote access checked | Two days | ceo | 2026-01-20"))
  ) { input in
    let changes = input.isms.changes
    guard !changes.isEmpty else {
      return .cannotJudge("changes of the ISMS", "no register of changes has a row (`register: changes`)")
    }
    let diagnostics = changes.compactMap { change -> Diagnostic? in
      let grade: Grade? = change.kind == "scope" ? .minor : nil
      let missing = ["decided_on", "reason", "resources", "owner"].filter { change.record.lacks($0) }
      if !missing.isEmpty {
        let words = [
          "decided_on": "date of the decision", "reason": "reason", "resources": "resources", "owner": "owner",
        ]
        return Diagnostic(
          input.rule, "the change `\(change.id)` states no \(enumerated(missing.compactMap { words[$0] }, "or"))",
          at: change.location, grade: grade, help: "add " + enumerated(missing.map { "`\($0)`" }), subject: change.id)
      }
      guard let decided = change.decidedOn, let done = change.doneOn, done < decided else { return nil }
      return Diagnostic(
        input.rule,
        "the change `\(change.id)` was carried out \((decided - done).counted("day")) before it was decided",
        at: change.record.location(of: "done_on"), grade: grade,
        related: [.init(change.record.location(of: "decided_on"), "decided")],
        help: "correct the dates, or record who decided before", subject: change.id)
    }
    return .looked(at: changes.count, "changes of the ISMS", diagnostics)
  }
}
