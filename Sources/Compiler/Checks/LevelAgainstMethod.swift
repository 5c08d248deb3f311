import ISMS
import Source

extension Check {
  /// RSK-02: levels and bands in the register follow from the method.
  static let levelAgainstMethod = Check(
    Rule(
      code: "RSK-02", name: "level-against-method",
      title: "a level or band does not follow the risk method", grade: .minor, clause: "6.1.2 b, d, e",
      adjustment: "major if more than 10 % of the risks are concerned",
      explanation: """
        Assessments have to give consistent, valid and comparable results. An auditor recomputes two or three risks by \
        hand; a value outside the scale, or a level that is not what the method makes of likelihood and impact, puts \
        the whole register in doubt.
        """,
      fix: "recompute the level, or correct likelihood and impact",
      flagged: Examples.risk("likelihood: 3\nimpact: 4\nlevel: 9"),
      accepted: Examples.risk("likelihood: 3\nimpact: 4\nlevel: 12"))
  ) { input in
    let method = input.isms.riskMethod
    let risks = input.isms.risks
    guard !risks.isEmpty else { return .cannotJudge("risks", "the repository holds no risk") }
    var found: [(risk: Risk, message: String, location: Location, help: String)] = []
    for risk in risks {
      checkScale(risk, risk.likelihood, of: method.likelihood, "likelihood", &found)
      checkScale(risk, risk.impact, of: method.impact, "impact", &found)
      checkScale(risk, risk.residualLikelihood, of: method.likelihood, "residual_likelihood", &found)
      checkScale(risk, risk.residualImpact, of: method.impact, "residual_impact", &found)
      checkLevel(risk, stated: "level", computed: method.level(of: risk), &found)
      checkLevel(risk, stated: "residual_level", computed: method.residualLevel(of: risk), &found)
      if let stated = risk.record.text("band"), let level = method.level(of: risk), let band = method.band(of: level),
        stated.lowercased() != band.name.lowercased()
      {
        found.append(
          (
            risk, "risk `\(risk.id)` stands in the band \(stated), its level \(level) belongs to \(band.name)",
            risk.record.location(of: "band"), "write `band: \(band.name)`, or correct likelihood and impact"
          ))
      }
    }
    let share = Set(found.map(\.risk.id)).count * 100
    let isSystemic = share > risks.count * input.isms.configuration.parameters[.systemicShare]
    let diagnostics = found.map { item in
      Diagnostic(
        input.rule, item.message, at: item.location, grade: isSystemic ? .major : .minor,
        help: item.help, subject: item.risk.id)
    }
    return .looked(at: risks.count, "risks", diagnostics)
  }

  private static func checkScale(
    _ risk: Risk, _ value: Int?, of scale: [RiskMethod.ScaleValue], _ field: String,
    _ found: inout [(risk: Risk, message: String, location: Location, help: String)]
  ) {
    guard let value, !scale.contains(where: { $0.value == value }) else { return }
    let values = scale.map { "\($0.value) \($0.name)" }.joined(separator: ", ")
    found.append(
      (
        risk, "`\(field)` of risk `\(risk.id)` is \(value), which is not on the scale",
        risk.record.location(of: field), "use one of \(values)"
      ))
  }

  private static func checkLevel(
    _ risk: Risk, stated field: String, computed: Int?,
    _ found: inout [(risk: Risk, message: String, location: Location, help: String)]
  ) {
    guard let stated = risk.record.integer(field), let computed, stated != computed else { return }
    found.append(
      (
        risk, "`\(field)` of risk `\(risk.id)` is \(stated), the method gives \(computed)",
        risk.record.location(of: field), "write `\(computed)`, or correct likelihood and impact"
      ))
  }
}
