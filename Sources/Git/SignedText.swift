internal import Clibgit2
import Source

extension Repository {
  /// The signature of a commit, and what it was made over; nil if the commit is not signed.
  public func signedText(ofCommit id: ObjectID) throws(GitError) -> SignedText? {
    let store = try sharedObjects.take()
    defer { sharedObjects.giveBack(store) }
    return try store.objects.read(id, as: GIT_OBJECT_COMMIT, "commit").withBytes { SignedText(commit: $0) }
  }

  /// The signature of an annotated tag, and what it was made over; nil if the tag is not signed or not annotated.
  ///
  /// - Parameter name: The name without `refs/tags/`.
  public func signedText(ofTag name: String) throws(GitError) -> SignedText? {
    var oid = git_oid()
    let code = git_reference_name_to_id(&oid, handle.pointer, "refs/tags/\(name)")
    if code == GIT_ENOTFOUND.rawValue {
      throw GitError(message: "no tag is called \(name)", fix: "list the tags: git tag --list")
    }
    try GitError.check(code, "read the tag \(name)")
    let store = try sharedObjects.take()
    defer { sharedObjects.giveBack(store) }
    var size = 0
    var kind = GIT_OBJECT_INVALID
    try GitError.check(git_odb_read_header(&size, &kind, store.objects.handle.pointer, &oid), "read the tag \(name)")
    guard kind == GIT_OBJECT_TAG else { return nil }
    return try store.objects.read(ObjectID(oid), as: GIT_OBJECT_TAG, "tag \(name)").withBytes { SignedText(tag: $0) }
  }
}

extension Repository: SignatureReader {
  /// The signature of a commit, as `signedText(ofCommit:)` gives it.
  public func signature(ofCommit id: ObjectID) throws(ContentError) -> SignedText? {
    do throws(GitError) { return try signedText(ofCommit: id) } catch { throw .unreadable(error.message) }
  }

  /// The bytes of a commit, as `git cat-file commit` prints them.
  public func object(ofCommit id: ObjectID) throws(ContentError) -> [UInt8] {
    do throws(GitError) {
      let store = try sharedObjects.take()
      defer { sharedObjects.giveBack(store) }
      return try store.objects.read(id, as: GIT_OBJECT_COMMIT, "commit").withBytes { Array($0) }
    } catch { throw .unreadable(error.message) }
  }

  /// The signature of a tag, as `signedText(ofTag:)` gives it.
  public func signature(ofTag name: String) throws(ContentError) -> SignedText? {
    do throws(GitError) { return try signedText(ofTag: name) } catch { throw .unreadable(error.message) }
  }
}

extension SignedText {
  /// A commit keeps its signature in the header `gpgsig`; the lines after the first begin with a space.
  init?(commit bytes: UnsafeRawBufferPointer) {
    var signature: [UInt8] = []
    var text: [UInt8] = []
    var position = 0
    var inSignature = false
    var inOther = false
    while position < bytes.count {
      let end = Bytes.index(of: 0x0A, in: bytes, from: position).map { $0 + 1 } ?? bytes.count
      let line = bytes[position..<end]
      if line.elementsEqual([0x0A]) { break }
      if line.first == 0x20, inSignature {
        signature += line.dropFirst()
      } else if line.first != 0x20 || !inOther {
        inSignature = line.starts(with: "gpgsig ".utf8)
        // A second signature, over the same commit with longer names, is part of neither.
        inOther = line.starts(with: "gpgsig-sha256 ".utf8)
        if inSignature {
          signature += line.dropFirst("gpgsig ".utf8.count)
        } else if !inOther {
          text += line
        }
      }
      position = end
    }
    if signature.isEmpty { return nil }
    self.init(signature: signature, text: text + bytes[position...])
  }

  /// A tag has its signature at the end of its message.
  init?(tag bytes: UnsafeRawBufferPointer) {
    guard let start = Self.signatureStart(in: bytes) else { return nil }
    self.init(signature: Array(bytes[start...]), text: Array(bytes[..<start]))
  }

  /// Where the signature of a tag's message begins: at the start of a line, the last one that begins a signature.
  static func signatureStart(in message: UnsafeRawBufferPointer) -> Int? {
    var position = 0
    var start: Int?
    while position < message.count {
      let line = message[position...]
      if marks.contains(where: { line.starts(with: $0.utf8) }) { start = position }
      position = Bytes.index(of: 0x0A, in: message, from: position).map { $0 + 1 } ?? message.count
    }
    return start
  }

  private static let marks = [
    "-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP MESSAGE-----", "-----BEGIN SSH SIGNATURE-----",
    "-----BEGIN SIGNED MESSAGE-----",
  ]
}
