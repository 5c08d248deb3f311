import Testing

@testable import Source

@Suite struct SourceTextTests {
  @Test func linesAndColumnsAreCountedAsEditorsCountThem() {
    let source = SourceText(path: "a", text: "one\r\ntwo\rthree\n\té😀x\n")
    #expect(source.lineCount == 5)
    #expect(source.position(of: 0) == SourcePosition(line: 1, column: 1))
    #expect(source.position(of: 5) == SourcePosition(line: 2, column: 1))
    #expect(source.position(of: 9) == SourcePosition(line: 3, column: 1))
    // Tab, é, and an emoji of two UTF-16 units stand before x.
    let x = source.bytes.count - 2
    #expect(source.position(of: x) == SourcePosition(line: 4, column: 5))
    #expect(source.position(of: 9_999).line == 5)
    #expect(source.range(ofLine: 1).map { source.text($0) } == "one")
    #expect(source.range(ofLine: 6) == nil)
  }

  /// Lines and columns as their definition has them, from the start of the file each time.
  private func place(_ offset: Int, _ bytes: [UInt8]) -> SourcePosition {
    var line = 1
    var start = 0
    for index in 0..<offset {
      let isReturn = bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      guard bytes[index] == 0x0A || isReturn else { continue }
      line += 1
      start = index + 1
    }
    return SourcePosition(line: line, column: String(decoding: bytes[start..<offset], as: UTF8.self).utf16.count + 1)
  }

  @Test(arguments: [1, 2, 3, 40, 400])
  func everyPositionIsRightInAnyBytes(lineLength: Int) {
    var generator = SystemRandomNumberGenerator()
    let pieces: [[UInt8]] = [
      [0x61], [0x09], Array("é".utf8), Array("漢".utf8), Array("😀".utf8), Array("e\u{301}".utf8), [0xFF], [0xC3],
      [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0xC0, 0xAF], [0xE0, 0x80], [0x20],
    ]
    let ends: [[UInt8]] = [[0x0A], [0x0D, 0x0A], [0x0D]]
    for _ in 0..<6 {
      var bytes: [UInt8] = []
      let isMostlyASCII = Bool.random(using: &generator)
      while bytes.count < 2_600 {
        if Int.random(in: 0...lineLength, using: &generator) == 0 {
          bytes += ends.randomElement(using: &generator) ?? []
        } else if isMostlyASCII, Int.random(in: 0..<50, using: &generator) > 0 {
          bytes.append(0x62)
        } else {
          bytes += pieces.randomElement(using: &generator) ?? []
        }
      }
      let source = SourceText(path: "a", bytes: bytes)
      for offset in stride(from: 0, through: bytes.count, by: 7).map({ $0 }) + Array(1010...1040) + [bytes.count] {
        let expected = place(offset, bytes)
        #expect(source.position(of: offset) == expected, "offset \(offset) of \(bytes)")
        guard let line = source.range(ofLine: expected.line) else {
          Issue.record("no line \(expected.line)")
          continue
        }
        #expect(line.lowerBound <= offset && source.position(of: line.lowerBound).line == expected.line)
        #expect(source.position(of: line.lowerBound).column == 1)
      }
      #expect(source.lineCount == place(bytes.count, bytes).line)
      #expect(source.range(ofLine: source.lineCount + 1) == nil && source.range(ofLine: 0) == nil)
    }
  }

  @Test(
    arguments: [
      ([0x61, 0xC3, 0xA9], nil), ([0x61, 0xFF], 1), ([0xC3], 0), ([0xE2, 0x82], 0),
      ([0xF0, 0x9F, 0x98, 0x80, 0x80], 4), ([], nil),
    ] as [([UInt8], Int?)])
  func theFirstInvalidByteIsFound(bytes: [UInt8], offset: Int?) {
    #expect(SourceText(path: "a", bytes: bytes).firstInvalidUTF8 == offset)
  }

  @Test func objectNamesGoRoundTrip() throws {
    let hex = "0123456789abcdef0123456789ABCDEF01234567"
    let id = try #require(ObjectID(hex: hex))
    #expect(id.hex == hex.lowercased() && ObjectID(bytes: id.bytes) == id && id.short == "0123456")
    #expect(ObjectID(hex: "xyz") == nil && ObjectID(bytes: [1, 2, 3]) == nil)
  }
}
