/// The second phase: from the text of a block to inlines.
///
/// Text is read where it stands in the source. Only where markers of quotes stand between its lines, or a table's cell
/// holds `\|`, it is put together first and every position is led back to the source.
///
/// First a list of tokens is made, in which runs of `*` and opening brackets stay open questions; when the block has
/// been read they are settled, and the tokens become the tree (see `InlineTree.swift`).
struct InlineParser {
  let source: Bytes
  let dialect: MarkdownDocument.Dialect
  let references: ReferenceMap
  let footnoteLabels: [[UInt8]: Int]
  /// Bytes at which the search for something special stops.
  let special: UnsafePointer<UInt8>
  var tree: MarkdownTree

  /// The text of the block; positions in it are those of the source unless `isJoined`.
  var text: Bytes
  var begin = 0
  var isJoined = false
  var joined = JoinedText()

  /// The block's first token in `tree.inlines`.
  var firstToken = 0
  /// Whether tokens must be made into a tree, or already are one: text without any structure.
  var needsTree = false
  var needsEmail = false
  var delimiters: [Delimiter] = []
  var lastDelimiter = -1
  var pairings: [Pairing] = []
  /// How many nodes more than tokens the runs may become, at most: one run of `*` can open several elements.
  var spareNodes = 0
  var brackets: [Bracket] = []
  /// Openers of links below this position in `brackets` are inactive: a link was found inside.
  var inactiveBelow = 0
  var imageBrackets = 0
  /// The last run of backticks of each length behind the one that was sought in vain; nil before that happened.
  var lastBackticks: [Int: Int]?
  var missing: Missing = []
  /// Bytes that references to link definitions added to the output; see `referenceLimit`.
  var expansion = 0
  /// A host name that is none ends here; one that begins before is none either.
  var noHostBefore = 0
  /// How far fruitless searches for HTML tags may look in this block.
  var tagBudget = 0
  var scratch: [Inline] = []
  var openNodes: [Int32] = []

  /// Ends that do not occur in the rest of the block.
  struct Missing: OptionSet {
    let rawValue: UInt8
    static let comment = Missing(rawValue: 1)
    static let instruction = Missing(rawValue: 2)
    static let characterData = Missing(rawValue: 4)
    static let declaration = Missing(rawValue: 8)
  }

  struct Bracket {
    var token: Int32
    /// The position in the text behind the bracket.
    var content: Int32
    var delimiter: Int32
    var isImage: Bool
    /// Whether another bracket was opened behind this one, so that what is between cannot be a label.
    var hasBracketInside = false
  }

  /// What all references together may add to the output, at least; a larger document may add its own size.
  static let referenceLimit = 100_000

  /// Parses the inlines of every block of `blocks`, whose tree is taken away: a second owner would mean a copy of it.
  static func run(_ blocks: inout BlockParser) -> MarkdownTree {
    let dialect = blocks.dialect
    let bytes = blocks.bytes
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { table in
      table.initialize(repeating: 0)
      for byte in "\n\r\\`*_[]!<&".utf8 { table[Int(byte)] = 1 }
      if dialect != .commonMark {
        for byte in "~:.@".utf8 { table[Int(byte)] = 1 }
      }
      guard let base = table.baseAddress else { return MarkdownTree() }
      var parser = InlineParser(
        source: bytes, dialect: dialect, references: blocks.references, footnoteLabels: blocks.footnoteLabels,
        special: UnsafePointer(base), tree: MarkdownTree(), text: bytes)
      swap(&parser.tree, &blocks.tree)
      // Memory that is reserved and not used costs nothing when it is much; growing a large array costs it twice.
      parser.tree.inlines.reserveCapacity(bytes.count < 65_536 ? bytes.count / 24 + 16 : bytes.count)
      for index in parser.tree.blocks.indices {
        switch parser.tree.blocks[index].kind {
        case .paragraph, .heading, .cell: parser.parse(block: index)
        default: break
        }
      }
      parser.numberFootnotes()
      return parser.tree
    }
  }

  // MARK: A block

  private mutating func parse(block index: Int) {
    let block = tree.blocks[index]
    let first = Int(block.first)
    let second = Int(block.second)
    tree.blocks[index].inlineStart = UInt32(tree.inlines.count)
    if block.flags.contains(.lines), block.kind != .cell {
      var joined = JoinedText()
      joined.appendLines(tree.lines, first, second, from: source)
      parse(joined, of: index)
    } else if block.kind == .cell, block.flags.contains(.escapedPipes) {
      var joined = JoinedText()
      var start = first
      for position in first..<second where source[position] == 0x5C && source[position + 1] == 0x7C {
        joined.append(source, start, position)
        start = position + 1
      }
      joined.append(source, start, second)
      parse(joined, of: index)
    } else {
      isJoined = false
      text = Bytes(base: source.base, count: second)
      begin = first
      parseText(of: index)
    }
    tree.blocks[index].inlineEnd = UInt32(tree.inlines.count)
  }

  private mutating func parse(_ joined: JoinedText, of index: Int) {
    self.joined = joined
    isJoined = true
    begin = 0
    joined.bytes.withUnsafeBufferPointer { buffer in
      text = Bytes(buffer, fallback: source.base)
      parseText(of: index)
    }
    self.joined = JoinedText()
    text = source
  }

  private mutating func parseText(of block: Int) {
    firstToken = tree.inlines.count
    needsTree = false
    needsEmail = false
    if !delimiters.isEmpty { delimiters.removeAll(keepingCapacity: true) }
    if text.count - begin > 65_536 { reserveForLongText() }
    if !pairings.isEmpty { pairings.removeAll(keepingCapacity: true) }
    if !brackets.isEmpty { brackets.removeAll(keepingCapacity: true) }
    lastDelimiter = -1
    spareNodes = 0
    inactiveBelow = 0
    imageBrackets = 0
    lastBackticks = nil
    missing = []
    tagBudget = 0
    noHostBefore = 0
    if dialect != .commonMark { takeTaskMarker(of: block) }
    scan()
    if needsTree {
      processEmphasis(above: -1)
      makeTree()
    }
    if needsEmail { linkEmails() }
  }

  /// Room for as many runs and brackets as a long text can have, for the reason given in `run`.
  private mutating func reserveForLongText() {
    delimiters.reserveCapacity((text.count - begin) / 2)
    pairings.reserveCapacity((text.count - begin) / 2)
    brackets.reserveCapacity((text.count - begin) / 2)
  }

  /// `[ ]` or `[x]` at the start of a list item makes it a task.
  private mutating func takeTaskMarker(of index: Int) {
    guard text[begin] == 0x5B, text[begin + 2] == 0x5D else { return }
    // White space must follow; at the end of the text it was cut off.
    guard text[begin + 3].isBlank || (begin + 3 == text.count && source[Int(place(begin + 2)) + 1].isBlank) else {
      return
    }
    let mark = text[begin + 1]
    let parent = Int(tree.blocks[index].parent)
    guard mark == 0x20 || mark | 0x20 == 0x78, tree.blocks[index].kind == .paragraph, parent == index - 1,
      tree.blocks[parent].kind == .item
    else { return }
    tree.blocks[parent].flags.insert(mark == 0x20 ? .task : [.task, .checked])
    begin += 3
    while text[begin].isWhiteSpace { begin += 1 }
  }

  // MARK: Tokens

  private mutating func scan() {
    let base = text.base
    let end = text.count
    let special = special
    var index = begin
    var textStart = begin
    while true {
      index = text.firstSpecial(from: index, special)
      if index >= end { break }
      switch base[index] {
      case 0x0A, 0x0D:
        var textEnd = index
        while textEnd > textStart, base[textEnd - 1].isBlank { textEnd -= 1 }
        let isHard = index - textStart >= 2 && base[index - 1] == 0x20 && base[index - 2] == 0x20
        addText(textStart, textEnd)
        index = lineBreak(at: index, start: isHard ? textEnd : index, kind: isHard ? .hardBreak : .softBreak)
        textStart = index
      case 0x5C:
        let next = text[index + 1]
        if next.isLineEnd, index + 1 < end {
          addText(textStart, index)
          index = lineBreak(at: index + 1, start: index, kind: .hardBreak)
          textStart = index
        } else if next.isPunctuation {
          addText(textStart, index)
          addReplaced(index, index + 2, index + 1)
          index += 2
          textStart = index
        } else {
          index += 1
        }
      case 0x60:
        index = codeSpan(at: index, &textStart)
      case 0x2A, 0x5F, 0x7E:
        index = delimiterRun(at: index, &textStart)
      case 0x5B:
        addText(textStart, index)
        openBracket(at: index, isImage: false)
        index += 1
        textStart = index
      case 0x21:
        if text[index + 1] == 0x5B {
          addText(textStart, index)
          openBracket(at: index, isImage: true)
          index += 2
          textStart = index
        } else {
          index += 1
        }
      case 0x5D:
        addText(textStart, index)
        textStart = index
        if let next = closeBracket(at: index) {
          index = next
          textStart = next
        } else {
          index += 1
        }
      case 0x26:
        if let match = CharacterReference.match(text, at: index) {
          addText(textStart, index)
          addReference(match, at: index)
          index = match.next
          textStart = index
        } else {
          index += 1
        }
      case 0x3C:
        if let next = angle(at: index, textStart) {
          index = next
          textStart = next
        } else {
          index += 1
        }
      case 0x3A:
        if let next = extendedURL(at: index, &textStart) { index = next } else { index += 1 }
      case 0x2E:
        if text[index - 1] == 0x77, let next = extendedWWW(at: index, &textStart) {
          index = next
        } else {
          index += 1
        }
      case 0x40:
        needsEmail = true
        index += 1
      default: index += 1
      }
    }
    addText(textStart, end)
  }

  /// The place in the source of a position in the text.
  @inline(__always)
  func place(_ position: Int) -> UInt32 { UInt32(isJoined ? joined.source(of: position) : position) }

  /// The place in the source behind the byte before a position in the text.
  @inline(__always)
  func placeEnd(_ position: Int) -> UInt32 { UInt32(isJoined ? joined.sourceEnd(of: position) : position) }

  @inline(__always)
  mutating func append(_ node: Inline) { tree.inlines.append(node) }

  @inline(__always)
  mutating func addText(_ start: Int, _ end: Int) {
    guard start < end else { return }
    if isJoined {
      addJoinedText(start, end)
    } else {
      append(
        Inline(
          kind: .text, start: UInt32(start), end: UInt32(end), first: UInt32(start), second: UInt32(end)))
    }
  }

  /// Text whose bytes may lie apart in the source becomes several nodes.
  private mutating func addJoinedText(_ start: Int, _ end: Int) {
    var start = start
    while start < end {
      let next = min(end, joined.segmentEnd(of: start))
      let from = place(start)
      let to = from + UInt32(next - start)
      append(Inline(kind: .text, start: from, end: to, first: from, second: to))
      start = next
    }
  }

  /// The character at `content` as text, written as the bytes `start..<end`.
  private mutating func addReplaced(_ start: Int, _ end: Int, _ content: Int) {
    let place = place(content)
    append(
      Inline(
        kind: .text, flags: .replaced, start: self.place(start), end: placeEnd(end), first: place, second: place + 1))
  }

  private mutating func addReference(_ match: CharacterReference.Match, at start: Int) {
    let from = UInt32(tree.extra.count)
    tree.extra.append(match.first)
    if let second = match.second { tree.extra.append(second) }
    append(
      Inline(
        kind: .text, flags: [.replaced, .extra], start: place(start), end: placeEnd(match.next), first: from,
        second: UInt32(tree.extra.count)))
  }

  /// A line break whose line end stands at `index`; the position of the next line's text.
  private mutating func lineBreak(at index: Int, start: Int, kind: Inline.Kind) -> Int {
    var next = index + 1
    if text[index] == 0x0D, text[next] == 0x0A { next += 1 }
    append(Inline(kind: kind, start: place(start), end: placeEnd(next)))
    while text[next].isBlank { next += 1 }
    return next
  }

  // MARK: Code

  private mutating func codeSpan(at start: Int, _ textStart: inout Int) -> Int {
    var open = start
    while text[open] == 0x60 { open += 1 }
    let length = open - start
    guard let close = closingBackticks(from: open, length: length) else { return open }
    addText(textStart, start)
    textStart = close + length
    addCode(from: open, to: close, start: start, end: close + length)
    return close + length
  }

  /// The position of the next run of exactly `length` backticks.
  private mutating func closingBackticks(from start: Int, length: Int) -> Int? {
    if let last = lastBackticks {
      guard let position = last[length], position >= start else { return nil }
    }
    let base = text.base
    let end = text.count
    var index = start
    var seen: [Int: Int] = [:]
    while true {
      while index < end, base[index] != 0x60 { index &+= 1 }
      guard index < end else { break }
      let run = index
      while index < end, base[index] == 0x60 { index &+= 1 }
      if index - run == length { return run }
      if lastBackticks == nil { seen[index - run] = run }
    }
    lastBackticks = seen
    return nil
  }

  private mutating func addCode(from first: Int, to second: Int, start: Int, end: Int) {
    var first = first
    var second = second
    var hasLineEnd = false
    var isBlank = true
    for position in first..<second {
      let byte = text.base[position]
      if byte.isLineEnd { hasLineEnd = true } else if byte != 0x20 { isBlank = false }
    }
    if !isBlank, second - first >= 2, text[first] == 0x20 || text[first].isLineEnd,
      text[second - 1] == 0x20 || text[second - 1].isLineEnd || (hasLineEnd && endsInIndentation(first, second))
    {
      if text[first] == 0x0D, text[first + 1] == 0x0A { first += 1 }
      let wasLineEnd = text[first].isLineEnd
      first += 1
      if wasLineEnd, !isJoined { while first < second, text[first].isBlank { first += 1 } }
      if hasLineEnd, endsInIndentation(first, second) {
        while text[second - 1].isBlank { second -= 1 }
      }
      if second - 1 > first, text[second - 1] == 0x0A, text[second - 2] == 0x0D { second -= 1 }
      second -= 1
    }
    var node = Inline(kind: .code, start: place(start), end: placeEnd(end))
    let from = place(first)
    if hasLineEnd || (isJoined && second > first && Int(placeEnd(second)) - Int(from) != second - first) {
      node.flags = .extra
      node.first = UInt32(tree.extra.count)
      var index = first
      while index < second {
        let byte = text[index]
        index += 1
        if byte.isLineEnd {
          tree.extra.append(0x20)
          if byte == 0x0D, text[index] == 0x0A { index += 1 }
          while index < second, text[index].isBlank { index += 1 }
        } else {
          tree.extra.append(byte)
        }
      }
      node.second = UInt32(tree.extra.count)
    } else {
      node.first = from
      node.second = from + UInt32(max(0, second - first))
    }
    append(node)
  }

  /// Whether the text ends in the indentation of a line of its own, which counts as one line end.
  private func endsInIndentation(_ start: Int, _ end: Int) -> Bool {
    guard !isJoined else { return false }
    var index = end
    while index > start, text[index - 1].isBlank { index -= 1 }
    return index > start && index < end && text[index - 1].isLineEnd
  }

  // MARK: Angle brackets

  /// An autolink or raw HTML at `<`.
  private mutating func angle(at start: Int, _ textStart: Int) -> Int? {
    if let (end, isEmail) = Autolink.angle(text, at: start) {
      addText(textStart, start)
      addAutolink(start, end, start + 1, end - 1, flags: isEmail ? .email : [])
      return end
    }
    guard let end = rawHTML(at: start) else { return nil }
    addText(textStart, start)
    tree.hasRawHTML = true
    var node = Inline(kind: .html, start: place(start), end: placeEnd(end))
    (node.first, node.second, node.flags) = content(start, end)
    append(node)
    return end
  }

  mutating func addAutolink(_ start: Int, _ end: Int, _ first: Int, _ second: Int, flags: Inline.Flags) {
    var node = Inline(kind: .autolink, start: place(start), end: placeEnd(end))
    (node.first, node.second, node.flags) = content(first, second)
    node.flags.formUnion(flags)
    append(node)
  }

  /// Bytes in the source that hold the text, or a copy in `extra` if there are none.
  private mutating func content(_ start: Int, _ end: Int) -> (UInt32, UInt32, Inline.Flags) {
    let isOneLine = !(start..<end).contains { text[$0].isLineEnd }
    let from = place(start)
    if isOneLine, start == end || Int(placeEnd(end)) - Int(from) == end - start {
      return (from, from + UInt32(end - start), [])
    }
    let (first, second) = tree.store(text, start, end)
    return (first, second, .extra)
  }

  private mutating func rawHTML(at start: Int) -> Int? {
    switch text[start + 1] {
    case 0x21:  // !
      if text.has("--", at: start + 2) {
        if text[start + 4] == 0x3E { return start + 5 }
        if text.has("->", at: start + 4) { return start + 6 }
        return find("-->", from: start + 4, .comment)
      }
      if text.has("[CDATA[", at: start + 2) { return find("]]>", from: start + 9, .characterData) }
      return text[start + 2].isLetter ? find(">", from: start + 2, .declaration) : nil
    case 0x3F: return find("?>", from: start + 2, .instruction)
    case 0x2F: break
    default: if !text[start + 1].isLetter { return nil }
    }
    guard tagBudget <= 8 * (text.count - begin) + 10_000 else { return nil }
    var scanned = start
    if let end = HTMLTag.end(of: text, at: start, scanned: &scanned) { return end }
    tagBudget += scanned - start
    return nil
  }

  /// The position behind the next `ending`; remembers if there is none.
  private mutating func find(_ ending: StaticString, from start: Int, _ kind: Missing) -> Int? {
    guard !missing.contains(kind) else { return nil }
    let first = ending.utf8Start[0]
    var index = start
    while index < text.count {
      if text.base[index] == first, text.has(ending, at: index) { return index + ending.utf8CodeUnitCount }
      index += 1
    }
    missing.insert(kind)
    return nil
  }
}
