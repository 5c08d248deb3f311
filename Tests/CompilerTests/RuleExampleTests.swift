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

  /// Without any data, a rule says that it cannot be judged. Only where there is nothing that could be wrong it is not
  /// asked: no reference, no text to publish, no review record.
  @Test func nothingPassesForLackOfData() throws {
    let repository = LiterateRepository("-- readme.md --\nNothing.\n")
    let asOf = try #require(CalendarDate("2026-03-01"))
    let compilation = compile(repository.snapshot, history: repository.history, contents: repository, asOf: asOf)
    let silent = compilation.reports.filter { $0.population == 0 && $0.unjudged == nil }.map(\.rule.code)
    #expect(silent == ["DOC-08", "EVD-06", "GIT-07"])
  }

  @Test(arguments: [
    ("EVD-10", "burst: 1 day"), ("DOC-04", "small_team: 1"), ("GIT-06", "approval_delay: 20 days"),
  ])
  func parametersChangeWhatIsFound(code: String, setting: String) throws {
    let rule = try #require(Rule.named(code))
    let settings = "-- auditpack.yaml --\nparameters:\n  \(setting)\n"
    func grades(_ text: String) throws -> [Grade] {
      let repository = LiterateRepository(text)
      let asOf = try #require(CalendarDate("2026-03-01"))
      return compile(repository.snapshot, history: repository.history, contents: repository, asOf: asOf)
        .diagnostics.filter { $0.rule.code == code }.map(\.grade)
    }
    let example =
      switch code {
      case "GIT-06":  // Written down 25 days after the approval.
        Examples.team + Examples.commit("2026-02-06", .bo, "Draft")
          + Examples.approvedText("ceo", on: nil).replacing("status: approved", with: "status: draft")
          + Examples.commit("2026-02-06", .bo, "Approved") + Examples.approvedText("ceo", on: "2026-02-05")
          + Examples.commit("2026-02-28", .bo, "Again")
          + Examples.approvedText("ceo", "We protect what customers give us.", on: "2026-02-07")
      case "DOC-04":
        rule.flagged
          + Examples.soa("A.5.3,yes,Few people do everything,implemented").replacing(Examples.people, with: "")
          .replacing(
            "control,included,justification,status", with: "control,included,justification,status,implementation"
          )
          .replacing("everything,implemented", with: "everything,implemented,The board looks at every change")
      default: rule.flagged
      }
    #expect(try grades(example) != grades(settings + example))
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
