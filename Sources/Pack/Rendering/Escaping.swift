import Syntax

/// How text is put into HTML: every character with a meaning there becomes a reference.
///
/// Scalar by scalar, because a `<` followed by a combining mark is one `Character` and would pass a comparison of
/// characters unescaped.
enum PackHTML {
  static func escape(_ text: String) -> String {
    guard text.utf8.contains(where: needsEscape) else { return text }
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count + 16)
    append(text, to: &escaped)
    return String(decoding: escaped, as: UTF8.self)
  }

  /// Writes the text behind what is there.
  static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      // Every character with a meaning is ASCII, so bytes and scalars lead to the same places.
      var start = 0
      for index in bytes.indices where needsEscape(bytes[index]) {
        output += UnsafeBufferPointer(rebasing: bytes[start..<index])
        output += reference(bytes[index]).utf8
        start = index + 1
      }
      output += UnsafeBufferPointer(rebasing: bytes[start...])
    }
  }

  private static func reference(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: "\u{FFFD}"
    }
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: true
    default: false
    }
  }
}

/// How text is put into Markdown, also into a table's cell: on one line, with nothing that Markdown or a forge would read.
enum PackMarkdown {
  static func escape(_ text: String) -> String { ForgeText.escape(text) }
}
