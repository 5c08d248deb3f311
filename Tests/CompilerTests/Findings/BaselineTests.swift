import Source
import TestSupport
import Testing

@testable import Compiler

@Suite struct BaselineTests {
  private func compiled(_ text: String, on date: String = "2026-03-01") throws -> Compilation {
    let repository = LiterateRepository(text)
    return compile(
      repository.snapshot, history: repository.history, contents: repository, asOf: try #require(CalendarDate(date)))
  }

  private let late = Examples.reviewed("2024-06-01")

  @Test func listedFindingsDoNotCountOnLaterDaysAndOtherLines() throws {
    let first = try compiled(late)
    let baseline = "-- \(Baseline.fileName) --\n" + (try Baseline.text(of: first.diagnostics))
    // Another day, and lines that moved: the same findings.
    let later = try compiled(late.replacing("We protect", with: "\n\nWe protect") + baseline, on: "2026-04-01")
    #expect(later.diagnostics.isEmpty, "\(later.diagnostics.map(\.message))")
    #expect(later.known.count == first.diagnostics.count && later.gone.isEmpty)
    #expect(later.count(of: .blocker) == 0)
  }

  @Test func newFindingsCountAndMendedOnesAreTakenOut() throws {
    let first = try compiled(late)
    let baseline = "-- \(Baseline.fileName) --\n" + (try Baseline.text(of: first.diagnostics))
    let changed = late.replacing("reviewed_on: 2024-06-01", with: "reviewed_on: 2026-02-01")
      .replacing("owner: ceo", with: "owner: ceo\naproved_by: ceo")
    let now = try compiled(changed + baseline)
    #expect(Set(now.diagnostics.map(\.rule.code)) == ["FLD-01", "BAS-02"])
    #expect(now.gone.map(\.rule) == ["DOC-07"])
    let shorter = try #require(now.baseline).text(without: now.gone)
    #expect(!shorter.contains("DOC-07"))
    let again = try compiled(changed + "-- \(Baseline.fileName) --\n" + shorter)
    #expect(Set(again.diagnostics.map(\.rule.code)) == ["FLD-01"])
  }

  @Test func aDamagedBaselineHidesNothing() throws {
    let now = try compiled(late + "-- \(Baseline.fileName) --\n<<<<<<< ours\n")
    #expect(now.diagnostics.contains { $0.rule.code == "BAS-01" && $0.grade == .error })
    #expect(now.diagnostics.contains { $0.rule.code == "DOC-07" } && now.known.isEmpty)
  }
}
