/// Character references: `&amp;`, `&#65;`, `&#x41;`.
enum CharacterReference {
  struct Match {
    var first: Unicode.Scalar
    var second: Unicode.Scalar?
    /// The position behind the semicolon.
    var next: Int
  }

  /// The reference that begins with the `&` at `start`; nil if it is none.
  static func match(_ text: Bytes, at start: Int) -> Match? {
    var index = start + 1
    if text[index] == 0x23 { return numeric(text, at: index + 1) }
    while text[index].isAlphanumeric, index - start <= 32 { index += 1 }
    guard index > start + 1, text[index] == 0x3B else { return nil }
    return named(text, start + 1, index)
  }

  private static func numeric(_ text: Bytes, at start: Int) -> Match? {
    var index = start
    var value: UInt32 = 0
    if text[index] | 0x20 == 0x78 {
      index += 1
      let digits = index
      while let digit = text[index].hexadecimalValue, index - digits < 7 {
        value = value << 4 | digit
        index += 1
      }
      guard index > digits, index - digits <= 6 else { return nil }
    } else {
      while text[index].isDigit, index - start < 8 {
        value = value * 10 + UInt32(text[index] - 0x30)
        index += 1
      }
      guard index > start, index - start <= 7 else { return nil }
    }
    guard text[index] == 0x3B else { return nil }
    let scalar = value == 0 ? nil : Unicode.Scalar(value)
    return Match(first: scalar ?? "\u{FFFD}", second: nil, next: index + 1)
  }

  private static func named(_ text: Bytes, _ start: Int, _ end: Int) -> Match? {
    let records = EntityTable.records.utf8Start
    var low = 0
    var high = EntityTable.records.utf8CodeUnitCount - 1
    // Each record begins behind a semicolon: step back to it from the middle of what is left.
    while low < high {
      var record = (low + high) / 2
      while record > low, records[record] != 0x3B { record -= 1 }
      var index = record + 1
      var position = start
      while position < end, records[index] == text[position] {
        index += 1
        position += 1
      }
      if position == end, records[index] == 0x20 { return match(records + index + 1, next: end + 1) }
      // A space ends the name in the table, and sorts before every letter and digit.
      let ours: UInt8 = position < end ? text[position] : 0x20
      if ours < records[index] {
        high = record
      } else {
        while records[index] != 0x3B { index += 1 }
        low = index
      }
    }
    return nil
  }

  private static func match(_ digits: UnsafePointer<UInt8>, next: Int) -> Match {
    var index = 0
    func scalar() -> Unicode.Scalar {
      var value: UInt32 = 0
      while let digit = digits[index].hexadecimalValue {
        value = value << 4 | digit
        index += 1
      }
      return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
    let first = scalar()
    guard digits[index] == 0x20 else { return Match(first: first, second: nil, next: next) }
    index += 1
    return Match(first: first, second: scalar(), next: next)
  }
}

extension [UInt8] {
  /// Adds the UTF-8 of `scalar`.
  mutating func append(_ scalar: Unicode.Scalar) {
    append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Adds `text` with backslash escapes and character references resolved.
  mutating func appendUnescaped(_ text: Bytes) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == 0x5C, text[index + 1].isPunctuation {
        append(text[index + 1])
        index += 2
      } else if byte == 0x26, let match = CharacterReference.match(text, at: index) {
        append(match.first)
        if let second = match.second { append(second) }
        index = match.next
      } else if byte == 0 {
        append("\u{FFFD}")
        index += 1
      } else {
        let start = index
        index += 1
        while index < text.count {
          let next = text.base[index]
          if next == 0x5C || next == 0x26 || next == 0 { break }
          index &+= 1
        }
        append(contentsOf: UnsafeBufferPointer(start: text.base + start, count: index - start))
      }
    }
  }
}
