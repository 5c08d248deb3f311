import ISMS
import Source

extension Check {
  /// CTX-02: the scope agrees with the registers and with the certificate.
  static let scopeContradicted = Check(
    Rule(
      code: "CTX-02", name: "scope-contradicted", title: "the scope contradicts other records", grade: .minor,
      clause: "4.3", adjustment: "major if something critical is left out",
      explanation: """
        Sites in the asset register that the scope does not name, assets it excludes and the business cannot do without, \
        and a certificate with other words than the scope: each raises the question what the certificate is for. \
        Compared are the scope's `sites`, the assets its `exclusions` name by id, and its `statement` with the scope of \
        the certificate in auditpack.yaml.
        """,
      fix: "align the scope with the other record",
      flagged: Examples.fullScope("sites: [AS-1]") + Examples.sites("AS-1", "AS-2"),
      accepted: Examples.fullScope("sites: [AS-1, AS-2]") + Examples.sites("AS-1", "AS-2"))
  ) { input in
    let isms = input.isms
    let assets = isms.assets.filter(\.isInUse)
    let byID = Dictionary(assets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var population = 0
    var diagnostics: [Diagnostic] = []
    for scope in isms.documents(of: .scope) {
      let record = scope.record
      if record.fields["sites"] != nil {
        let named = Set(record.texts("sites"))
        let excluded = Set(record.texts("exclusions").flatMap(Self.identifiers(in:)))
        let sites = assets.filter { $0.kind == "site" && !$0.id.isEmpty }
        population += sites.count
        for site in sites where !named.contains(site.id) && !excluded.contains(site.id) {
          diagnostics.append(
            Diagnostic(
              input.rule, "the site `\(site.id)` is neither inside nor outside the scope `\(scope.id)`",
              at: record.location(of: "sites"), grade: site.isCritical ? .major : nil,
              related: [.init(site.location, "a site in use")],
              help: "add `\(site.id)` to `sites`, or to `exclusions` with the reason", subject: scope.id))
        }
      }
      for exclusion in record.fields["exclusions"]?.items ?? [] {
        for asset in Self.identifiers(in: exclusion.text ?? "").compactMap({ byID[$0] }) {
          population += 1
          guard asset.isCritical else { continue }
          diagnostics.append(
            Diagnostic(
              input.rule, "the scope `\(scope.id)` excludes `\(asset.id)`, without which the service stops",
              at: exclusion.location, grade: .major,
              related: [.init(asset.record.location(of: "critical"), "critical here")],
              help: "include the asset, or correct `critical` in the register", subject: scope.id))
        }
      }
      if let statement = record.text("statement"), let certified = isms.configuration.certifiedScope {
        population += 1
        if Self.words(statement) != Self.words(certified) {
          diagnostics.append(
            Diagnostic(
              input.rule, "the statement of the scope `\(scope.id)` differs from the scope of the certificate",
              at: record.location(of: "statement"), label: "auditpack.yaml has other words",
              help: "write the same sentence in `statement` and in `certification: scope:` of auditpack.yaml",
              subject: scope.id))
        }
      }
    }
    guard population > 0 else {
      return .cannotJudge(
        "facts of the scope",
        "no scope document states `sites`, excludes an asset by id, or has a `statement` to compare with "
          + "`certification: scope:` in auditpack.yaml")
    }
    return .looked(at: population, "facts of the scope", diagnostics)
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
}
