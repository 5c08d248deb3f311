import Source
import Testing

@testable import Syntax

/// Tables, task lists, strikethrough and extended autolinks as cmark-gfm writes them, footnotes and alerts, and the
/// core of CommonMark for those who have no conformance suite at hand.
@Suite("Markdown") struct ExtensionTests {
  static let table = "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n"

  @Test(
    "CommonMark",
    arguments: [
      ("", ""),
      ("\n\n", ""),
      ("a", "<p>a</p>\n"),
      ("\u{FEFF}a", "<p>a</p>\n"),
      ("a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>\n"),
      ("# a #\n## b\n\n c\n===", "<h1>a</h1>\n<h2>b</h2>\n<h1>c</h1>\n"),
      ("- a\n- b\n\n- c", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n"),
      (
        "- a\n  - b\n\n    c\n- d",
        "<ul>\n<li>a\n<ul>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ul>\n"
      ),
      ("- a\n  > b\n  >\n- c", "<ul>\n<li>a\n<blockquote>\n<p>b</p>\n</blockquote>\n</li>\n<li>c</li>\n</ul>\n"),
      ("3) a\n4) b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
      ("a\n2. b", "<p>a\n2. b</p>\n"),
      ("> a\nb", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n"),
      ("```sh x\n<a>\n```\n", "<pre><code class=\"language-sh\">&lt;a&gt;\n</code></pre>\n"),
      ("\ta\tb", "<pre><code>a\tb\n</code></pre>\n"),
      ("-\t\ta", "<ul>\n<li>\n<pre><code>  a\n</code></pre>\n</li>\n</ul>\n"),
      ("***", "<hr />\n"),
      ("<div>\n*a*\n\n*a*", "<div>\n*a*\n<p><em>a</em></p>\n"),
      ("*a **b** c*", "<p><em>a <strong>b</strong> c</em></p>\n"),
      ("***a** b*", "<p><em><strong>a</strong> b</em></p>\n"),
      ("a_b_c *b*c", "<p>a_b_c <em>b</em>c</p>\n"),
      ("**a*b **a*", "<p>**a*b *<em>a</em></p>\n"),
      ("`` a`b ``", "<p><code>a`b</code></p>\n"),
      ("a  \nb\\\nc", "<p>a<br />\nb<br />\nc</p>\n"),
      ("\\*a\\* &copy; &#35; &x;", "<p>*a* © # &amp;x;</p>\n"),
      (
        "[a](<b c> \"d\") ![e](f 'g')",
        "<p><a href=\"b%20c\" title=\"d\">a</a> <img src=\"f\" alt=\"e\" title=\"g\" /></p>\n"
      ),
      ("[A]\n\n[a]: /u\n\"t\n u\"", "<p><a href=\"/u\" title=\"t\nu\">A</a></p>\n"),
      ("[ẞ]\n\n[SS]: /u", "<p><a href=\"/u\">ẞ</a></p>\n"),
      ("> [a]: /u\n\n[a]", "<blockquote>\n</blockquote>\n<p><a href=\"/u\">a</a></p>\n"),
      ("[a [b](c) d](e)", "<p>[a <a href=\"c\">b</a> d](e)</p>\n"),
      (
        "<https://a.b?c=d&e> <f@g.h>",
        "<p><a href=\"https://a.b?c=d&amp;e\">https://a.b?c=d&amp;e</a> <a href=\"mailto:f@g.h\">f@g.h</a></p>\n"
      ),
      ("> a `b\n> c` d", "<blockquote>\n<p>a <code>b c</code> d</p>\n</blockquote>\n"),
      ("a\u{0}b", "<p>a\u{FFFD}b</p>\n"),
      ("£*a*.", "<p>£<em>a</em>.</p>\n"),
      ("| a |\n|---|", "<p>| a |\n|---|</p>\n"),
      ("~~a~~ www.a.b", "<p>~~a~~ www.a.b</p>\n"),
    ])
  func commonMark(text: String, html: String) {
    #expect(CommonMarkTests.html(text) == html)
    #expect(CommonMarkTests.html(text + "\n") == html)
  }

  @Test(
    "tables",
    arguments: [
      ("a|b\n-|-", table + "</table>\n"),
      ("| a | b |\n|---|---|\n| 1 | 2 |", table + "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n"),
      (
        "a|b\n-|-\n1\n1|2|3",
        table + "<tbody>\n<tr>\n<td>1</td>\n<td></td>\n</tr>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n"
      ),
      (
        "a|b\n-|-\n`x\\|y`|*z\\|*",
        table + "<tbody>\n<tr>\n<td><code>x|y</code></td>\n<td><em>z|</em></td>\n</tr>\n</tbody>\n</table>\n"
      ),
      (
        "a|b\n-|-\n[x](y\\|z)|\\\\|w",
        table + "<tbody>\n<tr>\n<td><a href=\"y%7Cz\">x</a></td>\n<td>|w</td>\n</tr>\n</tbody>\n</table>\n"
      ),
      ("a|b\n-|-\n> q", table + "</table>\n<blockquote>\n<p>q</p>\n</blockquote>\n"),
      ("a|b\n-|-\n# q", table + "</table>\n<h1>q</h1>\n"),
      ("a|b\n-|-\n- q", table + "</table>\n<ul>\n<li>q</li>\n</ul>\n"),
      ("a|b\n-|-\n```\nq\n```", table + "</table>\n<pre><code>q\n</code></pre>\n"),
      ("a|b\n-|-\n\nq", table + "</table>\n<p>q</p>\n"),
      ("x\na|b\n-|-", "<p>x</p>\n" + table + "</table>\n"),
      (
        "> a|b\n> -|-\n> 1|2\nq",
        "<blockquote>\n" + table
          + "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n</blockquote>\n<p>q</p>\n"
      ),
      ("- a|b\n  -|-", "<ul>\n<li>\n" + table + "</table>\n</li>\n</ul>\n"),
      ("> x\n> a|b\n> -|-", "<blockquote>\n<p>x</p>\n" + table + "</table>\n</blockquote>\n"),
      (
        "a\n:-:",
        "<table>\n<thead>\n<tr>\n<th align=\"center\">a</th>\n</tr>\n</thead>\n</table>\n"
      ),
      (
        "a|b\n:-|-:\n1",
        "<table>\n<thead>\n<tr>\n<th align=\"left\">a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
          + "<td align=\"left\">1</td>\n<td align=\"right\"></td>\n</tr>\n</tbody>\n</table>\n"
      ),
      ("a|b\n-|-|-", "<p>a|b\n-|-|-</p>\n"),
      ("a|b\n-", "<h2>a|b</h2>\n"),
      (
        "[x]: /u\na|b\n-|-\n[x]|2",
        table + "<tbody>\n<tr>\n<td><a href=\"/u\">x</a></td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n"
      ),
    ])
  func tables(text: String, html: String) {
    #expect(CommonMarkTests.html(text, .gfm) == html)
    #expect(CommonMarkTests.html(text.replacing("\n", with: "\r\n"), .gfm) == html)
  }

  @Test(
    "task lists and strikethrough",
    arguments: [
      (
        "- [ ] a\n- [x] b\n- [X] c",
        "<ul>\n<li><input type=\"checkbox\" disabled=\"\" /> a</li>\n"
          + "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> b</li>\n"
          + "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> c</li>\n</ul>\n"
      ),
      (
        "1. [ ] a\n\n   b",
        "<ol>\n<li><input type=\"checkbox\" disabled=\"\" /> \n<p>a</p>\n<p>b</p>\n</li>\n</ol>\n"
      ),
      (
        "- [x]a\n- [y] b\n- [] c\n- a [x] b",
        "<ul>\n<li>[x]a</li>\n<li>[y] b</li>\n<li>[] c</li>\n<li>a [x] b</li>\n</ul>\n"
      ),
      ("[ ] a", "<p>[ ] a</p>\n"),
      (
        "> - [x] a",
        "<blockquote>\n<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> a</li>\n</ul>\n</blockquote>\n"
      ),
      ("~~a~~ ~b~ ~~~c~~~", "<p><del>a</del> <del>b</del> ~~~c~~~</p>\n"),
      ("~~a *b*~~ a~b", "<p><del>a <em>b</em></del> a~b</p>\n"),
      ("~~a~", "<p>~~a~</p>\n"),
      ("~~ a ~~", "<p>~~ a ~~</p>\n"),
    ])
  func marks(text: String, html: String) {
    #expect(CommonMarkTests.html(text, .gfm) == html)
  }

  @Test(
    "extended autolinks",
    arguments: [
      ("www.a.b", "<a href=\"http://www.a.b\">www.a.b</a>"),
      ("www.a.b/c.", "<a href=\"http://www.a.b/c\">www.a.b/c</a>."),
      ("(www.a.b/c(d))", "(<a href=\"http://www.a.b/c(d)\">www.a.b/c(d)</a>)"),
      ("https://a.b/c?d=e&f;", "<a href=\"https://a.b/c?d=e\">https://a.b/c?d=e</a>&amp;f;"),
      ("http://a.b&amp;", "<a href=\"http://a.b\">http://a.b</a>&amp;"),
      ("ftp://a.b *http://c.d*", "<a href=\"ftp://a.b\">ftp://a.b</a> <em><a href=\"http://c.d\">http://c.d</a></em>"),
      ("HTTPS://A.B", "<a href=\"HTTPS://A.B\">HTTPS://A.B</a>"),
      ("http://localhost/a", "<a href=\"http://localhost/a\">http://localhost/a</a>"),
      ("xwww.a.b xhttp://a.b", "xwww.a.b xhttp://a.b"),
      ("www.a_b.c www.a.b_c http://a_b.c/d", "www.a_b.c www.a.b_c http://a_b.c/d"),
      ("a@b.c", "<a href=\"mailto:a@b.c\">a@b.c</a>"),
      ("a_b+c-d@e.f.", "<a href=\"mailto:a_b+c-d@e.f\">a_b+c-d@e.f</a>."),
      ("a@b a@b.c- a@b_c.d", "a@b a@b.c- <a href=\"mailto:a@b_c.d\">a@b_c.d</a>"),
      ("mailto:a@b.c", "<a href=\"mailto:a@b.c\">mailto:a@b.c</a>"),
      ("[www.a.b](c) [d@e.f](g)", "<a href=\"c\">www.a.b</a> <a href=\"g\">d@e.f</a>"),
      (
        "*a@b.c* **d@e.f**",
        "<em><a href=\"mailto:a@b.c\">a@b.c</a></em> <strong><a href=\"mailto:d@e.f\">d@e.f</a></strong>"
      ),
      ("`www.a.b` <b title=\"www.a.b\">", "<code>www.a.b</code> <b title=\"www.a.b\">"),
      ("http:// https://. www. www", "http:// https://. www. www"),
    ])
  func autolinks(text: String, html: String) {
    #expect(CommonMarkTests.html(text, .gfm) == "<p>\(html)</p>\n")
  }

  @Test("footnotes as cmark-gfm writes them")
  func footnotes() {
    let html = CommonMarkTests.html(
      "a[^1] b[^1] c[^2] d[^x]\n\n[^2]: ```\n    e\n[^1]: f\n\n    g\n[^3]: h\n", .auditpack)
    #expect(
      html == """
        <p>a<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" data-footnote-ref>1</a></sup> \
        b<sup class="footnote-ref"><a href="#fn-1" id="fnref-1-2" data-footnote-ref>1</a></sup> \
        c<sup class="footnote-ref"><a href="#fn-2" id="fnref-2" data-footnote-ref>2</a></sup> d[^x]</p>
        <section class="footnotes" data-footnotes>
        <ol>
        <li id="fn-1">
        <p>f</p>
        <p>g <a href="#fnref-1" class="footnote-backref" data-footnote-backref aria-label="Back to content">↩</a> \
        <a href="#fnref-1-2" class="footnote-backref" data-footnote-backref aria-label="Back to content">↩\
        <sup class="footnote-ref">2</sup></a></p>
        </li>
        <li id="fn-2">
        <pre><code>e
        </code></pre>
        <a href="#fnref-2" class="footnote-backref" data-footnote-backref aria-label="Back to content">↩</a>
        </li>
        </ol>
        </section>

        """)
  }

  @Test("footnotes in footnotes are numbered behind those of the text, and none that nobody refers to is shown")
  func nestedFootnotes() {
    let text = "[^a]: x[^c]\n\n[^b]: y\n\n[^c]: z\n\n[^d]: not shown[^e]\n\n[^e]: nor this\n\n1[^b] 2[^a]"
    let html = MarkdownDocument.parse(SourceText(path: "a.md", text: text)).html()
    #expect(html.contains("1<sup class=\"footnote-ref\"><a href=\"#fn-1\""))
    #expect(html.contains("<li id=\"fn-3\">\n<p>z"))
    #expect(!html.contains("not shown") && !html.contains("nor this"))
  }

  @Test(
    "alerts",
    arguments: [
      (
        "> [!NOTE]\n> a",
        "<div class=\"markdown-alert markdown-alert-note\" role=\"note\">\n<p class=\"markdown-alert-title\">Note</p>\n<p>a</p>\n</div>\n"
      ),
      (
        "> [!warning]  \n> a\n> b",
        "<div class=\"markdown-alert markdown-alert-warning\" role=\"note\">\n<p class=\"markdown-alert-title\">Warning</p>\n<p>a\nb</p>\n</div>\n"
      ),
      (
        "> [!TIP]\n>\n> a",
        "<div class=\"markdown-alert markdown-alert-tip\" role=\"note\">\n<p class=\"markdown-alert-title\">Tip</p>\n<p>a</p>\n</div>\n"
      ),
      ("> [!NOTE]", "<blockquote>\n<p>[!NOTE]</p>\n</blockquote>\n"),
      ("> [!NOTE] a", "<blockquote>\n<p>[!NOTE] a</p>\n</blockquote>\n"),
      ("> [!OTHER]\n> a", "<blockquote>\n<p>[!OTHER]\na</p>\n</blockquote>\n"),
      ("> a\n> [!NOTE]", "<blockquote>\n<p>a\n[!NOTE]</p>\n</blockquote>\n"),
    ])
  func alerts(text: String, html: String) {
    #expect(MarkdownDocument.parse(SourceText(path: "a.md", text: text)).html() == html)
  }
}
