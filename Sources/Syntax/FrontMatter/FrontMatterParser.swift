import Source

/// Reads the inside of one block of front matter.
///
/// Line by line, with the indentation as the only state: an entry that cannot be read is reported and passed over
/// together with the deeper lines below it, and reading goes on with its next sibling. Nothing is read twice except the
/// blank lines and comments between two entries.
struct FrontMatterParser: BlockSigns {
  let source: SourceText
  let bytes: [UInt8]
  /// The bytes between the fences.
  let region: Range<Int>
  var lines: [FrontMatterLine] = []
  /// Position in `lines`.
  var current = 0
  var entryCount = 0
  var hasForbiddenCharacters = false
  var diagnostics: [Diagnostic] = []

  init(_ source: SourceText, _ region: Range<Int>) {
    self.source = source
    bytes = source.bytes
    self.region = region
  }

  /// The entries of the block; `diagnostics` then holds what is wrong with it, in order of the file.
  mutating func parse() -> FieldMap {
    let end = SourceRange(region.upperBound, region.upperBound)
    guard region.count <= FrontMatter.maximumBlockSize else {
      report(
        FrontMatterRules.blockTooLarge, region.lowerBound..<region.lowerBound,
        "front matter of \(region.count) bytes is larger than 64 KiB")
      return FieldMap(entries: [], range: end, isPartial: true)
    }
    checkCharacters()
    cutLines()
    var map = PartialMap()
    skipBlankLines()
    if current < lines.count, lines[current].indent == 0, isDash(lines[current].first, lines[current].end) {
      reportTopLevelList()
      map.isPartial = true
    }
    while current < lines.count {
      let line = lines[current]
      if line.indent > 0, bytes[line.first] != tab {
        // The whole block is usually shifted: one finding, and the entries are read where they stand.
        reportIndentation(line, "front matter starts \(line.indent) columns too far to the right")
      }
      parseMap(into: &map, at: line.indent, depth: 0, firstKey: nil)
      skipBlankLines()
    }
    diagnostics.sort { ($0.location.range?.lowerBound ?? 0) < ($1.location.range?.lowerBound ?? 0) }
    return map.finished(at: region.lowerBound)
  }

  // MARK: - Lines

  mutating func skipBlankLines() {
    while current < lines.count, lines[current].kind != .content { current += 1 }
  }

  /// The next line that is neither blank nor a comment, from `current` on.
  func nextContentLine() -> FrontMatterLine? {
    var index = current
    while index < lines.count, lines[index].kind != .content { index += 1 }
    return index < lines.count ? lines[index] : nil
  }

  /// Passes over the current line and every line indented deeper than `indent`.
  mutating func skipEntry(_ indent: Int) {
    current += 1
    while current < lines.count, lines[current].kind != .content || lines[current].indent > indent { current += 1 }
  }

  func isDash(_ first: Int, _ end: Int) -> Bool {
    first < end && bytes[first] == dash && (first + 1 == end || isWhite(bytes[first + 1]))
  }

  /// Offset behind the key that starts at `first`; nil if no key starts there.
  func keyEnd(_ first: Int, _ end: Int) -> Int? {
    guard first < end, isKeyStart(bytes[first]) else { return nil }
    var index = first + 1
    while index < end, isKeyByte(bytes[index]) { index += 1 }
    return index
  }

  /// The key of a line of the shape `key:`, even if spaces are missing or too many around the colon.
  func key(_ first: Int, _ end: Int) -> String? {
    guard let keyEnd = keyEnd(first, end) else { return nil }
    var index = keyEnd
    while index < end, bytes[index] == space { index += 1 }
    guard index < end, bytes[index] == colon else { return nil }
    return text(first..<keyEnd)
  }

  func skipWhite(_ from: Int, _ end: Int) -> Int {
    var index = from
    while index < end, isWhite(bytes[index]) { index += 1 }
    return index
  }

  // MARK: - Maps

  /// The entries of a map as they are found.
  struct PartialMap {
    var entries: [FieldMap.Entry] = []
    var firstOfKey: [String: SourceRange] = [:]
    var unreadableKeys: Set<String> = []
    var isPartial = false
    var start: Int?
    var end = 0

    mutating func lose(_ key: String?) {
      if let key { unreadableKeys.insert(key) } else { isPartial = true }
    }

    func finished(at offset: Int) -> FieldMap {
      let start = start ?? offset
      return FieldMap(
        entries: entries, range: SourceRange(start, max(start, end)),
        unreadableKeys: unreadableKeys.subtracting(entries.lazy.map(\.key)), isPartial: isPartial)
    }
  }

  /// Reads entries as long as they stand at column `indent`.
  ///
  /// - Parameter firstKey: offset of the first key if it stands behind `- ` on the current line.
  mutating func parseMap(into map: inout PartialMap, at indent: Int, depth: Int, firstKey: Int?) {
    var firstKey = firstKey
    while true {
      let line: FrontMatterLine
      let first: Int
      if let key = firstKey {
        (line, first, firstKey) = (lines[current], key, nil)
      } else {
        skipBlankLines()
        guard current < lines.count else { return }
        line = lines[current]
        first = line.first
        if line.indent < indent { return }
        if bytes[first] == tab {
          map.isPartial = true
          passTabbedLines(line, indent)
          continue
        }
        guard startsEntry(line, indent) else {
          map.lose(key(first, line.end))
          skipEntry(indent)
          continue
        }
      }
      if map.start == nil { map.start = first }
      guard countEntry(first) else {
        map.isPartial = true
        return
      }
      parseEntry(into: &map, line, first, indent, depth)
    }
  }

  /// Whether the line can be an entry of the map at `indent`; reports it if not.
  private mutating func startsEntry(_ line: FrontMatterLine, _ indent: Int) -> Bool {
    let first = line.first
    if line.indent > indent {
      reportIndentation(line, "line is indented deeper than the entries around it")
      return false
    }
    if isDash(first, line.end) {
      report(
        FrontMatterRules.listItemAmongKeys, first..<first + 1, "list item stands where a key is expected",
        label: "expected `key: value`", help: "put the item below the key it belongs to, or give it a key")
      return false
    }
    if line.indent == 0, isDocumentMarker(line) {
      report(
        FrontMatterRules.secondDocument, first..<first + 3, "a second document starts in one block",
        help: "remove the line")
      return false
    }
    return true
  }

  private func isDocumentMarker(_ line: FrontMatterLine) -> Bool {
    guard line.end - line.first >= 3 else { return false }
    let marker = bytes[line.first]
    guard marker == dash || marker == 0x2E, bytes[line.first + 1] == marker, bytes[line.first + 2] == marker else {
      return false
    }
    return line.end == line.first + 3 || isWhite(bytes[line.first + 3])
  }

  private mutating func parseEntry(
    into map: inout PartialMap, _ line: FrontMatterLine, _ first: Int, _ indent: Int, _ depth: Int
  ) {
    guard let keyEnd = readKey(first, line.end) else {
      map.lose(key(first, line.end))
      skipEntry(indent)
      return
    }
    let key = text(first..<keyEnd)
    let keyRange = SourceRange(first, keyEnd)
    if let earlier = map.firstOfKey[key] {
      report(
        FrontMatterRules.duplicateKey, first..<keyEnd, "key `\(key)` occurs twice", label: "second `\(key)`",
        related: [.init(Location(path: source.path, range: earlier), "first `\(key)`")],
        help: "keep one of the two")
      _ = parseValue(keyEnd + 1, line.end, indent, depth, isInMap: true, name: ValueName(key: key))
      return
    }
    map.firstOfKey[key] = keyRange
    guard let value = parseValue(keyEnd + 1, line.end, indent, depth, isInMap: true, name: ValueName(key: key)) else {
      map.lose(key)
      return
    }
    map.entries.append(FieldMap.Entry(key: key, keyRange: keyRange, value: value))
    map.end = value.range.upperBound
  }

  // MARK: - Lists

  private mutating func parseList(at indent: Int, depth: Int, name: ValueName) -> FieldValue {
    var items: [FieldValue] = []
    let start = lines[current].first
    var listEnd = start + 1
    while true {
      skipBlankLines()
      guard current < lines.count else { break }
      let line = lines[current]
      let first = line.first
      if line.indent < indent { break }
      if line.indent > indent {
        reportIndentation(line, "line is indented deeper than the items of \(name)")
        skipEntry(indent)
        continue
      }
      if bytes[first] == tab {
        passTabbedLines(line, indent)
        continue
      }
      guard isDash(first, line.end) else { break }
      guard countEntry(first) else { break }
      if let item = parseItem(line, indent, depth, name) {
        items.append(item)
        listEnd = max(listEnd, item.range.upperBound)
      }
    }
    return .list(items, SourceRange(start, listEnd))
  }

  private mutating func parseItem(_ line: FrontMatterLine, _ indent: Int, _ depth: Int, _ name: ValueName)
    -> FieldValue?
  {
    let afterDash = line.first + 1
    let inside = skipWhite(afterDash, line.end)
    if inside < line.end, bytes[afterDash..<inside].contains(tab) {
      reportTab(afterDash..<inside, replacement: " ", .safe)
      skipEntry(indent)
      return nil
    }
    if isDash(inside, line.end) {
      reportNestedList(inside)
      skipEntry(indent)
      return nil
    }
    if let keyEnd = keyEnd(inside, line.end), keyEnd < line.end, bytes[keyEnd] == colon,
      keyEnd + 1 == line.end || isWhite(bytes[keyEnd + 1])
    {
      if isTooDeep(depth + 2, inside) {
        skipEntry(indent)
        return nil
      }
      var map = PartialMap()
      parseMap(into: &map, at: inside - line.start, depth: depth + 1, firstKey: inside)
      return .map(map.finished(at: inside))
    }
    return parseValue(afterDash, line.end, indent, depth, isInMap: false, name: name.item)
  }

  // MARK: - Values

  /// Reads what follows `key:` or `-`; nil, reported and passed over, if it cannot be read.
  ///
  /// - Parameters:
  ///   - start: offset behind the colon or dash.
  ///   - name: what the value belongs to, for messages.
  private mutating func parseValue(
    _ start: Int, _ end: Int, _ indent: Int, _ depth: Int, isInMap: Bool, name: ValueName
  ) -> FieldValue? {
    let first = skipWhite(start, end)
    if bytes[start..<first].contains(tab) {
      reportTab(start..<first, replacement: first == end ? "" : " ", .safe)
      skipEntry(indent)
      return nil
    }
    if first == end || bytes[first] == hash {
      if first < end, !checkComment(first, end, valueStart: nil) {
        skipEntry(indent)
        return nil
      }
      return parseBelow(start, end, indent, depth, isInMap: isInMap, name: name)
    }
    switch bytes[first] {
    case 0x7C, 0x3E: return parseTextBlock(first, end, indent, name)
    case 0x5B: return parseFlowList(first, end, indent, name)
    case let byte where isIndicator(byte):
      reportIndicator(first, end, name)
      skipEntry(indent)
      return nil
    default: break
    }
    guard let scalar = parseInlineScalar(first, end, name), checkTail(scalar.range.upperBound, end, from: first, name)
    else {
      skipEntry(indent)
      return nil
    }
    return finishInline(.scalar(scalar), line: current, indent, name)
  }

  /// An inline value ends with its line: whatever stands deeper below it is a mistake.
  mutating func finishInline(_ value: FieldValue, line: Int, _ indent: Int, _ name: ValueName) -> FieldValue? {
    current += 1
    guard let next = nextContentLine(), next.indent > indent else { return value }
    if let key = key(next.first, next.end), value.range.count > 0 {
      reportIndentation(next, "`\(key)` is indented below \(name), which already has a value")
      skipBlankLines()
      skipEntry(indent)
      return value
    }
    reportContinuation(of: value, next, indent, name)
    skipBlankLines()
    skipEntry(indent)
    return nil
  }

  /// Reads the value on the lines below a key or dash that has nothing behind it.
  private mutating func parseBelow(
    _ start: Int, _ end: Int, _ indent: Int, _ depth: Int, isInMap: Bool, name: ValueName
  ) -> FieldValue? {
    let line = current
    current += 1
    let nothing = FieldValue.empty(SourceRange(start, start))
    guard let next = nextContentLine() else { return nothing }
    if bytes[next.first] == tab {
      skipBlankLines()
      passTabbedLines(next, indent)
      return nil
    }
    let isList = isDash(next.first, next.end)
    guard next.indent > indent || isInMap && next.indent == indent && isList else { return nothing }
    if isTooDeep(depth + 1, next.first) {
      current = line
      skipEntry(indent)
      return nil
    }
    if isList, !isInMap {
      reportNestedList(next.first)
    } else if isList {
      skipBlankLines()
      return parseList(at: next.indent, depth: depth + 1, name: name)
    } else if key(next.first, next.end) != nil || bytes[next.first] == doubleQuote || bytes[next.first] == singleQuote {
      skipBlankLines()
      var map = PartialMap()
      parseMap(into: &map, at: next.indent, depth: depth + 1, firstKey: nil)
      return .map(map.finished(at: next.first))
    } else {
      reportValueOnNextLine(line: line, next, start, name)
    }
    current = line
    skipEntry(indent)
    return nil
  }

  // MARK: - Limits

  private mutating func isTooDeep(_ depth: Int, _ offset: Int) -> Bool {
    guard depth > FrontMatter.maximumDepth else { return false }
    report(
      FrontMatterRules.tooDeep, offset..<offset + 1,
      "front matter is nested deeper than \(FrontMatter.maximumDepth) levels")
    return true
  }

  /// Counts one entry; ends the reading of the block when there are too many.
  mutating func countEntry(_ offset: Int) -> Bool {
    entryCount += 1
    guard entryCount > FrontMatter.maximumEntries else { return true }
    if entryCount == FrontMatter.maximumEntries + 1 {
      report(
        FrontMatterRules.tooManyEntries, offset..<offset + 1,
        "front matter has more than \(FrontMatter.maximumEntries) entries")
    }
    current = lines.count
    return false
  }
}

/// What a value belongs to, for messages: put into words only where there is one.
struct ValueName: CustomStringConvertible {
  let key: String
  /// Whether it is an item of the list that is the value of the key.
  private(set) var isItem = false

  init(key: String) { self.key = key }

  /// An item of the list that is the value.
  var item: ValueName {
    var name = self
    name.isItem = true
    return name
  }

  var description: String { isItem ? "an item of `\(key)`" : "`\(key)`" }

  /// `value of …` for a key's value; items are named as they are.
  var value: String { isItem ? description : "value of \(self)" }
}
