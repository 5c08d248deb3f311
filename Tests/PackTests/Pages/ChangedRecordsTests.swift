import Foundation
import Source
import Testing

@testable import Pack

/// What the pages say about changes of records.
@Suite struct ChangedRecordsTests {
  /// The small company some months later: a risk and its row of the Statement of Applicability changed, and a measurement
  /// of an incident came.
  static let later: String = {
    let text = PackFixture.text
    func file(_ path: String, until next: String) -> String {
      guard let start = text.firstRange(of: "-- \(path) --"), let end = text.firstRange(of: "-- \(next) --") else {
        return ""
      }
      return String(text[start.lowerBound..<end.lowerBound])
    }
    return text + "-- commit 2026-09-01 Otto <otto@example.com>: Levels --\n"
      + file("risk/risks/R-001.md", until: "risk/risks/R-002.md")
      .replacing("residual_likelihood: 2", with: "residual_likelihood: 3")
      + file("soa/soa.csv", until: "risk/method.md").replacing("partial", with: "implemented")
      .replacing("documents,due,title\n", with: "documents,due,reviewed on\n")
      .replacing("2026-12-01,\n", with: "2026-12-01,2026-08-01\n").replacing(
        "2027-01-01,Own control", with: "2027-01-01,")
        + """
        -- people/incident.md --
        ---
        id: INC-9
        type: incident
        title: A key was lost
        occurred_on: 2026-08-20
        severity: low
        owner: ciso
        status: open
        ---

        """
  }()

  static func site(_ audience: Audience = .auditor) throws -> Site {
    let day = try #require(CalendarDate("2026-05-01"))
    return try PackFixture.site(audience, since: .date(day), text: later)
  }

  private func page(_ path: String, _ audience: Audience = .auditor) throws -> String {
    let site = try Self.site(audience)
    let page = try #require(PageGroup.all.flatMap { $0.pages(site).all }.first { $0.path == path })
    let bytes = try Templates().render(
      [page.context, PageFrame(site).context(of: page)], template: page.template, form: .markdown,
      scrub: site.disclosure.scrubber)
    return String(decoding: try #require(bytes), as: UTF8.self)
  }

  @Test func rowsRisksAndRecordsAreShown() throws {
    let page = try page("changes")
    #expect(page.contains("Rows of the Statement of Applicability that changed"))
    #expect(page.contains("status: partial → implemented"))
    #expect(page.contains("Risks opened, closed and moved"))
    #expect(page.contains("residual likelihood: 2 → 3"))
    #expect(page.contains("| incident | [INC-9]"))
    #expect(page.contains("| added | A key was lost |"))
  }

  @Test func aRiskShowsWhatWasAcceptedAndWhatItIsNow() throws {
    let page = try page("risks/r-001")
    #expect(page.contains("Level 6 was accepted; it is 9 since 2026-09-01"))
    #expect(page.contains("Levels and acceptances over time"))
    #expect(page.contains("(Levels)"))
  }
}
