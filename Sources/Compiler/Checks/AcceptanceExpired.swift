import ISMS
import Source

extension Check {
  /// RSK-13: an acceptance for a time is renewed, or the risk treated.
  static let acceptanceExpired = Check(
    Rule(
      code: "RSK-13", name: "acceptance-expired", title: "a time-limited acceptance has ended", grade: .minor,
      clause: "6.1.3 f", adjustment: "major if the risk lies in the highest band",
      data: "`acceptance_expires` of risks; the reference date",
      explanation: """
        An acceptance with an end says: until then we live with it. After that day nobody has decided anything, and the \
        risk is above the criteria without a decision.
        """,
      fix: "decide anew and set `accepted_on` and `acceptance_expires`, or treat the risk",
      flagged: Examples.acceptedRisk(by: "ceo", until: "2026-02-15"),
      accepted: Examples.acceptedRisk(by: "ceo", until: "2026-08-15"))
  ) { input in
    let limited = input.isms.risks.filter { !$0.isClosed && $0.acceptanceExpires != nil }
    guard !limited.isEmpty else {
      return .cannotJudge("time-limited acceptances", "no open risk states `acceptance_expires`")
    }
    let method = input.isms.riskMethod
    let diagnostics = limited.compactMap { risk -> Diagnostic? in
      guard let ended = risk.acceptanceExpires, ended < input.asOf else { return nil }
      let level = method.remainingLevel(of: risk)
      return Diagnostic(
        input.rule,
        "the acceptance of risk `\(risk.id)` ended on \(ended), \((input.asOf - ended).counted("day")) ago",
        at: risk.record.location(of: "acceptance_expires"),
        grade: level.map(method.isInTopBand) == true ? .major : .minor,
        label: level.map { "the level is \($0)" }, subject: risk.id)
    }
    return .looked(at: limited.count, "time-limited acceptances", diagnostics)
  }
}
