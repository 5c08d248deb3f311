import Source
import TestSupport
import Testing

@testable import Syntax

@Suite struct ReferenceTests {
  static let clauses: Set<String> = [
    "4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "6.1", "6.1.1", "6.1.2", "6.1.3", "6.2", "6.3", "7.1", "7.2",
    "7.3",
    "7.4", "7.5", "7.5.1", "7.5.2", "7.5.3", "8.1", "8.2", "8.3", "9.1", "9.2", "9.2.1", "9.2.2", "9.3", "9.3.1",
    "9.3.2",
    "9.3.3", "10.1", "10.2",
  ]

  static func scanner(_ framework: String = "iso27001") -> ReferenceScanner {
    ReferenceScanner(
      themes: [5: 37, 6: 8, 7: 14, 8: 34], clauses: clauses, defaultFramework: framework)
  }

  static let declared = DeclaredIdentifiers(ReferenceCorpus.identifiers)

  /// Without the words that only have the shape of an id.
  static func meant(_ mentions: [Mention]) -> [Mention] {
    mentions.filter { mention in
      if case .identifier(let word) = mention.target {
        declared.isMeant(word, isDeclared: ReferenceCorpus.identifiers.contains(word))
      } else {
        true
      }
    }
  }

  static func shown(_ target: Mention.Target) -> String {
    switch target {
    case .control(let control): control
    case .controls(let controls): "\(controls.first ?? "")..\(controls.last ?? "")"
    case .unknownControl(let control, let theme?, let last?): "?\(control)/\(theme):\(last)"
    case .unknownControl(let control, _, _): "?\(control)"
    case .oldControl(let control): "old \(control)"
    case .badControlRange(_, let reason): "bad \(reason)"
    case .clause(let clause): "§\(clause)"
    case .identifier(let identifier): "#\(identifier)"
    case .foreignControl(let control, let standard): "\(standard) \(control)"
    }
  }

  private func mentions(_ text: String, _ framework: String = "iso27001") -> [Mention] {
    let source = SourceText(path: "x.md", text: text)
    return Self.meant(Self.scanner(framework).mentions(in: source, ranges: [SourceRange(0, source.bytes.count)]))
  }

  @Test(arguments: ReferenceCorpus.all.indices)
  func findsWhatSentencesName(index: Int) {
    let (sentence, expected) = ReferenceCorpus.all[index]
    #expect(mentions(sentence).map { Self.shown($0.target) } == expected, "\(sentence)")
  }

  /// The same sentence inside a longer text, with other text around it.
  @Test func findsTheSameInTheMiddleOfAText() {
    for (sentence, expected) in ReferenceCorpus.all where !sentence.contains("ISO") {
      let text = "Some text\n\(sentence)\nand more."
      let found = mentions(text)
      #expect(found.map { Self.shown($0.target) } == expected, "\(sentence)")
      #expect(found.allSatisfy { $0.range.lowerBound >= 10 })
    }
  }

  @Test func theCorpusIsLargeEnough() {
    #expect(ReferenceCorpus.all.count >= 200)
    #expect(Set(ReferenceCorpus.all.map(\.0)).count == ReferenceCorpus.all.count)
  }

  @Test func rangesCoverWhatIsNamed() {
    func covered(_ text: String) -> [String] {
      mentions(text).map { SourceText(path: "x.md", text: text).text($0.range) }
    }
    #expect(covered("é A.5.15, Annex A control 5.16!") == ["A.5.15", "Annex A control 5.16"])
    #expect(covered("A.5.15 – A.5.18, clause 6.1.3 d, R-014.") == ["A.5.15 – A.5.18", "6.1.3", "R-014"])
    #expect(covered("ISO27001:A.5.15") == ["A.5.15"])
    #expect(covered("Annex A controls 5.15 and 5.16") == ["Annex A controls 5.15", "5.16"])
  }

  @Test func theDefaultFrameworkDecidesWhereNoneIsNamed() {
    #expect(mentions("A.6.2 and clause 6.1.3", "iso42001").map { Self.shown($0.target) } == ["ISO/IEC 42001 A.6.2"])
    #expect(mentions("ISO 27001 A.6.2", "iso42001").map { Self.shown($0.target) } == ["A.6.2"])
    #expect(mentions("A.6.2", "ISO/IEC 27001:2022").map { Self.shown($0.target) } == ["A.6.2"])
    #expect(mentions("A.6.2", "soc2").map { Self.shown($0.target) } == ["A.6.2"])
  }

  // MARK: - Runs

  /// `«…»` marks the runs of a block.
  private func runs(_ marked: String) -> [String] {
    var text: [UInt8] = []
    var ranges: [SourceRange] = []
    var start = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": start = text.count
      case "»": ranges.append(SourceRange(start, text.count))
      default: text.append(contentsOf: Array(String(scalar).utf8))
      }
    }
    let source = SourceText(path: "x.md", bytes: text)
    return Self.meant(Self.scanner().mentions(in: source, ranges: ranges)).map {
      "\(Self.shown($0.target))=\(source.text($0.range))"
    }
  }

  @Test func runsOfOneBlockBelongTogether() {
    #expect(runs("«see clause»\n«6.1.3»") == ["§6.1.3=6.1.3"])
    #expect(runs("> «A.5.15 to»\n> «A.5.18»") == ["A.5.15..A.5.18=A.5.15 to\n> A.5.18"])
    #expect(runs("«ISO/IEC 42001»\n«says A.6.2»") == ["ISO/IEC 42001 A.6.2=A.6.2"])
    #expect(runs("**«A.5.15»**«, fine»") == ["A.5.15=A.5.15"])
    #expect(runs("«A»\\«.5.15»") == ["A.5.15=A\\.5.15"])
    #expect(runs("**«A.5.15»**«x»") == [])
    #expect(runs("«POL-»`code`«01»") == [])
    #expect(runs("«POL-01»`code`«POL-02»") == ["#POL-01=POL-01", "#POL-02=POL-02"])
    #expect(runs("[«A.5.15»](a.md)«–»[«A.5.18»](b.md)") == ["A.5.15=A.5.15", "A.5.18=A.5.18"])
    #expect(runs("`A.5.15` «A.5.16»") == ["A.5.16=A.5.16"])
    #expect(runs("") == [])
  }

  // MARK: - Fields

  @Test(arguments: [
    ("A.5.15", "A.5.15"), ("5.15", "A.5.15"), ("A 5.15", "A.5.15"), ("a.5.15", "A.5.15"), ("A5.15", "A.5.15"),
    (" A.5.15 ", "A.5.15"), ("iso27001:A.5.15", "A.5.15"), ("ISO/IEC 27001:2022 A.5.15", "A.5.15"),
    ("ISO27001: 5.15", "A.5.15"), ("Annex A 5.15", "A.5.15"), ("Annex A.5.15", "A.5.15"),
    ("Annex A control 5.15", "A.5.15"), ("control 5.15", "A.5.15"), ("A.05.15", "A.5.15"),
    ("A.5.15 Access control", "A.5.15"),
    ("5.15 - Access control", "A.5.15"), ("A.5.15–A.5.18", "A.5.15..A.5.18"), ("5.15-5.18", "A.5.15..A.5.18"),
    ("A.5.15 to 5.18", "A.5.15..A.5.18"), ("A.5.15 - A.5.18", "A.5.15..A.5.18"),
    ("A.5.18–A.5.15", "bad does not ascend"),
    ("5.37-6.1", "bad runs from theme 5 to theme 6"), ("A.9.2.1", "old A.9.2.1"), ("A.9.2", "?A.9.2"),
    ("iso42001:A.6.2", "ISO/IEC 42001 A.6.2"), ("42 things", nil), ("access control", nil), ("POL-01", nil), ("", nil),
    ("A", nil), ("9.2.1", nil), ("12.9", nil), ("soc2:CC6.1", nil), ("2026-01-02", nil), ("A.5.15x", nil),
    ("ISO 9001 5.15", nil),
  ])
  func readsFields(text: String, expected: String?) {
    #expect(Self.scanner().parseControl(text).map { Self.shown($0.target) } == expected)
  }

  @Test(arguments: [
    ("A.5.51", "A.5.15"), ("A.5.38", "A.5.37"), ("A.8.36", "A.8.34"), ("A.6.35", "A.5.35"), ("A515", "A.5.15"),
    ("A.5,15", "A.5.15"), ("A-5-15", "A.5.15"), ("A.5.99", nil), ("A.5.15", nil), ("A.6.34", nil),
  ])
  func suggestsTheControlThatWasMeant(text: String, suggestion: String?) {
    #expect(Self.scanner().parseControl(text)?.suggestion == suggestion)
  }

  @Test func keepsWhatFollowsTheControl() {
    #expect(Self.scanner().parseControl("A.5.15 Access control")?.remainder == "Access control")
    #expect(Self.scanner().parseControl("5.15: Access control")?.remainder == "Access control")
    #expect(Self.scanner().parseControl("A.5.15")?.remainder == "")
    #expect(Self.scanner().parseControl("A.5.15–5.17")?.controls == ["A.5.15", "A.5.16", "A.5.17"])
  }

  // MARK: - Any input

  @Test func survivesAnyBytes() {
    var random = SeededGenerator(seed: 5)
    let pieces = [
      "A.5.15", "A", ".", "5.15", "-", "–", " to ", " ", "clause ", "clauses ", "§", "ISO ", "27001", "42001", ":",
      "Annex A ",
      "controls ", "POL-01", "POL-", "01", ", ", " and ", "é", "\n", "a", "(", ")", "of ", "\u{A0}", "https://", "9.2",
      "_",
    ]
    let scanner = Self.scanner()
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...14, using: &random) {
        bytes += Array(pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8)
        if Int.random(in: 0..<30, using: &random) == 0 { bytes.append(UInt8.random(in: 0...255, using: &random)) }
      }
      let source = SourceText(path: "x.md", bytes: bytes)
      var cuts = (0..<4).map { _ in Int.random(in: 0...bytes.count, using: &random) }.sorted()
      if Bool.random(using: &random) { cuts = [0, bytes.count] }
      let ranges = stride(from: 0, to: cuts.count - 1, by: 2).map { SourceRange(cuts[$0], cuts[$0 + 1]) }
      var end = 0
      for mention in scanner.mentions(in: source, ranges: ranges) {
        #expect(mention.range.lowerBound >= end && mention.range.upperBound <= bytes.count && !mention.range.isEmpty)
        end = mention.range.upperBound
        if case .identifier(let identifier) = mention.target, ranges.contains(where: { $0.contains(mention.range) }) {
          #expect(source.text(mention.range) == identifier)
        }
      }
    }
  }

  @Test(arguments: [
    "A.5.15 ", "A.5.15-", "A.5.15–", "A", "A.", "clause 9.2 ISO 9001 ", "clauses 9.2, ", "§", "Annex A controls 5.15, ",
    "a-",
    "ISO ", "ISO/", "POL-01 ", "https://", "1.", "é", "5.15 and ",
  ])
  func takesLinearTime(piece: String) {
    let scanner = Self.scanner()
    let source = SourceText(path: "x.md", text: String(repeating: piece, count: 20_000))
    let range = SourceRange(0, source.bytes.count)
    // Under a second alone, also in a debug build; quadratic time would be a minute.
    let took = processorTime { _ = scanner.mentions(in: source, ranges: [range]) }
    #expect(took < .seconds(10))
  }

  // MARK: - Did you mean

  @Test(arguments: [
    ("owenr", "owner"), ("clasification", "classification"), ("Owner", "owner"), ("aprove_by", "approved_by"),
    ("x", nil),
    ("", nil), ("zzzzzz", nil), ("satus", "status"), ("tilte", "title"), ("verison", "version"),
  ])
  func findsTheNearestWord(word: String, expected: String?) {
    let words = ["owner", "classification", "approved_by", "approved_on", "status", "title", "version", "id"]
    #expect(nearest(word, in: words) == expected)
  }
}
