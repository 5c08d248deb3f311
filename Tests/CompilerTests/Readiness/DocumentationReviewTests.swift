import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// One sentence says whether the documents would pass Stage 1.
@Suite struct DocumentationReviewTests {
  private func compilation(_ text: String) throws -> Compilation {
    let repository = LiterateRepository(text)
    let day = try #require(CalendarDate("2026-03-01"))
    return compile(repository.snapshot, history: repository.history, contents: repository, asOf: day)
  }

  private static func committed(_ text: String) -> String {
    "-- commit 2026-01-12 Ana <ana@example.com>: All of it --\n" + text
  }

  @Test func aBeginningFailsAndSaysWhatIsFirst() throws {
    let review = try compilation(Self.committed(Examples.policy(clauses: "5.2"))).documentationReview
    #expect(review.outcome == .fails)
    #expect(review.obstacles.first?.rule.code == "DOC-01")
    #expect(review.obstacles.first?.grade == .blocker)
    // The clauses come in their order, not the files.
    let clauses = review.obstacles.first?.findings.compactMap(\.clause) ?? []
    #expect(clauses.first == "4.3")
    #expect(review.sentence.contains("would not pass Stage 1: "))
    #expect(review.sentence.contains("first, clause 4.3: "))
  }

  @Test func whatIsThereWithoutAHistoryIsNoPass() throws {
    let text = Examples.complete
    let shallow = try compilation(text)
    #expect(!shallow.history.isComplete)
    let serious = shallow.diagnostics.filter { $0.grade >= .major && $0.rule.stage == .stageOne }
    #expect(shallow.documentationReview.outcome == (serious.isEmpty ? .undecided : .fails))
    let lowered = text + "-- auditpack.yaml --\ngrades:\n"
    let codes = Set(serious.map(\.rule.code)).sorted()
    let quiet = try compilation(lowered + codes.map { "  \($0): minor\n" }.joined())
    #expect(quiet.documentationReview.outcome == .undecided)
    #expect(quiet.documentationReview.sentence.contains("the history is incomplete"))
  }

  @Test func aLoweredGradeDoesNotMakeUpForWhatIsMissing() throws {
    let text = Self.committed(
      Examples.policy(clauses: "5.2") + "-- auditpack.yaml --\ngrades:\n  DOC-01: observation\n")
    let review = try compilation(text).documentationReview
    #expect(review.outcome == .fails)
    #expect(review.sentence.contains("mandatory documents and records are missing or a draft"))
  }

  @Test func theBaselineAndDeviationsDoNotHide() throws {
    let text = Self.committed(Examples.policy(clauses: "5.2"))
    let plain = try compilation(text)
    let baseline = try Baseline.text(of: plain.diagnostics)
    let known = try compilation(text + "-- \(Baseline.fileName) --\n" + baseline)
    #expect(known.diagnostics.isEmpty)
    #expect(known.documentationReview.outcome == .fails)
    #expect(
      known.documentationReview.obstacles.map(\.rule.code) == plain.documentationReview.obstacles.map(\.rule.code))

    let accepted = try compilation(Self.committed(Examples.deviation()))
    #expect(accepted.waived.map(\.diagnostic.rule.code) == ["DOC-03"])
    let isSerious = accepted.waived.contains { $0.diagnostic.grade >= .major }
    #expect(accepted.documentationReview.accepted == (isSerious ? 1 : 0))
    #expect(!accepted.documentationReview.obstacles.contains { $0.rule.code == "DOC-03" })
  }

  @Test func whatStageTwoLooksAtDoesNotStandInTheWay() throws {
    let text =
      Self.committed(Examples.evidence("expires: 2026-01-15")) + "-- auditpack.yaml --\ngrades:\n  EVD-02: major\n"
    let compilation = try compilation(text)
    #expect(compilation.diagnostics.contains { $0.rule.code == "EVD-02" && $0.grade == .major })
    #expect(!compilation.documentationReview.obstacles.contains { $0.rule.code == "EVD-02" })
  }

  @Test func everyItemSaysWhyItCountsAsItDoes() throws {
    for text in [Examples.complete, Examples.policy(clauses: "5.2"), "-- readme.md --\nNothing.\n"] {
      for item in try compilation(text).readiness.items {
        #expect(!item.reason.isEmpty, "\(item.clause)")
        if item.state == .absent { #expect(item.reason.contains("add \(item.wanted)"), "\(item.clause)") }
      }
    }
  }
}
