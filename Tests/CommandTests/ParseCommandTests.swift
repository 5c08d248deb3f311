import Foundation
import Testing

/// `auditpack parse` shows what the parser sees, with places in lines and columns.
@Suite struct ParseCommandTests {
  private func parse(_ text: String, _ emit: String, name: String = "a.md") throws -> Run {
    let sandbox = try Sandbox()
    try sandbox.write(text, to: name)
    return try sandbox.auditpack("parse", "--emit", emit, name)
  }

  @Test(
    arguments: [
      ("# Head\n\nSome *text*.\n", "<h1>Head</h1>\n<p>Some <em>text</em>.</p>\n"),
      ("- a\r\n- b\r\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
      ("a\r\rb", "<p>a</p>\n<p>b</p>\n"),
      ("<b>raw</b> | a |\n", "<p><b>raw</b> | a |</p>\n"),
      ("", ""),
    ])
  func commonMark(text: String, html: String) throws {
    let run = try parse(text, "commonmark")
    #expect(run.output == html && run.status == 0 && run.errors.isEmpty)
  }

  @Test func gfm() throws {
    let run = try parse("| a |\n|:-:|\n| ~~b~~ `\\|` |\n\n- [x] www.example.com.\n", "gfm")
    #expect(
      run.output == """
        <table>
        <thead>
        <tr>
        <th align="center">a</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td align="center"><del>b</del> <code>|</code></td>
        </tr>
        </tbody>
        </table>
        <ul>
        <li><input type="checkbox" checked="" disabled="" /> <a href="http://www.example.com">www.example.com</a>.</li>
        </ul>

        """)
  }

  @Test func safeHTMLAndItsFindings() throws {
    let run = try parse("---\ntitle: x\n---\n\n# A\n\n\té <script>\n\n[x](javascript:x) 漢<blink>\n", "html")
    #expect(
      run.output.hasPrefix("<h1 id=\"a\">A</h1>\n<pre><code>é &lt;script&gt;\n</code></pre>\n<p>x 漢&lt;blink&gt;</p>"))
    // Columns are UTF-16 units from 1; the front matter's lines count.
    #expect(run.errors.contains("--> a.md:9:5\n") && run.errors.contains("[MD-04]"))
    #expect(run.errors.contains("--> a.md:9:20\n") && run.errors.contains("[MD-02]"))
    #expect(run.status == 0)
  }

  @Test func treeWithPlaces() throws {
    let run = try parse("---\ntitle: x\n---\n# é😀 *b*\r\n\r\n- a\r\n\tb\r\n", "tree")
    #expect(
      run.output == """
        document 4:1-8:1 "# é😀 *b*⏎⏎- a⏎\tb⏎"
          heading 1 4:1-4:10 "# é😀 *b*"
            text 4:3-4:7 "é😀 "
            emphasis 4:7-4:10 "*b*"
              text 4:8-4:9 "b"
          list 6:1-7:3 "- a⏎\tb"
            item 6:1-7:3 "- a⏎\tb"
              paragraph 6:3-7:3 "a⏎\tb"
                text 6:3-6:4 "a"
                softBreak 6:4-7:1 "⏎"
                text 7:2-7:3 "b"

        """)
  }

  @Test func frontMatterWithPlaces() throws {
    let run = try parse("---\ntitle: \"é😀\" # x\ncontrols: [A.5.1, A.5.2]\nempty:\nmap:\n  x: 1\n---\n", "front-matter")
    #expect(
      run.output == """
        title @2:1: "é😀" @2:8
        controls @3:1:
          - "A.5.1" @3:12
          - "A.5.2" @3:19
        empty @4:1: empty @4:7
        map @5:1:
          x @6:3: "1" @6:6

        """)
    let bad = try parse("---\ntitle: a: b\nowner: é\u{301}*x\nid: @x\n---\n", "front-matter")
    #expect(bad.errors.contains("--> a.md:2:9\n") && bad.errors.contains("--> a.md:4:5\n"))
  }

  @Test func fromStandardInput() throws {
    let sandbox = try Sandbox()
    let run = try Run.program(
      "/bin/sh", ["-c", "printf 'a *b*' | \"$0\" parse --emit commonmark -", Run.binary], in: sandbox.folder)
    #expect(run.output == "<p>a <em>b</em></p>\n" && run.status == 0)
    #expect(try sandbox.auditpack("parse", "nothing.md").status == 2)
  }

  // MARK: - CommonMark

  private struct Example: Decodable, Sendable {
    var markdown: String
    var html: String
    var example: Int
  }

  private static let suite: URL? = {
    let environment = ProcessInfo.processInfo.environment
    let folders = [environment["AUDITPACK_SUITES"], FileManager.default.currentDirectoryPath + "/../shared/suites"]
    return folders.compactMap { $0.map { URL(fileURLWithPath: $0 + "/commonmark-0.31.2.json") } }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  private static var isPresent: Bool {
    if suite == nil { print("conformance data not found: set AUDITPACK_SUITES to run CommonMark's examples") }
    return suite != nil
  }

  /// Each example is a process of its own, as a user would start it.
  @Test(.enabled(if: isPresent))
  func everyExampleOfCommonMark() throws {
    let suite = try #require(Self.suite)
    let examples = try JSONDecoder().decode([Example].self, from: Data(contentsOf: suite))
    #expect(examples.count == 652)
    let sandbox = try Sandbox()
    for example in examples { try sandbox.write(example.markdown, to: "\(example.example).md") }
    let one = "\"$0\" parse --emit commonmark \"$1\" > \"${1%.md}.html\" || echo \"$1\""
    let run = try Run.program(
      "/bin/sh", ["-c", "ls | grep 'md$' | xargs -P 4 -I {} /bin/sh -c \"$1\" \"$0\" {}", Run.binary, one],
      in: sandbox.folder)
    #expect(run.output == "" && run.errors == "" && run.status == 0)
    for example in examples {
      #expect(try sandbox.read("\(example.example).html") == example.html, "example \(example.example)")
    }
  }
}
