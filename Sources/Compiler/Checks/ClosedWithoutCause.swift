import ISMS
import Source

extension Check {
  /// PRF-09: a closed nonconformity has a cause and a check that the action works.
  static let closedWithoutCause = Check(
    Rule(
      code: "PRF-09", name: "closed-without-cause",
      title: "a nonconformity was closed without cause or without a check of the effect", grade: .minor,
      clause: "10.2 b, d", adjustment: "major if it came back (`recurrence_of` of a later one)",
      data: "`status`, `cause`, `effectiveness` and `recurrence_of` of nonconformities",
      explanation: """
        A correction removes the fault; only the cause, and a look later whether it came back, remove the reason for it. \
        Observations breach nothing and need neither.
        """,
      fix: "write `cause` and `effectiveness`, or open it again",
      flagged: Examples.people
        + Examples.nonconformity(
          "raised_on: 2025-11-01\ndue: 2026-01-30\nstatus: closed\nclosed_on: 2026-01-20\ncause: No check"),
      accepted: Examples.people
        + Examples.nonconformity(
          "raised_on: 2025-11-01\ndue: 2026-01-30\nstatus: closed\nclosed_on: 2026-01-20\ncause: No check\n"
            + "effectiveness: No empty log in two months"))
  ) { input in
    let closed = input.isms.nonconformities.filter { $0.isClosed && $0.grade != "observation" }
    guard !closed.isEmpty else { return .cannotJudge("closed nonconformities", "no nonconformity is closed") }
    var returned: [String: Nonconformity] = [:]
    for item in input.isms.nonconformities { for earlier in item.recurrenceOf { returned[earlier] = item } }
    let diagnostics = closed.compactMap { item -> Diagnostic? in
      let record = item.record
      var missing: [(words: String, field: String)] = []
      if record.lacks("cause") { missing.append(("a cause", "cause")) }
      if record.lacks("effectiveness") { missing.append(("a check that the action works", "effectiveness")) }
      guard !missing.isEmpty else { return nil }
      let again = returned[item.id]
      return Diagnostic(
        input.rule,
        "nonconformity `\(item.id)` was closed without \(missing.map(\.words).joined(separator: " and without "))"
          + (again == nil ? "" : ", and it came back"),
        at: record.location(of: "status"), grade: again == nil ? nil : .major,
        related: again.map {
          [.init($0.record.location(of: "recurrence_of", item: item.id), "it came back as `\($0.id)`")]
        } ?? [],
        help: "write " + enumerated(missing.map { "`\($0.field)`" }) + ", or open it again", subject: item.id)
    }
    return .looked(at: closed.count, "closed nonconformities", diagnostics)
  }
}
