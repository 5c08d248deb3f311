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
