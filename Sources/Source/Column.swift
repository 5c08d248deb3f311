/// What takes the same number of bytes wherever it stands, so that many of it can lie one after the other.
public protocol ColumnElement: Sendable {
  /// How many bytes it takes.
  static var width: Int { get }

  /// What stands at an offset, which need not be aligned.
  init(in bytes: UnsafeRawBufferPointer, at offset: Int)

  /// Writes its bytes to an offset, which need not be aligned.
  func store(in bytes: UnsafeMutableRawBufferPointer, at offset: Int)
}

extension ColumnElement where Self: FixedWidthInteger & BitwiseCopyable {
  /// The bytes of the number.
  @inlinable public static var width: Int { MemoryLayout<Self>.size }

  /// The number that stands at an offset.
  @inlinable public init(in bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.init(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Self.self))
  }

  /// Writes the number to an offset.
  @inlinable public func store(in bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
    bytes.storeBytes(of: littleEndian, toByteOffset: offset, as: Self.self)
  }
}

extension UInt8: ColumnElement {}
extension Int32: ColumnElement {}
extension Int64: ColumnElement {}
extension Int: ColumnElement {}

/// Things of one kind, one after the other, as bytes: in memory of their own, or where they lie in a file that was read,
/// whose memory many columns share. Nothing is copied before something is added. Public because only then other modules
/// compile its functions into their own.
public struct Column<Element: ColumnElement>: RandomAccessCollection, Sendable, ExpressibleByArrayLiteral {
  /// The bytes of all elements, and behind them room for more.
  @usableFromInline var storage: ArraySlice<UInt8>
  @usableFromInline var length: Int

  /// The bytes of all elements; numbers have the lowest byte first.
  public var bytes: ArraySlice<UInt8> { storage.prefix(length * Element.width) }
  /// How many elements there are.
  @inlinable public var count: Int { length }

  /// None.
  public init() { (storage, length) = ([], 0) }

  /// These elements.
  public init(_ elements: some Sequence<Element>) {
    self.init()
    for element in elements { append(element) }
  }

  /// These elements.
  public init(arrayLiteral elements: Element...) { self.init(elements) }

  fileprivate init(bytes: ArraySlice<UInt8>, count: Int) { (storage, length) = (bytes, count) }

  /// Zero.
  @inlinable public var startIndex: Int { 0 }
  /// How many elements there are.
  @inlinable public var endIndex: Int { count }

  /// The element at a position.
  @inlinable public subscript(position: Int) -> Element {
    precondition(position >= 0 && position < count, "the column has no such element")
    return storage.withUnsafeBytes { Element(in: $0, at: position &* Element.width) }
  }

  /// Adds an element at the end.
  @inlinable public mutating func append(_ element: Element) {
    let end = length &* Element.width
    if end + Element.width > storage.count { reserveCapacity(Swift.max(16, 2 * length)) }
    storage.withUnsafeMutableBytes { element.store(in: $0, at: end) }
    length += 1
  }

  /// Makes room for so many elements altogether.
  public mutating func reserveCapacity(_ count: Int) {
    let more = count * Element.width - storage.count
    if more > 0 { storage.append(contentsOf: repeatElement(0, count: more)) }
  }
}

extension Column<UInt8> {
  /// Adds bytes at the end.
  mutating func append(contentsOf more: some Collection<UInt8>) {
    storage.removeLast(storage.count - length)
    storage.append(contentsOf: more)
    length += more.count
  }

  /// Some of the bytes.
  func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[(bytes.startIndex + range.lowerBound)..<(bytes.startIndex + range.upperBound)]
  }
}

extension Column<Int> {
  /// Whether the numbers never fall, begin at no less than zero and end at `last`; none end at zero.
  package func rise(to last: Int) -> Bool {
    var before = 0
    for number in self {
      if number < before { return false }
      before = number
    }
    return before == last
  }
}

// One function for each kind of number: of a generic one, other modules get no version for the numbers they have.

extension Column<UInt8> {
  /// Whether every number lies in a range.
  package func lies(in range: ClosedRange<UInt8>) -> Bool { lie(in: range) }
}

extension Column<Int32> {
  /// Whether every number lies in a range.
  package func lies(in range: ClosedRange<Int32>) -> Bool { lie(in: range) }
}

extension Column<Int64> {
  /// Whether every number lies in a range.
  package func lies(in range: ClosedRange<Int64>) -> Bool { lie(in: range) }
}

extension Column where Element: FixedWidthInteger {
  fileprivate func lie(in range: ClosedRange<Element>) -> Bool {
    bytes.withUnsafeBytes { bytes in
      for position in 0..<count where !range.contains(Element(in: bytes, at: position &* Element.width)) {
        return false
      }
      return true
    }
  }
}

/// Reads columns from bytes in which they lie one after the other, with numbers of 32 bits between them; nil for what does
/// not fit.
package struct ColumnReader {
  private var rest: ArraySlice<UInt8>

  /// Reads from the first byte on.
  package init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// Whether everything was read.
  package var isAtEnd: Bool { rest.isEmpty }

  /// A number.
  package mutating func number() -> Int? {
    column(of: 1, Int32.self).map { Int(UInt32(bitPattern: $0[0])) }
  }

  /// So many elements, where they lie.
  package mutating func column<Element>(of count: Int, _ type: Element.Type = Element.self) -> Column<Element>? {
    guard count <= rest.count / Element.width else { return nil }
    let part = rest.prefix(count * Element.width)
    rest = rest[part.endIndex...]
    return Column(bytes: part, count: count)
  }

  /// Texts: their number, where they end, how many bytes they take, and these.
  package mutating func texts() -> TextTable? {
    guard let count = number(), let ends = column(of: count, Int.self), let size = number(),
      let bytes = column(of: size, UInt8.self)
    else { return nil }
    return TextTable(bytes: bytes, ends: ends)
  }
}

/// Writes what `ColumnReader` reads.
package struct ColumnWriter {
  /// What was written.
  package private(set) var bytes: [UInt8] = []

  /// Begins with nothing.
  package init() {}

  /// A number.
  package mutating func number(_ number: Int) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Elements, without their number.
  package mutating func column<Element>(_ column: Column<Element>) { bytes.append(contentsOf: column.bytes) }

  /// Texts.
  package mutating func texts(_ texts: TextTable) {
    number(texts.count)
    column(texts.ends)
    number(texts.bytes.count)
    column(texts.bytes)
  }
}
