/// The ids a repository declares, and which words of a text are meant to be one of them.
public struct DeclaredIdentifiers: Sendable {
  private let identifiers: Set<String>
  /// Prefixes of the declared ids: `POL` for `POL-01`.
  private let prefixes: Set<String>

  /// - Parameter identifiers: the declared ids. Those without a digit are words, and never meant in a text.
  public init(_ identifiers: Set<String>) {
    self.identifiers = identifiers.filter { $0.utf8.contains { (0x30...0x39).contains($0) } }
    prefixes = Set(self.identifiers.compactMap { Self.prefix($0).map(String.init) }).subtracting(Self.foreignPrefixes)
  }

  /// Whether a word with the shape of an id is meant to be one: it is declared, or begins like one that is.
  public func isMeant(_ word: String) -> Bool {
    if identifiers.contains(word) { return true }
    guard let prefix = Self.prefix(word), prefixes.contains(String(prefix)) else { return false }
    return !Self.curves.contains(word)
  }

  /// What stands before the last hyphen of an id that ends in digits; nil for ids of another shape.
  static func prefix(_ identifier: some StringProtocol) -> Substring? {
    let text = Substring(identifier)
    guard let hyphen = text.lastIndex(of: "-"), hyphen > text.startIndex else { return nil }
    let digits = text[text.index(after: hyphen)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard let first = text.utf8.first, (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) else {
      return nil
    }
    return text[..<hyphen]
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
