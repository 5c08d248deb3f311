import ISMS
import Source

extension Check {
  /// RSK-15: what matters most, and what went wrong, was assessed.
  static let criticalWithoutRisk = Check(
    Rule(
      code: "RSK-15", name: "critical-without-risk",
      title: "a critical asset, a critical supplier or an incident has no related risk", grade: .observation,
      clause: "6.1.2 c", adjustment: "minor for an incident that happened before under the same title",
      data: "`critical` of assets, `criticality` of suppliers, incidents; references of risks to them",
      explanation: """
        A critical asset or supplier that no risk names was perhaps forgotten in the assessment; so was an incident \
        whose risk nobody can name. A risk is related if its fields or its text name the thing, or an asset that the \
        supplier provides; an incident may name its risks itself.
        """,
      fix: "assess the risk and link it, or say in a risk why there is none",
      flagged: Examples.risk("likelihood: 2\nimpact: 2") + Examples.criticalAsset,
      accepted: Examples.risk("likelihood: 2\nimpact: 2\nassets: [AST-1]") + Examples.criticalAsset)
  ) { input in
    let isms = input.isms
    let unit = "critical assets, critical suppliers and incidents"
    let assets = isms.assets.filter { $0.isCritical && $0.isInUse && !$0.id.isEmpty }
    let suppliers = isms.suppliers.filter { $0.criticality == "critical" && $0.isActive && !$0.id.isEmpty }
    let incidents = isms.incidents.filter { !$0.id.isEmpty }
    let population = assets.count + suppliers.count + incidents.count
    guard population > 0 else {
      return .cannotJudge(unit, "no asset or supplier is marked as critical, and there is no incident")
    }
    guard !isms.risks.isEmpty else { return .cannotJudge(unit, "the repository holds no risk; DOC-01 asks for them") }
    func isNamedByRisk(_ id: String) -> Bool {
      isms.references.to(.item(id)).contains { isms.record($0.origin)?.kind == .risk }
    }
    let assessed = Set(assets.map(\.id).filter(isNamedByRisk))
    var served: [String: [String]] = [:]
    for asset in isms.assets {
      for supplier in asset.record.texts("supplier") { served[supplier, default: []].append(asset.id) }
    }
    let bareAssets = assets.filter { !assessed.contains($0.id) }
    let bareSuppliers = suppliers.filter { supplier in
      !isNamedByRisk(supplier.id)
        && !(served[supplier.id] ?? []).contains { assessed.contains($0) || isNamedByRisk($0) }
    }
    let titles = Dictionary(incidents.map { (plain($0.title), 1) }, uniquingKeysWith: +)
    let bareIncidents = incidents.filter { $0.record.lacks("risks") && !isNamedByRisk($0.id) }
    let repeated = bareIncidents.filter { (titles[plain($0.title)] ?? 0) > 1 }
    let once = bareIncidents.filter { (titles[plain($0.title)] ?? 0) <= 1 }

    func findings(_ records: [Record], _ what: String, _ grade: Grade) -> [Diagnostic] {
      records.map { record in
        Diagnostic(
          input.rule, "no risk names \(what) `\(record.id)`\(record.text("title").map { ", \($0)" } ?? "")",
          at: record.location, grade: grade, subject: record.id)
      }
    }
    let diagnostics =
      findings(bareAssets.map(\.record), "the critical asset", .observation)
      + findings(bareSuppliers.map(\.record), "the critical supplier", .observation)
      + findings(repeated.map(\.record), "the repeated incident", .minor)
      + findings(once.map(\.record), "incident", .observation)
    return .looked(at: population, unit, diagnostics)
  }

  /// A title without case, digits and punctuation, so that "Phishing 2" repeats "Phishing".
  private static func plain(_ title: String) -> String {
    title.lowercased().split { !$0.isLetter }.joined(separator: " ")
  }
}
