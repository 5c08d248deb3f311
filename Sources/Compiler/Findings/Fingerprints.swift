import Source

/// Names of findings that survive a change of lines, of days that pass and of file names: rule, subject (or file) and
/// message without its numbers, and a count where these repeat.
package struct Fingerprints {
  private let values: [String]

  package init(_ diagnostics: [Diagnostic]) {
    var seen: [String: Int] = [:]
    values = diagnostics.map { diagnostic in
      let key = [
        diagnostic.rule.code, diagnostic.subject ?? diagnostic.location.path, Self.withoutNumbers(diagnostic.message),
      ].joined(separator: "\u{1F}")
      seen[key, default: 0] += 1
      return Self.hash(key + "\u{1F}\(seen[key, default: 1])")
    }
  }

  package subscript(position: Int) -> String { values[position] }

  /// The message with every row of digits as one `0`: "40 days ago" is the same finding tomorrow.
  private static func withoutNumbers(_ message: String) -> String {
    var bytes: [UInt8] = []
    for byte in message.utf8 {
      let isDigit = 0x30...0x39 ~= byte
      if isDigit, bytes.last == 0x30 { continue }
      bytes.append(isDigit ? 0x30 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// FNV-1a, twice with different starts: 32 hexadecimal digits. It tells findings apart; it protects nothing.
  private static func hash(_ text: String) -> String {
    func run(_ start: UInt64) -> String {
      var value = start
      for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return run(0xCBF2_9CE4_8422_2325) + run(0x9AE1_6A3B_2F90_404F)
  }
}
