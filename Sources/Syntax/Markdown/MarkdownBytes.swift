/// A borrowed view of bytes in which reading outside gives 0 instead of failing.
///
/// The parser looks one or two bytes ahead everywhere; with 0 as the answer beyond either end no such look needs a check
/// of its own, and no position, however wrong, can read memory that is not ours.
struct Bytes {
  let base: UnsafePointer<UInt8>
  let count: Int

  init(_ buffer: UnsafeBufferPointer<UInt8>, fallback: UnsafePointer<UInt8>) {
    base = buffer.baseAddress ?? fallback
    count = buffer.baseAddress == nil ? 0 : buffer.count
  }

  init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  @inline(__always)
  subscript(_ index: Int) -> UInt8 {
    UInt(bitPattern: index) < UInt(bitPattern: count) ? base[index] : 0
  }

  /// The position of the first line feed or carriage return at or behind `start`; `count` if there is none.
  @inline(__always)
  func lineEnd(from start: Int) -> Int {
    var index = start
    // Eight bytes at a time: a byte equal to the one sought becomes 0, and the borrow shows it in its high bit.
    while index &+ 8 <= count {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      let feeds = word ^ 0x0A0A_0A0A_0A0A_0A0A
      let returns = word ^ 0x0D0D_0D0D_0D0D_0D0D
      let hits =
        ((feeds &- 0x0101_0101_0101_0101) & ~feeds | (returns &- 0x0101_0101_0101_0101) & ~returns)
        & 0x8080_8080_8080_8080
      if hits != 0 {
        return index &+ UInt64(littleEndian: hits).trailingZeroBitCount / 8
      }
      index &+= 8
    }
    while index < count, base[index] != 0x0A, base[index] != 0x0D { index &+= 1 }
    return index
  }

  /// The position of the first `byte` at or behind `start`; `count` if there is none.
  func first(_ byte: UInt8, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let pattern = UInt64(byte) &* ones
    var index = start
    while index &+ 8 <= count {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self) ^ pattern
      let hits = (word &- ones) & ~word & 0x8080_8080_8080_8080
      if hits != 0 { return index &+ UInt64(littleEndian: hits).trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < count, base[index] != byte { index &+= 1 }
    return index
  }

  /// The position of the first byte at or behind `start` that `special` marks; `count` if there is none.
  ///
  /// Letters and spaces, most of any text, are passed eight at a time; none of them may be marked.
  @inline(__always)
  func firstSpecial(from start: Int, _ special: UnsafePointer<UInt8>) -> Int {
    var index = start
    while index &+ 8 <= count {
      let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      // In each byte the high bit tells: with bit 5 set, is it at least `a`, is it above `z`, is it no space.
      let folded = (word | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
      let letters = (folded &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(folded &+ 0x0505_0505_0505_0505)
      let noSpaces = ((word ^ 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
      let others = (~letters & noSpaces | word) & 0x8080_8080_8080_8080
      if others == 0 {
        index &+= 8
        continue
      }
      index &+= others.trailingZeroBitCount / 8
      if special[Int(base[index])] != 0 { return index }
      index &+= 1
    }
    while index < count, special[Int(base[index])] == 0 { index &+= 1 }
    return index
  }

  /// Whether the bytes at `start` are those of `text`.
  func has(_ text: StaticString, at start: Int) -> Bool {
    guard start >= 0, start + text.utf8CodeUnitCount <= count else { return false }
    for index in 0..<text.utf8CodeUnitCount where base[start + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether the bytes at `start` are those of `text`, which is in lower case, when ASCII case is set aside.
  func hasIgnoringCase(_ text: StaticString, at start: Int) -> Bool {
    guard start >= 0, start + text.utf8CodeUnitCount <= count else { return false }
    for index in 0..<text.utf8CodeUnitCount where base[start + index].asciiLowered != text.utf8Start[index] {
      return false
    }
    return true
  }

  /// The Unicode scalar that begins at `index`, with its length in bytes; U+FFFD for what is not UTF-8.
  @inline(__always)
  func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = self[index]
    return first > 0 && first < 0x80 ? (Unicode.Scalar(first), 1) : longScalar(at: index)
  }

  private func longScalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = self[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, index + length <= count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = base[index + offset]
      guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// The Unicode scalar that ends before `index`.
  @inline(__always)
  func scalar(before index: Int) -> Unicode.Scalar {
    let last = self[index - 1]
    return last > 0 && last < 0x80 ? Unicode.Scalar(last) : longScalar(before: index)
  }

  private func longScalar(before index: Int) -> Unicode.Scalar {
    var start = index - 1
    while start > index - 4, start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start).scalar
  }
}

extension UInt8 {
  /// Space or tab.
  @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// Line feed or carriage return.
  @inline(__always) var isLineEnd: Bool { self == 0x0A || self == 0x0D }
  /// Space, tab, line feed, carriage return, form feed or vertical tab.
  @inline(__always) var isWhiteSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  @inline(__always) var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  @inline(__always) var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
  @inline(__always) var isAlphanumeric: Bool { isDigit || isLetter }
  @inline(__always) var asciiLowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
  /// One of the 32 marks of ASCII.
  @inline(__always) var isPunctuation: Bool {
    (self >= 0x21 && self <= 0x2F) || (self >= 0x3A && self <= 0x40) || (self >= 0x5B && self <= 0x60)
      || (self >= 0x7B && self <= 0x7E)
  }
  /// The value of a hexadecimal digit; nil for another byte.
  var hexadecimalValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self - 0x30)
    case 0x41...0x46: UInt32(self - 0x41 + 10)
    case 0x61...0x66: UInt32(self - 0x61 + 10)
    default: nil
    }
  }
}

extension Unicode.Scalar {
  /// Unicode whitespace as CommonMark defines it.
  @inline(__always)
  var isMarkdownSpace: Bool {
    if value < 0xA0 { return value == 0x20 || value == 0x09 || value == 0x0A || value == 0x0C || value == 0x0D }
    return properties.generalCategory == .spaceSeparator
  }

  /// A Unicode punctuation character as CommonMark 0.31 defines it: general categories P and S.
  @inline(__always)
  var isMarkdownPunctuation: Bool {
    value < 0x80 ? UInt8(truncatingIfNeeded: value).isPunctuation : isPunctuationOrSymbol
  }

  private var isPunctuationOrSymbol: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return true
    default: return false
    }
  }
}
