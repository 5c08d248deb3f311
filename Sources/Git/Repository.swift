internal import Clibgit2
import Source
import Synchronization

/// A git repository, open for reading.
///
/// A class, so that it can be a `ContentReader`; the handles of libgit2 in it are `~Copyable` and freed with it. It is
/// not `Sendable`: each task opens its own, and only for contents may several threads ask at the same time. Nothing is
/// ever written to what the repository holds; see `KeptFile` for what lies beside it.
public final class Repository {
  let handle: Handle
  let objects: ObjectStore
  /// The same objects for threads that read contents at the same time.
  let sharedObjects: SharedObjects
  /// Bounds against trees made to exhaust memory; tests lower them.
  var limits = Limits()
  /// So many commits have to be new before they are kept for the next run: reading fewer takes less time than writing.
  /// Tests lower it.
  var leastCached = 500
  /// The path of the index that is used in place of the repository's own; nil if it is that.
  let namedIndex: String?
  /// Whether libgit2 knows of `namedIndex`. It reads an index as soon as it opens it, so it learns only when it must.
  var isNamedIndexOpen = false
  /// Of threads that read files of the working tree, which needs the repository itself.
  let turn = Mutex(())
  /// Files of the working tree whose content need not be in the repository, by the name their content has.
  var workingFiles: [ObjectID: WorkingFile] = [:]

  /// The top folder of the working tree, without a slash at the end; nil for a bare repository.
  public let workingFolder: String?
  /// The folder of the repository itself (`.git`, or that of a linked working tree), without a slash at the end.
  public let gitFolder: String
  /// Whether there is no working tree.
  public var isBare: Bool { workingFolder == nil }
  /// Whether older commits were not fetched.
  public var isShallow: Bool { git_repository_is_shallow(handle.pointer) == 1 }
  /// Whether some contents were not fetched.
  public var isPartial: Bool { objects.isPartial }
  /// Whether the branch that is checked out has no commit yet.
  public var isEmpty: Bool { git_repository_head_unborn(handle.pointer) == 1 }

  init(handle: consuming Handle, namedIndex: String?, places: ObjectPlaces) throws(GitError) {
    func path(_ pointer: UnsafePointer<CChar>?) -> String? {
      pointer.map { Ownership.withoutTrailingSlash(String(cString: $0)) }
    }
    workingFolder = path(git_repository_workdir(handle.pointer))
    gitFolder = path(git_repository_path(handle.pointer)) ?? ""
    let repository = handle.pointer
    let isPartial = try Self.isPartial(repository)
    let odb = try Handle("open the objects of \(gitFolder)", release: { git_odb_free($0) }) {
      git_repository_odb($0, repository)
    }
    try places.loose.guardReads(of: odb.pointer)
    sharedObjects = SharedObjects(
      first: ObjectStore(
        handle: try Handle("open the objects of \(gitFolder)", release: { git_odb_free($0) }) {
          git_repository_odb($0, repository)
        }, isPartial: isPartial), places: places)
    objects = ObjectStore(handle: odb, isPartial: isPartial)
    self.handle = handle
    self.namedIndex = namedIndex
  }

  /// Whether a remote promises to send missing objects on demand.
  private static func isPartial(_ repository: OpaquePointer) throws(GitError) -> Bool {
    let configuration = try Handle("read the configuration", release: { git_config_free($0) }) {
      git_repository_config_snapshot($0, repository)
    }
    if try !Configuration.values(of: "extensions.partialclone", in: configuration).isEmpty { return true }
    let settings = configuration.pointer
    let promisors = try Handle("read the configuration", release: { git_config_iterator_free($0) }) {
      git_config_iterator_glob_new($0, settings, "^remote\\..*\\.promisor$")
    }
    while true {
      var entry: UnsafeMutablePointer<git_config_entry>?
      let code = git_config_next(&entry, promisors.pointer)
      if code == GIT_ITEROVER.rawValue { return false }
      try GitError.check(code, "read the configuration")
      var isOn: Int32 = 0
      if let value = entry?.pointee.value {
        if git_config_parse_bool(&isOn, value) == 0, isOn != 0 { return true }
      } else {
        return true
      }
    }
  }

  /// The commit `HEAD` names; nil if the branch has no commit yet.
  public func headCommit() throws(GitError) -> ObjectID? {
    if isEmpty { return nil }
    var oid = git_oid()
    try GitError.check(git_reference_name_to_id(&oid, handle.pointer, "HEAD"), "read HEAD")
    return ObjectID(oid)
  }

  /// The commit that `revision` names, in any way git allows: a branch, a tag, `HEAD~2`, an abbreviated id.
  public func resolve(_ revision: String) throws(GitError) -> ObjectID {
    var found: OpaquePointer?
    let code = git_revparse_single(&found, handle.pointer, revision)
    guard code >= 0, let found else {
      let failure = unknownRevision(revision, code)
      try throwIfLost(revision)
      throw failure
    }
    let object = Handle(adopting: found) { git_object_free($0) }
    var peeled: OpaquePointer?
    let peelCode = git_object_peel(&peeled, object.pointer, GIT_OBJECT_COMMIT)
    guard peelCode >= 0, let peeled else {
      throw GitError(
        message: "\(revision) is not a commit but a part of one", fix: "name the commit instead: \(existingNames())")
    }
    let commit = Handle(adopting: peeled) { git_object_free($0) }
    guard let oid = git_object_id(commit.pointer) else { throw unknownRevision(revision, 0) }
    return ObjectID(oid.pointee)
  }

  /// Throws if the name is one that the repository knows, and what it names, or a commit before it, is missing or
  /// damaged: then "no commit is called so" would be wrong.
  private func throwIfLost(_ revision: String) throws(GitError) {
    let name = String(revision.prefix { !"~^@:".contains($0) })
    var id = ObjectID(hex: name)
    var found: OpaquePointer?
    if !name.isEmpty, git_reference_dwim(&found, handle.pointer, name) == 0, let found {
      let reference = Handle(adopting: found) { git_reference_free($0) }
      var oid = git_oid()
      if git_reference_name_to_id(&oid, handle.pointer, git_reference_name(reference.pointer)) == 0 {
        id = ObjectID(oid)
      }
    }
    guard let id else { return }
    var oid = id.oid
    var size = 0
    var kind = GIT_OBJECT_INVALID
    let code = git_odb_read_header(&size, &kind, objects.handle.pointer, &oid)
    if code == GIT_ENOTFOUND.rawValue {
      // An id that somebody made up names nothing that was lost.
      if ObjectID(hex: name) == nil { throw objects.missing(id, "the object that \(name) names,") }
      return
    }
    if code < 0 { throw GitError.damaged("the object that \(name) names,", id, GitError.lastText(code)) }
    if name != revision, kind == GIT_OBJECT_COMMIT { _ = try history(upTo: id) }
  }

  private func unknownRevision(_ revision: String, _ code: Int32) -> GitError {
    switch git_error_code(code) {
    case GIT_EAMBIGUOUS:
      return GitError(
        message: "\(revision) is the beginning of more than one object's id", fix: "write more digits of the id")
    case GIT_EINVALIDSPEC, GIT_ENOTFOUND, GIT_EUNBORNBRANCH:
      if isEmpty {
        return GitError(
          message: "there is no \(revision): the repository has no commit yet",
          fix: "commit first: git add --all && git commit")
      }
      let reason = isShallow ? " (this is a shallow clone; older commits: git fetch --unshallow)" : ""
      return GitError(message: "no commit is called \(revision)\(reason)", fix: "there are: \(existingNames())")
    default:
      return GitError(code: code, attempt: "find the commit \(revision)")
    }
  }

  /// The branches and tags, shortened to what a person reads.
  private func existingNames() -> String {
    var names = git_strarray()
    guard git_reference_list(&names, handle.pointer) == 0 else { return "HEAD" }
    defer { git_strarray_dispose(&names) }
    var branches: [String] = []
    var tags: [String] = []
    for index in 0..<names.count {
      guard let pointer = names.strings?[index] else { continue }
      let name = String(cString: pointer)
      if name.hasPrefix("refs/heads/") { branches.append(String(name.dropFirst(11))) }
      if name.hasPrefix("refs/tags/") { tags.append(String(name.dropFirst(10))) }
    }
    func list(_ singular: String, _ plural: String, _ names: [String]) -> String? {
      if names.isEmpty { return nil }
      let shown = names.sorted().prefix(8).joined(separator: ", ")
      return "\(names.count == 1 ? singular : plural) \(shown)\(names.count > 8 ? ", …" : "")"
    }
    let parts = [list("branch", "branches", branches), list("tag", "tags", tags)].compactMap { $0 }
    return parts.isEmpty ? "HEAD" : parts.joined(separator: "; ")
  }
}

@available(*, unavailable)
extension Repository: Sendable {}
