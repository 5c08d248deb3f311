/// Bytes of HTML being written. Everything is escaped byte by byte, so that nothing a character combines with, and no
/// byte that is not UTF-8, can hide a quote or an angle bracket.
struct HTMLWriter {
  var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  @inline(__always)
  mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Text that needs no escaping. Not called `raw`: a literal would choose it over the faster one.
  mutating func plain(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func raw(_ text: Bytes) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.base, count: text.count))
  }

  /// Begins a new line unless one has just begun.
  @inline(__always)
  mutating func freshLine() {
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
  }

  /// Text, or the value of an attribute in double quotes.
  mutating func escaped(_ text: Bytes) {
    var start = 0
    var index = 0
    let base = text.base
    while index < text.count {
      if index &+ 8 <= text.count, !Self.needsEscape(base + index) {
        index &+= 8
        continue
      }
      let entity: StaticString
      switch base[index] {
      case 0x22: entity = "&quot;"
      case 0x26: entity = "&amp;"
      case 0x3C: entity = "&lt;"
      case 0x3E: entity = "&gt;"
      case 0x00: entity = "\u{FFFD}"
      default:
        index &+= 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(start: base + start, count: index - start))
      raw(entity)
      index &+= 1
      start = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: base + start, count: index - start))
  }

  /// Whether one of eight bytes is `"`, `&`, `<`, `>` or 0.
  @inline(__always)
  static func needsEscape(_ bytes: UnsafePointer<UInt8>) -> Bool {
    let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
    // `"` and `&` differ in one bit, and so do `<` and `>`.
    let quotes = (word & 0xFBFB_FBFB_FBFB_FBFB) ^ 0x2222_2222_2222_2222
    let angles = (word & 0xFDFD_FDFD_FDFD_FDFD) ^ 0x3C3C_3C3C_3C3C_3C3C
    let ones: UInt64 = 0x0101_0101_0101_0101
    let zeros = (quotes &- ones) & ~quotes | (angles &- ones) & ~angles | (word &- ones) & ~word
    return zeros & 0x8080_8080_8080_8080 != 0
  }

  mutating func escaped(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      escaped(Bytes(base: base, count: buffer.count))
    }
  }

  mutating func escaped(_ text: String) { escaped(Array(text.utf8)) }

  /// A destination as the value of `href` or `src`: bytes that no URL may hold are percent-encoded.
  mutating func url(_ text: [UInt8]) {
    for byte in text {
      switch byte {
      case 0x26: raw("&amp;")
      case 0x27: raw("&#x27;")
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x21, 0x23, 0x24, 0x25, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x2D, 0x2E,
        0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5F, 0x7E:
        bytes.append(byte)
      default:
        bytes.append(0x25)
        bytes.append(Self.digit(byte >> 4))
        bytes.append(Self.digit(byte & 15))
      }
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

  mutating func number(_ value: Int) { plain(String(value)) }
}
