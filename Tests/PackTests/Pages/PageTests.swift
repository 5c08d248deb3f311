import Source
import Testing

@testable import ISMS
@testable import Pack

struct PageTests {
  @Test(arguments: Audience.allCases) func everyLinkAndAnchorResolves(audience: Audience) throws {
    let problems = HTMLPage.brokenLinks(
      Set(try PackFixture.packs(audience).keys), try HTMLPage.pages(audience))
    #expect(problems == [])
  }

  @Test func linksOfTheTwinResolve() throws {
    let files = try PackFixture.packs()
    var problems: [String] = []
    for (path, file) in files where path.hasPrefix("markdown/") {
      // `\\](` is text that was escaped, not a link.
      let text = file.text.replacing("\\](", with: "")
      for part in text.split(separator: "](", omittingEmptySubsequences: false).dropFirst() {
        let link = String(part.prefix { $0 != ")" && $0 != "#" })
        guard !link.isEmpty, !link.contains(":") else { continue }
        let target = Paths.resolve(Paths.percentDecoded(link), in: Paths.folder(of: path)) ?? "outside"
        if files[target] == nil { problems.append("\(path) links to \(link)") }
      }
    }
    #expect(problems.sorted() == [])
  }

  @Test func theHTMLIsWellFormed() throws {
    for (path, page) in try HTMLPage.pages() {
      #expect(page.problems == [], "\(path)")
      #expect(Set(page.ids).count == page.ids.count, "\(path) uses an id twice")
      #expect(page.tags.count { $0 == "h1" } == 1, "\(path) has one heading of the first level")
      #expect(page.tags.count { $0 == "main" } == 1, "\(path) has one main part")
    }
  }

  @Test func everyPageHasTheStrictPolicyAndNothingInline() throws {
    for (path, file) in try PackFixture.packs() where path.hasSuffix(".html") {
      let page = HTMLPage(file)
      #expect(
        file.text.contains("default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'"), "\(path)")
      #expect(page.attributes.allSatisfy { $0 != "style" && !$0.hasPrefix("on") }, "\(path)")
      #expect(!page.tags.contains("style"), "\(path)")
      let scripts = path == "print.html" ? 0 : 1
      #expect(page.tags.count { $0 == "script" } == scripts, "\(path) has the one script of the pack")
    }
  }

  @Test func everyPageExists() throws {
    let files = try PackFixture.packs()
    for entry in Navigation.entries(in: try PackFixture.site()) {
      #expect(files[entry.path + ".html"] != nil, "\(entry.path)")
    }
    #expect(files.keys.count { $0.hasPrefix("controls/a-") } == 93)
    #expect(files["controls/x-1.html"] != nil)
    for path in [
      "risks/r-001.html", "documents/pol-01.html", "evidence/ev-1.html", "evidence/files/evidence/files/review.csv",
      "registers/suppliers.html", "markdown/soa.md", "assets/style.css", "assets/print.css", "assets/script.js",
      "SHA256SUMS", "print.html", "search/index-1.js",
    ] { #expect(files[path] != nil, "\(path)") }
  }

  @Test func theSameCompilationGivesTheSameBytes() throws {
    let first = try PackFixture.packs()
    let second = try PackFixture.pack()
    #expect(first.keys.sorted() == second.keys.sorted())
    for (path, file) in first { #expect(file.bytes == second[path]?.bytes, "\(path)") }
  }

  @Test func looksAndFiltersStaySmall() throws {
    let files = try PackFixture.packs()
    let size = files.values.filter { $0.path.hasPrefix("assets/") }.reduce(0) { $0 + $1.bytes.count }
    #expect(size < 60_000)
  }

  @Test func theBaselineIsListedOnThePageOfFindings() throws {
    let files = try PackFixture.pack(text: PackFixture.withBaseline)
    let page = try #require(files["findings.html"]).text
    #expect(page.contains("Findings the baseline lists"))
    let known = PackFixture.compiled(try PackFixture.withBaseline).compilation.known
    #expect(!known.isEmpty)
    #expect(try !#require(try PackFixture.packs()["findings.html"]).text.contains("Findings the baseline lists"))
  }

  @Test func whatIsSetOtherwiseIsPrinted() throws {
    let page = try #require(try PackFixture.packs()["findings.html"]).text
    for text in [
      "nonconformity_limit", "60 days", "90 days", "freshness.access-review", "approval.minimum_level.policy",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(!page.contains("systemic_review_share"))
  }

  @Test func aFrameworkOfTheRepositoryHasItsPage() throws {
    let files = try PackFixture.packs()
    let page = try #require(files["frameworks/house.html"]).text
    #expect(page.contains("Rules of the &#39;house&#39;") && page.contains("Who may &lt;enter&gt;"))
    #expect(page.contains("id=\"criterion-h-1\"") && page.contains("id=\"criterion-h-1-2\""))
    #expect(try #require(files["controls/a-5-15.html"]).text.contains("frameworks/house.html#criterion-h-1-2"))
    #expect(try #require(files["csv/framework-soc2.csv"]).text.contains("CC6.1,"))
    #expect(try PackFixture.packs(.customer)["frameworks/house.html"] == nil)
  }

  @Test func stageTwoShowsSampleInterviewsAndAge() throws {
    let page = try #require(try PackFixture.packs()["stage-2.html"]).text
    #expect(page.contains("2026-12-07"))
    #expect(page.contains("population: 40 accounts") && page.contains("sample: 40"))
    #expect(page.contains("open for 182 days") && page.contains("longer than 60 days"))
    #expect(page.contains("Security officer"))
  }

  @Test func theStatementListsEveryControl() throws {
    let page = try #require(try PackFixture.packs()["soa.html"]).text
    for control in try PackFixture.site().isms.catalog.controls { #expect(page.contains(">\(control.id)</a>")) }
    #expect(page.contains("X.1"))
  }

  @Test func textOfTheRepositoryCannotBecomeMarkup() throws {
    let files = try PackFixture.packs()
    let document = try #require(files["documents/pol-01.html"]).text
    #expect(!document.contains("<script>alert"))
    #expect(document.contains("&lt;script&gt;alert"))
    let risk = try #require(files["risks/r-001.html"]).text
    #expect(risk.contains("Stolen &quot;account&quot; &lt;b&gt;"))
    #expect(!risk.contains("<b>"))
    #expect(PackHTML.escape("<\u{301}b>") == "&lt;\u{301}b&gt;")
    #expect(PackMarkdown.escape("a|b\n*c* <d>") == "a\\|b \\*c\\* &lt;d&gt;")
  }

  @Test func aDocumentChangedAfterItsApprovalSaysSo() throws {
    let page = try #require(try PackFixture.packs()["documents/pol-01.html"]).text
    #expect(page.contains("text changed since"))
    #expect(page.contains("Changes to the text after the approval"))
    #expect(page.contains("Everybody enters by default"))
    #expect(page.contains("<del>Nobody</del>"), "the approved words stand in the difference")
    #expect(page.contains("<ins>Everybody</ins>"))
  }

  @Test func aDraftAndAnIncompleteHistoryAreMarked() throws {
    let site = try PackFixture.site(isDraft: true, isShallow: true)
    let frame = PageFrame(site).context(of: ChangesPage.page(site))
    #expect(frame["isDraft"]?.content.isShown == true)
    #expect(frame["hasIncompleteHistory"]?.content.isShown == true)
  }

  @Test func anIncompleteHistoryStopsThePack() throws {
    let (compilation, contents) = PackFixture.compiled(PackFixture.text, isShallow: true)
    let options = PackOptions(audience: .auditor, toolVersion: "1")
    #expect(throws: PackError.incompleteHistory) {
      try writePack(compilation, options: options, contents: contents) { _ in }
    }
  }

  @Test func whatIsWithheldLeavesNoTrace() throws {
    let hidden = ["EV-HIDDEN", "Hearing of Vera", "hearing.md", "vera.txt", "pentest-secret.txt"]
    for audience in Audience.allCases {
      for (path, file) in try PackFixture.packs(audience) {
        for name in hidden { #expect(!file.text.contains(name), "\(name) in \(path) for \(audience.rawValue)") }
      }
    }
  }

  @Test func aCustomerGetsTheStatementInNeutralWords() throws {
    let files = try PackFixture.packs(.customer)
    let page = try #require(files["soa.html"]).text
    #expect(page.contains("Result of risk assessment, legal requirement"))
    #expect(!page.contains("Access follows need"))
    for (path, file) in files {
      #expect(!file.text.contains("Stolen"), "\(path)")
      #expect(!file.text.contains("policies/keys.md"), "\(path)")
    }
    #expect(files["risks.html"] == nil)
    #expect(files["findings.html"] == nil)
    #expect(files["people.html"] == nil)
  }

  private static let withSecret = PackFixture.text.replacing(
    "user,keep", with: "user,ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8")

  @Test func aSecretStopsThePack() throws {
    let error = try #require(throws: PackError.self) { try PackFixture.pack(text: Self.withSecret) }
    #expect(error.message.contains("`evidence/files/review.csv` holds what looks like a token of GitHub on line"))
    #expect(!error.description.contains("ghp_"))
  }

  @Test func aSecretAcceptedByADeviationOpensTheWay() throws {
    let deviation = """

      -- deviations/DEV-SECRET.md --
      ---
      id: DEV-SECRET
      type: deviation
      rule: EVD-06
      target: evidence/files/review.csv
      reason: A token made up for the training
      approved_by: ceo
      expires: 2027-01-01
      ---

      """
    #expect(throws: Never.self) { try PackFixture.pack(text: Self.withSecret + deviation) }
  }

  @Test func anUnknownClassificationStopsThePack() {
    let text = PackFixture.text.replacing(
      "classification: restricted\n---\n-- evidence/hearing.md", with: "---\n-- evidence/hearing.md")
    #expect(throws: PackError.self) { try PackFixture.pack(text: text) }
  }

  @Test func anEmptyRepositoryMakesAWholePack() throws {
    let files = try PackFixture.pack(
      text: "-- commit 2026-01-01 Ada <ada@example.com>: Begin --\n-- readme.md --\nNothing.\n")
    #expect(files["index.html"] != nil)
    #expect(try #require(files["soa.html"]).text.contains("holds no Statement of Applicability"))
  }
}
