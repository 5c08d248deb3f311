internal import Clibgit2
import Source

/// What every commit changed, found folder by folder: all versions of one folder are compared before the next is
/// opened. The versions of one folder lie close together in a pack, each is read once, and folders that did not change
/// are never opened.
struct ChangeWalk: ~Copyable {
  /// The changes of a path in a commit, both by position.
  struct Found {
    let commit: Int32
    let path: Int32
    let before: ObjectID
    let after: ObjectID
  }

  /// One version of a folder to be compared with that of the parents; `null` where there is no such folder.
  private struct Job {
    let commit: Int32
    /// Position in `others` of the versions of the second parent and those after it.
    let others: Int32
    let otherCount: Int
    let new: ObjectID
    let old: ObjectID
  }

  private struct Folder {
    /// Ends in a slash unless empty.
    let prefix: [UInt8]
    let depth: Int
    var jobs: [Job] = []
    var others: [ObjectID] = []
  }

  /// In no order.
  private(set) var changes: [Found] = []
  /// Every path that changed, in order of first appearance.
  private(set) var paths: [[UInt8]] = []

  /// The changes of the commits of `walk`; those of commits in `kept` are taken from there.
  init(
    _ walk: borrowing CommitWalk, kept: History, objects: borrowing ObjectStore, limits: Limits
  ) throws(GitError) {
    var root = Folder(prefix: [], depth: 0)
    root.jobs.reserveCapacity(max(0, walk.commits.count - kept.commits.count))
    let keptPaths = kept.pathTable
    paths = (0..<keptPaths.count).map { Array(keptPaths.bytes(of: $0)) }
    changes.reserveCapacity(kept.changes.count)
    for (position, commit) in walk.commits.enumerated() where !commit.isBoundary {
      if case .kept(let known) = commit.text {
        for change in kept.commits[known].changes {
          changes.append(
            Found(
              commit: Int32(position), path: kept.changes.paths[change], before: kept.changes.before[change],
              after: kept.changes.after[change]))
        }
        continue
      }
      var trees: [ObjectID] = []
      for parent in walk.parents(of: commit) where parent >= 0 { trees.append(walk.commits[Int(parent)].tree) }
      if trees.contains(commit.tree) { continue }
      root.jobs.append(
        Job(
          commit: Int32(position), others: Int32(root.others.count), otherCount: max(0, trees.count - 1),
          new: commit.tree, old: trees.first ?? .null))
      root.others.append(contentsOf: trees.dropFirst())
    }
    var pending = [root]
    while let folder = pending.popLast() {
      try compare(folder, walk, objects: objects, pending: &pending)
      if paths.count > limits.paths || folder.depth > limits.depth { throw limits.exceeded("the history") }
    }
  }

  private mutating func compare(
    _ folder: Folder, _ walk: borrowing CommitWalk, objects: borrowing ObjectStore, pending: inout [Folder]
  ) throws(GitError) {
    var trees = FolderVersions()
    for job in folder.jobs {
      trees.expect(job.new)
      trees.expect(job.old)
      for parent in 0..<job.otherCount { trees.expect(folder.others[Int(job.others) + parent]) }
    }
    var files = NameTable()
    var filePaths: [Int32] = []
    var folders = NameTable()
    var children: [Folder] = []
    var list: [EntryChange] = []

    for job in folder.jobs {
      func context(_ id: ObjectID) -> String {
        let commit = walk.commits[Int(job.commit)]
        let name = folder.prefix.isEmpty ? "the top folder" : String(decoding: folder.prefix.dropLast(), as: UTF8.self)
        return "tree of \(name), which commit \(commit.id.short) needs,"
      }
      let new = try trees.read(job.new, objects: objects, context: context)
      let old = try trees.read(job.old, objects: objects, context: context)
      list.removeAll(keepingCapacity: true)
      guard TreeDiff.compare(new: new, old: old, into: &list) else { throw malformed(job.new, job.old, context) }

      func record(_ change: EntryChange, others: [ObjectID], _ changes: inout [Found], _ paths: inout [[UInt8]]) {
        if change.isFolder {
          let number = folders.number(of: change.name)
          if number == children.count {
            children.append(Folder(prefix: folder.prefix + Array(change.name) + [0x2F], depth: folder.depth + 1))
          }
          children[number].jobs.append(
            Job(
              commit: job.commit, others: Int32(children[number].others.count), otherCount: job.otherCount,
              new: change.new?.id ?? .null, old: change.old?.id ?? .null))
          children[number].others.append(contentsOf: others)
        } else {
          let number = files.number(of: change.name)
          if number == filePaths.count {
            filePaths.append(Int32(paths.count))
            paths.append(folder.prefix + Array(change.name))
          }
          changes.append(
            Found(
              commit: job.commit, path: filePaths[number], before: change.old?.id ?? .null,
              after: change.new?.id ?? .null))
        }
      }

      if job.otherCount == 0 {
        for change in list { record(change, others: [], &changes, &paths) }
      } else {
        var lists = [list]
        for parent in 0..<job.otherCount {
          let id = folder.others[Int(job.others) + parent]
          let other = try trees.read(id, objects: objects, context: context)
          var differences: [EntryChange] = []
          guard TreeDiff.compare(new: new, old: other, into: &differences) else {
            throw malformed(job.new, id, context)
          }
          lists.append(differences)
        }
        for (change, others) in TreeDiff.common(lists) { record(change, others: others, &changes, &paths) }
      }
      trees.release(job.new)
      trees.release(job.old)
      for parent in 0..<job.otherCount { trees.release(folder.others[Int(job.others) + parent]) }
    }
    pending.append(contentsOf: children)
  }

  private func malformed(_ new: ObjectID, _ old: ObjectID, _ context: (ObjectID) -> String) -> GitError {
    GitError.damaged(
      context(new), new == .null ? old : new, "it, or \(old == .null ? new : old) before it, is not a list of entries")
  }
}

/// The versions of one folder, each kept from its first use to its last.
private struct FolderVersions: ~Copyable {
  private struct Version {
    var uses: Int32 = 0
    var object: OpaquePointer?
  }

  /// Beyond this many bytes kept, everything not in use is given back and read again when it is needed.
  private static let mostBytes = 128 << 20

  private var versions: [ObjectID: Int32] = [:]
  private var kept: [Version] = []
  private var bytes = 0

  init() {}

  mutating func expect(_ id: ObjectID) {
    if id == .null { return }
    if let position = versions[id] {
      kept[Int(position)].uses += 1
    } else {
      versions[id] = Int32(kept.count)
      kept.append(Version(uses: 1))
    }
  }

  mutating func read(
    _ id: ObjectID, objects: borrowing ObjectStore, context: (ObjectID) -> String
  ) throws(GitError) -> TreeBytes {
    guard id != .null, let position = versions[id].map(Int.init) else { return .empty }
    if kept[position].object == nil {
      let object = try objects.read(id, as: GIT_OBJECT_TREE, context(id))
      kept[position].object = object.take()
      bytes += size(position)
    }
    guard let object = kept[position].object else { return .empty }
    return TreeBytes(
      bytes: UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }

  mutating func release(_ id: ObjectID) {
    guard id != .null, let position = versions[id].map(Int.init) else { return }
    kept[position].uses -= 1
    if kept[position].uses == 0 { drop(position) }
    if bytes > Self.mostBytes {
      for position in kept.indices { drop(position) }
    }
  }

  private func size(_ position: Int) -> Int { kept[position].object.map { git_odb_object_size($0) } ?? 0 }

  private mutating func drop(_ position: Int) {
    guard let object = kept[position].object else { return }
    bytes -= size(position)
    git_odb_object_free(object)
    kept[position].object = nil
  }

  deinit {
    for version in kept {
      if let object = version.object { git_odb_object_free(object) }
    }
  }
}
