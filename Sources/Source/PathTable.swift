/// Where things stand in a list, by their paths: a hash table of positions, which copies no path.
package struct PathTable: Sendable {
  /// The upper half of the hash of a path, and below it its position plus one; zero where nothing is.
  private var slots: [UInt64] = []
  private var count = 0

  /// No path yet, and room for so many.
  package init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  /// The position that was entered for a path first; nil if there is none.
  ///
  /// - Parameter isPath: whether the path at a position is the one that is looked for.
  @inline(__always)
  package func position(of hash: Int, where isPath: (Int) -> Bool) -> Int? {
    let mark = Self.mark(hash)
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == mark {
        let position = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
        if isPath(position) { return position }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Enters a path that is not there yet.
  package mutating func enter(_ hash: Int, at position: Int) {
    if count * 2 >= slots.count { grow() }
    place(Self.mark(hash) << 32 | UInt64(position + 1), hash)
    count += 1
  }

  private mutating func place(_ entry: UInt64, _ hash: Int) {
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    // The lower bits of a mark are those of the hash, and no table has more slots than these can tell apart.
    for entry in old where entry != 0 { place(entry, Int(truncatingIfNeeded: entry >> 32)) }
  }

  /// The part of a hash that is kept beside the position: its lower 32 bits.
  private static func mark(_ hash: Int) -> UInt64 { UInt64(UInt32(truncatingIfNeeded: hash)) }

  /// The hash of a path. Two ways to write the same characters give the same hash, as they are the same text.
  package static func hash(of path: String) -> Int {
    var text = path
    if let hash = text.withUTF8({ hash(ofASCII: UnsafeRawBufferPointer($0)) }) { return hash }
    return path.hashValue
  }

  /// The hash of a path; nil if a byte of it is not ASCII.
  ///
  /// Every file of a repository is hashed once at least, and no one hash is worth more than a few instructions a byte. Its
  /// seed is another one in each run, so that nobody can choose paths that collide.
  package static func hash(ofASCII bytes: UnsafeRawBufferPointer) -> Int? {
    var state = seed ^ UInt64(bytes.count)
    var all: UInt64 = 0
    var position = 0
    func add(_ word: UInt64) {
      all |= word
      let (high, low) = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      state = high ^ low ^ seed
    }
    while position + 8 <= bytes.count {
      add(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    if position < bytes.count {
      var last: UInt64 = 0
      while position < bytes.count {
        last = last << 8 | UInt64(bytes[position])
        position += 1
      }
      add(last)
    }
    guard all & 0x8080_8080_8080_8080 == 0 else { return nil }
    let (high, low) = state.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return Int(truncatingIfNeeded: high ^ low)
  }

  private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
}
