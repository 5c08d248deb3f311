import Source

/// Keys, and what is reported about the shape of lines.
extension FrontMatterParser {
  /// Offset behind the key that starts at `first`, with its colon and the space behind it checked; nil, reported, if the
  /// entry cannot be read.
  mutating func readKey(_ first: Int, _ end: Int) -> Int? {
    let byte = bytes[first]
    if byte == doubleQuote || byte == singleQuote {
      reportQuotedKey(first, end)
      return nil
    }
    if isIndicator(byte) {
      reportIndicator(first, end, nil)
      return nil
    }
    if byte == 0x3C, first + 1 < end, bytes[first + 1] == 0x3C {
      report(
        FrontMatterRules.mergeKey, first..<first + 2, "merge key `<<` is not part of the language",
        help: "write the entries out")
      return nil
    }
    guard let keyEnd = keyEnd(first, end) else {
      reportBadKey(first, end)
      return nil
    }
    var after = keyEnd
    while after < end, bytes[after] == space { after += 1 }
    guard after < end, bytes[after] == colon, !isAddress(after, end) else {
      reportMissingColon(first, keyEnd, end)
      return nil
    }
    let key = text(first..<keyEnd)
    if after > keyEnd {
      report(
        FrontMatterRules.spaceBeforeColon, keyEnd..<after, "space between `\(key)` and its colon",
        help: "write `\(key):`", fixes: [Fix("remove the space", .safe, edits: [edit(keyEnd..<after, "")])])
      return nil
    }
    if after + 1 < end, !isWhite(bytes[after + 1]) {
      report(
        FrontMatterRules.missingSpaceAfterColon, after..<after + 1, "no space after the colon of `\(key)`",
        label: "a space is missing here", help: "write `\(key): \(excerpt(after + 1..<plainEnd(after + 1, end)))`",
        fixes: [Fix("insert a space", .safe, edits: [edit(after + 1..<after + 1, " ")])])
      return nil
    }
    return keyEnd
  }

  private func isAddress(_ colon: Int, _ end: Int) -> Bool {
    colon + 2 < end && bytes[colon + 1] == 0x2F && bytes[colon + 2] == 0x2F
  }

  private mutating func reportQuotedKey(_ first: Int, _ end: Int) {
    let quote = bytes[first]
    var close = first + 1
    while close < end, bytes[close] != quote { close += 1 }
    var fixes: [Fix] = []
    if close < end, keyEnd(first + 1, close) == close {
      fixes = [
        Fix("remove the quotes", .safe, edits: [edit(first..<first + 1, ""), edit(close..<close + 1, "")])
      ]
    }
    report(
      FrontMatterRules.quotedKey, first..<min(close + 1, end),
      close < end ? "key `\(excerpt(first + 1..<close))` is in quotes" : "key starts with a quote",
      help: "write the key without quotes",
      fixes: fixes)
  }

  private mutating func reportBadKey(_ first: Int, _ end: Int) {
    let (scalar, length) = CharacterCheck.decode(bytes, first, end)
    let shown = scalar.flatMap(Unicode.Scalar.init).map { "`\(Character($0))`" } ?? "this byte"
    let isLetter = scalar.flatMap(Unicode.Scalar.init)?.properties.isAlphabetic ?? false
    report(
      FrontMatterRules.badKey, first..<first + length,
      isLetter
        ? "key starts with \(shown), which is not one of the letters a to z" : "line starts with \(shown), not a key",
      label: scalar.map { $0 > 0x7F ? CharacterCheck.name($0) : "expected a key" } ?? nil,
      help: "start the line with a key of the letters a to z, digits, `_`, `-`, `.` or `/`, and a colon")
  }

  private mutating func reportMissingColon(_ first: Int, _ keyEnd: Int, _ end: Int) {
    let word = excerpt(first..<keyEnd)
    if keyEnd < end, bytes[keyEnd] >= 0x80 {
      let (scalar, length) = CharacterCheck.decode(bytes, keyEnd, end)
      let shown = scalar.flatMap(Unicode.Scalar.init).map { "`\(Character($0))`" } ?? "a byte"
      report(
        FrontMatterRules.badKey, keyEnd..<keyEnd + length, "key `\(word)…` contains \(shown), which keys cannot hold",
        label: scalar.map(CharacterCheck.name),
        help: "spell the key with the letters a to z; some others only look like them"
      )
      return
    }
    let after = skipWhite(keyEnd, end)
    if after < end, bytes[after] == 0x3D {
      let value = skipWhite(after + 1, end)
      report(
        FrontMatterRules.missingColon, after..<after + 1, "`\(word)` is followed by `=`, not by a colon",
        label: "expected `:`", help: "write `\(word): \(excerpt(value..<plainEnd(value, end)))`",
        fixes: [Fix("replace `=` by `:`", .unsafe, edits: [edit(keyEnd..<value, ": ")])])
      return
    }
    // `Review date: 2026-01-01`: words up to a colon.
    var index = keyEnd
    while index < end, isKeyByte(bytes[index]) || bytes[index] == space { index += 1 }
    if index < end, index - first <= 60, bytes[index] == colon, index + 1 == end || isWhite(bytes[index + 1]) {
      let joined = text(first..<index).lowercased().split(separator: " ").joined(separator: "_")
      report(
        FrontMatterRules.missingColon, keyEnd..<keyEnd + 1, "key `\(text(first..<index))` contains a space",
        help: "write `\(joined)`",
        fixes: [Fix("write `\(joined)`", .unsafe, edits: [edit(first..<index, joined)])])
      return
    }
    report(
      FrontMatterRules.missingColon, first..<plainEnd(first, end), "line is not `key: value`",
      label: "no colon behind a key",
      help: "write `key: value`; longer text belongs below `key: >-`, indented")
  }

  // MARK: - Indicators

  /// Whether YAML gives this byte a meaning of its own at the start of a key or value.
  func isIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x26, 0x2A, 0x21, 0x25, 0x40, 0x60, 0x7B, 0x7D, 0x5D, 0x2C, 0x3F: true
    default: false
    }
  }

  /// Reports a key or value that starts with an indicator.
  ///
  /// - Parameter name: what the value belongs to; nil where a key was expected.
  /// - Parameter limit: where the value ends at the latest, for the fix.
  mutating func reportIndicator(_ first: Int, _ end: Int, _ name: ValueName?, limit: Int? = nil) {
    let valueEnd = limit ?? plainEnd(first, end)
    let place = name?.value ?? "line"
    let sign = Character(Unicode.Scalar(bytes[first]))
    var applicability = Fix.Applicability.safe
    let rule: Rule
    let meaning: String
    var help: String?
    switch bytes[first] {
    case 0x26: (rule, meaning, applicability) = (FrontMatterRules.anchor, "which YAML reads as an anchor", .unsafe)
    case 0x2A: (rule, meaning, applicability) = (FrontMatterRules.anchor, "which YAML reads as an alias", .unsafe)
    case 0x21: (rule, meaning, applicability) = (FrontMatterRules.tag, "which YAML reads as a tag", .unsafe)
    case 0x25: (rule, meaning) = (FrontMatterRules.directive, "which YAML reads as a directive")
    case 0x40, 0x60: (rule, meaning) = (FrontMatterRules.reservedCharacter, "which YAML reserves")
    case 0x7B:
      (rule, meaning, applicability) = (FrontMatterRules.flowMap, "which starts a map in braces", .unsafe)
      help = "write one `key: value` per line, indented; or put text in quotes"
    case 0x3F: (rule, meaning) = (FrontMatterRules.complexKey, "which YAML reads as a complex key")
    default: (rule, meaning) = (FrontMatterRules.strayPunctuation, "which cannot start one")
    }
    let fixes =
      name == nil ? [] : quoteFix(first..<valueEnd, applicability)
    report(
      rule, first..<first + 1, "\(place) starts with `\(sign)`, \(meaning)",
      help: help ?? (name == nil ? "start the line with a key" : "put the value in quotes"), fixes: fixes)
  }

  // MARK: - Lines in the wrong place

  mutating func reportTopLevelList() {
    let line = lines[current]
    report(
      FrontMatterRules.topLevelList, line.first..<line.first + 1, "front matter is a list, not `key: value` lines",
      help: "give the list a key, such as `controls:`")
    while current < lines.count {
      let line = lines[current]
      guard line.kind != .content || line.indent > 0 || isDash(line.first, line.end) else { break }
      current += 1
    }
  }

  mutating func reportNestedList(_ offset: Int) {
    report(
      FrontMatterRules.nestedList, offset..<offset + 1, "list directly inside a list",
      help: "give the inner list a key, or write the items in one list")
  }

  mutating func reportIndentation(_ line: FrontMatterLine, _ message: String) {
    report(
      FrontMatterRules.indentation, line.start..<line.first, message, label: "\(line.indent) spaces",
      help: "start the line in the same column as its siblings")
  }

  /// Reports a tab in the indentation of the current line, once for all lines of its kind that follow, and passes over
  /// them.
  mutating func passTabbedLines(_ line: FrontMatterLine, _ indent: Int) {
    var edits: [Fix.Edit] = []
    while current < lines.count {
      let next = lines[current]
      guard next.kind != .content || next.indent > indent || bytes[next.first] == tab else { break }
      if next.kind == .content, bytes[next.first] == tab { edits.append(spacesForTabs(next)) }
      current += 1
    }
    reportIndentingTab(line, edits)
  }

  mutating func reportIndentingTab(_ line: FrontMatterLine) { reportIndentingTab(line, [spacesForTabs(line)]) }

  private func spacesForTabs(_ line: FrontMatterLine) -> Fix.Edit {
    let after = skipWhite(line.start, line.end)
    return edit(line.start..<after, bytes[line.start..<after].map { $0 == tab ? "  " : " " }.joined())
  }

  private mutating func reportIndentingTab(_ line: FrontMatterLine, _ edits: [Fix.Edit]) {
    report(
      FrontMatterRules.tab, line.first..<line.first + 1, "tab in the indentation", label: "a tab",
      help: "indent with spaces", fixes: [Fix("replace tabs by two spaces each", .unsafe, edits: edits)])
  }

  mutating func reportTab(_ range: Range<Int>, replacement: String, _ applicability: Fix.Applicability) {
    report(
      FrontMatterRules.tab, range, replacement.isEmpty ? "tab at the end of a line" : "tab instead of a space",
      label: "a tab", help: replacement.isEmpty ? "remove the tab" : "write a space",
      fixes: [
        Fix(
          replacement.isEmpty ? "remove the tab" : "replace it by a space", applicability,
          edits: [edit(range, replacement)])
      ])
  }

  /// Reports text on the lines below an inline value.
  mutating func reportContinuation(of value: FieldValue, _ next: FrontMatterLine, _ indent: Int, _ name: ValueName) {
    var fixes: [Fix] = []
    if case .scalar(let scalar) = value, scalar.style == .plain {
      var edits: [Fix.Edit] = []
      var index = current
      var end = scalar.range.upperBound
      while index < lines.count, lines[index].kind == .content, lines[index].indent > indent {
        edits.append(edit(end..<lines[index].first, " "))
        end = plainEnd(lines[index].first, lines[index].end)
        index += 1
      }
      let hasComment =
        skipWhite(scalar.range.upperBound, next.start) < next.start
        && bytes[skipWhite(scalar.range.upperBound, next.start)] == hash
      if !edits.isEmpty, !hasComment { fixes = [Fix("join the lines", .unsafe, edits: edits)] }
    }
    report(
      FrontMatterRules.multiLineText, next.first..<plainEnd(next.first, next.end),
      "\(name.value) goes on in the next line", label: "YAML would add this to the text above",
      related: [.init(Location(path: source.path, range: value.range), "the value starts here")],
      help: "write it on one line, as a list with one `- ` item per line, or as a block below `>-`", fixes: fixes)
  }

  /// Reports a lone value on the line below its key.
  mutating func reportValueOnNextLine(line: Int, _ next: FrontMatterLine, _ start: Int, _ name: ValueName) {
    var fixes: [Fix] = []
    let keyLine = lines[line]
    if skipWhite(start, keyLine.end) == keyLine.end, line + 1 < lines.count, lines[line + 1].start == next.start {
      fixes = [Fix("move it up", .safe, edits: [edit(start..<next.first, " ")])]
    }
    report(
      FrontMatterRules.valueOnNextLine, next.first..<plainEnd(next.first, next.end),
      "\(name.value) stands on the next line", help: "write it behind the colon, or as a block below `>-`",
      fixes: fixes)
  }

  // MARK: - Building findings

  mutating func report(
    _ rule: Rule, _ range: Range<Int>, _ message: String, label: String? = nil, related: [Diagnostic.Related] = [],
    why: String? = nil, help: String? = nil, fixes: [Fix] = []
  ) {
    diagnostics.append(
      Diagnostic(
        rule, message, at: Location(path: source.path, range: SourceRange(range)), label: label, related: related,
        why: why, help: help, fixes: fixes))
  }

  func edit(_ range: Range<Int>, _ replacement: String) -> Fix.Edit {
    Fix.Edit(Location(path: source.path, range: SourceRange(range)), replacement: replacement)
  }

  /// Text for a message: at most 60 characters.
  func excerpt(_ range: Range<Int>) -> String {
    let text = text(range)
    return text.count <= 60 ? text : text.prefix(59) + "…"
  }

  /// Where a plain value that starts at `first` ends: before a comment and the spaces at the end of the line.
  func plainEnd(_ first: Int, _ end: Int) -> Int {
    var last = first
    var index = first
    while index < end {
      if bytes[index] == hash, index > first, isWhite(bytes[index - 1]), isComment(index, end) { break }
      if !isWhite(bytes[index]) { last = index + 1 }
      index += 1
    }
    return last
  }

  /// A fix that puts the bytes of `range` in quotes; none if they hold what quotes cannot.
  func quoteFix(_ range: Range<Int>, _ applicability: Fix.Applicability) -> [Fix] {
    guard let quoted = quoted(range) else { return [] }
    return [Fix("put the value in quotes", applicability, edits: [edit(range, quoted)])]
  }

  /// The text of `range` in quotes that keep every character.
  func quoted(_ range: Range<Int>) -> String? {
    guard !range.isEmpty, !hasForbiddenCharacters else { return nil }
    let text = text(range)
    if !bytes[range].contains(where: { $0 == doubleQuote || $0 == backslash }) { return "\"\(text)\"" }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// The text of `range`; what nobody can see is shown as U+FFFD.
  func text(_ range: Range<Int>) -> String { text(bytes[range]) }

  func text(_ content: some Collection<UInt8>) -> String {
    let text = String(decoding: content, as: UTF8.self)
    return hasForbiddenCharacters ? CharacterCheck.cleaned(text) : text
  }
}
