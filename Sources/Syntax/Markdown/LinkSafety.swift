/// Whether a link may be followed from a page that strangers read.
enum LinkSafety {
  /// `#anchor`.
  case fragment
  /// A path without scheme and host.
  case relative
  /// `https` or `http`.
  case external
  /// `mailto` or `tel`.
  case address
  /// Any other scheme, or a host without one: opened from a folder, `//host/x` reaches into the network.
  case unsafe

  /// The destination as a browser reads it: without control characters, and without spaces around it.
  static func cleaned(_ destination: [UInt8]) -> [UInt8] {
    if destination.first != 0x20, destination.last != 0x20, destination.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
      return destination
    }
    var bytes = destination.filter { $0 >= 0x20 && $0 != 0x7F }
    while bytes.last == 0x20 { bytes.removeLast() }
    let leading = bytes.prefix { $0 == 0x20 }.count
    bytes.removeFirst(leading)
    return bytes
  }

  /// Judges a cleaned destination.
  init(_ destination: [UInt8]) {
    // Browsers read a backslash as a slash: two of either begin a host.
    if destination.count >= 2, destination.prefix(2).allSatisfy({ $0 == 0x2F || $0 == 0x5C }) {
      self = .unsafe
      return
    }
    switch destination.first {
    case 0x23: self = .fragment
    case 0x2F: self = .relative
    default:
      guard let end = destination.firstIndex(where: { $0 == 0x3A || $0 == 0x2F || $0 == 0x3F || $0 == 0x23 }),
        destination[end] == 0x3A
      else {
        self = .relative
        return
      }
      switch String(decoding: destination[..<end].map(\.asciiLowered), as: UTF8.self) {
      case "https", "http": self = .external
      case "mailto", "tel": self = .address
      default: self = .unsafe
      }
    }
  }
}
