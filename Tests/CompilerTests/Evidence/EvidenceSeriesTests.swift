import ISMS
import Source
import Testing

@testable import Compiler

@Suite struct EvidenceSeriesTests {
  private func item(_ id: String, _ times: String) throws -> Evidence {
    let days = try times.split(separator: "/").map { try #require(CalendarDate($0)) }
    let place = Location(path: "evidence.md", range: nil)
    let field: (String, Field) =
      days.count == 2
      ? ("period", Field(.period(days[0]...days[1]), at: place)) : ("as_of", Field(.date(days[0]), at: place))
    return Evidence(record: Record(kind: .evidence, id: id, fields: [field.0: field.1], location: place))
  }

  private func gaps(_ times: [String], until asOf: String, grace: Int = 15) throws -> [String] {
    let items = try times.enumerated().map { try item("EV-\($0.offset + 1)", $0.element) }
    let day = try #require(CalendarDate(asOf))
    return EvidenceSeries("s", items.reversed()).gaps(until: day, grace: grace).map {
      "\($0.days.lowerBound)/\($0.days.upperBound) \($0.periods) \($0.after)-\($0.before ?? "")"
    }
  }

  private let quarters = [
    "2025-01-01/2025-03-31", "2025-04-01/2025-06-30", "2025-07-01/2025-09-30", "2025-10-01/2025-12-31",
  ]

  @Test func whatCoversEverythingHasNoGap() throws {
    #expect(try gaps(quarters, until: "2026-01-05").isEmpty)
    // The next quarter is due when it has ended, and a little later.
    #expect(try gaps(quarters, until: "2026-04-15").isEmpty)
    #expect(try gaps(quarters, until: "2026-04-20") == ["2026-01-01/2026-04-20 1 EV-4-"])
    #expect(try gaps(quarters, until: "2026-04-20", grace: 30).isEmpty)
    #expect(try gaps(quarters, until: "2026-12-31") == ["2026-01-01/2026-12-31 3 EV-4-"])
  }

  @Test func aMissingPeriodIsAGap() throws {
    #expect(
      try gaps([quarters[0], quarters[1], quarters[3]], until: "2026-01-05") == ["2025-07-01/2025-09-30 1 EV-2-EV-3"])
    #expect(try gaps([quarters[0], quarters[3]], until: "2026-01-05") == ["2025-04-01/2025-09-30 2 EV-1-EV-2"])
    // Twelve days of ninety are within the grace, twenty are not.
    #expect(try gaps([quarters[0], "2025-04-13/2025-06-30"], until: "2025-07-05").isEmpty)
    #expect(
      try gaps([quarters[0], "2025-04-21/2025-06-30"], until: "2025-07-05") == ["2025-04-01/2025-04-20 1 EV-1-EV-2"])
  }

  @Test func periodsMayOverlapAndHoldEachOther() throws {
    let year = "2025-01-01/2025-12-31"
    #expect(try gaps([year, quarters[0], quarters[1], quarters[2]], until: "2026-01-05").isEmpty)
    #expect(try gaps(["2025-01-01/2025-04-30", "2025-03-01/2025-06-30"], until: "2025-07-05").isEmpty)
  }

  @Test func momentsSpeakForTheTimeSinceTheOneBefore() throws {
    let months = ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"]
    #expect(try gaps(months, until: "2025-05-31").isEmpty)
    #expect(try gaps(months, until: "2025-06-30") == ["2025-05-01/2025-06-30 1 EV-4-"])
    #expect(try gaps(months + ["2025-07-31"], until: "2025-08-01").count == 1)
    // Two say nothing about a rhythm.
    #expect(try gaps(["2025-01-31", "2025-02-28"], until: "2026-05-31").isEmpty)
    #expect(try gaps(["2025-01-31", "2025-01-31", "2025-01-31"], until: "2026-05-31").isEmpty)
  }
}
