import Synchronization

/// The text of a file, read when somebody asks for it.
public final class LazySource: Sendable {
  /// Gives the bytes of a file.
  public typealias Reader = @Sendable (Snapshot.File) -> [UInt8]

  private let file: Snapshot.File
  private let head: LineStarts
  private let known: Mutex<SourceText?>
  private let read: Reader?

  /// Path inside the repository, with `/` between folders.
  public var path: String { file.path }

  /// A file that is read already.
  public init(_ source: SourceText) {
    file = Snapshot.File(path: source.path, blob: .null)
    head = LineStarts()
    known = Mutex(source)
    read = nil
  }

  /// A file whose bytes `read` gives; it is called once at most.
  ///
  /// - Parameter head: where the lines at its beginning start, as far as that is known.
  public init(_ file: Snapshot.File, head: LineStarts = LineStarts(), read: @escaping Reader) {
    self.file = file
    self.head = head
    known = Mutex(nil)
    self.read = read
  }

  /// The file. Threads that ask while it is read wait for it.
  public var text: SourceText {
    known.withLock { known in
      if let known { return known }
      let source = SourceText(path: path, bytes: read?(file) ?? [])
      known = source
      return source
    }
  }

  /// Line and column of a byte. At the beginning of a file that is known without reading it.
  func position(of offset: Int) -> SourcePosition { head.position(of: offset) ?? text.position(of: offset) }
}

/// The files that are read as text, by path.
public struct SourceFiles: Sendable, ExpressibleByDictionaryLiteral {
  private var files: [LazySource] = []
  private var table = PathTable()

  /// These files.
  public init(dictionaryLiteral elements: (String, SourceText)...) {
    for (_, source) in elements { add(LazySource(source)) }
  }

  /// The paths, in no order.
  public var paths: some Collection<String> { files.lazy.map(\.path) }

  /// The file at a path; nil if it is none of them.
  public subscript(path: String) -> SourceText? {
    position(of: path, PathTable.hash(of: path)).map { files[$0].text }
  }

  /// Line and column where a place begins; nil if it is a file as a whole, or in none of these.
  public func position(of location: Location) -> SourcePosition? {
    guard let range = location.range, let file = position(of: location.path, PathTable.hash(of: location.path)) else {
      return nil
    }
    return files[file].position(of: range.lowerBound)
  }

  /// Adds a file, in the place of one with the same path.
  package mutating func add(_ file: LazySource) {
    let hash = PathTable.hash(of: file.path)
    if let position = position(of: file.path, hash) {
      files[position] = file
    } else {
      table.enter(hash, at: files.count)
      files.append(file)
    }
  }

  /// Makes room for so many files in all.
  package mutating func reserve(_ count: Int) {
    guard files.isEmpty else { return }
    files.reserveCapacity(count)
    table = PathTable(capacity: count)
  }

  private func position(of path: String, _ hash: Int) -> Int? {
    table.position(of: hash) { files[$0].path == path }
  }
}
