import Testing

@testable import ISMS
@testable import Pack

struct SearchIndexTests {
  @Test func everythingANameOrAWordLeadsToIsFound() throws {
    let index = SearchIndex(try PackFixture.site())
    func way(_ title: String) -> String? { index.entries.first { $0.title.hasPrefix(title) }?.way }
    #expect(way("A.5.15 Access control") == "controls/a-5-15.html")
    #expect(way("X.1 ") == "controls/x-1.html")
    #expect(way("POL-01 Access policy") == "documents/pol-01.html")
    #expect(way("Basic rules (A.5.15) · Access policy") == "documents/pol-01.html#t-basic-rules-a515")
    #expect(way("R-001 ") == "risks/r-001.html")
    #expect(way("TA-1 Second factor") == "treatment-plan.html#ta-1")
    #expect(way("EV-1 ") == "evidence/ev-1.html")
    #expect(way("SUP-1 Cloud") == "registers/suppliers.html#sup-1")
    let section = try #require(index.entries.first { $0.title.hasPrefix("Basic rules") })
    #expect(section.words.split(separator: " ").contains("register"))
    #expect(section.words == section.words.lowercased())
  }

  @Test(arguments: Audience.allCases) func everyEntryLeadsSomewhere(audience: Audience) throws {
    let files = try PackFixture.packs(audience)
    let anchors = try HTMLPage.pages(audience).mapValues { Set($0.ids) }
    for entry in SearchIndex(try PackFixture.site(audience)).entries {
      let parts = entry.way.split(separator: "#", maxSplits: 1).map(String.init)
      #expect(files[parts[0]] != nil, "\(entry.way)")
      if parts.count > 1 {
        #expect(anchors[parts[0]]?.contains(Paths.percentDecoded(parts[1])) == true, "\(entry.way)")
      }
    }
  }

  @Test func whatIsWithheldIsNotIndexed() throws {
    for audience in Audience.allCases {
      for file in SearchIndex(try PackFixture.site(audience)).files() {
        for name in ["HIDDEN", "Vera", "vera", "hearing.md", "pentest-secret"] {
          #expect(!file.text.lowercased().contains(name.lowercased()), "\(name) for \(audience.rawValue)")
        }
      }
    }
    let customer = SearchIndex(try PackFixture.site(.customer)).files().map(\.text).joined()
    #expect(!customer.contains("R-001") && !customer.contains("Second factor"))
  }

  @Test func dataCannotBecomeCode() throws {
    let files = SearchIndex(try PackFixture.site()).files()
    for file in files {
      #expect(!file.text.contains("<") && !file.text.contains("\u{2028}"))
      #expect(file.text.contains("Stolen \\\"account\\\" \\u003cb\\u003e"))
    }
  }

  @Test func aLargeIndexIsSplitAndThenCut() throws {
    let index = SearchIndex(try PackFixture.site())
    let whole = index.files()
    #expect(whole.count == 1 && whole[0].text.hasPrefix("auditpackSearch(1, true, ["))
    let split = index.files(.init(part: 4_000))
    #expect(split.count > 3 && split.map(\.path).last == "search/index-\(split.count).js")
    #expect(split.allSatisfy { $0.bytes.count < 5_000 })
    let cut = index.files(.init(part: 4_000, words: 2_000, all: 6_000))
    #expect(cut.allSatisfy { $0.text.contains(", false, [") }, "it says that it is not complete")
    #expect(cut.reduce(0) { $0 + $1.bytes.count } < 7_000)
  }
}
