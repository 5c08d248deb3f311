import Source
import Syntax

/// Finds every place where one thing names another, and says whether the other exists.
struct ReferenceBinder {
  private let catalog: Catalog
  private let files: FileTable
  // Only a link to what is no file asks for folders, and only a broken one for what was meant.
  private lazy var folders: Set<String> = {
    var folders: Set<String> = [""]
    for path in files.paths {
      var folder = Paths.folder(of: path)
      while folders.insert(folder).inserted { folder = Paths.folder(of: folder) }
    }
    return folders
  }()
  private lazy var lowercasedPaths: [String: String] = Dictionary(
    files.paths.sorted().map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  private lazy var pathsByName: [String: String] = Dictionary(
    files.paths.sorted().map { (Self.lastPart(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
  private let texts: [Text]
  private let records: [RecordKind: [Record]]
  private let index: RecordIndex
  private lazy var declared = DeclaredIdentifiers(index.identifiers)
  private lazy var anchors: [String: Set<String>] = Dictionary(
    texts.map { ($0.path, $0.references.anchors) }, uniquingKeysWith: { first, _ in first })
  private let reported: Set<Location>
  /// Whether references without a problem are counted and not kept.
  private var keepsProblemsOnly = false
  /// How many references there are of each field of the schema that was asked for last.
  private var tally: (schema: Schema, kind: RecordKind, counts: [Int])?
  private(set) var references: [Reference] = []
  /// How many references of each manner there are.
  private(set) var counts: [Reference.Manner: Int] = [:]
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
    catalog: Catalog, files: FileTable, texts: [Text], records: [RecordKind: [Record]], index: RecordIndex,
    reported: Set<Location>
  ) {
    self.reported = reported
    self.catalog = catalog
    self.files = files
    self.texts = texts
    self.records = records
    self.index = index
  }

  /// Finds the references of texts, and of fields those with a problem: nearly all others say no more than the fields
  /// themselves.
  mutating func bindTextsAndProblems() {
    keepsProblemsOnly = true
    forEachRecord { binder, record, schema in
      record.fields.forEachTextThatCanFail(schema) { position, text, range in
        binder.count(schema, position, record.kind)
        binder.bind(text, of: schema, position, range, record)
      }
    }
    addTally()
    keepsProblemsOnly = false
    for text in texts { bind(text) }
  }

  /// Finds every reference.
  mutating func bindAll() {
    forEachRecord { binder, record, schema in
      for position in schema.referring {
        if record.kind == .soaRow && schema.names[position] == "control" { continue }
        record.fields[schema.names[position]]?.forEachText { text, location in
          binder.bind(text, of: schema, position, location.range, record)
        }
      }
    }
    for text in texts { bind(text) }
  }

  private mutating func forEachRecord(_ body: (inout ReferenceBinder, Record, Schema) -> Void) {
    for kind in RecordKind.allCases {
      let schema = Schema.record(kind)
      for record in records[kind] ?? [] {
        body(&self, record, kind == .document ? self.schema(ofDocument: record) : schema)
      }
    }
  }

  /// Counts a reference of a field. Records of one kind come one after the other, so they are counted together.
  private mutating func count(_ schema: Schema, _ position: Int, _ kind: RecordKind) {
    if tally?.schema !== schema {
      addTally()
      tally = (schema, kind, Array(repeating: 0, count: schema.names.count))
    }
    tally?.counts[position] += 1
  }

  private mutating func addTally() {
    guard let tally else { return }
    for (position, count) in tally.counts.enumerated() where count > 0 {
      let named: Reference.Manner.Named = if case .path = tally.schema.elements[position] { .file } else { .item }
      let manner = Reference.Manner(named: named, form: .field(tally.schema.names[position]), origin: tally.kind)
      counts[manner, default: 0] += count
    }
    self.tally = nil
  }

  private func schema(ofDocument record: Record) -> Schema {
    .document(record.text("type").flatMap(DocumentType.init(rawValue:)) ?? .document)
  }

  // MARK: Fields

  /// Binds a text of a field, alone or in a list.
  private mutating func bind(
    _ text: String, of schema: Schema, _ position: Int, _ range: SourceRange?, _ origin: Record
  ) {
    let form = Reference.Form.field(schema.names[position])
    let location = Location(path: origin.location.path, range: range)
    switch schema.elements[position] {
    case .control: add(.control(text), form, at: location, origin: origin)
    case .clause: add(.clause(text), form, at: location, origin: origin)
    case .reference(let kinds):
      let problem = problem(ofID: text, kinds: kinds)
      add(
        .item(text), form, at: location, origin: origin, problem: problem,
        suggestion: problem == nil ? nil : nearestID(to: text, kinds: kinds))
    case .path: bindPath(text, form: form, at: location, origin: origin)
    default: break
    }
  }

  private func problem(ofID id: String, kinds: [RecordKind]) -> String? {
    guard let kind = index[id]?.kind else {
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
    nearest(id, in: index.identifiers(of: kinds).sorted())
  }

  private mutating func add(
    _ target: Reference.Target, _ form: Reference.Form, at location: Location, origin: Record, section: Int? = nil,
    problem: String? = nil, suggestion: String? = nil
  ) {
    if keepsProblemsOnly, problem == nil { return }
    if !keepsProblemsOnly {
      counts[Reference.Manner(named: .init(target), form: form, origin: origin.kind), default: 0] += 1
    }
    references.append(
      Reference(
        target: target, form: form, location: location, origin: origin.nameOrPath, originKind: origin.kind,
        section: section,
        problem: problem, suggestion: suggestion))
  }

  // MARK: Text

  private mutating func bind(_ text: Text) {
    guard !text.references.named.isEmpty || !text.references.links.isEmpty else { return }
    let origin = text.record
    for named in text.references.named { bind(named.mention, origin: origin, section: named.section) }
    for link in text.references.links {
      bindPath(
        link.destination, form: .link, at: Location(path: text.path, range: link.range), origin: origin,
        section: link.section)
    }
  }

  private mutating func bind(_ mention: Mention, origin: Record, section: Int?) {
    let location = Location(path: origin.location.path, range: mention.range)
    switch mention.target {
    case .control(let control):
      add(.control(control), .mention, at: location, origin: origin, section: section)
    case .controls(let controls):
      for control in controls { add(.control(control), .mention, at: location, origin: origin, section: section) }
    case .clause(let clause):
      add(.clause(clause), .mention, at: location, origin: origin, section: section)
    case .identifier(let id):
      guard id != origin.nameOrPath, declared.isMeant(id, isDeclared: index[id] != nil) else { return }
      let problem = problem(ofID: id, kinds: [])
      add(
        .item(id), .mention, at: location, origin: origin, section: section, problem: problem,
        suggestion: problem == nil ? nil : nearestID(to: id, kinds: []))
    case .unknownControl, .oldControl, .badControlRange:
      guard !reported.contains(location) else { return }
      diagnostics += ControlReader(catalog: catalog).diagnostics(for: mention, at: location, subject: origin.nameOrPath)
    case .foreignControl:
      break
    }
  }

  // MARK: Paths

  private mutating func bindPath(
    _ written: String, form: Reference.Form, at location: Location, origin: Record, section: Int? = nil
  ) {
    let path = origin.location.path
    // Nearly every path names a file below the folder, as it is written.
    if case .field = form, let found = files.file(written, besides: path), found.kind != .submodule {
      add(.file(path: found.path, anchor: nil), form, at: location, origin: origin, section: section)
      return
    }
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

extension Record {
  /// Its id; the path of its file where it has none.
  fileprivate var nameOrPath: String { id.isEmpty ? location.path : id }
}
