import ISMS
import Source

extension Check {
  /// PRF-01: top management reviews the ISMS within the planned interval.
  static let managementReviewOverdue = Check(
    Rule(
      code: "PRF-01", name: "management-review-overdue",
      title: "no management review was held within the planned interval", grade: .blocker, clause: "9.3.1",
      adjustment: "major after certification",
      data: "`held_on` of management reviews; the reference date",
      explanation: """
        Top management reviews the ISMS at planned intervals (parameter `management_review_interval`). At Stage 1 a \
        review that was held is one of the few things nobody can do without: it shows that the loop is closed.
        """,
      fix: "hold the review and record it",
      flagged: Examples.people + Examples.managementReview("2024-11-04"),
      accepted: Examples.people + Examples.managementReview("2025-11-04"))
  ) { input in
    guard let last = input.isms.managementReviews(heldBy: input.asOf).last, let held = last.heldOn else {
      return .cannotJudge(
        "management reviews", "no minutes (`type: management-review`) state `held_on`; see DOC-01 for clause 9.3.3")
    }
    let count = input.isms.managementReviews(heldBy: input.asOf).count
    let interval = input.isms.configuration.parameters[.managementReviewInterval]
    guard held + interval < input.asOf else { return .looked(at: count, "management reviews") }
    let diagnostic = Diagnostic(
      input.rule, "the last management review was held on \(held), \(input.asOf - held) days ago",
      at: last.document.record.location(of: "held_on"),
      grade: input.isms.configuration.isCertified(on: input.asOf) ? .major : nil, label: "\(last.document.id)",
      help: "hold a review and add its minutes with `type: management-review` and `held_on`",
      subject: last.document.id)
    return .looked(at: count, "management reviews", [diagnostic])
  }
}
