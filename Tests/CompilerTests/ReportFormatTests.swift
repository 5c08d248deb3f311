import Foundation
import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// The formats other programs read.
@Suite struct ReportFormatTests {
  private func compilation() throws -> Compilation {
    let repository = LiterateRepository(
      Examples.policy(text: "See A.5.99, 100 %: \u{1B}[31m<b>")
        .replacing("policies/policy.md", with: "policies/100%,a:b.md"))
    return compile(
      repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(CalendarDate("2026-03-01")))
  }

  @Test func annotationsAreOneLineEachAndEscaped() throws {
    let compilation = try compilation()
    let text = GitHubAnnotations.text(compilation.diagnostics, sources: compilation.isms.sources)
    let lines = text.split(separator: "\n")
    #expect(lines.count == compilation.diagnostics.count)
    #expect(lines.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") || $0.hasPrefix("::notice ") })
    let control = try #require(lines.first { $0.contains("REF-01") })
    #expect(control.hasPrefix("::error file=policies/100%25%2Ca%3Ab.md,line="))
    #expect(control.contains(",title=REF-01 unknown-control%2C error::"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func codeQualityHasWhatGitLabNeeds() throws {
    let compilation = try compilation()
    let data = try JSONEncoder().encode(GitLabReport(compilation.diagnostics, sources: compilation.isms.sources))
    let issues = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(issues.count == compilation.diagnostics.count)
    #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == issues.count)
    for issue in issues {
      let severity = try #require(issue["severity"] as? String)
      #expect(["info", "minor", "major", "critical", "blocker"].contains(severity))
      let location = try #require(issue["location"] as? [String: Any])
      #expect((location["lines"] as? [String: Int])?["begin"] ?? 0 >= 1)
    }
  }

  @Test func junitCountsWhatItHolds() throws {
    let compilation = try compilation()
    let text = JUnitReport.text(compilation, findings: compilation.diagnostics, failOn: .major)
    let failing = compilation.diagnostics.count { $0.grade >= .major }
    #expect(text.components(separatedBy: "<failure ").count - 1 == failing)
    #expect(
      text.contains("<testsuites name=\"auditpack\" tests=\"\(text.components(separatedBy: "<testcase ").count - 1)\""))
    #expect(!text.contains("<b>") && !text.contains("\u{1B}"))
    let document = XMLProbe()
    #expect(document.parses(text))
  }
}

/// Whether a text is well-formed XML, as far as brackets, quotes and entities go.
private struct XMLProbe {
  func parses(_ text: String) -> Bool {
    var open: [Substring] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      guard !rest[..<start].contains(">"), let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        guard tag.count(where: { $0 == "\"" }) % 2 == 0 else { return false }
        if !tag.hasSuffix("/") { open.append(tag.prefix { $0 != " " }) }
      }
    }
    return open.isEmpty
  }
}
