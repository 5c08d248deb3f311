import Foundation
import Source
import TestSupport
import Testing

@testable import Syntax

@Suite("Hostile input", .serialized) struct PathologicalTests {
  struct Recipe: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: Int
    var expect: String?
    var text: String
    var extensions: [String]?
    var testDescription: String { name }

    enum CodingKeys: String, CodingKey {
      case name, recipe, bytes, series, extensions
      case expect = "expect_regex"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      bytes = try container.decode(Int.self, forKey: .bytes)
      expect = try container.decodeIfPresent(String.self, forKey: .expect)
      extensions = try container.decodeIfPresent([String].self, forKey: .extensions)
      text = ""
      if let series = try container.decodeIfPresent(String.self, forKey: .series) {
        text = Self.series(series)
      } else {
        var parts = try container.nestedUnkeyedContainer(forKey: .recipe)
        while !parts.isAtEnd {
          var part = try parts.nestedUnkeyedContainer()
          let piece = try part.decode(String.self)
          text += String(repeating: piece, count: try part.decode(Int.self))
        }
      }
    }

    private static func series(_ name: String) -> String {
      switch name {
      case "deeply nested lists":
        return (0..<1000).map { String(repeating: "  ", count: $0) + "* a\n" }.joined()
      case "backticks": return (1..<5000).map { "e" + String(repeating: "`", count: $0) }.joined()
      case "many references":
        return (1..<320_000).map { "[\($0)]: u\n" }.joined() + String(repeating: "[0] ", count: 20_000)
      case "footnote mutual nesting": return (0..<20_000).map { "[^\($0)]:[^\($0 + 1)]\n" }.joined()
      case "reference hash collisions": return collidingLabels()
      default: return ""
      }
    }

    private static func collidingLabels() -> String {
      var labels: [String] = []
      var number = 0
      while labels.count < 25_000 {
        let label = "x\(number)"
        number += 1
        var hash: UInt32 = 0
        for byte in label.utf8 { hash = UInt32(byte) &+ (hash << 6) &+ (hash << 16) &- hash }
        if hash % 16 == 0 { labels.append(label) }
      }
      let first = labels.removeFirst()
      return labels.map { "[\($0)]: /url\n\n[\(first)]\n\n" }.joined()
    }
  }

  static let recipes: [Recipe] =
    (try? MarkdownSuites.decode([Recipe].self, from: "pathological.json")) ?? []

  /// Containers nest at most 100 deep by design: what these inputs give instead of their own pattern.
  static let capped: [String: String] = [
    "nested block quotes": #"^(<blockquote>\n){100}<p>(&gt; )+a</p>\n(</blockquote>\n){100}$"#,
    "deeply nested lists": #"<ul>\n(<li>a\n<ul>\n){99}<li>a\n"#,
    "empty lines in deeply nested lists": #"^(<ul>\n<li>(\n)?){100}(- )+x(</li>\n</ul>\n)+$"#,
    "empty lines in deeply nested lists in blockquote":
      #"^<blockquote>\n(<ul>\n<li>(\n)?){99}(- )+x(</li>\n</ul>\n)+</blockquote>\n$"#,
  ]

  @Test("there are 70 recipes", .enabled(if: MarkdownSuites.isPresent))
  func count() { #expect(Self.recipes.count == 70) }

  /// On a quiet machine each takes less than a second; tests run side by side on machines that are not.
  @Test("each recipe gives what is expected, in bounded time", arguments: recipes)
  func recipe(_ recipe: Recipe) throws {
    #expect(recipe.text.utf8.count == recipe.bytes)
    let source = SourceText(path: "a.md", text: recipe.text)
    var html = ""
    let dialect: MarkdownDocument.Dialect =
      recipe.extensions == nil ? .commonMark : recipe.extensions == ["footnotes"] ? .auditpack : .gfm
    let duration = processorTime {
      html = MarkdownDocument.parse(source, dialect: dialect).commonMarkHTML()
    }
    #expect(duration < .seconds(3), "\(recipe.name) took \(duration)")
    if let pattern = Self.capped[recipe.name] ?? recipe.expect {
      #expect(try Self.matches(html, pattern), "\(recipe.name): \(html.prefix(200))")
    }
    let document = MarkdownDocument.parse(source)
    let all = processorTime {
      html = document.html()
      _ = document.diagnostics.count + document.links.count + document.textRuns.count + document.tables.count
      _ = document.headings.count + document.plainText().utf8.count
    }
    #expect(all < .seconds(16), "\(recipe.name): collecting took \(all)")
  }

  /// Searches with Python, whose engine does not run out of stack on patterns that repeat 65,000 times.
  private static func matches(_ html: String, _ pattern: String) throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(html.utf8).write(to: folder.appendingPathComponent("html"))
    try Data(pattern.utf8).write(to: folder.appendingPathComponent("pattern"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import re,sys;r=lambda n:open(sys.argv[1]+'/'+n,encoding='utf-8',newline='').read();"
        + "sys.exit(0 if re.search(r('pattern'),r('html')) else 1)", folder.path,
    ]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test(
    "twice the input takes at most a little more than twice the time",
    arguments: [
      "> ", "- ", "*a **a ", "[a](", "![[]()", "a|b\n", "`a ", "<a b=\"", "[^a]", "~~a~ ", "&amp", "www._", "a@b.c ",
      "http://a.b/(", "<!--", "- a\n\n  b\n", "> a\n", "[a]: /u\n", "| a\n|-\n", "\\`", "<sub>", "</sub>", "<a id=x>",
      "* * * a\n", "[a\n", "![a](b \"", "***a** b* ", "<x y='", "[^1]: a\n", "#", "\t- a\n",
    ])
  func growth(_ piece: String) {
    func time(_ count: Int) -> Duration {
      let source = SourceText(path: "a.md", text: String(repeating: piece, count: count))
      return (0..<3).map { _ in
        processorTime {
          let document = MarkdownDocument.parse(source)
          _ = document.html().utf8.count + document.diagnostics.count
        }
      }.min() ?? .zero
    }
    let small = time(4_000)
    let large = time(16_000)
    // Quadratic time would give 16; below a few milliseconds the clock says nothing.
    #expect(large < small * 9 + .milliseconds(15), "\(small) for 4,000 and \(large) for 16,000")
  }
}
