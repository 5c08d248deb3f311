/// The ids a repository declares, and which words of a text are meant to be one of them.
public struct DeclaredIdentifiers: Sendable {
  private let identifiers: Set<String>
  /// Prefixes of the declared ids: `POL` for `POL-01`.
  private let prefixes: Set<String>

  /// - Parameter identifiers: the declared ids.
  public init(_ identifiers: Set<String>) {
    self.identifiers = identifiers
    prefixes = Set(identifiers.lazy.compactMap(Self.prefix)).subtracting(Self.foreignPrefixes)
  }

  /// Whether a word with the shape of an id, so one with a digit, is meant to be one: it is declared, or begins like one
  /// that is.
  public func isMeant(_ word: String) -> Bool {
    if identifiers.contains(word) { return true }
    guard let prefix = Self.prefix(word), prefixes.contains(prefix) else { return false }
    return !Self.curves.contains(word)
  }

  /// What stands before the last hyphen of an id that ends in digits; nil for ids of another shape.
  private static func prefix(_ identifier: String) -> String? {
    var identifier = identifier
    return identifier.withUTF8 { text in
      guard let hyphen = text.lastIndex(of: 0x2D), hyphen > 0, hyphen + 1 < text.count,
        text[(hyphen + 1)...].allSatisfy({ (0x30...0x39).contains($0) }), (0x41...0x5A).contains(text[0] & 0xDF)
      else { return nil }
      return String(decoding: text[..<hyphen], as: UTF8.self)
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
