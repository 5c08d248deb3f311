import ISMS
import Source

extension Check {
  /// DOC-07: planned reviews are held.
  static let reviewOverdue = Check(
    Rule(
      code: "DOC-07", name: "review-overdue", title: "the review date of a document has passed", grade: .minor,
      clause: "7.5.2 c",
      adjustment: "major if more than 12 months late, or if more than a quarter of the documents are late",
      data: "`review_every`, `reviewed_on` and `approved_on` of documents; the reference date",
      explanation: """
        The organisation sets the interval, and then keeps to it. A review that finds nothing to change is still a \
        review: it leaves a date.
        """,
      fix: "review the document and set `reviewed_on`, even if nothing changes",
      flagged: Examples.reviewed("2024-06-01"),
      accepted: Examples.reviewed("2026-01-10"))
  ) { input in
    let planned = input.isms.documents.compactMap { document in
      document.status == .approved ? document.nextReview.map { (document: document, due: $0) } : nil
    }
    guard !planned.isEmpty else {
      return .cannotJudge(
        "documents with a review interval", "no approved document states `review_every` and a date of review")
    }
    let late = planned.filter { $0.due < input.asOf }
    let parameters = input.isms.configuration.parameters
    let manyAreLate = late.count * 100 > planned.count * parameters[.systemicReviewShare]
    let help = "review the text, have changes approved, and set `reviewed_on: \(input.asOf)`"
    let diagnostics = late.compactMap { document, due -> Diagnostic? in
      guard let reviewed = document.reviewedOn else { return nil }
      let isVeryLate = due + parameters[.seriousReviewDelay] < input.asOf
      let days = input.asOf - due
      return Diagnostic(
        input.rule,
        "the review of `\(document.id)` was due on \(due), \(days) day\(days == 1 ? "" : "s") ago",
        at: document.record.location(
          of: document.record.date("reviewed_on") == reviewed ? "reviewed_on" : "approved_on"),
        grade: isVeryLate || manyAreLate ? .major : .minor, label: "reviewed last on \(reviewed)",
        related: [.init(document.record.location(of: "review_every"), "the planned interval")],
        help: help, subject: document.id)
    }
    return .looked(at: planned.count, "documents with a review interval", diagnostics)
  }
}
