import Source
import Testing

@testable import Syntax

/// Every node is read again from its bytes in the source and must be what it says.
@Suite("Markdown positions") struct MarkdownRangeTests {
  /// Pieces that meet in random order: every construct, in fragments that may or may not close.
  static let pieces: [String] = [
    "a", "Word", " ", "  ", "\n", "\n\n", "\t", "*", "**", "_", "`", "``", "~~", "[", "]", "(", ")", "![", "](/u)",
    "](<a b> \"t\")", "[x]", "[x][y]", "[x]: /url \"title\"\n", "[^1]", "[^1]: ", "> ", "- ", "1. ", "+ ", "# ", "## ",
    "===\n", "---\n", "```\n", "```sh\n", "~~~\n", "    ", "<", ">", "<b>", "</b>", "<sub>", "</sub>", "<!--", "-->",
    "<div>\n", "<a id=x>", "<https://a.b>", "<m@a.b>", "https://a.b/c", "www.a.b", "m@a.b", "&amp;", "&#65;", "&",
    "\\", "\\*", "\\\n", "  \n", "| a | b |\n|---|:-:|\n", "| c | d |\n", "|", "\\|", "- [ ] ", "- [x] ",
    "> [!NOTE]\n", "é", "漢字", "😀", "\u{0301}", "\u{0}", "A.5.15", "R-001", "<br>", "<details>\n", "</details>\n",
    "javascript:", "](javascript:x)", "\u{202E}", "\"", "'", "!", ":", "\u{00A0}",
  ]

  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var value = state
      value ^= value >> 33
      value = value &* 0xFF51_AFD7_ED55_8CCD
      return value ^ (value >> 33)
    }
  }

  static func text(seed: UInt64) -> String {
    var generator = Generator(state: seed)
    let count = Int.random(in: 1...40, using: &generator)
    return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  @Test("random texts", arguments: [1, 2, 3, 4] as [UInt64])
  func random(_ part: UInt64) {
    for seed in 0..<1_500 {
      let text = Self.text(seed: part << 32 + UInt64(seed))
      for ending in ["\n", "\r\n", "\r"] {
        let variant = text.replacing("\n", with: ending)
        let source = SourceText(path: "a.md", text: variant)
        let document = MarkdownDocument.parse(source)
        check(document, variant)
        let problems = SafetyCheck.problems(in: document.html())
        #expect(problems.isEmpty, "\(problems) from \(variant.debugDescription)")
        let html = MarkdownDocument.parse(SourceText(path: "a.md", text: text)).commonMarkHTML()
        if !text.contains("\\\n") || ending == "\n" {
          #expect(document.commonMarkHTML() == html, "line ends change \(variant.debugDescription)")
        }
        for dialect in [MarkdownDocument.Dialect.commonMark, .gfm] {
          _ = MarkdownDocument.parse(source, dialect: dialect).commonMarkHTML()
        }
      }
    }
  }

  @Test("the examples of the specification", .enabled(if: MarkdownSuites.isPresent))
  func specification() throws {
    for example in try MarkdownSuites.decode([CommonMarkTests.Example].self, from: "commonmark-0.31.2.json") {
      for text in [
        example.markdown, "> " + example.markdown.replacing("\n", with: "\n> "), "- x\n\n" + example.markdown,
      ] {
        check(MarkdownDocument.parse(SourceText(path: "a.md", text: text)), text)
      }
    }
  }

  @Test("a text behind front matter keeps its offsets")
  func behindFrontMatter() {
    let text = "---\nid: X\n---\n# One\n\nTwo [three](four.md)\n"
    let document = MarkdownDocument.parse(SourceText(path: "a.md", text: text), from: 14)
    #expect(document.headings.map { document.source.text($0.range) } == ["# One"])
    #expect(document.links.map { document.source.text($0.destinationRange) } == ["four.md"])
    #expect(document.plainText() == "One\nTwo three\n")
    check(document, text)
  }

  // MARK: The check

  private func check(_ document: MarkdownDocument, _ text: String) {
    let tree = document.tree
    let bytes = document.source.bytes
    var problems: [String] = []
    for (index, block) in tree.blocks.enumerated() where index > 0 && block.kind != .hidden {
      let parent = tree.blocks[Int(block.parent)]
      if block.start > block.end || Int(block.end) > bytes.count { problems.append("\(block.kind) out of bounds") }
      if Int(block.skip) <= index || Int(block.skip) > Int(parent.skip) { problems.append("\(block.kind) not nested") }
      if block.parent > 0, block.start < parent.start || block.end > parent.end {
        problems.append(
          "\(block.kind) \(block.start)..<\(block.end) outside \(parent.kind) \(parent.start)..<\(parent.end)")
      }
      if let problem = self.problem(of: block, bytes) { problems.append(problem) }
    }
    for (index, block) in tree.blocks.enumerated()
    where block.kind == .paragraph || block.kind == .heading || block.kind == .cell {
      _ = index
      var open: [(end: Int, node: Inline)] = []
      var last = Int(block.start)
      for position in Int(block.inlineStart)..<Int(block.inlineEnd) {
        let node = tree.inlines[position]
        while let top = open.last, top.end <= position { open.removeLast() }
        if node.start > node.end || node.start < block.start || node.end > block.end {
          problems.append("\(node.kind) \(node.start)..<\(node.end) outside its \(block.kind)")
        }
        if let top = open.last, node.start < top.node.start || node.end > top.node.end {
          problems.append("\(node.kind) outside \(top.node.kind)")
        }
        if Int(node.start) < last { problems.append("\(node.kind) before the one before") }
        last = Int(node.start)
        if let problem = problem(of: node, in: tree, bytes) { problems.append(problem) }
        open.append((Int(node.skip), node))
      }
    }
    for run in document.textRuns where document.source.text(run.range).contains(where: \.isNewline) {
      // U+2028 and its like are no line ends of Markdown.
      if bytes[run.range.offsets].contains(where: { $0 == 10 || $0 == 13 }) { problems.append("run over lines") }
    }
    for table in document.tables {
      for row in [table.header] + table.rows {
        if row.cells.count != table.header.cells.count { problems.append("ragged table") }
        for cell in row.cells where !row.range.contains(cell.range) { problems.append("cell outside its row") }
      }
    }
    for link in document.links where !cutsCharacters(link.destinationRange, bytes) {
      if link.destinationRange.upperBound > bytes.count { problems.append("destination out of bounds") }
    }
    #expect(problems.isEmpty, "\(problems) in \(text.debugDescription)")
  }

  private func cutsCharacters(_ range: SourceRange, _ bytes: [UInt8]) -> Bool {
    [range.lowerBound, range.upperBound].contains { $0 < bytes.count && bytes[$0] & 0xC0 == 0x80 }
  }

  private func problem(of block: Block, _ bytes: [UInt8]) -> String? {
    let text = Array(bytes[Int(block.start)..<Int(block.end)])
    let first = text.first ?? 0
    let isRight: Bool
    switch block.kind {
    case .quote: isRight = first == UInt8(ascii: ">")
    case .list, .item: isRight = first.isDigit || "*+-".utf8.contains(first)
    case .footnote: isRight = text.starts(with: "[^".utf8)
    case .heading:
      isRight =
        block.flags.contains(.setext)
        ? text.last == UInt8(ascii: "=") || text.last == UInt8(ascii: "-") : first == UInt8(ascii: "#")
    case .code:
      isRight = !block.flags.contains(.fenced) || first == UInt8(ascii: "`") || first == UInt8(ascii: "~")
    case .html: isRight = first == UInt8(ascii: "<")
    case .thematicBreak: isRight = text.filter { $0 == first }.count >= 3
    case .paragraph: isRight = !text.isEmpty && !first.isBlank && text.last?.isWhiteSpace == false
    case .cell: isRight = text.first?.isBlank != true && text.last?.isBlank != true
    case .table, .row, .document, .hidden: isRight = true
    }
    return isRight ? nil : "\(block.kind) is \(String(decoding: text, as: UTF8.self).debugDescription)"
  }

  private func problem(of node: Inline, in tree: MarkdownTree, _ bytes: [UInt8]) -> String? {
    guard node.start <= node.end, Int(node.end) <= bytes.count else { return "\(node.kind) out of bounds" }
    let text = Array(bytes[Int(node.start)..<Int(node.end)])
    let first = text.first ?? 0
    let last = text.last ?? 0
    let isRight: Bool
    switch node.kind {
    case .text where node.flags.isEmpty:
      isRight =
        node.start == node.first && node.end == node.second && !text.contains { $0 == 10 || $0 == 13 } && !text.isEmpty
    case .text: isRight = first == UInt8(ascii: "\\") || (first == UInt8(ascii: "&") && last == UInt8(ascii: ";"))
    case .softBreak: isRight = last == 10 || last == 13
    case .hardBreak: isRight = (first.isBlank || first == UInt8(ascii: "\\")) && (last == 10 || last == 13)
    case .code: isRight = first == UInt8(ascii: "`") && last == first && text.count >= 3
    case .html: isRight = first == UInt8(ascii: "<") && last == UInt8(ascii: ">")
    case .emphasis: isRight = first == last && (first == UInt8(ascii: "*") || first == UInt8(ascii: "_"))
    case .strong:
      isRight =
        text.count >= 5 && text[0] == text[1] && text[text.count - 1] == text[0] && text[text.count - 2] == text[0]
    case .strikethrough: isRight = first == UInt8(ascii: "~") && last == first
    case .link: isRight = first == UInt8(ascii: "[") && (last == UInt8(ascii: ")") || last == UInt8(ascii: "]"))
    case .image: isRight = text.starts(with: "![".utf8) && (last == UInt8(ascii: ")") || last == UInt8(ascii: "]"))
    case .autolink:
      isRight = node.flags.contains(.extended) || (first == UInt8(ascii: "<") && last == UInt8(ascii: ">"))
    case .footnoteReference: isRight = text.starts(with: "[^".utf8) && last == UInt8(ascii: "]")
    case .delimiters, .bracket, .linkEnd: isRight = false
    }
    return isRight ? nil : "\(node.kind) is \(String(decoding: text, as: UTF8.self).debugDescription)"
  }
}
