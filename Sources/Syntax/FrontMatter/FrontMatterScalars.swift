import Source

/// Text on one line: plain or in quotes, and comments.
extension FrontMatterParser {
  mutating func parseInlineScalar(_ first: Int, _ end: Int, _ name: ValueName) -> FieldValue.Scalar? {
    switch bytes[first] {
    case doubleQuote: parseDoubleQuoted(first, end, name)
    case singleQuote: parseSingleQuoted(first, end, name)
    default: parsePlain(first, end, name, inList: false)
    }
  }

  /// Reads text without quotes. In a list in brackets it ends at a comma or bracket.
  mutating func parsePlain(_ first: Int, _ end: Int, _ name: ValueName, inList: Bool) -> FieldValue.Scalar? {
    let next = first + 1 < end ? bytes[first + 1] : nil
    let isBareDash = bytes[first] == dash && (next.map { isWhite($0) || inList && isFlowSign($0) } ?? true)
    if bytes[first] == colon || isBareDash {
      report(
        FrontMatterRules.strayPunctuation, first..<first + 1,
        "\(name.value) starts with `\(bytes[first] == colon ? ":" : "- ")`, which cannot start one",
        help: isBareDash
          ? "write list items on lines of their own, or put the value in quotes" : "put the value in quotes",
        fixes: quoteFix(first..<(inList ? itemEnd(first, end) : plainEnd(first, end)), .unsafe))
      return nil
    }
    var index = first
    var last = first
    loop: while index < end {
      let byte = bytes[index]
      switch byte {
      case _ where inList && isFlowSign(byte):
        if byte == 0x5B || byte == 0x7B {
          reportNestedFlow(index)
          return nil
        }
        break loop
      case colon:
        let next = index + 1 < end ? bytes[index + 1] : space
        if isWhite(next) || inList && !canFollowColonInList(next) {
          reportColonInText(first, index, end, name, inList: inList)
          return nil
        }
        last = index + 1
      case hash:
        if index > first, isWhite(bytes[index - 1]) { break loop }
        last = index + 1
      case tab:
        let after = skipWhite(index, end)
        let replacement = after == end ? "" : " "
        reportTab(index..<after, replacement: replacement, after == end ? .safe : .unsafe)
        return nil
      case space: break
      default: last = index + 1
      }
      index += 1
    }
    return FieldValue.Scalar(text: text(first..<last), range: SourceRange(first, last), style: .plain)
  }

  private func isFlowSign(_ byte: UInt8) -> Bool {
    byte == comma || byte == 0x5B || byte == 0x5D || byte == 0x7B || byte == 0x7D
  }

  /// In brackets, YAML 1.1 and 1.2 disagree about a colon before any other sign.
  private func canFollowColonInList(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2F, 0x80...: true
    default: false
    }
  }

  /// Where an item of a list in brackets ends: before a comma, the closing bracket or a comment.
  func itemEnd(_ first: Int, _ end: Int) -> Int {
    var index = first
    while index < end, bytes[index] != comma, bytes[index] != 0x5D { index += 1 }
    return plainEnd(first, index)
  }

  /// The commonest mistake in real front matter: a title with a colon.
  private mutating func reportColonInText(_ first: Int, _ at: Int, _ end: Int, _ name: ValueName, inList: Bool) {
    let range = first..<(inList ? itemEnd(first, end) : plainEnd(first, end))
    let fix = quoteFix(range, .safe)
    let isLast = at + 1 >= range.upperBound
    let before = text(first..<at).split(separator: " ").last.map(String.init) ?? ""
    var help = "put the value in quotes"
    if let quoted = quoted(range), quoted.count <= 80 {
      let key = name.isItem ? "" : name.key + ": "
      help += ": `\(key)\(quoted)`"
    }
    if before.contains("_") { help += "; or start a new line before `\(before):` if that is a key" }
    let shown = isLast ? "ends with `:`" : bytes[at + 1] == space ? "contains `: `" : "contains `:`"
    report(
      FrontMatterRules.colonInText, at..<at + 1, "\(name.value) \(shown) and is not in quotes",
      label: isLast ? "YAML takes the text before this colon for a key" : "YAML takes this colon for the end of a key",
      why: "in YAML a colon with a space behind it ends a key, so `\(excerpt(range))` is not one piece of text",
      help: help, fixes: fix)
  }

  // MARK: - Quotes

  private mutating func parseSingleQuoted(_ first: Int, _ end: Int, _ name: ValueName) -> FieldValue.Scalar? {
    var content: [UInt8] = []
    var index = first + 1
    while index < end {
      if bytes[index] == singleQuote {
        guard index + 1 < end, bytes[index + 1] == singleQuote else {
          return FieldValue.Scalar(
            text: text(content), range: SourceRange(first, index + 1), style: .singleQuoted)
        }
        index += 1
      }
      content.append(bytes[index])
      index += 1
    }
    reportUnterminatedQuote(first, end, name)
    return nil
  }

  private mutating func parseDoubleQuoted(_ first: Int, _ end: Int, _ name: ValueName) -> FieldValue.Scalar? {
    var scalars = ""
    var run = first + 1
    var index = run
    while index < end {
      let byte = bytes[index]
      if byte == doubleQuote {
        scalars += text(run..<index)
        return FieldValue.Scalar(text: scalars, range: SourceRange(first, index + 1), style: .doubleQuoted)
      }
      guard byte == backslash else {
        index += 1
        continue
      }
      scalars += text(run..<index)
      guard let (scalar, length) = escape(index, end) else {
        reportBadEscape(index, end)
        return nil
      }
      scalars.unicodeScalars.append(scalar)
      index += length
      run = index
    }
    reportUnterminatedQuote(first, end, name)
    return nil
  }

  /// Reads a quoted text, in single or double quotes.
  mutating func parseQuoted(_ first: Int, _ end: Int, _ name: ValueName) -> FieldValue.Scalar? {
    bytes[first] == doubleQuote ? parseDoubleQuoted(first, end, name) : parseSingleQuoted(first, end, name)
  }

  /// The character an escape stands for and the number of bytes it takes.
  private func escape(_ index: Int, _ end: Int) -> (Unicode.Scalar, Int)? {
    guard index + 1 < end else { return nil }
    let digits: Int
    switch bytes[index + 1] {
    case 0x30: return ("\0", 2)
    case 0x74: return ("\t", 2)
    case 0x6E: return ("\n", 2)
    case 0x72: return ("\r", 2)
    case doubleQuote: return ("\"", 2)
    case backslash: return ("\\", 2)
    case 0x78: digits = 2
    case 0x75: digits = 4
    case 0x55: digits = 8
    default: return nil
    }
    guard index + 2 + digits <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index + 2..<index + 2 + digits] {
      guard let digit = hexDigit(byte), value <= 0x0FFF_FFFF else { return nil }
      value = value << 4 | digit
    }
    return Unicode.Scalar(value).map { ($0, digits + 2) }
  }

  private func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  private mutating func reportBadEscape(_ index: Int, _ end: Int) {
    let length = index + 1 < end ? 1 + CharacterCheck.decode(bytes, index + 1, end).length : 1
    report(
      FrontMatterRules.badEscape, index..<min(index + length, end),
      "escape `\(excerpt(index..<min(index + length, end)))` is not known",
      help: "write `\\\\` for a backslash, or use single quotes, in which a backslash is a backslash",
      fixes: [Fix("double the backslash", .unsafe, edits: [edit(index..<index, "\\")])])
  }

  private mutating func reportUnterminatedQuote(_ first: Int, _ end: Int, _ name: ValueName) {
    let quote = bytes[first] == doubleQuote ? "\"" : "'"
    let last = trimmedEnd(first, end)
    let canClose = last > first && bytes[last - 1] != backslash
    report(
      FrontMatterRules.unterminatedQuote, first..<first + 1, "quote of \(name) is not closed on its line",
      label: "opened here", help: "close the quote; for text over several lines use a block below `>-`",
      fixes: canClose
        ? [Fix("add `\(quote)` at the end of the line", .unsafe, edits: [edit(last..<last, quote)])] : [])
  }

  func trimmedEnd(_ first: Int, _ end: Int) -> Int {
    var last = end
    while last > first, isWhite(bytes[last - 1]) { last -= 1 }
    return last
  }

  // MARK: - Comments and what follows a value

  /// Whether the `#` at `index` starts what nobody could take for anything but a comment.
  func isComment(_ index: Int, _ end: Int) -> Bool {
    guard index + 1 < end else { return true }
    let next = bytes[index + 1]
    return isWhite(next) || next == hash || next == 0x21
  }

  /// Whether the `#` at `index` starts a comment; reports it if a reader could take it for text.
  mutating func checkComment(_ index: Int, _ end: Int, valueStart: Int?) -> Bool {
    guard !isComment(index, end) else { return true }
    var word = index
    while word < end, !isWhite(bytes[word]) { word += 1 }
    report(
      FrontMatterRules.hashInText, index..<word, "`\(excerpt(index..<word))` would be dropped as a comment",
      label: "YAML reads a comment from here", help: "put the value in quotes, or write `# ` if a comment is meant",
      fixes: quoteFix((valueStart ?? index)..<trimmedEnd(index, end), .unsafe))
    return false
  }

  /// Whether nothing but a comment follows the value; reports it if not.
  ///
  /// - Parameter start: where the value starts.
  mutating func checkTail(_ valueEnd: Int, _ end: Int, from start: Int, _ name: ValueName) -> Bool {
    let after = skipWhite(valueEnd, end)
    if after == end { return true }
    let isQuoted = bytes[start] == doubleQuote || bytes[start] == singleQuote
    if bytes[after] == hash, after > valueEnd {
      return checkComment(after, end, valueStart: isQuoted || bytes[start] == 0x5B ? nil : start)
    }
    report(
      FrontMatterRules.textAfterValue, after..<trimmedEnd(after, end),
      "text follows \(isQuoted ? "the closing quote of \(name)" : "\(name.value) on the same line")",
      help: isQuoted ? "put the whole value in quotes" : "remove the text or put it in a comment",
      fixes: isQuoted ? quoteFix(start..<plainEnd(start, end), .unsafe) : [])
    return false
  }
}
