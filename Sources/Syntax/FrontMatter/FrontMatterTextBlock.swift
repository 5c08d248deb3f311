import Source

/// Text over several lines, after `|` or `>`.
extension FrontMatterParser {
  private enum FinalBreaks {
    case one
    case none
    case all
  }

  mutating func parseTextBlock(_ first: Int, _ end: Int, _ indent: Int, _ name: ValueName) -> FieldValue? {
    let line = current
    guard let breaks = readTextBlockHeader(first, end, name) else {
      skipEntry(indent)
      return nil
    }
    current += 1
    guard let (content, contentEnd) = readTextBlockLines(indent, end, name) else {
      current = line
      skipEntry(indent)
      return nil
    }
    let isLiteral = bytes[first] == 0x7C
    let text = joined(content, isLiteral: isLiteral, breaks)
    let range = SourceRange(first, contentEnd)
    guard text.count <= FrontMatter.maximumScalarSize else {
      report(
        FrontMatterRules.scalarTooLong, first..<first + 1,
        "text of \(name) is longer than \(FrontMatter.maximumScalarSize) bytes", help: "move the text into the document"
      )
      return nil
    }
    return .scalar(
      FieldValue.Scalar(text: self.text(text), range: range, style: isLiteral ? .literal : .folded))
  }

  private mutating func readTextBlockHeader(_ first: Int, _ end: Int, _ name: ValueName) -> FinalBreaks? {
    var index = first + 1
    var breaks = FinalBreaks.one
    if index < end, bytes[index] == 0x2B || bytes[index] == dash {
      breaks = bytes[index] == dash ? .none : .all
      index += 1
    }
    if index < end, (0x30...0x39).contains(bytes[index]) {
      report(
        FrontMatterRules.indentationIndicator, index..<index + 1,
        "`\(excerpt(first..<index + 1))` is not a text block of the language",
        help: "remove the digit, or put the value in quotes", fixes: quoteFix(first..<plainEnd(first, end), .unsafe))
      return nil
    }
    let after = skipWhite(index, end)
    if after == end { return breaks }
    if bytes[after] == hash, after > index {
      return checkComment(after, end, valueStart: nil) ? breaks : nil
    }
    report(
      FrontMatterRules.textAfterValue, after..<trimmedEnd(after, end),
      "text of \(name) stands on the line of its `\(bytes[first] == 0x7C ? "|" : ">")`",
      help: "put the text on the lines below, indented, or the whole value in quotes",
      fixes: quoteFix(first..<plainEnd(first, end), .unsafe))
    return nil
  }

  /// One line of text without its indentation; empty for a blank line.
  private struct TextLines {
    var lines: [Range<Int>] = []
    /// Blank lines after the last line of text.
    var trailing = 0
    /// Whether the text reaches the end of the block and no line end follows it.
    var isCutOff = false
  }

  private mutating func readTextBlockLines(
    _ indent: Int, _ headerEnd: Int, _ name: ValueName
  ) -> (content: TextLines, end: Int)? {
    var content = TextLines()
    var column: Int?
    var deepestLead = 0
    var contentEnd = headerEnd
    while current < lines.count {
      let line = lines[current]
      if line.first == line.end {
        // The last, empty line is only what the final line end opens.
        if current == lines.count - 1 {
          if line.end > line.start {
            reportTextBlockLine(line.start..<line.end, "spaces end the text of \(name)")
            return nil
          }
          current += 1
          break
        }
        deepestLead = column == nil ? max(deepestLead, line.indent) : deepestLead
        let start = column.map { min(line.start + $0, line.end) } ?? line.end
        content.lines.append(start..<line.end)
        current += 1
        continue
      }
      if line.kind == .blank {
        reportTextBlockLine(line.start..<line.end, "line of tabs in the text of \(name)")
        return nil
      }
      if column == nil {
        if line.indent <= indent { break }
        if bytes[line.first] == tab {
          reportIndentingTab(line)
          return nil
        }
        column = line.indent
        if deepestLead > line.indent {
          reportTextBlockLine(
            line.start..<line.first, "text of \(name) is indented less than the blank line above it")
          return nil
        }
      }
      if let column, line.indent < column {
        if line.indent <= indent { break }
        reportIndentation(line, "text of \(name) is indented less than its first line")
        return nil
      }
      content.lines.append(line.start + (column ?? 0)..<line.end)
      contentEnd = line.end
      current += 1
    }
    while let last = content.lines.last, last.isEmpty {
      content.lines.removeLast()
      content.trailing += 1
    }
    for line in content.lines where !line.isEmpty && !bytes[line].contains(where: { !isWhite($0) }) {
      reportTextBlockLine(line, "line of spaces in the text of \(name)")
      return nil
    }
    let endsWithBreak = region.upperBound > region.lowerBound && isLineEnd(bytes[region.upperBound - 1])
    content.isCutOff = current >= lines.count && content.trailing == 0 && !endsWithBreak
    return (content, contentEnd)
  }

  private mutating func reportTextBlockLine(_ range: Range<Int>, _ message: String) {
    let isBlank =
      !bytes[range].contains { !isWhite($0) }
      && (range.upperBound == bytes.count
        || isLineEnd(bytes[range.upperBound]))
    report(
      FrontMatterRules.blankInTextBlock, range, message, help: "leave blank lines empty",
      fixes: isBlank
        ? [Fix("remove the white space", .safe, edits: [edit(blankPart(of: range), "")])] : [])
  }

  /// The white space around `range` up to the start of its line.
  private func blankPart(of range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start > region.lowerBound, isWhite(bytes[start - 1]) { start -= 1 }
    return start..<range.upperBound
  }

  /// The bytes of the text: lines kept, or folded as YAML does.
  private func joined(_ content: TextLines, isLiteral: Bool, _ breaks: FinalBreaks) -> [UInt8] {
    var text: [UInt8] = []
    guard !content.lines.isEmpty else {
      return breaks == .all ? Array(repeating: 0x0A, count: content.trailing) : []
    }
    if isLiteral {
      for (index, line) in content.lines.enumerated() {
        if index > 0 { text.append(0x0A) }
        text.append(contentsOf: bytes[line])
      }
    } else {
      fold(content.lines, into: &text)
    }
    switch breaks {
    case .none: break
    case .one: if !content.isCutOff { text.append(0x0A) }
    case .all:
      text.append(contentsOf: Array(repeating: 0x0A, count: content.trailing))
      if !content.isCutOff { text.append(0x0A) }
    }
    return text
  }

  /// Joins lines with a space; blank lines and lines that start with white space keep their breaks.
  private func fold(_ lines: [Range<Int>], into text: inout [UInt8]) {
    var isFirst = true
    var wasIndented = true
    var blanks = 0
    for line in lines {
      guard let lead = bytes[line].first else {
        blanks += 1
        continue
      }
      let isIndented = isWhite(lead)
      if isFirst {
        text.append(contentsOf: Array(repeating: 0x0A, count: blanks))
      } else if wasIndented || isIndented {
        text.append(contentsOf: Array(repeating: 0x0A, count: blanks + 1))
      } else if blanks == 0 {
        text.append(space)
      } else {
        text.append(contentsOf: Array(repeating: 0x0A, count: blanks))
      }
      text.append(contentsOf: bytes[line])
      (isFirst, wasIndented, blanks) = (false, isIndented, 0)
    }
  }
}
