import Source

/// How likelihood and impact make a level, and what a level means (6.1.2).
public struct RiskMethod: Sendable, Hashable {
  /// One value of a scale.
  public struct ScaleValue: Sendable, Hashable {
    /// The number.
    public let value: Int
    /// Its name.
    public let name: String
    /// How two people choose the same value.
    public let meaning: String?

    init(_ value: Int, _ name: String, _ meaning: String? = nil) {
      self.value = value
      self.name = name
      self.meaning = meaning
    }
  }

  /// A range of levels with its decision.
  public struct Band: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Lowest level.
    public let from: Int
    /// Highest level.
    public let to: Int
    /// `retain` or `treat`.
    public let decision: String?
    /// Days within which a risk in it is treated.
    public let dueDays: Int?
  }

  /// How the level is computed.
  public enum Rule: Sendable, Hashable {
    /// Likelihood times impact.
    case product
    /// Likelihood plus impact.
    case sum
    /// A table: one row for each likelihood, one column for each impact.
    case matrix([[Int]])
  }

  /// The role in `acceptance_authority` that stands for the owner of each risk.
  public static let riskOwner = "risk-owner"

  /// Who may accept up to which level.
  public struct Authority: Sendable, Hashable {
    /// Highest level.
    public let maxLevel: Int
    /// Role id, or `risk-owner`.
    public let role: String
  }

  /// Values of likelihood, rising.
  public let likelihood: [ScaleValue]
  /// Values of impact, rising.
  public let impact: [ScaleValue]
  /// How the level is computed.
  public let rule: Rule
  /// Bands, rising.
  public let bands: [Band]
  /// Highest level that may remain without a special decision.
  public let acceptanceThreshold: Int
  /// Who may accept which level, rising.
  public let authority: [Authority]
  /// How often risks are assessed again.
  public let reviewInterval: CalendarDuration?
  /// Id of the document that declares it; nil if the default is used.
  public let declaredBy: String?

  /// The method used where the repository declares none: 4×4, level = likelihood × impact, bands 1–2 accept, 3–4
  /// monitor, 6–9 treat, 12–16 treat urgently; up to 4 may remain.
  public static let standard = RiskMethod(
    likelihood: [.init(1, "Rare"), .init(2, "Unlikely"), .init(3, "Possible"), .init(4, "Likely")],
    impact: [.init(1, "Low"), .init(2, "Medium"), .init(3, "High"), .init(4, "Critical")],
    rule: .product,
    bands: [
      Band(name: "Accept", from: 1, to: 2, decision: "retain", dueDays: nil),
      Band(name: "Monitor", from: 3, to: 4, decision: "retain", dueDays: nil),
      Band(name: "Treat", from: 6, to: 9, decision: "treat", dueDays: 180),
      Band(name: "Treat urgently", from: 12, to: 16, decision: "treat", dueDays: 30),
    ],
    acceptanceThreshold: 4, authority: [], reviewInterval: nil, declaredBy: nil)

  /// The level of a likelihood and an impact; nil if one of them is not on its scale.
  public func level(likelihood: Int, impact: Int) -> Int? {
    guard let row = self.likelihood.firstIndex(where: { $0.value == likelihood }),
      let column = self.impact.firstIndex(where: { $0.value == impact })
    else { return nil }
    switch rule {
    case .product: return likelihood.multipliedReportingOverflow(by: impact).partialValue
    case .sum: return likelihood.addingReportingOverflow(impact).partialValue
    case .matrix(let levels):
      return row < levels.count && column < levels[row].count ? levels[row][column] : nil
    }
  }

  /// The level of a risk before treatment.
  public func level(of risk: Risk) -> Int? {
    guard let likelihood = risk.likelihood, let impact = risk.impact else { return nil }
    return level(likelihood: likelihood, impact: impact)
  }

  /// The level of a risk after treatment.
  public func residualLevel(of risk: Risk) -> Int? {
    guard let likelihood = risk.residualLikelihood, let impact = risk.residualImpact else { return nil }
    return level(likelihood: likelihood, impact: impact)
  }

  /// The level that remains: after treatment, and for a retained risk without residual values its level.
  public func remainingLevel(of risk: Risk) -> Int? {
    residualLevel(of: risk) ?? (risk.treatment == .retain ? level(of: risk) : nil)
  }

  /// The band a level falls in; nil if no band covers it.
  public func band(of level: Int) -> Band? { bands.first { $0.from <= level && level <= $0.to } }

  /// Whether a level lies in the highest band.
  public func isInTopBand(_ level: Int) -> Bool { bands.max { $0.to < $1.to }.map { level >= $0.from } ?? false }

  /// The levels that can occur, a row for each likelihood and a column for each impact; nil where a matrix lacks a cell.
  public var levels: [[Int?]] {
    likelihood.map { likelihood in
      impact.map { level(likelihood: likelihood.value, impact: $0.value) }
    }
  }
}

extension RiskMethod {
  /// The method a document of type `risk-method` declares; what it leaves out is taken from the standard method.
  init(declaredBy document: Document) {
    let standard = RiskMethod.standard
    let method = document.record.fields["method"]?.fields ?? [:]
    func scale(_ name: String, _ fallback: [ScaleValue]) -> [ScaleValue] {
      let values: [ScaleValue] = (method["scales"]?.fields[name]?.items ?? []).compactMap { item in
        guard let value = item.fields["value"]?.integer else { return nil }
        return ScaleValue(value, item.fields["name"]?.text ?? String(value), item.fields["meaning"]?.text)
      }
      return values.isEmpty ? fallback : values
    }
    likelihood = scale("likelihood", standard.likelihood)
    impact = scale("impact", standard.impact)
    switch method["level"]?.text {
    case "sum": rule = .sum
    case "matrix": rule = .matrix((method["matrix"]?.items ?? []).map { $0.items.compactMap(\.integer) })
    default: rule = .product
    }
    let bands: [Band] = (method["bands"]?.items ?? []).compactMap { item in
      guard let from = item.fields["from"]?.integer, let to = item.fields["to"]?.integer else { return nil }
      return Band(
        name: item.fields["name"]?.text ?? "\(from)–\(to)", from: from, to: to,
        decision: item.fields["decision"]?.text, dueDays: item.fields["due_days"]?.integer)
    }
    self.bands = bands.isEmpty ? standard.bands : bands
    acceptanceThreshold = method["acceptance_threshold"]?.integer ?? standard.acceptanceThreshold
    authority = (method["acceptance_authority"]?.items ?? []).compactMap { item in
      guard let maxLevel = item.fields["max_level"]?.integer, let role = item.fields["role"]?.text else { return nil }
      return Authority(maxLevel: maxLevel, role: role)
    }
    if case .duration(let interval)? = method["review_interval"]?.value {
      reviewInterval = interval
    } else {
      reviewInterval = nil
    }
    declaredBy = document.id
  }
}
