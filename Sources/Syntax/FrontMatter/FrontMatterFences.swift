import Source

extension FrontMatter {
  /// Most bytes of a block between its fences.
  public static let maximumBlockSize = 64 * 1024
  /// Most bytes of a line.
  public static let maximumLineLength = 4096
  /// Most levels of maps and lists inside the block.
  public static let maximumDepth = 8
  /// Most keys and items of a block.
  public static let maximumEntries = 4096
  /// Most bytes of one text.
  public static let maximumScalarSize = 16 * 1024

  /// Reads the block at the top of a document.
  ///
  /// Nil without findings if the document has none. A block with mistakes gives a finding for each, the entries that can
  /// be read, and the right start of the document's text.
  public static func parse(_ source: SourceText) -> (frontMatter: FrontMatter?, diagnostics: [Diagnostic]) {
    var fences = FenceReader(source)
    guard let block = fences.locate() else { return (nil, fences.diagnostics) }
    let range = SourceRange(block.start, block.bodyStart)
    guard let inside = block.inside else {
      let nothing = FieldMap(entries: [], range: SourceRange(block.start, block.start), isPartial: true)
      return (FrontMatter(root: nothing, range: range, bodyStart: block.bodyStart), fences.diagnostics)
    }
    var parser = FrontMatterParser(source, inside)
    let root = parser.parse()
    return (
      FrontMatter(root: root, range: range, bodyStart: block.bodyStart), fences.diagnostics + parser.diagnostics
    )
  }

  /// Reads a file that is one block without fences, such as `auditpack.yaml`. A first line `---` is tolerated.
  public static func parseDataFile(_ source: SourceText) -> (frontMatter: FrontMatter, diagnostics: [Diagnostic]) {
    let fences = FenceReader(source)
    var start = fences.start
    if fences.fence(at: start) == 0x2D { start = fences.nextLine(start) }
    var parser = FrontMatterParser(source, start..<source.bytes.count)
    let root = parser.parse()
    let whole = SourceRange(0, source.bytes.count)
    return (FrontMatter(root: root, range: whole, bodyStart: source.bytes.count), parser.diagnostics)
  }
}

/// Finds where front matter starts and ends.
struct FenceReader: BlockSigns {
  struct Block {
    /// Offset of the opening fence.
    let start: Int
    /// The bytes between the fences; nil if they are not in our language.
    let inside: Range<Int>?
    /// Offset behind the closing fence's line.
    let bodyStart: Int
  }

  let source: SourceText
  let bytes: [UInt8]
  /// Offset behind the byte order mark, if there is one.
  let start: Int
  var diagnostics: [Diagnostic] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The block at the top of the file; nil if there is none.
  mutating func locate() -> Block? {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case dash: return locateFenced(at: start)
    case 0x2B: return locateForeign("+++", "TOML")
    case 0x7B: return locateJSON()
    case space, tab, 0x0A, 0x0D: return locateLate()
    default: return locateWithoutOpening()
    }
  }

  // MARK: - Lines

  /// Offset behind the last byte of the line at `start`, line end left out.
  func lineEnd(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    return index
  }

  /// Offset of the line after the one at `start`.
  func nextLine(_ start: Int) -> Int {
    let end = lineEnd(start)
    guard end < bytes.count else { return end }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
  }

  /// The character of the fence on the line at `start`: `-`, `.` or `+`; nil if the line is none.
  func fence(at start: Int) -> UInt8? {
    guard start + 3 <= bytes.count else { return nil }
    let byte = bytes[start]
    guard byte == dash || byte == 0x2E || byte == 0x2B, bytes[start + 1] == byte, bytes[start + 2] == byte else {
      return nil
    }
    var index = start + 3
    while index < bytes.count, isWhite(bytes[index]) { index += 1 }
    return index == bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D ? byte : nil
  }

  private enum LineShape {
    case blank
    case comment
    /// `key:`, perhaps with a space missing or too much.
    case entry
    /// Deeper than its key, or an item of a list.
    case continuation
    case other
  }

  private func shape(_ start: Int) -> LineShape {
    let end = lineEnd(start)
    guard start < end else { return .blank }
    switch bytes[start] {
    case space, tab:
      var index = start
      while index < end, isWhite(bytes[index]) { index += 1 }
      return index == end ? .blank : .continuation
    case hash: return .comment
    case dash where start + 1 == end || isWhite(bytes[start + 1]): return .continuation
    case let byte where isKeyStart(byte):
      var index = start
      while index < end, isKeyByte(bytes[index]) { index += 1 }
      while index < end, bytes[index] == space { index += 1 }
      guard index < end, bytes[index] == colon || bytes[index] == 0x3D else { return .other }
      return .entry
    default: return .other
    }
  }

  /// Whether the line at `start` is exactly `key: …`.
  private func isStrictEntry(_ start: Int) -> Bool {
    guard shape(start) == .entry else { return false }
    let end = lineEnd(start)
    var index = start
    while index < end, isKeyByte(bytes[index]) { index += 1 }
    return index < end && bytes[index] == colon && (index + 1 == end || isWhite(bytes[index + 1]))
  }

  // MARK: - The usual shape

  private mutating func locateFenced(at open: Int) -> Block? {
    guard fence(at: open) == dash else { return nil }
    let first = nextLine(open)
    guard first > lineEnd(open) else { return nil }
    var line = first
    var hasEntry = false
    var hasOther = false
    while line < bytes.count {
      if let sign = fence(at: line), sign != 0x2B {
        // Two thematic breaks with prose between them are not front matter.
        if !hasEntry && hasOther { return nil }
        checkFence(open)
        checkFence(line)
        return Block(start: open, inside: first..<line, bodyStart: nextLine(line))
      }
      switch shape(line) {
      case .entry: hasEntry = true
      case .blank, .comment: break
      case .continuation: hasOther = true
      case .other: if bytes[line] == 0x7B || bytes[line] == doubleQuote { hasEntry = true } else { hasOther = true }
      }
      line = nextLine(line)
    }
    return locateUnclosed(open, first)
  }

  private mutating func checkFence(_ line: Int) {
    let end = lineEnd(line)
    if bytes[line] == 0x2E {
      report(
        FrontMatterRules.dotsAsFence, line..<line + 3, "front matter ends with `...` instead of `---`",
        help: "write `---`", fixes: [Fix("write `---`", .safe, edits: [edit(line..<line + 3, "---")])])
    }
    if bytes[line + 3..<end].contains(tab) {
      report(
        FrontMatterRules.tab, line + 3..<end, "tab behind the fence of front matter", label: "a tab",
        help: "remove the tab", fixes: [Fix("remove it", .safe, edits: [edit(line + 3..<end, "")])])
    }
  }

  /// A block whose closing fence is missing: it ends where the lines stop to look like entries.
  private mutating func locateUnclosed(_ open: Int, _ first: Int) -> Block? {
    var line = first
    while line < bytes.count, shape(line) == .blank { line = nextLine(line) }
    guard line < bytes.count, isStrictEntry(line) else { return nil }
    var end = line
    var followsBlank = false
    scan: while line < bytes.count {
      switch shape(line) {
      case .blank: followsBlank = true
      case .entry: (end, followsBlank) = (nextLine(line), false)
      case .continuation where !followsBlank: end = nextLine(line)
      case .comment where !followsBlank: end = nextLine(line)
      default: break scan
      }
      line = nextLine(line)
    }
    let needsBreak = end > 0 && bytes[end - 1] != 0x0A && bytes[end - 1] != 0x0D
    report(
      FrontMatterRules.unclosed, open..<open + 3, "front matter is not closed", label: "opened here",
      help: "write `---` on a line of its own below the last entry",
      fixes: [Fix("insert `---`", .unsafe, edits: [edit(end..<end, (needsBreak ? lineBreak : "") + "---" + lineBreak)])]
    )
    return Block(start: open, inside: first..<end, bodyStart: end)
  }

  // MARK: - What people write instead

  /// Blank lines or spaces in front of the opening fence.
  private mutating func locateLate() -> Block? {
    var line = start
    while line < bytes.count, shape(line) == .blank { line = nextLine(line) }
    var open = line
    while open < bytes.count, bytes[open] == space { open += 1 }
    guard open - line <= 3, fence(at: open) == dash else { return nil }
    let first = nextLine(open)
    var next = first
    while next < bytes.count, shape(next) == .blank || shape(next) == .comment { next = nextLine(next) }
    guard next < bytes.count, isStrictEntry(next), let block = locateFenced(at: open) else { return nil }
    report(
      FrontMatterRules.notFirst, start..<start, "front matter does not start on the first line",
      help: "remove what stands before `---`",
      fixes: [Fix("remove the blank lines", .safe, edits: [edit(start..<open, "")])])
    return block
  }

  /// Entries from the first line on and a closing fence, as some policy repositories have it.
  private mutating func locateWithoutOpening() -> Block? {
    guard isStrictEntry(start) else { return nil }
    var line = start
    var keys: [String] = []
    while line < bytes.count, line - start <= FrontMatter.maximumBlockSize {
      if fence(at: line) == dash {
        let isKnown = keys.count > 1 || keys.first.map { ["id", "type", "title"].contains($0) } ?? false
        guard isKnown else { return nil }
        report(
          FrontMatterRules.missingOpening, start..<start, "front matter has no opening `---`",
          help: "write `---` on a line of its own above the first entry",
          fixes: [Fix("insert `---`", .safe, edits: [edit(start..<start, "---" + lineBreak)])])
        return Block(start: start, inside: start..<line, bodyStart: nextLine(line))
      }
      switch shape(line) {
      case .blank, .comment, .continuation: break
      case .entry:
        // A setext heading over `Note: …` is prose; keys start with a small letter.
        guard (0x61...0x7A).contains(bytes[line]) else { return nil }
        var end = line
        while end < bytes.count, isKeyByte(bytes[end]) { end += 1 }
        keys.append(source.text(SourceRange(line, end)))
      case .other: return nil
      }
      line = nextLine(line)
    }
    return nil
  }

  /// The line end of the first line, so that a fix keeps to the file's.
  private var lineBreak: String {
    let end = lineEnd(start)
    return end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A ? "\r\n" : "\n"
  }

  private mutating func locateForeign(_ fenceText: String, _ language: String) -> Block? {
    guard fence(at: start) == 0x2B else { return nil }
    var line = nextLine(start)
    while line < bytes.count {
      if fence(at: line) == 0x2B {
        reportForeign(start..<start + 3, language)
        return Block(start: start, inside: nil, bodyStart: nextLine(line))
      }
      line = nextLine(line)
    }
    return nil
  }

  private mutating func locateJSON() -> Block? {
    var index = start + 1
    while index < bytes.count, isWhite(bytes[index]) || bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
    guard index < bytes.count, bytes[index] == doubleQuote else { return nil }
    var depth = 0
    var isInText = false
    index = start
    while index < bytes.count {
      let byte = bytes[index]
      if isInText {
        if byte == backslash { index += 1 } else if byte == doubleQuote { isInText = false }
      } else if byte == doubleQuote {
        isInText = true
      } else if byte == 0x7B {
        depth += 1
      } else if byte == 0x7D {
        depth -= 1
        if depth == 0 {
          reportForeign(start..<start + 1, "JSON")
          return Block(start: start, inside: nil, bodyStart: nextLine(index))
        }
      }
      index += 1
    }
    return nil
  }

  private mutating func reportForeign(_ range: Range<Int>, _ language: String) {
    report(
      FrontMatterRules.foreignLanguage, range, "front matter is written in \(language)",
      label: "\(language) starts here", help: "write it as `key: value` lines between two lines `---`")
  }

  private mutating func report(
    _ rule: Rule, _ range: Range<Int>, _ message: String, label: String? = nil, help: String, fixes: [Fix] = []
  ) {
    diagnostics.append(
      Diagnostic(
        rule, message, at: Location(path: source.path, range: SourceRange(range)), label: label, help: help,
        fixes: fixes))
  }

  private func edit(_ range: Range<Int>, _ replacement: String) -> Fix.Edit {
    Fix.Edit(Location(path: source.path, range: SourceRange(range)), replacement: replacement)
  }
}
