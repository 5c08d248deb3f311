import ISMS
import Source

extension Check {
  /// RSK-05: what remains after treatment is known, and accepted where it is above the threshold.
  static let residualRiskNotAccepted = Check(
    Rule(
      code: "RSK-05", name: "residual-risk-not-accepted",
      title: "a residual risk is missing, or above the threshold without an acceptance of that level", grade: .major,
      clause: "6.1.3 f",
      data: """
        residual level of risks and the threshold; `accepted_by`, `accepted_on`; history of the risk since the \
        acceptance
        """,
      explanation: """
        Risk owners approve the treatment plan and accept what remains. Without a residual level there is nothing to \
        accept; above the threshold a name and a date have to stand beside it. An acceptance is one of a level: history \
        shows the level of the day it was written, and where the risk has risen since, it accepts another risk.
        """,
      fix: "record the residual level and its acceptance, or treat the risk further",
      flagged: Examples.risk(
        "likelihood: 3\nimpact: 3\ntreatment: modify\nresidual_likelihood: 2\nresidual_impact: 3"),
      accepted: Examples.risk(
        """
        likelihood: 3
        impact: 3
        treatment: modify
        residual_likelihood: 2
        residual_impact: 3
        accepted_by: ceo
        accepted_on: 2026-02-01
        acceptance_reason: Costs more than it could ever save
        """))
  ) { input in
    let method = input.isms.riskMethod
    let treated = input.isms.risks.filter { risk in
      guard !risk.isClosed, let level = method.level(of: risk) else { return false }
      return level > method.acceptanceThreshold && risk.treatment != nil
    }
    if input.isms.risks.isEmpty { return .cannotJudge("treated risks", "the repository holds no risk") }
    let diagnostics = treated.compactMap { risk -> Diagnostic? in
      // An avoided risk has nothing left.
      guard let residual = method.remainingLevel(of: risk) else {
        if risk.treatment == .avoid || Check.residualIsWritten(risk) { return nil }
        return Diagnostic(
          input.rule, "risk `\(risk.id)` is treated, and no residual level is recorded",
          at: risk.record.location(of: "treatment"),
          help: "add `residual_likelihood` and `residual_impact`", subject: risk.id)
      }
      guard residual > method.acceptanceThreshold else { return nil }
      let lacksName = risk.record.lacks("accepted_by")
      guard lacksName || risk.record.lacks("accepted_on") else { return stale(input, risk, residual) }
      let lacking = lacksName ? "nobody accepted it" : "the acceptance has no date"
      return Diagnostic(
        input.rule,
        "risk `\(risk.id)` keeps level \(residual), above the threshold \(method.acceptanceThreshold), and \(lacking)",
        at: risk.record.fields["residual_impact"]?.location ?? risk.record.location(of: "treatment"),
        help: "add `accepted_by`, `accepted_on` and `acceptance_reason`, or treat the risk further",
        subject: risk.id)
    }
    return .looked(at: treated.count, "treated risks", diagnostics)
  }

  /// The finding about an acceptance of a lower level than that of today; nil if history shows none.
  private static func stale(_ input: Check.Input, _ risk: Risk, _ residual: Int) -> Diagnostic? {
    guard let acceptance = input.decisions.acceptances[risk.id], acceptance.level < residual else { return nil }
    return Diagnostic(
      input.rule,
      "risk `\(risk.id)` was accepted at level \(acceptance.level), and has level \(residual) now",
      at: risk.record.location(of: "accepted_on"),
      label: acceptance.changedIn.map { "the level rose on \(input.described($0))" },
      help: "have the level of today accepted, then set `accepted_by` and `accepted_on`", subject: risk.id)
  }

  /// Whether both residual values are written; where they give no level, that is a finding of RSK-02 or FLD-03.
  private static func residualIsWritten(_ risk: Risk) -> Bool {
    !risk.record.lacks("residual_likelihood") && !risk.record.lacks("residual_impact")
  }
}
