import Source
import Testing

@testable import Syntax

@Suite("Heading anchors") struct HeadingAnchorTests {
  struct Fixture: Decodable {
    var name: String
    var input: String
    var markdownOverwrite: String?
    var expected: String
  }

  @Test("every anchor of the fixtures, in one document", .enabled(if: MarkdownSuites.isPresent))
  func fixtures() throws {
    let fixtures = try MarkdownSuites.decode([Fixture].self, from: "github-slugger-fixtures.json")
    #expect(fixtures.count == 78)
    var anchors = HeadingAnchors()
    for fixture in fixtures {
      #expect(anchors.anchor(for: fixture.input) == fixture.expected, "\(fixture.name)")
    }
  }

  @Test("every fixture as the heading of a document", .enabled(if: MarkdownSuites.isPresent))
  func documents() throws {
    let fixtures = try MarkdownSuites.decode([Fixture].self, from: "github-slugger-fixtures.json")
    let text = fixtures.map { $0.markdownOverwrite ?? "# " + Self.escaped($0.input) }.joined(separator: "\n\n")
    let document = MarkdownDocument.parse(SourceText(path: "a.md", text: text))
    #expect(document.headings.count == fixtures.count)
    for (heading, fixture) in zip(document.headings, fixtures) {
      #expect(heading.anchor == fixture.expected, "\(fixture.name)")
    }
  }

  /// The text with a backslash before every mark of ASCII, and a space at either end as a character reference.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII, scalar.isMarkdownPunctuation { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  @Test(
    "own cases",
    arguments: [
      ("# Access control", ["access-control"]),
      ("# A.5.15 Access control", ["a515-access-control"]),
      ("# One\n\n# One\n\n# One-1\n\n# One", ["one", "one-1", "one-1-1", "one-2"]),
      ("# `code` and *em* and [link](x.md)", ["code-and-em-and-link"]),
      ("# ![image](x.png) text", ["-text"]),
      ("Two\nlines\n===", ["two-lines"]),
      ("# Ärzte & Straße", ["ärzte--straße"]),
      ("# Roles, duties; powers!", ["roles-duties-powers"]),
      ("#", [""]),
      ("> ## In a quote\n\n- # In a list", ["in-a-quote", "in-a-list"]),
    ])
  func own(text: String, expected: [String]) {
    let document = MarkdownDocument.parse(SourceText(path: "a.md", text: text))
    #expect(document.headings.map(\.anchor) == expected)
  }

  @Test("many equal headings take linear time")
  func equalHeadings() {
    var anchors = HeadingAnchors()
    for _ in 0..<20_000 { _ = anchors.anchor(for: "scope") }
    #expect(anchors.anchor(for: "scope") == "scope-20000")
  }

  @Test("anchors set by hand are anchors too")
  func explicit() {
    let text =
      "# One\n\n<a id=\"two\"></a> and <A NAME='three'>x</A>\n\n<div>\n<a name=four></a>\n</div>\n\n`<a id=five>`"
    let document = MarkdownDocument.parse(SourceText(path: "a.md", text: text))
    #expect(document.anchors == ["one", "two", "three", "four"])
  }
}
