internal import Clibgit2
import Source

/// A file whose content is read from the working tree.
struct WorkingFile {
  let path: PathBytes
  let isSymbolicLink: Bool
}

extension Repository {
  /// What the working tree holds: tracked files as they are now, and new ones that git does not ignore.
  ///
  /// Content is named as `git add` would name it, line ends converted where the repository says so. Folders that are
  /// repositories of their own are left out; files that a sparse checkout leaves out count as unchanged.
  public func snapshotOfWorkingTree() throws(GitError) -> Snapshot {
    guard let workingFolder else {
      throw GitError(
        message: "\(gitFolder) is a bare repository and has no working tree",
        fix: "compile a commit: --rev HEAD, or clone it: git clone \(Ownership.quoted(gitFolder))")
    }
    var entries: [PathBytes: IndexEntry] = [:]
    var paths: [PathBytes] = []
    try forEachOpenedEntry { entry, path in
      let path = PathBytes(Array(path))
      if entries.updateValue(entry, forKey: path) == nil { paths.append(path) }
    }
    var current: [PathBytes: Snapshot.File?] = [:]
    workingFiles.removeAll()
    try forEachDifference { (path, status) throws(GitError) in
      let entry = entries[path]
      if status == GIT_DELTA_DELETED, entry?.isSkipped != true, entry.map({ $0.mode & 0o170000 }) != 0o160000 {
        try checkIsGone(path, in: workingFolder)
        current[path] = .some(nil)
      } else if status != GIT_DELTA_DELETED {
        if entry == nil { paths.append(path) }
        if let entry, try isUntouchedPointer(path, entry, in: workingFolder) { return }
        current[path] = try fileOnDisk(path, in: workingFolder, entry: entry)
      }
    }
    try checkNewFolders(besides: paths, in: workingFolder)
    var files: [Snapshot.File] = []
    for path in paths {
      if let found = current[path] {
        if let file = found { files.append(file) }
      } else if let entry = entries[path], !entry.isConflict, let kind = Snapshot.File.Kind(mode: entry.mode) {
        files.append(Snapshot.File(path: path.text, blob: entry.id, kind: kind))
      }
    }
    return Snapshot(origin: .workingTree, files: Self.ordered(files))
  }

  /// Whether the working tree, with its new files, differs from the commit that is checked out; false if it is bare.
  public func isDirty() throws(GitError) -> Bool {
    if isBare { return false }
    let current = try snapshotOfWorkingTree().files
    guard let head = try headCommit() else { return !current.isEmpty }
    return try snapshot(ofCommit: head).files != current
  }

  private func forEachDifference(_ body: (PathBytes, git_delta_t) throws(GitError) -> Void) throws(GitError) {
    let repository = handle.pointer
    let index = try openIndex()
    let stored = index.pointer
    var options = git_diff_options()
    try GitError.check(
      git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "compare the working tree")
    let flags = [
      GIT_DIFF_INCLUDE_UNTRACKED, GIT_DIFF_RECURSE_UNTRACKED_DIRS, GIT_DIFF_INCLUDE_TYPECHANGE,
      GIT_DIFF_IGNORE_SUBMODULES, GIT_DIFF_INCLUDE_UNREADABLE,
    ]
    options.flags = flags.reduce(0) { $0 | $1.rawValue }
    let diff = try Handle("compare the working tree", release: { git_diff_free($0) }) {
      git_diff_index_to_workdir($0, repository, stored, &options)
    }
    for position in 0..<git_diff_num_deltas(diff.pointer) {
      guard let delta = git_diff_get_delta(diff.pointer, position)?.pointee else { continue }
      guard
        let path = (delta.status == GIT_DELTA_DELETED ? delta.old_file.path : delta.new_file.path)
          ?? delta.old_file.path
      else { continue }
      if delta.status == GIT_DELTA_UNREADABLE {
        throw GitError(
          message: "\(String(cString: path)) in the working tree cannot be read",
          fix: "correct its permissions: chmod u+r \(Ownership.quoted(String(cString: path)))")
      }
      try body(PathBytes(path), delta.status)
    }
  }

  /// Whether a file of Git LFS is as it was checked out. Its content in the index is a pointer, and libgit2, which does
  /// not run LFS, would take the file for a changed one.
  private func isUntouchedPointer(
    _ path: PathBytes, _ entry: IndexEntry, in folder: String
  ) throws(GitError) -> Bool {
    guard entry.mode & 0o170000 == 0o100000, !entry.isConflict else { return false }
    guard let stamp = Platform.stamp(of: path.absolute(from: folder)), stamp == entry.stamp else { return false }
    var value: UnsafePointer<CChar>?
    try GitError.check(
      git_attr_get(&value, handle.pointer, 0, path.relative, "filter"), "read .gitattributes")
    return value.map { String(cString: $0) } == "lfs"
  }

  /// The file at `path` as it is now; nil if there is nothing that git would add.
  private func fileOnDisk(
    _ path: PathBytes, in folder: String, entry: IndexEntry?
  ) throws(GitError) -> Snapshot.File? {
    let file = path.absolute(from: folder)
    switch Platform.entry(at: file) {
    case .symbolicLink:
      guard let target = Platform.target(ofLink: file) else { throw unreadable(path) }
      let id = try Self.hash(target)
      workingFiles[id] = WorkingFile(path: path, isSymbolicLink: true)
      return Snapshot.File(path: path.text, blob: id, kind: .symbolicLink)
    case .file:
      let id = try hashAsGitWould(path, file: file)
      workingFiles[id] = WorkingFile(path: path, isSymbolicLink: false)
      return Snapshot.File(path: path.text, blob: id)
    case .folder:
      guard let entry, entry.mode & 0o170000 == 0o160000 else { return nil }
      return Snapshot.File(path: path.text, blob: entry.id, kind: .submodule)
    case .other:
      return nil
    case nil:
      try checkIsGone(path, in: folder)
      return nil
    }
  }

  private func unreadable(_ path: PathBytes) -> GitError {
    GitError(
      message: "cannot read \(path.text) in the working tree: \(Platform.lastErrorText)",
      fix: "look at the file: ls -l \(Ownership.quoted(path.text))")
  }

  static func hash(_ content: [UInt8]) throws(GitError) -> ObjectID {
    var oid = git_oid()
    let code = content.withUnsafeBytes { git_odb_hash(&oid, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
    try GitError.check(code, "name a content")
    return ObjectID(oid)
  }

  private func hashAsGitWould(_ path: PathBytes, file: [CChar]) throws(GitError) -> ObjectID {
    if let content = try filtered(path) { return try Self.hash(content) }
    var oid = git_oid()
    let code = git_odb_hashfile(&oid, file, GIT_OBJECT_BLOB)
    try GitError.check(code, "read \(path.text) in the working tree")
    return ObjectID(oid)
  }

  /// The file's content as `git add` would store it; nil if it is stored as it is.
  func filtered(_ path: PathBytes) throws(GitError) -> [UInt8]? {
    var made: OpaquePointer?
    let code = git_filter_list_load(
      &made, handle.pointer, nil, path.relative, GIT_FILTER_TO_ODB, GIT_FILTER_ALLOW_UNSAFE.rawValue)
    try GitError.check(code, "find out how \(path.text) is stored")
    guard let made else { return nil }
    let filters = Handle(adopting: made) { git_filter_list_free($0) }
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    try GitError.check(
      git_filter_list_apply_to_file(&buffer, filters.pointer, handle.pointer, path.relative),
      "read \(path.text) in the working tree")
    return Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
  }
}
