import Source

/// Lists in brackets.
extension FrontMatterParser {
  mutating func parseFlowList(_ first: Int, _ lineEnd: Int, _ indent: Int, _ name: ValueName) -> FieldValue? {
    let line = current
    guard let (items, end) = readFlowItems(first, lineEnd, indent, name),
      checkTail(end, lines[current].end, from: first, name)
    else {
      // What belongs to the list lies deeper than the entry, so that the entry ends where it would have anyway.
      current = line
      skipEntry(indent)
      return nil
    }
    return finishInline(.list(items, SourceRange(first, end)), line: line, indent, name)
  }

  /// The items and the offset behind the closing bracket; `current` is then the line of the bracket.
  private mutating func readFlowItems(
    _ first: Int, _ lineEnd: Int, _ indent: Int, _ name: ValueName
  ) -> (items: [FieldValue], end: Int)? {
    var items: [FieldValue] = []
    var index = first + 1
    var end = lineEnd
    var wantsItem = true
    while true {
      guard skipToItem(&index, &end, first, indent, name) else { return nil }
      let byte = bytes[index]
      if byte == 0x5D { return (items, index + 1) }
      if !wantsItem {
        guard byte == comma else {
          reportMissingComma(index, end, name)
          return nil
        }
        wantsItem = true
        index += 1
        continue
      }
      switch byte {
      case 0x5B, 0x7B:
        reportNestedFlow(index)
        return nil
      case comma:
        report(
          FrontMatterRules.badList, index..<index + 1, "list of \(name) has an empty item",
          help: "remove one of the commas",
          fixes: [Fix("remove the comma", .unsafe, edits: [edit(index..<index + 1, "")])])
        return nil
      case 0x7C, 0x3E:
        report(
          FrontMatterRules.strayPunctuation, index..<index + 1,
          "item of \(name) starts with `\(byte == 0x7C ? "|" : ">")`, which cannot start one",
          help: "put the item in quotes", fixes: quoteFix(index..<itemEnd(index, end), .safe))
        return nil
      case _ where isIndicator(byte):
        reportIndicator(index, end, name.item, limit: itemEnd(index, end))
        return nil
      default: break
      }
      guard countEntry(index), let item = readFlowItem(index, end, name) else { return nil }
      items.append(.scalar(item))
      index = item.range.upperBound
      wantsItem = false
      guard checkItemEnd(index, end, indent, name) else { return nil }
    }
  }

  /// Moves over white space, comments and line ends; false, reported, if the list ends there without its bracket.
  private mutating func skipToItem(
    _ index: inout Int, _ end: inout Int, _ first: Int, _ indent: Int, _ name: ValueName
  ) -> Bool {
    while true {
      index = skipWhite(index, end)
      if index < end, bytes[index] == hash {
        if index > lines[current].start, !isWhite(bytes[index - 1]) {
          report(
            FrontMatterRules.textAfterValue, index..<index + 1, "`#` stands directly behind a value in a list",
            help: "put a space before the comment")
          return false
        }
        guard checkComment(index, end, valueStart: nil) else { return false }
        index = end
      }
      if index < end { return true }
      current += 1
      guard current < lines.count else {
        reportUnterminatedList(first, name)
        return false
      }
      let line = lines[current]
      (index, end) = (line.first, line.end)
      switch line.kind {
      case .content:
        if line.indent <= indent {
          reportUnterminatedList(first, name)
          return false
        }
        if bytes[line.first] == tab {
          reportIndentingTab(line)
          return false
        }
      case .blank: index = end
      case .comment: index = skipWhite(index, end)
      }
    }
  }

  private mutating func readFlowItem(_ first: Int, _ end: Int, _ name: ValueName) -> FieldValue.Scalar? {
    guard bytes[first] == doubleQuote || bytes[first] == singleQuote else {
      return parsePlain(first, end, name.item, inList: true)
    }
    guard let scalar = parseQuoted(first, end, name.item) else { return nil }
    let after = skipWhite(scalar.range.upperBound, end)
    if after < end, bytes[after] == colon {
      report(
        FrontMatterRules.nestedFlow, after..<after + 1, "item of \(name) is followed by a colon",
        help: "write one `key: value` per line, indented")
      return nil
    }
    return scalar
  }

  /// An item that ends its line must be followed by a comma or the bracket: YAML would join two lines to one text.
  private mutating func checkItemEnd(_ index: Int, _ end: Int, _ indent: Int, _ name: ValueName) -> Bool {
    let after = skipWhite(index, end)
    guard after == end || bytes[after] == hash else { return true }
    var next = current + 1
    while next < lines.count, lines[next].kind != .content { next += 1 }
    guard next < lines.count else { return true }
    let line = lines[next]
    guard line.indent > indent, bytes[line.first] != comma, bytes[line.first] != 0x5D else { return true }
    reportMissingComma(line.first, line.end, name, insertAt: index)
    return false
  }

  private mutating func reportMissingComma(_ index: Int, _ end: Int, _ name: ValueName, insertAt: Int? = nil) {
    report(
      FrontMatterRules.badList, index..<max(index + 1, itemEnd(index, end)),
      "comma is missing between two items of \(name)",
      label: "expected `,` before this", help: "separate items by commas",
      fixes: insertAt.map { [Fix("insert a comma", .unsafe, edits: [edit($0..<$0, ",")])] } ?? [])
  }

  private mutating func reportUnterminatedList(_ first: Int, _ name: ValueName) {
    report(
      FrontMatterRules.badList, first..<first + 1, "list of \(name) is not closed", label: "opened here",
      help: "close the list with `]`")
  }

  mutating func reportNestedFlow(_ index: Int) {
    report(
      FrontMatterRules.nestedFlow, index..<index + 1, "list or map inside a list in brackets",
      help: "write the outer list with one `- ` item per line")
  }
}
