import Source
import TestSupport
import Testing

@testable import Pack

/// Each thing has a place of its own, whatever it is called.
struct AddressTests {
  private static func document(_ path: String, id: String?, title: String, text: String = "Text.") -> String {
    "-- \(path) --\n---\n\(id.map { "id: \($0)\n" } ?? "")type: policy\ntitle: \(title)\nversion: \"1\"\n"
      + "status: draft\nowner: ceo\nclassification: internal\n---\n\n\(text)\n\n"
  }

  @Test func documentsWithoutAReadableIdHaveTheirOwnPages() throws {
    let files = try PackFixture.pack(
      text: Self.document("a/one.md", id: nil, title: "First without")
        + Self.document("a/two.md", id: nil, title: "Second without")
        + Self.document("three.md", id: "Ж", title: "Cyrillic")
        + Self.document("ж.md", id: "Я", title: "Nothing to read"))
    for (path, title) in [
      ("a-one", "First without"), ("a-two", "Second without"), ("three", "Cyrillic"), ("unnamed", "Nothing to read"),
    ] {
      let page = try #require(files["documents/\(path).html"]).text
      #expect(page.contains("<h1>\(title)</h1>"), "\(path)")
      #expect(try #require(files["documents/index.html"]).text.contains("href=\"\(path).html\""), "\(path)")
    }
  }

  @Test func twoDocumentsWithOneIdHaveTheirOwnPages() throws {
    let files = try PackFixture.pack(
      text: Self.document("a.md", id: "POL-1", title: "First", text: "# First\n\n## Rules of the first\n")
        + Self.document("b.md", id: "POL-1", title: "Second", text: "# Second\n\n## Rules of the second\n"))
    #expect(try #require(files["documents/pol-1.html"]).text.contains("Rules of the first"))
    let second = try #require(files["documents/b.html"]).text
    #expect(second.contains("Rules of the second") && !second.contains("Rules of the first"))
    let index = try #require(files["documents/index.html"]).text
    #expect(index.contains("href=\"pol-1.html\"") && index.contains("href=\"b.html\""))
    let edition = try #require(files["print.html"]).text
    #expect(edition.contains("id=\"text-pol-1\"") && edition.contains("id=\"text-b\""))
  }

  @Test func copiesStayApartWhereCaseIsIgnored() throws {
    let names = ["Report.csv", "report.csv", "REPORT.csv", "page.html", "page.html.txt", "a/b.csv", "A"]
    let text = names.enumerated().map { number, name in
      "-- evidence/EV-\(number).md --\n---\nid: EV-\(number)\ntype: evidence\ntitle: Item \(number)\n"
        + "evidence_type: access-review\nfile: \(name)\ncollected_on: 2026-02-01\nclassification: internal\n---\n\nText.\n\n"
        + "-- evidence/\(name) --\ncontent \(number)\n\n"
    }
    let files = try PackFixture.pack(text: text.joined())
    let copies = files.keys.filter { $0.hasPrefix("evidence/files") }
    #expect(copies.count == names.count)
    #expect(Set(copies.map { $0.lowercased() }).count == names.count)
    #expect(!copies.contains { $0.hasSuffix(".html") }, "a browser would run it")
    let places = copies.map { $0.lowercased() }
    for place in places {
      #expect(!places.contains { $0.hasPrefix(place + "/") }, "\(place) is a file and a folder")
    }
    for (number, name) in names.enumerated() {
      let page = HTMLPage(try #require(files["evidence/ev-\(number).html"]))
      let link = try #require(page.links.first { $0.hasPrefix("files") }, "\(name)")
      #expect(try #require(files["evidence/" + link]).text.contains("content \(number)"), "\(name)")
    }
  }

  private static let picture = "GIF89a, and so on"

  @Test func picturesOfTextsAreCopied() throws {
    let text =
      Self.document(
        "a/doc.md", id: "POL-1", title: "Pictures",
        text: "![The plan](../pictures/net%20work.gif) ![Drawn](plan.svg) ![Not one](fake.png) ![Gone](gone.png)\n\n"
          + "![Of an item](../evidence/shot.gif) ![Away](https://example.com/a.png) ![Out](//example.com/b.png)\n\n"
          + "[As a link](../pictures/net%20work.gif)\n\nInline <img src=\"../pictures/raw.gif\" alt=\"Raw\">\n")
      + "-- pictures/net work.gif --\n\(Self.picture)\n-- pictures/raw.gif --\n\(Self.picture)\n"
      + "-- pictures/nobody.gif --\n\(Self.picture)\n-- a/plan.svg --\n<svg/>\n-- a/fake.png --\n<html>\n"
      + "-- evidence/shot.gif --\n\(Self.picture)\n"
      + "-- evidence/EV-1.md --\n---\nid: EV-1\ntype: evidence\ntitle: Shot\nevidence_type: access-review\nfile: shot.gif\n"
      + "collected_on: 2026-02-01\nclassification: confidential\n---\n\nText.\n"
    let files = try PackFixture.pack(text: text)
    #expect(
      files.keys.filter { $0.hasPrefix("pictures/") }.sorted() == [
        "pictures/pictures/net work.gif", "pictures/pictures/raw.gif",
      ])
    let page = try #require(files["documents/pol-1.html"]).text
    for image in [
      "<img src=\"../pictures/pictures/net%20work.gif\" alt=\"The plan\">",
      "<img src=\"../evidence/files/evidence/shot.gif\" alt=\"Of an item\">",
      "<img src=\"../pictures/pictures/raw.gif\" alt=\"Raw\">",
      "<a href=\"../pictures/pictures/net%20work.gif\">As a link</a>",
    ] { #expect(page.contains(image), "\(image)") }
    #expect(page.contains("Drawn Not one Gone"))
    #expect(page.ranges(of: "<img ").count == 3)
    let twin = try #require(files["markdown/documents/pol-1.md"]).text
    #expect(twin.contains("![The plan](../../pictures/pictures/net%20work.gif)"))
    #expect(try #require(files["print.html"]).text.contains("<img src=\"pictures/pictures/net%20work.gif\""))

    let customer = try PackFixture.pack(.customer, text: text)
    #expect(try #require(customer["documents/pol-1.html"]).text.contains("Of an item"))
    for file in customer.values { #expect(!file.text.contains("shot.gif"), "\(file.path)") }
  }
}
