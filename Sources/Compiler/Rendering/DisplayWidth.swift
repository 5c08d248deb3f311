/// How text looks on a terminal: columns, and what must not reach it.
public enum DisplayWidth {
  /// Columns a scalar takes: 0 for combining marks, 2 for wide characters, 1 for the rest.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// Columns a text takes.
  public static func columns(of text: String) -> Int {
    isASCII(text) ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// The text in lines of at most `width` columns, the further ones indented; a longer word has a line of its own.
  public static func wrapped(_ text: String, width: Int, indent: Int = 0) -> String {
    var lines: [String] = []
    var line = ""
    var used = 0
    let text = visible(text)
    // A space is a character of its own unless something is combined with it, which ASCII does not do.
    let words =
      isASCII(text)
      ? text.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) } : text.split(separator: " ")
    for word in words {
      let columns = columns(of: String(word))
      if !line.isEmpty, used + 1 + columns > width {
        lines.append(line)
        line = ""
        used = 0
      }
      line += (line.isEmpty ? "" : " ") + word
      used += (used == 0 ? 0 : 1) + columns
    }
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  /// The beginning of a text that fits into `width` columns, with `…` where something is left out.
  public static func cut(_ text: String, to width: Int) -> String {
    guard columns(of: text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      let columns = columns(of: String(character))
      if used + columns >= width { break }
      result.append(character)
      used += columns
    }
    return result + "…"
  }

  private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

  /// Whether a scalar would move the cursor, change the direction of text or hide something.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// The text with what must not reach a terminal made visible: `<U+202E>`, tabs as spaces.
  public static func visible(_ text: String, keepingLineBreaks: Bool = false) -> String {
    // Most texts are ASCII without control characters, which their bytes tell sooner than their scalars.
    if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return text }
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      result += keepingLineBreaks && scalar == "\n" ? "\n" : visible(scalar)
    }
    return result
  }

  static func visible(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\t" { return "    " }
    guard isUnsafe(scalar) else { return String(scalar) }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }
}
