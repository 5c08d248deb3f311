import Source

/// Text that nobody should publish: keys and tokens, and in data files numbers of payment cards and dates of birth or
/// numbers of identity under a heading that says so.
///
/// It is meant to be believed: a form that also stands for harmless things is not looked for, and placeholders are left
/// alone. What it does not find may still be there.
enum SensitiveText {
  /// The first sensitive text of a file.
  struct Find: Hashable, Sendable {
    /// What it looks like, such as `an access key of AWS`.
    let what: String
    /// The line it stands on, from 1.
    let line: Int
  }

  /// The first sensitive text; nil if there is none.
  ///
  /// - Parameter isData: whether the file holds data, in which personal data are looked for, and not a document that
  ///   may speak about them.
  static func first(in bytes: [UInt8], isData: Bool) -> Find? {
    bytes.withUnsafeBufferPointer { buffer in
      let secret = Secrets(bytes: buffer).first()
      // Numbers in a compressed file mean nothing.
      let isText = !buffer.prefix(8192).contains(0)
      let personal = isData && isText ? PersonalData(bytes: buffer).first() : nil
      guard let found = [secret, personal].compactMap({ $0 }).min(by: { $0.offset < $1.offset }) else { return nil }
      let line = buffer[..<found.offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
      return Find(what: found.what, line: line)
    }
  }
}

extension SensitiveText {
  /// Text that gives access to something.
  private struct Secrets {
    let bytes: UnsafeBufferPointer<UInt8>

    /// What a token looks like: a fixed beginning, and what follows.
    private struct Token {
      let prefix: [UInt8]
      let count: ClosedRange<Int>
      let what: String

      init(_ prefix: String, _ count: ClosedRange<Int>, _ what: String) {
        self.prefix = Array(prefix.utf8)
        self.count = count
        self.what = what
      }
    }

    private static let tokens = [
      Token("AKIA", 16...16, "an access key of AWS"), Token("ASIA", 16...16, "an access key of AWS"),
      Token("AIza", 35...35, "an API key of Google"), Token("ghp_", 36...255, "a token of GitHub"),
      Token("gho_", 36...255, "a token of GitHub"), Token("ghu_", 36...255, "a token of GitHub"),
      Token("ghs_", 36...255, "a token of GitHub"), Token("github_pat_", 40...255, "a token of GitHub"),
      Token("glpat-", 20...255, "a token of GitLab"), Token("npm_", 36...36, "a token of npm"),
      Token("xoxb-", 20...255, "a token of Slack"), Token("xoxp-", 20...255, "a token of Slack"),
      Token("sk_live_", 20...255, "a key of Stripe"), Token("rk_live_", 20...255, "a key of Stripe"),
      Token("hvs.", 24...255, "a token of Vault"),
    ]

    /// For each byte: the second bytes of what may begin with it, a key block or a token. Most bytes of most files begin
    /// nothing.
    private static let beginnings: [[UInt8]] = (0...255).map { (byte: UInt8) in
      ([keyBlock] + tokens.map(\.prefix)).filter { $0[0] == byte }.map { $0[1] }
    }
    private static let mayBegin = beginnings.map { !$0.isEmpty }

    func first() -> (offset: Int, what: String)? {
      Self.mayBegin.withUnsafeBufferPointer { mayBegin in
        for index in 0..<max(0, bytes.count - 1) where mayBegin[Int(bytes[index])] {
          guard Self.beginnings[Int(bytes[index])].contains(bytes[index + 1]) else { continue }
          if let what = secret(at: index) { return (index, what) }
        }
        return nil
      }
    }

    /// What begins at `index`; nil if nothing does.
    private func secret(at index: Int) -> String? {
      if bytes[index] == UInt8(ascii: "-") { return isPrivateKey(at: index) ? "a private key" : nil }
      guard index == 0 || !Self.isTokenByte(bytes[index - 1]) else { return nil }
      for token in Self.tokens where holds(token.prefix, at: index) {
        let start = index + token.prefix.count
        let end = end(of: start)
        if token.count.contains(end - start), isRandom(start..<end) { return token.what }
      }
      return nil
    }

    private func holds(_ text: [UInt8], at index: Int) -> Bool {
      guard index + text.count <= bytes.count else { return false }
      for offset in text.indices where bytes[index + offset] != text[offset] { return false }
      return true
    }

    private func end(of start: Int) -> Int {
      var end = start
      while end < bytes.count, end - start < 300, Self.isTokenByte(bytes[end]) { end += 1 }
      return end
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }

    /// Whether the characters look drawn by lot: `XXXX`, `your-token-here` and keys that say EXAMPLE do not.
    private func isRandom(_ range: Range<Int>) -> Bool {
      let part = bytes[range]
      guard Set(part).count >= 8, part.contains(where: { (0x30...0x39).contains($0) }) else { return false }
      let text = String(decoding: part, as: UTF8.self).uppercased()
      return !text.contains("EXAMPLE") && !text.contains("0123456789") && !text.contains("123456789")
    }

    private static let keyBlock = Array("-----BEGIN ".utf8)
    private static let privateKey = Array("PRIVATE KEY-----".utf8)

    /// Whether a block with a private key begins here; a text that names the first line of one does not hold a key.
    private func isPrivateKey(at index: Int) -> Bool {
      guard holds(Self.keyBlock, at: index) else { return false }
      // The kind of key stands between: `RSA `, `EC `, `OPENSSH ` or nothing.
      let start = index + Self.keyBlock.count
      guard let name = (start...start + 24).first(where: { holds(Self.privateKey, at: $0) }) else { return false }
      var run = 0
      for byte in bytes[min(name + Self.privateKey.count, bytes.count)...].prefix(200) {
        let isBase64 = Self.isTokenByte(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
        run = isBase64 ? run + 1 : 0
        if run == 40 { return true }
      }
      return false
    }
  }
}

extension SensitiveText {
  /// Data about persons in a file of data.
  private struct PersonalData {
    let bytes: UnsafeBufferPointer<UInt8>

    /// Headings and keys whose values are sensitive, in lower case without spaces, `_` and `-`.
    private static let headings: [String: String] = [
      "dateofbirth": "a date of birth", "birthdate": "a date of birth", "birthday": "a date of birth",
      "dob": "a date of birth", "geburtsdatum": "a date of birth", "geboortedatum": "a date of birth",
      "ssn": "a social security number", "socialsecuritynumber": "a social security number",
      "bsn": "a citizen service number", "passportnumber": "a passport number", "passportno": "a passport number",
      "nationalid": "a national identity number", "nationalidnumber": "a national identity number",
      "cardnumber": "a payment card number", "creditcardnumber": "a payment card number",
    ]
    private static let longestHeading = 40

    func first() -> (offset: Int, what: String)? {
      var found: [(offset: Int, what: String)] = []
      if let number = cardNumber() { found.append((number, "a payment card number")) }
      if let value = headedValue() { found.append(value) }
      return found.min { $0.offset < $1.offset }
    }

    // MARK: Payment cards

    /// Where a number of a payment card begins: in groups of four, or at least two different ones without groups, since
    /// one long number in ten passes the check digit.
    private func cardNumber() -> Int? {
      var ungrouped: (offset: Int, digits: [UInt8])?
      var index = 0
      while index < bytes.count {
        guard isDigit(index) else {
          index += 1
          continue
        }
        let start = index
        var count = 0
        var group = 0
        var gaps = 0
        while index < bytes.count, count < 24 {
          if isDigit(index) {
            count += 1
            group += 1
          } else if (bytes[index] == 0x20 || bytes[index] == 0x2D) && isDigit(index + 1) && group == 4 {
            gaps += 1
            group = 0
          } else {
            break
          }
          index += 1
        }
        // Sixteen digits in one piece, or four groups of four: every gap stands behind four digits.
        guard count == 16, gaps == 0 || (gaps == 3 && group == 4), !isWordByte(start - 1), !isWordByte(index) else {
          continue
        }
        let digits = bytes[start..<index].filter { (0x30...0x39).contains($0) }.map { $0 - 0x30 }
        guard isCard(digits) else { continue }
        if gaps == 3 { return start }
        if let ungrouped, ungrouped.digits != digits { return ungrouped.offset }
        ungrouped = ungrouped ?? (start, digits)
      }
      return nil
    }

    private func isDigit(_ index: Int) -> Bool {
      index >= 0 && index < bytes.count && (0x30...0x39).contains(bytes[index])
    }

    private func isWordByte(_ index: Int) -> Bool {
      guard index >= 0, index < bytes.count else { return false }
      switch bytes[index] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...:
        return true
      default: return false
      }
    }

    /// Whether sixteen digits begin like a card of a large scheme, end with the right check digit, and are none of the
    /// numbers everybody tests with.
    private func isCard(_ digits: [UInt8]) -> Bool {
      guard digits.count == 16, Set(digits).count > 4 else { return false }
      let first = Int(digits[0]) * 1000 + Int(digits[1]) * 100 + Int(digits[2]) * 10 + Int(digits[3])
      guard (4000...4999).contains(first) || (5100...5599).contains(first) || (2221...2720).contains(first) else {
        return false
      }
      var sum = 0
      for (position, digit) in digits.enumerated() {
        let doubled = position % 2 == 0 ? Int(digit) * 2 : Int(digit)
        sum += doubled > 9 ? doubled - 9 : doubled
      }
      return sum % 10 == 0
    }

    // MARK: Headings

    /// The first value under a CSV heading, or after a key, that names sensitive data.
    private func headedValue() -> (offset: Int, what: String)? {
      let header = cells(from: 0)
      let columns = header.cells.enumerated().compactMap { position, cell in
        Self.headings[heading(cell)].map { (position, $0) }
      }
      return value(in: columns, after: header.end) ?? keyedValue()
    }

    private func value(in columns: [(position: Int, what: String)], after end: Int) -> (offset: Int, what: String)? {
      guard !columns.isEmpty else { return nil }
      var offset = end
      while offset < bytes.count {
        let row = cells(from: offset)
        for (position, what) in columns where position < row.cells.count && isValue(row.cells[position]) {
          return (row.cells[position].lowerBound, what)
        }
        offset = row.end
      }
      return nil
    }

    /// The cells of the line at `start`, and where the next one begins. A cell with a line end in quotes is read as two
    /// lines, which costs at most a value.
    private func cells(from start: Int) -> (cells: [Range<Int>], end: Int) {
      var cells: [Range<Int>] = []
      var begin = start
      var index = start
      var isQuoted = false
      while index < bytes.count, bytes[index] != 0x0A {
        if bytes[index] == 0x22 { isQuoted.toggle() }
        if !isQuoted, bytes[index] == 0x2C || bytes[index] == 0x3B || bytes[index] == 0x09 {
          cells.append(begin..<index)
          begin = index + 1
        }
        index += 1
      }
      cells.append(begin..<index)
      return (cells, index + 1)
    }

    /// The letters of a short text in lower case; empty for a long one.
    private func heading(_ range: Range<Int>) -> String {
      guard range.count <= Self.longestHeading else { return "" }
      return String(decoding: bytes[range].filter { isLetter($0) }, as: UTF8.self).lowercased()
    }

    private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    /// Whether a value says something: four digits or more, none of them masked.
    private func isValue(_ range: Range<Int>) -> Bool {
      let part = bytes[range].prefix(60)
      return part.count { (0x30...0x39).contains($0) } >= 4
        && !part.contains { $0 == UInt8(ascii: "*") || $0 & 0xDF == UInt8(ascii: "X") }
    }

    /// The first value after a key such as `"date_of_birth":`.
    private func keyedValue() -> (offset: Int, what: String)? {
      var index = 0
      while index < bytes.count {
        guard bytes[index] == 0x3A else {
          index += 1
          continue
        }
        var end = index
        if end > 0, bytes[end - 1] == 0x22 || bytes[end - 1] == 0x27 { end -= 1 }
        var start = end
        while start > 0, end - start <= Self.longestHeading, isKeyByte(bytes[start - 1]) { start -= 1 }
        index += 1
        guard start < end, let what = Self.headings[heading(start..<end)] else { continue }
        var stop = index
        while stop < bytes.count, stop - index < 60, bytes[stop] != 0x2C, bytes[stop] != 0x0A { stop += 1 }
        if isValue(index..<stop) { return (start, what) }
      }
      return nil
    }

    private func isKeyByte(_ byte: UInt8) -> Bool {
      isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
  }
}
