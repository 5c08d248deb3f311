internal import Clibgit2

/// git's rule for repositories that someone else owns, in every version of libgit2 the same way.
///
/// The configuration of a repository is trusted only if the user owns the folders, or has said so with
/// `safe.directory` in a configuration of their own.
enum Ownership {
  /// Throws unless every one of `folders` belongs to the user, or `repository` is declared safe.
  ///
  /// - Parameter repository: The folder git would name: the working folder, or the git folder of a bare repository.
  static func check(_ folders: [String], repository: String) throws(GitError) {
    let sudoUser = Platform.environmentVariable("SUDO_UID").flatMap { UInt32($0) }
    let areOwn = folders.allSatisfy { folder in
      guard let owner = Platform.owner(of: folder) else { return true }
      return isOwn(owner: owner, user: Platform.currentUser, sudoUser: sudoUser)
    }
    if areOwn { return }
    if isSafe(repository, values: try safeDirectories()) { return }
    throw GitError(
      message: "the repository in \(repository) belongs to another user, so its configuration cannot be trusted",
      fix: "if you trust it, run: git config --global --add safe.directory \(quoted(repository))")
  }

  /// Root also trusts who called it through `sudo`.
  static func isOwn(owner: UInt32, user: UInt32, sudoUser: UInt32?) -> Bool {
    owner == user || (user == 0 && sudoUser != nil && owner == sudoUser)
  }

  /// What the values of `safe.directory`, in their order, say about a folder; an empty value forgets those before it.
  static func isSafe(_ folder: String, values: [String]) -> Bool {
    let folder = withoutTrailingSlash(folder)
    var safe = false
    for value in values {
      if value.isEmpty {
        safe = false
      } else if value == "*" || withoutTrailingSlash(value) == folder {
        safe = true
      } else if value.hasSuffix("/*"), folder.hasPrefix(value.dropLast()) {
        safe = true
      }
    }
    return safe
  }

  /// The values of `safe.directory` outside the repository, which must not vouch for itself.
  private static func safeDirectories() throws(GitError) -> [String] {
    let configuration = try Handle("read git's configuration", release: { git_config_free($0) }) {
      git_config_open_default($0)
    }
    return try Configuration.values(of: "safe.directory", in: configuration)
  }

  static func withoutTrailingSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// `text` as one word of a shell.
  static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B...0x2F, 0x3A, 0x40, 0x5F: true
      default: false
      }
    }
    return plain && !text.isEmpty
      ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

/// Reading git's configuration.
enum Configuration {
  /// Every value of `name`, those of the system first.
  static func values(of name: String, in configuration: borrowing Handle) throws(GitError) -> [String] {
    var made: OpaquePointer?
    let code = git_config_multivar_iterator_new(&made, configuration.pointer, name, nil)
    if code == GIT_ENOTFOUND.rawValue { return [] }
    guard code >= 0, let made else { throw GitError(code: code, attempt: "read git's configuration") }
    defer { git_config_iterator_free(made) }
    var values: [String] = []
    while true {
      var entry: UnsafeMutablePointer<git_config_entry>?
      let next = git_config_next(&entry, made)
      if next == GIT_ITEROVER.rawValue { return values }
      try GitError.check(next, "read git's configuration")
      // A name without a value means true.
      values.append(entry?.pointee.value.map { String(cString: $0) } ?? "true")
    }
  }
}
