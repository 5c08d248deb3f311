/// Numbers names in the order of their first appearance. Names are compared byte by byte: two that look alike stay two.
struct NameTable: ~Copyable {
  private var storage: [UInt8] = []
  private var ends: [Int] = []
  /// Number of the name plus one, or zero; the size is a power of two.
  private var slots: [UInt32] = Array(repeating: 0, count: 16)

  init() {}

  /// How many names there are.
  var count: Int { ends.count }

  /// The bytes of a name.
  func name(_ number: Int) -> ArraySlice<UInt8> { storage[start(of: number)..<ends[number]] }

  private func start(of number: Int) -> Int { number == 0 ? 0 : ends[number - 1] }

  /// The number of `name`, which is added if it is new.
  mutating func number(of name: UnsafeRawBufferPointer) -> Int {
    if (ends.count + 1) * 2 > slots.count { grow() }
    var slot = Self.hash(name) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      let from = start(of: number)
      if ends[number] - from == name.count {
        let isSame = storage.withUnsafeBytes { bytes in
          Bytes.compare(UnsafeRawBufferPointer(rebasing: bytes[from..<ends[number]]), name) == 0
        }
        if isSame { return number }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    storage.append(contentsOf: name)
    ends.append(storage.count)
    slots[slot] = UInt32(ends.count)
    return ends.count - 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    storage.withUnsafeBytes { bytes in
      for number in ends.indices {
        let name = UnsafeRawBufferPointer(rebasing: bytes[start(of: number)..<ends[number]])
        var slot = Self.hash(name) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(number + 1)
      }
    }
  }

  /// Eight bytes at a time, mixed by multiplication; the names of a folder are no one's weapon against their owner.
  private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(name.count)
    var index = 0
    while index + 8 <= name.count {
      hash = (hash ^ name.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      index += 8
    }
    var rest: UInt64 = 0
    while index < name.count {
      rest = rest << 8 | UInt64(name[index])
      index += 1
    }
    hash = (hash ^ rest) &* 0xC4CE_B9FE_1A85_EC53
    return Int(truncatingIfNeeded: hash ^ (hash >> 29)) & Int.max
  }
}
