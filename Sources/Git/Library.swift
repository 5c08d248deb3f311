internal import Clibgit2

/// libgit2 as a whole: started once, never shut down.
enum Library {
  /// Format extensions that change nothing for a reader.
  private static let harmlessExtensions = ["worktreeconfig", "partialclone", "preciousobjects", "relativeworktrees"]

  private static let startCode: Int32 = {
    let code = git_libgit2_init()
    guard code >= 0 else { return code }
    // Names are compared as git spells them in `extensions.`; both spellings are in use.
    let names = harmlessExtensions + ["worktreeConfig", "partialClone", "preciousObjects", "relativeWorktrees"]
    let copies = names.map { $0.withCString(duplicate) }
    defer { copies.forEach { $0.deallocate() } }
    var pointers = copies.map { UnsafePointer<CChar>?($0) }
    let extensions = auditpack_set_extensions(&pointers, pointers.count)
    guard extensions >= 0 else { return extensions }
    // Every object of the history is read once; hashing each again would take longer than reading it.
    let verification = auditpack_set_strict_hash_verification(0)
    guard verification >= 0 else { return verification }
    // What is read twice is kept by whoever needs it twice.
    let caching = auditpack_set_caching(0)
    guard caching >= 0 else { return caching }
    // Packs are mapped into memory piece by piece; by default as much of them as there is, twice.
    let windows = auditpack_set_mapped_windows(64 << 20, 512 << 20)
    guard windows >= 0 else { return windows }
    // `Ownership` does this check in every version the same way, with a message that helps.
    return auditpack_set_owner_validation(0)
  }()

  /// Begins, if that was not done before; what is wrong shows in `start`.
  static func prepare() { _ = startCode }

  static func start() throws(GitError) {
    guard startCode >= 0 else {
      throw GitError(
        code: startCode, attempt: "start libgit2", fix: "check the installation: pkg-config --modversion libgit2")
    }
  }

  private static func duplicate(_ text: UnsafePointer<CChar>) -> UnsafeMutablePointer<CChar> {
    var length = 0
    while text[length] != 0 { length += 1 }
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: length + 1)
    copy.update(from: text, count: length + 1)
    return copy
  }
}

/// Something libgit2 made, given back when it goes out of use.
struct Handle: ~Copyable {
  let pointer: OpaquePointer
  private let release: (OpaquePointer) -> Void

  /// What `make` puts into its argument; `attempt` continues "cannot …".
  init(
    _ attempt: @autoclosure () -> String, release: @escaping (OpaquePointer) -> Void,
    make: (UnsafeMutablePointer<OpaquePointer?>) -> Int32
  ) throws(GitError) {
    var made: OpaquePointer?
    let code = make(&made)
    guard code >= 0, let made else { throw GitError(code: code, attempt: attempt()) }
    pointer = made
    self.release = release
  }

  init(adopting pointer: OpaquePointer, release: @escaping (OpaquePointer) -> Void) {
    self.pointer = pointer
    self.release = release
  }

  deinit { release(pointer) }
}
