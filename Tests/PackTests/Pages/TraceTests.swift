import Testing

@testable import ISMS
@testable import Pack

/// An auditor pulls a thread from a risk to what was done about it, and back: no more than two clicks each way.
struct TraceTests {
  /// Where the links of a page lead, by path with the fragment behind it.
  private static func links(of page: String, in pages: [String: HTMLPage]) -> Set<String> {
    guard let found = pages[page] else { return [] }
    return Set(
      found.links.filter { !$0.contains(":") && !$0.contains("assets/") }.map { link in
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let target =
          parts[0].isEmpty
          ? page : Paths.resolve(Paths.percentDecoded(parts[0]), in: Paths.folder(of: page)) ?? "outside"
        return parts.count > 1 ? target + "#" + parts[1] : target
      })
  }

  /// Places that a reader of a page reaches with at most two clicks, the pages of the main navigation aside.
  private static func reach(_ start: String, in pages: [String: HTMLPage]) -> Set<String> {
    let navigation = Set(Navigation.entries.map { $0.path + ".html" })
    func steps(_ page: String) -> Set<String> { links(of: page, in: pages).subtracting(navigation) }
    let first = steps(start)
    return first.reduce(into: first) { found, place in
      found.formUnion(steps(String(place.prefix { $0 != "#" })))
    }
  }

  @Test func fromARiskToEverythingThatTreatsIt() throws {
    let found = Self.reach("risks/r-001.html", in: try HTMLPage.pages())
    for place in [
      "treatment-plan.html#ta-1", "soa.html#a-5-15", "controls/a-5-15.html", "documents/pol-01.html#t-basic-rules-a515",
      "evidence/ev-1.html", "people.html#ceo",
    ] { #expect(found.contains(place), "\(place)") }
  }

  @Test(arguments: [
    "treatment-plan.html", "soa.html", "controls/a-5-15.html", "documents/pol-01.html", "evidence/ev-1.html",
  ])
  func backToTheRisk(start: String) throws {
    #expect(Self.reach(start, in: try HTMLPage.pages()).contains("risks/r-001.html"))
  }

  @Test func theSectionSaysWhatItSpeaksOf() throws {
    let text = try #require(try PackFixture.packs()["documents/pol-01.html"]).text
    let heading = try #require(text.range(of: "id=\"t-basic-rules-a515\""))
    let note = text[heading.upperBound...].prefix(400)
    #expect(note.contains("<p class=\"speaks\"><b>Speaks of</b> <span><a href=\"../controls/a-5-15.html\">A.5.15</a>"))
  }
}
