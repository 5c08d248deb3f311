import Source
import Testing

@testable import Syntax

@Suite("Markdown documents") struct MarkdownDocumentTests {
  func parse(_ text: String) -> MarkdownDocument { MarkdownDocument.parse(SourceText(path: "a.md", text: text)) }

  @Test("each rule fires on its flagged example and not on the accepted one", arguments: MarkdownRules.all)
  func rules(_ rule: Rule) {
    func codes(_ example: String) -> [String] {
      // The Markdown of the first file, behind its front matter.
      let parts = example.split(separator: "---\n", maxSplits: 2, omittingEmptySubsequences: false)
      let body = parts.last.map(String.init) ?? ""
      let text = body.split(separator: "\n-- ", maxSplits: 1).first.map(String.init) ?? ""
      return parse(text).diagnostics.map(\.rule.code)
    }
    #expect(codes(rule.flagged).contains(rule.code))
    #expect(!codes(rule.accepted).contains(rule.code))
  }

  @Test("codes and names are unique")
  func uniqueRules() {
    #expect(Set(MarkdownRules.all.map(\.code)).count == MarkdownRules.all.count)
    #expect(Set(MarkdownRules.all.map(\.name)).count == MarkdownRules.all.count)
  }

  @Test("links know what they say and where they lead")
  func links() {
    let document = parse(
      "[a *b*](c\\_d.md#e \"t\") ![i](j.png)\n<https://k.l> www.m.n o@p.q [r][S] [t]\n\n[s]: <u v>\n[t]: w 'x'")
    let links = document.links
    #expect(links.map(\.kind) == [.link, .image, .autolink, .autolink, .autolink, .link, .link])
    #expect(
      links.map(\.destination)
        == ["c_d.md#e", "j.png", "https://k.l", "http://www.m.n", "mailto:o@p.q", "u v", "w"])
    #expect(
      links.map { document.source.text($0.destinationRange) }
        == ["c\\_d.md#e", "j.png", "https://k.l", "www.m.n", "o@p.q", "u v", "w"])
    #expect(links.map(\.text) == ["a b", "i", "https://k.l", "www.m.n", "o@p.q", "r", "t"])
    #expect(links.map(\.title) == ["t", nil, nil, nil, nil, nil, "x"])
    #expect(document.source.text(links[5].range) == "[r][S]")
  }

  @Test("tables know their cells")
  func tables() {
    let document = parse(
      "x\n\n| Id | *Title* |\n|--|:-:|\n| `R\\|1` | a &amp; b<br>c |\n| R-2\n\n> | Q |\n> |---|\n> | [l](m) |\n")
    let tables = document.tables
    #expect(tables.count == 2)
    #expect(tables[0].header.cells.map(\.text) == ["Id", "Title"])
    #expect(tables[0].rows.map { $0.cells.map(\.text) } == [["R|1", "a & b c"], ["R-2", ""]])
    #expect(
      tables[0].rows.map { $0.cells.map { document.source.text($0.range) } }
        == [["`R\\|1`", "a &amp; b<br>c"], ["R-2", ""]])
    #expect(tables[1].rows.map { $0.cells.map(\.text) } == [["l"]])
    #expect(document.source.text(tables[0].rows[0].range) == "| `R\\|1` | a &amp; b<br>c |")
  }

  @Test("runs are the plain text only")
  func textRuns() {
    let document = parse(
      "Before A.5.1\n\n# One *two*\n\nSee A_5_2 and [A.5.3](A.5.4.md) `A.5.5` <b>A.5.6</b> <https://A.5.7> \\*x &amp; y\n\n"
        + "    A.5.8\n\n## Three\n\n| A.5.9 |\n|---|\n| A.5.10 |\n\n> A.5.11\n> more\n\n<div>A.5.12</div>\n\n[l]: A.5.13 \"A.5.14\"\n"
    )
    let runs = document.textRuns
    #expect(
      runs.map { document.source.text($0.range) } == [
        "Before A.5.1", "One ", "two", "See A_5_2 and ", "A.5.3", " ", " ", "A.5.6", " ", " ", "x ", " y", "Three",
        "A.5.9", "A.5.10", "A.5.11", "more",
      ])
    #expect(runs.map(\.section) == [nil, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(runs.filter(\.isHeading).count == 3)
    #expect(runs.filter(\.isInLink).map { document.source.text($0.range) } == ["A.5.3"])
    #expect(runs[15].block == runs[16].block && runs[14].block != runs[15].block)
  }

  @Test("plain text has a line for each block")
  func plainText() {
    let document = parse("# A *b*\n\nc `d`\ne [f](g)\n\n- h\n- i\n\n| j | k |\n|---|---|\n| l |\n\n```\nm\n```\n")
    #expect(document.plainText() == "A b\nc d e f\nh\ni\nj\tk\nl\nm\n")
    #expect(document.plainText(includingCode: false) == "A b\nc d e f\nh\ni\nj\tk\nl\n")
  }

  @Test("links are led elsewhere or lose their target")
  func resolving() {
    let document = parse("[a](b.md#c) [d](e.md) ![f](g.png) [h](#i) <https://j.k>\n\n# i\n\n<img src=\"g.png\">\n")
    let html = document.html(
      MarkdownDocument.HTMLOptions(
        resolve: { link in
          switch link.destination {
          case "b.md#c": "../b.html#b-c"
          case "e.md": nil
          case "g.png": "files/g.png"
          default: link.destination
          }
        }, headingLevelOffset: 1, anchorPrefix: "doc-"))
    #expect(
      html == """
        <p><a href="../b.html#b-c">a</a> d <img src="files/g.png" alt="f"> <a href="#doc-i">h</a> \
        <a href="https://j.k" rel="noopener noreferrer external">https://j.k</a></p>
        <h2 id="doc-i">i</h2>
        <p><img src="files/g.png" alt=""></p>

        """)
  }

  @Test("levels of headings end at 6")
  func levels() {
    #expect(parse("##### a").html(MarkdownDocument.HTMLOptions(headingLevelOffset: 3)) == "<h6 id=\"a\">a</h6>\n")
    #expect(parse("## a").html(MarkdownDocument.HTMLOptions(headingLevelOffset: -3)) == "<h1 id=\"a\">a</h1>\n")
  }

  @Test("text becomes links where it is decorated, but not in links or code")
  func decorations() {
    let text = "See A.5.15, *A.5.16* [A.5.17](x.md) `A.5.18` and\nA.5.19"
    let document = parse(text)
    var decorations: [MarkdownDocument.Decoration] = []
    var search = text[...]
    while let range = search.firstRange(of: "A.5.") {
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      let name = String(text[range.lowerBound...].prefix(6))
      decorations.append(
        MarkdownDocument.Decoration(
          range: SourceRange(start, start + 6), destination: "/\(name)", title: "Control \"\(name)\""))
      search = text[range.upperBound...]
    }
    #expect(decorations.count == 5)
    let html = document.html(MarkdownDocument.HTMLOptions(decorations: decorations))
    #expect(
      html == """
        <p>See <a href="/A.5.15" title="Control &quot;A.5.15&quot;" class="reference">A.5.15</a>, \
        <em><a href="/A.5.16" title="Control &quot;A.5.16&quot;" class="reference">A.5.16</a></em> \
        <a href="x.md">A.5.17</a> <code>A.5.18</code> and
        <a href="/A.5.19" title="Control &quot;A.5.19&quot;" class="reference">A.5.19</a></p>

        """)
  }

  @Test("containers nest 100 deep, and what is deeper is text with one finding")
  func nesting() {
    for marker in ["> ", "- ", "1. ", "[^a]: "] {
      let document = parse(String(repeating: marker, count: 150) + "x")
      #expect(document.diagnostics.map(\.rule.code) == ["MD-01"])
      let containers = document.tree.blocks.filter { [.quote, .item, .footnote].contains($0.kind) }
      #expect(containers.count == 100)
      #expect(document.plainText().hasSuffix("x\n"))
    }
    #expect(parse(String(repeating: "> ", count: 100) + "x").diagnostics.isEmpty)
  }

  @Test("a document is parsed again with the same result")
  func deterministic() {
    let text = MarkdownRangeTests.text(seed: 42)
    #expect(parse(text).html() == parse(text).html())
  }
}
