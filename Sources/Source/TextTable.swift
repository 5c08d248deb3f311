/// Texts one after the other in one piece of memory; each becomes a `String` when somebody asks for it.
package struct TextTable: Sendable {
  /// The bytes of all texts; they need not be UTF-8.
  package private(set) var bytes: Column<UInt8>
  /// Where each text ends in `bytes`.
  package private(set) var ends: Column<Int>

  /// No text.
  package init() { (bytes, ends) = ([], []) }

  /// The texts that end in `bytes` at `ends`; nil if these do not rise, or do not end where the bytes do.
  package init?(bytes: Column<UInt8>, ends: Column<Int>) {
    guard ends.rise(to: bytes.count) else { return nil }
    (self.bytes, self.ends) = (bytes, ends)
  }

  /// How many texts there are.
  package var count: Int { ends.count }

  /// Where the bytes of a text lie.
  package func range(_ position: Int) -> Range<Int> { (position == 0 ? 0 : ends[position - 1])..<ends[position] }

  /// The bytes of a text.
  package func bytes(of position: Int) -> ArraySlice<UInt8> { bytes.slice(range(position)) }

  /// A text, for people; bytes that are not UTF-8 are shown as U+FFFD.
  package func text(_ position: Int) -> String { String(decoding: bytes(of: position), as: UTF8.self) }

  /// The position of a text among texts that are in order of their bytes; nil if it is not one of them.
  ///
  /// - Parameter start: a position near which the text probably is; it is then found sooner.
  package func position(of text: some Sequence<UInt8>, near start: Int? = nil) -> Int? {
    text.withContiguousStorageIfAvailable { position(of: UnsafeRawBufferPointer($0), near: start) }
      ?? Array(text).withUnsafeBytes { position(of: $0, near: start) }
  }

  private func position(of text: UnsafeRawBufferPointer, near start: Int?) -> Int? {
    bytes.bytes.withUnsafeBytes { bytes in
      var low = 0
      var high = ends.count
      // A few looks nearby, each farther away, and then always into the middle of what is left.
      var next = start.map { min($0, high - 1) }
      var stride = 1
      while low < high {
        let position = next ?? (low + high) / 2
        let order = text.order(UnsafeRawBufferPointer(rebasing: bytes[range(position)]))
        if order == 0 { return position }
        if order < 0 { high = position } else { low = position + 1 }
        guard next != nil else { continue }
        next = stride > 4 ? nil : order < 0 ? high - stride : low + stride - 1
        if let place = next, !(low..<high).contains(place) { next = nil }
        stride *= 2
      }
      return nil
    }
  }

  /// Whether every text comes before the next by its bytes.
  package var isInOrder: Bool {
    bytes.bytes.withUnsafeBytes { bytes in
      var before: Range<Int>?
      var start = 0
      for end in ends {
        if let before,
          UnsafeRawBufferPointer(rebasing: bytes[before])
            .order(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) >= 0
        {
          return false
        }
        before = start..<end
        start = end
      }
      return true
    }
  }

  /// Adds a text at the end.
  package mutating func append(_ text: ArraySlice<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Adds a text at the end.
  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  /// Makes room for so many texts more.
  package mutating func reserve(_ count: Int) { ends.reserveCapacity(ends.count + count) }
}

extension UnsafeRawBufferPointer {
  /// Negative, zero or positive, as the bytes come before, with or after `other`.
  @inlinable @inline(__always)
  package func order(_ other: UnsafeRawBufferPointer) -> Int {
    let common = Swift.min(count, other.count)
    var index = 0
    // Eight bytes at once: as big-endian numbers they have the order of the bytes.
    while index + 8 <= common {
      let own = UInt64(bigEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let its = UInt64(bigEndian: other.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      if own != its { return own < its ? -1 : 1 }
      index += 8
    }
    while index < common {
      if self[index] != other[index] { return self[index] < other[index] ? -1 : 1 }
      index += 1
    }
    return count - other.count
  }
}
