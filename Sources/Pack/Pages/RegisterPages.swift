import ISMS
import Source

/// `registers/…`: the registers that have no page of their own, so that every record has an address.
enum RegisterPages {
  /// One register: its page, its kind and the columns the reader sees.
  private struct Register: Sendable {
    let kind: RecordKind
    let title: String
    let columns: [(field: String, title: String)]
    let records: @Sendable (ISMS) -> [Record]
  }

  private static let registers: [Register] = [
    Register(
      kind: .asset, title: "Assets",
      columns: [
        ("kind", "Kind"), ("owner", "Owner"), ("classification", "Class"), ("location", "Where"),
        ("supplier", "Supplier"), ("critical", "Critical"), ("personal_data", "Personal data"),
        ("controls", "Controls"),
        ("status", "Status"),
      ], records: { $0.assets.map(\.record) }),
    Register(
      kind: .supplier, title: "Suppliers",
      columns: [
        ("service", "Service"), ("criticality", "Criticality"), ("owner", "Owner"), ("data", "Data"),
        ("location", "Where"), ("assurance", "Assurance"), ("assurance_until", "Until"),
        ("reviewed_on", "Reviewed"), ("controls", "Controls"), ("status", "Status"),
      ], records: { $0.suppliers.map(\.record) }),
    Register(
      kind: .obligation, title: "Obligations",
      columns: [
        ("kind", "Kind"), ("source", "Source"), ("applies_to", "Touches"), ("owner", "Owner"),
        ("controls", "Controls"), ("documents", "Documents"), ("reviewed_on", "Reviewed"), ("status", "Status"),
      ], records: { $0.obligations.map(\.record) }),
    Register(
      kind: .interestedParty, title: "Interested parties",
      columns: [
        ("requirement", "Requirement"), ("addressed", "Taken on"), ("addressed_by", "By"), ("controls", "Controls"),
        ("owner", "Owner"),
      ], records: { $0.interestedParties.map(\.record) }),
    Register(
      kind: .objective, title: "Objectives",
      columns: [
        ("measure", "Measure"), ("target", "Target"), ("baseline", "Baseline"), ("owner", "Owner"), ("due", "Due"),
        ("resources", "Resources"), ("evaluation", "Evaluation"), ("status", "Status"), ("controls", "Controls"),
      ], records: { $0.objectives.map(\.record) }),
    Register(
      kind: .measurement, title: "Measurements",
      columns: [
        ("objective", "Objective"), ("measured_on", "Measured"), ("value", "Value"), ("target", "Target"),
        ("period", "Period"), ("method", "Method"), ("owner", "By"), ("evaluation", "What follows"),
      ], records: { $0.measurements.map(\.record) }),
    Register(
      kind: .incident, title: "Incidents",
      columns: [
        ("occurred_on", "Occurred"), ("detected_on", "Noticed"), ("closed_on", "Closed"), ("severity", "Severity"),
        ("owner", "Owner"), ("risks", "Risks"), ("controls", "Controls"), ("lessons", "Lessons"),
        ("evidence", "Evidence"), ("status", "Status"),
      ], records: { $0.incidents.map(\.record) }),
    Register(
      kind: .nonconformity, title: "Nonconformities",
      columns: [
        ("source", "Source"), ("grade", "Grade"), ("raised_on", "Raised"), ("due", "Due"), ("owner", "Owner"),
        ("cause", "Cause"), ("correction", "Correction"), ("corrective_action", "Corrective action"),
        ("closed_on", "Closed"), ("effectiveness", "Effectiveness"), ("status", "Status"),
      ], records: { $0.nonconformities.map(\.record) }),
  ]

  static func pages(_ site: Site) -> [Page] { [index(site)] + registers.map { page($0, site) } }

  private static func index(_ site: Site) -> Page {
    let scope = Scope(site, "registers/index")
    func row(_ title: String, _ page: String, _ count: Int, _ kind: RecordKind) -> TableModel.Row {
      let holders = site.isms.documents.filter {
        $0.record.text("register") == kind.register && site.disclosure.names($0)
      }
      return TableModel.Row(
        nil,
        [.link(scope.page(title, page)), .text(String(count)), .links(holders.map { scope.titled($0.id) })])
    }
    let isms = site.isms
    let rows =
      [
        row("Statement of Applicability", "soa", isms.soa?.rows.count ?? 0, .soaRow),
        row("Risks", "risks", isms.risks.count, .risk),
        row("Treatment actions", "treatment-plan", isms.treatmentActions.count, .treatmentAction),
        row("Evidence", "evidence/index", isms.evidence.count, .evidence),
        row("People and roles", "people", isms.people.count, .person),
        row("Audits", "audit-programme", isms.audits.count, .audit),
      ] + registers.map { row($0.title, path($0), $0.records(isms).count, $0.kind) }
      + [row("Deviations", "findings", isms.deviations.count, .deviation)]
    let table = TableModel(
      caption: "Registers", columns: ["Register", .init("Records", "number"), "Held in"], rows: rows)
    return Page(
      path: "registers/index", template: "registers", title: "Registers", context: ["table": .table(table)])
  }

  private static func path(_ register: Register) -> String { "registers/" + (register.kind.register ?? "") }

  private static func page(_ register: Register, _ site: Site) -> Page {
    let scope = Scope(site, path(register))
    let named = register.records(site.isms).filter { site.disclosure.handling(of: $0) > .omit && !$0.id.isEmpty }
    var seen: Set<String> = []
    let records = named.filter { seen.insert($0.id).inserted }
    // A column nobody fills says nothing.
    let columns = register.columns.filter { column in records.contains { $0.fields[column.field] != nil } }
    let holders = site.isms.documents.filter {
      $0.record.text("register") == register.kind.register && site.disclosure.names($0)
    }
    let rows = records.map { record -> TableModel.Row in
      let isShown = site.disclosure.handling(of: record) == .include
      let cells = columns.map { isShown ? cell(record, $0.field, scope) : Cell([]) }
      return TableModel.Row(
        slug(record.id),
        [
          Cell([.strong(record.id)]).note(isShown ? scope.sourceNote(record.location) : "not shown to this audience"),
          .text(scope.title(of: record)),
        ] + cells)
    }
    let files = records.compactMap { record -> Context? in
      guard site.disclosure.handling(of: record) == .include, let file = site.recordFile(of: record) else { return nil }
      let text = RenderedText(
        file.markdown, of: file.source, from: file.bodyStart, origin: record.id, scope: scope,
        anchorPrefix: textAnchor(slug(record.id) + "-"))
      guard !text.html.isNull else { return nil }
      return [
        "id": .text(record.id), "title": .text(scope.title(of: record)), "anchor": .text("text-" + slug(record.id)),
        "text": .markup(text.html), "markdownText": .markup(text.markdown), "source": scope.source(record.location),
      ]
    }
    let findings = site.findings.filter { finding in
      finding.subject.flatMap { site.isms.record($0)?.kind } == register.kind
    }
    let context: Context = [
      "title": .text(register.title), "count": .number(records.count), "isEmpty": .flag(records.isEmpty),
      "documents": .links(holders.map { scope.titled($0.id) }),
      "table": .table(
        TableModel(
          caption: register.title,
          columns: [.init("Id", "id"), "Title"] + columns.map { TableModel.Column($0.title) }, rows: rows,
          canFilter: true)),
      "files": .list(files), "findings": .table(FindingsPage.table(findings, scope)),
    ]
    return Page(
      path: scope.path, template: "register", title: register.title,
      parent: scope.page("Registers", "registers/index"), context: context)
  }

  private static func cell(_ record: Record, _ field: String, _ scope: Scope) -> Cell {
    switch field {
    case "status", "grade": .badge(.word(record.text(field)))
    default: FieldCell.cell(record.fields[field], scope)
    }
  }
}
