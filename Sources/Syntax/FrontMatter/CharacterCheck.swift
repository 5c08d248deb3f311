/// Bytes as characters: which are not UTF-8, and which a reader cannot see.
enum CharacterCheck {
  /// A character that has no place in front matter: control characters, bidirectional overrides, non-characters and line
  /// separators that editors show differently from each other.
  static func isForbidden(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0D: false
    case 0x00..<0x20, 0x7F...0x9F: true
    case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFDD0...0xFDEF: true
    default: scalar & 0xFFFE == 0xFFFE
    }
  }

  /// What is wrong with the characters of a range of bytes.
  struct Problem {
    enum Kind: Equatable {
      /// Bytes that are not UTF-8.
      case invalid
      /// A character nobody can see, or that reorders what is seen.
      case forbidden(UInt32)
    }

    let kind: Kind
    let range: Range<Int>
  }

  /// Finds bytes that are not UTF-8 and forbidden characters, in one pass.
  ///
  /// - Parameter limit: how many problems to report at most.
  static func problems(_ bytes: [UInt8], _ region: Range<Int>, limit: Int) -> [Problem] {
    var problems: [Problem] = []
    var index = region.lowerBound
    let end = region.upperBound
    while index < end, problems.count < limit {
      let byte = bytes[index]
      if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        index += 1
        continue
      }
      let (scalar, length) = decode(bytes, index, end)
      if let scalar {
        if isForbidden(scalar) {
          problems.append(Problem(kind: .forbidden(scalar), range: index..<index + length))
        }
      } else {
        problems.append(Problem(kind: .invalid, range: index..<index + length))
      }
      index += length
    }
    return problems
  }

  /// The character at `index` and its length in bytes; nil and the number of bytes to pass over if it is not UTF-8.
  static func decode(_ bytes: [UInt8], _ index: Int, _ end: Int) -> (scalar: UInt32?, length: Int) {
    let lead = bytes[index]
    let count: Int
    var scalar: UInt32
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch lead {
    case 0x00...0x7F: return (UInt32(lead), 1)
    case 0xC2...0xDF: (count, scalar) = (1, UInt32(lead & 0x1F))
    case 0xE0...0xEF:
      (count, scalar) = (2, UInt32(lead & 0x0F))
      if lead == 0xE0 { lowest = 0xA0 }
      if lead == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      (count, scalar) = (3, UInt32(lead & 0x07))
      if lead == 0xF0 { lowest = 0x90 }
      if lead == 0xF4 { highest = 0x8F }
    default: return (nil, 1)
    }
    for step in 1...count {
      guard index + step < end else { return (nil, step) }
      let next = bytes[index + step]
      guard next >= lowest, next <= highest else { return (nil, step) }
      scalar = scalar << 6 | UInt32(next & 0x3F)
      (lowest, highest) = (0x80, 0xBF)
    }
    return (scalar, count + 1)
  }

  /// `U+202E`.
  static func name(_ scalar: UInt32) -> String {
    let hex = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  /// The text with U+FFFD for every forbidden character.
  static func cleaned(_ text: String) -> String {
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { cleaned.append(isForbidden(scalar.value) ? "\u{FFFD}" : scalar) }
    return String(cleaned)
  }
}
