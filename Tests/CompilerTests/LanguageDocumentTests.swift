import Foundation
import Source
import Syntax
import TestSupport
import Testing

@testable import Compiler

/// The examples of docs/language.md say the truth: those that are refused are marked with the codes of their findings,
/// and all others have none.
@Suite struct LanguageDocumentTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var language: String
    var codes: [String]
    var text: String
    var testDescription: String { "\(language) \(codes.joined(separator: " ")): \(text.prefix(40))" }
  }

  static let examples: [Example] = {
    let file = URL(fileURLWithPath: #filePath).appending(path: "../../../docs/language.md").standardizedFileURL
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    var examples: [Example] = []
    var open: Example?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        open?.text += line + "\n"
        continue
      }
      if let finished = open {
        examples.append(finished)
        open = nil
      } else {
        let words = line.dropFirst(3).split(separator: " ").map(String.init)
        open = Example(language: words.first ?? "", codes: Array(words.dropFirst(2)), text: "")
      }
    }
    return examples
  }()

  private func findings(_ example: Example) throws -> [Diagnostic] {
    let source = SourceText(path: "example", text: example.text)
    switch example.language {
    case "yaml":
      let (frontMatter, found) = FrontMatter.parse(source)
      #expect(frontMatter?.root.entries.isEmpty == false)
      return found
    case "markdown":
      return MarkdownDocument.parse(source).diagnostics
    case "csv": return CSV.read(source).diagnostics
    case "json":
      // A review record: the compiler can read it. Whether its commit exists is another matter.
      let repository = LiterateRepository(
        "-- commit 2026-03-01 Ana <ana@example.com>: Reviewed --\n-- reviews/example.review.json --\n" + example.text)
      let asOf = try #require(CalendarDate("2026-03-01"))
      let compilation = compile(repository.snapshot, history: repository.history, contents: repository, asOf: asOf)
      #expect(compilation.reports.contains { $0.rule.code == "GIT-07" && $0.unjudged == nil })
      return compilation.diagnostics.filter { $0.rule.code == "GIT-07" }
    default:
      Issue.record("an example in `\(example.language)` that no test reads")
      return []
    }
  }

  @Test func examplesAreFound() {
    #expect(Self.examples.count >= 7)
    #expect(Set(Self.examples.map(\.language)) == ["yaml", "markdown", "csv", "json"])
    #expect(Self.examples.contains { !$0.codes.isEmpty } && Self.examples.contains { $0.codes.isEmpty })
  }

  @Test(arguments: examples)
  func exampleSaysTheTruth(example: Example) throws {
    let found = try findings(example)
    #expect(Set(found.map(\.rule.code)) == Set(example.codes), "\(found.map(\.message))")
  }

  @Test func examplesAreReadAsTheTextSays() throws {
    let yaml = try #require(Self.examples.first { $0.language == "yaml" })
    let root = try #require(FrontMatter.parse(SourceText(path: "a.md", text: yaml.text)).frontMatter?.root)
    #expect(root.entries.map(\.key).contains("controls"))
    let csv = try #require(Self.examples.first { $0.language == "csv" })
    let rows = try #require(CSV.read(SourceText(path: "a.csv", text: csv.text)).table).rows
    #expect(rows.map(\.cells[1].text) == ["Stolen laptops, phones", "Tapes \"lost\" on the way"])
    let markdown = try #require(Self.examples.first { $0.language == "markdown" })
    let table = try #require(MarkdownDocument.parse(SourceText(path: "a.md", text: markdown.text)).tables.first)
    #expect(table.header.cells[3].text == "Likelihood (1-5)" && table.rows.map(\.cells[0].text) == ["R-001", "R-002"])
  }
}
