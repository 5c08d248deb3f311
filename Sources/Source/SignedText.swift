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
  /// The bytes of a commit, as `git cat-file commit` prints them.
  func object(ofCommit id: ObjectID) throws(ContentError) -> [UInt8]
}

/// What the check of a signature against a list of keys came to.
public enum SignatureVerdict: Hashable, Sendable {
  /// Made over this text by the keys at these positions (a key may be listed twice).
  case good(keys: [Int])
  /// Made over this text by these keys, and it counts no longer; the text says why.
  case lapsed(keys: [Int], String)
  /// Made by one of the keys, and not over this text.
  case bad
  /// Made by a key that is not listed.
  case unknownKey
  /// It cannot be checked; the text says why.
  case unchecked(String)
}

/// The door to a program that checks OpenPGP signatures: `gpg` in the program.
public protocol OpenPGPVerifier {
  /// Checks a signature.
  ///
  /// - Parameters:
  ///   - keys: public keys as `gpg --export` writes them; no other counts.
  ///   - asOf: the day on which keys and signatures must not have expired.
  func verdict(on signed: SignedText, keys: [[UInt8]], asOf: CalendarDate) -> SignatureVerdict
}
