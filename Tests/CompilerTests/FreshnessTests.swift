import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// Evidence speaks for a time, and a later item takes the place of an earlier one.
@Suite struct FreshnessTests {
  private static func item(_ id: String, _ day: String, _ more: String = "") -> String {
    """
    -- evidence/\(id).md --
    ---
    id: \(id)
    type: evidence
    title: Export
    evidence_type: config-export
    collected_on: \(day)
    collected_by: ceo
    source: Cloud settings, report of \(day)
    as_of: \(day)
    classification: internal
    \(more)
    ---

    All settings.


    """
  }

  private func compilation(_ text: String, asOf: String = "2026-03-01") throws -> Compilation {
    let repository = LiterateRepository(text)
    let day = try #require(CalendarDate(asOf))
    return compile(repository.snapshot, history: repository.history, contents: repository, asOf: day)
  }

  private func stale(_ text: String, asOf: String = "2026-03-01") throws -> [String] {
    try compilation(text, asOf: asOf).diagnostics.filter { $0.rule.code == "EVD-02" }
      .map { "\($0.subject ?? "") \($0.grade)" }
  }

  @Test(arguments: [
    ("2026-01-30", []), ("2026-01-31", ["EV-1 observation"]), ("2026-03-01", ["EV-1 observation"]),
    ("2026-03-02", ["EV-1 minor"]),
  ])
  func ninetyDaysAndThirtyOfGrace(asOf: String, found: [String]) throws {
    #expect(try stale(Self.item("EV-1", "2025-11-01", "controls: [A.8.9]"), asOf: asOf) == found)
  }

  @Test func aLaterItemOfTheSameKindTakesThePlace() throws {
    let old = Self.item("EV-1", "2025-06-01", "controls: [A.8.9]")
    #expect(try stale(old + Self.item("EV-2", "2026-02-01", "controls: [A.8.9]")).isEmpty)
    #expect(try stale(old + Self.item("EV-2", "2026-02-01", "controls: [A.8.5]")) == ["EV-1 minor"])
    #expect(
      try stale(old + Self.item("EV-2", "2026-02-01", "controls: [A.8.9]").replacing("Cloud", with: "Forge"))
        == ["EV-1 minor"])
  }

  @Test func theLatestOfASeriesIsJudged() throws {
    let series =
      Self.item("EV-1", "2025-06-01", "series: settings") + Self.item("EV-2", "2025-09-01", "series: settings")
    #expect(try stale(series) == ["EV-2 minor"])
  }

  @Test func controlsCountWithFreshEvidenceOnly() throws {
    let traces = try compilation(
      Self.item("EV-1", "2025-06-01", "controls: [A.8.9]") + Self.item("EV-2", "2026-02-01", "controls: [A.8.5]")
    ).controls
    let trace = try #require(traces.first { $0.control == "A.8.9" })
    #expect(trace.evidence == ["EV-1"] && trace.freshEvidence.isEmpty)
    #expect(traces.first { $0.control == "A.8.5" }?.freshEvidence == ["EV-2"])
  }
}
