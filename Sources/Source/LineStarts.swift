/// Where the lines at the beginning of a file start, as bytes that can be kept: most findings are about front matter, and
/// nobody has to read a text to say in which line of it they are.
///
/// First the offset behind the beginning, then that of each line, as numbers of 32 bits. Nothing is known of a beginning
/// that is not ASCII, where a column is not a number of bytes.
public struct LineStarts: Sendable {
  /// The numbers; none if nothing is known.
  package let bytes: ArraySlice<UInt8>

  /// Nothing is known.
  public init() { bytes = [] }

  /// What was kept.
  package init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The lines of a file up to `end`.
  package init(of source: SourceText, to end: Int) {
    guard end <= source.bytes.count, source.bytes[..<end].allSatisfy({ $0 < 0x80 }) else {
      self.init()
      return
    }
    var writer = ByteWriter()
    writer.number(end)
    var line = 1
    while let start = source.range(ofLine: line)?.lowerBound, start < end {
      writer.number(start)
      line += 1
    }
    self.init(bytes: writer.bytes[...])
  }

  /// Line and column of a byte; nil if it does not stand at the beginning.
  func position(of offset: Int) -> SourcePosition? {
    bytes.withUnsafeBytes { bytes in
      func number(_ index: Int) -> Int {
        Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
      }
      let count = bytes.count / 4
      guard count > 1, offset >= 0, offset < number(0), number(1) == 0 else { return nil }
      // The last line that does not start behind it.
      var low = 1
      var high = count
      while high - low > 1 {
        let middle = (low + high) / 2
        if number(middle) <= offset { low = middle } else { high = middle }
      }
      return SourcePosition(line: low, column: offset - number(low) + 1)
    }
  }
}
