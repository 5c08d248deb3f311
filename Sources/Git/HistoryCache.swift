internal import Clibgit2
import Source

/// What earlier runs read about commits, in a file of the git folder, so that it need not be read again.
///
/// A commit never changes, and neither does what it did to its parents' files. So what is kept is right for every history
/// that holds the commit, whatever was compiled when it was written. Nothing depends on the file: what is missing, cut
/// short, damaged or of another format is read from the repository as if it had never been kept.
struct HistoryCache {
  /// The commits of the history that was kept, in its order; their changes are positions in `changes`.
  private(set) var commits: [History.Commit] = []
  /// Their changes; the paths are positions in `paths`.
  private(set) var changes: [History.Change] = []
  private var pathBytes: [UInt8] = []
  private var pathEnds: [Int] = []
  private var positions: [ObjectID: Int] = [:]

  /// Raise its form when anything that is kept is read or written otherwise.
  private static let file = KeptFile(name: "history", form: "2")

  /// Nothing is known.
  init() {}

  /// What earlier runs kept; nothing if there is nothing that can be believed.
  init(of repository: OpaquePointer) {
    let read = Self.file.read(of: repository) { bytes in
      var reader = ByteReader(bytes)
      var cache = HistoryCache()
      return cache.read(&reader) ? cache : nil
    }
    if let read { self = read }
  }

  /// Whether it is the history of `tip`: then there is nothing to be found.
  ///
  /// The order of a history follows from its commits alone, so it need not be found again.
  func isHistory(of tip: ObjectID) -> Bool { commits.first?.id == tip }

  /// Every path that changed, in order, as text for people.
  var paths: [String] { pathRanges.map { String(decoding: pathBytes[$0], as: UTF8.self) } }

  /// Every path that changed, in order, as git has it.
  var rawPaths: [[UInt8]] { pathRanges.map { Array(pathBytes[$0]) } }

  private var pathRanges: some Sequence<Range<Int>> { zip([0] + pathEnds, pathEnds).lazy.map { $0..<$1 } }

  /// Lets commits be asked for by name; the history as a whole does not need it.
  mutating func index() {
    positions.reserveCapacity(commits.count)
    for (position, commit) in commits.enumerated() { positions[commit.id] = position }
  }

  /// What is known of a commit, once they are indexed; nil if nothing is.
  subscript(commit: ObjectID) -> History.Commit? { positions[commit].map { commits[$0] } }

  // MARK: Reading

  /// False if anything does not fit; the sum only tells that the bytes are those that were written.
  private mutating func read(_ reader: inout ByteReader) -> Bool {
    guard let nameCount = reader.count(least: 4) else { return false }
    var names: [String] = []
    names.reserveCapacity(nameCount)
    for _ in 0..<nameCount {
      guard let text = reader.text() else { return false }
      names.append(text)
    }
    guard let pathCount = reader.count(least: 4) else { return false }
    pathEnds.reserveCapacity(pathCount)
    for _ in 0..<pathCount {
      guard let path = reader.piece() else { return false }
      pathBytes.append(contentsOf: path)
      pathEnds.append(pathBytes.count)
    }
    guard let changeCount = reader.count(least: 44) else { return false }
    changes.reserveCapacity(changeCount)
    for _ in 0..<changeCount {
      guard let path = reader.number(), path < pathCount, let before = reader.id(), let after = reader.id() else {
        return false
      }
      changes.append(
        History.Change(
          path: path, before: before == .null ? nil : before, after: after == .null ? nil : after))
    }
    guard let commitCount = reader.count(least: 85) else { return false }
    commits.reserveCapacity(commitCount)
    var start = 0
    for _ in 0..<commitCount {
      guard let commit = Self.commit(&reader, names, changes: start..<changeCount) else { return false }
      start = commit.changes.upperBound
      commits.append(commit)
    }
    return start == changeCount && reader.isAtEnd
  }

  /// The next commit, whose changes are the first of those that are left; nil if it does not fit.
  private static func commit(_ reader: inout ByteReader, _ names: [String], changes: Range<Int>) -> History.Commit? {
    func signature() -> History.Signature? {
      guard let name = reader.number(), name < names.count, let email = reader.number(), email < names.count,
        let seconds = reader.long(), let offset = reader.long()
      else { return nil }
      return History.Signature(name: names[name], email: names[email], seconds: seconds, offsetMinutes: Int(offset))
    }
    guard let id = reader.id(), let tree = reader.id(), let parentCount = reader.count(least: 20) else { return nil }
    var parents: [ObjectID] = []
    parents.reserveCapacity(parentCount)
    for _ in 0..<parentCount {
      guard let parent = reader.id() else { return nil }
      parents.append(parent)
    }
    guard let author = signature(), let committer = signature(), let isSigned = reader.byte(),
      let own = reader.number(), own <= changes.count, let message = reader.text()
    else { return nil }
    return History.Commit(
      id: id, tree: tree, parents: parents, author: author, committer: committer, message: message,
      isSigned: isSigned == 1, changes: changes.lowerBound..<(changes.lowerBound + own))
  }

  // MARK: Writing

  /// Keeps a history for the next run. Where that is not possible, nothing happens: the file is a convenience.
  static func keep(_ history: History, paths: [[UInt8]], of repository: OpaquePointer) {
    var writer = ByteWriter(
      capacity: history.commits.count * 200 + history.changes.count * 44 + paths.count * 40)
    var names: [String: Int] = [:]
    var nameList: [String] = []
    for commit in history.commits {
      for person in [commit.author, commit.committer] {
        for name in [person.name, person.email] where names[name] == nil {
          names[name] = nameList.count
          nameList.append(name)
        }
      }
    }
    writer.number(nameList.count)
    for name in nameList { writer.text(name) }
    writer.number(paths.count)
    for path in paths { writer.piece(path) }
    writer.number(history.changes.count)
    for change in history.changes {
      writer.number(change.path)
      writer.id(change.before ?? .null)
      writer.id(change.after ?? .null)
    }
    writer.number(history.commits.count)
    for commit in history.commits {
      writer.id(commit.id)
      writer.id(commit.tree)
      writer.number(commit.parents.count)
      for parent in commit.parents { writer.id(parent) }
      for person in [commit.author, commit.committer] {
        writer.number(names[person.name] ?? 0)
        writer.number(names[person.email] ?? 0)
        writer.long(person.seconds)
        writer.long(Int64(person.offsetMinutes))
      }
      writer.byte(commit.isSigned ? 1 : 0)
      writer.number(commit.changes.count)
      writer.text(commit.message)
    }
    file.write(writer.bytes, of: repository)
  }
}
