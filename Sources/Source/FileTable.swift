/// The files of one state, by path.
public struct FileTable: Sendable {
  /// The files in their order; of two with one path the first.
  public let all: [Snapshot.File]
  private let table: PathTable

  /// A table of `files`.
  public init(_ files: [Snapshot.File]) {
    var table = PathTable(capacity: files.count)
    var distinct: [Snapshot.File]?
    for (position, file) in files.enumerated() {
      let hash = PathTable.hash(of: file.path)
      let number = distinct?.count ?? position
      if table.position(of: hash, where: { (distinct?[$0] ?? files[$0]).path == file.path }) == nil {
        table.enter(hash, at: number)
        distinct?.append(file)
      } else if distinct == nil {
        // Only names that had to be repaired can be the same.
        distinct = Array(files[..<position])
      }
    }
    (all, self.table) = (distinct ?? files, table)
  }

  /// Number of files.
  public var count: Int { all.count }

  /// The paths, in the order of the files.
  public var paths: some Collection<String> { all.lazy.map(\.path) }

  /// The file at a path; nil if there is none.
  public subscript(path: String) -> Snapshot.File? {
    table.position(of: PathTable.hash(of: path)) { all[$0].path == path }.map { all[$0] }
  }

  /// The file that `relative` names below `folder`, as it is written; nil if there is none.
  package func file(_ relative: String, in folder: Substring) -> Snapshot.File? {
    guard !folder.isEmpty else { return self[relative] }
    var (relative, folder) = (relative, folder)
    let length = folder.utf8.count + 1 + relative.utf8.count
    let found: Snapshot.File?? = withUnsafeTemporaryAllocation(byteCount: length, alignment: 1) { path in
      folder.withUTF8 { path.copyBytes(from: $0) }
      path[folder.utf8.count] = 0x2F
      relative.withUTF8 { UnsafeMutableRawBufferPointer(rebasing: path.suffix($0.count)).copyBytes(from: $0) }
      return PathTable.hash(ofASCII: UnsafeRawBufferPointer(path)).map { hash in
        table.position(of: hash) { Self.isText(all[$0].path, UnsafeRawBufferPointer(path)) }.map { all[$0] }
      }
    }
    return found ?? self["\(folder)/\(relative)"]
  }

  private static func isText(_ text: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
    var text = text
    return text.withUTF8 { UnsafeRawBufferPointer($0).order(bytes) == 0 }
  }
}
