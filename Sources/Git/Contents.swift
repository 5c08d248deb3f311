internal import Clibgit2
import Source

extension Repository: ContentReader {
  /// Every thread reads through a store of its own.
  public var answersSeveralThreads: Bool { true }

  /// The bytes of a blob in the repository, or of a file of the working tree that the last snapshot named.
  public func contents(of id: ObjectID, limit: Int) throws(ContentError) -> [UInt8] {
    let store: SharedObjects.Store
    do { store = try sharedObjects.take() } catch { throw .unreadable(error.message) }
    defer { sharedObjects.giveBack(store) }
    var oid = id.oid
    var size = 0
    var kind = GIT_OBJECT_INVALID
    let code = git_odb_read_header(&size, &kind, store.objects.handle.pointer, &oid)
    if code < 0 {
      let text = GitError.lastText(code)
      if let file = workingFiles[id] {
        return try turn.withLock { _ throws(ContentError) in try contents(of: file, id: id, limit: limit) }
      }
      throw code == GIT_ENOTFOUND.rawValue ? .missing(id) : .unreadable("\(id) cannot be read: \(text)")
    }
    guard kind == GIT_OBJECT_BLOB else { throw .unreadable("\(id) is not the content of a file") }
    if size > limit { throw .tooLarge(size: size) }
    do {
      return try store.objects.read(id, as: GIT_OBJECT_BLOB, "content").withBytes { Array($0) }
    } catch {
      throw .unreadable(error.message)
    }
  }

  private func contents(of file: WorkingFile, id: ObjectID, limit: Int) throws(ContentError) -> [UInt8] {
    let path = file.path.absolute(from: workingFolder ?? "")
    if !file.isSymbolicLink, case .file(let size) = Platform.entry(at: path), size > limit {
      throw .tooLarge(size: size)
    }
    let content: [UInt8]?
    let found: ObjectID
    do throws(GitError) {
      if file.isSymbolicLink {
        content = Platform.target(ofLink: path)
      } else {
        content = try filtered(file.path) ?? Platform.bytes(ofFile: path, limit: limit)
      }
      found = try content.map { content throws(GitError) in try Self.hash(content) } ?? .null
    } catch {
      throw .unreadable(error.message)
    }
    guard let content else { throw .unreadable("\(file.path.text) cannot be read: \(Platform.lastErrorText)") }
    if content.count > limit { throw .tooLarge(size: content.count) }
    guard found == id else { throw .unreadable("\(file.path.text) changed while it was read; run again") }
    return content
  }
}
