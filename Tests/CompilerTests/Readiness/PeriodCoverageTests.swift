import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// The evidence of a control, taken together, covers the time an audit looks at.
@Suite struct PeriodCoverageTests {
  private func item(_ id: String, _ times: String, type: String = "log-export", series: String? = nil) -> String {
    Examples.evidence(id, type: type, controls: "A.8.13", asOf: "2026-01-10")
      .replacing(
        "as_of: 2026-01-10",
        with: (times.contains("/") ? "period: " : "as_of: ") + times + (series.map { "\nseries: \($0)" } ?? ""))
  }

  private func compiled(_ items: [String], settings: String = "") throws -> Compilation {
    let repository = LiterateRepository(
      "-- auditpack.yaml --\norganisation: Quillstone\n" + settings
        + Examples.soa("A.8.13,yes,Data must not be lost,implemented") + items.joined())
    return compile(
      repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(CalendarDate("2026-03-31")))
  }

  private func gaps(_ items: [String], settings: String = "") throws -> [String] {
    let coverage = try #require(
      try compiled(items, settings: settings).controls.first { $0.control == "A.8.13" }?.coverage)
    return coverage.gaps.map { "\($0.days.lowerBound)/\($0.days.upperBound) \($0.after ?? "")-\($0.before ?? "")" }
  }

  @Test func itemsOfSeveralKindsCoverATimeTogether() throws {
    let quarters = [item("EV-1", "2025-07-01/2025-09-30"), item("EV-3", "2026-01-01/2026-03-31")]
    #expect(try gaps(quarters) == ["2025-10-01/2025-12-31 EV-1-EV-3"])
    #expect(try gaps(quarters + [item("EV-2", "2025-10-01/2025-12-31", series: "jobs")]).isEmpty)
    // An exercise stays fresh for a year, so it speaks for the quarter too.
    #expect(try gaps(quarters + [item("EV-2", "2025-09-15", type: "exercise")]).isEmpty)
  }

  @Test func graceIsAPartOfThePeriod() throws {
    // 13 of 92 days are less than 15 percent, 14 are more.
    #expect(try gaps([item("EV-1", "2025-07-01/2025-09-30"), item("EV-2", "2025-10-14/2026-03-31")]).isEmpty)
    #expect(
      try gaps([item("EV-1", "2025-07-01/2025-09-30"), item("EV-2", "2025-10-15/2026-03-31")])
        == ["2025-10-01/2025-10-14 EV-1-EV-2"])
    let patient = "parameters:\n  series_grace: 20\n"
    #expect(
      try gaps([item("EV-1", "2025-07-01/2025-09-30"), item("EV-2", "2025-10-15/2026-03-31")], settings: patient)
        .isEmpty)
  }

  @Test func theNextItemIsDueWhenItsPeriodEnds() throws {
    #expect(try gaps([item("EV-1", "2025-10-01/2025-12-31")]).isEmpty)
    #expect(try gaps([item("EV-1", "2025-07-01/2025-09-30")]) == ["2025-10-01/2026-03-31 EV-1-"])
  }

  @Test func theTimeBeginsWhereTheSettingsSay() throws {
    let stated = "certification:\n  evidence_from: 2025-07-01\n"
    let items = [item("EV-1", "2025-10-01/2025-12-31"), item("EV-2", "2026-01-01/2026-03-31")]
    #expect(try gaps(items).isEmpty)
    #expect(try gaps(items, settings: stated) == ["2025-07-01/2025-09-30 -EV-1"])
    #expect(
      try gaps([item("EV-1", "2025-01-01/2025-03-31")], settings: stated) == ["2025-07-01/2026-03-31 EV-1-"])
  }

  @Test func evidenceThatDoesNotRecurIsNotJudged() throws {
    let compilation = try compiled([item("EV-1", "2026-01-10", type: "post-incident-review")])
    #expect(compilation.controls.first { $0.control == "A.8.13" }?.coverage == nil)
    #expect(compilation.reports.first { $0.rule.code == "EVD-03" }?.unjudged != nil)
  }

  @Test func oneCauseIsOneFinding() throws {
    func findings(_ items: [String]) throws -> [Diagnostic] {
      try compiled(items).diagnostics.filter { $0.rule.code == "EVD-03" }
    }
    let alone = [item("EV-1", "2025-07-01/2025-09-30"), item("EV-3", "2026-01-01/2026-03-31")]
    #expect(
      try findings(alone).map(\.message) == ["no evidence of `A.8.13` speaks for 2025-10-01 to 2025-12-31"])
    let joined = [
      item("EV-1", "2025-07-01/2025-09-30", series: "jobs"), item("EV-3", "2026-01-01/2026-03-31", series: "jobs"),
    ]
    #expect(
      try findings(joined).map(\.message) == ["the series `jobs` has no evidence for 2025-10-01 to 2025-12-31"])
    let both = alone.map { $0.replacing("controls: [A.8.13]", with: "controls: [A.8.13, A.8.15]") }
    #expect(
      try findings(both).map(\.message)
        == ["no evidence of `A.8.13` and 1 other control speaks for 2025-10-01 to 2025-12-31"])
    // Evidence that is stale is a finding already.
    #expect(try findings([item("EV-1", "2024-01-10", type: "exercise")]).isEmpty)
  }
}
