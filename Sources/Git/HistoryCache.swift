internal import Clibgit2
import Source

/// What earlier runs read about commits, in a file of the git folder, so that it need not be read again.
///
/// A commit never changes, and neither does what it did to its parents' files. So what is kept is right for every history
/// that holds the commit, whatever was compiled when it was written. Nothing depends on the file: what is missing, cut
/// short, damaged or of another format is read from the repository as if it had never been kept.
struct HistoryCache {
  /// A commit with its changes; paths are positions in `paths`.
  struct Entry {
    let commit: CommitWalk.Found
    let changes: Range<Int>
  }

  /// One change, as `ChangeWalk.Found` has it without its commit.
  struct Change {
    let path: Int32
    let before: ObjectID
    let after: ObjectID
  }

  private var entries: [Entry] = []
  private(set) var positions: [ObjectID: Int] = [:]
  private(set) var changes: [Change] = []
  private(set) var paths: [[UInt8]] = []

  /// Raise it when anything that is kept is read or written otherwise.
  private static let magic = Array("auditpack history 1\n".utf8)
  private static let name = "history"
  /// A file that is larger is not ours, in bytes.
  private static let largest = 1 << 30

  /// The folder in that of the repository, which all its working trees share.
  private static func folder(of repository: OpaquePointer) -> String? {
    git_repository_commondir(repository).map { String(cString: $0) + "auditpack" }
  }

  /// Nothing is known.
  init() {}

  /// Number of commits that are known.
  var count: Int { entries.count }

  /// All commits in the order of the history they were written from, if that is the history of `tip`; nil otherwise.
  ///
  /// The order of a history follows from its commits alone, so it need not be found again.
  func whole(from tip: ObjectID) -> [CommitWalk.Found]? {
    entries.first?.commit.id == tip ? entries.map(\.commit) : nil
  }

  /// What is known of a commit; nil if nothing is.
  subscript(commit: ObjectID) -> Entry? { positions[commit].map { entries[$0] } }

  /// What earlier runs kept; nothing if there is nothing that can be believed.
  init(of repository: OpaquePointer) {
    guard let folder = Self.folder(of: repository),
      let bytes = Platform.bytes(ofFile: Array("\(folder)/\(Self.name)".utf8CString), limit: Self.largest),
      bytes.count > Self.magic.count + 12, bytes.count <= Self.largest, bytes.starts(with: Self.magic)
    else { return }
    let isWhole = bytes.withUnsafeBytes { raw in
      let end = raw.count - 4
      let stated = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: end, as: UInt32.self))
      return Self.checksum(UnsafeRawBufferPointer(rebasing: raw[..<end])) == stated
    }
    guard isWhole else { return }
    bytes.withUnsafeBytes { raw in
      var reader = Reader(bytes: UnsafeRawBufferPointer(rebasing: raw[Self.magic.count..<(raw.count - 4)]))
      if !read(&reader) { self = HistoryCache() }
    }
  }

  private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var sum = crc32(0, nil, 0)
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      sum = crc32(sum, piece.bindMemory(to: UInt8.self).baseAddress, UInt32(piece.count))
      rest = rest.dropFirst(piece.count)
    }
    return UInt32(truncatingIfNeeded: sum)
  }

  // MARK: Reading

  /// False if anything does not fit; the sum only tells that the bytes are those that were written.
  private mutating func read(_ reader: inout Reader) -> Bool {
    guard let nameCount = reader.count(least: 4) else { return false }
    var names: [String] = []
    names.reserveCapacity(nameCount)
    for _ in 0..<nameCount {
      guard let text = reader.text() else { return false }
      names.append(text)
    }
    guard let pathCount = reader.count(least: 4) else { return false }
    paths.reserveCapacity(pathCount)
    for _ in 0..<pathCount {
      guard let path = reader.piece() else { return false }
      paths.append(Array(path))
    }
    guard let changeCount = reader.count(least: 44) else { return false }
    changes.reserveCapacity(changeCount)
    for _ in 0..<changeCount {
      guard let path = reader.number(), path < pathCount, let before = reader.id(), let after = reader.id() else {
        return false
      }
      changes.append(Change(path: Int32(path), before: before, after: after))
    }
    guard let commitCount = reader.count(least: 85) else { return false }
    entries.reserveCapacity(commitCount)
    positions.reserveCapacity(commitCount)
    var start = 0
    for _ in 0..<commitCount {
      guard let id = reader.id(), let tree = reader.id(), let parentCount = reader.count(least: 20) else {
        return false
      }
      var parents: [ObjectID] = []
      parents.reserveCapacity(parentCount)
      for _ in 0..<parentCount {
        guard let parent = reader.id() else { return false }
        parents.append(parent)
      }
      guard let author = reader.signature(names), let committer = reader.signature(names),
        let isSigned = reader.number(), let own = reader.number(), own <= changeCount - start,
        let message = reader.text()
      else { return false }
      positions[id] = entries.count
      entries.append(
        Entry(
          commit: CommitWalk.Found(
            id: id, tree: tree, parents: parents, author: author, committer: committer, message: message,
            isSigned: isSigned == 1, isBoundary: false), changes: start..<(start + own)))
      start += own
    }
    return start == changeCount && positions.count == entries.count && reader.isAtEnd
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number() -> Int? {
      guard bytes.count - position >= 4 else { return nil }
      defer { position += 4 }
      return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
    }

    /// A number of things that take at least so many bytes each.
    mutating func count(least: Int) -> Int? {
      guard let count = number(), count <= (bytes.count - position) / least else { return nil }
      return count
    }

    mutating func long() -> Int64? {
      guard bytes.count - position >= 8 else { return nil }
      defer { position += 8 }
      return Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Int64.self))
    }

    mutating func id() -> ObjectID? {
      guard bytes.count - position >= 20, let base = bytes.baseAddress else { return nil }
      defer { position += 20 }
      return ObjectID(at: base + position)
    }

    mutating func piece() -> UnsafeRawBufferPointer? {
      guard let count = count(least: 1) else { return nil }
      defer { position += count }
      return UnsafeRawBufferPointer(rebasing: bytes[position..<(position + count)])
    }

    mutating func text() -> String? { piece().map { String(decoding: $0, as: UTF8.self) } }

    mutating func signature(_ names: [String]) -> History.Signature? {
      guard let name = number(), name < names.count, let email = number(), email < names.count, let seconds = long(),
        let offset = long()
      else { return nil }
      return History.Signature(name: names[name], email: names[email], seconds: seconds, offsetMinutes: Int(offset))
    }
  }

  // MARK: Writing

  /// Keeps a history for the next run. Where that is not possible, nothing happens: the file is a convenience.
  static func keep(_ history: History, paths: [[UInt8]], of repository: OpaquePointer) {
    guard let folder = folder(of: repository) else { return }
    var writer = Writer()
    writer.write(history, paths: paths)
    let bytes = magic + writer.bytes
    let sum = bytes.withUnsafeBytes { checksum($0) }
    let whole = bytes + withUnsafeBytes(of: sum.littleEndian) { Array($0) }
    guard whole.count <= largest else { return }
    Platform.replace(file: name, in: folder, by: whole)
  }

  private struct Writer {
    var bytes: [UInt8] = []
    private var names: [String: Int] = [:]
    private var nameList: [String] = []

    mutating func write(_ history: History, paths: [[UInt8]]) {
      for commit in history.commits {
        for person in [commit.author, commit.committer] {
          for name in [person.name, person.email] where names[name] == nil {
            names[name] = nameList.count
            nameList.append(name)
          }
        }
      }
      bytes.reserveCapacity(history.commits.count * 200 + history.changes.count * 44 + paths.count * 40)
      number(nameList.count)
      for name in nameList { text(Array(name.utf8)) }
      number(paths.count)
      for path in paths { text(path) }
      number(history.changes.count)
      for change in history.changes {
        number(change.path)
        id(change.before ?? .null)
        id(change.after ?? .null)
      }
      number(history.commits.count)
      for commit in history.commits {
        id(commit.id)
        id(commit.tree)
        number(commit.parents.count)
        for parent in commit.parents { id(parent) }
        for person in [commit.author, commit.committer] {
          number(names[person.name] ?? 0)
          number(names[person.email] ?? 0)
          long(person.seconds)
          long(Int64(person.offsetMinutes))
        }
        number(commit.isSigned ? 1 : 0)
        number(commit.changes.count)
        text(Array(commit.message.utf8))
      }
    }

    private mutating func number(_ value: Int) {
      withUnsafeBytes(of: UInt32(truncatingIfNeeded: value).littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func long(_ value: Int64) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func id(_ id: ObjectID) {
      withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { buffer in
        guard let base = buffer.baseAddress else { return }
        id.store(to: base)
        bytes.append(contentsOf: buffer)
      }
    }

    private mutating func text(_ text: [UInt8]) {
      number(text.count)
      bytes.append(contentsOf: text)
    }
  }
}
