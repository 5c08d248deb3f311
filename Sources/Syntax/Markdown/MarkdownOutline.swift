import Source

extension MarkdownDocument {
  /// The tree as an outline: a line for each node, with its place and, for text, its first characters.
  public func outline() -> String {
    var text = ""
    var depths: [Int] = []
    depths.reserveCapacity(tree.blocks.count)
    for block in tree.blocks {
      let depth = block.parent < 0 ? 0 : depths[Int(block.parent)] + 1
      depths.append(depth)
      text += line("\(block.kind)\(detail(of: block))", from: block.start, to: block.end, depth: depth)
      guard block.kind == .paragraph || block.kind == .heading || block.kind == .cell else { continue }
      appendInlines(from: Int(block.inlineStart), to: Int(block.inlineEnd), depth: depth + 1, to: &text)
    }
    return text
  }

  private func detail(of block: Block) -> String {
    switch block.kind {
    case .heading: " \(block.number)"
    case .list: block.flags.contains(.ordered) ? " ordered" : ""
    default: ""
    }
  }

  private func appendInlines(from start: Int, to end: Int, depth: Int, to text: inout String) {
    var ends: [Int] = []
    for index in start..<end {
      while let last = ends.last, last <= index { ends.removeLast() }
      let node = tree.inlines[index]
      text += line("\(node.kind)", from: node.start, to: node.end, depth: depth + ends.count)
      if Int(node.skip) > index + 1 { ends.append(Int(node.skip)) }
    }
  }

  private func line(_ name: String, from start: UInt32, to end: UInt32, depth: Int) -> String {
    let range = SourceRange(Int(start), max(Int(start), Int(end)))
    let first = source.position(of: range.lowerBound)
    let last = source.position(of: range.upperBound)
    var shown = ""
    // By scalars: CR LF is one character.
    for scalar in source.text(SourceRange(range.lowerBound, min(range.upperBound, range.lowerBound + 40)))
      .unicodeScalars
    {
      switch scalar {
      case "\n": shown += "⏎"
      case "\r": continue
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return String(repeating: "  ", count: depth)
      + "\(name) \(first.line):\(first.column)-\(last.line):\(last.column) \"\(shown)\"\n"
  }
}
