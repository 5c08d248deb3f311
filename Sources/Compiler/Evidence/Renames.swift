import Source

/// Finds where files came from: a commit that deletes one file and adds another may have moved it.
///
/// Not `Sendable`: it remembers what it looked up, so that a commit with many files is searched once.
final class Renames {
  /// A file before a commit moved it.
  struct Origin {
    let path: String
    let content: ObjectID
  }

  /// What one commit did to a file, under the name it had then.
  struct Step {
    let commit: Int
    let path: String
    let change: History.Change
    /// What the file was before; nil unless the commit moved it.
    let origin: Origin?
  }

  /// A commit that deletes more Markdown files than this is not searched for one with a certain id.
  private static let mostWithID = 1000
  /// A commit that deletes more Markdown files than this is not searched for similar ones.
  private static let mostSimilar = 50
  /// Larger texts are not compared, in bytes.
  private static let largestCompared = 512 * 1024

  /// The files a commit deleted.
  private final class Deleted {
    var files: [Origin] = []
    var byContent: [ObjectID: [Int]] = [:]
    /// Contents the commit added elsewhere: what has them was moved as it is.
    var added: Set<ObjectID> = []
    var byID: [String: Int]?

    init() {}

    init(_ changes: some Sequence<History.Change>, of history: History) {
      for change in changes {
        if change.before == nil, let content = change.after { added.insert(content) }
        guard change.after == nil, let content = change.before else { continue }
        byContent[content, default: []].append(files.count)
        files.append(Origin(path: history.paths[change.path], content: content))
      }
    }
  }

  private let history: History
  private let reader: RevisionReader
  private let living: Set<String>
  /// Whether each commit deletes anything, as far as somebody asked: most do not.
  private var areDeleting: [Bool?]
  /// What those that do deleted.
  private var deleted: [Int: Deleted] = [:]
  private let nothing = Deleted()
  private var lines: [ObjectID: [UInt64: Int]] = [:]
  /// Where the history has the file that was asked for last.
  private var place: Int?

  /// - Parameter living: ids that documents have today: a file with one of them is not the origin of another document.
  init(_ history: History, reader: RevisionReader, living: Set<String> = []) {
    self.history = history
    self.reader = reader
    self.living = living
    areDeleting = Array(repeating: nil, count: history.commits.count)
  }

  /// Everything that happened to a file, newest first. One that was moved as it is, is followed; what a file of the same
  /// name was before is then left out.
  func steps(of path: String) -> [Step] {
    var steps: [Step] = []
    forEachStep(of: path) { step in
      steps.append(step)
      return true
    }
    return steps
  }

  /// Gives the steps of a file to `body`, newest first, as long as that says to go on: most callers need few.
  func forEachStep(of path: String, _ body: (Step) -> Bool) {
    var path = path
    // Only of a file that was moved.
    var seen: Set<String> = []
    var pending = history.revisions(of: path, near: &place)
    while let next = pending.popFirst() {
      let change = history.changes[next.change]
      var origin: Origin?
      if change.before == nil, let content = change.after, deletes(next.commit),
        !history.commits[next.commit].isMerge,
        let old = self.origin(of: path, content: content, in: next.commit)
      {
        seen.insert(path)
        if seen.insert(old.path).inserted { origin = old }
      }
      guard body(Step(commit: next.commit, path: path, change: change, origin: origin)) else { return }
      guard let origin else { continue }
      path = origin.path
      pending = history.revisions(of: path).drop { $0.commit <= next.commit }
    }
  }

  /// The file that a commit moved to `path` as it is; nil if there is none. Of several the one with the same name.
  func origin(of path: String, content: ObjectID, in commit: Int) -> Origin? {
    let all = files(deletedBy: commit)
    guard let same = all.byContent[content] else { return nil }
    let name = Self.name(of: path)
    let found = same.first { Self.name(of: all.files[$0].path) == name } ?? same.first
    return found.map { all.files[$0] }
  }

  /// The name of a file without its folder.
  private static func name(of path: String) -> Substring {
    path.utf8.lastIndex(of: 0x2F).map { path[path.utf8.index(after: $0)...] } ?? path[...]
  }

  /// The file that was the document `id` before a commit moved it to `path`: one with the same content, with the same
  /// id, or, since ids are changed too, one of which at least half of the lines are left.
  func origin(ofDocument id: String, at path: String, content: ObjectID, in commit: Int) -> Origin? {
    let all = files(deletedBy: commit)
    guard !all.files.isEmpty else { return nil }
    return origin(of: path, content: content, in: commit) ?? withID(id, in: commit)
      ?? similar(to: content, among: all)
  }

  private func deletes(_ commit: Int) -> Bool {
    if let known = areDeleting[commit] { return known }
    let isDeleting = history.commits[commit].changes.contains { position in
      history.changes[position].after == nil && history.changes[position].before != nil
    }
    areDeleting[commit] = isDeleting
    return isDeleting
  }

  private func files(deletedBy commit: Int) -> Deleted {
    guard deletes(commit) else { return nothing }
    if let known = deleted[commit] { return known }
    let found = Deleted(history.changes[history.commits[commit].changes], of: history)
    deleted[commit] = found
    return found
  }

  private func withID(_ id: String, in commit: Int) -> Origin? {
    let all = files(deletedBy: commit)
    if let known = all.byID { return known[id].map { all.files[$0] } }
    var byID: [String: Int] = [:]
    let texts = all.files.indices.filter { all.files[$0].path.hasSuffix(".md") }
    for position in texts.prefix(Self.mostWithID) {
      guard let id = reader.claim(of: all.files[position].content)?.id, byID[id] == nil else { continue }
      byID[id] = position
    }
    all.byID = byID
    return byID[id].map { all.files[$0] }
  }

  private func similar(to content: ObjectID, among all: Deleted) -> Origin? {
    let texts = all.files.filter { $0.path.hasSuffix(".md") && !all.added.contains($0.content) }
    guard !texts.isEmpty, texts.count <= Self.mostSimilar, let own = lines(of: content) else { return nil }
    var best: (share: Double, origin: Origin)?
    for text in texts {
      if let id = reader.claim(of: text.content)?.id, living.contains(id) { continue }
      guard let other = lines(of: text.content) else { continue }
      let common = own.reduce(0) { $0 + min($1.value, other[$1.key] ?? 0) }
      let share = Double(common) / Double(max(own.values.reduce(0, +), other.values.reduce(0, +), 1))
      if share >= 0.5, share > best?.share ?? 0 { best = (share, text) }
    }
    return best?.origin
  }

  /// How many bytes stand on lines of each text, which is known by its digest; nil if the content cannot be had or is too
  /// large.
  private func lines(of content: ObjectID) -> [UInt64: Int]? {
    if let known = lines[content] { return known }
    guard let bytes = reader.source(of: content)?.bytes, bytes.count <= Self.largestCompared else { return nil }
    var found: [UInt64: Int] = [:]
    for line in bytes.split(separator: 0x0A) {
      // FNV-1a: nothing depends on it but which of two names a history is told under.
      let digest = line.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      found[digest, default: 0] += line.count
    }
    lines[content] = found
    return found
  }
}
