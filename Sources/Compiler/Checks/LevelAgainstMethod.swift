import ISMS
import Source

extension Check {
  /// RSK-02: levels and bands in the register follow from the method.
  static let levelAgainstMethod = Check(
    Rule(
      code: "RSK-02", name: "level-against-method",
      title: "a level or band does not follow the risk method", grade: .minor, clause: "6.1.2 b, d, e",
      adjustment: "major if more than 10 % of the risks are concerned",
      data: "`likelihood`, `impact`, `level`, `band` and residual values of risks; the risk method",
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
    var found: [Finding] = []
    var offScale: [Finding] = []
    let isDefault = method.declaredBy == nil
    for risk in risks {
      checkScale(risk, risk.likelihood, of: method.likelihood, "likelihood", isDefault: isDefault, &offScale)
      checkScale(risk, risk.impact, of: method.impact, "impact", isDefault: isDefault, &offScale)
      checkScale(
        risk, risk.residualLikelihood, of: method.likelihood, "residual_likelihood", isDefault: isDefault, &offScale)
      checkScale(risk, risk.residualImpact, of: method.impact, "residual_impact", isDefault: isDefault, &offScale)
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
    let share = Set((found + offScale).map(\.risk.id)).count * 100
    let isSystemic = share > risks.count * input.isms.configuration.parameters[.systemicShare]
    let grade: Grade = isSystemic ? .major : .minor
    var diagnostics: [Diagnostic] = []
    let concerned = Set(offScale.map(\.risk.id)).sorted()
    if isDefault, concerned.count > 1, let first = offScale.first {
      // Many values off the default scale have one cause: another method is in use and nobody declared it.
      diagnostics.append(
        Diagnostic(
          input.rule, "\(concerned.count) risks have values that are not on the default scale: \(concerned.listed)",
          at: first.location, grade: grade, label: first.message, help: declareMethod,
          subject: first.risk.record.register))
      offScale = []
    }
    diagnostics += (found + offScale).map { item in
      Diagnostic(input.rule, item.message, at: item.location, grade: grade, help: item.help, subject: item.risk.id)
    }
    return .looked(at: risks.count, "risks", diagnostics)
  }

  private typealias Finding = (risk: Risk, message: String, location: Location, help: String)

  private static let declareMethod =
    "use 1 to 4, or declare your scales in a document with `type: risk-method` under `method: scales:`"

  private static func checkScale(
    _ risk: Risk, _ value: Int?, of scale: [RiskMethod.ScaleValue], _ field: String, isDefault: Bool,
    _ found: inout [Finding]
  ) {
    guard let value, !scale.contains(where: { $0.value == value }) else { return }
    let values = scale.prefix(10).map { "\($0.value) \($0.name)" }.joined(separator: ", ")
    found.append(
      (
        risk, "`\(field)` of risk `\(risk.id)` is \(value), which is not on the \(isDefault ? "default " : "")scale",
        risk.record.location(of: field),
        "use one of \(values)" + (isDefault ? "; or declare your scales in a document with `type: risk-method`" : "")
      ))
  }

  private static func checkLevel(
    _ risk: Risk, stated field: String, computed: Int?, _ found: inout [Finding]
  ) {
    guard let stated = risk.record.integer(field), let computed, stated != computed else { return }
    found.append(
      (
        risk, "`\(field)` of risk `\(risk.id)` is \(stated), the method gives \(computed)",
        risk.record.location(of: field), "write `\(computed)`, or correct likelihood and impact"
      ))
  }
}
