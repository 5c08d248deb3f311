internal import Clibgit2
import Source

extension Repository {
  /// The folder git looks for hooks in: `core.hooksPath`, relative to the working tree, or `hooks` in the folder the
  /// linked working trees share. Without a slash at the end.
  public func hooksFolder() throws(GitError) -> String {
    let repository = handle.pointer
    let configuration = try Handle("read the configuration", release: { git_config_free($0) }) {
      git_repository_config_snapshot($0, repository)
    }
    if let path = try Configuration.values(of: "core.hooksPath", in: configuration).last, !path.isEmpty {
      var expanded = git_buf()
      defer { git_buf_dispose(&expanded) }
      // Expands `~/` as git does.
      let snapshot = configuration.pointer
      let code = git_config_get_path(&expanded, snapshot, "core.hooksPath")
      let found = code == 0 ? expanded.ptr.map { String(cString: $0) } ?? path : path
      let whole = found.hasPrefix("/") ? found : (workingFolder ?? gitFolder) + "/" + found
      return Ownership.withoutTrailingSlash(whole)
    }
    let common = git_repository_commondir(repository).map { String(cString: $0) } ?? gitFolder
    return Ownership.withoutTrailingSlash(common) + "/hooks"
  }
}
