/// Which words of a text are meant to be ids that a repository declares.
public struct DeclaredIdentifiers: Sendable {
  /// Prefixes of the declared ids: `POL` for `POL-01`.
  private let prefixes: Set<String>

  /// - Parameter identifiers: the declared ids.
  public init(_ identifiers: some Sequence<String>) {
    var prefixes: Set<String> = []
    var last: String?
    for identifier in identifiers {
      // Ids of one kind mostly come one after the other.
      if let last, identifier.hasPrefix(last), Self.prefixLength(identifier) == last.utf8.count { continue }
      guard let prefix = Self.prefix(identifier) else { continue }
      prefixes.insert(prefix)
      last = prefix
    }
    self.prefixes = prefixes.subtracting(Self.foreignPrefixes)
  }

  /// Whether a word with the shape of an id, so one with a digit, is meant to be one: it is declared, or begins like one
  /// that is.
  public func isMeant(_ word: String, isDeclared: Bool) -> Bool {
    if isDeclared { return true }
    guard let prefix = Self.prefix(word), prefixes.contains(prefix) else { return false }
    return !Self.curves.contains(word)
  }

  /// What stands before the last hyphen of an id that ends in digits; nil for ids of another shape.
  private static func prefix(_ identifier: String) -> String? {
    prefixLength(identifier).map { String(decoding: identifier.utf8.prefix($0), as: UTF8.self) }
  }

  /// Its length in bytes.
  private static func prefixLength(_ identifier: String) -> Int? {
    var identifier = identifier
    return identifier.withUTF8 { text in
      guard let hyphen = text.lastIndex(of: 0x2D), hyphen > 0, hyphen + 1 < text.count,
        text[(hyphen + 1)...].allSatisfy({ (0x30...0x39).contains($0) }), (0x41...0x5A).contains(text[0] & 0xDF)
      else { return nil }
      return hyphen
    }
  }

  /// Prefixes of names that look like ids and are those of algorithms, catalogues and standards. With one of these, only
  /// what is declared is found.
  private static let foreignPrefixes: Set<String> = [
    "AES", "SHA", "MD", "RSA", "DES", "TLS", "SSL", "DTLS", "HMAC", "ECDSA", "ECDH", "ED", "DH", "HMAC-SHA", "CVE",
    "CWE",
    "CAPEC", "CPE", "RFC", "ISO", "IEC", "EN", "BS", "DIN", "NIST", "SP", "FIPS", "PCI", "SOC", "CIS", "UTF", "ASCII",
    "WPA", "IPV", "HTTP", "SMB", "COVID", "GDPR", "NIS", "UTC", "GMT", "CC",
  ]

  /// Names of elliptic curves, where `P` is the prefix of people.
  private static let curves: Set<String> = ["P-224", "P-256", "P-384", "P-521"]
}
