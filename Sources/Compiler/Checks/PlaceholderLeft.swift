import ISMS
import Source
import Syntax

extension Check {
  /// DOC-10: nothing of the template is left.
  static let placeholderLeft = Check(
    Rule(
      code: "DOC-10", name: "placeholder-left", title: "a placeholder of a template is left in a text", grade: .minor,
      clause: "7.5.2 c", adjustment: "major in a policy, the scope or the Statement of Applicability",
      data: "the text and the front matter of documents in force",
      explanation: """
        A text with `[Company name]` or `TBD` was approved by somebody who did not read it. Looked for are words in \
        square or double curly brackets that ask for an entry, `TODO`, `TBD`, `FIXME` and `XXX`, filler text, and \
        sample names. Code and drafts are left out; what stands in angle brackets is HTML, and MD-02 shows it.
        """,
      fix: "fill in what is meant",
      flagged: Examples.policy(text: "The policy applies to all employees of [Company name]."),
      accepted: Examples.policy(text: "The policy applies to all employees of Quillstone [1]."))
  ) { input in
    let finder = PlaceholderFinder(organisation: input.isms.configuration.organisation)
    var texts = 0
    var diagnostics: [Diagnostic] = []
    func report(_ found: [Location], _ shown: String, _ name: String, _ grade: Grade, _ subject: String?) {
      diagnostics.append(
        Diagnostic(
          input.rule, "`\(shown)` is left in \(name)", at: found[0], grade: grade,
          label: found.count > 1 ? "the first of \(found.count)" : nil,
          related: found.dropFirst().prefix(3).map { .init($0, "another one") },
          help: "write what is meant instead of `\(shown)`", subject: subject))
    }
    for document in input.isms.documents where document.status == .approved || document.status == .inReview {
      texts += 1
      let found = finder.places(in: document.markdown, of: document.source)
      guard let first = found.first?.range else { continue }
      let isGrave = document.type == .policy || document.type == .scope || document.holds(.soaRow)
      report(found, document.source.text(first), "`\(document.id)`", isGrave ? .major : .minor, document.id)
    }
    for file in input.isms.recordFiles {
      texts += 1
      let found = finder.places(in: file.markdown, of: file.source)
      guard let first = found.first?.range else { continue }
      report(found, file.source.text(first), "\(file.record.kind.title) `\(file.record.id)`", .minor, file.record.id)
    }
    var cells: [Location] = []
    var shown = ""
    // A table inside a document was read as its text.
    let paths = Set(input.isms.documents.map(\.path) + input.isms.recordFiles.map(\.source.path))
    for row in input.isms.soa?.rows ?? [] where !paths.contains(row.location.path) {
      texts += 1
      for field in ["justification", "implementation"] {
        guard let text = row.record.text(field), let first = finder.first(in: Array(text.utf8)) else { continue }
        if cells.isEmpty { shown = String(decoding: Array(text.utf8)[first], as: UTF8.self) }
        cells.append(row.record.location(of: field))
      }
    }
    if !cells.isEmpty {
      report(cells, shown, "the Statement of Applicability", .major, input.isms.soa?.document)
    }
    guard texts > 0 else { return .cannotJudge("texts", "no document is in force or in review") }
    return .looked(at: texts, "texts", diagnostics)
  }
}

/// Finds what a template leaves to be filled in.
private struct PlaceholderFinder {
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

  private let samples: Set<String>

  init(organisation: String?) {
    let own = (organisation ?? "").lowercased()
    samples = Self.samples.filter { !own.contains($0) }
  }

  /// Every place in the text of a document.
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
  func first(in text: [UInt8]) -> Range<Int>? { all(in: text).first }

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
    if isMark || samples.contains(word.lowercased()) { return start..<end }
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
