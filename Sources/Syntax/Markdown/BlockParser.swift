/// The first phase: from lines to blocks.
///
/// For each line: which open containers does it continue, which does it start, and what is the rest of it. Blocks are
/// added at the end of the arena only, so the arena is in the order of the text.
struct BlockParser {
  /// How deep containers (quotes, list items, footnotes) may nest. What lies deeper is text.
  static let nestingLimit = 100
  /// Cells that rows lack and the table completes, in one document: at least this many, or one for each byte.
  static let completedCellLimit = 100_000

  let bytes: Bytes
  let dialect: MarkdownDocument.Dialect
  var tree = MarkdownTree()
  var references = ReferenceMap()
  var footnoteLabels: [[UInt8]: Int] = [:]

  /// Open containers from the document inwards, as positions in `tree.blocks`.
  var open: [Int] = [0]
  var containerDepth = 0
  var quoteDepth = 0

  /// The open leaf block, -1 if there is none.
  var leaf = -1
  var leafKind: LeafKind = .none
  var fenceByte: UInt8 = 0
  var fenceLength = 0
  var fenceIndent = 0
  var htmlCondition = 0

  // The line.
  var lineStart = 0
  var lineEnd = 0
  /// Where reading stands. `column` counts tabs as stops of four; in the middle of a tab `insideTab` is set.
  var offset = 0
  var column = 0
  var insideTab = false
  /// The first byte that is neither space nor tab, and how many columns of white space precede it.
  var nonspace = 0
  var indent = 0
  var isBlank = false
  /// How many of `open` the line continues.
  var matched = 1
  /// Whether the line before was blank, and the position in `open` of the innermost quote it continued.
  var lastLineWasBlank = false
  var lastBlankQuote = 0
  /// No thematic break begins before this byte of the line: a search from further left failed here.
  var noThematicBreakBefore = 0
  var completedCells = 0

  enum LeafKind { case none, paragraph, fenced, indented, html, table }

  init(bytes: Bytes, dialect: MarkdownDocument.Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  mutating func run(from start: Int) {
    // Memory that is reserved and not used costs nothing when it is much; growing a large array costs it twice.
    let count = bytes.count - start
    tree.blocks.reserveCapacity(count < 65_536 ? count / 64 + 8 : count / 4 * 3)
    tree.blocks.append(Block(kind: .document, parent: -1, start: UInt32(start), end: UInt32(bytes.count)))
    var position = start
    if bytes.has("\u{FEFF}", at: position), position == 0 { position = 3 }
    while position < bytes.count {
      lineStart = position
      lineEnd = bytes.lineEnd(from: position)
      processLine()
      position = lineEnd &+ (bytes[lineEnd] == 0x0D && bytes[lineEnd &+ 1] == 0x0A ? 2 : 1)
    }
    closeContainers(to: 1)
    tree.blocks[0].skip = Int32(tree.blocks.count)
    tree.blocks[0].end = UInt32(bytes.count)
  }

  // MARK: Position in the line

  /// Finds the next byte that is neither space nor tab.
  @inline(__always)
  mutating func findNonspace() {
    var index = offset
    var position = column
    while index < lineEnd {
      let byte = bytes.base[index]
      if byte == 0x20 {
        position &+= 1
      } else if byte == 0x09 {
        position &+= 4 &- position & 3
      } else {
        break
      }
      index &+= 1
    }
    nonspace = index
    indent = position &- column
    isBlank = index >= lineEnd
  }

  /// Moves on by `columns` columns of white space, perhaps into the middle of a tab.
  mutating func advance(columns: Int) {
    var left = columns
    while left > 0, offset < lineEnd {
      if bytes[offset] == 0x09 {
        let toStop = 4 - column & 3
        if toStop > left {
          column += left
          insideTab = true
          return
        }
        column += toStop
        left -= toStop
      } else {
        column += 1
        left -= 1
      }
      insideTab = false
      offset += 1
    }
  }

  /// Moves to the first byte that is not white space.
  mutating func advanceToNonspace() {
    column += indent
    offset = nonspace
    insideTab = false
    indent = 0
  }

  // MARK: A line

  mutating func processLine() {
    offset = lineStart
    column = 0
    insideTab = false
    matched = 1
    noThematicBreakBefore = 0
    findNonspace()
    if open.count > 1 { matchContainers() }
    let allMatched = matched == open.count
    if allMatched, leafKind != .none, leafKind != .paragraph, leafKind != .table, continueLeaf() {
      return
    }
    if isBlank {
      blankLine(allMatched: allMatched)
      return
    }
    if allMatched, leafKind == .paragraph {
      // The most common line by far: one more of a paragraph, beginning with a letter.
      let byte = bytes.base[nonspace]
      if byte.isLetter {
        continueParagraph()
        lastLineWasBlank = false
        return
      }
    }
    startBlocks(allMatched: allMatched)
    lastLineWasBlank = false
  }

  mutating func blankLine(allMatched: Bool) {
    if !allMatched {
      closeContainers(to: matched)
    } else if leaf >= 0 {
      closeLeaf()
    }
    noteBlankLine()
  }

  /// Remembers a blank line: it makes a list loose if something follows in the same item or list, unless the line
  /// belongs to a quote further in.
  mutating func noteBlankLine() {
    lastLineWasBlank = true
    lastBlankQuote = 0
    guard quoteDepth > 0 else { return }
    var level = min(matched, open.count) - 1
    while level > 0, tree.blocks[open[level]].kind != .quote { level -= 1 }
    lastBlankQuote = max(0, level)
  }

  /// Steps over what makes the line continue the open containers; counts them in `matched`.
  mutating func matchContainers() {
    while matched < open.count {
      let index = open[matched]
      switch tree.blocks[index].kind {
      case .list: break
      case .quote:
        guard indent <= 3, !isBlank, bytes[nonspace] == 0x3E else { return }
        consumeQuoteMarker()
      case .item:
        let needed = Int(tree.blocks[index].first)
        if isBlank {
          // A list item may begin with at most one blank line.
          guard tree.blocks.count > index + 1 else { return }
          advance(columns: min(needed, indent))
          findNonspace()
        } else if indent >= needed {
          advance(columns: needed)
          findNonspace()
        } else {
          return
        }
      case .footnote:
        if isBlank {
          guard tree.blocks.count > index + 1 else { return }
          advance(columns: min(4, indent))
          findNonspace()
        } else if indent >= 4 {
          advance(columns: 4)
          findNonspace()
        } else {
          return
        }
      default: return
      }
      matched += 1
    }
  }

  mutating func consumeQuoteMarker() {
    advanceToNonspace()
    offset += 1
    column += 1
    if bytes[offset].isBlank, offset < lineEnd { advance(columns: 1) }
    findNonspace()
  }

  /// Adds the line to an open code or HTML block; false if the block ends before it.
  mutating func continueLeaf() -> Bool {
    switch leafKind {
    case .fenced:
      if indent <= 3, !isBlank, bytes[nonspace] == fenceByte, isClosingFence() {
        tree.blocks[leaf].end = UInt32(nonspaceEnd())
        closeLeaf()
      } else {
        var spaces = fenceIndent
        while spaces > 0, offset < lineEnd, bytes[offset].isBlank {
          advance(columns: 1)
          spaces -= 1
        }
        addLine()
      }
      lastLineWasBlank = false
      return true
    case .indented:
      if indent >= 4 {
        advance(columns: 4)
      } else if isBlank {
        advanceToNonspace()
      } else {
        closeLeaf()
        return false
      }
      addLine()
      if isBlank { noteBlankLine() } else { lastLineWasBlank = false }
      return true
    case .html:
      if isBlank, htmlCondition >= 6 {
        closeLeaf()
        return false
      }
      addLine()
      if isBlank { noteBlankLine() } else { lastLineWasBlank = false }
      if htmlEnds() { closeLeaf() }
      return true
    default: return false
    }
  }

  /// The rest of the line becomes a line of the open leaf.
  mutating func addLine() {
    var padding = 0
    if insideTab {
      padding = 4 - column & 3
      offset += 1
      insideTab = false
    }
    let start = min(offset, lineEnd)
    tree.lines.append(
      MarkdownTree.Line(start: UInt32(start), end: UInt32(lineEnd), padding: UInt32(padding)))
    if !isBlank { tree.blocks[leaf].end = UInt32(lineEnd) }
  }

  /// The position behind the last byte of the line that is not white space.
  func nonspaceEnd() -> Int {
    var end = lineEnd
    while end > nonspace, bytes[end - 1].isBlank { end -= 1 }
    return end
  }

  // MARK: The tree

  /// Adds a block to the innermost open container; a list takes items only and is closed by anything else.
  mutating func add(_ kind: Block.Kind, at start: Int) -> Int {
    if kind != .item, tree.blocks[open[open.count - 1]].kind == .list { closeContainers(to: open.count - 1) }
    let parent = open[open.count - 1]
    if lastLineWasBlank, open.count - 1 > lastBlankQuote, tree.blocks.count > parent + 1 {
      switch tree.blocks[parent].kind {
      case .item: tree.blocks[Int(tree.blocks[parent].parent)].flags.insert(.loose)
      case .list: tree.blocks[parent].flags.insert(.loose)
      default: break
      }
    }
    tree.blocks.append(Block(kind: kind, parent: Int32(parent), start: UInt32(start), end: UInt32(start)))
    return tree.blocks.count - 1
  }

  mutating func openContainer(_ index: Int) {
    open.append(index)
    matched = open.count
    switch tree.blocks[index].kind {
    case .quote:
      quoteDepth += 1
      containerDepth += 1
    case .item, .footnote: containerDepth += 1
    default: break
    }
  }

  /// Closes the leaf and containers until `count` are open.
  mutating func closeContainers(to count: Int) {
    if leaf >= 0 { closeLeaf() }
    while open.count > count {
      let index = open.removeLast()
      tree.blocks[index].skip = Int32(tree.blocks.count)
      raiseEnd(of: index)
      switch tree.blocks[index].kind {
      case .quote:
        quoteDepth -= 1
        containerDepth -= 1
      case .item, .footnote: containerDepth -= 1
      default: break
      }
    }
  }

  /// A container ends where its last child ends.
  @inline(__always)
  func raisedEnd(_ index: Int) -> UInt32 {
    max(tree.blocks[Int(tree.blocks[index].parent)].end, tree.blocks[index].end)
  }

  @inline(__always)
  mutating func raiseEnd(of index: Int) {
    let parent = Int(tree.blocks[index].parent)
    if parent > 0 { tree.blocks[parent].end = raisedEnd(index) }
  }

  mutating func closeUnmatched() {
    if matched < open.count { closeContainers(to: matched) } else if leaf >= 0 { closeLeaf() }
  }

  mutating func closeLeaf() {
    let index = leaf
    let kind = leafKind
    leaf = -1
    leafKind = .none
    switch kind {
    case .paragraph: closeParagraph(index)
    case .indented, .fenced, .html:
      tree.blocks[index].second = UInt32(tree.lines.count)
      if kind == .indented { dropBlankLines(of: index) }
    case .table, .none: break
    }
    tree.blocks[index].skip = Int32(tree.blocks.count)
    raiseEnd(of: index)
  }

  /// Blank lines at the end of indented code do not belong to it.
  private mutating func dropBlankLines(of index: Int) {
    var last = Int(tree.blocks[index].second)
    while last > Int(tree.blocks[index].first) {
      let line = tree.lines[last - 1]
      guard (Int(line.start)..<Int(line.end)).allSatisfy({ bytes[$0].isBlank }) else { break }
      last -= 1
    }
    tree.blocks[index].second = UInt32(last)
  }

  // MARK: Paragraphs

  mutating func startParagraph() {
    let index = add(.paragraph, at: nonspace)
    leaf = index
    leafKind = .paragraph
    if quoteDepth > 0 {
      // Markers of quotes stand between the lines, so each line is kept by itself.
      tree.blocks[index].flags.insert(.lines)
      tree.blocks[index].first = UInt32(tree.lines.count)
      tree.lines.append(MarkdownTree.Line(start: UInt32(nonspace), end: UInt32(lineEnd)))
    } else {
      // Only line ends and white space stand between the lines: the text is read where it is.
      tree.blocks[index].first = UInt32(nonspace)
      tree.blocks[index].second = UInt32(lineEnd)
    }
    tree.blocks[index].end = UInt32(lineEnd)
  }

  @inline(__always)
  mutating func continueParagraph() {
    tree.blocks[leaf].end = UInt32(lineEnd)
    if tree.blocks[leaf].flags.contains(.lines) {
      tree.lines.append(MarkdownTree.Line(start: UInt32(nonspace), end: UInt32(lineEnd)))
    } else {
      tree.blocks[leaf].second = UInt32(lineEnd)
    }
  }

  /// Trims the text and takes link reference definitions from its front.
  mutating func closeParagraph(_ index: Int) {
    if tree.blocks[index].flags.contains(.lines) {
      tree.blocks[index].second = UInt32(tree.lines.count)
      let first = Int(tree.blocks[index].first)
      trimLastLine()
      tree.blocks[index].end = tree.lines[tree.lines.count - 1].end
      if bytes[Int(tree.lines[first].start)] == 0x5B { takeDefinitions(from: index) }
      let count = Int(tree.blocks[index].second) - Int(tree.blocks[index].first)
      if count == 1, tree.blocks[index].kind != .hidden {
        // One line needs no list of lines.
        let line = tree.lines.removeLast()
        tree.blocks[index].flags.remove(.lines)
        tree.blocks[index].first = line.start
        tree.blocks[index].second = line.end
      }
    } else {
      var end = Int(tree.blocks[index].second)
      while end > Int(tree.blocks[index].first), bytes[end - 1].isWhiteSpace { end -= 1 }
      tree.blocks[index].second = UInt32(end)
      tree.blocks[index].end = UInt32(end)
      if bytes[Int(tree.blocks[index].first)] == 0x5B { takeDefinitions(from: index) }
    }
  }

  private mutating func trimLastLine() {
    let last = tree.lines.count - 1
    var end = Int(tree.lines[last].end)
    while end > Int(tree.lines[last].start), bytes[end - 1].isWhiteSpace { end -= 1 }
    tree.lines[last].end = UInt32(end)
  }
}
