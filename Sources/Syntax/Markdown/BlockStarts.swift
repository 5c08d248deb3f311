/// What begins a block. Each recogniser looks at the line from `nonspace` on; none looks at an earlier line.
extension BlockParser {
  /// Opens the blocks that the rest of a line that is not blank begins; what remains is text.
  mutating func startBlocks(allMatched: Bool) {
    /// The paragraph that the line belongs to if it begins nothing.
    var continuesParagraph = allMatched && leafKind == .paragraph
    /// A paragraph is open, perhaps in a container that the line does not continue.
    var mayBeLazy = leafKind == .paragraph
    var openedContainer = false

    while true {
      if indent >= 4 {
        if !mayBeLazy, !isBlank {
          closeUnmatched()
          advance(columns: 4)
          let index = add(.code, at: nonspace)
          startLeaf(index, .indented)
          addLine()
          return
        }
        break
      }
      let byte = bytes[nonspace]
      var opened = false
      switch byte {
      case 0x3E:  // >
        if containerDepth >= Self.nestingLimit {
          tree.note(.nesting, from: nonspace, to: lineEnd)
        } else {
          closeUnmatched()
          let index = add(.quote, at: nonspace)
          tree.blocks[index].end = UInt32(nonspace + 1)
          openContainer(index)
          consumeQuoteMarker()
          opened = true
        }
      case 0x23:  // #
        if startHeading() { return }
      case 0x60, 0x7E:  // ` ~
        if startFence() { return }
      case 0x3C:  // <
        if startHTML(mayInterrupt: !continuesParagraph && !mayBeLazy) { return }
      case 0x5B:  // [
        if dialect == .auditpack, startFootnote() { opened = true }
      case 0x3D, 0x2D:  // = -
        if continuesParagraph, endSetextHeading() { return }
        if leaf < 0 { (continuesParagraph, mayBeLazy) = (false, false) }
        if byte == 0x2D {
          if startThematicBreak() { return }
          opened = startItem(interrupting: continuesParagraph)
        }
      case 0x2A, 0x5F, 0x2B:  // * _ +
        if byte != 0x2B, startThematicBreak() { return }
        if byte != 0x5F { opened = startItem(interrupting: continuesParagraph) }
      case 0x30...0x39:
        opened = startItem(interrupting: continuesParagraph)
      default: break
      }
      if !opened {
        if continuesParagraph, dialect != .commonMark, mayBeDelimiterRow(byte), leaf >= 0, startTable() { return }
        break
      }
      openedContainer = true
      continuesParagraph = false
      mayBeLazy = false
      if isBlank { break }
    }

    if isBlank {
      if !openedContainer { closeUnmatched() }
      return
    }
    if leafKind == .paragraph, !openedContainer {
      // Either a line of the paragraph, or a lazy one that leaves out markers of its containers.
      continueParagraph()
      return
    }
    if leafKind == .table, allMatched, !openedContainer {
      if addTableRow() { return }
    }
    if !openedContainer { closeUnmatched() }
    if tree.blocks[open[open.count - 1]].kind == .list { closeContainers(to: open.count - 1) }
    startParagraph()
  }

  mutating func startLeaf(_ index: Int, _ kind: LeafKind) {
    leaf = index
    leafKind = kind
    tree.blocks[index].first = UInt32(tree.lines.count)
    tree.blocks[index].end = UInt32(lineEnd)
  }

  // MARK: Headings, breaks, code

  /// `# Heading #`.
  mutating func startHeading() -> Bool {
    var index = nonspace
    while bytes[index] == 0x23 { index += 1 }
    let level = index - nonspace
    guard level <= 6, index >= lineEnd || bytes[index].isBlank else { return false }
    closeUnmatched()
    let block = add(.heading, at: nonspace)
    var start = index
    while start < lineEnd, bytes[start].isBlank { start += 1 }
    var end = nonspaceEnd()
    tree.blocks[block].end = UInt32(end)
    // A closing run of # counts only behind white space.
    var close = end
    while close > start, bytes[close - 1] == 0x23 { close -= 1 }
    if close == start {
      end = start
    } else if close < end, bytes[close - 1].isBlank {
      end = close
      while end > start, bytes[end - 1].isBlank { end -= 1 }
    }
    tree.blocks[block].number = UInt16(level)
    tree.blocks[block].first = UInt32(start)
    tree.blocks[block].second = UInt32(max(start, end))
    finishLeaf(block)
    return true
  }

  mutating func finishLeaf(_ block: Int) {
    tree.blocks[block].skip = Int32(tree.blocks.count)
    raiseEnd(of: block)
  }

  /// The line of `=` or `-` below a paragraph.
  mutating func endSetextHeading() -> Bool {
    let byte = bytes[nonspace]
    var index = nonspace
    while bytes[index] == byte, index < lineEnd { index += 1 }
    let runEnd = index
    while index < lineEnd, bytes[index].isBlank { index += 1 }
    guard index == lineEnd else { return false }
    let block = leaf
    closeLeaf()
    guard tree.blocks[block].kind == .paragraph else {
      // Only link reference definitions stood there, so there is nothing to be a heading.
      if byte == 0x3D {
        startParagraph()
        return true
      }
      return false
    }
    tree.blocks[block].kind = .heading
    tree.blocks[block].flags.insert(.setext)
    tree.blocks[block].number = byte == 0x3D ? 1 : 2
    tree.blocks[block].end = UInt32(runEnd)
    raiseEnd(of: block)
    return true
  }

  mutating func startThematicBreak() -> Bool {
    guard nonspace >= noThematicBreakBefore else { return false }
    let byte = bytes[nonspace]
    var count = 0
    var index = nonspace
    var last = nonspace
    while index < lineEnd {
      if bytes[index] == byte {
        count += 1
        last = index
      } else if !bytes[index].isBlank {
        noThematicBreakBefore = index
        return false
      }
      index += 1
    }
    guard count >= 3 else { return false }
    closeUnmatched()
    let block = add(.thematicBreak, at: nonspace)
    tree.blocks[block].end = UInt32(last + 1)
    finishLeaf(block)
    return true
  }

  mutating func startFence() -> Bool {
    let byte = bytes[nonspace]
    var index = nonspace
    while bytes[index] == byte { index += 1 }
    let length = index - nonspace
    guard length >= 3 else { return false }
    while index < lineEnd, bytes[index].isBlank { index += 1 }
    let end = max(index, nonspaceEnd())
    if byte == 0x60 {
      for position in index..<end where bytes[position] == 0x60 { return false }
    }
    closeUnmatched()
    let block = add(.code, at: nonspace)
    startLeaf(block, .fenced)
    tree.blocks[block].flags.insert(.fenced)
    tree.blocks[block].inlineStart = UInt32(index)
    tree.blocks[block].inlineEnd = UInt32(end)
    fenceByte = byte
    fenceLength = length
    fenceIndent = indent
    return true
  }

  func isClosingFence() -> Bool {
    var index = nonspace
    while bytes[index] == fenceByte, index < lineEnd { index += 1 }
    guard index - nonspace >= fenceLength else { return false }
    while index < lineEnd, bytes[index].isBlank { index += 1 }
    return index == lineEnd
  }

  // MARK: List items and footnotes

  /// `-`, `+`, `*`, `12.` or `12)` and white space. Only a list that begins with 1 and an item that is not empty may
  /// interrupt a paragraph.
  mutating func startItem(interrupting: Bool) -> Bool {
    let byte = bytes[nonspace]
    var markerEnd = nonspace + 1
    var number = 0
    var kind = byte
    if byte.isDigit {
      markerEnd = nonspace
      while bytes[markerEnd].isDigit, markerEnd - nonspace < 9 {
        number = number * 10 + Int(bytes[markerEnd] - 0x30)
        markerEnd += 1
      }
      kind = bytes[markerEnd]
      guard kind == 0x2E || kind == 0x29, !interrupting || number == 1 else { return false }
      markerEnd += 1
    }
    guard markerEnd >= lineEnd || bytes[markerEnd].isBlank else { return false }
    if interrupting {
      var index = markerEnd
      while index < lineEnd, bytes[index].isBlank { index += 1 }
      guard index < lineEnd else { return false }
    }
    guard containerDepth < Self.nestingLimit else {
      tree.note(.nesting, from: nonspace, to: lineEnd)
      return false
    }
    closeUnmatched()

    let markerStart = nonspace
    let markerIndent = indent
    advanceToNonspace()
    offset = markerEnd
    column += markerEnd - markerStart
    findNonspace()
    let spaces = indent
    let padding: Int
    if spaces >= 5 || isBlank || spaces < 1 {
      // Indented code begins one column behind the marker; an empty item's content too.
      padding = markerEnd - markerStart + 1
      if spaces > 0 { advance(columns: 1) }
    } else {
      padding = markerEnd - markerStart + spaces
      advance(columns: spaces)
    }
    findNonspace()

    let top = open[open.count - 1]
    if tree.blocks[top].kind == .list, tree.blocks[top].number != UInt16(kind) {
      closeContainers(to: open.count - 1)
    }
    if tree.blocks[open[open.count - 1]].kind != .list {
      let list = add(.list, at: markerStart)
      tree.blocks[list].number = UInt16(kind)
      if byte.isDigit { tree.blocks[list].flags.insert(.ordered) }
      tree.blocks[list].first = UInt32(number)
      openContainer(list)
    }
    let item = add(.item, at: markerStart)
    tree.blocks[item].first = UInt32(markerIndent + padding)
    tree.blocks[item].second = UInt32(markerEnd)
    tree.blocks[item].end = UInt32(markerEnd)
    openContainer(item)
    return true
  }

  /// `[^label]:`.
  mutating func startFootnote() -> Bool {
    guard bytes[nonspace + 1] == 0x5E else { return false }
    let labelStart = nonspace + 2
    var labelEnd = labelStart
    while labelEnd < lineEnd, bytes[labelEnd] != 0x5D, bytes[labelEnd] != 0x5B, !bytes[labelEnd].isWhiteSpace,
      bytes[labelEnd] != 0
    {
      labelEnd += 1
    }
    guard labelEnd > labelStart, labelEnd - labelStart < 1000, bytes[labelEnd] == 0x5D, bytes[labelEnd + 1] == 0x3A
    else { return false }
    guard containerDepth < Self.nestingLimit else {
      tree.note(.nesting, from: nonspace, to: lineEnd)
      return false
    }
    closeUnmatched()
    let block = add(.footnote, at: nonspace)
    tree.blocks[block].end = UInt32(labelEnd + 2)
    tree.blocks[block].first = UInt32(tree.footnotes.count)
    let key = ReferenceMap.key(bytes, labelStart, labelEnd)
    if footnoteLabels[key] == nil { footnoteLabels[key] = tree.footnotes.count }
    tree.footnotes.append(
      MarkdownTree.Footnote(labelStart: UInt32(labelStart), labelEnd: UInt32(labelEnd), block: Int32(block)))
    openContainer(block)
    advanceToNonspace()
    column += labelEnd + 2 - offset
    offset = labelEnd + 2
    findNonspace()
    advanceToNonspace()
    findNonspace()
    return true
  }
}
