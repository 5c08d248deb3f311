import Source

/// A small repository written as text: files between `-- path --` lines, commits as
/// `-- commit 2026-03-01 Ana <ana@example.com>: message --` (`\n` in the message for further lines), and
/// `-- delete path --`. Commits between `-- branch --` and `-- merge 2026-03-01 Bo <bo@example.com>: message --` come by
/// that merge. `<commit 1>` in a file stands for the name of the first commit, and `-- shallow --` makes the history
/// that of a shallow clone.
///
/// `-- path -> target --` makes a symbolic link. `-- path (6 MiB) --` makes a file of that size, and `<byte FF>` in a text stands for one byte that is not UTF-8.
public struct LiterateRepository: ContentReader {
  /// The files at the end, by path.
  public private(set) var files: [String: [UInt8]] = [:]
  /// The commits written in the text; not read if there are none.
  public private(set) var history = History.notRead
  private var blobs: [ObjectID: [UInt8]] = [:]
  private var links: Set<String> = []

  /// The repository that `text` describes.
  public init(_ text: String) {
    var commits: [History.Commit] = []
    var paths: [String] = []
    var changes: [[History.Change]] = []
    var pendingCommit: (date: CalendarDate, name: String, email: String, message: String)?
    var committed: [String: ObjectID] = [:]
    var path: String?
    var lines: [Substring] = []
    var beforeBranch: ObjectID?
    var isMerge = false
    var isShallow = false

    func position(of path: String) -> Int {
      if let known = paths.firstIndex(of: path) { return known }
      paths.append(path)
      return paths.count - 1
    }
    func named(_ text: String) -> String {
      guard text.contains("<commit ") else { return text }
      return commits.enumerated().reduce(text) { $0.replacing("<commit \($1.offset + 1)>", with: $1.element.id.hex) }
    }
    func closeFile(_ repository: inout LiterateRepository) {
      if let path {
        repository.files[path] = Self.bytes(named(lines.joined(separator: "\n")) + (lines.isEmpty ? "" : "\n"))
      }
      path = nil
      lines = []
    }
    func closeCommit(_ repository: inout LiterateRepository) {
      guard let commit = pendingCommit else { return }
      pendingCommit = nil
      var now: [String: ObjectID] = [:]
      for (path, bytes) in repository.files { now[path] = repository.store(bytes) }
      let changed = Set(now.keys).union(committed.keys).filter { now[$0] != committed[$0] }.sorted()
      let own = changed.map { History.Change(path: position(of: $0), before: committed[$0], after: now[$0]) }
      let person = History.Signature(
        name: commit.name, email: commit.email, seconds: Int64(commit.date.dayNumber) * 86_400 + 36_000)
      let id = Self.id(of: Array("commit \(commits.count) \(commit.message)".utf8))
      commits.append(
        History.Commit(
          id: id, tree: id,
          parents: (isMerge ? beforeBranch.map { [$0] } ?? [] : []) + (commits.last.map { [$0.id] } ?? []),
          author: person, committer: person,
          message: commit.message.replacing("\\n", with: "\n"), changes: 0..<0))
      changes.append(own)
      committed = now
    }

    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 else {
        lines.append(line)
        continue
      }
      closeFile(&self)
      let name = String(line.dropFirst(3).dropLast(3))
      if name.hasPrefix("commit ") {
        closeCommit(&self)
        isMerge = false
        pendingCommit = Self.commit(name)
      } else if name == "branch" {
        closeCommit(&self)
        beforeBranch = commits.last?.id
      } else if name.hasPrefix("merge ") {
        closeCommit(&self)
        isMerge = true
        pendingCommit = Self.commit(name)
      } else if name == "shallow" {
        isShallow = true
      } else if name.hasPrefix("delete ") {
        files[String(name.dropFirst(7))] = nil
      } else if let arrow = name.firstRange(of: " -> ") {
        files[String(name[..<arrow.lowerBound])] = Array(name[arrow.upperBound...].utf8)
        links.insert(String(name[..<arrow.lowerBound]))
      } else if name.hasSuffix(" MiB)"), let open = name.lastIndex(of: "(") {
        let size = Int(name[name.index(after: open)...].dropLast(5)) ?? 0
        files[String(name[..<open].dropLast())] = Array(repeating: 0x61, count: size * 1_048_576)
      } else {
        path = name
      }
    }
    if lines.last == "" { lines.removeLast() }
    closeFile(&self)
    closeCommit(&self)
    for bytes in files.values { _ = store(bytes) }
    if !commits.isEmpty { history = Self.history(commits, paths: paths, changes: changes, isShallow: isShallow) }
  }

  /// The files as they are at the end.
  public var snapshot: Snapshot {
    let entries = files.keys.sorted().map { path in
      Snapshot.File(
        path: path, blob: Self.id(of: files[path] ?? []), kind: links.contains(path) ? .symbolicLink : .file)
    }
    guard let tip = history.commits.first else { return Snapshot(origin: .workingTree, files: entries) }
    return Snapshot(origin: .commit(tip.id), tree: tip.tree, files: entries, committedOn: tip.committer.date)
  }

  /// The bytes of a file of any commit.
  public func contents(of id: ObjectID, limit: Int) throws(ContentError) -> [UInt8] {
    guard let bytes = blobs[id] else { throw .missing(id) }
    guard bytes.count <= limit else { throw .tooLarge(size: bytes.count) }
    return bytes
  }

  /// The repository with other bytes in a file, as if it were edited and not committed.
  public mutating func edit(_ path: String, _ bytes: [UInt8]) {
    files[path] = bytes
    _ = store(bytes)
  }

  private mutating func store(_ bytes: [UInt8]) -> ObjectID {
    let id = Self.id(of: bytes)
    blobs[id] = bytes
    return id
  }

  private static func history(
    _ commits: [History.Commit], paths: [String], changes: [[History.Change]], isShallow: Bool
  ) -> History {
    var ordered: [History.Commit] = []
    var flat: [History.Change] = []
    for (commit, own) in zip(commits, changes).reversed() {
      let start = flat.count
      flat += own
      ordered.append(
        History.Commit(
          id: commit.id, tree: commit.tree, parents: commit.parents, author: commit.author,
          committer: commit.committer, message: commit.message, changes: start..<flat.count))
    }
    return History(
      commits: ordered, paths: paths, changes: flat, incompleteness: isShallow ? [.shallow] : [])
  }

  private static func commit(_ line: String) -> (CalendarDate, String, String, String)? {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3, let date = CalendarDate(words[1]), let open = words[2].firstIndex(of: "<"),
      let close = words[2].firstRange(of: ">: ")
    else { return nil }
    let name = words[2][..<open].trimmingSuffix { $0 == " " }
    let email = words[2][words[2].index(after: open)..<close.lowerBound]
    return (date, String(name), String(email), String(words[2][close.upperBound...]))
  }

  private static func bytes(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text[...]
    while let mark = rest.firstRange(of: "<byte ") {
      result += Array(rest[..<mark.lowerBound].utf8)
      let digits = rest[mark.upperBound...].prefix(2)
      result.append(UInt8(digits, radix: 16) ?? 0x3F)
      rest = rest[mark.upperBound...].dropFirst(3)
    }
    return result + Array(rest.utf8)
  }

  /// A name for bytes; any that tells them apart will do.
  private static func id(of bytes: [UInt8]) -> ObjectID {
    var words: [UInt64] = [0xCBF2_9CE4_8422_2325, 0x9AE1_6A3B_2F90_404F, 0x1234_5678_9ABC_DEF1]
    for index in words.indices {
      for byte in bytes { words[index] = (words[index] ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    let raw = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
    return ObjectID(bytes: raw.prefix(20)) ?? zero
  }

  private static let zero: ObjectID = {
    guard let id = ObjectID(hex: String(repeating: "0", count: 40)) else { fatalError("forty digits make an id") }
    return id
  }()
}

extension Substring {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var result = self
    while let last = result.last, predicate(last) { result = result.dropLast() }
    return result
  }
}
