import Source
import Syntax

/// Finds every place where one thing names another, and says whether the other exists.
struct ReferenceBinder {
  private let catalog: Catalog
  private let files: [String: Snapshot.File]
  // Only a link to what is no file asks for folders, and only a broken one for what was meant.
  private lazy var folders: Set<String> = {
    var folders: Set<String> = [""]
    for path in files.keys {
      var folder = Paths.folder(of: path)
      while folders.insert(folder).inserted { folder = Paths.folder(of: folder) }
    }
    return folders
  }()
  private lazy var lowercasedPaths: [String: String] = Dictionary(
    files.keys.sorted().map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  private lazy var pathsByName: [String: String] = Dictionary(
    files.keys.sorted().map { (Self.lastPart(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
  private let texts: [Text]
  private let records: [RecordKind: [Record]]
  private let known: [String: RecordKind]
  private let declared: DeclaredIdentifiers
  private lazy var anchors: [String: Set<String>] = Dictionary(
    texts.map { ($0.path, $0.references.anchors) }, uniquingKeysWith: { first, _ in first })
  private let reported: Set<Location>
  private(set) var references: [Reference] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// The text of one file.
  struct Text {
    /// Path of the file.
    let path: String
    /// What the file is.
    let record: Record
    let references: TextReferences
  }

  /// - Parameter reported: where the name of a control was judged as a value, so that it is no second finding.
  init(
    catalog: Catalog, files: [String: Snapshot.File], texts: [Text], records: [RecordKind: [Record]],
    reported: Set<Location>
  ) {
    self.reported = reported
    self.catalog = catalog
    self.files = files
    self.texts = texts
    self.records = records
    var known: [String: RecordKind] = [:]
    // Of two things with one id, the first counts, as everywhere else.
    for kind in RecordKind.allCases where kind != .soaRow {
      for record in records[kind] ?? [] where !record.id.isEmpty && known[record.id] == nil { known[record.id] = kind }
    }
    self.known = known
    declared = DeclaredIdentifiers(Set(known.keys))
  }

  mutating func bind() {
    for kind in RecordKind.allCases { for record in records[kind] ?? [] { bindFields(of: record) } }
    for text in texts { bind(text) }
  }

  // MARK: Fields

  private mutating func bindFields(of record: Record) {
    let schema =
      record.kind == .document
      ? Schema.document(record.text("type").flatMap(DocumentType.init(rawValue:)) ?? .document)
      : Schema.record(record.kind)
    let origin = name(of: record)
    for specification in schema.referring {
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

  private mutating func bind(_ text: Text) {
    let origin = name(of: text.record)
    for named in text.references.named {
      bind(named.mention, origin: origin, section: named.section, path: text.path)
    }
    for link in text.references.links {
      bindPath(
        link.destination, form: .link, at: Location(path: text.path, range: link.range), origin: origin,
        path: text.path,
        section: link.section)
    }
  }

  private mutating func bind(_ mention: Mention, origin: String, section: Int?, path: String) {
    let location = Location(path: path, range: mention.range)
    switch mention.target {
    case .control(let control):
      add(.control(control), .mention, at: location, origin: origin, section: section)
    case .controls(let controls):
      for control in controls { add(.control(control), .mention, at: location, origin: origin, section: section) }
    case .clause(let clause):
      add(.clause(clause), .mention, at: location, origin: origin, section: section)
    case .identifier(let id):
      guard id != origin, declared.isMeant(id) else { return }
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

  // MARK: Paths

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
