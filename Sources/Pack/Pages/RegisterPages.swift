import ISMS
import Source

/// `registers/…`: the registers that have no page of their own, so that every record has an address.
enum RegisterPages {
  /// A column: a field, and fields that stand small below it.
  private struct Column: Sendable {
    let field: String
    let title: String
    let notes: [(field: String, title: String)]

    init(_ field: String, _ title: String, _ notes: [(field: String, title: String)] = []) {
      self.field = field
      self.title = title
      self.notes = notes
    }
  }

  /// One register: its page, its kind and the columns the reader sees.
  private struct Register: Sendable {
    let kind: RecordKind
    let title: String
    let columns: [Column]
    let records: @Sendable (ISMS) -> [Record]
  }

  private static let registers: [Register] = [
    Register(
      kind: .asset, title: "Assets",
      columns: [
        Column("kind", "Kind", [("status", "status")]), Column("owner", "Owner"),
        Column("classification", "Class", [("personal_data", "personal data")]), Column("critical", "Critical"),
        Column("location", "Where"), Column("supplier", "Supplier"), Column("controls", "Controls"),
      ], records: { $0.assets.map(\.record) }),
    Register(
      kind: .supplier, title: "Suppliers",
      columns: [
        Column("service", "Service", [("location", "where")]),
        Column("criticality", "Criticality", [("data", "data"), ("personal_data", "personal data")]),
        Column("owner", "Owner"), Column("assurance", "Assurance", [("assurance_until", "until")]),
        Column("reviewed_on", "Reviewed", [("review_every", "every")]), Column("controls", "Controls"),
        Column("status", "Status", [("contract_until", "contract until")]),
      ], records: { $0.suppliers.map(\.record) }),
    Register(
      kind: .obligation, title: "Obligations",
      columns: [
        Column("kind", "Kind", [("source", "source")]), Column("applies_to", "Touches"), Column("owner", "Owner"),
        Column("controls", "Controls"), Column("documents", "Documents"),
        Column("reviewed_on", "Reviewed", [("review_every", "every")]), Column("status", "Status"),
      ], records: { $0.obligations.map(\.record) }),
    Register(
      kind: .interestedParty, title: "Interested parties",
      columns: [
        Column("requirement", "Requirement"), Column("addressed", "Taken on"), Column("addressed_by", "By"),
        Column("controls", "Controls"), Column("owner", "Owner"),
      ], records: { $0.interestedParties.map(\.record) }),
    Register(
      kind: .objective, title: "Objectives",
      columns: [
        Column("measure", "Measure", [("evaluation", "evaluation")]),
        Column("target", "Target", [("baseline", "baseline")]),
        Column("owner", "Owner", [("resources", "resources")]), Column("due", "Due"), Column("status", "Status"),
        Column("controls", "Controls"),
      ], records: { $0.objectives.map(\.record) }),
    Register(
      kind: .measurement, title: "Measurements",
      columns: [
        Column("objective", "Objective"), Column("measured_on", "Measured", [("period", "for")]),
        Column("value", "Value", [("target", "target")]), Column("method", "Method", [("owner", "by")]),
        Column("evaluation", "What follows"),
      ], records: { $0.measurements.map(\.record) }),
    Register(
      kind: .incident, title: "Incidents",
      columns: [
        Column("occurred_on", "Occurred", [("detected_on", "noticed"), ("closed_on", "closed")]),
        Column("severity", "Severity"), Column("owner", "Owner"), Column("risks", "Risks"),
        Column("controls", "Controls"),
        Column("lessons", "Lessons"), Column("evidence", "Evidence"), Column("status", "Status"),
      ], records: { $0.incidents.map(\.record) }),
    Register(
      kind: .nonconformity, title: "Nonconformities",
      columns: [
        Column("grade", "Grade", [("source", "source")]), Column("raised_on", "Raised", [("due", "due")]),
        Column("owner", "Owner"), Column("cause", "Cause"),
        Column("correction", "Correction", [("corrective_action", "corrective action")]),
        Column("effectiveness", "Effectiveness"), Column("status", "Status", [("closed_on", "closed")]),
      ], records: { $0.nonconformities.map(\.record) }),
    Register(
      kind: .change, title: "Changes of the ISMS",
      columns: [
        Column("kind", "Changes"), Column("decided_on", "Decided"), Column("reason", "Why, and what may follow"),
        Column("resources", "Needs"), Column("owner", "Owner"), Column("done_on", "Done", [("due", "due")]),
        Column("documents", "Documents"),
      ], records: { $0.changes.map(\.record) }),
  ]

  static func pages(_ site: Site) -> PageSeries {
    let pages = registers.flatMap { register -> [(Register, Listing.Part?)] in
      [(register, nil)] + (site.listings.registers[path(register)]?.parts ?? []).map { (register, $0) }
    }
    return PageSeries(count: pages.count + 1) { index in
      guard index > 0 else { return self.index(site) }
      let (register, part) = pages[index - 1]
      return page(register, site, on: part?.path ?? path(register), part: part)
    }
  }

  /// How the records of each register are spread over pages, by path of its page.
  static func listings(_ isms: ISMS, _ disclosure: Disclosure, _ limits: PageLimits) -> [String: Listing] {
    Dictionary(
      uniqueKeysWithValues: registers.map { register in
        let path = path(register)
        return (path, Listing(path, ids: records(register, isms, disclosure).map(\.id), limit: limits.rows))
      })
  }

  /// The records of a register that may be named, each id once.
  private static func records(_ register: Register, _ isms: ISMS, _ disclosure: Disclosure) -> [Record] {
    var seen: Set<String> = []
    return register.records(isms).filter {
      disclosure.handling(of: $0) > .omit && !$0.id.isEmpty && seen.insert($0.id).inserted
    }
  }

  /// The registers as parts of one page, those without records left out.
  static func parts(_ site: Site, on path: String) -> [(anchor: String, page: Page)] {
    registers.filter { !$0.records(site.isms).isEmpty }.map { register in
      (self.path(register), page(register, site, on: path))
    }
  }

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

  /// - Parameter part: the rows the page holds; nil for the register's own page, or all of it in an edition.
  private static func page(
    _ register: Register, _ site: Site, on path: String, part: Listing.Part? = nil
  ) -> Page {
    let scope = Scope(site, path)
    let listing = site.listings.registers[path]
    let isContents = listing?.isSplit ?? false
    let named = Self.records(register, site.isms, site.disclosure)
    let records = isContents ? [] : part.map { $0.rows.map { named[$0] } } ?? named
    // A column nobody fills says nothing.
    let columns = register.columns.filter { column in
      records.contains { record in
        record.fields[column.field] != nil || column.notes.contains { record.fields[$0.field] != nil }
      }
    }
    let holders = site.isms.documents.filter {
      $0.record.text("register") == register.kind.register && site.disclosure.names($0)
    }
    let rows = records.map { record -> TableModel.Row in
      let isShown = site.disclosure.handling(of: record) == .include
      let cells = columns.map { isShown ? cell(record, $0, scope) : Cell([]) }
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
        file.markdown, of: file.source, origin: record.id, scope: scope,
        anchorPrefix: textAnchor(slug(record.id) + "-"))
      guard !text.html.isNull else { return nil }
      return [
        "id": .text(record.id), "title": .text(scope.title(of: record)), "anchor": .text("text-" + slug(record.id)),
        "text": .markup(text.html), "markdownText": .markup(text.markdown), "source": scope.source(record.location),
      ]
    }
    let findings =
      part != nil
      ? []
      : site.findings.filter { finding in finding.subject.flatMap { site.isms.record($0)?.kind } == register.kind }
    let context: Context = [
      "title": .text(register.title), "part": .text(part?.title),
      "count": .number(isContents ? named.count : records.count),
      "isEmpty": .flag(named.isEmpty),
      "documents": .links(holders.map { scope.titled($0.id) }),
      "table": .table(
        isContents
          ? listing?.contents(register.title, ids: named.map(\.id), scope)
          : TableModel(
            caption: register.title,
            columns: [.init("Id", "id"), "Title"]
              + columns.map {
                TableModel.Column($0.title, $0.field.hasSuffix("_on") || $0.field == "due" ? "date" : "")
              },
            rows: rows,
            canFilter: true)),
      "files": .list(files), "findings": .table(FindingsPage.table(findings, scope)),
    ]
    return Page(
      path: scope.path, template: "register", title: register.title + (part.map { ": \($0.title)" } ?? ""),
      parent: part == nil
        ? scope.page("Registers", "registers/index") : scope.page(register.title, Self.path(register)),
      context: context)
  }

  private static func cell(_ record: Record, _ column: Column, _ scope: Scope) -> Cell {
    var cell: Cell
    switch column.field {
    case "status", "grade": cell = .badge(.word(record.text(column.field)))
    default: cell = FieldCell.cell(record.fields[column.field], scope)
    }
    for (field, title) in column.notes {
      cell = cell.note(FieldCell.text(record.fields[field]).map { "\(title): \($0)" })
    }
    return cell
  }
}
