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

  /// The file that `relative` names in the folder of the file at `path`, as it is written; nil if there is none.
  package func file(_ relative: String, besides path: String) -> Snapshot.File? {
    var (relative, path) = (relative, path)
    return path.withUTF8 { path in
      relative.withUTF8 { relative in
        var folder = path.count
        while folder > 0, path[folder - 1] != 0x2F { folder -= 1 }
        return withUnsafeTemporaryAllocation(byteCount: folder + relative.count, alignment: 1) { joined in
          joined.copyBytes(from: path.prefix(folder))
          UnsafeMutableRawBufferPointer(rebasing: joined[folder...]).copyBytes(from: relative)
          let joined = UnsafeRawBufferPointer(joined)
          guard let hash = PathTable.hash(ofASCII: joined) else { return self[String(decoding: joined, as: UTF8.self)] }
          return table.position(of: hash) { Self.isText(all[$0].path, joined) }.map { all[$0] }
        }
      }
    }
  }

  private static func isText(_ text: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
    var text = text
    return text.withUTF8 { UnsafeRawBufferPointer($0).order(bytes) == 0 }
  }
}
