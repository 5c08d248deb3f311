import Source

/// Controls: `A.5.15`, `A 5.15`, `Annex A control 5.15`, and ranges of them.
extension ReferenceScan {
  /// Reads a control at the `A` at `start`; false if there is none.
  mutating func scanControl(_ start: Int, explicit: NamedStandard? = nil) -> Bool {
    let isDotted = start + 1 < bytes.count && bytes[start + 1] == 0x2E
    guard let first = isDotted ? start + 2 : skipSpace(start + 1), let (parts, end) = dottedNumber(first),
      (2...3).contains(parts.count)
    else { return false }
    let isInAnnex =
      explicit != nil || precedingWord(start).map { isWord($0.lowerBound, $0.upperBound, "annex") } ?? false
    if !isDotted, !isInAnnex {
      guard case .known = scanner.numbers.kind(parts), !isFollowedByUnit(end) else { return false }
    }
    if finishRange(start, parts, end, explicit) { return true }
    guard isFreeOnRight(end) else {
      // Nothing inside such a word is a reference.
      index = end
      return true
    }
    if case .unknown = scanner.numbers.kind(parts), !isInAnnex, !canBeMistaken(parts, start) {
      index = end
      return true
    }
    append(parts, start..<end, explicit)
    return true
  }

  /// Reads `Annex A control 5.15` and `Annex A controls 5.15, 5.16 and 5.18` behind the word at `start`.
  mutating func scanAnnexControls(_ start: Int, _ end: Int) -> Bool {
    guard let letter = skipSpace(end), letter < bytes.count, bytes[letter] == 0x41, wordEnd(letter) == letter + 1 else {
      return false
    }
    let afterLetter = letter + 1 < bytes.count && bytes[letter + 1] == 0x2C ? letter + 2 : letter + 1
    guard let word = skipSpace(afterLetter) else { return false }
    let afterWord = wordEnd(word)
    let isPlural = isWord(word, afterWord, "controls")
    guard isPlural || isWord(word, afterWord, "control"), var first = skipSpace(afterWord) else { return false }
    var from = start
    var hasFound = false
    while let (parts, numberEnd) = dottedNumber(first), parts.count == 2 {
      if hasFound { guard case .known = scanner.numbers.kind(parts) else { break } }
      if !finishRange(from, parts, numberEnd, nil) {
        guard isFreeOnRight(numberEnd) else { break }
        append(parts, from..<numberEnd, nil)
      }
      hasFound = true
      guard isPlural, let next = skipSeparator(index) else { break }
      (first, from) = (next, next)
    }
    return hasFound
  }

  /// Reads the second half of a range whose first control ends at `end`; false if there is none.
  private mutating func finishRange(_ start: Int, _ first: [Int], _ end: Int, _ explicit: NamedStandard?) -> Bool {
    guard first.count == 2, let (connectorEnd, isSpacedDash) = rangeConnector(end) else { return false }
    var number = connectorEnd
    var isBare = true
    if number + 1 < bytes.count, bytes[number] == 0x41 {
      guard let afterLetter = bytes[number + 1] == 0x2E ? number + 2 : skipSpace(number + 1) else { return false }
      (number, isBare) = (afterLetter, false)
    }
    guard let (last, lastEnd) = dottedNumber(number), last.count == 2, isFreeOnRight(lastEnd) else {
      return false
    }
    if isBare {
      guard scanner.numbers.themes[last[0]] != nil, !isSpacedDash || last[0] == first[0] else {
        return false
      }
    }
    if let shown = standard(at: lastEnd, explicit).shown {
      found.append(Found(target: .foreignControl(ControlNumbers.name(first), standard: shown), range: start..<end))
      index = end
      return true
    }
    let written = String(decoding: bytes[start..<lastEnd], as: UTF8.self)
    found.append(
      Found(target: scanner.numbers.target(from: first, to: last, written: written), range: start..<lastEnd))
    index = lastEnd
    return true
  }

  /// `–`, `-`, `to` or `through` behind a control, and whether it is a dash with spaces around it.
  private func rangeConnector(_ end: Int) -> (end: Int, isSpacedDash: Bool)? {
    let afterSpace = skipSpace(end)
    let at = afterSpace ?? end
    guard at < bytes.count else { return nil }
    var dashEnd: Int?
    if bytes[at] == 0x2D {
      dashEnd = at + 1
    } else if at + 2 < bytes.count, bytes[at] == 0xE2, bytes[at + 1] == 0x80, (0x90...0x94).contains(bytes[at + 2]) {
      dashEnd = at + 3
    }
    if let dashEnd {
      let next = skipSpace(dashEnd)
      return (next ?? dashEnd, afterSpace != nil || next != nil)
    }
    guard afterSpace != nil else { return nil }
    let wordEnd = wordEnd(at)
    guard isWord(at, wordEnd, "to") || isWord(at, wordEnd, "through"), let next = skipSpace(wordEnd) else { return nil }
    return (next, false)
  }

  /// Offset behind `, `, ` and `, `, and `, ` or `, ` & ` or `/`.
  func skipSeparator(_ start: Int) -> Int? {
    var at = start
    if at < bytes.count, bytes[at] == 0x2F { return at + 1 }
    var hasComma = false
    if at < bytes.count, bytes[at] == 0x2C {
      at += 1
      hasComma = true
    }
    guard let word = skipSpace(at) else { return nil }
    let wordEnd = wordEnd(word)
    if isWord(word, wordEnd, "and") || isWord(word, wordEnd, "or") { return skipSpace(wordEnd) }
    if word < bytes.count, bytes[word] == 0x26 { return skipSpace(word + 1) }
    return hasComma ? word : nil
  }

  private mutating func append(_ parts: [Int], _ range: Range<Int>, _ explicit: NamedStandard?) {
    index = range.upperBound
    let target: Mention.Target
    if let shown = standard(at: range.upperBound, explicit).shown {
      target = .foreignControl(ControlNumbers.name(parts), standard: shown)
    } else {
      target = scanner.numbers.target(parts)
    }
    found.append(Found(target: target, range: range))
  }

  // MARK: - Whose control

  /// The framework of a control that ends at `end`: the one named with it, else the one named last before it, else the
  /// default. Frameworks without controls of this shape do not count.
  private func standard(at end: Int, _ explicit: NamedStandard?) -> NamedStandard {
    if let explicit { return explicit }
    if let following = followingStandard(end), isShaped(following) { return following }
    if let standard, isShaped(standard) { return standard }
    return scanner.defaultStandard
  }

  private func isShaped(_ standard: NamedStandard) -> Bool {
    if case .other = standard { false } else { true }
  }

  /// The framework in ` of ISO/IEC 42001` or ` (ISO/IEC 42001)` behind a reference.
  func followingStandard(_ end: Int) -> NamedStandard? {
    guard var at = skipSpace(end), at < bytes.count else { return nil }
    if bytes[at] == 0x28 {
      at += 1
    } else {
      let word = wordEnd(at)
      guard isWord(at, word, "of") || isWord(at, word, "in") || isWord(at, word, "from"), let next = skipSpace(word)
      else { return nil }
      at = next
      let article = wordEnd(at)
      if isWord(at, article, "the"), let next = skipSpace(article) { at = next }
    }
    return standard(at, wordEnd(at))?.standard
  }

  // MARK: - What only looks like a control

  /// The word before `start` with one space between them.
  private func precedingWord(_ start: Int) -> Range<Int>? {
    var end = start
    while end > 0, end > start - 3, bytes[end - 1] == 0x20 || bytes[end - 1] == 0xA0 || bytes[end - 1] == 0xC2 {
      end -= 1
    }
    guard end < start, end > 0 else { return nil }
    var first = end
    while first > 0, end - first < 12, isAlphanumeric(bytes[first - 1]) { first -= 1 }
    return first < end ? first..<end : nil
  }

  /// Whether numbers of no theme are still more likely a mistaken control than a heading of an appendix.
  private func canBeMistaken(_ parts: [Int], _ start: Int) -> Bool {
    guard (1...18).contains(parts[0]) else { return false }
    guard let word = precedingWord(start) else { return true }
    let first = word.lowerBound
    let last = word.upperBound
    return
      !(isWord(first, last, "appendix") || isWord(first, last, "table") || isWord(first, last, "figure")
      || isWord(first, last, "section") || isWord(first, last, "chapter") || isWord(first, last, "equation"))
  }

  /// Whether a measure follows: `a 5.15 metre cable` at the start of a sentence.
  private func isFollowedByUnit(_ end: Int) -> Bool {
    if end < bytes.count, bytes[end] == 0x25 || bytes[end] == 0x2D { return true }
    guard let start = skipSpace(end) else { return false }
    let word = String(decoding: bytes[start..<wordEnd(start)].prefix(12), as: UTF8.self)
    return Self.units.contains(word) || start < bytes.count && bytes[start] == 0x25
  }

  private static let units: Set<String> = [
    "m", "cm", "mm", "km", "metre", "metres", "meter", "meters", "inch", "mile", "kg", "g", "tonne", "ton", "s", "ms",
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "month", "year", "percent", "KB",
    "MB",
    "GB", "TB", "GiB", "MiB", "Hz", "MHz", "GHz", "V", "W", "kW", "magnitude", "million", "billion", "star", "point",
    "points", "release", "version", "rating", "score", "litre",
  ]
}
