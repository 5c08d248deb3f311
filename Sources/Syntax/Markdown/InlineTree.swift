/// From tokens to the tree: settled runs of delimiters become elements, text that belongs together becomes one node.
extension InlineParser {
  mutating func makeTree() {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: tree.inlines[firstToken...])
    tree.inlines.removeSubrange(firstToken...)
    if !openNodes.isEmpty { openNodes.removeAll(keepingCapacity: true) }
    /// The last node if it is text that more text may be added to.
    var lastText = -1
    for token in scratch {
      switch token.kind {
      case .text where token.flags.isEmpty:
        lastText = addPlain(token.start, token.end, to: lastText)
      case .bracket:
        lastText = addPlain(token.start, token.end, to: lastText)
      case .delimiters:
        lastText = addRun(token, to: lastText)
      case .link, .image:
        openNodes.append(Int32(tree.inlines.count))
        tree.inlines.append(token)
        lastText = -1
      case .linkEnd:
        closeNode(end: token.end)
        lastText = -1
      default:
        append(token)
        lastText = -1
      }
    }
    while !openNodes.isEmpty { closeNode(end: UInt32(text.count)) }
  }

  private mutating func closeNode(end: UInt32) {
    guard let node = openNodes.popLast().map(Int.init) else { return }
    tree.inlines[node].end = end
    tree.inlines[node].skip = UInt32(tree.inlines.count)
  }

  /// Adds text, to the node `lastText` if it stands right behind it; the node that holds it now.
  private mutating func addPlain(_ start: UInt32, _ end: UInt32, to lastText: Int) -> Int {
    if lastText >= 0, tree.inlines[lastText].end == start {
      tree.inlines[lastText].end = end
      tree.inlines[lastText].second = end
      return lastText
    }
    append(Inline(kind: .text, start: start, end: end, first: start, second: end))
    return tree.inlines.count - 1
  }

  /// A run closes elements with its first bytes and opens them with its last; what is between is text.
  private mutating func addRun(_ token: Inline, to lastText: Int) -> Int {
    let run = delimiters[Int(token.first)]
    var lastText = lastText
    var place = token.start
    var pairing = Int(run.firstClosed)
    while pairing >= 0 {
      place += UInt32(pairings[pairing].length)
      closeNode(end: place)
      lastText = -1
      pairing = Int(pairings[pairing].next)
    }
    if run.remaining > 0 {
      lastText = addPlain(place, place + UInt32(run.remaining), to: lastText)
      place += UInt32(run.remaining)
    }
    pairing = Int(run.firstOpened)
    while pairing >= 0 {
      openNodes.append(Int32(tree.inlines.count))
      tree.inlines.append(Inline(kind: pairings[pairing].kind, start: place, end: place))
      place += UInt32(pairings[pairing].length)
      lastText = -1
      pairing = Int(pairings[pairing].next)
    }
    return lastText
  }

  /// Finds e-mail addresses in the text of the block, outside links.
  mutating func linkEmails() {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: tree.inlines[firstToken...])
    tree.inlines.removeSubrange(firstToken...)
    openNodes.removeAll(keepingCapacity: true)
    /// Ends, in `scratch`, of the nodes that are open, and how many of them are links.
    var ends: [Int] = []
    var linkEnds: [Int] = []
    for (position, token) in scratch.enumerated() {
      while let end = ends.last, end <= position {
        ends.removeLast()
        if let node = openNodes.popLast() { tree.inlines[Int(node)].skip = UInt32(tree.inlines.count) }
      }
      while let end = linkEnds.last, end <= position { linkEnds.removeLast() }
      let end = Int(token.skip) - firstToken
      if end > position + 1 || token.kind == .link || token.kind == .image {
        ends.append(end)
        openNodes.append(Int32(tree.inlines.count))
        tree.inlines.append(token)
        if token.kind == .link { linkEnds.append(end) }
      } else if token.kind == .text, linkEnds.isEmpty, !token.flags.contains(.extra) {
        addLinkingEmails(token)
      } else {
        append(token)
      }
    }
    while let node = openNodes.popLast() { tree.inlines[Int(node)].skip = UInt32(tree.inlines.count) }
  }

  private mutating func addLinkingEmails(_ token: Inline) {
    let text = Bytes(base: source.base, count: Int(token.second))
    var start = Int(token.first)
    var index = start
    while index < text.count {
      guard text.base[index] == 0x40, let address = Autolink.email(text, at: index, notBefore: start) else {
        index += 1
        continue
      }
      var from = address.start
      let to = address.end
      var flags: Inline.Flags = [.email, .extended]
      if from - start >= 7, text.hasIgnoringCase("mailto:", at: from - 7) {
        from -= 7
        flags = .extended
      }
      if from > start { addSourceText(start, from, token) }
      append(
        Inline(
          kind: .autolink, flags: flags, start: UInt32(from), end: UInt32(to), first: UInt32(from),
          second: UInt32(to)))
      start = to
      index = to
    }
    if start == Int(token.first) {
      append(token)
    } else if start < text.count {
      addSourceText(start, text.count, token)
    }
  }

  private mutating func addSourceText(_ start: Int, _ end: Int, _ token: Inline) {
    append(
      Inline(
        kind: .text, flags: token.flags, start: UInt32(start), end: UInt32(end), first: UInt32(start),
        second: UInt32(end)))
  }

  /// Numbers footnotes in the order in which the text refers to them, those in footnotes after those in the text.
  mutating func numberFootnotes() {
    guard !tree.footnotes.isEmpty else { return }
    /// References by the footnote in which they stand; the last are those of the text.
    var references: [[Int]] = Array(repeating: [], count: tree.footnotes.count + 1)
    var open: [(end: Int, footnote: Int)] = []
    for (index, block) in tree.blocks.enumerated() {
      while let last = open.last, last.end <= index { open.removeLast() }
      if block.kind == .footnote { open.append((Int(block.skip), Int(block.first))) }
      guard block.inlineEnd > block.inlineStart, block.kind != .code else { continue }
      let owner = open.last?.footnote ?? tree.footnotes.count
      for inline in Int(block.inlineStart)..<Int(block.inlineEnd)
      where tree.inlines[inline].kind == .footnoteReference {
        references[owner].append(inline)
      }
    }
    var queue = [tree.footnotes.count]
    var position = 0
    while position < queue.count {
      for inline in references[queue[position]] {
        let footnote = Int(tree.inlines[inline].first)
        if tree.footnotes[footnote].number == 0 {
          tree.footnotes[footnote].number = Int32(queue.count)
          queue.append(footnote)
        }
        tree.footnotes[footnote].references += 1
        tree.inlines[inline].second = UInt32(tree.footnotes[footnote].references)
      }
      position += 1
    }
  }
}
