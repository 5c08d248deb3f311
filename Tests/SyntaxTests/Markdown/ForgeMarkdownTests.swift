import Source
import Testing

@testable import Syntax

/// What stands in the Markdown twin is rendered by a program that is not ours.
@Suite("Markdown for a forge") struct ForgeMarkdownTests {
  private static func forge(_ text: String) -> String {
    MarkdownDocument.parse(SourceText(path: "a.md", text: text)).forgeMarkdown { link in "way/" + link.destination }
  }

  /// What another reader of the text would find in it that is not harmless.
  private static func dangers(in text: String) -> [String] {
    let document = MarkdownDocument.parse(SourceText(path: "a.md", text: text))
    var found: [String] = []
    document.withBytes { bytes in
      document.tree.eachRawHTML(bytes) { html in
        RawHTML.eachToken(html) { token in
          switch token {
          case .startTag(let tag), .endTag(let tag):
            if tag.element == nil || !tag.attributes.isEmpty { found.append("tag") }
          case .comment, .other: found.append("markup")
          case .text: break
          }
        }
      }
    }
    for link in document.links {
      if case .unsafe = LinkSafety(LinkSafety.cleaned(Array(link.destination.utf8))) { found.append(link.destination) }
      if link.kind == .image, link.destination.contains("://") { found.append("remote picture") }
    }
    for scalar in text.unicodeScalars where scalar.value < 0x20 && !"\t\n\r".unicodeScalars.contains(scalar) {
      found.append("control character")
    }
    if text.unicodeScalars.contains(where: { (0x202A...0x202E).contains($0.value) || $0.value == 0x7F }) {
      found.append("direction")
    }
    return found
  }

  @Test("nothing active passes", arguments: InjectionTests.attempts)
  func attempt(_ attempt: String) {
    for text in InjectionTests.wrapped(attempt) {
      let written = Self.forge(text)
      #expect(Self.dangers(in: written) == [], "\(text.debugDescription) became \(written.debugDescription)")
    }
  }

  @Test("the check notices what is not harmless")
  func checkWorks() {
    #expect(Self.dangers(in: "a <b onclick=x>b</b> [c](javascript:x) ![d](https://e.example/x.png)").count >= 3)
  }

  @Test(
    "persons and issues are only read",
    arguments: [
      ("Ask @alice and @team/core.", "Ask @&#8203;alice and @&#8203;team/core."),
      ("See #12, org/repo#3, !45 and GH-7.", "See #&#8203;12, org/repo#&#8203;3, !&#8203;45 and GH-&#8203;7."),
      ("Write to ada@example.com.", "Write to ada@example.com."),
      ("**@bob** and [@eve](x.md)", "**@&#8203;bob** and [@&#8203;eve](way/x.md)"),
      ("\\@carol &#64;dave", "\\@&#8203;carol &#64;&#8203;dave"),
      ("`@code` stays", "`@code` stays"), ("A # sign, 5 @ 3, wow!", "A # sign, 5 @ 3, wow!"),
      ("# Heading\n\n- item\n", "# Heading\n\n- item\n"),
    ])
  func mentions(text: String, expected: String) { #expect(Self.forge(text) == expected) }

  @Test(
    "links lead where they may",
    arguments: [
      ("[a](b.md \"t\")", "[a](way/b.md \"t\")"), ("[a](https://x.example/?q=1)", "[a](https://x.example/?q=1)"),
      ("[a](javascript:alert(1))", "[a](#not-in-this-pack)"),
      ("[a][x]\n\n[x]: vbscript:x", "[a][x]\n\n[x]: #not-in-this-pack"),
      ("[unused]: data:text/html,x\n\nText", "[unused]: #not-in-this-pack\n\nText"),
      ("![p](https://x.example/p.png)", "[p](https://x.example/p.png)"), ("[a](#b)", "[a](#b)"),
      ("<javascript:alert(1)>", "&lt;javascript:alert(1)&gt;"),
    ])
  func links(text: String, expected: String) { #expect(Self.forge(text) == expected) }

  @Test(
    "raw HTML is text, but for bare tags",
    arguments: [
      ("H<sub>2</sub>O<br/>x", "H<sub>2</sub>O<br>x"), ("a <b onclick=x>b</b>", "a &lt;b onclick=x&gt;b&lt;/b&gt;"),
      ("<div>\n*a* [b](c.md)\n</div>", "&lt;div&gt;\n\\*a\\* \\[b\\](c.md)\n&lt;/div&gt;"), ("1 < 2", "1 &lt; 2"),
      ("```html\n<script>x</script> @a\n```", "```html\n<script>x</script> @a\n```"),
    ])
  func html(text: String, expected: String) { #expect(Self.forge(text) == expected) }

  @Test("controls are visible") func controls() {
    #expect(Self.forge("a\u{1B}[31mb `\u{202E}c`") == "a\u{FFFD}[31mb `[U+202E]c`")
    #expect(ForgeText.escape("x\u{7}|@a #1\n") == "x\u{FFFD}\\|@&#8203;a \\#&#8203;1 ")
  }

  @Test("front matter is left out, and the rest stays as it was") func source() {
    let text = "---\nid: x\n---\n\n# A\n\n| a | b |\n|---|---|\n| `c` | d \\| e |\n\n1. One\n   - Two\n"
    let document = MarkdownDocument.parse(SourceText(path: "a.md", text: text), from: 14)
    #expect(
      document.forgeMarkdown { _ in nil }
        == String(text.utf8.dropFirst(14).map { UnicodeScalar($0) }.map(Character.init)))
  }
}
