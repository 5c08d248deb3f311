/// What nodes hold, for everything that renders or collects.
extension MarkdownTree {
  /// Calls `body` with the bytes of a text, code, HTML or autolink node.
  @inline(__always)
  func withContent(of node: Inline, _ source: Bytes, _ body: (Bytes) -> Void) {
    let first = Int(node.first)
    let count = Int(node.second) - first
    guard node.flags.contains(.extra) else {
      body(Bytes(base: source.base + first, count: count))
      return
    }
    extra.withUnsafeBufferPointer { buffer in
      body(Bytes(UnsafeBufferPointer(rebasing: buffer[first..<first + count]), fallback: source.base))
    }
  }

  /// Calls `body` with each line of a code or HTML block and the spaces to write before it.
  func eachLine(of block: Block, _ source: Bytes, _ body: (Bytes, Int) -> Void) {
    for index in Int(block.first)..<max(Int(block.first), Int(block.second)) {
      let line = lines[index]
      body(Bytes(base: source.base + Int(line.start), count: Int(line.end) - Int(line.start)), Int(line.padding))
    }
  }

  /// The first word behind a fence; nil if there is none.
  func language(of block: Block, _ source: Bytes) -> [UInt8]? {
    let start = Int(block.inlineStart)
    var end = start
    while end < Int(block.inlineEnd) {
      if source[end].isWhiteSpace { break }
      end += 1
    }
    guard end > start else { return nil }
    return unescaped(source, start, end)
  }

  private func unescaped(_ text: Bytes, _ start: Int, _ end: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end - start)
    bytes.appendUnescaped(Bytes(base: text.base + start, count: end - start))
    return bytes
  }

  /// Where a link or an image leads, escapes and character references resolved.
  func destination(ofTarget index: Int, _ source: Bytes) -> [UInt8] {
    let target = targets[index]
    return part(Int(target.destinationStart), Int(target.destinationEnd), inExtra: target.destinationInExtra, source)
  }

  /// The title of a link or an image, escapes and character references resolved; nil if it has none.
  func title(ofTarget index: Int, _ source: Bytes) -> [UInt8]? {
    let target = targets[index]
    guard target.hasTitle else { return nil }
    return part(Int(target.titleStart), Int(target.titleEnd), inExtra: target.titleInExtra, source)
  }

  private func part(_ start: Int, _ end: Int, inExtra: Bool, _ source: Bytes) -> [UInt8] {
    guard inExtra else { return unescaped(source, start, end) }
    return extra.withUnsafeBufferPointer { unescaped(Bytes($0, fallback: source.base), start, end) }
  }

  /// Where an autolink leads.
  func destination(ofAutolink node: Inline, _ source: Bytes) -> [UInt8] {
    var bytes: [UInt8] = []
    if node.flags.contains(.email) { bytes += Array("mailto:".utf8) }
    if node.flags.contains(.www) { bytes += Array("http://".utf8) }
    withContent(of: node, source) {
      for index in 0..<$0.count { if $0[index] == 0 { bytes.append("\u{FFFD}") } else { bytes.append($0[index]) } }
    }
    return bytes
  }

  // MARK: Blocks

  /// Whether a paragraph is written without `<p>`: it stands in an item of a tight list.
  func isTight(_ paragraph: Int) -> Bool {
    let parent = Int(blocks[paragraph].parent)
    guard parent > 0, blocks[parent].kind == .item else { return false }
    return !blocks[Int(blocks[parent].parent)].flags.contains(.loose)
  }

  /// Number of columns of a table.
  func columns(of table: Int) -> Int { Int(blocks[table].second) }

  /// Number of cells that stand in a row.
  func cellCount(of row: Int) -> Int { Int(blocks[row].skip) - row - 1 }

  func alignment(ofColumn column: Int, inRow row: Int) -> Alignment {
    let table = blocks[Int(blocks[row].parent)]
    let index = Int(table.first) + column
    return index < alignments.count ? alignments[index] : .none
  }

  func isFirstBodyRow(_ row: Int) -> Bool {
    let table = Int(blocks[row].parent)
    return row == Int(blocks[table + 1].skip)
  }

  func hasBody(_ table: Int) -> Bool { Int(blocks[table + 1].skip) < Int(blocks[table].skip) }
}

extension Bytes {
  /// The bytes from `start` to the end.
  func slice(from start: Int) -> [UInt8] {
    guard start < count else { return [] }
    return Array(UnsafeBufferPointer(start: base + start, count: count - start))
  }
}
