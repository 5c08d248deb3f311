import Source
import Testing

@testable import Syntax

@Suite("CommonMark") struct CommonMarkTests {
  struct Example: Decodable {
    var markdown: String
    var html: String
    var section: String
    var example: Int
  }

  static func html(_ text: String, _ dialect: MarkdownDocument.Dialect = .commonMark) -> String {
    MarkdownDocument.parse(SourceText(path: "a.md", text: text), dialect: dialect).commonMarkHTML()
  }

  @Test("every example of the specification, with each kind of line end", .enabled(if: MarkdownSuites.isPresent))
  func specification() throws {
    let examples = try MarkdownSuites.decode([Example].self, from: "commonmark-0.31.2.json")
    #expect(examples.count == 652)
    for example in examples {
      var withoutEnd = example.markdown
      if withoutEnd.last == "\n" { withoutEnd.removeLast() }
      for (name, text) in [("LF", example.markdown), ("LF, no final line end", withoutEnd)] {
        let crlf = String(text.map { $0 == "\n" ? "\r\n" : $0 })
        let cr = String(text.map { $0 == "\n" ? "\r" : $0 })
        for (ending, variant) in [("", text), (" CRLF", crlf), (" CR", cr)] {
          let html = Self.html(variant)
          #expect(html == example.html, "example \(example.example), \(example.section), \(name)\(ending)")
        }
      }
    }
  }
}
