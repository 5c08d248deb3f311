/// A sum that tells whether bytes are those that were written. It guards against damage; against somebody who wants to
/// deceive there is none.
enum Checksum {
  /// How many bytes it takes.
  static let size = 8

  /// The sum of these bytes: words of eight bytes, in four lanes that processors work on at once.
  ///
  /// Each step gives different results for different words and for different states before it: bytes that differ in one
  /// word never have the same sum, and others hardly ever.
  static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var (first, second, third, fourth) = (seed, seed &+ 1, seed &+ 2, seed &+ 3)
    var position = 0
    if let base = bytes.baseAddress {
      while position &+ 32 <= bytes.count {
        mix(&first, word(base + position))
        mix(&second, word(base + position + 8))
        mix(&third, word(base + position + 16))
        mix(&fourth, word(base + position + 24))
        position &+= 32
      }
    }
    for byte in bytes[position...] { mix(&first, UInt64(byte)) }
    for part in [second, third, fourth, UInt64(bytes.count)] { mix(&first, part) }
    return first ^ first >> 32
  }

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func word(_ pointer: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: pointer.loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func mix(_ state: inout UInt64, _ word: UInt64) {
    // Multiplication carries upwards only; the turn brings the high bits down again.
    state = (state ^ word) &* 0xFF51_AFD7_ED55_8CCD
    state = state << 29 | state >> 35
  }
}
