import Source
import Syntax

/// Finds every place where one thing names another, and says whether the other exists.
struct ReferenceBinder {
  private let catalog: Catalog
  private let files: [String: Snapshot.File]
  private let folders: Set<String>
  // Only a broken link asks for what was meant.
  private lazy var lowercasedPaths: [String: String] = Dictionary(
    files.keys.sorted().map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  private lazy var pathsByName: [String: String] = Dictionary(
    files.keys.sorted().map { (Self.lastPart(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
  private let documents: [Document]
  private let recordFiles: [RecordFile]
  private let records: [RecordKind: [Record]]
  private let known: [String: RecordKind]
  private let anchors: [String: Set<String>]
  private let sources: [String: SourceText]
  private let reported: Set<Location>
  private(set) var references: [Reference] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(
    catalog: Catalog, files: [String: Snapshot.File], documents: [Document], recordFiles: [RecordFile],
    records: [RecordKind: [Record]], sources: [String: SourceText], reported: Set<Location>
  ) {
    self.reported = reported
    self.catalog = catalog
    self.files = files
    self.documents = documents
    self.recordFiles = recordFiles
    self.records = records
    self.sources = sources
    var folders: Set<String> = [""]
    for path in files.keys {
      var folder = Paths.folder(of: path)
      while folders.insert(folder).inserted { folder = Paths.folder(of: folder) }
    }
    self.folders = folders
    var known: [String: RecordKind] = [:]
    // Of two things with one id, the first counts, as everywhere else.
    for kind in RecordKind.allCases where kind != .soaRow {
      for record in records[kind] ?? [] where !record.id.isEmpty && known[record.id] == nil { known[record.id] = kind }
    }
    self.known = known
    anchors = Dictionary(
      documents.map { ($0.path, $0.markdown.anchors) } + recordFiles.map { ($0.source.path, $0.markdown.anchors) },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func bind() {
    for kind in RecordKind.allCases { for record in records[kind] ?? [] { bindFields(of: record) } }
    let identifiers = Set(known.keys)
    let scanner = ReferenceScanner(catalog: catalog, identifiers: identifiers)
    var scanners: [String: ReferenceScanner] = [:]
    for document in documents {
      var own = scanner
      if let framework = document.record.text("framework") {
        own = scanners[framework] ?? ReferenceScanner(catalog: catalog, identifiers: identifiers, framework: framework)
        scanners[framework] = own
      }
      bindText(document.markdown, of: document.source, origin: document.record, scanner: own)
    }
    for file in recordFiles {
      bindText(file.markdown, of: file.source, origin: file.record, scanner: scanner)
    }
  }

  // MARK: Fields

  private mutating func bindFields(of record: Record) {
    let schema =
      record.kind == .document
      ? Schema.document(record.text("type").flatMap(DocumentType.init(rawValue:)) ?? .document)
      : Schema.record(record.kind)
    let origin = name(of: record)
    for specification in schema.fields {
      guard let field = record.fields[specification.name] else { continue }
      if record.kind == .soaRow && specification.name == "control" { continue }
      bind(field, as: specification.type, name: specification.name, origin: origin, path: record.location.path)
    }
  }

  private func name(of record: Record) -> String { record.id.isEmpty ? record.location.path : record.id }

  private mutating func bind(_ field: Field, as type: FieldType, name: String, origin: String, path: String) {
    switch (type, field.value) {
    case (.list(let element), .list(let items)):
      for item in items { bind(item, as: element, name: name, origin: origin, path: path) }
    case (.control, .text(let control)):
      add(.control(control), .field(name), at: field.location, origin: origin)
    case (.clause, .text(let clause)):
      add(.clause(clause), .field(name), at: field.location, origin: origin)
    case (.reference(let kinds), .text(let id)):
      let problem = problem(ofID: id, kinds: kinds)
      add(
        .item(id), .field(name), at: field.location, origin: origin, problem: problem,
        suggestion: problem == nil ? nil : nearestID(to: id, kinds: kinds))
    case (.path, .text(let relative)):
      bindPath(relative, form: .field(name), at: field.location, origin: origin, path: path)
    default: break
    }
  }

  private func problem(ofID id: String, kinds: [RecordKind]) -> String? {
    guard let kind = known[id] else {
      // A SoA row may give a clause or a control as its reason.
      if kinds.isEmpty, catalog.clause(id) != nil || catalog.control(id) != nil { return nil }
      // Without any register of the kind every reference would be broken for one cause: the register is missing.
      if !kinds.isEmpty, !kinds.contains(where: { records[$0]?.isEmpty == false }) { return nil }
      let wanted = kinds.isEmpty ? "document or record" : kinds.map(\.title).joined(separator: " or ")
      return "no \(wanted) has the id `\(id)`"
    }
    guard kinds.isEmpty || kinds.contains(kind) else {
      return "`\(id)` names \(kind.titleWithArticle), not \(kinds.map(\.titleWithArticle).joined(separator: " or "))"
    }
    return nil
  }

  private func nearestID(to id: String, kinds: [RecordKind]) -> String? {
    nearest(id, in: known.filter { kinds.isEmpty || kinds.contains($0.value) }.keys.sorted())
  }

  private mutating func add(
    _ target: Reference.Target, _ form: Reference.Form, at location: Location, origin: String, section: Int? = nil,
    problem: String? = nil, suggestion: String? = nil
  ) {
    references.append(
      Reference(
        target: target, form: form, location: location, origin: origin, section: section, problem: problem,
        suggestion: suggestion))
  }

  // MARK: Text

  private mutating func bindText(
    _ markdown: MarkdownDocument, of source: SourceText, origin record: Record, scanner: ReferenceScanner
  ) {
    let origin = name(of: record)
    let runs = markdown.textRuns
    // References do not reach over the end of a paragraph, heading or cell.
    var rest = runs[...]
    while let block = rest.first?.block {
      let end = rest.firstIndex { $0.block != block } ?? rest.endIndex
      for mention in scanner.mentions(in: source, ranges: rest[..<end].map(\.range)) {
        bind(mention, origin: origin, section: rest.first?.section, source: source)
      }
      rest = rest[end...]
    }
    for link in markdown.links {
      bindLink(link, origin: origin, path: source.path, section: section(at: link.range.lowerBound, runs: runs))
    }
  }

  private func section(at offset: Int, runs: [MarkdownDocument.TextRun]) -> Int? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].range.lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? runs[low - 1].section : nil
  }

  private mutating func bind(_ mention: Mention, origin: String, section: Int?, source: SourceText) {
    let location = Location(path: source.path, range: mention.range)
    switch mention.target {
    case .control(let control):
      add(.control(control), .mention, at: location, origin: origin, section: section)
    case .controls(let controls):
      for control in controls { add(.control(control), .mention, at: location, origin: origin, section: section) }
    case .clause(let clause):
      add(.clause(clause), .mention, at: location, origin: origin, section: section)
    case .identifier(let id):
      if id == origin { return }
      let problem = problem(ofID: id, kinds: [])
      add(
        .item(id), .mention, at: location, origin: origin, section: section, problem: problem,
        suggestion: problem == nil ? nil : nearestID(to: id, kinds: []))
    case .unknownControl, .oldControl, .badControlRange:
      guard !reported.contains(location) else { return }
      diagnostics += ControlReader(catalog: catalog).diagnostics(for: mention, at: location, subject: origin)
    case .foreignControl:
      break
    }
  }

  // MARK: Links

  private mutating func bindLink(
    _ link: MarkdownDocument.Link, origin: String, path: String, section: Int?
  ) {
    let location = Location(path: path, range: link.destinationRange)
    let destination = link.destination
    guard !Self.hasScheme(destination), !destination.hasPrefix("//"), !destination.isEmpty else { return }
    bindPath(destination, form: .link, at: location, origin: origin, path: path, section: section)
  }

  private static func hasScheme(_ destination: String) -> Bool {
    guard let colon = destination.firstIndex(of: ":") else { return false }
    let scheme = destination[..<colon]
    return !scheme.isEmpty && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  private mutating func bindPath(
    _ written: String, form: Reference.Form, at location: Location, origin: String, path: String, section: Int? = nil
  ) {
    // A link is an address; a field is the path itself, whatever characters it holds.
    let parts =
      form == .link ? written.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false) : [written[...]]
    let file = form == .link ? Paths.percentDecoded(String(parts.first?.prefix { $0 != "?" } ?? "")) : written
    let anchor = parts.count > 1 && form == .link ? Paths.percentDecoded(String(parts[1])) : nil
    guard let target = file.isEmpty ? path : Paths.resolve(file, in: Paths.folder(of: path)) else {
      add(
        .file(path: file, anchor: anchor), form, at: location, origin: origin, section: section,
        problem: "`\(file)` leads out of the repository")
      return
    }
    var problem: String?
    var suggestion: String?
    if let found = files[target] {
      if found.kind == .submodule {
        problem = "`\(target)` is a submodule; its files are not part of this repository"
      } else if let anchor, !anchor.isEmpty, let anchors = anchors[target], !anchors.contains(anchor) {
        problem = "`\(target)` has no heading with the anchor `#\(anchor)`"
        suggestion = nearest(anchor, in: anchors.sorted()).map { (file.isEmpty ? "" : file) + "#" + $0 }
      }
    } else if !folders.contains(target) {
      problem = "there is no file `\(target)`"
      suggestion = suggestedPath(for: target, from: path)
    }
    add(
      .file(path: target, anchor: anchor), form, at: location, origin: origin, section: section, problem: problem,
      suggestion: suggestion)
  }

  /// A file that was probably meant: the same name in other case, or the same name in another folder.
  private mutating func suggestedPath(for target: String, from path: String) -> String? {
    let name = Self.lastPart(of: target)
    let found =
      lowercasedPaths[target.lowercased()] ?? pathsByName[name]
      ?? nearest(name, in: pathsByName.keys).flatMap { pathsByName[$0] }
    // A description must not be offered as the thing it describes.
    guard let found, found != path else { return nil }
    return Self.relative(found, from: Paths.folder(of: path))
  }

  /// The last part of a path.
  private static func lastPart(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  private static func relative(_ path: String, from folder: String) -> String {
    let target = path.split(separator: "/")
    let base = folder.split(separator: "/")
    let common = zip(target, base).prefix { $0 == $1 }.count
    return String(repeating: "../", count: base.count - common) + target[common...].joined(separator: "/")
  }
}
