import ISMS
import Source

/// Tells whether commits and tags carry good signatures by people of the register.
struct SignatureCheck {
  private let keys: [String: [SSHPublicKey]]
  private let reader: (any SignatureReader)?

  /// - Parameter reader: gives the signatures; without one nothing can be checked.
  init(people: [Person], reader: (any SignatureReader)?) {
    self.reader = reader
    keys = Dictionary(
      people.map { ($0.id, $0.signingKeys.compactMap(SSHPublicKey.init(line:))) }, uniquingKeysWith: { $0 + $1 })
  }

  /// Whether a commit carries a good signature by a key listed for a person.
  func isGood(_ commit: History.Commit, by person: String) -> Bool {
    guard commit.isSigned, let keys = keys[person], !keys.isEmpty, let reader,
      let signed = try? reader.signature(ofCommit: commit.id)
    else { return false }
    return isGood(signed, by: keys)
  }

  /// Whether a tag carries a good signature by a key listed for a person.
  func isGood(_ tag: History.Tag, by person: String) -> Bool {
    guard tag.isSigned, let keys = keys[person], !keys.isEmpty, let reader,
      let signed = try? reader.signature(ofTag: tag.name)
    else { return false }
    return isGood(signed, by: keys)
  }

  private func isGood(_ signed: SignedText, by keys: [SSHPublicKey]) -> Bool {
    guard let signature = SSHSignature(armoured: signed.signature) else { return false }
    return keys.contains { signature.isGood(over: signed.text, by: $0) }
  }
}
