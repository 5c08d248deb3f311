import Source

/// The contents of a repository, read from the working tree where the file that lies there is the one that is asked for.
///
/// A content is named by its bytes, so a file whose bytes have the name is that content, whatever was done to the working
/// tree. Reading it takes a tenth of the time that a pack takes, where most contents are differences of others. That an
/// object is lost shows only where the file is gone, too: for what is made from the objects themselves, the repository
/// itself is the reader.
public struct CheckedOutContents: ContentReader {
  private let repository: Repository

  /// Contents of a repository.
  public init(of repository: Repository) { self.repository = repository }

  /// Those of the repository.
  public var answersSeveralThreads: Bool { repository.answersSeveralThreads }

  /// The bytes of an object.
  public func contents(of id: ObjectID, limit: Int) throws(ContentError) -> [UInt8] {
    try repository.contents(of: id, limit: limit)
  }

  /// The bytes of a file.
  public func contents(of file: Snapshot.File, limit: Int) throws(ContentError) -> [UInt8] {
    if let bytes = checkedOut(file, limit: limit) { return bytes }
    return try repository.contents(of: file.blob, limit: limit)
  }

  /// The bytes of the file in the working tree; nil if they are others, or more than `limit`.
  private func checkedOut(_ file: Snapshot.File, limit: Int) -> [UInt8]? {
    guard file.kind == .file, let folder = repository.workingFolder else { return nil }
    let path = PathBytes(Array(file.path.utf8)).absolute(from: folder)
    guard case .file(let size)? = Platform.entry(at: path), size <= limit,
      let bytes = Platform.bytes(ofFile: path, limit: limit), bytes.count <= limit
    else { return nil }
    return (try? Repository.hash(bytes)) == file.blob ? bytes : nil
  }
}
