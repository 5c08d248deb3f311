import ISMS
import Source

extension Check {
  /// CTX-02: the scope agrees with the registers and with the certificate.
  static let scopeContradicted = Check(
    Rule(
      code: "CTX-02", name: "scope-contradicted", title: "the scope contradicts other records", grade: .minor,
      clause: "4.3", adjustment: "major if something in use is left out",
      data: """
        `sites`, `services`, `legal_entities`, `facts`, `exclusions` and `statement` of the scope document; assets \
        and suppliers; `organisation` and `certification: scope` in auditpack.yaml
        """,
      explanation: """
        Where the scope and other records say different things, nobody knows what the certificate is for. Compared are \
        the scope's `sites`, `services` and `legal_entities` with the asset register, the organisation and the \
        certificate's words in auditpack.yaml; the assets and suppliers its `exclusions` name by id with what the \
        business cannot do without; its `facts` with the registers; and its `statement` with the certificate's words.
        """,
      fix: "align the scope with the other record",
      flagged: Examples.fullScope("sites: [AS-1]") + Examples.sites("AS-1", "AS-2"),
      accepted: Examples.fullScope("sites: [AS-1, AS-2]") + Examples.sites("AS-1", "AS-2"))
  ) { input in
    let unit = "facts of the scope"
    let scopes = input.isms.documents(of: .scope)
    guard !scopes.isEmpty else { return .cannotJudge(unit, "no document has `type: scope`") }
    var comparison = ScopeComparison(input)
    for scope in scopes { comparison.compare(scope) }
    guard comparison.population > 0 else {
      return .cannotJudge(
        unit,
        "no scope document states `sites`, `services`, `legal_entities` or `facts`, excludes an asset or supplier by id, "
          + "or has a `statement` to compare with `certification: scope:` in auditpack.yaml")
    }
    return .looked(at: comparison.population, unit, comparison.diagnostics, limits: comparison.limits(scopes))
  }
}

/// Compares scope documents with the registers and the certificate.
private struct ScopeComparison {
  /// How many facts were compared.
  private(set) var population = 0
  private(set) var diagnostics: [Diagnostic] = []
  private let rule: Rule
  private let isms: ISMS
  private let assets: [String: Asset]
  private let suppliers: [String: Supplier]

  init(_ input: Check.Input) {
    rule = input.rule
    isms = input.isms
    assets = Dictionary(isms.assets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    suppliers = Dictionary(
      isms.suppliers.filter(\.isActive).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func compare(_ scope: Document) {
    let excluded = Set(scope.record.texts("exclusions").flatMap(Self.identifiers(in:)))
    compareSites(scope, excluded)
    compareServices(scope, excluded)
    compareExclusions(scope)
    compareEntities(scope)
    compareFacts(scope)
    compareStatement(scope)
  }

  /// What no scope document states, so that nothing could be compared.
  func limits(_ scopes: [Document]) -> [String] {
    func isStated(_ field: String) -> Bool { scopes.contains { $0.record.fields[field] != nil } }
    var limits: [String] = []
    if !isStated("sites"), isms.assets.contains(where: { $0.kind == "site" && $0.isInUse }) {
      limits.append("the asset register has sites, and no scope document states `sites`")
    }
    if !isStated("services") { limits.append("no scope document states `services`") }
    if !isStated("legal_entities") { limits.append("no scope document states `legal_entities`") }
    if isms.configuration.certifiedScope == nil {
      limits.append("auditpack.yaml does not give the certificate's words (`certification: scope:`)")
    } else if !isStated("statement") {
      limits.append("no scope document states `statement`")
    }
    return limits
  }

  private mutating func report(
    _ message: String, at location: Location, _ grade: Grade? = nil, label: String? = nil,
    related: [Diagnostic.Related] = [], help: String, _ scope: Document
  ) {
    diagnostics.append(
      Diagnostic(
        rule, message, at: location, grade: grade, label: label, related: related, help: help, subject: scope.id))
  }

  private mutating func compareSites(_ scope: Document, _ excluded: Set<String>) {
    guard let field = scope.record.fields["sites"] else { return }
    let named = Set(scope.record.texts("sites"))
    for site in isms.assets where site.kind == "site" && site.isInUse && !site.id.isEmpty {
      population += 1
      guard !named.contains(site.id), !excluded.contains(site.id) else { continue }
      report(
        "the site `\(site.id)` is neither inside nor outside the scope `\(scope.id)`", at: field.location, .major,
        related: [.init(site.location, "a site in use")],
        help: "add `\(site.id)` to `sites`, or to `exclusions` with the reason", scope)
    }
    for item in field.items {
      guard let site = item.text.flatMap({ assets[$0] }), !site.isInUse else { continue }
      population += 1
      report(
        "the scope `\(scope.id)` names the site `\(site.id)`, which is no longer in use", at: item.location,
        related: [.init(site.record.location(of: "status"), "given up here")],
        help: "remove `\(site.id)` from `sites`, or correct `status` in the register", scope)
    }
  }

  /// A service that no supplier provides is one of the organisation's own.
  private mutating func compareServices(_ scope: Document, _ excluded: Set<String>) {
    guard let field = scope.record.fields["services"] else { return }
    let named = Set(scope.record.texts("services").map { $0.lowercased() })
    for asset in isms.assets
    where asset.kind == "service" && asset.isInUse && !asset.id.isEmpty && asset.record.lacks("supplier") {
      population += 1
      guard !named.contains(asset.id.lowercased()), !named.contains(asset.title.lowercased()),
        !excluded.contains(asset.id)
      else { continue }
      report(
        "the service `\(asset.id)` is neither inside nor outside the scope `\(scope.id)`", at: field.location, .major,
        related: [.init(asset.location, "a service that no supplier provides")],
        help: "add `\(asset.id)` to `services` or to `exclusions`, or name its `supplier` in the register", scope)
    }
    guard let certified = isms.configuration.certifiedScope else { return }
    let words = Self.phrase(certified)
    for item in field.items {
      guard let name = item.text else { continue }
      population += 1
      let title = assets[name]?.title ?? name
      guard !words.contains(Self.phrase(title)) else { continue }
      report(
        "the certificate does not name the service `\(title)` of the scope `\(scope.id)`", at: item.location,
        related: certificate(),
        help: "have the certificate name `\(title)`, or remove it from `services`", scope)
    }
  }

  private mutating func compareExclusions(_ scope: Document) {
    for exclusion in scope.record.fields["exclusions"]?.items ?? [] {
      for id in Self.identifiers(in: exclusion.text ?? "") {
        if let asset = assets[id], asset.isInUse {
          population += 1
          guard asset.isCritical else { continue }
          report(
            "the scope `\(scope.id)` excludes `\(id)`, without which the service stops", at: exclusion.location, .major,
            related: [.init(asset.record.location(of: "critical"), "critical here")],
            help: "include the asset, or correct `critical` in the register", scope)
        } else if let supplier = suppliers[id] {
          population += 1
          guard supplier.criticality == "critical" else { continue }
          report(
            "the scope `\(scope.id)` excludes the critical supplier `\(id)`", at: exclusion.location, .major,
            related: [.init(supplier.record.location(of: "criticality"), "critical here")],
            help: "name what depends on it in `dependencies`, or correct `criticality` in the register", scope)
        }
      }
    }
  }

  private mutating func compareEntities(_ scope: Document) {
    guard let field = scope.record.fields["legal_entities"] else { return }
    let entities = scope.record.texts("legal_entities")
    if let organisation = isms.configuration.organisation {
      population += 1
      if !entities.contains(where: { Self.words($0) == Self.words(organisation) }) {
        report(
          "the scope `\(scope.id)` leaves out `\(organisation)`, the organisation of auditpack.yaml",
          at: field.location,
          .major, related: isms.configuration.location(of: ["organisation"]).map { [.init($0, "named here")] } ?? [],
          help: "add `\(organisation)` to `legal_entities`, or correct `organisation`", scope)
      }
    }
    guard let certified = isms.configuration.certifiedScope, !entities.isEmpty else { return }
    population += 1
    let words = Self.phrase(certified)
    guard !entities.contains(where: { words.contains(Self.phrase($0)) }) else { return }
    report(
      "the certificate names no legal entity of the scope `\(scope.id)`", at: field.location, related: certificate(),
      help: "have the certificate name \(entities.listed), or correct `legal_entities`", scope)
  }

  /// What the scope denies and a register shows. Where a control that depends on it is excluded, that is SOA-05's finding.
  private mutating func compareFacts(_ scope: Document) {
    for fact in ScopeFact.allCases {
      guard let field = scope.record.fields["facts"]?.fields[fact.rawValue], case .boolean(let isTrue) = field.value
      else { continue }
      population += 1
      guard !isTrue, let witness = isms.witness(of: fact),
        !fact.controls.contains(where: { isms.soa?.row(for: $0)?.isIncluded == false })
      else { continue }
      report(
        "\(witness.sentence), yet the scope `\(scope.id)` denies `\(fact.rawValue)`", at: field.location, .major,
        related: [.init(witness.record.location(of: witness.field), "shown here")],
        help: "write `\(fact.rawValue): true`, or correct the register", scope)
    }
  }

  private mutating func compareStatement(_ scope: Document) {
    guard let statement = scope.record.text("statement"), let certified = isms.configuration.certifiedScope else {
      return
    }
    population += 1
    guard Self.words(statement) != Self.words(certified) else { return }
    report(
      "the statement of the scope `\(scope.id)` differs from the scope of the certificate",
      at: scope.record.location(of: "statement"), label: "auditpack.yaml has other words", related: certificate(),
      help: "write the same sentence in `statement` and in `certification: scope:` of auditpack.yaml", scope)
  }

  private func certificate() -> [Diagnostic.Related] {
    isms.configuration.location(of: ["certification", "scope"]).map { [.init($0, "the scope of the certificate")] }
      ?? []
  }

  /// Words that may be ids.
  private static func identifiers(in text: String) -> [String] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "-._/".contains($0))) }
      .map { word in String(word.reversed().drop { $0 == "." }.reversed()) }
  }

  /// A text without case, punctuation and layout.
  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }
  }

  /// The same in one line, so that whole words can be looked for in it.
  private static func phrase(_ text: String) -> String { " " + words(text).joined(separator: " ") + " " }
}
