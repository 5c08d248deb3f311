import ISMS
import Source

extension Check {
  /// RSK-05: what remains after treatment is known, and accepted where it is above the threshold.
  static let residualRiskNotAccepted = Check(
    Rule(
      code: "RSK-05", name: "residual-risk-not-accepted",
      title: "a residual risk is missing, or above the threshold without acceptance", grade: .major,
      clause: "6.1.3 f",
      explanation: """
        Risk owners approve the treatment plan and accept what remains. Without a residual level there is nothing to \
        accept; above the threshold a name and a date have to stand beside it.
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
      // A retained risk keeps its level; an avoided one has nothing left.
      let residual = method.residualLevel(of: risk) ?? (risk.treatment == .retain ? method.level(of: risk) : nil)
      guard let residual else {
        if risk.treatment == .avoid || Check.residualIsOffScale(risk) { return nil }
        return Diagnostic(
          input.rule, "risk `\(risk.id)` is treated, and no residual level is recorded",
          at: risk.record.location(of: "treatment"),
          help: "add `residual_likelihood` and `residual_impact`", subject: risk.id)
      }
      guard residual > method.acceptanceThreshold, risk.acceptedBy == nil || risk.acceptedOn == nil else { return nil }
      let lacking = risk.acceptedBy == nil ? "nobody accepted it" : "the acceptance has no date"
      return Diagnostic(
        input.rule,
        "risk `\(risk.id)` keeps level \(residual), above the threshold \(method.acceptanceThreshold), and \(lacking)",
        at: risk.record.fields["residual_impact"]?.location ?? risk.record.location(of: "treatment"),
        help: "add `accepted_by`, `accepted_on` and `acceptance_reason`, or treat the risk further",
        subject: risk.id)
    }
    return .looked(at: treated.count, "treated risks", diagnostics)
  }

  /// Whether both residual values are stated and one is not on its scale, which is RSK-02's finding.
  private static func residualIsOffScale(_ risk: Risk) -> Bool {
    risk.residualLikelihood != nil && risk.residualImpact != nil
  }
}
