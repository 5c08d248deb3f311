/// Where lines begin, kept for every so many bytes only: small, quick to make, and quick to ask about a line of any
/// length.
struct LineIndex: Sendable {
  /// What is known about the start of a stretch of bytes.
  private struct Mark {
    /// Line ends before it.
    var lines: UInt32
    /// UTF-16 code units between the start of its line and its first character.
    var column: UInt32
    /// Bytes at its start that belong to a character which begins before it.
    var overhang: UInt8
  }

  private static let stretch = 1024
  private var marks: [Mark] = []
  /// Number of lines; a final line end opens one more.
  private(set) var lineCount = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    marks.reserveCapacity(bytes.count / Self.stretch + 1)
    var lines = 0
    var column = 0
    var start = 0
    var overhang = 0
    while start < bytes.count {
      marks.append(
        Mark(
          lines: UInt32(truncatingIfNeeded: lines), column: UInt32(truncatingIfNeeded: column),
          overhang: UInt8(overhang)))
      let end = min(start + Self.stretch, bytes.count)
      let (count, isASCII) = Self.lineEnds(in: bytes, start, end)
      lines += count
      var from = start + overhang
      if count > 0 {
        column = 0
        from = Self.lineStart(in: bytes, before: end, notBefore: start)
      }
      overhang = 0
      if isASCII {
        column += end - from
      } else {
        let (units, next) = Self.units(in: bytes, from: from, to: end, limit: bytes.count)
        column += units
        overhang = next - end
      }
      start = end
    }
    lineCount = lines + 1
  }

  /// Line from 0 and UTF-16 code units before `offset` in it.
  func position(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, units: Int) {
    guard !marks.isEmpty else { return (0, 0) }
    var number = min(offset / Self.stretch, marks.count - 1)
    if number > 0, offset < number * Self.stretch + Int(marks[number].overhang) { number -= 1 }
    let start = number * Self.stretch
    var line = Int(marks[number].lines)
    var column = Int(marks[number].column)
    var from = min(start + Int(marks[number].overhang), offset)
    for index in start..<offset where Self.isLineEnd(bytes, index) {
      line += 1
      column = 0
      from = index + 1
    }
    return (line, column + Self.units(in: bytes, from: from, to: offset, limit: offset).units)
  }

  /// Offset of the first byte of `line`, from 0; nil if there is no such line.
  func start(ofLine line: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard line >= 0, line < lineCount else { return nil }
    guard line > 0 else { return 0 }
    // The last stretch before which fewer lines end.
    var low = 0
    var high = marks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(marks[middle].lines) < line { low = middle } else { high = middle }
    }
    var left = line - Int(marks[low].lines)
    for index in low * Self.stretch..<bytes.count where Self.isLineEnd(bytes, index) {
      left -= 1
      if left == 0 { return index + 1 }
    }
    return nil
  }

  /// Whether a line ends with this byte: a line feed, or a carriage return that no line feed follows.
  private static func isLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    bytes[index] == 0x0A || (bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A))
  }

  /// The start of the line that is open before `end`.
  private static func lineStart(in bytes: UnsafeBufferPointer<UInt8>, before end: Int, notBefore start: Int) -> Int {
    var index = end
    while index > start, !isLineEnd(bytes, index - 1) { index -= 1 }
    return index
  }

  /// How many lines end in these bytes, and whether all of them are ASCII.
  private static func lineEnds(
    in bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (count: Int, isASCII: Bool) {
    guard let base = bytes.baseAddress else { return (0, true) }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var feedsByByte: UInt64 = 0
    var all: UInt64 = 0
    var returns: UInt64 = 0
    var index = start
    // Eight bytes at a time: the high bit of a byte tells whether it is a line feed. Each byte of the sum counts its own,
    // 128 at most in one stretch.
    while index &+ 8 <= end {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      all |= word
      let feeds = word ^ 0x0A0A_0A0A_0A0A_0A0A
      feedsByByte &+= (~(((feeds & ~highs) &+ ~highs) | feeds) & highs) >> 7
      let carriages = word ^ 0x0D0D_0D0D_0D0D_0D0D
      returns |= (carriages &- ones) & ~carriages
      index &+= 8
    }
    let pairs: UInt64 = 0x00FF_00FF_00FF_00FF
    let sums = (feedsByByte & pairs) &+ (feedsByByte >> 8 & pairs)
    var count = Int((sums &* 0x0001_0001_0001_0001) >> 48)
    while index < end {
      if base[index] == 0x0A { count &+= 1 }
      if base[index] == 0x0D { returns = highs }
      all |= UInt64(base[index])
      index &+= 1
    }
    if returns & highs != 0 {
      count = 0
      for index in start..<end where isLineEnd(bytes, index) { count += 1 }
    }
    return (count, all & highs == 0)
  }

  /// The UTF-16 code units of the characters that begin in `from..<to`, and where the last of them ends, when bytes from
  /// `limit` on are not looked at. What is not UTF-8 counts as the U+FFFD it is shown as.
  private static func units(
    in bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int, limit: Int
  ) -> (units: Int, next: Int) {
    var units = 0
    var index = from
    while index < to {
      let first = bytes[index]
      index += 1
      units += 1
      guard first >= 0xC2, first <= 0xF4 else { continue }
      var left = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
      // The second byte is what rules out overlong forms, surrogates and what lies beyond Unicode.
      var lowest: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
      var highest: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
      while left > 0, index < limit, bytes[index] >= lowest, bytes[index] <= highest {
        index += 1
        left -= 1
        (lowest, highest) = (0x80, 0xBF)
      }
      if left == 0, first >= 0xF0 { units += 1 }
    }
    return (units, index)
  }
}
