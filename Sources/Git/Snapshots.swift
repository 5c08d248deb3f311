internal import Clibgit2
import Source

extension Repository {
  /// What a commit holds.
  public func snapshot(ofCommit id: ObjectID) throws(GitError) -> Snapshot {
    var people = People()
    let object = try objects.read(id, as: GIT_OBJECT_COMMIT, "commit")
    let commit = object.withBytes { ObjectText($0, people: &people) }
    guard let tree = commit.tree else { throw GitError.damaged("commit", id, "it names no tree") }
    return Snapshot(
      origin: .commit(id), tree: tree, files: try files(ofTree: tree),
      committedOn: commit.committer.map { people.signature($0).date })
  }

  /// What the index holds: the content of the next commit. Files noted with `git add --intent-to-add` are not part of
  /// it; unresolved conflicts are an error, as they are for `git commit`.
  public func snapshotOfIndex() throws(GitError) -> Snapshot {
    let file = try indexFile()
    var found = IndexContent()
    if let file {
      found.files.reserveCapacity(file.count)
      file.forEachEntry { found.add($0, $1) }
    } else {
      try forEachOpenedEntry { found.add($0, $1) }
    }
    let conflicts = found.conflicts
    if !conflicts.isEmpty {
      let shown = conflicts.prefix(10).joined(separator: ", ")
      throw GitError(
        message: "the index has unresolved conflicts: \(shown)\(conflicts.count > 10 ? ", …" : "")",
        fix: "resolve them, then run: git add \(conflicts.prefix(10).map(Ownership.quoted).joined(separator: " "))")
    }
    // The file is in order of the bytes, and so are texts that are these bytes.
    return Snapshot(origin: .index, files: file != nil && !found.areRepaired ? found.files : Self.ordered(found.files))
  }

  private func files(ofTree root: ObjectID) throws(GitError) -> [Snapshot.File] {
    var files: [Snapshot.File] = []
    // Folders still to be read, the next one last; an entry of a folder stands before what follows the folder.
    var pending: [(entries: [(name: [UInt8], mode: UInt32, id: ObjectID)], prefix: [UInt8])] = []
    pending.append((try entries(ofTree: root, path: []), []))
    while var folder = pending.popLast() {
      guard let entry = folder.entries.popLast() else { continue }
      let path = folder.prefix + entry.name
      pending.append(folder)
      if let kind = Snapshot.File.Kind(mode: entry.mode) {
        files.append(Snapshot.File(path: String(decoding: path, as: UTF8.self), blob: entry.id, kind: kind))
      } else {
        pending.append((try entries(ofTree: entry.id, path: path), path + [0x2F]))
      }
      if files.count > limits.paths || pending.count > limits.depth {
        throw limits.exceeded("tree \(root)")
      }
    }
    return Self.ordered(files)
  }

  /// The entries of one folder, the last first.
  private func entries(
    ofTree id: ObjectID, path: [UInt8]
  ) throws(GitError) -> [(name: [UInt8], mode: UInt32, id: ObjectID)] {
    let context = path.isEmpty ? "tree" : "tree of \(String(decoding: path, as: UTF8.self))"
    let object = try objects.read(id, as: GIT_OBJECT_TREE, context)
    return try object.withBytes { bytes throws(GitError) in
      let tree = TreeBytes(bytes: bytes)
      var entries: [(name: [UInt8], mode: UInt32, id: ObjectID)] = []
      var position = 0
      while position < bytes.count {
        guard let (entry, end) = tree.entry(at: position) else {
          throw GitError.damaged(context, id, "it is not a list of entries")
        }
        entries.append((Array(entry.name), entry.mode, entry.id))
        position = end
      }
      entries.reverse()
      return entries
    }
  }

  /// In order of the paths' bytes. Usually they are already; names that had to be repaired may not be.
  static func ordered(_ files: [Snapshot.File]) -> [Snapshot.File] {
    func precedes(_ first: Snapshot.File, _ second: Snapshot.File) -> Bool {
      let order = first.path.utf8.withContiguousStorageIfAvailable { first in
        second.path.utf8.withContiguousStorageIfAvailable { second in
          Bytes.compare(UnsafeRawBufferPointer(first), UnsafeRawBufferPointer(second))
        }
      }
      if let order = order ?? nil { return order < 0 }
      return first.path.utf8.lexicographicallyPrecedes(second.path.utf8)
    }
    for index in files.indices.dropFirst() where precedes(files[index], files[index - 1]) {
      return files.sorted(by: precedes)
    }
    return files
  }
}

/// What the entries of an index say.
private struct IndexContent {
  var files: [Snapshot.File] = []
  /// The paths of unresolved conflicts.
  var conflicts: [String] = []
  /// Whether a path is shown with other bytes than it has.
  var areRepaired = false

  mutating func add(_ entry: IndexEntry, _ path: UnsafeRawBufferPointer) {
    if entry.isConflict {
      let path = String(decoding: path, as: UTF8.self)
      if conflicts.last != path { conflicts.append(path) }
    } else if !entry.isIntentToAdd, let kind = Snapshot.File.Kind(mode: entry.mode) {
      let text = String(decoding: path, as: UTF8.self)
      let isSame = text.utf8.withContiguousStorageIfAvailable { Bytes.compare(UnsafeRawBufferPointer($0), path) == 0 }
      if isSame != true { areRepaired = true }
      files.append(Snapshot.File(path: text, blob: entry.id, kind: kind))
    }
  }
}

extension IndexEntry {
  /// The entry as libgit2 gives it.
  fileprivate init(_ entry: git_index_entry) {
    let more = UInt32(entry.flags_extended)
    self.init(
      id: ObjectID(entry.id), mode: entry.mode, stage: (entry.flags & UInt16(GIT_INDEX_ENTRY_STAGEMASK)) >> 12,
      isIntentToAdd: more & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0,
      isSkipped: more & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0,
      stamp: (entry.file_size, entry.mtime.seconds, entry.mtime.nanoseconds))
  }
}

/// A path as git has it, without NUL.
struct PathBytes: Hashable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(_ pointer: UnsafePointer<CChar>) { bytes = Array(Bytes.text(pointer)) }

  /// For people; bytes that are not UTF-8 are shown as U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// For the operating system, as seen from `folder`.
  func absolute(from folder: String) -> [CChar] {
    Array(folder.utf8).map { CChar(bitPattern: $0) } + [0x2F] + relative
  }

  /// For libgit2.
  var relative: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}

extension Repository {
  /// The index of the repository, or the one `GIT_INDEX_FILE` names, as libgit2 reads it.
  func openIndex() throws(GitError) -> Handle {
    let repository = handle.pointer
    if let namedIndex, !isNamedIndexOpen {
      let index = try Handle("read the index \(namedIndex)", release: { git_index_free($0) }) {
        git_index_open($0, namedIndex)
      }
      try GitError.check(git_repository_set_index(repository, index.pointer), "use the index \(namedIndex)")
      isNamedIndexOpen = true
    }
    var made: OpaquePointer?
    let code = git_repository_index(&made, repository)
    guard code >= 0, let made else { throw Self.unreadableIndex(code) }
    let index = Handle(adopting: made) { git_index_free($0) }
    // It may have changed since it was last read.
    let readCode = git_index_read(index.pointer, 0)
    if readCode < 0 { throw Self.unreadableIndex(readCode) }
    return index
  }

  /// The file of the same index, if it has the usual form; nil if libgit2 has to read it.
  func indexFile() throws(GitError) -> IndexFile? {
    if let namedIndex { return IndexFile(at: Array(namedIndex.utf8CString)) }
    var path = git_buf()
    defer { git_buf_dispose(&path) }
    try GitError.check(
      git_repository_item_path(&path, handle.pointer, GIT_REPOSITORY_ITEM_INDEX), "find the index")
    return path.ptr.flatMap { IndexFile(at: PathBytes($0).relative) }
  }

  /// Two formats of the index are not read by libgit2; git converts them.
  private static func unreadableIndex(_ code: Int32) -> GitError {
    let text = GitError.lastText(code)
    let fix =
      if text.contains("sdir") {
        "run: git sparse-checkout reapply --no-sparse-index"
      } else if text.contains("link") {
        "run: git update-index --no-split-index"
      } else {
        "see what git says: git status"
      }
    return GitError(message: "cannot read the index: \(text)", fix: fix)
  }

  /// Gives every entry of the index with its path to `body`, as libgit2 reads it; the path must not be kept, because it
  /// goes with the index. For what is then compared with libgit2's idea of the index, and where it has another form.
  func forEachOpenedEntry(
    _ body: (IndexEntry, UnsafeRawBufferPointer) throws(GitError) -> Void
  ) throws(GitError) {
    let index = try openIndex()
    for position in 0..<git_index_entrycount(index.pointer) {
      if let entry = git_index_get_byindex(index.pointer, position), let path = entry.pointee.path {
        try body(IndexEntry(entry.pointee), Bytes.text(path))
      }
    }
  }
}
