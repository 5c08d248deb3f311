import Source

extension MarkdownDocument {
  /// How `html` writes a document.
  public struct HTMLOptions: Sendable {
    /// Where a link or image is to lead instead; nil leaves only its text. A fragment that it leaves as it is gets
    /// `anchorPrefix`. Schemes other than `https`, `http`, `mailto` and `tel` are refused whatever it answers.
    public var resolve: (@Sendable (Link) -> String?)?
    /// Parts of the text that become links; sorted by place, without overlaps. Those in code or in links are left out.
    public var decorations: [Decoration]
    /// Added to the level of every heading; no level goes beyond 6.
    public var headingLevelOffset: Int
    /// Put before every `id`, so that several documents fit on one page.
    public var anchorPrefix: String
    /// HTML behind headings, by position in `headings`. Written as it is: it must not hold anything of a source.
    public var headingNotes: [Int: String]

    /// Options with defaults that change nothing.
    public init(
      resolve: (@Sendable (Link) -> String?)? = nil, decorations: [Decoration] = [], headingLevelOffset: Int = 0,
      anchorPrefix: String = "", headingNotes: [Int: String] = [:]
    ) {
      self.resolve = resolve
      self.decorations = decorations
      self.headingLevelOffset = headingLevelOffset
      self.anchorPrefix = anchorPrefix
      self.headingNotes = headingNotes
    }
  }

  /// Text that is to become a link, such as the name of a control.
  public struct Decoration: Hashable, Sendable {
    /// The bytes of the text.
    public let range: SourceRange
    /// Where the link leads.
    public let destination: String
    /// The link's title; nil for none.
    public let title: String?

    /// The text at `range` as a link to `destination`.
    public init(range: SourceRange, destination: String, title: String? = nil) {
      self.range = range
      self.destination = destination
      self.title = title
    }
  }

  /// HTML that is safe to publish: no script, style or event of the source can become active.
  ///
  /// Of raw HTML only a few harmless elements pass, written anew; the rest is shown as text. Links lead to `https`,
  /// `http`, `mailto`, `tel` and relative places only. Images of other hosts become links.
  public func html(_ options: HTMLOptions = HTMLOptions()) -> String {
    String(decoding: htmlBytes(options), as: UTF8.self)
  }

  /// The same as UTF-8, for writing to a file without another copy.
  public func htmlBytes(_ options: HTMLOptions = HTMLOptions()) -> [UInt8] {
    withBytes { bytes in
      var renderer = SafeRenderer(document: self, options: options, source: bytes)
      renderer.out.bytes.reserveCapacity(bytes.count + bytes.count / 4)
      renderer.render()
      return renderer.out.bytes
    }
  }
}

/// Writes safe HTML, and notes what of the raw HTML it did not let pass.
struct SafeRenderer {
  struct Refusal {
    enum Kind { case tag, attribute(String), openComment, remoteImage, unsafeImage }
    var kind: Kind
    var start: Int
    var end: Int
  }

  /// The most links back from one footnote.
  static let backReferenceLimit = 26

  let document: MarkdownDocument
  let tree: MarkdownTree
  let options: MarkdownDocument.HTMLOptions
  let source: Bytes
  let prefix: [UInt8]
  var out = HTMLWriter()
  var refusals: [Refusal] = []
  /// Elements of raw HTML that are open; `rawBase` is where those of the innermost Markdown element begin.
  var rawOpen: [RawHTML.Element] = []
  var rawBase = 0
  /// Anchors that were written and whose end tag has not come.
  var emptyAnchors = 0
  /// How many links are open.
  var linkDepth = 0
  private var anchors: [String]
  private var headingNumbers: [Int: Int] = [:]
  /// Blocks that are open, with the `rawBase` outside each.
  private var open: [(block: Int, outerBase: Int)] = []

  init(document: MarkdownDocument, options: MarkdownDocument.HTMLOptions, source: Bytes) {
    self.document = document
    self.options = options
    self.source = source
    tree = document.tree
    prefix = Array(options.anchorPrefix.utf8)
    var anchors = HeadingAnchors()
    self.anchors = []
    for (index, block) in tree.blocks.enumerated() where block.kind == .heading {
      headingNumbers[index] = self.anchors.count
      self.anchors.append(anchors.anchor(for: tree.plainText(of: block, source, withImages: false)))
    }
  }

  mutating func render() {
    out.bytes.reserveCapacity(source.count + source.count / 4)
    blocks(1, tree.blocks.count)
    closeRaw(to: 0)
    footnotes()
  }

  /// Writes the blocks `first..<last`; footnotes among them are left out.
  private mutating func blocks(_ first: Int, _ last: Int) {
    let depth = open.count
    var index = first
    while index < last {
      leaveBlocks(endingBefore: index, downTo: depth)
      if tree.blocks[index].kind == .footnote {
        index = Int(tree.blocks[index].skip)
        continue
      }
      if enter(index) {
        open.append((index, rawBase))
        rawBase = rawOpen.count
      }
      index += 1
    }
    leaveBlocks(endingBefore: last, downTo: depth)
  }

  private mutating func leaveBlocks(endingBefore index: Int, downTo depth: Int) {
    while open.count > depth, let last = open.last, Int(tree.blocks[last.block].skip) <= index {
      closeRaw(to: rawBase)
      rawBase = last.outerBase
      open.removeLast()
      leave(last.block)
    }
  }

  // MARK: Blocks

  /// Writes the start of a block, or all of it; whether `leave` must follow.
  private mutating func enter(_ index: Int) -> Bool {
    let block = tree.blocks[index]
    switch block.kind {
    case .quote:
      out.freshLine()
      if let alert = AlertKind(rawValue: block.number) {
        out.raw("<div class=\"markdown-alert markdown-alert-")
        out.raw(alert.name)
        out.raw("\" role=\"note\">\n<p class=\"markdown-alert-title\">")
        out.raw(alert.title)
        out.raw("</p>\n")
      } else {
        out.raw("<blockquote>\n")
      }
    case .list:
      out.freshLine()
      guard block.flags.contains(.ordered) else {
        out.raw("<ul>\n")
        break
      }
      out.raw("<ol")
      if block.first != 1 {
        out.raw(" start=\"")
        out.number(Int(block.first))
        out.raw("\"")
      }
      out.raw(">\n")
    case .item:
      out.freshLine()
      if block.flags.contains(.task) {
        out.raw("<li class=\"task-list-item\"><input type=\"checkbox\"")
        if block.flags.contains(.checked) { out.raw(" checked") }
        out.raw(" disabled> ")
      } else {
        out.raw("<li>")
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
      heading(index)
      return false
    case .code:
      code(block)
      return false
    case .html:
      htmlBlock(block)
      return false
    case .thematicBreak:
      out.freshLine()
      out.raw("<hr>\n")
      return false
    case .table:
      out.freshLine()
      out.raw("<table>\n")
    case .row:
      if block.flags.contains(.header) {
        out.raw("<thead>\n")
      } else if tree.isFirstBodyRow(index) {
        out.raw("<tbody>\n")
      }
      out.raw("<tr>\n")
    case .cell:
      let row = Int(block.parent)
      let isHeader = block.flags.contains(.header)
      cellStart(isHeader, tree.alignment(ofColumn: index - row - 1, inRow: row))
      inlines(block)
      out.raw(isHeader ? "</th>\n" : "</td>\n")
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
      out.raw(block.number == 0 ? "</blockquote>\n" : "</div>\n")
    case .list: out.raw(block.flags.contains(.ordered) ? "</ol>\n" : "</ul>\n")
    case .item: out.raw("</li>\n")
    case .row:
      let isHeader = block.flags.contains(.header)
      let count = tree.cellCount(of: index)
      for column in count..<max(count, tree.columns(of: Int(block.parent))) {
        cellStart(isHeader, tree.alignment(ofColumn: column, inRow: index))
        out.raw("</td>\n")
      }
      out.raw("</tr>\n")
      if isHeader { out.raw("</thead>\n") }
    case .table:
      if tree.hasBody(index) { out.raw("</tbody>\n") }
      out.raw("</table>\n")
    default: break
    }
  }

  private mutating func heading(_ index: Int) {
    let block = tree.blocks[index]
    let level = min(6, max(1, Int(block.number) + options.headingLevelOffset))
    out.freshLine()
    out.raw("<h")
    out.number(level)
    if let number = headingNumbers[index] {
      out.raw(" id=\"")
      out.escaped(prefix)
      out.escaped(anchors[number])
      out.raw("\"")
    }
    out.raw(">")
    inlines(block)
    out.raw("</h")
    out.number(level)
    out.raw(">\n")
    if let number = headingNumbers[index], let note = options.headingNotes[number] { out.plain(note) }
  }

  private mutating func code(_ block: Block) {
    out.freshLine()
    out.raw("<pre><code")
    if block.flags.contains(.fenced), let language = tree.language(of: block, source),
      language.count <= 40, language.allSatisfy({ $0.isAlphanumeric || $0 == 0x2D || $0 == 0x2B || $0 == 0x5F })
    {
      out.raw(" class=\"language-")
      out.escaped(language)
      out.raw("\"")
    }
    out.raw(">")
    tree.eachLine(of: block, source) { line, padding in
      for _ in 0..<padding { out.raw(" ") }
      out.visible(line)
      out.raw("\n")
    }
    out.raw("</code></pre>\n")
  }

  private mutating func cellStart(_ isHeader: Bool, _ alignment: MarkdownTree.Alignment) {
    out.raw(isHeader ? "<th scope=\"col\"" : "<td")
    switch alignment {
    case .none: break
    case .left: out.raw(" align=\"left\"")
    case .center: out.raw(" align=\"center\"")
    case .right: out.raw(" align=\"right\"")
    }
    out.raw(">")
  }

  // MARK: Footnotes

  /// The anchor of a footnote is its number: a label may hold anything.
  mutating func footnoteReference(_ node: Inline) {
    let number = Int(tree.footnotes[Int(node.first)].number)
    out.raw("<sup class=\"footnote-ref\">")
    if linkDepth == 0 {
      out.raw("<a href=\"#")
      out.escaped(prefix)
      out.raw("fn-")
      out.number(number)
      out.raw("\" id=\"")
      out.escaped(prefix)
      out.raw("fnref-")
      out.number(number)
      if node.second > 1 {
        out.raw("-")
        out.number(Int(node.second))
      }
      out.raw("\" role=\"doc-noteref\">")
    }
    out.number(number)
    if linkDepth == 0 { out.raw("</a>") }
    out.raw("</sup>")
  }

  private mutating func footnotes() {
    let numbered = tree.footnotes.filter { $0.number > 0 }.sorted { $0.number < $1.number }
    guard !numbered.isEmpty else { return }
    out.raw("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n")
    for footnote in numbered {
      out.raw("<li id=\"")
      out.escaped(prefix)
      out.raw("fn-")
      out.number(Int(footnote.number))
      out.raw("\">\n")
      let block = Int(footnote.block)
      blocks(block + 1, Int(tree.blocks[block].skip))
      closeRaw(to: 0)
      backReferences(footnote)
      out.raw("</li>\n")
    }
    out.raw("</ol>\n</section>\n")
  }

  private mutating func backReferences(_ footnote: MarkdownTree.Footnote) {
    let end = Array("</p>\n".utf8)
    let endsInParagraph = out.bytes.suffix(end.count).elementsEqual(end)
    if endsInParagraph { out.bytes.removeLast(end.count) }
    // More ways back than anyone follows would only make the page long.
    for reference in 1...max(1, min(Self.backReferenceLimit, Int(footnote.references))) {
      out.raw(" <a href=\"#")
      out.escaped(prefix)
      out.raw("fnref-")
      out.number(Int(footnote.number))
      if reference > 1 {
        out.raw("-")
        out.number(reference)
      }
      out.raw("\" class=\"footnote-backref\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩")
      if reference > 1 {
        out.raw("<sup>")
        out.number(reference)
        out.raw("</sup>")
      }
      out.raw("</a>")
    }
    out.raw(endsInParagraph ? "</p>\n" : "\n")
  }
}

extension HTMLWriter {
  /// Text with what cannot be seen made visible: controls as U+FFFD, controls of the writing direction by their name.
  mutating func visible(_ text: Bytes) {
    var start = 0
    var index = 0
    let base = text.base
    while index < text.count {
      if index &+ 8 <= text.count, !Self.needsCare(base + index) {
        index &+= 8
        continue
      }
      let replacement: StaticString
      var length = 1
      switch base[index] {
      case 0x22: replacement = "&quot;"
      case 0x26: replacement = "&amp;"
      case 0x3C: replacement = "&lt;"
      case 0x3E: replacement = "&gt;"
      case 0x09, 0x0A, 0x0D:
        index &+= 1
        continue
      case 0x00..<0x20: replacement = "\u{FFFD}"
      case 0xE2:
        guard let name = Self.directionControl(text, at: index) else {
          index &+= 1
          continue
        }
        replacement = name
        length = 3
      default:
        index &+= 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(start: base + start, count: index - start))
      raw(replacement)
      index &+= length
      start = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: base + start, count: text.count - start))
  }

  /// Whether one of eight bytes has to be escaped, is a control or begins a character between U+2000 and U+2FFF.
  @inline(__always)
  private static func needsCare(_ bytes: UnsafePointer<UInt8>) -> Bool {
    let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
    let leads = word ^ 0xE2E2_E2E2_E2E2_E2E2
    let hits = (leads &- 0x0101_0101_0101_0101) & ~leads | (word &- 0x2020_2020_2020_2020) & ~word
    return hits & 0x8080_8080_8080_8080 != 0 || needsEscape(bytes)
  }

  mutating func visible(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      visible(Bytes(base: base, count: buffer.count))
    }
  }

  /// The name of the embedding, override or isolate that stands at `index`.
  static func directionControl(_ text: Bytes, at index: Int) -> StaticString? {
    guard text[index] == 0xE2 else { return nil }
    switch (text[index + 1], text[index + 2]) {
    case (0x80, 0xAA): return "[U+202A]"
    case (0x80, 0xAB): return "[U+202B]"
    case (0x80, 0xAC): return "[U+202C]"
    case (0x80, 0xAD): return "[U+202D]"
    case (0x80, 0xAE): return "[U+202E]"
    case (0x81, 0xA6): return "[U+2066]"
    case (0x81, 0xA7): return "[U+2067]"
    case (0x81, 0xA8): return "[U+2068]"
    case (0x81, 0xA9): return "[U+2069]"
    default: return nil
    }
  }
}
