/// One state of a repository: which files it holds, under which names. Contents are read on demand.
public struct Snapshot: Sendable {
  /// Where the state was taken from.
  public enum Origin: Hashable, Sendable {
    /// A commit.
    case commit(ObjectID)
    /// The index: what the next commit will hold.
    case index
    /// The files of the working tree, those git ignores left out.
    case workingTree
  }

  /// One file, symbolic link or submodule.
  public struct File: Hashable, Sendable {
    /// What git says the entry is.
    public enum Kind: Hashable, Sendable {
      /// A regular file.
      case file
      /// A symbolic link; its content is the target's path. It is never followed.
      case symbolicLink
      /// A commit of another repository; it has no content here.
      case submodule
    }

    /// Path from the root of the repository, with `/` between folders; bytes that are not UTF-8 are shown as U+FFFD.
    public let path: String
    /// The name of the content.
    public let blob: ObjectID
    /// What git says the entry is.
    public let kind: Kind

    /// An entry of a snapshot.
    public init(path: String, blob: ObjectID, kind: Kind = .file) {
      self.path = path
      self.blob = blob
      self.kind = kind
    }
  }

  /// Where the state was taken from.
  public let origin: Origin
  /// The tree that holds it; nil for index and working tree.
  public let tree: ObjectID?
  /// Every entry, in order of the paths' bytes.
  public let files: [File]
  /// Paths of the working tree or index that differ from the commit checked out; nil where nobody asked.
  public var uncommitted: [String]?
  /// The day of the committer date of the commit; nil for index and working tree.
  public let committedOn: CalendarDate?

  /// A state with these files.
  public init(
    origin: Origin, tree: ObjectID? = nil, files: [File], uncommitted: [String]? = nil, committedOn: CalendarDate? = nil
  ) {
    self.origin = origin
    self.tree = tree
    self.files = files
    self.uncommitted = uncommitted
    self.committedOn = committedOn
  }

  /// Paths that differ between this state and another: added, changed or deleted, in order of their bytes.
  public func paths(differingFrom other: Snapshot) -> [String] {
    let before = Dictionary(other.files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let now = Set(files.map(\.path))
    let changed = files.filter { before[$0.path] != $0 }.map(\.path)
    let deleted = other.files.map(\.path).filter { !now.contains($0) }
    return (changed + deleted).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension String {
  /// The last byte, which tells most paths apart from those that somebody looks for.
  package var lastByte: UInt8? { utf8.withContiguousStorageIfAvailable { $0.last } ?? utf8.last }
}

/// Why the content of an object could not be given.
public enum ContentError: Error, Hashable, Sendable {
  /// The repository does not hold the object: a partial clone, or a damaged one.
  case missing(ObjectID)
  /// The content is larger than the reader asked for; `size` in bytes.
  case tooLarge(size: Int)
  /// The content could not be read; the text says why.
  case unreadable(String)
}

/// The one door through which contents arrive: libgit2 in the program, a dictionary in tests.
public protocol ContentReader {
  /// Whether several threads may ask at the same time.
  var answersSeveralThreads: Bool { get }

  /// The bytes of an object.
  ///
  /// - Parameter limit: the most bytes the caller wants; a larger object throws `ContentError.tooLarge` and is not read.
  func contents(of id: ObjectID, limit: Int) throws(ContentError) -> [UInt8]

  /// The bytes of a file, which may be found more quickly by its path than by the name of its content.
  func contents(of file: Snapshot.File, limit: Int) throws(ContentError) -> [UInt8]
}
