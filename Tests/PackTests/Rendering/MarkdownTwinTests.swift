import Testing

@testable import Pack

struct MarkdownTwinTests {
  @Test func aPageThatIsTooLongSaysSoAtItsTop() {
    let text = String(repeating: "A line of a long page, 32 bytes.\n", count: 1000)
    let file = MarkdownTwin.bounded(OutputFile(path: "markdown/a.md", text: text), to: 5_000)
    #expect(file.bytes.count <= 5_000 && file.bytes.count > 4_900)
    #expect(file.text.hasPrefix("> This page is longer"))
    #expect(file.text.hasSuffix("32 bytes.\n"), "it ends with a line")
    let short = OutputFile(path: "markdown/a.md", text: "x")
    #expect(MarkdownTwin.bounded(short).bytes == short.bytes)
  }

  @Test func nobodyIsMentionedAndNothingRuns() throws {
    let text = PackFixture.text
      .replacing("acceptance_reason: Costs too much", with: "acceptance_reason: \"Ask @alice about #12\"")
      .replacing("Everybody enters by default,", with: "Everybody, @bob too, enters [by](javascript:alert) default,")
    let files = try PackFixture.pack(text: text)
    let risk = try #require(files["markdown/risks/r-001.md"]).text
    #expect(risk.contains("@&#8203;alice") && !risk.contains("@alice"))
    #expect(risk.contains("\\#&#8203;12"))
    let document = try #require(files["markdown/documents/pol-01.md"]).text
    #expect(document.contains("@&#8203;bob") && !document.contains("javascript:"))
    #expect(!document.contains("<script>"))
  }
}
