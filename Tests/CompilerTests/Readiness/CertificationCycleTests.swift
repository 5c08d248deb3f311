import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// The days of surveillance and recertification follow from the decision.
@Suite struct CertificationCycleTests {
  private func cycle(_ certification: String, audits: String = "", asOf: String = "2026-06-01") throws -> Compilation {
    let settings = certification.isEmpty ? "" : "certification:\n" + certification
    let register =
      audits.isEmpty
      ? ""
      : "-- performance/programme.md --\n" + Examples.frontMatter("AUD-P", "audit-programme", "register: audits")
        + "| id | title | kind | planned on | performed on | status |\n|---|---|---|---|---|---|\n" + audits + "\n"
    let repository = LiterateRepository("-- auditpack.yaml --\norganisation: Fern\n" + settings + register)
    return compile(
      repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(CalendarDate(asOf)))
  }

  private func written(_ compilation: Compilation) -> [String] {
    compilation.cycle.events.map { "\($0.name): \($0.date) \($0.state.rawValue) \($0.audit ?? "-")" }
  }

  @Test func withoutADecisionNothingIsInvented() throws {
    let compilation = try cycle("  stage_1: 2026-11-03\n")
    #expect(written(compilation) == ["Stage 1 audit: 2026-11-03 planned -"])
    #expect(compilation.cycle.missing?.contains("`decided_on`") == true)
    #expect(compilation.dueDates.map(\.what) == ["Stage 1 audit"])
  }

  @Test func theDecisionGivesTheDays() throws {
    let compilation = try cycle("  stage_1: 2026-01-10\n  stage_2: 2026-02-20\n  decided_on: 2026-03-31\n")
    #expect(
      written(compilation) == [
        "Stage 1 audit: 2026-01-10 done -", "Stage 2 audit: 2026-02-20 done -",
        "Certification decision: 2026-03-31 done -", "First surveillance audit: 2027-03-31 open -",
        "Second surveillance audit: 2028-12-31 open -", "Recertification audit: 2029-03-31 open -",
        "End of the certificate: 2029-03-31 planned -",
      ])
    #expect(compilation.cycle.missing == nil)
    #expect(compilation.dueDates.first?.what == "First surveillance audit, at the latest")
  }

  @Test func auditsAnswerTheirEvents() throws {
    let compilation = try cycle(
      "  decided_on: 2023-12-15\n  expires_on: 2026-12-14\n",
      audits: """
        | A-1 | First | surveillance | 2024-11-01 | 2025-01-10 | performed |
        | A-2 | Second | surveillance | 2025-11-01 | 2025-11-03 | performed |
        | A-3 | Dropped | recertification | 2026-05-01 |  | cancelled |
        | A-4 | Again | recertification | 2026-10-01 |  | planned |
        """)
    #expect(
      written(compilation) == [
        "Certification decision: 2023-12-15 done -", "First surveillance audit: 2024-12-15 done_late A-1",
        "Second surveillance audit: 2025-12-31 done A-2", "Recertification audit: 2026-12-14 planned A-4",
        "End of the certificate: 2026-12-14 planned -",
      ])
  }

  @Test func whatNobodyDidInTimeIsOverdue() throws {
    let compilation = try cycle(
      "  decided_on: 2024-03-31\n", audits: "| A-1 | Stage 2 | stage-2 | 2024-02-01 |  | planned |")
    #expect(written(compilation).contains("Stage 2 audit: 2024-02-01 overdue A-1"))
    #expect(written(compilation).contains("First surveillance audit: 2025-03-31 overdue -"))
    #expect(written(compilation).contains("Second surveillance audit: 2026-12-31 open -"))
  }

  @Test func aLeapDayIsNoProblem() throws {
    let compilation = try cycle("  decided_on: 2024-02-29\n")
    #expect(written(compilation).contains("First surveillance audit: 2025-02-28 overdue -"))
    #expect(written(compilation).contains("End of the certificate: 2027-02-28 planned -"))
  }
}
