internal import Clibgit2

extension Repository {
  /// Begins what opening any repository needs, such as starting libgit2; for another thread, before the path is known.
  public static func prepare() { Library.prepare() }

  /// The variables of this process that tell git which repository to use.
  public static var processEnvironment: [String: String] {
    var environment: [String: String] = [:]
    for name in [
      "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
      "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    ] {
      environment[name] = Platform.environmentVariable(name)
    }
    return environment
  }

  /// Opens the repository that holds `path`, searching upwards, or the one `environment` names.
  ///
  /// - Parameters:
  ///   - path: A folder or file in the working tree, or a bare repository.
  ///   - environment: The variables git sets for its hooks. `GIT_INDEX_FILE` matters most: `git commit FILE` and
  ///     `git commit -a` check a temporary index.
  public static func open(
    at path: String = ".", environment: [String: String] = Repository.processEnvironment
  ) throws(GitError) -> Repository {
    try Library.start()
    let handle = try openHandle(at: path, environment: environment)
    try checkOwner(of: handle.pointer)
    try applyWorkTree(environment, to: handle.pointer)
    let index = indexPath(environment, of: handle.pointer)
    let added = try applyObjectFolders(environment, to: handle.pointer)
    let folder = git_repository_commondir(handle.pointer).map { String(cString: $0) + "objects" } ?? "objects"
    let loose = LooseObjects(folder: folder, also: added)
    let places = ObjectPlaces(folder: folder, added: added, loose: loose)
    return try Repository(handle: handle, namedIndex: index, places: places)
  }

  private static func openHandle(at path: String, environment: [String: String]) throws(GitError) -> Handle {
    var flags: UInt32 = 0
    var start = path
    if let folder = environment["GIT_DIR"], !folder.isEmpty {
      start = folder
      flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    } else if environment["GIT_DISCOVERY_ACROSS_FILESYSTEM"].map(isTrue) == true {
      flags = GIT_REPOSITORY_OPEN_CROSS_FS.rawValue
    }
    var made: OpaquePointer?
    let code = git_repository_open_ext(&made, start, flags, environment["GIT_CEILING_DIRECTORIES"])
    guard code >= 0, let made else { throw openingError(code, path: start, isGitFolder: start != path) }
    return Handle(adopting: made) { git_repository_free($0) }
  }

  private static func isTrue(_ value: String) -> Bool { ["1", "true", "yes", "on"].contains(value.lowercased()) }

  /// What libgit2 says in terms of its own, said in terms of the user's.
  private static func openingError(_ code: Int32, path: String, isGitFolder: Bool) -> GitError {
    let text = GitError.lastText(code)
    let lowered = text.lowercased()
    if lowered.contains("objectformat") || lowered.contains("object format") {
      return GitError(
        message: "the repository of \(path) names its objects with SHA-256, which auditpack cannot read yet",
        fix: "use a repository with SHA-1 names: git init --object-format=sha1")
    }
    if lowered.contains("extension") || lowered.contains("repository version") {
      let isReferenceTable = lowered.contains("refstorage")
      return GitError(
        message: "the repository of \(path) uses a format that auditpack cannot read: \(text)",
        fix: isReferenceTable
          ? "convert its references: git refs migrate --ref-format=files"
          : "clone it with the usual format: git clone --no-local \(Ownership.quoted(path)) NEW-FOLDER")
    }
    if code == GIT_ENOTFOUND.rawValue {
      if isGitFolder {
        return GitError(
          message: "GIT_DIR names \(path), where there is no git repository", fix: "correct it, or run: unset GIT_DIR")
      }
      if Platform.owner(of: path) == nil {
        return GitError(message: "there is no folder \(path)", fix: "name a folder inside a git repository")
      }
      return GitError(
        message: "\(path) is not inside a git repository",
        fix: "name a folder inside one, or make it one: git init && git add --all && git commit")
    }
    return GitError(
      message: "cannot open the repository of \(path): \(text)",
      fix: "see what git says: git -C \(Ownership.quoted(path)) status")
  }

  private static func checkOwner(of repository: OpaquePointer) throws(GitError) {
    let gitFolder = git_repository_path(repository).map { String(cString: $0) } ?? ""
    guard let workingFolder = git_repository_workdir(repository).map({ String(cString: $0) }) else {
      return try Ownership.check([gitFolder], repository: Ownership.withoutTrailingSlash(gitFolder))
    }
    let gitFile = workingFolder + ".git"
    try Ownership.check(
      [workingFolder, gitFile, gitFolder], repository: Ownership.withoutTrailingSlash(workingFolder))
  }

  private static func applyWorkTree(
    _ environment: [String: String], to repository: OpaquePointer
  ) throws(GitError) {
    guard let folder = environment["GIT_WORK_TREE"], !folder.isEmpty else { return }
    let path = Platform.absolute(folder, from: Platform.currentFolder())
    try GitError.check(git_repository_set_workdir(repository, path, 0), "use GIT_WORK_TREE \(folder)")
  }

  /// The index that `GIT_INDEX_FILE` names. A relative name is seen from the top of the working tree, because git goes
  /// there first.
  private static func indexPath(_ environment: [String: String], of repository: OpaquePointer) -> String? {
    guard let file = environment["GIT_INDEX_FILE"], !file.isEmpty else { return nil }
    let top = git_repository_workdir(repository).map { String(cString: $0) } ?? Platform.currentFolder()
    return Platform.absolute(file, from: top)
  }

  /// A push under inspection has its objects in a folder of their own. Returns the folders that were added.
  private static func applyObjectFolders(
    _ environment: [String: String], to repository: OpaquePointer
  ) throws(GitError) -> [String] {
    let alternates = environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"]?.split(separator: ":").map(String.init) ?? []
    let folders = ([environment["GIT_OBJECT_DIRECTORY"] ?? ""] + alternates).filter { !$0.isEmpty }
    if folders.isEmpty { return [] }
    let odb = try Handle("open the objects", release: { git_odb_free($0) }) { git_repository_odb($0, repository) }
    let paths = folders.map { Platform.absolute($0, from: Platform.currentFolder()) }
    for path in paths {
      try GitError.check(git_odb_add_disk_alternate(odb.pointer, path), "read the objects in \(path)")
    }
    return paths
  }
}
