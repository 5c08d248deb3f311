/// The bytes that have a meaning in front matter, under their names.
protocol BlockSigns {}

extension BlockSigns {
  var space: UInt8 { 0x20 }
  var tab: UInt8 { 0x09 }
  var hash: UInt8 { 0x23 }
  var colon: UInt8 { 0x3A }
  var dash: UInt8 { 0x2D }
  var comma: UInt8 { 0x2C }
  var doubleQuote: UInt8 { 0x22 }
  var singleQuote: UInt8 { 0x27 }
  var backslash: UInt8 { 0x5C }

  func isWhite(_ byte: UInt8) -> Bool { byte == space || byte == tab }

  func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  func isKeyStart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: false
    }
  }

  func isKeyByte(_ byte: UInt8) -> Bool { isKeyStart(byte) || byte == 0x2E || byte == 0x2F || byte == dash }
}
