import Source
import Syntax

/// Finds what a template leaves to be filled in.
struct PlaceholderFinder {
  /// Words in brackets that ask for an entry.
  private static let asking: Set = [
    "company", "organisation", "organization", "insert", "your", "name", "date", "department", "role", "title",
    "enter", "specify", "describe", "fill", "add", "ciso", "tbd", "todo", "xxx", "placeholder", "address", "email",
    "number", "example", "version", "owner", "approver",
  ]
  private static let marks: Set = ["TODO", "TBD", "FIXME", "XXX"]
  private static let fillers = ["lorem ipsum", "your company", "your organisation", "your organization"]
  private static let samples: Set = ["acme"]
  /// The letters with which one of these words begins, in lower case: most words begin with another.
  private static let isBeginning: [Bool] = {
    let letters = (Array(marks) + fillers + Array(samples)).compactMap { $0.lowercased().utf8.first }
    return (0...255).map { letters.contains($0) }
  }()

  private let organisation: String

  /// - Parameter organisation: its name, which is no sample.
  init(organisation: String?) { self.organisation = (organisation ?? "").lowercased() }

  /// Whether a place holds a sample that is the organisation's own name.
  func isOwnName(_ text: String) -> Bool {
    let word = text.lowercased()
    return Self.samples.contains(word) && organisation.contains(word)
  }

  /// Every place in the text of a document, own names included.
  func places(in markdown: MarkdownDocument, of source: SourceText) -> [Location] {
    var result: [Location] = []
    var runs = markdown.textRuns[...]
    // Brackets split the text into runs, so those of one line are read together.
    while let first = runs.first {
      var end = first.range.upperBound
      runs.removeFirst()
      while let next = runs.first, next.block == first.block, !next.isInLink, !first.isInLink,
        next.range.lowerBound - end <= 1, !source.bytes[end..<next.range.lowerBound].contains(0x0A)
      {
        end = next.range.upperBound
        runs.removeFirst()
      }
      if first.isInLink { continue }
      let start = first.range.lowerBound
      for found in all(in: Array(source.bytes[start..<end])) {
        result.append(
          Location(path: source.path, range: SourceRange(start + found.lowerBound, start + found.upperBound)))
      }
    }
    return result
  }

  /// The first place in a text.
  func first(in text: [UInt8]) -> Range<Int>? {
    all(in: text).first { !isOwnName(String(decoding: text[$0], as: UTF8.self)) }
  }

  private func all(in text: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = 0
    let isBeginning = Self.isBeginning
    while index < text.count {
      var found: Range<Int>?
      if Self.isLetter(text[index]) {
        // Most words begin with another letter.
        let isCandidate = isBeginning[Int(text[index] | 0x20)] && (index == 0 || !Self.isLetter(text[index - 1]))
        if isCandidate { found = word(at: index, text) }
      } else {
        found = bracket(at: index, text)
      }
      if let found { result.append(found) }
      index = found?.upperBound ?? index + 1
    }
    return result
  }

  /// `[Company name]`, `<insert date>` or `{{organisation}}`.
  private func bracket(at start: Int, _ text: [UInt8]) -> Range<Int>? {
    let isDouble = text[start] == 0x7B && start + 1 < text.count && text[start + 1] == 0x7B
    let close: UInt8
    switch text[start] {
    case 0x5B: close = 0x5D
    case 0x3C: close = 0x3E
    case 0x7B where isDouble: close = 0x7D
    default: return nil
    }
    let inner = start + (isDouble ? 2 : 1)
    // What asks for an entry is short; the bound keeps the search linear.
    guard let end = text[inner..<min(text.count, inner + 60)].firstIndex(of: close) else { return nil }
    let upper = isDouble && end + 1 < text.count && text[end + 1] == close ? end + 2 : end + 1
    let words = String(decoding: text[inner..<end], as: UTF8.self).lowercased()
      .split { !$0.isLetter }.map(String.init)
    guard !words.isEmpty, isDouble || words.contains(where: Self.asking.contains) else { return nil }
    return start..<upper
  }

  /// A mark such as `TBD`, filler text, or the name of a sample company, if that is the word at `start`.
  private func word(at start: Int, _ text: [UInt8]) -> Range<Int>? {
    var end = start
    while end < text.count, Self.isLetter(text[end]), end - start <= 20 { end += 1 }
    let word = String(decoding: text[start..<end], as: UTF8.self)
    // A list of things to do may be spoken of; a mark stands alone, or before a colon.
    let isMark =
      Self.marks.contains(word)
      && (word == "TBD" || word == "FIXME" || text[..<start].allSatisfy { $0 == 0x20 }
        || end < text.count && text[end] == 0x3A)
    if isMark || Self.samples.contains(word.lowercased()) { return start..<end }
    for filler in Self.fillers where filler.hasPrefix(word.lowercased()) {
      let upper = start + filler.utf8.count
      if upper <= text.count, String(decoding: text[start..<upper], as: UTF8.self).lowercased() == filler {
        return start..<upper
      }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
