import Synchronization

extension ContentReader {
  /// One after another, unless a reader says otherwise.
  public var answersSeveralThreads: Bool { false }

  /// By the name of its content, unless a reader knows a quicker way.
  public func contents(of file: Snapshot.File, limit: Int) throws(ContentError) -> [UInt8] {
    try contents(of: file.blob, limit: limit)
  }
}

/// The contents and signatures of one repository for several threads, which are answered one after another where the
/// reader asks for that.
public final class SharedReader: ContentReader, SignatureReader, Sendable {
  private nonisolated(unsafe) let contents: any ContentReader
  private nonisolated(unsafe) let signatures: (any SignatureReader)?
  private let turn = Mutex(())

  /// Nobody else may ask these readers at the same time.
  public init(_ contents: any ContentReader, signatures: (any SignatureReader)? = nil) {
    self.contents = contents
    self.signatures = signatures
  }

  /// Whoever asks out of turn waits.
  public var answersSeveralThreads: Bool { true }

  /// The bytes of an object.
  public func contents(of id: ObjectID, limit: Int) throws(ContentError) -> [UInt8] {
    if contents.answersSeveralThreads { return try contents.contents(of: id, limit: limit) }
    return try turn.withLock { _ throws(ContentError) in try contents.contents(of: id, limit: limit) }
  }

  /// The bytes of a file.
  public func contents(of file: Snapshot.File, limit: Int) throws(ContentError) -> [UInt8] {
    if contents.answersSeveralThreads { return try contents.contents(of: file, limit: limit) }
    return try turn.withLock { _ throws(ContentError) in try contents.contents(of: file, limit: limit) }
  }

  /// The signature of a commit; nil if it has none, or if nobody gives signatures.
  public func signature(ofCommit id: ObjectID) throws(ContentError) -> SignedText? {
    try turn.withLock { _ throws(ContentError) in try signatures?.signature(ofCommit: id) }
  }

  /// The signature of a tag; nil if it has none, or if nobody gives signatures.
  public func signature(ofTag name: String) throws(ContentError) -> SignedText? {
    try turn.withLock { _ throws(ContentError) in try signatures?.signature(ofTag: name) }
  }

  /// The bytes of a commit.
  public func object(ofCommit id: ObjectID) throws(ContentError) -> [UInt8] {
    guard let signatures else { throw .missing(id) }
    return try turn.withLock { _ throws(ContentError) in try signatures.object(ofCommit: id) }
  }
}
