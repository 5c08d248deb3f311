/// Makes anchors from headings the way GitHub does, unique in one document.
public struct HeadingAnchors: Sendable {
  private var occurrences: [String: Int] = [:]

  /// No anchor given yet.
  public init() {}

  /// The anchor for the next heading with this plain text: `-1`, `-2` … is added where it was given before.
  public mutating func anchor(for text: String) -> String {
    let original = Self.slug(text)
    var result = original
    while let count = occurrences[result] {
      let next = (result == original ? count : occurrences[original] ?? 0) + 1
      occurrences[original] = next
      result = "\(original)-\(next)"
    }
    occurrences[result] = 0
    return result
  }

  /// The text in lower case without punctuation and symbols, spaces as hyphens.
  public static func slug(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x61...0x7A, 0x30...0x39, 0x5F, 0x2D: bytes.append(UInt8(scalar.value))
      case 0x41...0x5A: bytes.append(UInt8(scalar.value) | 0x20)
      case 0x20: bytes.append(0x2D)
      case 0..<0x80: continue
      default:
        guard isKept(scalar) else { continue }
        bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    // GitHub's tables are those of Unicode 13: what was added later is dropped, whatever this machine knows of it.
    guard let age = properties.age, age.major <= 13 else { return false }
    if properties.isAlphabetic { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
    default: return false
    }
  }
}
