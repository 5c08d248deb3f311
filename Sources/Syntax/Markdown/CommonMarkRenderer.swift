/// The HTML of the CommonMark specification, raw HTML included; extensions as cmark-gfm writes them.
///
/// Not safe to publish. It is what the conformance suites compare.
struct CommonMarkRenderer {
  let tree: MarkdownTree
  let source: Bytes
  var out = HTMLWriter()

  mutating func render() {
    out.bytes.reserveCapacity(source.count + source.count / 4)
    var open: [Int] = []
    var index = 1
    while index < tree.blocks.count {
      while let last = open.last, Int(tree.blocks[last].skip) <= index {
        leave(last)
        open.removeLast()
      }
      if tree.blocks[index].kind == .footnote {
        index = Int(tree.blocks[index].skip)
        continue
      }
      if enter(index) { open.append(index) }
      index += 1
    }
    while let last = open.popLast() { leave(last) }
    footnotes()
  }

  /// Writes the start of a block, or all of it if it has no end of its own; whether `leave` must follow.
  private mutating func enter(_ index: Int) -> Bool {
    let block = tree.blocks[index]
    switch block.kind {
    case .quote:
      out.freshLine()
      out.raw("<blockquote>\n")
    case .list:
      out.freshLine()
      if block.flags.contains(.ordered) {
        if block.first == 1 {
          out.raw("<ol>\n")
        } else {
          out.raw("<ol start=\"")
          out.number(Int(block.first))
          out.raw("\">\n")
        }
      } else {
        out.raw("<ul>\n")
      }
    case .item:
      out.freshLine()
      out.raw("<li>")
      if block.flags.contains(.task) {
        out.raw(
          block.flags.contains(.checked)
            ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
            : "<input type=\"checkbox\" disabled=\"\" /> ")
      }
    case .paragraph:
      let isTight = tree.isTight(index)
      if !isTight {
        out.freshLine()
        out.raw("<p>")
      }
      inlines(block)
      if !isTight { out.raw("</p>\n") }
      return false
    case .heading:
      out.freshLine()
      out.raw("<h")
      out.number(Int(block.number))
      out.raw(">")
      inlines(block)
      out.raw("</h")
      out.number(Int(block.number))
      out.raw(">\n")
      return false
    case .code:
      out.freshLine()
      out.raw("<pre><code")
      if block.flags.contains(.fenced), let language = tree.language(of: block, source) {
        out.raw(" class=\"language-")
        out.escaped(language)
        out.raw("\"")
      }
      out.raw(">")
      tree.eachLine(of: block, source) { line, padding in
        for _ in 0..<padding { out.raw(" ") }
        out.escaped(line)
        out.raw("\n")
      }
      out.raw("</code></pre>\n")
      return false
    case .html:
      out.freshLine()
      tree.eachLine(of: block, source) { line, padding in
        for _ in 0..<padding { out.raw(" ") }
        out.raw(line)
        out.raw("\n")
      }
      return false
    case .thematicBreak:
      out.freshLine()
      out.raw("<hr />\n")
      return false
    case .table:
      out.freshLine()
      out.raw("<table>\n")
    case .row:
      let isHeader = block.flags.contains(.header)
      if isHeader {
        out.raw("<thead>\n")
      } else if tree.isFirstBodyRow(index) {
        out.raw("<tbody>\n")
      }
      out.raw("<tr>\n")
    case .cell:
      cell(index)
      return false
    case .footnote, .hidden, .document: return false
    }
    return true
  }

  private mutating func leave(_ index: Int) {
    let block = tree.blocks[index]
    switch block.kind {
    case .quote:
      out.freshLine()
      out.raw("</blockquote>\n")
    case .list: out.raw(block.flags.contains(.ordered) ? "</ol>\n" : "</ul>\n")
    case .item: out.raw("</li>\n")
    case .row:
      let isHeader = block.flags.contains(.header)
      if !isHeader {
        let missing = tree.columns(of: Int(block.parent)) - tree.cellCount(of: index)
        for column in 0..<max(0, missing) {
          cellStart("td", tree.alignment(ofColumn: tree.cellCount(of: index) + column, inRow: index))
          out.raw("</td>\n")
        }
      }
      out.raw("</tr>\n")
      if isHeader { out.raw("</thead>\n") }
    case .table:
      if tree.hasBody(index) { out.raw("</tbody>\n") }
      out.raw("</table>\n")
    default: break
    }
  }

  private mutating func cell(_ index: Int) {
    let block = tree.blocks[index]
    let row = Int(block.parent)
    let isHeader = block.flags.contains(.header)
    cellStart(isHeader ? "th" : "td", tree.alignment(ofColumn: index - row - 1, inRow: row))
    inlines(block)
    out.raw(isHeader ? "</th>\n" : "</td>\n")
  }

  private mutating func cellStart(_ name: StaticString, _ alignment: MarkdownTree.Alignment) {
    out.raw("<")
    out.raw(name)
    switch alignment {
    case .none: break
    case .left: out.raw(" align=\"left\"")
    case .center: out.raw(" align=\"center\"")
    case .right: out.raw(" align=\"right\"")
    }
    out.raw(">")
  }

  // MARK: Inlines

  private mutating func inlines(_ block: Block) {
    var open: [Int] = []
    var index = Int(block.inlineStart)
    let end = Int(block.inlineEnd)
    while index < end {
      while let last = open.last, Int(tree.inlines[last].skip) <= index {
        leaveInline(last)
        open.removeLast()
      }
      let node = tree.inlines[index]
      index += 1
      switch node.kind {
      case .text: tree.withContent(of: node, source) { out.escaped($0) }
      case .softBreak: out.raw("\n")
      case .hardBreak: out.raw("<br />\n")
      case .code:
        out.raw("<code>")
        tree.withContent(of: node, source) { out.escaped($0) }
        out.raw("</code>")
      case .html: tree.withContent(of: node, source) { out.raw($0) }
      case .emphasis, .strong, .strikethrough, .link:
        enterInline(node)
        open.append(index - 1)
      case .image:
        out.raw("<img src=\"")
        out.url(tree.destination(ofTarget: Int(node.first), source))
        out.raw("\" alt=\"")
        for child in index..<max(index, Int(node.skip)) { alternative(tree.inlines[child]) }
        out.raw("\"")
        title(Int(node.first))
        out.raw(" />")
        index = Int(node.skip)
      case .autolink:
        out.raw("<a href=\"")
        out.url(tree.destination(ofAutolink: node, source))
        out.raw("\">")
        tree.withContent(of: node, source) { out.escaped($0) }
        out.raw("</a>")
      case .footnoteReference: footnoteReference(node)
      case .delimiters, .bracket, .linkEnd: break
      }
    }
    while let last = open.popLast() { leaveInline(last) }
  }

  private mutating func alternative(_ node: Inline) {
    switch node.kind {
    case .text, .code, .autolink: tree.withContent(of: node, source) { out.escaped($0) }
    case .softBreak, .hardBreak: out.raw(" ")
    default: break
    }
  }

  private mutating func enterInline(_ node: Inline) {
    switch node.kind {
    case .emphasis: out.raw("<em>")
    case .strong: out.raw("<strong>")
    case .strikethrough: out.raw("<del>")
    default:
      out.raw("<a href=\"")
      out.url(tree.destination(ofTarget: Int(node.first), source))
      out.raw("\"")
      title(Int(node.first))
      out.raw(">")
    }
  }

  private mutating func leaveInline(_ index: Int) {
    switch tree.inlines[index].kind {
    case .emphasis: out.raw("</em>")
    case .strong: out.raw("</strong>")
    case .strikethrough: out.raw("</del>")
    default: out.raw("</a>")
    }
  }

  private mutating func title(_ target: Int) {
    guard let title = tree.title(ofTarget: target, source) else { return }
    out.raw(" title=\"")
    out.escaped(title)
    out.raw("\"")
  }

  // MARK: Footnotes

  private mutating func footnoteReference(_ node: Inline) {
    let footnote = tree.footnotes[Int(node.first)]
    let label = Bytes(base: source.base, count: Int(footnote.labelEnd)).slice(from: Int(footnote.labelStart))
    out.raw("<sup class=\"footnote-ref\"><a href=\"#fn-")
    out.url(label)
    out.raw("\" id=\"fnref-")
    out.url(label)
    if node.second > 1 {
      out.raw("-")
      out.number(Int(node.second))
    }
    out.raw("\" data-footnote-ref>")
    out.number(Int(footnote.number))
    out.raw("</a></sup>")
  }

  private mutating func footnotes() {
    let numbered = tree.footnotes.filter { $0.number > 0 }.sorted { $0.number < $1.number }
    guard !numbered.isEmpty else { return }
    out.raw("<section class=\"footnotes\" data-footnotes>\n<ol>\n")
    for footnote in numbered {
      let label = Bytes(base: source.base, count: Int(footnote.labelEnd)).slice(from: Int(footnote.labelStart))
      out.raw("<li id=\"fn-")
      out.url(label)
      out.raw("\">\n")
      let block = Int(footnote.block)
      var open: [Int] = []
      var index = block + 1
      while index < Int(tree.blocks[block].skip) {
        while let last = open.last, Int(tree.blocks[last].skip) <= index {
          leave(last)
          open.removeLast()
        }
        if tree.blocks[index].kind == .footnote {
          index = Int(tree.blocks[index].skip)
          continue
        }
        if enter(index) { open.append(index) }
        index += 1
      }
      while let last = open.popLast() { leave(last) }
      backReferences(footnote, label)
      out.raw("</li>\n")
    }
    out.raw("</ol>\n</section>\n")
  }

  /// Links back to each reference, inside the last paragraph if the footnote ends in one.
  private mutating func backReferences(_ footnote: MarkdownTree.Footnote, _ label: [UInt8]) {
    let end: [UInt8] = Array("</p>\n".utf8)
    let endsInParagraph = out.bytes.suffix(end.count).elementsEqual(end)
    if endsInParagraph {
      out.bytes.removeLast(end.count)
      out.raw(" ")
    }
    for reference in 1...max(1, Int(footnote.references)) {
      if reference > 1 { out.raw(" ") }
      out.raw("<a href=\"#fnref-")
      out.url(label)
      if reference > 1 {
        out.raw("-")
        out.number(reference)
      }
      out.raw("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩")
      if reference > 1 {
        out.raw("<sup class=\"footnote-ref\">")
        out.number(reference)
        out.raw("</sup>")
      }
      out.raw("</a>")
    }
    if endsInParagraph { out.raw("</p>\n") } else { out.raw("\n") }
  }
}
