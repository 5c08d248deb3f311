import ISMS
import Source

extension Check {
  /// PRF-02: the management review treats every input of 9.3.2.
  static let reviewInputsIncomplete = Check(
    Rule(
      code: "PRF-02", name: "review-inputs-incomplete",
      title: "the management review left out inputs", grade: .minor, clause: "9.3.2",
      adjustment: "major if half of them or more are missing",
      data: "`inputs` and `held_on` of management reviews",
      explanation: """
        Clause 9.3.2 lists what top management looks at, from earlier actions to opportunities for improvement. Inputs \
        may be spread over several meetings: those of one planned interval count together.
        """,
      fix: "treat the missing inputs, and list them in `inputs`",
      flagged: Examples.people + Examples.managementReview("2025-11-04", inputs: "[objectives]"),
      accepted: Examples.people + Examples.managementReview("2025-11-04"))
  ) { input in
    let held = input.isms.managementReviews(heldBy: input.asOf)
    guard let last = held.last, let day = last.heldOn else {
      return .cannotJudge("inputs of the management review", "no minutes state `held_on`")
    }
    let interval = input.isms.configuration.parameters[.managementReviewInterval]
    let cycle = held.filter { $0.heldOn.map { $0 + interval > day } ?? false }
    let treated = Set(cycle.flatMap(\.inputs))
    let missing = Schema.reviewInputs.filter { !treated.contains($0) }
    let isUnread = last.document.record.unread.contains("inputs")
    guard !missing.isEmpty, !isUnread else {
      return .looked(at: Schema.reviewInputs.count, "inputs of the management review")
    }
    let words = missing.map { $0.replacing("_", with: " ") }
    let message =
      treated.isEmpty
      ? "the management review `\(last.document.id)` lists no inputs"
      : "the management review `\(last.document.id)` left out \(missing.count) of \(Schema.reviewInputs.count) inputs: "
        + enumerated(words)
    let diagnostic = Diagnostic(
      input.rule, message, at: last.document.record.location(of: "inputs"),
      grade: missing.count * 2 >= Schema.reviewInputs.count ? .major : nil,
      help: "treat them, and add " + enumerated(missing.map { "`\($0)`" }) + " to `inputs`", subject: last.document.id)
    return .looked(at: Schema.reviewInputs.count, "inputs of the management review", [diagnostic])
  }
}
