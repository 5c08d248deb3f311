/// HTML blocks: the seven conditions of CommonMark under which one begins and ends.
extension BlockParser {
  mutating func startHTML(mayInterrupt: Bool) -> Bool {
    let condition = htmlStartCondition(mayInterrupt: mayInterrupt)
    guard condition > 0 else { return false }
    closeUnmatched()
    let block = add(.html, at: nonspace)
    startLeaf(block, .html)
    tree.blocks[block].number = UInt16(condition)
    tree.hasRawHTML = true
    htmlCondition = condition
    addLine()
    if htmlEnds() { closeLeaf() }
    return true
  }

  /// 1 to 7, or 0 if the line begins no HTML block.
  private func htmlStartCondition(mayInterrupt: Bool) -> Int {
    let start = nonspace + 1
    switch bytes[start] {
    case 0x21:  // !
      if bytes.has("!--", at: start) { return 2 }
      if bytes.has("![CDATA[", at: start) { return 5 }
      return bytes[start + 1].isLetter ? 4 : 0
    case 0x3F: return 3  // ?
    default: break
    }
    let closing = bytes[start] == 0x2F
    let nameStart = closing ? start + 1 : start
    var nameEnd = nameStart
    while bytes[nameEnd].isAlphanumeric || bytes[nameEnd] == 0x2D { nameEnd += 1 }
    guard nameEnd > nameStart, bytes[nameStart].isLetter else { return 0 }
    let next = bytes[nameEnd]
    let ended = nameEnd >= lineEnd || next.isWhiteSpace || next == 0x3E
    if !closing, ended, HTMLNames.isVerbatim(bytes, nameStart, nameEnd) { return 1 }
    if ended || (next == 0x2F && bytes[nameEnd + 1] == 0x3E), HTMLNames.isBlock(bytes, nameStart, nameEnd) { return 6 }
    guard mayInterrupt else { return 0 }
    // A complete tag alone on its line.
    let line = Bytes(base: bytes.base, count: lineEnd)
    guard var index = HTMLTag.end(of: line, at: nonspace) else { return 0 }
    while index < lineEnd, bytes[index].isWhiteSpace { index += 1 }
    return index == lineEnd ? 7 : 0
  }

  /// Whether the line holds what ends the open HTML block.
  func htmlEnds() -> Bool {
    switch htmlCondition {
    case 1:
      return lineHas { bytes, index in
        bytes.hasIgnoringCase("</script>", at: index) || bytes.hasIgnoringCase("</pre>", at: index)
          || bytes.hasIgnoringCase("</style>", at: index) || bytes.hasIgnoringCase("</textarea>", at: index)
      }
    case 2: return lineHas { $0.has("-->", at: $1) }
    case 3: return lineHas { $0.has("?>", at: $1) }
    case 4: return lineHas { $0[$1] == 0x3E }
    case 5: return lineHas { $0.has("]]>", at: $1) }
    default: return false
    }
  }

  private func lineHas(_ predicate: (Bytes, Int) -> Bool) -> Bool {
    let line = Bytes(base: bytes.base, count: lineEnd)
    return (min(offset, lineEnd)..<lineEnd).contains { predicate(line, $0) }
  }
}

/// Names of elements that CommonMark treats in a way of their own.
enum HTMLNames {
  /// Elements whose content is not Markdown up to their end tag.
  static func isVerbatim(_ bytes: Bytes, _ start: Int, _ end: Int) -> Bool {
    isListed(bytes, start, end, in: " pre script style textarea ")
  }

  /// Elements that begin an HTML block wherever they stand at the start of a line.
  static func isBlock(_ bytes: Bytes, _ start: Int, _ end: Int) -> Bool {
    isListed(
      bytes, start, end,
      in: """
         address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl \
        dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend \
        li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td \
        tfoot th thead title tr track ul\u{20}
        """)
  }

  /// Whether the bytes, in lower case, are one of the words that `words` lists with a space on either side of each.
  static func isListed(_ bytes: Bytes, _ start: Int, _ end: Int, in words: StaticString) -> Bool {
    let length = end - start
    guard length > 0, length <= 16 else { return false }
    let list = words.utf8Start
    let count = words.utf8CodeUnitCount
    var index = 0
    while index + length + 1 < count {
      // `index` is at the space before a word.
      var offset = 0
      while offset < length, list[index + 1 + offset] == bytes[start + offset].asciiLowered { offset += 1 }
      if offset == length, list[index + 1 + length] == 0x20 { return true }
      index += 1
      while index < count, list[index] != 0x20 { index += 1 }
    }
    return false
  }
}

/// The shape of one tag of raw HTML.
enum HTMLTag {
  /// The position behind the open or closing tag that begins at `start`; nil if there is none. `scanned` is raised to
  /// the furthest byte that was looked at.
  static func end(of text: Bytes, at start: Int, scanned: UnsafeMutablePointer<Int>? = nil) -> Int? {
    var index = start + 1
    defer { scanned?.pointee = index }
    let closing = text[index] == 0x2F
    if closing { index += 1 }
    guard text[index].isLetter else { return nil }
    while text[index].isAlphanumeric || text[index] == 0x2D { index += 1 }
    while true {
      let nameEnd = index
      while text[index].isWhiteSpace { index += 1 }
      if text[index] == 0x3E { return index + 1 }
      if closing { return nil }
      if text[index] == 0x2F { return text[index + 1] == 0x3E ? index + 2 : nil }
      // An attribute: white space, a name, perhaps a value.
      guard index > nameEnd, index < text.count, text[index].isLetter || text[index] == 0x5F || text[index] == 0x3A
      else { return nil }
      while true {
        let byte = text[index]
        guard byte.isAlphanumeric || byte == 0x5F || byte == 0x3A || byte == 0x2E || byte == 0x2D else { break }
        index += 1
      }
      var value = index
      while text[value].isWhiteSpace { value += 1 }
      guard text[value] == 0x3D else { continue }
      value += 1
      while text[value].isWhiteSpace { value += 1 }
      index = value
      let quote = text[value]
      if quote == 0x22 || quote == 0x27 {
        index += 1
        while index < text.count, text[index] != quote { index += 1 }
        guard index < text.count else { return nil }
        index += 1
      } else {
        while index < text.count, !isUnquotedEnd(text[index]) { index += 1 }
        guard index > value else { return nil }
      }
    }
  }

  private static func isUnquotedEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09...0x0D, 0x22, 0x27, 0x3C, 0x3D, 0x3E, 0x60: true
    default: false
    }
  }
}
