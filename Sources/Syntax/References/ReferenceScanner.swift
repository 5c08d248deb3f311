import Source

/// Finds what text refers to: controls, clauses, and what may be ids of the repository.
public struct ReferenceScanner: Sendable {
  let numbers: ControlNumbers
  let clauses: Set<String>
  let defaultStandard: NamedStandard

  /// A scanner for one repository, or for one document if it has a framework of its own.
  ///
  /// - Parameters:
  ///   - themes: the number of the last control of each theme, such as `[5: 37, 6: 8, 7: 14, 8: 34]`.
  ///   - clauses: the clauses that exist, such as `6.1.3`.
  ///   - defaultFramework: whose controls `A.x.y` are where the text names no other framework before it.
  public init(themes: [Int: Int], clauses: Set<String>, defaultFramework: String = "iso27001") {
    numbers = ControlNumbers(themes: themes)
    self.clauses = clauses
    // A default without controls of this shape leaves `A.x.y` to ISO/IEC 27001.
    let named = NamedStandard(name: defaultFramework)
    if case .withAnnex = named { defaultStandard = named } else { defaultStandard = .own }
  }

  /// What the text of one block refers to, in order. Every word that has the shape of an id is found: which of them are
  /// meant, `DeclaredIdentifiers` tells.
  ///
  /// - Parameter ranges: the runs of text of the block, in order; code, HTML, URLs and link destinations left out.
  public func mentions(in source: SourceText, ranges: [SourceRange]) -> [Mention] {
    let text = RunText(source, ranges)
    var scan = ReferenceScan(self, text.bytes)
    scan.run()
    return scan.found.map { Mention(target: $0.target, range: text.source($0.range)) }
  }
}

/// One pass over the text of one block.
struct ReferenceScan {
  struct Found {
    let target: Mention.Target
    let range: Range<Int>
  }

  let scanner: ReferenceScanner
  let bytes: [UInt8]
  var index = 0
  var found: [Found] = []
  /// The framework named last.
  var standard: NamedStandard?
  /// Where the last name of a framework ended.
  var standardEnd = -10
  /// Whether the current sentence names a standard other than ours.
  var sentenceNamesOther = false
  /// Positions in `found` of clauses of this sentence that belong to us only if it names no other standard.
  var openClauses: [Int] = []

  init(_ scanner: ReferenceScanner, _ bytes: [UInt8]) {
    self.scanner = scanner
    self.bytes = bytes
  }

  mutating func run() {
    while index < bytes.count {
      let byte = bytes[index]
      if isAlphanumeric(byte) {
        scanWord()
      } else if byte == 0x2E || byte == 0x21 || byte == 0x3F {
        index += 1
        if index == bytes.count || bytes[index] == 0x20 { endSentence() }
      } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA7 {
        scanSectionSign()
      } else {
        index += 1
      }
    }
    endSentence()
  }

  private mutating func endSentence() {
    if sentenceNamesOther || scanner.defaultStandard != .own, let first = openClauses.first {
      let dropped = Set(openClauses)
      let kept = found.indices[first...].filter { !dropped.contains($0) }.map { found[$0] }
      found.replaceSubrange(first..., with: kept)
    }
    openClauses.removeAll(keepingCapacity: true)
    sentenceNamesOther = false
  }

  // MARK: - Words

  private mutating func scanWord() {
    let start = index
    let end = wordEnd(start)
    defer { index = max(index, end) }
    if isAddress(start, end) { return }
    guard isFreeOnLeft(start) else { return }
    let length = end - start
    switch bytes[start] {
    case 0x41 where length == 1:
      if scanControl(start) { return }
    case 0x41, 0x61:
      if length == 5, isWord(start, end, "annex"), scanAnnexControls(start, end) { return }
    case 0x43, 0x63:
      if isWord(start, end, "clause") || isWord(start, end, "clauses") {
        scanClauses(end, isPlural: length == 7)
        return
      }
    default: break
    }
    if let (standard, standardEnd) = standard(start, end) {
      name(standard, standardEnd)
      return
    }
    scanIdentifier(start, end)
  }

  /// Passes over a URL in plain text.
  private mutating func isAddress(_ start: Int, _ end: Int) -> Bool {
    let isURL = end + 2 < bytes.count && bytes[end] == 0x3A && bytes[end + 1] == 0x2F && bytes[end + 2] == 0x2F
    let isHost = end - start == 3 && isWord(start, end, "www") && end < bytes.count && bytes[end] == 0x2E
    guard isURL || isHost else { return false }
    index = end
    while index < bytes.count, bytes[index] != 0x20, bytes[index] != RunText.barrier { index += 1 }
    return true
  }

  private mutating func name(_ named: NamedStandard, _ end: Int) {
    if named != .own { sentenceNamesOther = true }
    index = end
    // `ISO27001:A.5.15` scopes this one control.
    if end + 2 < bytes.count, bytes[end] == 0x3A, bytes[end + 1] == 0x41, bytes[end + 2] == 0x2E {
      index = end + 1
      if scanControl(index, explicit: named) { return }
    }
    standard = named
    standardEnd = end
  }

  // MARK: - Own ids

  private mutating func scanIdentifier(_ start: Int, _ wordEnd: Int) {
    var end = wordEnd
    var hasDigit = bytes[start..<wordEnd].contains { isDigit($0) }
    while end + 1 < bytes.count {
      let sign = bytes[end]
      guard sign == 0x2D || sign == 0x2E || sign == 0x5F, isAlphanumeric(bytes[end + 1]) else { break }
      let next = self.wordEnd(end + 1)
      if !hasDigit { hasDigit = bytes[end + 1..<next].contains { isDigit($0) } }
      end = next
    }
    // Ids have a bounded length; a long chain of words with hyphens is passed over as a whole.
    if end - wordEnd > 0 { index = end }
    guard hasDigit, end - start <= 64 else { return }
    if end < bytes.count, bytes[end] == 0x40 || bytes[end] == 0x5F || bytes[end] >= 0x80 && isLetter(at: end) { return }
    let token = String(decoding: bytes[start..<end], as: UTF8.self)
    found.append(Found(target: .identifier(token), range: start..<end))
    index = end
  }

  // MARK: - Characters

  func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// Offset behind the letters and digits at `start`.
  func wordEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, isAlphanumeric(bytes[end]) { end += 1 }
    return end
  }

  /// Whether a letter that is not ASCII starts at `index`.
  func isLetter(at index: Int) -> Bool {
    guard let scalar = CharacterCheck.decode(bytes, index, bytes.count).scalar else { return false }
    return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
  }

  /// Whether the bytes are this word, in any case.
  func isWord(_ start: Int, _ end: Int, _ word: StaticString) -> Bool {
    guard end - start == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { word in
      for (offset, wanted) in word.enumerated() where bytes[start + offset] | 0x20 != wanted { return false }
      return true
    }
  }

  /// Whether what stands before `start` leaves room for a reference.
  func isFreeOnLeft(_ start: Int) -> Bool {
    guard start > 0 else { return true }
    switch bytes[start - 1] {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x40, 0x23, 0x26, 0x3D, 0x2B, 0x2D: return false
    case 0x80...:
      var first = start - 1
      while first > 0, first > start - 4, bytes[first] & 0xC0 == 0x80 { first -= 1 }
      return !isLetter(at: first)
    default: return true
    }
  }

  /// Whether what stands at `end` leaves room for a reference before it.
  func isFreeOnRight(_ end: Int) -> Bool {
    guard end < bytes.count else { return true }
    switch bytes[end] {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: return false
    case 0x2E, 0x2D: return end + 1 >= bytes.count || !(isAlphanumeric(bytes[end + 1]) || bytes[end + 1] == 0x5F)
    case 0x80...: return !isLetter(at: end)
    default: return true
    }
  }

  /// Offset behind at most two spaces, common or not breaking; nil if there is none.
  func skipSpace(_ start: Int) -> Int? {
    var end = start
    for _ in 0..<2 {
      if end < bytes.count, bytes[end] == 0x20 {
        end += 1
      } else if end + 1 < bytes.count, bytes[end] == 0xC2, bytes[end + 1] == 0xA0 {
        end += 2
      } else if end + 2 < bytes.count, bytes[end] == 0xE2, bytes[end + 1] == 0x80, bytes[end + 2] == 0xAF {
        end += 3
      }
    }
    return end > start ? end : nil
  }

  /// `5.15` or `9.2.1`: numbers of at most three digits with dots between them, and the offset behind.
  func dottedNumber(_ start: Int) -> (parts: [Int], end: Int)? {
    var parts: [Int] = []
    var at = start
    while parts.count < 5 {
      var value = 0
      let first = at
      while at < bytes.count, isDigit(bytes[at]), at - first < 4 {
        value = value * 10 + Int(bytes[at] - 0x30)
        at += 1
      }
      guard at > first, at - first <= 3 else { return nil }
      parts.append(value)
      guard at + 1 < bytes.count, bytes[at] == 0x2E, isDigit(bytes[at + 1]) else { break }
      at += 1
    }
    return (parts, at)
  }
}
