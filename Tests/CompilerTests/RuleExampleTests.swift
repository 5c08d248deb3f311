import Source
import TestSupport
import Testing

@testable import Compiler

/// Every rule carries one example that it flags and one that it accepts; both run here.
@Suite struct RuleExampleTests {
  private func codes(in example: String) throws -> Set<String> {
    let repository = LiterateRepository(example)
    let asOf = try #require(CalendarDate("2026-03-01"))
    let compilation = compile(repository.snapshot, history: repository.history, contents: repository, asOf: asOf)
    return Set(compilation.diagnostics.map(\.rule.code))
  }

  @Test(arguments: Rule.all.map(\.code))
  func flaggedExampleIsFlagged(code: String) throws {
    let rule = try #require(Rule.named(code))
    #expect(try codes(in: rule.flagged).contains(code), "\(rule.flagged)")
  }

  @Test(arguments: Rule.all.map(\.code))
  func acceptedExampleIsAccepted(code: String) throws {
    let rule = try #require(Rule.named(code))
    #expect(try !codes(in: rule.accepted).contains(code), "\(rule.accepted)")
  }

  @Test func codesAndNamesAreUnique() {
    #expect(Set(Rule.all.map(\.code)).count == Rule.all.count)
    #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
  }

  @Test func rulesAreWordedAlike() {
    for rule in Rule.all {
      #expect(!rule.title.hasSuffix("."), "\(rule.code): a title is a headline")
      #expect(rule.explanation.hasSuffix("."), "\(rule.code): an explanation is made of sentences")
      #expect(rule.fix.first?.isLowercase == true && !rule.fix.hasSuffix("."), "\(rule.code): a fix starts with a verb")
      #expect(rule.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(rule.code): kebab case")
    }
  }
}
