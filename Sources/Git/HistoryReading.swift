internal import Clibgit2
import Source

extension Repository {
  /// Everything that led to the commit `tip`, in one pass.
  ///
  /// - A change of mode alone has the same content before and after.
  /// - Replacement objects and grafts are ignored: the history is the one the commits themselves state.
  /// - In a shallow clone the oldest commits keep the parents they state, which are not in the history, and have no
  ///   changes, because nobody can say what they changed.
  ///
  /// Throws if an object is missing or damaged: a history is never silently shorter.
  ///
  /// - Parameter usingCache: whether commits that an earlier run has read are believed, and commits read now are kept for
  ///   the next one, in the folder `auditpack` of the git folder. Their objects are then not looked at.
  public func history(upTo tip: ObjectID, usingCache: Bool = false) throws(GitError) -> History {
    // What is at the boundary of a shallow clone is not what it will be after a fetch.
    let files = usingCache ? keptFiles : KeptFiles(folder: nil)
    let kept = HistoryCache.read(files)
    // The order of a history follows from its commits alone, so it need not be found again.
    if let kept, kept.commits.first?.id == tip { return try completed(kept) }
    let (history, new) = try history(upTo: tip, beyond: kept ?? .notRead)
    // A cache that knows more is not replaced for a look at an older commit.
    if files.folder != nil, new >= leastCached, history.commits.count >= kept?.commits.count ?? 0 {
      HistoryCache.keep(history, in: files)
    }
    return try completed(history)
  }

  /// The commits that led to `tip`, those that are not in `kept` from the objects, and how many these are.
  private func history(upTo tip: ObjectID, beyond kept: History) throws(GitError) -> (History, new: Int) {
    var people = People(kept.columns.people)
    let walk = try CommitWalk(
      from: tip, boundary: try shallowBoundary(), kept: kept, objects: objects, people: &people)
    let found = try ChangeWalk(walk, kept: kept, objects: objects, limits: limits)

    let (paths, rank) = Self.ordered(found.paths, of: found.changes)
    let byPath = Self.sorted(found.changes, keys: paths.count) { Int(rank[Int($0.path)]) }
    let byCommit = Self.sorted(byPath, keys: walk.commits.count) { Int($0.commit) }

    var columns = CommitColumns()
    columns.reserve(walk.commits.count)
    columns.people = people.list
    let messages = kept.columns.messages
    var new = 0
    var end = 0
    for (index, commit) in walk.commits.enumerated() {
      for (parent, id) in zip(walk.parents(of: commit), commit.parents) {
        if parent < 0 { columns.appendAbsentParent(id) } else { columns.parents.append(parent) }
      }
      switch commit.text {
      case .read(let message):
        columns.messages.append(message)
        new += 1
      case .kept(let position):
        columns.messages.append(messages.bytes(of: position))
      }
      while end < byCommit.count, Int(byCommit[end].commit) == index { end += 1 }
      columns.append(
        commit.id, tree: commit.tree, author: commit.author, committer: commit.committer, isSigned: commit.isSigned,
        changesTo: end)
    }
    let changes = History.Changes(
      paths: Column(byCommit.map { rank[Int($0.path)] }), before: Column(byCommit.map(\.before)),
      after: Column(byCommit.map(\.after)))
    return (History(columns, paths: paths, changes: changes), new)
  }

  /// A history with what else the repository says about it.
  private func completed(_ history: History) throws(GitError) -> History {
    var history = history
    history.overrides = try overrides()
    if isShallow { history.incompleteness.append(.shallow) }
    if isPartial { history.incompleteness.append(.partial) }
    history.tags = try readTags(in: history)
    return history
  }

  /// The paths that changes name, in order of their bytes and each once, and the position there of each path given.
  private static func ordered(
    _ paths: [[UInt8]], of changes: [ChangeWalk.Found]
  ) -> (paths: TextTable, rank: [Int32]) {
    var isUsed = [Bool](repeating: false, count: paths.count)
    for change in changes { isUsed[Int(change.path)] = true }
    var order = paths.indices.filter { isUsed[$0] }
    func precedes(_ first: Int, _ second: Int) -> Bool { paths[first].lexicographicallyPrecedes(paths[second]) }
    // Those of the cache are in order already.
    if zip(order, order.dropFirst()).contains(where: { !precedes($0, $1) }) { order.sort(by: precedes) }
    var rank = [Int32](repeating: 0, count: paths.count)
    var result = TextTable()
    result.reserve(order.count)
    var last: [UInt8]?
    for path in order {
      if last != paths[path] { result.append(paths[path][...]) }
      last = paths[path]
      rank[path] = Int32(result.count - 1)
    }
    return (result, rank)
  }

  /// What git would follow, and we do not: the history is the one that the commits themselves state.
  private func overrides() throws(GitError) -> History.Overrides {
    var replacements = 0
    try forEachReference("refs/replace/*", "list the replacement references") { _ throws(GitError) in
      replacements += 1
    }
    var grafts = 0
    if let folder = git_repository_commondir(handle.pointer) {
      let path = Array((String(cString: folder) + "info/grafts").utf8CString)
      let lines = Platform.bytes(ofFile: path, limit: 16 << 20)?.split(separator: 0x0A) ?? []
      grafts = lines.count { $0.first != 0x23 }
    }
    return History.Overrides(replacements: replacements, grafts: grafts)
  }

  /// Counting sort: stable, and linear in changes and keys.
  private static func sorted(
    _ changes: [ChangeWalk.Found], keys: Int, by key: (ChangeWalk.Found) -> Int
  ) -> [ChangeWalk.Found] {
    var starts = [Int](repeating: 0, count: keys + 1)
    for change in changes { starts[key(change) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    return [ChangeWalk.Found](unsafeUninitializedCapacity: changes.count) { buffer, count in
      for change in changes {
        let slot = key(change)
        buffer.initializeElement(at: starts[slot], to: change)
        starts[slot] += 1
      }
      count = changes.count
    }
  }

  /// The commits whose parents were not fetched, from the file git keeps them in.
  private func shallowBoundary() throws(GitError) -> Set<ObjectID> {
    guard isShallow, let folder = git_repository_commondir(handle.pointer) else { return [] }
    let path = String(cString: folder) + "shallow"
    guard let bytes = Platform.bytes(ofFile: Array(path.utf8CString), limit: .max) else {
      throw GitError(
        message: "cannot read \(path): \(Platform.lastErrorText)", fix: "fetch the whole history: git fetch --unshallow"
      )
    }
    var boundary: Set<ObjectID> = []
    for line in bytes.split(separator: 0x0A) {
      guard let id = ObjectID(hex: String(decoding: line, as: UTF8.self)) else {
        throw GitError(
          message: "\(path) holds a line that is not the id of a commit",
          fix: "fetch the whole history: git fetch --unshallow")
      }
      boundary.insert(id)
    }
    return boundary
  }

  /// The tags that name a commit of the history, by name.
  private func readTags(in history: History) throws(GitError) -> [History.Tag] {
    var people = People()
    var tags: [History.Tag] = []
    try forEachReference("refs/tags/*", "list the tags") { reference throws(GitError) in
      // A symbolic reference among the tags is not a tag of its own.
      guard let target = git_reference_target(reference), let name = git_reference_name(reference) else { return }
      let short = String(String(cString: name).dropFirst("refs/tags/".count))
      if let tag = try readTag(short, ObjectID(target.pointee), in: history, people: &people) {
        tags.append(tag)
      }
    }
    return tags.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func forEachReference(
    _ pattern: String, _ attempt: String, _ body: (OpaquePointer) throws(GitError) -> Void
  ) throws(GitError) {
    let repository = handle.pointer
    let iterator = try Handle(attempt, release: { git_reference_iterator_free($0) }) {
      git_reference_iterator_glob_new($0, repository, pattern)
    }
    while true {
      var made: OpaquePointer?
      let code = git_reference_next(&made, iterator.pointer)
      if code == GIT_ITEROVER.rawValue { return }
      guard code >= 0, let made else { throw GitError(code: code, attempt: attempt) }
      let reference = Handle(adopting: made) { git_reference_free($0) }
      try body(reference.pointer)
    }
  }

  private func readTag(
    _ name: String, _ target: ObjectID, in history: History, people: inout People
  ) throws(GitError) -> History.Tag? {
    if history.position(of: target) != nil { return History.Tag(name: name, commit: target) }
    var id = target
    var outermost: History.Tag?
    // A tag can name a tag; nobody nests them this deep.
    for _ in 0..<64 {
      var oid = id.oid
      var size = 0
      var kind = GIT_OBJECT_INVALID
      let code = git_odb_read_header(&size, &kind, objects.handle.pointer, &oid)
      if code == GIT_ENOTFOUND.rawValue { throw objects.missing(id, "the object that the tag \(name) names,") }
      if code < 0 { throw GitError.damaged("the object that the tag \(name) names,", id, GitError.lastText(code)) }
      guard kind == GIT_OBJECT_TAG else { return nil }
      let object = try objects.read(id, as: GIT_OBJECT_TAG, "tag \(name)")
      let text = object.withBytes { ObjectText($0, isTag: true, people: &people) }
      guard let next = text.target else { throw GitError.damaged("tag \(name)", id, "it names no object") }
      if outermost == nil {
        outermost = History.Tag(
          name: name, commit: next, tagger: text.tagger.map { people.signature($0) }, message: text.message,
          isSigned: text.isSigned)
      }
      if text.targetIsCommit {
        guard history.position(of: next) != nil, let tag = outermost else { return nil }
        return History.Tag(
          name: name, commit: next, tagger: tag.tagger, message: tag.message, isSigned: tag.isSigned)
      }
      guard text.targetIsTag else { return nil }
      id = next
    }
    return nil
  }
}
