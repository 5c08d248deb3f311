import Testing

@testable import Pack

/// What a page may hold does not grow with the repository. The limits are a fifteenth of the usual ones here, and so are the
/// sizes that are allowed, so that the test stays quick.
struct LargePackTests {
  private static let scale = 15
  private static let limits = PageLimits(rows: PageLimits().rows / scale, links: PageLimits().links / scale)

  /// An ISMS with hundreds of everything, and findings about most of it.
  private static let text: String = {
    var text = "-- commit 2026-03-02 Otto <otto@example.com>: Begin --\n"
    func add(_ path: String, _ fields: String, _ body: String = "Text.\n") {
      text += "-- \(path) --\n---\n\(fields)\n---\n\n\(body)\n"
    }
    func register(_ name: String, _ rows: [String]) {
      add(
        "registers/\(name).md",
        "id: REG-\(name)\ntype: register\ntitle: \(name)\nversion: \"1\"\nstatus: draft\n"
          + "owner: ceo\nclassification: internal\nregister: \(name)", rows.joined(separator: "\n") + "\n")
    }
    for number in 0..<70 {
      add(
        "policies/\(number).md",
        "id: POL-\(number)\ntype: \(number % 3 == 0 ? "policy" : "procedure")\n"
          + "title: Policy \(number)\nversion: \"1\"\nstatus: approved\nowner: ceo\napproved_by: ceo\n"
          + "approved_on: 2026-03-01\nclassification: \(number % 30 == 0 ? "restricted" : "internal")",
        "# Rules\n\nAs A.5.15 says, see R-\(number) and [another](\((number + 1) % 70).md#rules).\n")
    }
    for number in 0..<300 {
      add(
        "evidence/\(number % 7)/\(number).md",
        "id: EV-\(number)\ntype: evidence\ntitle: Item \(number)\n"
          + "evidence_type: \(number % 5 == 0 ? "training-record" : "access-review")\n"
          + "collected_on: \(2023 + number % 4)-02-10\ncollected_by: ceo\nsource: System\ncontrols: [A.5.15]\n"
          + "classification: \(number % 50 == 0 ? "restricted" : "internal")")
    }
    register("people", ["| id | role |", "|---|---|", "| ceo | Chief |"] + (0..<40).map { "| p\($0) | Role \($0) |" })
    register(
      "risks",
      ["| id | title | owner | controls | likelihood | impact |", "|---|---|---|---|---|---|"]
        + (0..<90).map { "| R-\($0) | Risk \($0) | ceo | A.5.15 | \($0 % 4 + 1) | \($0 % 3 + 1) |" })
    register(
      "treatment-actions",
      ["| id | action | risks | status |", "|---|---|---|---|"]
        + (0..<50).map { "| TA-\($0) | Do \($0) | R-\($0) | \($0 % 2 == 0 ? "done" : "open") |" })
    register(
      "assets",
      ["| id | title | owner |", "|---|---|---|"]
        + (0..<70).map { "| AST-\($0) | Asset \($0) | ceo |" })
    return text
  }()

  private static let made: [Audience: Result<[String: OutputFile], any Error>] = Dictionary(
    uniqueKeysWithValues: [Audience.auditor, .customer].map { audience in
      (
        audience,
        Result { try PackFixture.pack(audience, text: text, limits: limits, edition: PageLimits(rows: 60, links: 100)) }
      )
    })

  private static let read: [Audience: [String: HTMLPage]] = [Audience.auditor, .customer].reduce(into: [:]) {
    $0[$1] = (try? made[$1]?.get().filter { $0.key.hasSuffix(".html") }.mapValues { HTMLPage($0) }) ?? [:]
  }

  private static func pages(_ audience: Audience) throws -> (files: [String: OutputFile], pages: [String: HTMLPage]) {
    (try made[audience]?.get() ?? [:], read[audience] ?? [:])
  }

  @Test(arguments: [Audience.auditor, .customer]) func noPageIsTooLarge(audience: Audience) throws {
    for (path, file) in try Self.pages(audience).files {
      switch path {
      case "print.html": continue
      case _ where path.hasSuffix(".html"): #expect(file.bytes.count < 1_500_000 / Self.scale, "\(path)")
      case _ where path.hasSuffix(".md"): #expect(file.bytes.count < MarkdownTwin.largest / Self.scale, "\(path)")
      default: continue
      }
    }
  }

  @Test(arguments: [Audience.auditor, .customer]) func everyPageIsReachedByLinksThatLeadSomewhere(
    audience: Audience
  ) throws {
    let (files, pages) = try Self.pages(audience)
    #expect(HTMLPage.brokenLinks(Set(files.keys), pages) == [])
    #expect(Set(pages.keys).subtracting(HTMLPage.reachable(pages)).sorted() == [])
    for (path, page) in pages { #expect(page.problems == [], "\(path)") }
  }

  @Test func everyRowStandsOnOnePage() throws {
    let pages = try Self.pages(.auditor).pages
    func rows(_ folder: String, _ prefix: String) -> [String] {
      pages.filter { $0.key.hasPrefix(folder) }.flatMap { page in page.value.ids.filter { $0.hasPrefix(prefix) } }
        .sorted()
    }
    #expect(rows("evidence/list/", "ev-") == (0..<300).map { "ev-\($0)" }.sorted())
    #expect(rows("documents/list/", "pol-") == (0..<70).map { "pol-\($0)" }.sorted())
    #expect(rows("risks/list/", "r-") == (0..<90).map { "r-\($0)" }.sorted())
    #expect(rows("treatment-plan/list/", "ta-") == (0..<50).map { "ta-\($0)" }.sorted())
    #expect(rows("registers/assets/list/", "ast-") == (0..<70).map { "ast-\($0)" }.sorted())
  }

  @Test func pagesAreGroupedByWhatAReaderKnows() throws {
    let files = try Self.pages(.auditor).files
    for path in [
      "documents/list/policy-1-of-2.html", "evidence/list/access-review-2023-1-of-3.html",
      "evidence/list/training-record-2026.html", "treatment-plan/list/open-1-of-2.html",
    ] { #expect(files[path] != nil, "\(path)") }
    let index = try #require(files["evidence/index.html"]).text
    #expect(index.contains(">training-record, 2026</a>"))
  }

  @Test func theEditionSaysWhatItLacks() throws {
    let edition = try #require(try Self.pages(.auditor).files["print.html"]).text
    #expect(edition.contains("Registers that are too long to print stand on their own pages in the pack: Assets."))
    #expect(edition.contains("60 of 300 rows stand here."))
    #expect(!edition.contains("registers-assets"))
  }

  @Test func whatIsCutSaysHowMuchThereIs() throws {
    let files = try Self.pages(.auditor).files
    let control = try #require(files["controls/a-5-15.html"]).text
    #expect(control.contains("20 of 300 rows stand here, all of them in <a href=\"../pack.json\">pack.json</a>."))
    let changes = try #require(files["changes.html"]).text
    #expect(changes.contains("Records, registers and evidence, folder by folder"))
    let findings = try #require(files["findings.html"]).text
    #expect(findings.contains("stand here, all of them on <a href=\"findings/list/"))
  }
}
