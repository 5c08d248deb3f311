import Source
import Syntax

/// Turns a snapshot into an ISMS: reads the files, gives every value its type, and joins what belongs together.
///
/// Binding never fails. What cannot be read is a finding, and everything else is still there.
public struct Binder {
  /// The largest text file that is read, in bytes.
  public static let largestText = 5 * 1024 * 1024
  /// So many files are read at a time.
  private static let batch = 256

  private let catalog: Catalog
  private let contents: SharedReader
  private let known: KnownFiles
  private let folder: String
  private let files: FileTable
  private let controls: ControlReader
  private let scanner: ReferenceScanner
  private let lost = LostTexts()
  private let readText: LazySource.Reader
  private var sources: SourceFiles = [:]
  private var texts: [ReferenceBinder.Text] = []
  private var diagnostics: [Diagnostic] = []
  private var documents: [Document] = []
  private var recordFiles: [RecordFile] = []
  private var records: [RecordKind: [Record]] = [:]

  /// Binds the files of a snapshot below a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder of the ISMS in the repository; empty for the root.
  ///   - contents: gives the bytes of the files that are needed.
  ///   - known: what earlier runs read in files; this one adds what it reads.
  public static func bind(
    _ snapshot: Snapshot, folder: String = "", contents: any ContentReader, known: KnownFiles = KnownFiles(),
    catalog: Catalog = .standard
  ) -> (isms: ISMS, diagnostics: [Diagnostic]) {
    let shared = contents as? SharedReader ?? SharedReader(contents)
    var binder = Binder(snapshot, folder: folder, contents: shared, known: known, catalog: catalog)
    let isms = binder.bind()
    return (isms, binder.diagnostics)
  }

  private init(
    _ snapshot: Snapshot, folder: String, contents: SharedReader, known: KnownFiles, catalog: Catalog
  ) {
    self.catalog = catalog
    self.contents = contents
    self.known = known
    self.folder = folder
    readText = { [lost, contents] file in lost.bytes(of: file, contents) }
    let foreign = Self.foreignFolders(in: snapshot, below: folder)
    // Of two things with one name the first counts, so the order must not be that of whoever listed the files.
    func isBefore(_ left: Snapshot.File, _ right: Snapshot.File) -> Bool { Paths.isPath(left.path, before: right.path) }
    let own =
      folder.isEmpty && foreign.isEmpty
      ? snapshot.files
      : snapshot.files.filter { Paths.isPath($0.path, in: folder) && !Paths.isPath($0.path, inOneOf: foreign) }
    let isSorted = own.indices.dropFirst().allSatisfy { !isBefore(own[$0], own[$0 - 1]) }
    files = FileTable(isSorted ? own : own.sorted(by: isBefore))
    controls = ControlReader(catalog: catalog)
    scanner = ReferenceScanner(catalog: catalog)
  }

  /// Folders whose files are not part of the ISMS: audit packs, which were made from it, and other ISMSs, each marked by
  /// its own `auditpack.yaml`.
  private static func foreignFolders(in snapshot: Snapshot, below folder: String) -> Set<String> {
    var folders: [String: Set<String>] = [:]
    let names = [Configuration.fileName, "pack.json", "manifest.json", "SHA256SUMS"]
    let ends = names.compactMap(\.lastByte)
    for file in snapshot.files where file.path.lastByte.map(ends.contains) == true {
      guard let name = names.first(where: { Paths.isPath(file.path, ofFileNamed: $0) }), file.path != name else {
        continue
      }
      folders[name, default: []].insert(Paths.folder(of: file.path))
    }
    let packs = names.dropFirst().map { folders[$0] ?? [] }.reduce(folders["pack.json"] ?? []) { $0.intersection($1) }
    let others = folders[Configuration.fileName] ?? []
    return packs.union(others.filter { $0 != folder && Paths.isPath($0, in: folder) })
  }

  private mutating func bind() -> ISMS {
    let configuration = readConfiguration()
    let frameworks = readFrameworks(configuration)
    let ignored = configuration.ignored.compactMap { Paths.resolve($0, in: folder) }
    let markdown = files.all.filter { file in
      Paths.ends(file.path, in: ".md") && !ignored.contains { Paths.isPath(file.path, in: $0) }
    }
    for link in markdown where link.kind == .symbolicLink { reportLink(link) }
    readMarkdown(markdown.filter { $0.kind == .file })
    for document in documents { readRegister(document) }
    records[.document] = documents.map(\.record)
    for document in documents where document.record.fields["deviations"] != nil {
      records[.deviation, default: []] += document.acceptedDeviations
    }
    for file in recordFiles { records[file.record.kind, default: []].append(file.record) }

    let index = Lazy(computing: { [records] in RecordIndex(records) })
    // Nothing that follows needs them at once.
    let references = Meanwhile { [catalog, files, texts, records, reportedControls] in
      let binder = ReferenceBinder(
        catalog: catalog, files: files, texts: texts, records: records, index: index.value, reported: reportedControls)
      var found = binder
      found.bindTextsAndProblems()
      let references = ReferenceIndex(found: found.references, counts: found.counts) {
        var all = binder
        all.bindAll()
        return all.references
      }
      return BoundReferences(index: references, diagnostics: found.diagnostics)
    }
    let isms = ISMS(
      catalog: catalog, configuration: configuration, frameworks: frameworks, folder: folder, documents: documents,
      recordFiles: recordFiles, records: records, index: index.value, references: references, sources: sources,
      lost: lost, files: files)
    reportDuplicates(index.value.repeated)
    return isms
  }

  // MARK: Reading

  /// The text of a file that is not Markdown; nil if it cannot be had, which is reported once.
  private mutating func text(of file: Snapshot.File) -> SourceText? {
    if let known = sources[file.path] { return known }
    guard let source = read(file) else { return nil }
    sources.add(LazySource(source))
    if let conflict = source.conflictFinding { diagnostics.append(conflict) }
    return source
  }

  /// Reads a file; nil if it cannot be had, which is reported.
  private mutating func read(_ file: Snapshot.File) -> SourceText? {
    do {
      let source = SourceText(
        path: file.path, bytes: try contents.contents(of: file, limit: Self.largestText))
      if source.isLargeFilePointer {
        sources.add(LazySource(source))
        diagnostics.append(
          Diagnostic(
            FileRules.missingContent, "`\(file.path)` is a large-file pointer without its content",
            at: Location(path: file.path, range: nil), help: "run `git lfs pull`, then run again"))
        return nil
      }
      return source
    } catch {
      diagnostics.append(error.finding(about: file))
      return nil
    }
  }

  /// A Markdown file that is a symbolic link is not read: git keeps the link, not what it points at. A second name of a
  /// file that is read is no loss.
  private mutating func reportLink(_ file: Snapshot.File) {
    guard let bytes = try? contents.contents(of: file.blob, limit: 4096) else { return }
    let target = String(decoding: bytes, as: UTF8.self)
    if !target.hasPrefix("/"), let path = Paths.resolve(target, in: Paths.folder(of: file.path)), files[path] != nil {
      return
    }
    diagnostics.append(
      Diagnostic(
        FileRules.link, "`\(file.path)` is a symbolic link to `\(target)`, outside of the ISMS, and is not read",
        at: Location(path: file.path, range: nil)))
  }

  private mutating func readConfiguration() -> Configuration {
    let path = folder.isEmpty ? Configuration.fileName : folder + "/" + Configuration.fileName
    guard let file = files[path], let source = text(of: file) else { return Configuration(fields: [:], path: nil) }
    let (frontMatter, found) = FrontMatter.parseDataFile(source)
    diagnostics += found
    var reader = FieldReader(source: source, controls: controls, catalog: catalog)
    let owner = FieldReader.Owner(kind: "`auditpack.yaml`", id: nil, location: SourceRange(0, 0))
    let fields = reader.read(frontMatter.root, Configuration.fields, owner: owner).fields.dictionary
    diagnostics += reader.diagnostics
    return Configuration(fields: fields, path: path)
  }

  /// The frameworks `auditpack.yaml` names; a name that leads to none is a finding about the setting.
  private mutating func readFrameworks(_ configuration: Configuration) -> [Framework] {
    var frameworks: [Framework] = []
    for (name, location) in configuration.frameworks {
      var framework = Framework.builtIn[name.lowercased()]
      if framework == nil, let path = Paths.resolve(name, in: folder), let file = files[path], file.kind == .file,
        let source = text(of: file)
      {
        var reader = FrameworkReader(catalog: catalog)
        framework = reader.read(source)
        diagnostics += reader.diagnostics
      }
      guard let framework else { continue }
      if frameworks.contains(where: { $0.id == framework.id }) {
        diagnostics.append(
          Diagnostic(
            FrameworkRules.unreadable, "the framework `\(framework.id)` is named twice", at: location,
            help: "remove one of them, or give the file another `id`"))
      } else {
        frameworks.append(framework)
      }
    }
    return frameworks
  }

  /// Reads Markdown files in their order, many at a time. What an earlier run knows is not read again, and where nothing
  /// of ours is in a file, its text is not kept.
  private mutating func readMarkdown(_ files: [Snapshot.File]) {
    sources.reserve(files.count)
    recordFiles.reserveCapacity(files.count)
    texts.reserveCapacity(files.count)
    let everythingKnown = knownFiles(files)
    for start in stride(from: 0, to: files.count, by: Self.batch) {
      let batch = files[start..<min(start + Self.batch, files.count)]
      let known = everythingKnown[batch.indices]
      let unread = zip(batch, known).filter { $1 == nil }.compactMap { file, _ in
        read(file).map { (file, $0) }
      }
      let (controls, scanner, catalog) = (controls, scanner, catalog)
      let parsed = concurrently(unread) { _, source in
        MarkdownFile(source, controls: controls, scanner: scanner, catalog: catalog)
      }
      var fresh = zip(unread, parsed).makeIterator()
      var next = fresh.next()
      for (file, known) in zip(batch, known) {
        if let known {
          add(known)
        } else if let ((unread, source), markdown) = next, unread.path == file.path {
          self.known.add(markdown, of: file.blob)
          add(markdown)
          if case .other = markdown.content { sources.add(LazySource(source)) }
          next = fresh.next()
        }
      }
      self.known.note(used: zip(batch, known).compactMap { $1 == nil ? nil : $0.blob })
    }
  }

  /// What earlier runs know of these files; nil for those they do not know.
  private func knownFiles(_ files: [Snapshot.File]) -> [MarkdownFile?] {
    concurrentlyInParts(files) { [kept = known.kept, readText] files in
      files.map { file in
        kept.entry(of: file.blob) { MarkdownFile(&$0, in: kept, of: file, read: readText) }
      }
    }
  }

  private mutating func add(_ markdown: MarkdownFile) {
    diagnostics += markdown.diagnostics
    let (record, text): (Record, FileText)
    switch markdown.content {
    case .document(let document):
      documents.append(document)
      (record, text) = (document.record, document.text)
    case .record(let file):
      recordFiles.append(file)
      (record, text) = (file.record, file.text)
    case .other, .foreign: return
    }
    texts.append(.init(path: text.file.path, record: record, references: markdown.references))
    sources.add(text.file)
  }

  // MARK: Registers

  private mutating func readRegister(_ document: Document) {
    guard let name = document.record.text("register"),
      let kind = RecordKind.allCases.first(where: { $0.register == name })
    else { return }
    let register = RegisterReader(kind: kind, register: document.id)
    if let data = document.record.text("data") {
      readData(data, of: document, register: register)
      return
    }
    guard let table = document.markdown.tables.first(where: register.fits) else {
      let hasFiles = recordFiles.contains { $0.record.kind == kind }
      if !hasFiles { reportNoTable(document, kind: kind, at: document.record.location(of: "register")) }
      return
    }
    var reader = FieldReader(source: document.source, controls: controls, catalog: catalog)
    records[kind, default: []] += register.read(table, into: &reader)
    diagnostics += reader.diagnostics
  }

  private mutating func readData(_ data: String, of document: Document, register: RegisterReader) {
    let location = document.record.location(of: "data")
    let path = Paths.resolve(data, in: Paths.folder(of: document.path))
    if let path, let file = files[path], file.kind == .file {
      guard let source = text(of: file) else { return }
      let (table, found) = CSV.read(source)
      diagnostics += found.isEmpty ? source.invalidUTF8Findings : found
      guard let table else { return }
      guard register.fits(table) else {
        reportNoTable(document, kind: register.kind, at: Location(path: file.path, range: table.header.range))
        return
      }
      var reader = FieldReader(source: source, controls: controls, catalog: catalog)
      records[register.kind, default: []] += register.read(table, into: &reader)
      diagnostics += reader.diagnostics
      return
    }
    if let path, files.paths.contains(where: { Paths.isPath($0, in: path) }) { return }
    diagnostics.append(
      Diagnostic(
        FileRules.registerWithoutTable, "`\(document.id)` names `\(data)`, which does not exist", at: location,
        help: "add the file, or correct the path (it is relative to `\(document.path)`)", subject: document.id))
  }

  private mutating func reportNoTable(_ document: Document, kind: RecordKind, at location: Location) {
    let required = Schema.record(kind).fields.filter(\.isRequired).map { "`\($0.name)`" }.joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        FileRules.registerWithoutTable, "`\(document.id)` holds no table of \(kind.register ?? kind.rawValue)",
        at: location, help: "a table of \(kind.register ?? kind.rawValue) has the columns \(required)",
        subject: document.id))
  }

  /// Where the name of a control was judged as a value, so that the same words in a table are no second finding.
  private var reportedControls: Set<Location> {
    let rules: Set = [FieldRules.unknownControl, FieldRules.oldControl, FieldRules.badControlRange]
    let rows = (records[.soaRow] ?? []).filter { catalog.successors[$0.id] != nil }
    return Set(diagnostics.filter { rules.contains($0.rule) }.map(\.location) + rows.map(\.location))
  }

  // MARK: Ids

  private mutating func reportDuplicates(_ repeated: Set<String>) {
    guard !repeated.isEmpty else { return }
    var first: [String: Record] = [:]
    let named = RecordKind.allCases.filter { $0 != .soaRow }.flatMap { records[$0] ?? [] }
      .filter { repeated.contains($0.id) }
      .sorted {
        ($0.location.path, $0.location.range?.lowerBound ?? 0) < ($1.location.path, $1.location.range?.lowerBound ?? 0)
      }
    for record in named {
      guard let earlier = first[record.id] else {
        first[record.id] = record
        continue
      }
      diagnostics.append(
        Diagnostic(
          FieldRules.duplicateID, "the id `\(record.id)` is used twice", at: record.location,
          related: [.init(earlier.location, "first used here, for a \(earlier.kind.title)")], subject: record.id))
    }
  }
}

extension SourceText {
  /// The first line of a conflict that `git merge` left: `<<<<<<<`, `=======` and `>>>>>>>` at the start of lines, in that
  /// order; nil if there is none.
  var unresolvedConflict: SourceRange? {
    bytes.withUnsafeBufferPointer { bytes in
      var wanted: [UInt8] = [0x3C, 0x3D, 0x3E]
      var found: SourceRange?
      var line = 0
      while line + 7 <= bytes.count, let mark = wanted.first {
        if bytes[line] == mark, bytes[line..<line + 7].allSatisfy({ $0 == mark }) {
          let next = line + 7 < bytes.count ? bytes[line + 7] : 0x0A
          if next == 0x20 || (mark == 0x3D && (next == 0x0A || next == 0x0D)) {
            if mark == 0x3C { found = SourceRange(line, line + 7) }
            wanted.removeFirst()
          }
        }
        guard let end = Self.lineFeed(bytes.baseAddress.map { $0 + line }, bytes.count - line) else { break }
        line += end + 1
      }
      return wanted.isEmpty ? found : nil
    }
  }

  /// Offset of the first line feed; nil if there is none.
  private static func lineFeed(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int? {
    UnsafeBufferPointer(start: start, count: count).firstIndex(of: 0x0A)
  }

  /// Whether the file is a Git LFS pointer instead of its content.
  var isLargeFilePointer: Bool {
    bytes.count < 1024 && bytes.starts(with: Array("version https://git-lfs.github.com/spec/".utf8))
  }
}
