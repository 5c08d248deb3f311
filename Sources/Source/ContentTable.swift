/// Entries by the names of contents, as bytes: one is found without reading the others.
///
/// The number of entries comes first, then the names in their order, then where each entry ends, then the entries.
public struct ContentTable: Sendable {
  /// The table as it is kept, where it lies in the file that was read.
  public let bytes: ArraySlice<UInt8>
  private let count: Int

  /// A table without entries.
  package init() {
    bytes = []
    count = 0
  }

  /// The table that `ContentTable.bytes` made; nil if these bytes cannot be one.
  package init?(bytes: ArraySlice<UInt8>) {
    let count = bytes.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      return reader.count(least: Self.nameLength + Self.endLength)
    }
    guard let count else { return nil }
    self.count = count
    self.bytes = bytes
    var end = 0
    for position in 0..<count {
      let next = self.end(ofEntry: position)
      guard next >= end, position == 0 || name(position - 1) < name(position) else { return nil }
      end = next
    }
    guard entriesStart + end == bytes.count else { return nil }
  }

  /// A table with these entries, one for each name.
  package static func bytes(of entries: [ObjectID: [UInt8]]) -> [UInt8] {
    let sorted = entries.sorted { $0.key < $1.key }
    var writer = ByteWriter(
      capacity: 4 + sorted.reduce(0) { $0 + nameLength + endLength + $1.value.count })
    writer.number(sorted.count)
    for (name, _) in sorted { writer.id(name) }
    var end = 0
    for (_, entry) in sorted {
      end += entry.count
      writer.number(end)
    }
    for (_, entry) in sorted { writer.append(entry) }
    return writer.bytes
  }

  /// Gives the entry of a content to `read`; nil if there is none, or if `read` gives nil or leaves something over.
  ///
  /// Asked for every file and revision. It is public because only then other modules compile it into their own functions.
  @inlinable public func entry<Result>(of content: ObjectID, _ read: (inout ByteReader) -> Result?) -> Result? {
    guard let place = place(of: content) else { return nil }
    return bytes.withUnsafeBytes { bytes in
      var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[place]), base: place.lowerBound)
      guard let result = read(&reader), reader.isAtEnd else { return nil }
      return result
    }
  }

  /// Where the entry of a content stands in `bytes`; nil if there is none.
  public func place(of content: ObjectID) -> Range<Int>? {
    var low = 0
    var high = count
    // Names are digests, so they lie evenly: the first bytes tell nearly where one is.
    let guess = Int(content.firstBytes.multipliedFullWidth(by: UInt64(count)).high)
    var width = 32
    if guess < count {
      if name(guess) < content {
        low = guess + 1
        while low + width < high, name(low + width) < content {
          low += width + 1
          width *= 2
        }
        high = min(high, low + width)
      } else {
        high = guess
        while high - width > low, content < name(high - width) {
          high -= width
          width *= 2
        }
        low = max(low, high - width)
      }
    }
    while low < high {
      let middle = (low + high) / 2
      if name(middle) < content { low = middle + 1 } else { high = middle }
    }
    guard low < count, name(low) == content else { return nil }
    return entriesStart + (low == 0 ? 0 : end(ofEntry: low - 1))..<entriesStart + end(ofEntry: low)
  }

  /// The names of all contents, in their order.
  package var names: [ObjectID] { (0..<count).map(name) }

  private static let nameLength = 20
  private static let endLength = 4
  private var entriesStart: Int { 4 + count * (Self.nameLength + Self.endLength) }

  private func name(_ position: Int) -> ObjectID {
    bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { ObjectID(at: $0 + 4 + position * Self.nameLength) } ?? .null
    }
  }

  /// Where an entry ends, counted from the first.
  private func end(ofEntry position: Int) -> Int {
    bytes.withUnsafeBytes {
      Int(
        UInt32(
          littleEndian: $0.loadUnaligned(
            fromByteOffset: 4 + count * Self.nameLength + position * Self.endLength, as: UInt32.self)))
    }
  }
}
