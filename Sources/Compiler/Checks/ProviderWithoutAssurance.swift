import ISMS
import Source

extension Check {
  /// SOA-11: what a provider does for us is shown to be done, and our own part is written down.
  static let providerWithoutAssurance = Check(
    Rule(
      code: "SOA-11", name: "provider-without-assurance",
      title: "an inherited or shared control lacks a provider, its assurance, or our own part", grade: .minor,
      clause: "8.1", adjustment: "major if the provider is critical",
      data: """
        `responsibility`, `provider` and `implementation` of SoA rows; `assurance`, `assurance_until` and \
        `criticality` of suppliers; reading notes of type `assurance-report-review`
        """,
      explanation: """
        The risk stays with the organisation when a provider operates the control. So the row names the provider, the \
        provider has a certificate or report that holds today (`assurance_until`, or a current reading note of type \
        `assurance-report-review` that names the control), and the row or a document says what is left to do here.
        """,
      fix: "file a current certificate or reading note, and state the own part",
      flagged: Examples.providedControl(assuredUntil: "2025-08-14"),
      accepted: Examples.providedControl(assuredUntil: "2027-08-14"))
  ) { input in
    let isms = input.isms
    guard let soa = isms.soa else {
      return .cannotJudge("controls of providers", "there is no Statement of Applicability")
    }
    let provided = soa.distinctRows.filter { $0.isIncluded == true && $0.isProvided }
    let suppliers = Dictionary(isms.suppliers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let documented = Set(isms.documents.flatMap(\.controls))
    let noted = notedControls(in: input)
    var diagnostics: [Diagnostic] = []
    var relying: [String: [SoARow]] = [:]
    for row in provided {
      let word = row.responsibility ?? "shared"
      if row.record.lacks("provider") {
        diagnostics.append(
          Diagnostic(
            input.rule, "`\(row.control)` is \(word), and names no provider",
            at: row.record.location(of: "responsibility"),
            help: "name the supplier in `provider`, or write `responsibility: own`", subject: row.control))
      }
      if row.record.lacks("implementation"), row.record.lacks("documents"), !documented.contains(row.control) {
        diagnostics.append(
          Diagnostic(
            input.rule, "`\(row.control)` is \(word), and nothing says what is left for us to do",
            at: row.record.location(of: "responsibility"),
            grade: row.providers.contains { suppliers[$0]?.criticality == "critical" } ? .major : .minor,
            help: "say in `implementation` what you do yourselves, such as reading the assurance report",
            subject: row.control))
      }
      // A provider nobody knows is DOC-08's finding.
      for provider in Set(row.providers) where suppliers[provider] != nil && !noted.contains(row.control) {
        relying[provider, default: []].append(row)
      }
    }
    for (id, rows) in relying.sorted(by: { $0.key < $1.key }) {
      guard let supplier = suppliers[id], let problem = problem(of: supplier, input.asOf) else { continue }
      let controls = rows.map(\.control)
      diagnostics.append(
        Diagnostic(
          input.rule,
          "\(controls.listed) rel\(controls.count == 1 ? "ies" : "y") on supplier `\(id)`, \(problem.what)",
          at: supplier.record.location(of: problem.field), grade: supplier.criticality == "critical" ? .major : .minor,
          related: rows.prefix(1).map {
            .init($0.record.location(of: "provider", item: id), "\($0.responsibility ?? "shared") here")
          },
          help: "read the provider's current certificate or report, then set `assurance` and `assurance_until`",
          subject: id))
    }
    return .looked(at: provided.count, "controls of providers", diagnostics)
  }

  /// What is wrong with the assurance of a supplier; nil if it holds.
  private static func problem(of supplier: Supplier, _ asOf: CalendarDate) -> (what: String, field: String)? {
    if supplier.record.unread.contains("assurance_until") { return nil }
    if let until = supplier.assuranceUntil {
      return until < asOf ? ("whose assurance ended on \(until)", "assurance_until") : nil
    }
    return supplier.assurance == nil
      ? ("which has no assurance", "id") : ("whose assurance states no end", "assurance")
  }

  /// The controls that a current reading note of an assurance report names.
  private static func notedControls(in input: Check.Input) -> Set<String> {
    let period = input.isms.configuration.parameters[.evidencePeriod]
    var controls: Set<String> = []
    for item in input.isms.evidence where item.type == "assurance-report-review" {
      guard let end = Freshness(item, input.isms).until ?? item.speaksUntil.map({ $0 + period }), end >= input.asOf,
        item.speaksUntil.map({ $0 <= input.asOf }) ?? true
      else { continue }
      controls.formUnion(item.controls)
    }
    return controls
  }
}
