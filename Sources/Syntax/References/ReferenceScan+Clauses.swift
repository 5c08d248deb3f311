import Source

/// Clauses, and the names of standards.
extension ReferenceScan {
  /// Reads the numbers behind `clause` or `clauses`, which ends at `end`.
  mutating func scanClauses(_ end: Int, isPlural: Bool) {
    guard let start = skipSpace(end) else { return }
    let word = end - (isPlural ? 7 : 6)
    let isAdjacent = standard != nil && word >= standardEnd && word - standardEnd <= 2
    if isAdjacent, standard != .own { return }
    readClauses(start, isPlural: isPlural, isDecided: isAdjacent)
  }

  /// Reads `§ 9.3` and `§§ 9.2, 9.3`.
  mutating func scanSectionSign() {
    index += 2
    var isPlural = false
    if index + 1 < bytes.count, bytes[index] == 0xC2, bytes[index + 1] == 0xA7 {
      index += 2
      isPlural = true
    }
    readClauses(skipSpace(index) ?? index, isPlural: isPlural, isDecided: false)
  }

  private mutating func readClauses(_ start: Int, isPlural: Bool, isDecided: Bool) {
    var at = start
    let firstFound = found.count
    var lastEnd = start
    while let (parts, end) = dottedNumber(at), (2...3).contains(parts.count) {
      let clause = parts.map(String.init).joined(separator: ".")
      let afterLetter = itemLetterEnd(end)
      guard scanner.clauses.contains(clause), isFreeOnRight(afterLetter) else { break }
      found.append(Found(target: .clause(clause), range: at..<end))
      index = end
      lastEnd = afterLetter
      guard isPlural else { break }
      if let next = skipSeparator(afterLetter) {
        at = next
      } else if let next = clauseRangeEnd(afterLetter) {
        at = next
      } else {
        break
      }
    }
    guard found.count > firstFound else { return }
    judge(firstFound, lastEnd, isDecided)
  }

  /// Drops clauses of other standards and contracts from those found, and remembers those yet to be judged.
  private mutating func judge(_ firstFound: Int, _ end: Int, _ isDecided: Bool) {
    if isDecided { return }
    if let following = followingStandard(end) {
      if following != .own { found.removeSubrange(firstFound...) }
      return
    }
    if isOfContract(end) {
      found.removeSubrange(firstFound...)
      return
    }
    openClauses.append(contentsOf: firstFound..<found.count)
  }

  /// Offset behind the letter of an item: `6.1.3d`, `6.1.3 d)`, `6.1.3(d)`; `end` itself if there is none.
  private func itemLetterEnd(_ end: Int) -> Int {
    func isItem(_ at: Int) -> Bool { at < bytes.count && (0x61...0x6A).contains(bytes[at]) }
    if isItem(end), isFreeOnRight(end + 1) { return end + 1 }
    if end < bytes.count, bytes[end] == 0x28, isItem(end + 1), end + 2 < bytes.count, bytes[end + 2] == 0x29 {
      return end + 3
    }
    guard let letter = skipSpace(end), isItem(letter), letter + 1 < bytes.count else { return end }
    if bytes[letter + 1] == 0x29 { return letter + 2 }
    // `clauses 6.1.2 c and 6.1.3 d`, but not `clause 6.1.3 a risk`.
    return bytes[letter] != 0x61 && isFreeOnRight(letter + 1) ? letter + 1 : end
  }

  private func clauseRangeEnd(_ end: Int) -> Int? {
    if end < bytes.count, bytes[end] == 0x2D { return end + 1 }
    if end + 2 < bytes.count, bytes[end] == 0xE2, bytes[end + 1] == 0x80, (0x90...0x94).contains(bytes[end + 2]) {
      return end + 3
    }
    guard let word = skipSpace(end) else { return nil }
    let wordEnd = wordEnd(word)
    return isWord(word, wordEnd, "to") ? skipSpace(wordEnd) : nil
  }

  /// Whether `of the … agreement` follows within a few words.
  private func isOfContract(_ end: Int) -> Bool {
    guard var at = skipSpace(end) else { return false }
    var wordEnd = wordEnd(at)
    guard isWord(at, wordEnd, "of") || isWord(at, wordEnd, "in") else { return false }
    for _ in 0..<6 {
      guard let next = skipSpace(wordEnd) else { return false }
      at = next
      wordEnd = self.wordEnd(at)
      let word = String(decoding: bytes[at..<wordEnd].prefix(16), as: UTF8.self).lowercased()
      if Self.contracts.contains(word) { return true }
    }
    return false
  }

  private static let contracts: Set<String> = [
    "agreement", "contract", "lease", "msa", "dpa", "sla", "nda", "terms", "addendum", "annexure", "licence", "license",
    "order", "bylaws", "statutes",
  ]

  // MARK: - Names of standards

  /// The standard whose name starts with the word from `start` to `end`, and where the name ends.
  func standard(_ start: Int, _ end: Int) -> (standard: NamedStandard, end: Int)? {
    guard start < end else { return nil }
    switch bytes[start] {
    case 0x49, 0x69, 0x45, 0x42, 0x44: return bodyAndNumber(start, end)
    case 0x32, 0x34: return bareNumber(start, end)
    case 0x53, 0x73:
      if isWord(start, end, "soc2") { return (.other("SOC 2"), end) }
      if isWord(start, end, "soc"), let number = skipSpace(end), number < bytes.count,
        (0x31...0x33).contains(bytes[number]), isFreeOnRight(number + 1)
      {
        return (.other("SOC \(bytes[number] - 0x30)"), number + 1)
      }
    case 0x4E: if isWord(start, end, "nist") { return (.other("NIST"), end) }
    case 0x50: if isWord(start, end, "pci") { return (.other("PCI DSS"), end) }
    case 0x43: if isWord(start, end, "cobit") { return (.other("COBIT"), end) }
    case 0x54: if isWord(start, end, "tisax") { return (.other("TISAX"), end) }
    default: break
    }
    return nil
  }

  /// `ISO/IEC 27001:2022`, `ISO27001`, `EN ISO 22301`, `ISO-9001`.
  private func bodyAndNumber(_ start: Int, _ firstEnd: Int) -> (standard: NamedStandard, end: Int)? {
    var wordStart = start
    var wordEnd = firstEnd
    for _ in 0..<4 {
      let lettersEnd = lettersEnd(wordStart, wordEnd)
      guard isBody(wordStart, lettersEnd) else { return nil }
      if lettersEnd < wordEnd { return number(lettersEnd, wordEnd) }
      let next: Int
      if wordEnd < bytes.count, bytes[wordEnd] == 0x2F || bytes[wordEnd] == 0x2D {
        next = wordEnd + 1
      } else if let space = skipSpace(wordEnd) {
        next = space
      } else {
        return nil
      }
      guard next < bytes.count, isAlphanumeric(bytes[next]) else { return nil }
      (wordStart, wordEnd) = (next, self.wordEnd(next))
      if isDigit(bytes[wordStart]) { return number(wordStart, wordEnd) }
    }
    return nil
  }

  private func lettersEnd(_ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, !isDigit(bytes[at]) { at += 1 }
    return at
  }

  private func isBody(_ start: Int, _ end: Int) -> Bool {
    if isWord(start, end, "iso") { return true }
    // In lower case these are words of other languages.
    guard start < end, bytes[start] < 0x60 else { return false }
    return isWord(start, end, "iec") || isWord(start, end, "en") || isWord(start, end, "bs")
      || isWord(start, end, "din")
  }

  private func bareNumber(_ start: Int, _ end: Int) -> (standard: NamedStandard, end: Int)? {
    guard end - start == 5, standard != nil, let found = number(start, end) else { return nil }
    if case .other = found.standard { return isWord(start, end, "22301") ? found : nil }
    return found
  }

  private func number(_ start: Int, _ end: Int) -> (standard: NamedStandard, end: Int)? {
    guard (4...6).contains(end - start), bytes[start..<end].allSatisfy({ isDigit($0) }) else { return nil }
    var value = 0
    for digit in bytes[start..<end] { value = value * 10 + Int(digit - 0x30) }
    var at = end
    // A part or a year: `62443-2-1`, `27001:2022`.
    while at + 1 < bytes.count, bytes[at] == 0x2D || bytes[at] == 0x3A, isDigit(bytes[at + 1]) { at = wordEnd(at + 1) }
    return (NamedStandard(number: value), at)
  }
}
