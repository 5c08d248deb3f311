internal import Clibgit2

/// Folders of the working tree that cannot be read. libgit2 takes them for empty, and what lies in them for deleted or
/// never there.
extension Repository {
  /// Throws if the file at `path`, which libgit2 calls deleted, only lies in a folder that cannot be read.
  func checkIsGone(_ path: PathBytes, in workingFolder: String) throws(GitError) {
    guard Platform.mayExist(at: path.absolute(from: workingFolder)) else { return }
    for slash in path.bytes.indices where path.bytes[slash] == 0x2F {
      let folder = PathBytes(Array(path.bytes[..<slash]))
      if !Platform.isReadableFolder(folder.absolute(from: workingFolder)) { throw Self.unreadable(folder: folder) }
    }
  }

  /// Throws if a folder beside or below the files at `paths` cannot be read, unless git ignores it: nobody knows what new
  /// files it holds.
  func checkNewFolders(besides paths: [PathBytes], in workingFolder: String) throws(GitError) {
    var known: Set<PathBytes> = [PathBytes([])]
    for path in paths {
      for slash in path.bytes.indices.reversed() where path.bytes[slash] == 0x2F {
        // Of a folder that is known, those above it are.
        if !known.insert(PathBytes(Array(path.bytes[..<slash]))).inserted { break }
      }
    }
    var pending = Array(known)
    while let folder = pending.popLast() {
      for name in Platform.folders(inFolder: folder.absolute(from: workingFolder)) where name != Array(".git".utf8) {
        let path = PathBytes(folder.bytes.isEmpty ? name : folder.bytes + [0x2F] + name)
        guard known.insert(path).inserted else { continue }
        var isIgnored: Int32 = 0
        try GitError.check(
          git_ignore_path_is_ignored(&isIgnored, handle.pointer, PathBytes(path.bytes + [0x2F]).relative),
          "find out whether git ignores \(path.text)")
        if isIgnored != 0 { continue }
        let place = path.absolute(from: workingFolder)
        guard Platform.isReadableFolder(place) else { throw Self.unreadable(folder: path) }
        // A repository of its own is not looked into.
        let repository = PathBytes(path.bytes + Array("/.git".utf8))
        if !Platform.mayExist(at: repository.absolute(from: workingFolder)) { pending.append(path) }
      }
    }
  }

  private static func unreadable(folder: PathBytes) -> GitError {
    GitError(
      message: "the folder \(folder.text) in the working tree cannot be read",
      fix: "correct its permissions: chmod u+rx \(Ownership.quoted(folder.text))")
  }
}
