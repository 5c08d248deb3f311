/// Finds the position of an object by its name: positions ordered by name, and where those with the same first bits begin.
struct ObjectIndex: Sendable {
  private let order: [Int32]
  private let starts: [Int32]
  private let shift: UInt64

  /// The index of these names.
  init(_ ids: Column<ObjectID>) {
    // About as many beginnings as names, which are digests: few share one.
    let bits = max(1, Int.bitWidth - ids.count.leadingZeroBitCount)
    let shift = UInt64(64 - bits)
    var starts = [Int32](repeating: 0, count: (1 << bits) + 1)
    var order = [Int32](repeating: 0, count: ids.count)
    starts.withUnsafeMutableBufferPointer { starts in
      for id in ids { starts[Int(id.firstBytes >> shift)] += 1 }
      // From the ends of the groups down to their beginnings.
      var end: Int32 = 0
      for group in starts.indices {
        end += starts[group]
        starts[group] = end
      }
      order.withUnsafeMutableBufferPointer { order in
        for position in ids.indices.reversed() {
          let group = Int(ids[position].firstBytes >> shift)
          starts[group] -= 1
          order[Int(starts[group])] = Int32(position)
        }
        for group in 0..<(starts.count - 1) where starts[group + 1] - starts[group] > 1 {
          Self.sort(order, Int(starts[group])..<Int(starts[group + 1]), by: ids)
        }
      }
    }
    (self.order, self.starts, self.shift) = (order, starts, shift)
  }

  /// Puts the positions of one group in order of the names.
  private static func sort(_ order: UnsafeMutableBufferPointer<Int32>, _ group: Range<Int>, by ids: Column<ObjectID>) {
    // Of digests few share a beginning; of names that somebody made up, all may.
    guard group.count <= 8 else { return order[group].sort { ids[Int($0)] < ids[Int($1)] } }
    for next in group.dropFirst() {
      var place = next
      while place > group.lowerBound, ids[Int(order[place])] < ids[Int(order[place - 1])] {
        order.swapAt(place, place - 1)
        place -= 1
      }
    }
  }

  /// The position of a name in the column that the index was made of; nil if it is not there.
  func position(of id: ObjectID, in ids: Column<ObjectID>) -> Int? {
    let group = Int(id.firstBytes >> shift)
    var low = Int(starts[group])
    var high = Int(starts[group + 1])
    while low < high {
      let middle = (low + high) / 2
      let found = Int(order[middle])
      if ids[found] == id { return found }
      if id < ids[found] { high = middle } else { low = middle + 1 }
    }
    return nil
  }
}

/// Finds the position of a path among paths in order of their bytes. Two paths that look alike to people, because bytes in
/// them are no text or because their letters are composed in two ways, are one: the first.
struct PathIndex: Sendable {
  /// The first position of those that are not ASCII.
  private var others: [String: Int] = [:]
  /// Paths that look like an earlier one, with the position of that.
  private(set) var likeEarlier: [Int: Int] = [:]

  /// The index of these paths.
  init(_ paths: TextTable) {
    guard !Self.isASCII(paths.bytes.bytes) else { return }
    for position in 0..<paths.count where !Self.isASCII(paths.bytes(of: position)) {
      let path = paths.text(position)
      if let first = self.position(of: path, in: paths) {
        likeEarlier[position] = first
      } else {
        others[path] = position
      }
    }
  }

  /// The position of a path in the paths that the index was made of; nil if it is not there.
  ///
  /// - Parameter start: a position near which it probably is.
  func position(of path: String, in paths: TextTable, near start: Int? = nil) -> Int? {
    var path = path
    let plain = path.withUTF8 { Self.isASCII($0) ? paths.position(of: $0, near: start) : nil }
    return plain ?? (others.isEmpty ? nil : others[path])
  }

  private static func isASCII(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.withContiguousStorageIfAvailable { bytes in bytes.reduce(0) { $0 | $1 } < 0x80 }
      ?? bytes.allSatisfy { $0 < 0x80 }
  }
}
