/// A signature with exactly the bytes it was made over.
public struct SignedText: Hashable, Sendable {
  /// The signature, armoured (`-----BEGIN …`), as the commit or tag carries it.
  public let signature: [UInt8]
  /// The commit or tag without its signature.
  public let text: [UInt8]

  /// A signature over a text.
  public init(signature: [UInt8], text: [UInt8]) {
    self.signature = signature
    self.text = text
  }
}

/// The door through which signatures arrive: libgit2 in the program, a dictionary in tests.
public protocol SignatureReader {
  /// The signature of a commit; nil if it has none.
  func signature(ofCommit id: ObjectID) throws(ContentError) -> SignedText?
  /// The signature of an annotated tag, by its name without `refs/tags/`; nil if it has none.
  func signature(ofTag name: String) throws(ContentError) -> SignedText?
}
