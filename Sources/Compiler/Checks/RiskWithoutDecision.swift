import ISMS
import Source

extension Check {
  /// RSK-04: a risk above the threshold needs a treatment decision.
  static let riskWithoutDecision = Check(
    Rule(
      code: "RSK-04", name: "risk-without-decision",
      title: "a risk above the acceptance threshold has no treatment decision", grade: .major,
      clause: "6.1.3 a",
      explanation: """
        For every risk above the acceptance criteria an option has to be chosen: modify it, share it, avoid it, or \
        knowingly retain it. A risk without a decision is an assessment nobody acted on.
        """,
      fix: "decide: modify, share, avoid, or retain with acceptance",
      flagged: Examples.risk("likelihood: 3\nimpact: 3"),
      accepted: Examples.risk("likelihood: 3\nimpact: 3\ntreatment: modify"))
  ) { input in
    let method = input.isms.riskMethod
    let open = input.isms.risks.filter { !$0.isClosed }
    guard !open.isEmpty else { return .cannotJudge("open risks", "the repository holds no open risk") }
    let diagnostics = open.compactMap { risk -> Diagnostic? in
      guard let level = method.level(of: risk), level > method.acceptanceThreshold, risk.treatment == nil,
        risk.record.fields["treatment"] == nil
      else { return nil }
      return Diagnostic(
        input.rule,
        "risk `\(risk.id)` has level \(level), above the threshold \(method.acceptanceThreshold), and no treatment",
        at: risk.location, help: "add `treatment:` with modify, share, avoid or retain", subject: risk.id)
    }
    return .looked(at: open.count, "open risks", diagnostics)
  }
}
