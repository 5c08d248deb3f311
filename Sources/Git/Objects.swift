internal import Clibgit2
import Source

extension ObjectID {
  init(_ oid: git_oid) { self = withUnsafeBytes(of: oid) { Self.at($0) } }

  private static func at(_ bytes: UnsafeRawBufferPointer) -> ObjectID {
    // A git_oid holds at least 20 bytes, so the base address exists.
    bytes.baseAddress.map { ObjectID(at: $0) } ?? .null
  }

  var oid: git_oid {
    var oid = git_oid()
    withUnsafeMutableBytes(of: &oid) { bytes in
      if let base = bytes.baseAddress { store(to: base) }
    }
    return oid
  }
}

/// Bounds that no honest repository reaches: a few small trees can name each other into billions of files.
struct Limits {
  /// Most files of a tree, and most paths of a history.
  var paths = 1_000_000
  /// Most folders inside each other.
  var depth = 4096

  func exceeded(_ what: String) -> GitError {
    GitError(
      message: "\(what) holds more than \(paths) paths, or folders more than \(depth) deep",
      fix: "name another commit, or the folder of another repository; this one cannot be an ISMS")
  }
}

/// An object as the repository stores it, inflated.
struct RawObject: ~Copyable {
  let pointer: OpaquePointer

  deinit { git_odb_object_free(pointer) }

  /// The object itself, which the caller must free.
  consuming func take() -> OpaquePointer {
    let pointer = pointer
    discard self
    return pointer
  }

  var kind: git_object_t { git_odb_object_type(pointer) }

  /// Gives the content to `body`; it must not be kept, because it goes with the object.
  func withBytes<Result: ~Copyable, Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: git_odb_object_data(pointer), count: git_odb_object_size(pointer)))
  }
}

/// The objects of a repository.
struct ObjectStore: ~Copyable {
  let handle: Handle
  /// Whether objects may be missing because they were not fetched.
  let isPartial: Bool

  /// The object `id`, which `context` names for the reader of an error, such as "commit".
  func read(
    _ id: ObjectID, as kind: git_object_t, _ context: @autoclosure () -> String
  ) throws(GitError) -> RawObject {
    var oid = id.oid
    var made: OpaquePointer?
    let code = git_odb_read(&made, handle.pointer, &oid)
    guard code >= 0, let made else {
      if code == GIT_ENOTFOUND.rawValue { throw missing(id, context()) }
      throw GitError.damaged(context(), id, GitError.lastText(code))
    }
    let object = RawObject(pointer: made)
    guard object.kind == kind else { throw GitError.damaged(context(), id, "it is an object of another kind") }
    return object
  }

  func missing(_ id: ObjectID, _ context: String) -> GitError {
    isPartial
      ? GitError(
        message: "\(context) \(id) was not fetched: this is a partial clone",
        fix: "fetch what is missing: git fetch --refetch --no-filter")
      : GitError(
        message: "\(context) \(id) is missing from the repository",
        fix: "\(GitError.checkRepository) and fetch the history again, for example: git fetch --refetch origin")
  }
}
