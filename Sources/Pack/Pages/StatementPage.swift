import Compiler
import ISMS
import Source

/// `soa.html`: the Statement of Applicability (6.1.3 d).
enum StatementPage {
  static func page(_ site: Site, on path: String = "soa") -> Page {
    let scope = Scope(site, path)
    let isms = site.isms
    let document = isms.soa?.document.flatMap { isms.document($0) }
    let own = (isms.soa?.rows ?? []).filter { isms.catalog.control($0.control) == nil }
    var themes = Catalog.Theme.allCases.map { theme -> Context in
      let controls = isms.catalog.controls.filter { $0.theme == theme }
      return [
        "title": .text("A.\(theme.number) \(theme.title)"), "anchor": .text("theme-\(theme.number)"),
        "count": .number(controls.count),
        "rows": .list(controls.map { row(control: $0, isms.soa?.row(for: $0.id), scope) }),
      ]
    }
    if !own.isEmpty {
      themes.append([
        "title": .text("Own controls outside Annex A"), "anchor": .text("own"), "count": .number(own.count),
        "rows": .list(own.map { row(control: nil, $0, scope) }),
      ])
    }
    let context: Context = [
      "hasStatement": .flag(isms.soa != nil), "standard": .text(isms.configuration.standard),
      "amendment": .text(isms.configuration.amendment), "document": .context(document.map { head($0, scope) }),
      "counts": .table(counts(scope)), "themes": .list(themes),
    ]
    return Page(
      path: "soa", template: "soa", title: "Statement of Applicability", printName: Page.wide, leansOnHistory: true,
      context: context)
  }

  /// Version, approver and date of the statement.
  private static func head(_ document: Document, _ scope: Scope) -> Context {
    let approval = scope.site.history(of: document)?.approval
    return [
      "link": .link(scope.titled(document.id)), "id": .text(document.id), "version": .text(document.version),
      "status": .badge(.document(document.status)),
      "approvedBy": .links(document.approvedBy.map(scope.item)),
      "approvedOn": .text(document.approvedOn?.description), "level": .badge(approval.map { .level($0.level) }),
    ]
  }

  /// Everything one row says, for this page and for the page of the control.
  static func row(control: Catalog.Control?, _ row: SoARow?, _ scope: Scope) -> Context {
    let id = control?.id ?? row?.control ?? ""
    let isms = scope.isms
    let evidence = scope.site.evidence(for: id)
    let documents = row?.documents ?? []
    let sections = documents.flatMap { document -> [Link] in
      let found = sectionLinks(of: document, about: id, scope)
      return found.isEmpty ? [scope.titled(document)] : found
    }
    return [
      "id": .text(id), "title": .text(control?.title ?? row?.record.text("title")),
      "anchor": .text(slug(id)), "link": .link(scope.control(id)), "isListed": .flag(row != nil),
      "isIncluded": .flag(row?.isIncluded == true), "isExcluded": .flag(row?.isIncluded == false),
      "badge": .badge(.soa(row)), "justification": .text(row?.justification),
      "basis": .text(row.map { $0.basis.joined(separator: ", ") }),
      "because": .links((row?.because ?? []).map(scope.item)), "implementation": .text(row?.implementation),
      "responsibility": .text(row?.responsibility), "providers": .links((row?.providers ?? []).map(scope.titled)),
      "owner": .link(scope.person(row?.owner)), "due": .text(row?.due?.description),
      "reviewedOn": .text(row?.reviewedOn?.description),
      "documents": .links(sections), "evidence": .links(evidence.prefix(12).map { scope.item($0.id) }),
      "evidenceCount": .number(evidence.isEmpty ? nil : evidence.count),
      "source": row.map { scope.source($0.location) } ?? .absent,
      "isNew": .flag(control?.isNewIn2022 ?? false),
      "isUnknown": .flag(control == nil && isms.catalog.control(id) == nil),
    ]
  }

  /// Sections of a document that speak of a control: links to their headings.
  static func sectionLinks(of document: String, about control: String, _ scope: Scope) -> [Link] {
    guard let found = scope.isms.document(document), scope.site.disclosure.includes(found) else { return [] }
    return ControlPage.mentions(of: .control(control), in: found, scope)
  }

  private static func counts(_ scope: Scope) -> TableModel {
    let isms = scope.isms
    func row(_ name: Cell, _ controls: [String]) -> TableModel.Row {
      let rows = controls.compactMap { isms.soa?.row(for: $0) }
      func status(_ status: SoARow.Status) -> Int { rows.count { $0.isIncluded == true && $0.status == status } }
      let numbers = [
        controls.count, rows.count { $0.isIncluded == true }, status(.implemented), status(.partial),
        status(.planned), status(.notImplemented), rows.count { $0.isIncluded == false },
        controls.count - rows.count,
      ]
      return TableModel.Row(nil, [name] + numbers.map { .text(String($0)) })
    }
    var rows = Catalog.Theme.allCases.map { theme in
      row(
        .link(scope.page("A.\(theme.number) \(theme.title)", "soa", "theme-\(theme.number)")),
        isms.catalog.controls.filter { $0.theme == theme }.map(\.id))
    }
    rows.append(row(Cell([.strong("Annex A")]), isms.catalog.controls.map(\.id)))
    let own = (isms.soa?.rows ?? []).map(\.control).filter { isms.catalog.control($0) == nil }
    if !own.isEmpty { rows.append(row("Own controls", own)) }
    return TableModel(
      caption: "Controls by theme and status",
      columns: [
        "Theme", .init("Controls", "number"), .init("Included", "number"), .init("Implemented", "number"),
        .init("Partial", "number"), .init("Planned", "number"), .init("Not implemented", "number"),
        .init("Excluded", "number"), .init("Not listed", "number"),
      ], rows: rows)
  }
}

/// `soa.html` for customers: which controls are included and how far they are, in neutral words.
enum PublicStatementPage {
  static func page(_ site: Site) -> Page {
    let isms = site.isms
    let document = isms.soa?.document.flatMap { isms.document($0) }
    let mayCite = document.map { site.disclosure.names($0) } ?? false
    let rows = isms.catalog.controls.map { control -> TableModel.Row in
      let row = isms.soa?.row(for: control.id)
      return TableModel.Row(
        slug(control.id),
        [
          .code(control.id), .text(control.title), .badge(.soa(row)), .text(reason(row)),
          .text(row?.isIncluded == true ? responsibility(row?.responsibility) : nil),
        ])
    }
    let context: Context = [
      "standard": .text(isms.configuration.standard), "amendment": .text(isms.configuration.amendment),
      "version": .text(mayCite ? document?.version : nil),
      "approvedOn": .text(mayCite ? document?.approvedOn?.description : nil),
      "table": .table(
        TableModel(
          caption: "Controls of Annex A",
          columns: [.init("Control", "id"), "Title", "Status", "Reason", "Operated by"], rows: rows, canFilter: true)),
    ]
    return Page(path: "soa", template: "soa-public", title: "Statement of Applicability", context: context)
  }

  /// The kind of reason, never the words of the register.
  private static func reason(_ row: SoARow?) -> String {
    guard let row, let isIncluded = row.isIncluded else { return "Not decided" }
    guard isIncluded else { return "Not necessary in the scope of this management system" }
    let reasons = row.basis.compactMap { word -> String? in
      switch word {
      case "risk": "result of risk assessment"
      case "legal": "legal requirement"
      case "contract": "contractual requirement"
      case "business": "decision of management"
      case "baseline": "good practice"
      default: nil
      }
    }
    guard let first = reasons.first else { return "Necessary in the scope" }
    return ([first.prefix(1).uppercased() + first.dropFirst()] + reasons.dropFirst()).joined(separator: ", ")
  }

  private static func responsibility(_ word: String?) -> String? {
    switch word {
    case "own": "the organisation"
    case "shared": "the organisation and a provider"
    case "inherited": "a provider, overseen by the organisation"
    default: nil
    }
  }
}
