import Compiler
import ISMS
import Source

/// The compilation as one audience may see it: every export takes its texts, ids and places from here, so that nothing
/// withheld slips into one of them.
struct Disclosed {
  let compilation: Compilation
  let options: PackOptions
  let disclosure: Disclosure
  private let contents: any ContentReader
  /// Paths of the snapshot in order, to find the files of a folder.
  private let paths: [String]
  /// Files that are one record each, by path.
  private let recordFiles: [String: RecordFile]

  init(_ compilation: Compilation, options: PackOptions, disclosure: Disclosure, contents: any ContentReader) {
    self.compilation = compilation
    self.options = options
    self.disclosure = disclosure
    self.contents = contents
    paths = compilation.isms.files.paths.sorted(by: comesFirst)
    recordFiles = Dictionary(
      compilation.isms.recordFiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The largest file that is read to compute its hash, in bytes.
  private static let largestFile = 1 << 28

  var isms: ISMS { compilation.isms }
  /// Whether registers, findings and people belong to the pack.
  var showsRegisters: Bool { options.audience != .customer }

  /// Those ids that may be named. An id that nothing declares names nothing that could be withheld.
  func ids(_ ids: [String]) -> [String] { ids.filter(mayName) }

  /// The id if it may be named.
  func id(_ id: String?) -> String? { id.flatMap { mayName($0) ? $0 : nil } }

  private func mayName(_ id: String) -> Bool {
    guard let record = isms.record(id) else { return showsRegisters || isms.catalog.control(id) != nil }
    return disclosure.handling(of: record) > .omit
  }

  /// Free text without names of what is withheld.
  func text(_ text: String) -> String { disclosure.scrubbed(text) }

  /// A place as people count it; nil if the path may not be named.
  func place(_ location: Location) -> Place? {
    guard disclosure.mayName(path: location.path) else { return nil }
    return Place(location, in: isms.sources)
  }

  /// The file at a path, if it is one record.
  func recordFile(at path: String) -> RecordFile? { recordFiles[path] }

  /// A commit by its position in the history.
  func commit(_ position: Int) -> String { compilation.history.commits[position].id.hex }

  // MARK: - Fields

  /// The values of a record as its schema types them, those left out that the audience may not see.
  func fields(of record: Record, schema: Schema) -> [String: Value] {
    var values: [String: Value] = [:]
    for field in schema.fields {
      guard let value = record.fields[field.name] else { continue }
      if let shown = self.value(value, type: field.type, file: record.location.path) { values[field.name] = shown }
    }
    return values
  }

  private func value(_ field: Field, type: FieldType, file: String) -> Value? {
    switch (field.value, type) {
    case (.text(let text), .reference): id(text).map { .text($0) }
    case (.text(let text), .path):
      disclosure.mayName(path: Paths.resolve(text, in: Paths.folder(of: file)) ?? text) ? .text(self.text(text)) : nil
    case (.text(let text), _): text.isEmpty ? nil : .text(self.text(text))
    case (.date(let date), _): .text(date.description)
    case (.period(let period), _):
      .text("\(period.lowerBound)/\(period.upperBound)")
    case (.duration(let duration), _): .text(duration.description)
    case (.integer(let number), _): .integer(number)
    case (.boolean(let flag), _): .boolean(flag)
    case (.list(let items), .list(let element)):
      .list(items.compactMap { value($0, type: element, file: file) })
    case (.list(let items), _): .list(items.compactMap { value($0, type: .text, file: file) })
    case (.map(let members), .map(let specifications)):
      .object(
        Dictionary(
          specifications.compactMap { specification in
            members[specification.name].flatMap { value($0, type: specification.type, file: file) }
              .map { (specification.name, $0) }
          }, uniquingKeysWith: { first, _ in first }))
    case (.map(let members), .dictionary(let element)):
      .object(members.compactMapValues { value($0, type: element, file: file) })
    case (.map(let members), _): .object(members.compactMapValues { value($0, type: .text, file: file) })
    }
  }

  // MARK: - Files of evidence

  /// A file of an evidence item.
  struct EvidenceFile: Encodable, CustomStringConvertible {
    /// Absent if the item is only referenced.
    let path: String?
    /// Absent for what is too large, not a regular file, or not in this clone.
    let sha256: String?
    let size: Int?

    var description: String { path ?? "" }
  }

  /// The files an evidence item names, those of a folder one by one.
  func files(of item: Evidence) -> [EvidenceFile] {
    let isShown = disclosure.includes(item)
    return item.files.flatMap { written -> [EvidenceFile] in
      guard let path = Paths.resolve(written, in: Paths.folder(of: item.location.path)) else { return [] }
      return files(at: path).compactMap { file in
        let bytes = file.kind == .file ? try? contents.contents(of: file.blob, limit: Self.largestFile) : nil
        return EvidenceFile(
          path: isShown && disclosure.mayName(path: file.path) ? file.path : nil, sha256: bytes.map(sha256),
          size: bytes?.count)
      }
    }
  }

  private func files(at path: String) -> [Snapshot.File] {
    if let file = isms.files[path] { return [file] }
    let folder = path + "/"
    var low = 0
    var high = paths.count
    while low < high {
      let middle = (low + high) / 2
      if comesFirst(paths[middle], folder) { low = middle + 1 } else { high = middle }
    }
    return paths[low...].prefix { $0.hasPrefix(folder) }.compactMap { isms.files[$0] }
  }
}

/// A place in a file of the repository, lines and columns from 1, columns in UTF-16 code units.
struct Place: Encodable, CustomStringConvertible {
  let path: String
  let line: Int?
  let column: Int?
  let endLine: Int?
  let endColumn: Int?

  init(_ location: Location, in sources: SourceFiles) {
    path = location.path
    let source = sources[location.path]
    let start = location.range.flatMap { source?.position(of: $0.lowerBound) }
    let end = location.range.flatMap { source?.position(of: $0.upperBound) }
    line = start?.line
    column = start?.column
    endLine = end?.line
    endColumn = end?.column
  }

  /// `path:line`.
  var description: String { line.map { "\(path):\($0)" } ?? path }
}
