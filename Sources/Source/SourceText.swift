/// A half-open range of bytes in one file.
public struct SourceRange: Hashable, Sendable, Comparable {
  private let start: UInt32
  private let end: UInt32

  /// Offset of the first byte.
  public var lowerBound: Int { Int(start) }
  /// Offset behind the last byte; equal to `lowerBound` for a place between two bytes.
  public var upperBound: Int { Int(end) }
  /// Length in bytes.
  public var count: Int { Int(end - start) }
  /// Whether the range covers no byte.
  public var isEmpty: Bool { start == end }

  /// The bytes from `lowerBound` up to, not including, `upperBound`.
  public init(_ lowerBound: Int, _ upperBound: Int) {
    precondition(lowerBound >= 0 && upperBound >= lowerBound, "a range runs forward from a byte of the file")
    start = UInt32(lowerBound)
    end = UInt32(upperBound)
  }

  /// The bytes of `range`.
  public init(_ range: Range<Int>) { self.init(range.lowerBound, range.upperBound) }

  /// The same bytes as a range of offsets.
  public var offsets: Range<Int> { lowerBound..<upperBound }

  /// Order by start, then by end.
  public static func < (left: SourceRange, right: SourceRange) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }

  /// Whether `other` lies inside this range.
  public func contains(_ other: SourceRange) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}

/// A place in a file as people and editors count it.
public struct SourcePosition: Hashable, Sendable {
  /// Line, from 1.
  public let line: Int
  /// Column, from 1, in UTF-16 code units: the unit of editors, SARIF and the language server protocol.
  public let column: Int

  /// The place at `line` and `column`, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// The bytes of one file with its path: what every position in the program refers to.
public struct SourceText: Sendable {
  /// Path inside the repository, with `/` between folders.
  public let path: String
  /// The file as it is stored, byte for byte. Not necessarily valid UTF-8.
  public let bytes: [UInt8]
  private let lines: LineIndex

  /// The file at `path` with these bytes.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lines = bytes.withUnsafeBufferPointer { LineIndex($0) }
  }

  /// The file at `path` with this text as UTF-8.
  public init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

  /// Number of lines; a final line end opens one more, empty line.
  public var lineCount: Int { lines.lineCount }

  /// The text of `range`; what is not UTF-8 is shown as U+FFFD.
  public func text(_ range: SourceRange) -> String {
    let upper = min(range.upperBound, bytes.count)
    let lower = min(range.lowerBound, upper)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// Line and column of the byte at `offset`; an offset behind the end is the end.
  public func position(of offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let (line, units) = bytes.withUnsafeBufferPointer { lines.position(of: offset, in: $0) }
    return SourcePosition(line: line + 1, column: units + 1)
  }

  /// The bytes of `line` (from 1) without its line end; nil if there is no such line.
  public func range(ofLine line: Int) -> SourceRange? {
    guard let start = bytes.withUnsafeBufferPointer({ lines.start(ofLine: line - 1, in: $0) }) else { return nil }
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return SourceRange(start, end)
  }
}

extension SourceText {
  /// Offset of the first byte that is not part of valid UTF-8; nil if all are.
  public var firstInvalidUTF8: Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}
