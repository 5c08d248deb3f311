import Compiler
import Source
import TestSupport
import Testing

@testable import ISMS
@testable import Pack

struct PictureTests {
  private static func svg(_ picture: Picture?) throws -> String {
    try #require(picture).drawings.map(\.markup.text).joined()
  }

  private static func count(_ part: String, in text: String) -> Int { text.split(separator: part).count - 1 }

  /// A risk method with these scales, and nothing else of note.
  private static func method(_ likelihood: Int, _ impact: Int, _ level: String) throws -> RiskMethod {
    func scale(_ count: Int) -> String {
      (1...count).map { "      - value: \($0)\n        name: N\($0)\n" }.joined()
    }
    let text = """
      -- method.md --
      ---
      id: RSK-M
      type: risk-method
      title: Method
      version: "1"
      status: draft
      owner: ciso
      classification: internal
      method:
        scales:
          likelihood:
      \(scale(likelihood))    impact:
      \(scale(impact))\(level)
      ---
      """
    return PackFixture.compiled(text).compilation.isms.riskMethod
  }

  private static func entries(_ values: [(Int?, Int?)], _ scope: Scope) -> [HeatMap.Entry] {
    values.enumerated().map {
      HeatMap.Entry(
        link: scope.link("R-\($0)", to: nil), title: "Risk", likelihood: $1.0, impact: $1.1)
    }
  }

  @Test func everyControlHasItsTileAndItsLink() throws {
    let scope = Scope(try PackFixture.site(), "index")
    let grid = ControlGrid(scope)
    let text = try Self.svg(grid.picture)
    #expect(Self.count("<a href=\"controls/a-", in: text) == 93)
    #expect(text.contains("A.5.15 Access control: partial"))
    #expect(text.contains("evidence that still speaks") && text.contains("no evidence"))
    // Each status has a shape of its own, so that nothing rests on colour.
    for kind in ["good", "part", "none", "bad"] { #expect(text.contains("shape shape-\(kind)")) }
    let listed = grid.picture.table.rows.filter {
      $0.cells[0].parts.contains { if case .badge = $0 { true } else { false } }
    }
    let total = listed.compactMap { row in
      row.cells[1].parts.first.flatMap { part in
        if case .text(let number) = part { Int(number) } else { nil }
      }
    }.reduce(0, +)
    #expect(total == 93, "the table names every control once by status")
  }

  @Test(arguments: [
    (3, 3, "  level: sum\n"), (5, 4, ""), (2, 2, "  level: matrix\n  matrix:\n    - [1, 2]\n    - [3, 9]\n"),
  ])
  func theMatrixFollowsTheMethod(likelihood: Int, impact: Int, level: String) throws {
    let scope = Scope(try PackFixture.site(), "risks")
    let method = try Self.method(likelihood, impact, level)
    try #require(method.likelihood.count == likelihood && method.impact.count == impact)
    let picture = HeatMap.picture(
      title: "Before", name: "before", method: method,
      entries: Self.entries([(1, 2), (1, 2), (2, 2), (nil, 1), (99, 1)], scope), scope)
    let text = try Self.svg(picture)
    #expect(Self.count("class=\"cell ", in: text) == likelihood * impact)
    #expect(text.contains(">R-0<") && text.contains(">R-2<"))
    #expect(!text.contains(">R-3<"), "a risk without a value has no place")
    let last = try #require(picture.table.rows.last)
    #expect(last.cells[3].parts.count == 1)
    if case .text(let number) = last.cells[3].parts[0] { #expect(number == "2") }
    if case .matrix = method.rule { #expect(text.contains(">9<")) }
    if case .sum = method.rule { #expect(text.contains(">6<")) }
  }

  @Test func aHugeMatrixIsATableOfTheCellsInUse() throws {
    let scope = Scope(try PackFixture.site(), "risks")
    let method = try Self.method(400, 400, "")
    let picture = HeatMap.picture(
      title: "Before", name: "before", method: method, entries: Self.entries([(400, 400), (1, 1)], scope), scope)
    #expect(picture.drawings.isEmpty)
    #expect(picture.table.rows.count == 2)
  }

  @Test func manyRisksInOneCellAreCounted() throws {
    let scope = Scope(try PackFixture.site(), "risks")
    let picture = HeatMap.picture(
      title: "Before", name: "before", method: .standard,
      entries: Self.entries(Array(repeating: (3, 3), count: 500), scope), scope)
    let text = try Self.svg(picture)
    let shown = Self.count("class=\"name\"", in: text)
    #expect(shown < 30)
    #expect(text.contains("+\(500 - shown)"))
  }

  private static func item(_ id: String, _ more: String) -> String {
    """
    -- \(id).md --
    ---
    id: \(id)
    type: evidence
    title: Item \(id)
    evidence_type: access-review
    collected_by: ciso
    source: System
    classification: internal
    \(more)
    ---

    """
  }

  @Test func gapsOfASeriesAreDrawnAndNamed() throws {
    let text =
      Self.item("EV-1", "period: 2025-10-01/2025-12-31\ncollected_on: 2026-01-02\nseries: reviews")
      + Self.item("EV-2", "period: 2026-02-01/2026-03-31\ncollected_on: 2026-04-02\nseries: reviews")
      + Self.item("EV-3", "as_of: 2026-09-01\ncollected_on: 2026-09-01")
    let site = try PackFixture.site(text: text)
    let scope = Scope(site, "evidence/index")
    let picture = try #require(
      EvidenceTimeline(EvidenceTimeline.lines(of: site.isms.evidence), scope)
        .picture(title: "Evidence", name: "timeline", firstColumn: "Series"))
    let drawing = try Self.svg(picture)
    #expect(drawing.contains("gap: 2026-01-01 to 2026-01-31: 31 days<"))
    #expect(drawing.contains("gap: 2026-04-01 to 2026-10-01: 184 days, still open<"))
    #expect(Self.count("class=\"gap-box\"", in: drawing) == 2)
    #expect(picture.table.rows.count == 2)
  }

  @Test func aSeriesThatIsNotDueHasNoOpenGap() throws {
    let text = Self.item("EV-1", "period: 2026-07-01/2026-09-30\ncollected_on: 2026-09-30\nseries: reviews")
    let site = try PackFixture.site(text: text)
    let picture = EvidenceTimeline(EvidenceTimeline.lines(of: site.isms.evidence), Scope(site, "evidence/index"))
      .picture(title: "Evidence", name: "timeline", firstColumn: "Series")
    #expect(!(try Self.svg(picture)).contains("gap-box"))
  }

  @Test func longLinesAndOldItemsKeepThePictureSmall() throws {
    let items = (0..<300).map { number in
      let first = CalendarDate(dayNumber: 10_000 + number * 35)
      let last = CalendarDate(dayNumber: first.dayNumber + 29)
      return Self.item("EV-\(number)", "period: \(first)/\(last)\ncollected_on: \(last)\nseries: s\(number % 100)")
    }
    let site = try PackFixture.site(text: items.joined())
    let picture = EvidenceTimeline(EvidenceTimeline.lines(of: site.isms.evidence), Scope(site, "evidence/index"))
      .picture(title: "Evidence", name: "timeline", firstColumn: "Series")
    let drawing = try Self.svg(picture)
    #expect(drawing.utf8.count < 100_000)
    #expect(drawing.contains("60 more stand in the table"))
  }

  @Test func reviewsThatHavePassedOrHaveNoDateStandApart() throws {
    let site = try PackFixture.site()
    let documents = site.isms.documents.filter(\.isInForce)
    let picture = try #require(ReviewCalendar(documents, Scope(site, "documents/index")).picture)
    let drawing = try Self.svg(picture)
    #expect(drawing.contains("POL-01 Access policy: review due 2026-09-02"))
    #expect(drawing.contains(">passed<") && drawing.contains(">no date stated<"))
    #expect(drawing.contains(">Sep 2027<") && !drawing.contains(">Oct 2027<"), "twelve months from October")
  }

  @Test func approvalsStandByLevelAndByWhatHappenedSince() throws {
    let site = try PackFixture.site()
    let documents = site.isms.documents.filter(\.isInForce)
    let picture = try #require(ApprovalLevels(documents, Scope(site, "documents/index")).picture)
    #expect((try Self.svg(picture)).contains("text changed since: 1<"))
    #expect(picture.table.rows.count >= 5)
  }

  @Test func coverageGrowsWithTheHistory() throws {
    let site = try PackFixture.site()
    let picture = try #require(CoverageOverTime(Scope(site, "index"))?.picture)
    func number(_ row: TableModel.Row, _ column: Int) -> Int? {
      if case .text(let text)? = row.cells[column].parts.first { Int(text) } else { nil }
    }
    let documents = picture.table.rows.compactMap { number($0, 1) }
    #expect(documents == documents.sorted(), "what came once stays")
    #expect((documents.last ?? 0) > 0 && documents.count == picture.table.rows.count)
    #expect(CoverageOverTime(Scope(try PackFixture.site(isShallow: true), "index")) == nil, "cannot be judged")
  }

  @Test func whatIsWithheldIsInNoPicture() throws {
    let site = try PackFixture.site(.customer)
    var svg = SVG(
      width: 1, height: 1, name: "n", title: "Hearing of Vera", description: "EV-HIDDEN", Scope(site, "index"))
    svg.text("Hearing of Vera", x: 0, y: 0, maximum: 8)
    svg.link(Scope(site, "index").link("x", to: nil), name: "vera.txt <b>") { _ in }
    let text = svg.markup.text
    for name in ["Vera", "HIDDEN", "vera", "<b>"] { #expect(!text.contains(name)) }
  }
}
