import Testing

@testable import Source

@Suite struct CalendarDateTests {
  @Test func everyDayOfFourCenturiesGoesRoundTrip() throws {
    let first = try #require(CalendarDate("1900-01-01"))
    for number in first.dayNumber..<(first.dayNumber + 146_097) {
      let date = CalendarDate(dayNumber: number)
      #expect(CalendarDate(date.description) == date)
    }
  }

  @Test(arguments: [
    "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-01-01 ", "०२६-०१-०१", "",
  ])
  func whatIsNoDayIsRefused(text: String) { #expect(CalendarDate(text) == nil) }

  @Test func leapDaysExist() {
    #expect(CalendarDate("2024-02-29") != nil && CalendarDate("2000-02-29") != nil && CalendarDate("1900-02-29") == nil)
  }

  @Test(arguments: [
    ("2026-01-31", "1 month", "2026-02-28"), ("2024-02-29", "12 months", "2025-02-28"),
    ("2026-11-30", "P1Y6M", "2028-05-30"),
    ("2026-12-31", "90 days", "2027-03-31"), ("2026-01-01", "2 weeks", "2026-01-15"),
    ("2026-03-31", "3m", "2026-06-30"),
  ])
  func durationsAreAdded(start: String, duration: String, expected: String) throws {
    let sum = try #require(CalendarDate(start)) + (try #require(CalendarDuration(duration)))
    #expect(sum.description == expected)
  }

  @Test(arguments: ["soon", "12", "months", "P", "12 moons", "1 2 months", "999999999999 days", "12 months 3 days"])
  func whatIsNoDurationIsRefused(text: String) { #expect(CalendarDuration(text) == nil) }

  @Test func theDayDependsOnTheZone() {
    #expect(CalendarDate(secondsSince1970: 86_399).description == "1970-01-01")
    #expect(CalendarDate(secondsSince1970: 86_399, offsetMinutes: 60).description == "1970-01-02")
    #expect(CalendarDate(secondsSince1970: -1).description == "1969-12-31")
    #expect(CalendarDate(secondsSince1970: .max).description == "9999-12-31")
  }
}
