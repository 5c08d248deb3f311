import ISMS
import Source

extension Check {
  /// PRF-03: top management is present and decides.
  static let reviewWithoutDecision = Check(
    Rule(
      code: "PRF-03", name: "review-without-decision",
      title: "the management review has no decisions, or was held without top management", grade: .minor,
      clause: "9.3.1", adjustment: "major if top management attended no review at all",
      data: "`decisions` and `attendees` of management reviews; the duty `top-management`",
      explanation: """
        The review is top management's own, and its results are decisions. Minutes of a meeting of specialists that \
        took note of everything are not a management review. Who is top management says the duty `top-management` in \
        the people register.
        """,
      fix: "record the decisions in `decisions` and who took part in `attendees`, or hold the review again",
      flagged: Examples.team + Examples.managementReview("2025-11-04", attendees: "[cto]"),
      accepted: Examples.team + Examples.managementReview("2025-11-04"))
  ) { input in
    let held = input.isms.managementReviews(heldBy: input.asOf)
    guard let last = held.last else { return .cannotJudge("management reviews", "no minutes state `held_on`") }
    let leaders = Dictionary(
      grouping: input.isms.people.filter { $0.has(duty: "top-management") && !$0.id.isEmpty }, by: \.id)
    func isLed(_ review: ManagementReview) -> Bool {
      guard let day = review.heldOn else { return false }
      return review.attendees.contains { leaders[$0]?.contains { $0.isInOffice(on: day) } ?? false }
    }
    let record = last.document.record
    var diagnostics: [Diagnostic] = []
    if record.lacks("decisions") {
      diagnostics.append(
        Diagnostic(
          input.rule, "the management review `\(last.document.id)` records no decision",
          at: record.location(of: "held_on"), clause: "9.3.3",
          help: "add `decisions:` with what was decided about improvement and changes", subject: last.document.id))
    }
    // Without anybody who has the duty, who attended cannot be judged; who attended and is unknown is DOC-08's matter.
    if !leaders.isEmpty, !record.unread.contains("attendees"), !isLed(last) {
      diagnostics.append(
        Diagnostic(
          input.rule,
          record.lacks("attendees")
            ? "the management review `\(last.document.id)` does not say who took part"
            : "top management took no part in the management review `\(last.document.id)`",
          at: record.location(of: record.lacks("attendees") ? "held_on" : "attendees"),
          grade: held.contains(where: isLed) ? nil : .major, clause: "9.3.1",
          help: "name in `attendees` who of top management was there, or hold the review again with "
            + leaders.keys.sorted().listed,
          subject: last.document.id))
    }
    return .looked(at: held.count, "management reviews", diagnostics)
  }
}
