/// The text of a file, read when somebody asks for it.
public struct LazySource: Sendable {
  /// Path inside the repository, with `/` between folders.
  public let path: String
  private let file: Lazy<SourceText>

  /// A file that is read already.
  public init(_ source: SourceText) {
    path = source.path
    file = Lazy(source)
  }

  /// A file whose bytes `read` gives; it is called once at most.
  public init(path: String, read: @escaping @Sendable () -> [UInt8]) {
    self.path = path
    file = Lazy(computing: { SourceText(path: path, bytes: read()) })
  }

  /// The file.
  public var text: SourceText { file.value }
}

/// The files that are read as text, by path.
public struct SourceFiles: Sendable, ExpressibleByDictionaryLiteral {
  private var files: [String: LazySource] = [:]

  /// These files.
  public init(dictionaryLiteral elements: (String, SourceText)...) {
    for (path, source) in elements { files[path] = LazySource(source) }
  }

  /// The paths, in no order.
  public var paths: some Collection<String> { files.keys }

  /// The file at a path; nil if it is none of them.
  public subscript(path: String) -> SourceText? { files[path]?.text }

  /// Adds a file.
  package mutating func add(_ file: LazySource) { files[file.path] = file }

  /// Takes a file away.
  package mutating func remove(_ path: String) { files[path] = nil }
}
