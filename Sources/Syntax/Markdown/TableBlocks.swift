/// Tables of GitHub Flavored Markdown.
extension BlockParser {
  /// Whether a line that begins with `byte` may be the row of dashes below a table's header.
  @inline(__always)
  func mayBeDelimiterRow(_ byte: UInt8) -> Bool { byte == 0x7C || byte == 0x3A || byte == 0x2D }

  /// Turns the last line of the open paragraph into a table's header if this line is the row of dashes below it.
  mutating func startTable() -> Bool {
    guard let columns = delimiterRow() else { return false }
    let paragraph = leaf
    let isByLines = tree.blocks[paragraph].flags.contains(.lines)
    let headerStart: Int
    let headerEnd: Int
    let isWhole: Bool
    if isByLines {
      let line = tree.lines[tree.lines.count - 1]
      (headerStart, headerEnd) = (Int(line.start), Int(line.end))
      isWhole = tree.lines.count - 1 == Int(tree.blocks[paragraph].first)
    } else {
      headerEnd = Int(tree.blocks[paragraph].second)
      let first = Int(tree.blocks[paragraph].first)
      var start = headerEnd
      while start > first, !bytes[start - 1].isLineEnd { start -= 1 }
      isWhole = start == first
      while bytes[start].isBlank { start += 1 }
      headerStart = start
    }
    guard countCells(from: headerStart, to: headerEnd) == columns.count else { return false }

    var index = paragraph
    if isByLines { tree.lines.removeLast() }
    if isWhole {
      tree.blocks[index].kind = .table
      tree.blocks[index].flags.remove(.lines)
      leaf = -1
      leafKind = .none
    } else {
      if !isByLines { tree.blocks[paragraph].second = UInt32(headerStart) }
      closeLeaf()
      index = add(.table, at: headerStart)
    }
    leaf = index
    leafKind = .table
    tree.blocks[index].first = UInt32(tree.alignments.count)
    tree.blocks[index].second = UInt32(columns.count)
    tree.alignments += columns
    addCells(from: headerStart, to: headerEnd, header: true)
    tree.blocks[index].end = UInt32(nonspaceEnd())
    return true
  }

  /// Adds the line to the open table; false if it is no row.
  mutating func addTableRow() -> Bool {
    let count = countCells(from: nonspace, to: lineEnd)
    guard count > 0 else { return false }
    let missing = Int(tree.blocks[leaf].second) - count
    if missing > 0 {
      guard completedCells + missing <= max(Self.completedCellLimit, bytes.count) else {
        tree.note(.tableCells, from: nonspace, to: lineEnd)
        return false
      }
      completedCells += missing
    }
    addCells(from: nonspace, to: lineEnd, header: false)
    return true
  }

  /// The alignments that a row of dashes gives; nil if the line is none.
  private func delimiterRow() -> [MarkdownTree.Alignment]? {
    var index = nonspace
    let end = nonspaceEnd()
    for position in index..<end {
      switch bytes[position] {
      case 0x7C, 0x3A, 0x2D, 0x20, 0x09: continue
      default: return nil
      }
    }
    var columns: [MarkdownTree.Alignment] = []
    if bytes[index] == 0x7C { index += 1 }
    while index < end {
      while index < end, bytes[index].isBlank { index += 1 }
      let left = bytes[index] == 0x3A
      if left { index += 1 }
      let dashes = index
      while index < end, bytes[index] == 0x2D { index += 1 }
      guard index > dashes else { return nil }
      let right = index < end && bytes[index] == 0x3A
      if right { index += 1 }
      columns.append(left ? (right ? .center : .left) : (right ? .right : .none))
      while index < end, bytes[index].isBlank { index += 1 }
      guard index < end else { break }
      guard bytes[index] == 0x7C else { return nil }
      index += 1
    }
    return columns.isEmpty ? nil : columns
  }

  private func countCells(from start: Int, to end: Int) -> Int {
    var count = 0
    eachCell(from: start, to: end) { _, _, _ in count += 1 }
    return count
  }

  private mutating func addCells(from start: Int, to end: Int, header: Bool) {
    let columns = Int(tree.blocks[leaf].second)
    let row = tree.blocks.count
    var trimmed = end
    while trimmed > start, bytes[trimmed - 1].isBlank { trimmed -= 1 }
    var block = Block(kind: .row, parent: Int32(leaf), start: UInt32(start), end: UInt32(trimmed))
    if header { block.flags.insert(.header) }
    tree.blocks.append(block)
    var count = 0
    // The closure may not touch `self`, so that it can be read while cells are found.
    var tree = MarkdownTree()
    swap(&tree, &self.tree)
    eachCell(from: start, to: end) { cellStart, cellEnd, escaped in
      guard count < columns else { return }
      count += 1
      var cell = Block(kind: .cell, parent: Int32(row), start: UInt32(cellStart), end: UInt32(cellEnd))
      if header { cell.flags.insert(.header) }
      if escaped { cell.flags.insert(.escapedPipes) }
      cell.first = UInt32(cellStart)
      cell.second = UInt32(cellEnd)
      cell.skip = Int32(tree.blocks.count + 1)
      tree.blocks.append(cell)
    }
    swap(&tree, &self.tree)
    self.tree.blocks[row].skip = Int32(self.tree.blocks.count)
    self.tree.blocks[leaf].end = UInt32(trimmed)
  }

  /// Calls `body` with the bytes of each cell without white space around them, and whether it holds `\|`.
  @inline(__always)
  private func eachCell(from start: Int, to end: Int, _ body: (Int, Int, Bool) -> Void) {
    var index = start
    while index < end, bytes[index].isBlank { index += 1 }
    var last = end
    while last > index, bytes[last - 1].isBlank { last -= 1 }
    if bytes[index] == 0x7C, index < last { index += 1 }
    while index < last {
      var cellStart = index
      var escaped = false
      while index < last, bytes.base[index] != 0x7C {
        // A pipe behind a backslash is text, whatever stands before the backslash.
        if bytes.base[index] == 0x5C, bytes[index + 1] == 0x7C {
          escaped = true
          index += 1
        }
        index += 1
      }
      var cellEnd = min(index, last)
      while cellStart < cellEnd, bytes[cellStart].isBlank { cellStart += 1 }
      while cellEnd > cellStart, bytes[cellEnd - 1].isBlank { cellEnd -= 1 }
      body(cellStart, cellEnd, escaped)
      index += 1
    }
  }
}
