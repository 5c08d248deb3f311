import Compiler
import ISMS
import Source
import Syntax

/// What every page is made from. Pages read it and add nothing to it.
struct Site {
  let compilation: Compilation
  let options: PackOptions
  let disclosure: Disclosure
  private(set) var addresses: Addresses
  /// How the rows of long registers are spread over pages.
  let listings: Listings
  let contents: any ContentReader
  /// Where the criteria of other frameworks stand.
  let frameworks: FrameworkIndex
  /// Findings the audience may read, with those about a thing at hand.
  let findings: [Diagnostic]
  /// How the findings are spread over pages, rule by rule.
  let findingPages: Listing
  private let findingsBySubject: [String: [Int]]
  private let findingsByPath: [String: [Int]]
  private let findingsByClause: [String: [Int]]
  private let recordFiles: [String: RecordFile]
  private let risksByControl: [String: [Int]]
  private let documentsByControl: [String: [Int]]
  private let actionsByControl: [String: [Int]]
  private let actionsByRisk: [String: [Int]]
  private let incidentsByRisk: [String: [Int]]
  private let evidenceByControl: [String: [Int]]
  private let referencesByPath: [String: [Int]]
  private let headingsByDocument: [String: [MarkdownDocument.Heading]]

  init(_ compilation: Compilation, options: PackOptions, contents: any ContentReader) throws(PackError) {
    self.compilation = compilation
    self.options = options
    self.contents = contents
    let isms = compilation.isms
    let disclosure = try Disclosure(isms, audience: options.audience)
    self.disclosure = disclosure
    listings = Listings(isms, disclosure, options.limits)
    addresses = Addresses(
      isms, disclosure: disclosure, listings: listings, limits: options.limits,
      pictures: DocumentPictures.paths(isms, disclosure: disclosure, contents: contents))
    let findings = compilation.diagnostics.filter { disclosure.names($0, in: isms) }
    self.findings = findings
    frameworks = FrameworkIndex(isms.frameworks)
    findingPages = Listing(
      "findings", ids: findings.indices.map { String($0) }, limit: options.limits.rows,
      groups: [{ findings[$0].rule.code }])
    findingsBySubject = Dictionary(grouping: findings.indices) { findings[$0].subject ?? "" }
    findingsByPath = Dictionary(grouping: findings.indices) { findings[$0].location.path }
    findingsByClause = Dictionary(grouping: findings.indices) { findings[$0].clause ?? "" }
    recordFiles = Dictionary(isms.recordFiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var evidenceByControl: [String: [Int]] = [:]
    for (index, item) in isms.evidence.enumerated() where disclosure.names(item) {
      for control in item.controls { evidenceByControl[control, default: []].append(index) }
    }
    self.evidenceByControl = evidenceByControl
    func positions<View: RecordView>(_ views: [View], by names: (View) -> [String]) -> [String: [Int]] {
      var positions: [String: [Int]] = [:]
      for (index, view) in views.enumerated() where disclosure.names(view) {
        for name in Set(names(view)) { positions[name, default: []].append(index) }
      }
      return positions
    }
    // A control is also named by the other side: the row of the Statement of Applicability.
    let rows = isms.soa?.rows ?? []
    let because = Dictionary(grouping: rows.flatMap { row in row.because.map { ($0, row.control) } }) { $0.0 }
    let ruled = Dictionary(grouping: rows.flatMap { row in row.documents.map { ($0, row.control) } }) { $0.0 }
    risksByControl = positions(isms.risks) { $0.controls + (because[$0.id] ?? []).map(\.1) }
    documentsByControl = positions(isms.documents) { $0.controls + (ruled[$0.id] ?? []).map(\.1) }
    actionsByControl = positions(isms.treatmentActions) { $0.controls }
    actionsByRisk = positions(isms.treatmentActions) { $0.risks }
    incidentsByRisk = positions(isms.incidents) { $0.risks }
    var referencesByPath: [String: [Int]] = [:]
    for (index, reference) in isms.references.all.enumerated() {
      if case .file(let path, _) = reference.target { referencesByPath[path, default: []].append(index) }
    }
    self.referencesByPath = referencesByPath
    headingsByDocument = Dictionary(
      isms.documents.map { ($0.id, $0.markdown.headings) }, uniquingKeysWith: { first, _ in first })
  }

  /// The same, with everything at other places.
  func at(_ addresses: Addresses) -> Site {
    var site = self
    site.addresses = addresses
    return site
  }

  var isms: ISMS { compilation.isms }
  var asOf: CalendarDate { compilation.asOf }
  var history: History { compilation.history }
  var isCustomer: Bool { options.audience == .customer }

  /// The commit that was compiled; nil for index and working tree.
  var commit: ObjectID? {
    if case .commit(let id) = compilation.snapshot.origin { id } else { nil }
  }

  /// Findings about a document or record.
  func findings(about subject: String) -> [Diagnostic] { (findingsBySubject[subject] ?? []).map { findings[$0] } }

  /// Findings about a document or record, or at a place in a file.
  func findings(about subject: String, orIn path: String) -> [Diagnostic] {
    Set((findingsBySubject[subject] ?? []) + (findingsByPath[path] ?? [])).sorted().map { findings[$0] }
  }

  /// Findings about a control, or that cite it as their clause.
  func findings(aboutControl id: String) -> [Diagnostic] {
    Set((findingsBySubject[id] ?? []) + (findingsByClause[id] ?? [])).sorted().map { findings[$0] }
  }

  /// Evidence that names a control.
  func evidence(for control: String) -> [Evidence] { (evidenceByControl[control] ?? []).map { isms.evidence[$0] } }

  /// Risks that a control treats, as the risk or the Statement of Applicability says; some may only be named.
  func risks(for control: String) -> [Risk] { (risksByControl[control] ?? []).map { isms.risks[$0] } }

  /// Documents that deal with a control, as they or the Statement of Applicability say; some may only be named.
  func documents(for control: String) -> [Document] { (documentsByControl[control] ?? []).map { isms.documents[$0] } }

  /// Treatment actions that name a control.
  func actions(forControl control: String) -> [TreatmentAction] {
    (actionsByControl[control] ?? []).map { isms.treatmentActions[$0] }.filter(disclosure.includes)
  }

  /// Treatment actions that name a risk.
  func actions(for risk: String) -> [TreatmentAction] {
    (actionsByRisk[risk] ?? []).map { isms.treatmentActions[$0] }.filter(disclosure.includes)
  }

  /// Incidents that name a risk.
  func incidents(for risk: String) -> [Incident] {
    (incidentsByRisk[risk] ?? []).map { isms.incidents[$0] }.filter(disclosure.includes)
  }

  /// The headings of a document; collecting them anew for every mention would be slow.
  func headings(of document: String) -> [MarkdownDocument.Heading] { headingsByDocument[document] ?? [] }

  /// The headings of a document, also of the second with an id.
  func headings(of document: Document) -> [MarkdownDocument.Heading] {
    isms.document(document.id)?.path == document.path ? headings(of: document.id) : document.markdown.headings
  }

  /// References to a file, whatever the anchor.
  func references(toFile path: String) -> [Reference] {
    (referencesByPath[path] ?? []).map { isms.references.all[$0] }
  }

  /// The file of a record that has one of its own.
  func recordFile(of record: Record) -> RecordFile? {
    guard let file = recordFiles[record.location.path], file.record.id == record.id else { return nil }
    return file
  }

  /// The position of a place as people count it; nil for a whole file or one that was not read.
  func position(of location: Location) -> SourcePosition? {
    guard let range = location.range, let source = isms.sources[location.path] else { return nil }
    return source.position(of: range.lowerBound)
  }

  /// `path:line` of a place; nil if the audience may not read the path.
  func source(_ location: Location) -> String? {
    guard disclosure.mayName(path: location.path) else { return nil }
    guard let line = position(of: location)?.line else { return location.path }
    return "\(location.path):\(line)"
  }

  /// A document's history.
  func history(of document: Document) -> DocumentHistory? {
    // Histories are known by id, and of two documents with one id they are those of the first.
    isms.document(document.id)?.path == document.path ? compilation.documentHistories[document.id] : nil
  }
}

/// What a page is written with: the site as seen from one page.
struct Scope {
  let site: Site
  /// Path of the page without its ending.
  let path: String

  init(_ site: Site, _ path: String) {
    self.site = site
    self.path = path
  }

  var isms: ISMS { site.isms }

  /// A link with any text.
  func link(_ text: String, to address: Address?, detail: String? = nil) -> Link {
    Link(text, to: address, on: path, detail: detail)
  }

  /// A link to a page; text alone where this pack lacks it.
  func page(_ text: String, _ page: String, _ anchor: String? = nil) -> Link {
    link(text, to: site.addresses.page(page, anchor))
  }

  /// A link to a document or record by its id, with its title beside it. What may not be named is called so.
  func item(_ id: String) -> Link {
    guard let record = isms.record(id) else {
      if isms.catalog.control(id) != nil { return control(id) }
      if isms.catalog.clause(id) != nil { return clause(id) }
      return link(id, to: nil)
    }
    guard site.disclosure.handling(of: record) > .omit else { return link("withheld", to: nil) }
    return link(id, to: site.addresses.item(id), detail: title(of: record))
  }

  /// A link to a document by its id, or by its path where the id leads to another or says nothing.
  func document(_ document: Document) -> Link {
    guard isms.document(document.id)?.path != document.path || document.id.isEmpty else { return item(document.id) }
    return link(
      document.id.isEmpty ? document.path : document.id, to: site.addresses.file(document.path), detail: document.title)
  }

  /// A link to a document by its title.
  func titled(_ document: Document) -> Link {
    let link = self.document(document)
    return Link(link.detail ?? link.text, to: link.target, on: path)
  }

  func items(_ ids: [String]) -> [Link] { ids.map(item) }

  /// The title of a document or record.
  func title(of record: Record) -> String? {
    switch record.kind {
    case .person: record.text("role")
    case .treatmentAction: record.text("action")
    default: record.text("title")
    }
  }

  /// A link to a document or record by its title.
  func titled(_ id: String) -> Link {
    let link = item(id)
    return Link(link.detail ?? link.text, to: link.target, on: path)
  }

  func control(_ id: String) -> Link {
    link(id, to: site.addresses.control(id), detail: isms.catalog.control(id)?.title)
  }

  func clause(_ id: String) -> Link {
    link(id, to: site.addresses.clause(id), detail: isms.catalog.clause(id)?.title)
  }

  /// A person or role; nil where none is named.
  func person(_ id: String?) -> Link? { id.map(item) }

  /// A cell with `path:line`.
  func sourceNote(_ location: Location) -> String? { site.source(location) }

  /// The place of something: the text, and the page that shows the file.
  func source(_ location: Location) -> TemplateValue {
    guard let text = site.source(location) else { return .absent }
    return .link(link(text, to: site.addresses.file(location.path)))
  }
}
