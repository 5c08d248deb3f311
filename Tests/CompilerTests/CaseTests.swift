import Foundation
import Source
import TestSupport
import Testing

@testable import Compiler

/// Literate cases: a sentence, a small repository, and the findings as the program prints them.
///
/// `AUDITPACK_BLESS=1 swift test` (or `make bless`) writes what is printed now into the files; read the difference.
@Suite struct CaseTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases")
  private static let mark = "-- expected --\n"

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".case") }
    .sorted()

  @Test(arguments: names)
  func findingsAreAsExpected(name: String) throws {
    let file = Self.folder.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = text.components(separatedBy: Self.mark)
    let input = parts[0]
    let asOf = input.split(separator: "\n").first { $0.hasPrefix("As of ") }.flatMap {
      CalendarDate($0.dropFirst(6).prefix(10))
    }
    let repository = LiterateRepository(input)
    let compilation = compile(
      repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(asOf ?? CalendarDate("2026-03-01")))
    // Cases are small: what a whole ISMS would have and they have not is not what they are about, unless they say so.
    let ofTheWhole: Set = ["DOC-01", "CTX-05", "CTX-08"]
    let shown = compilation.diagnostics.filter { !ofTheWhole.contains($0.rule.code) || input.contains($0.rule.code) }
    let printed = TextRenderer(sources: compilation.isms.sources, style: .init(width: 100)).render(shown)
    if ProcessInfo.processInfo.environment["AUDITPACK_BLESS"] != nil {
      try (input + Self.mark + printed).write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(parts.count == 2, "the case has no expected findings; run make bless and read them")
      #expect(printed == parts.last)
    }
  }

  @Test func casesAreFound() { #expect(!Self.names.isEmpty) }
}
