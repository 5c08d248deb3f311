import Compiler
import ISMS
import Source

/// `controls/a-5-15.html`: everything about one control.
enum ControlPage {
  static func pages(_ site: Site) -> PageSeries {
    let catalog = site.isms.catalog
    let own = (site.isms.soa?.rows ?? []).filter { catalog.control($0.control) == nil && !$0.control.isEmpty }
    var seen: Set<String> = []
    let ids = (catalog.controls.map(\.id) + own.map(\.control)).filter { seen.insert($0).inserted }
    let traces = Dictionary(
      site.compilation.controls.map { ($0.control, $0) }, uniquingKeysWith: { first, _ in first })
    return PageSeries(ids) { page($0, traces[$0], previous: $1, next: $2, site) }
  }

  private static func page(
    _ id: String, _ trace: ControlTrace?, previous: String?, next: String?, _ site: Site
  ) -> Page? {
    guard let address = site.addresses.control(id) else { return nil }
    let scope = Scope(site, address.page)
    let control = site.isms.catalog.control(id)
    let row = site.isms.soa?.row(for: id)
    let title = control?.title ?? row?.record.text("title") ?? "Own control"
    let documents = site.documents(for: id)
    let findings = site.findings(aboutControl: id)
    let context: Context = [
      "row": .context(StatementPage.row(control: control, row, scope)), "id": .text(id), "title": .text(title),
      "theme": .text(control?.theme.title), "intent": .text(control?.intent),
      "isNew": .flag(control?.isNewIn2022 ?? false),
      "predecessors": .text(control?.predecessors.joined(separator: ", ")),
      "attributes": .table(control.map(attributes)),
      "documentationDemanded": .text(control?.documentationDemanded),
      "typicalEvidence": .list((control?.typicalEvidence ?? []).map { ["text": .text($0)] }),
      "risks": .table(risks(scope, id)), "actions": .table(actions(scope, id)),
      "mentions": .table(mentionTable(scope, id)),
      "evidence": .table(EvidencePage.table(site.evidence(for: id), scope)),
      "coverage": .text(trace.flatMap { coverage(of: $0, site) }),
      "timeline": .picture(
        EvidenceTimeline(EvidenceTimeline.linesByItem(site.evidence(for: id)), scope)
          .picture(title: "Evidence over time", name: "timeline", firstColumn: "Series or item")),
      "documents": .table(documentTable(documents, scope)), "history": .table(history(documents, scope)),
      "others": .table(others(scope, id)), "criteria": .table(FrameworkPages.table(ofControl: id, scope)),
      "findings": .table(FindingsPage.table(findings, scope)),
      "previous": .link(previous.map(scope.control)), "next": .link(next.map(scope.control)),
    ]
    return Page(
      path: address.page, template: "control", title: "\(id) \(title)",
      parent: scope.page("Statement of Applicability", "soa"), leansOnHistory: true, context: context)
  }

  private static func attributes(_ control: Catalog.Control) -> TableModel {
    func row(_ name: String, _ values: [String]) -> TableModel.Row {
      TableModel.Row(nil, [.text(name), .text(values.map { $0.replacing("_", with: " ") }.joined(separator: ", "))])
    }
    let attributes = control.attributes
    return TableModel(
      caption: "Attributes", columns: ["Attribute", "Values"],
      rows: [
        row("Control type", attributes.controlType), row("Security properties", attributes.securityProperties),
        row("Cybersecurity concepts", attributes.cybersecurityConcepts),
        row("Operational capabilities", attributes.operationalCapabilities),
        row("Security domains", attributes.securityDomains),
      ])
  }

  private static func risks(_ scope: Scope, _ id: String) -> TableModel {
    let method = scope.isms.riskMethod
    return TableModel(
      caption: "Risks it treats",
      columns: [.init("Risk", "id"), "Title", "Treatment", "Before", "After", "Owner"],
      rows: scope.site.risks(for: id).map { risk in
        guard scope.site.disclosure.includes(risk) else {
          return TableModel.Row(nil, [.link(scope.item(risk.id)), .text(risk.title), "", "", "", ""])
        }
        return TableModel.Row(
          nil,
          [
            .link(scope.item(risk.id)), .text(risk.title), .text(risk.treatment?.rawValue),
            .badge(.level(method.level(of: risk), method: method)),
            .badge(.level(method.residualLevel(of: risk), method: method)), .link(scope.person(risk.owner)),
          ])
      })
  }

  private static func actions(_ scope: Scope, _ id: String) -> TableModel {
    TableModel(
      caption: "Treatment actions that build it", columns: [.init("Action", "id"), "What", "Due", "Status"],
      rows: scope.site.actions(forControl: id).map {
        TableModel.Row(
          nil, [.link(scope.item($0.id)), .text($0.action), .value($0.due), .badge(.word($0.status))])
      })
  }

  /// Whether its evidence covers its time, in a sentence; nil where it has none this audience may know of.
  private static func coverage(of trace: ControlTrace, _ site: Site) -> String? {
    guard !site.evidence(for: trace.control).isEmpty else { return nil }
    guard let coverage = trace.coverage else {
      return "None of it recurs, so it cannot be said whether it covers a time"
    }
    let start = coverage.period.lowerBound
    if coverage.isWhole { return "Together it covers the time since \(start)" }
    let gaps = coverage.gaps.map { "\($0.days.lowerBound) to \($0.days.upperBound)" }
    return "Of the time since \(start) it leaves out " + gaps.joined(separator: ", ")
  }

  private static func documentTable(_ documents: [Document], _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Documents that rule it",
      columns: [.init("Document", "id"), "Title", "Version", "Status", "Approval", "Next review"],
      rows: documents.map { document in
        TableModel.Row(
          nil,
          [
            .link(scope.document(document)), .text(document.title), .text(document.version),
            .badge(.document(document.status)),
            .badge(scope.site.history(of: document)?.approval.map { .level($0.level) })
              .note(document.approvedOn.map { "approved \($0)" }),
            .value(document.nextReview),
          ])
      })
  }

  /// The last changes of the documents that deal with it.
  private static func history(_ documents: [Document], _ scope: Scope) -> TableModel {
    let revisions = documents.filter { scope.site.disclosure.includes($0) }.flatMap { document in
      (scope.site.history(of: document)?.revisions ?? []).map { (document, $0) }
    }
    .sorted { ($0.1.commit, $0.0.id) < ($1.1.commit, $1.0.id) }
    return TableModel(
      caption: "History of these documents",
      columns: [.init("Date", "date"), "Document", "Commit", "Change", "Author"],
      rows: revisions.prefix(20).map { document, revision in
        let commit = scope.site.history.commits[revision.commit]
        return TableModel.Row(
          nil,
          [
            .value(commit.author.date), .link(scope.document(document)), .code(commit.id.short),
            .text(commit.subject), .text(commit.author.name),
          ])
      })
  }

  /// Assets, suppliers, obligations and other records that name a control.
  private static func others(_ scope: Scope, _ id: String) -> TableModel {
    let references = scope.isms.references.to(.control(id)).filter { $0.form == .field("controls") }
    var seen: Set<String> = []
    let records = references.compactMap { scope.isms.record($0.origin) }.filter { record in
      ![.document, .evidence, .risk, .treatmentAction].contains(record.kind)
        && scope.site.disclosure.handling(of: record) == .include && seen.insert(record.id).inserted
    }
    return TableModel(
      caption: "Other records that name it", columns: [.init("Record", "id"), "Kind", "Title"],
      rows: records.map {
        TableModel.Row(nil, [.link(scope.item($0.id)), .text($0.kind.title), .text(scope.title(of: $0))])
      })
  }

  // MARK: Mentions

  /// Links to the sections, in any document, that speak of something; each section once.
  static func mentions(of target: Reference.Target, _ scope: Scope) -> [Link] {
    var seen: Set<String> = []
    return scope.isms.references.to(target).compactMap { reference in
      guard reference.form == .mention else { return nil }
      guard let section = section(of: reference, scope),
        seen.insert("\(section.owner)#\(section.anchor ?? "")").inserted
      else { return nil }
      return section.link
    }
  }

  /// Links to the sections of one document that speak of something; each section once.
  static func mentions(of target: Reference.Target, in document: Document, _ scope: Scope) -> [Link] {
    var seen: Set<String> = []
    return scope.isms.references.to(target).compactMap { reference in
      guard reference.form == .mention, reference.origin == document.id else { return nil }
      guard let section = section(of: reference, scope), seen.insert(section.anchor ?? "").inserted else { return nil }
      return section.link
    }
  }

  /// The section a reference stands in, as a link.
  private static func section(
    of reference: Reference, _ scope: Scope
  ) -> (owner: String, anchor: String?, link: Link)? {
    guard let record = scope.isms.record(reference.origin), scope.site.disclosure.handling(of: record) == .include,
      let address = scope.site.addresses.item(reference.origin)
    else { return nil }
    let title = scope.title(of: record) ?? reference.origin
    let headings = scope.site.headings(of: reference.origin)
    guard let index = reference.section, index < headings.count else {
      return (reference.origin, nil, scope.link(title, to: address))
    }
    let heading = headings[index]
    return (
      reference.origin, heading.anchor,
      scope.link(
        "\(title): \(heading.text)", to: scope.site.addresses.section(heading.anchor, of: reference.origin))
    )
  }

  private static func mentionTable(_ scope: Scope, _ id: String) -> TableModel {
    TableModel(
      caption: "Sections that mention it", columns: ["Section"],
      rows: mentions(of: .control(id), scope).map { TableModel.Row(nil, [.link($0)]) })
  }
}
