/// Reads numbers, names of objects and texts from bytes that `ByteWriter` wrote; nil for anything that does not fit.
///
/// Thousands of entries are read at a time. It is public because only then other modules compile its functions into
/// their own.
public struct ByteReader {
  @usableFromInline let bytes: UnsafeRawBufferPointer
  /// Where `bytes` begins in the whole that it is a part of.
  @usableFromInline let base: Int
  @usableFromInline var position = 0

  /// Reads from the first byte on.
  ///
  /// - Parameter base: where the bytes begin in the whole that they are a part of.
  @inlinable public init(_ bytes: UnsafeRawBufferPointer, base: Int = 0) {
    self.bytes = bytes
    self.base = base
  }

  /// Whether everything was read.
  @inlinable public var isAtEnd: Bool { position == bytes.count }

  /// Where the next byte stands in the whole.
  @inlinable public var offset: Int { base + position }

  /// One byte.
  @inlinable public mutating func byte() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  /// A number of 32 bits.
  @inlinable public mutating func number() -> Int? {
    guard bytes.count - position >= 4 else { return nil }
    defer { position += 4 }
    return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
  }

  /// A number of things that take at least so many bytes each: one that the rest cannot hold is no such number.
  @inlinable public mutating func count(least: Int) -> Int? {
    guard let count = number(), count <= (bytes.count - position) / least else { return nil }
    return count
  }

  /// A number of 64 bits.
  @inlinable public mutating func long() -> Int64? {
    guard bytes.count - position >= 8 else { return nil }
    defer { position += 8 }
    return Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Int64.self))
  }

  /// The name of an object.
  @inlinable public mutating func id() -> ObjectID? {
    guard bytes.count - position >= 20 else { return nil }
    defer { position += 20 }
    return ObjectID(in: bytes, at: position)
  }

  /// Bytes with their number before them.
  @inlinable public mutating func piece() -> UnsafeRawBufferPointer? {
    guard let count = count(least: 1) else { return nil }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<(position + count)])
  }

  /// Where the bytes that have their number before them stand; they are read past.
  package mutating func pieceRange() -> Range<Int>? { piece().map { offset - $0.count..<offset } }

  /// Reads past so many bytes; false if there are fewer.
  @inlinable public mutating func skip(_ count: Int) -> Bool {
    guard count <= bytes.count - position else { return false }
    position += count
    return true
  }

  /// Everything that was not read.
  @inlinable public mutating func rest() -> UnsafeRawBufferPointer {
    defer { position = bytes.count }
    return UnsafeRawBufferPointer(rebasing: bytes[position...])
  }

  /// A text with its length in bytes before it.
  @inlinable public mutating func text() -> String? { piece().map { String(decoding: $0, as: UTF8.self) } }
}

/// Writes what `ByteReader` reads.
package struct ByteWriter {
  /// What was written.
  package private(set) var bytes: [UInt8] = []

  /// Begins with nothing.
  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// One byte.
  package mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// A number of 32 bits.
  package mutating func number(_ value: Int) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: value).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A number of 64 bits.
  package mutating func long(_ value: Int64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// The name of an object.
  package mutating func id(_ id: ObjectID) {
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { buffer in
      guard let base = buffer.baseAddress else { return }
      id.store(to: base)
      bytes.append(contentsOf: buffer)
    }
  }

  /// Bytes, and their number before them.
  package mutating func piece(_ piece: some Collection<UInt8>) {
    number(piece.count)
    bytes.append(contentsOf: piece)
  }

  /// Bytes, without their number.
  package mutating func append(_ piece: [UInt8]) { bytes.append(contentsOf: piece) }

  /// A text, and its length in bytes before it.
  package mutating func text(_ text: String) { piece(text.utf8) }
}
