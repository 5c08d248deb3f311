import Foundation
import Source
import Testing

@testable import Compiler

/// The mark stands below the text it is about, whatever stands before it.
@Suite struct TextRendererTests {
  private static let rule = Rule(
    code: "T-01", name: "test", title: "a test", grade: .minor, explanation: "It is a test.", fix: "do nothing",
    flagged: "", accepted: "")

  /// The line with the text and the line with the marks, both behind the bar.
  private func excerpt(_ text: String, _ marked: String, width: Int = 120) throws -> (text: String, marks: String) {
    let source = SourceText(path: "a.md", text: text)
    let before = try #require(text.range(of: marked, options: .literal)).lowerBound
    let start = text.utf8.distance(from: text.startIndex, to: before)
    let range = SourceRange(start, start + marked.utf8.count)
    let finding = Diagnostic(Self.rule, "message", at: Location(path: "a.md", range: range))
    let rendered = TextRenderer(sources: ["a.md": source], style: .init(width: width)).render(finding)
    let lines = rendered.split(separator: "\n").map(String.init)
    let row = try #require(lines.firstIndex { $0.contains("^") })
    func behindBar(_ line: String) throws -> String {
      String(line[try #require(line.firstRange(of: " |")).upperBound...].dropFirst())
    }
    return (try behindBar(lines[row - 1]), try behindBar(lines[row]))
  }

  @Test(
    arguments: [
      ("owner: cto\n", "cto", 7, 3),
      ("\towner: cto\n", "cto", 11, 3),  // a tab is shown as four columns
      ("a\tb cto\n", "cto", 7, 3),
      ("漢字: cto\n", "cto", 6, 3),  // wide characters take two columns
      ("é e\u{301}: cto\n", "cto", 5, 3),  // a combining mark takes none
      ("😀 cto\n", "cto", 3, 3),
      ("👩‍💻 cto\n", "cto", 0, 3),
      ("one\r\ntwo cto\r\nthree\r\n", "cto", 4, 3),
      ("one\rtwo cto\r", "cto", 4, 3),
      ("id: 漢字\n", "漢字", 4, 4),
      ("id: e\u{301}e\u{301}\n", "e\u{301}e\u{301}", 4, 2),
      ("id: \u{202E}abc\n", "abc", 12, 3),  // shown as <U+202E>
      ("id: \u{202E}abc\n", "\u{202E}", 4, 8),
      ("ﬁ ½ cto\n", "cto", 4, 3),
      ("ｗｉｄｅ cto\n", "cto", 9, 3),
    ])
  func marksStandBelowTheText(text: String, marked: String, before: Int, count: Int) throws {
    let (line, marks) = try excerpt(text, marked)
    let shown = DisplayWidth.visible(marked)
    let place = try #require(line.range(of: shown, options: .literal))
    let columns = DisplayWidth.columns(of: String(line[..<place.lowerBound]))
    #expect(marks == String(repeating: " ", count: columns) + String(repeating: "^", count: count))
    if before > 0 { #expect(columns == before) }
    #expect(!line.contains("\t") && !line.contains("\r"))
  }

  @Test(arguments: ["x", "漢", "e\u{301}", "\t", "😀"])
  func longLinesAreCutAroundTheMark(filler: String) throws {
    let text = String(repeating: filler, count: 3_000) + "HERE" + String(repeating: filler, count: 3_000) + "\n"
    let (line, marks) = try excerpt(text, "HERE", width: 80)
    let place = try #require(line.firstRange(of: "HERE"))
    let columns = DisplayWidth.columns(of: String(line[..<place.lowerBound]))
    #expect(marks == String(repeating: " ", count: columns) + "^^^^")
    #expect(DisplayWidth.columns(of: line) <= 80 && line.hasPrefix("…") && line.hasSuffix("…"))
  }

  @Test(
    arguments: [
      ("\tcto", "1:2"), ("漢字 cto", "1:4"), ("e\u{301} cto", "1:4"), ("😀 cto", "1:4"), ("a\r\nb cto", "2:3"),
      ("a\rb cto", "2:3"), ("a\n\r\ncto", "3:1"), ("\u{FEFF}cto", "1:2"),
    ])
  func placesCountUTF16(text: String, place: String) throws {
    let source = SourceText(path: "a.md", text: text)
    let start = source.bytes.count - 3
    let finding = Diagnostic(Self.rule, "message", at: Location(path: "a.md", range: SourceRange(start, start + 3)))
    let renderer = TextRenderer(sources: ["a.md": source])
    #expect(renderer.place(finding.location) == "a.md:\(place)")
    #expect(renderer.renderConcise(finding) == "a.md:\(place): minor[T-01] message")
  }

  @Test func aMarkedLineEndStillHasAMark() throws {
    let source = SourceText(path: "a.md", text: "owner:\nnext\n")
    let finding = Diagnostic(Self.rule, "message", at: Location(path: "a.md", range: SourceRange(6, 6)))
    let rendered = TextRenderer(sources: ["a.md": source]).render(finding)
    #expect(rendered.contains("1 | owner:\n  |       ^\n"))
  }
}
