/// The name git gives to an object: 20 bytes, opaque to everything but the module `Git`.
public struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// The object named by 20 raw bytes; nil if there are not exactly 20.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    var high: UInt64 = 0
    var middle: UInt64 = 0
    var low: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 0..<8: high = high << 8 | UInt64(byte)
      case 8..<16: middle = middle << 8 | UInt64(byte)
      default: low = low << 8 | UInt32(byte)
      }
    }
    (self.high, self.middle, self.low) = (high, middle, low)
  }

  /// The object named by the 20 bytes at `pointer`. For the loops of `Git`, where a generic initialiser is too slow.
  package init(at pointer: UnsafeRawPointer) {
    high = UInt64(bigEndian: pointer.loadUnaligned(as: UInt64.self))
    middle = UInt64(bigEndian: pointer.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    low = UInt32(bigEndian: pointer.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  /// 20 zero bytes: git's way to say "nothing".
  package static let null = ObjectID()

  private init() { (high, middle, low) = (0, 0, 0) }

  /// Nil if it is `null`.
  package var unlessNull: ObjectID? { high | middle | UInt64(low) == 0 ? nil : self }

  /// Writes the 20 raw bytes to `pointer`.
  package func store(to pointer: UnsafeMutableRawPointer) {
    pointer.storeBytes(of: high.bigEndian, as: UInt64.self)
    pointer.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
    pointer.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
  }

  /// The object named by 40 hexadecimal digits; nil for anything else.
  public init?(hex: String) {
    guard hex.utf8.count == 40 else { return nil }
    var bytes: [UInt8] = []
    var pending: UInt8?
    for digit in hex.utf8 {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x61 + 10
      case 0x41...0x46: value = digit - 0x41 + 10
      default: return nil
      }
      if let first = pending {
        bytes.append(first << 4 | value)
        pending = nil
      } else {
        pending = value
      }
    }
    self.init(bytes: bytes)
  }

  /// The object named by the 40 hexadecimal digits in `digits`; nil for anything else.
  package init?(hexDigits digits: UnsafeRawBufferPointer) {
    guard digits.count == 40 else { return nil }
    var isHex = true
    func number(_ range: Range<Int>) -> UInt64 {
      var value: UInt64 = 0
      for digit in digits[range] {
        switch digit {
        case 0x30...0x39: value = value << 4 | UInt64(digit &- 0x30)
        case 0x61...0x66: value = value << 4 | UInt64(digit &- 0x57)
        case 0x41...0x46: value = value << 4 | UInt64(digit &- 0x37)
        default: isHex = false
        }
      }
      return value
    }
    high = number(0..<16)
    middle = number(16..<32)
    low = UInt32(truncatingIfNeeded: number(32..<40))
    if !isHex { return nil }
  }

  /// The first eight of the 20 bytes, as a big-endian number: the order of these is that of the names.
  var firstBytes: UInt64 { high }

  /// The name is a digest: its first eight bytes tell objects apart well enough for a table.
  public func hash(into hasher: inout Hasher) { hasher.combine(high) }

  /// The 20 raw bytes.
  public var bytes: [UInt8] {
    func split(_ value: UInt64, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - $0))) }
    }
    return split(high, 8) + split(middle, 8) + split(UInt64(low), 4)
  }

  /// 40 lower-case hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(40)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first seven digits, as people quote a commit.
  public var short: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: (0..<7).map { digits[Int(truncatingIfNeeded: high >> (60 - 4 * $0)) & 15] }, as: UTF8.self)
  }

  /// The full name.
  public var description: String { hex }

  /// Order of the raw bytes.
  public static func < (left: ObjectID, right: ObjectID) -> Bool {
    if left.high != right.high { return left.high < right.high }
    return (left.middle, left.low) < (right.middle, right.low)
  }
}

extension ObjectID: ColumnElement {
  /// The 20 raw bytes.
  @inlinable public static var width: Int { 20 }

  /// The name that stands at an offset.
  public init(in bytes: UnsafeRawBufferPointer, at offset: Int) {
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self))
  }

  /// Writes the name to an offset.
  public func store(in bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
    bytes.storeBytes(of: high.bigEndian, toByteOffset: offset, as: UInt64.self)
    bytes.storeBytes(of: middle.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
    bytes.storeBytes(of: low.bigEndian, toByteOffset: offset + 16, as: UInt32.self)
  }
}
