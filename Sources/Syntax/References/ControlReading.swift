import Source

/// A field or cell that names a control.
public struct ControlReading: Hashable, Sendable {
  /// What is named.
  public let target: Mention.Target
  /// The control that was probably meant, where the one named does not exist.
  public let suggestion: String?
  /// What stands behind it, such as the control's title.
  public let remainder: String

  /// The controls named: one, several for a range, none if they do not exist.
  public var controls: [String] {
    switch target {
    case .control(let control): [control]
    case .controls(let controls): controls
    default: []
    }
  }
}

extension ReferenceScanner {
  /// Reads a field or cell that is to name one control or one range of controls.
  ///
  /// More forms are accepted here than in text, because nothing else can be meant: `5.15`, `a.5.15`, `A 5.15`, `A5.15`,
  /// `Annex A 5.15`, `iso27001:A.5.15`, `A.5.15 Access control`. Nil if the text does not look like a control.
  public func parseControl(_ text: String) -> ControlReading? {
    var reader = ControlReader(Array(text.utf8), self)
    return reader.read()
  }
}

private struct ControlReader {
  let scanner: ReferenceScanner
  let scan: ReferenceScan
  let bytes: [UInt8]
  var index = 0

  init(_ bytes: [UInt8], _ scanner: ReferenceScanner) {
    self.bytes = bytes
    self.scanner = scanner
    scan = ReferenceScan(scanner, bytes)
  }

  mutating func read() -> ControlReading? {
    skipSpaces()
    let standard = readStandard()
    if case .other = standard { return nil }
    skipWords()
    let start = index
    guard let first = readNumber(), (2...3).contains(first.count) else { return readDistorted(start) }
    let firstEnd = index
    if let shown = standard.shown {
      return reading(.foreignControl(ControlNumbers.name(first), standard: shown), from: firstEnd)
    }
    if let last = readRangeEnd() {
      let written = String(decoding: bytes[start..<index], as: UTF8.self)
      return reading(scanner.numbers.target(from: first, to: last, written: written), from: index)
    }
    index = firstEnd
    if case .known = scanner.numbers.kind(first) {
    } else if scan.isDigit(bytes[start]) {
      // A bare number that is no control may be anything.
      guard first.count == 2, scanner.numbers.themes[first[0]] != nil else { return nil }
    }
    return reading(
      scanner.numbers.target(first), from: firstEnd, suggestion: scanner.numbers.suggestion(for: first))
  }

  private mutating func skipSpaces() { while let next = scan.skipSpace(index) { index = next } }

  /// Passes over the name of a framework; the default if there is none.
  private mutating func readStandard() -> NamedStandard {
    guard index < bytes.count, let (standard, end) = scan.standard(index, scan.wordEnd(index)) else {
      return scanner.defaultStandard
    }
    index = end
    while index < bytes.count, bytes[index] == 0x3A || bytes[index] == 0x2C { index += 1 }
    skipSpaces()
    return standard
  }

  /// Passes over `Annex` and `control`, in `Annex A control 5.15` with the letter between them.
  private mutating func skipWords() {
    for _ in 0..<3 {
      let end = scan.wordEnd(index)
      let isPassed =
        scan.isWord(index, end, "annex") || scan.isWord(index, end, "control") || scan.isWord(index, end, "controls")
      if isPassed {
        index = end
        skipSpaces()
      } else if scan.isWord(index, end, "a"), let next = scan.skipSpace(end),
        scan.isWord(next, scan.wordEnd(next), "control")
      {
        index = next
      }
    }
  }

  /// `A.5.15`, `a 5.15`, `A5.15` or `5.15`.
  private mutating func readNumber() -> [Int]? {
    var at = index
    if at < bytes.count, bytes[at] | 0x20 == 0x61 {
      at += 1
      if at < bytes.count, bytes[at] == 0x2E { at += 1 }
      at = scan.skipSpace(at) ?? at
    }
    guard let (parts, end) = scan.dottedNumber(at), parts.count > 1 else { return nil }
    if end < bytes.count, scan.isAlphanumeric(bytes[end]) { return nil }
    index = end
    return parts
  }

  private mutating func readRangeEnd() -> [Int]? {
    skipSpaces()
    guard index < bytes.count else { return nil }
    let end = scan.wordEnd(index)
    if scan.isWord(index, end, "to") || scan.isWord(index, end, "through") {
      index = end
    } else if bytes[index] == 0x2D {
      index += 1
    } else if index + 2 < bytes.count, bytes[index] == 0xE2, bytes[index + 1] == 0x80,
      (0x90...0x94).contains(bytes[index + 2])
    {
      index += 3
    } else {
      return nil
    }
    skipSpaces()
    return readNumber()
  }

  /// A text that starts like a control but is not written like one: `A515`, `A.5,15`, `A-5-15`.
  private func readDistorted(_ start: Int) -> ControlReading? {
    var end = start
    while end < bytes.count, bytes[end] != 0x20 { end += 1 }
    guard end - start <= 12, start < end, bytes[start] | 0x20 == 0x61,
      bytes[start + 1..<end].allSatisfy({ scan.isDigit($0) || [0x2E, 0x2C, 0x2D, 0x5F, 0x3A].contains($0) }),
      bytes[start + 1..<end].contains(where: { scan.isDigit($0) })
    else { return nil }
    let written = String(decoding: bytes[start..<end], as: UTF8.self)
    let digits = bytes[start..<end].filter { scan.isDigit($0) }.map { Int($0 - 0x30) }
    let parts = [digits[0], digits.dropFirst().prefix(3).reduce(0) { $0 * 10 + $1 }]
    var suggestion = nearest(written, in: scanner.numbers.all)
    if case .known = scanner.numbers.kind(parts) { suggestion = ControlNumbers.name(parts) }
    return ControlReading(
      target: .unknownControl(written, theme: nil, last: nil), suggestion: suggestion, remainder: "")
  }

  private func reading(_ target: Mention.Target, from end: Int, suggestion: @autoclosure () -> String? = nil)
    -> ControlReading
  {
    var isKnown = false
    switch target {
    case .control, .controls: isKnown = true
    default: break
    }
    var first = end
    while first < bytes.count, [0x20, 0x3A, 0x2D, 0x2E, 0x2C].contains(bytes[first]) { first += 1 }
    return ControlReading(
      target: target, suggestion: isKnown ? nil : suggestion(),
      remainder: String(decoding: bytes[first...], as: UTF8.self))
  }
}
