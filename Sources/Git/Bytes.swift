#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Searching and comparing raw bytes.
enum Bytes {
  /// The bytes of a text that ends with NUL, without it; valid as long as the text.
  static func text(_ pointer: UnsafePointer<CChar>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: pointer, count: strlen(pointer))
  }

  /// Position of the first `byte` at or behind `start`.
  @inline(__always)
  static func index(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// How many bytes `a` and `b` have in common from their start, at most `count`.
  @inline(__always)
  static func commonPrefix(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int) -> Int {
    var index = 0
    while index &+ 32 <= count {
      let first =
        a.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        ^ b.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let second =
        a.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
        ^ b.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
      let third =
        a.loadUnaligned(fromByteOffset: index &+ 16, as: UInt64.self)
        ^ b.loadUnaligned(fromByteOffset: index &+ 16, as: UInt64.self)
      let fourth =
        a.loadUnaligned(fromByteOffset: index &+ 24, as: UInt64.self)
        ^ b.loadUnaligned(fromByteOffset: index &+ 24, as: UInt64.self)
      if first | second | third | fourth != 0 { break }
      index &+= 32
    }
    while index < count,
      a.load(fromByteOffset: index, as: UInt8.self) == b.load(fromByteOffset: index, as: UInt8.self)
    {
      index &+= 1
    }
    return index
  }

  /// Negative, zero or positive, as `a` comes before, with or after `b`.
  static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
    let count = min(a.count, b.count)
    if count > 0, let first = a.baseAddress, let second = b.baseAddress {
      let order = memcmp(first, second, count)
      if order != 0 { return Int(order) }
    }
    return a.count - b.count
  }
}
