import ISMS
import Source

extension Check {
  /// PRF-14: actions of one management review come back in the next until they are finished.
  static let reviewActionLost = Check(
    Rule(
      code: "PRF-14", name: "review-action-lost",
      title: "an action of an earlier management review is not followed up", grade: .minor, clause: "9.3.2 a",
      data: "`actions` with `id` and `status` of consecutive management reviews",
      stage: .surveillance,
      explanation: """
        The first input of a review is how the actions of earlier ones stand. An action that was open in one review and \
        is not listed in the next, under the same id, was lost or was done without anybody knowing.
        """,
      fix: "list the action in `actions` of the later review, with its `status` on the day",
      flagged: Examples.people
        + Examples.managementReview(
          "2025-01-10", id: "MRV-25", more: "actions:\n  - id: ACT-1\n    action: Hire an engineer\n    status: open")
        + Examples.managementReview("2026-01-10", more: "actions: []"),
      accepted: Examples.people
        + Examples.managementReview(
          "2025-01-10", id: "MRV-25", more: "actions:\n  - id: ACT-1\n    action: Hire an engineer\n    status: open")
        + Examples.managementReview("2026-01-10", more: "actions:\n  - id: ACT-1\n    status: done"))
  ) { input in
    let held = input.isms.managementReviews(heldBy: input.asOf)
    let pairs = zip(held, held.dropFirst()).filter { $0.0.document.record.fields["actions"] != nil }
    guard !pairs.isEmpty else {
      return .cannotJudge(
        "open actions of management reviews", "no review before the last one lists its `actions` with id and status")
    }
    var population = 0
    var diagnostics: [Diagnostic] = []
    for (earlier, later) in pairs {
      let open = earlier.actions.filter { !$0.isFinished }
      population += open.count
      if !open.isEmpty, later.document.record.lacks("actions"), later.document.record.fields["actions"] == nil {
        diagnostics.append(
          Diagnostic(
            input.rule,
            "`\(later.document.id)` does not say how \(open.count.counted("open action")) of `\(earlier.document.id)` "
              + "stand" + (open.count == 1 ? "s" : ""),
            at: later.document.record.location(of: "held_on"),
            related: [.init(earlier.document.record.location(of: "actions"), "open then")],
            help: "add `actions:` with the id and the `status` of each", subject: later.document.id))
        continue
      }
      let listed = Set(later.actions.map(\.id))
      for action in open where !listed.contains(action.id) && !later.document.record.unread.contains("actions") {
        diagnostics.append(
          Diagnostic(
            input.rule,
            "the action `\(action.id)` of `\(earlier.document.id)` was open and is not listed in `\(later.document.id)`",
            at: action.location,
            related: [.init(later.document.record.location(of: "actions"), "the actions of the later review")],
            help: "add `\(action.id)` with its `status` to `actions` of `\(later.document.id)`",
            subject: later.document.id))
      }
    }
    return .looked(at: population, "open actions of management reviews", diagnostics)
  }
}
