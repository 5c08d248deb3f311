/// From tokens to the tree: settled runs of delimiters become elements, text that belongs together becomes one node.
extension InlineParser {
  /// The tree takes the place of its tokens: no node is written where a token has not been read yet.
  mutating func makeTree() {
    if !openNodes.isEmpty { openNodes.removeAll(keepingCapacity: true) }
    var nodes: [Inline] = []
    swap(&nodes, &tree.inlines)
    let first = firstToken
    let count = nodes.count - first
    let spare = spareNodes
    if spare > 0 {
      // Room in front of the tokens for runs that become more nodes than they are tokens.
      for _ in 0..<spare { nodes.append(Inline(kind: .text, start: 0, end: 0)) }
      nodes.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        (base + first + spare).update(from: base + first, count: count)
      }
    }
    let end = nodes.withUnsafeMutableBufferPointer { buffer -> Int in
      var writer = TreeWriter(nodes: buffer, count: first)
      for position in first + spare..<first + spare + count {
        let token = buffer[position]
        switch token.kind {
        case .text where token.flags.isEmpty: writer.addPlain(token.start, token.end)
        case .bracket: writer.addPlain(token.start, token.end)
        case .delimiters: addRun(token, to: &writer)
        case .link, .image:
          openNodes.append(Int32(writer.count))
          writer.add(token)
        case .linkEnd: closeNode(end: token.end, in: &writer)
        default: writer.add(token)
        }
      }
      while !openNodes.isEmpty { closeNode(end: UInt32(text.count), in: &writer) }
      return writer.count
    }
    nodes.removeLast(nodes.count - end)
    swap(&nodes, &tree.inlines)
  }

  /// Nodes being written one after the other.
  private struct TreeWriter {
    let nodes: UnsafeMutableBufferPointer<Inline>
    /// How many there are.
    var count: Int
    /// The last node if it is text that more text may be added to; otherwise -1.
    var lastText = -1

    init(nodes: UnsafeMutableBufferPointer<Inline>, count: Int) {
      self.nodes = nodes
      self.count = count
    }

    @inline(__always)
    mutating func add(_ node: Inline) {
      nodes[count] = node
      count &+= 1
      lastText = -1
    }

    /// Adds text, to the last node if that is text which ends where this begins.
    @inline(__always)
    mutating func addPlain(_ start: UInt32, _ end: UInt32) {
      if lastText >= 0, nodes[lastText].end == start {
        nodes[lastText].end = end
        nodes[lastText].second = end
      } else {
        add(Inline(kind: .text, start: start, end: end, first: start, second: end))
        lastText = count &- 1
      }
    }
  }

  private mutating func closeNode(end: UInt32, in writer: inout TreeWriter) {
    writer.lastText = -1
    guard let node = openNodes.popLast().map(Int.init) else { return }
    writer.nodes[node].end = end
    writer.nodes[node].skip = UInt32(writer.count)
  }

  /// A run closes elements with its first bytes and opens them with its last; what is between is text.
  private mutating func addRun(_ token: Inline, to writer: inout TreeWriter) {
    let run = delimiters[Int(token.first)]
    var place = token.start
    var pairing = Int(run.firstClosed)
    while pairing >= 0 {
      place += UInt32(pairings[pairing].length)
      closeNode(end: place, in: &writer)
      pairing = Int(pairings[pairing].next)
    }
    if run.remaining > 0 {
      writer.addPlain(place, place + UInt32(run.remaining))
      place += UInt32(run.remaining)
    }
    pairing = Int(run.firstOpened)
    while pairing >= 0 {
      openNodes.append(Int32(writer.count))
      writer.add(Inline(kind: pairings[pairing].kind, start: place, end: place))
      place += UInt32(pairings[pairing].length)
      pairing = Int(pairings[pairing].next)
    }
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
      if token.isElement {
        let end = Int(token.skip) - firstToken
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
