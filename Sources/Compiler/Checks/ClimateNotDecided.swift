import ISMS
import Source

extension Check {
  /// CTX-03: whether climate change matters has been decided.
  static let climateNotDecided = Check(
    Rule(
      code: "CTX-03", name: "climate-not-decided",
      title: "nobody recorded whether climate change is relevant", grade: .minor, clause: "4.1",
      adjustment: "observation if only the reason is missing",
      data: "`climate_change` and `climate_change_reason` of the context document",
      explanation: """
        Amendment 1 of 2024 has the organisation determine whether climate change is a relevant issue. No is a good \
        answer; no answer is none. Auditors ask for the decision and for one reason.
        """,
      fix: "write `climate_change: relevant` or `not_relevant` with `climate_change_reason` in the context document",
      flagged: Examples.context(""),
      accepted: Examples.context("climate_change: not_relevant\nclimate_change_reason: All work is done at desks"))
  ) { input in
    let documents = input.isms.documents(of: .context)
    guard let first = documents.first else {
      return .cannotJudge("context documents", "no document has `type: context`, which would hold `climate_change`")
    }
    let decided = documents.filter { !$0.record.lacks("climate_change") }
    if let document = decided.first {
      guard decided.allSatisfy({ $0.record.lacks("climate_change_reason") }) else {
        return .looked(at: documents.count, "context documents")
      }
      let diagnostic = Diagnostic(
        input.rule, "the decision on climate change in `\(document.id)` has no reason",
        at: document.record.location(of: "climate_change"), grade: .observation,
        help: "add `climate_change_reason:` with one sentence", subject: document.id)
      return .looked(at: documents.count, "context documents", [diagnostic])
    }
    let diagnostic = Diagnostic(
      input.rule, "`\(first.id)` does not say whether climate change is a relevant issue", at: first.location,
      help: "add `climate_change:` with `relevant` or `not_relevant`, and `climate_change_reason:`", subject: first.id)
    return .looked(at: documents.count, "context documents", [diagnostic])
  }
}
