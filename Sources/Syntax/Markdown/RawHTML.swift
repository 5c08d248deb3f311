/// Raw HTML cut into tokens, with the elements and attributes that may pass.
///
/// Nothing of the text itself is ever written out: what passes is written anew from the tokens.
enum RawHTML {
  /// The elements that may pass.
  enum Element: String {
    case br, sub, sup, kbd, ins, del, mark, abbr, a, img
    case details, summary, table, thead, tbody, tr, td, th

    /// Elements without content and end tag.
    var isVoid: Bool { self == .br || self == .img }

    /// Elements that stand between paragraphs, not in them.
    var isFlow: Bool {
      switch self {
      case .details, .summary, .table, .thead, .tbody, .tr, .td, .th: true
      default: false
      }
    }

    /// The attributes that may pass.
    var attributes: [String] {
      switch self {
      case .abbr: ["title"]
      case .details: ["open"]
      case .a: ["id", "name"]
      case .td, .th: ["colspan", "rowspan", "align"]
      case .img: ["src", "alt", "width", "height"]
      default: []
      }
    }
  }

  struct Tag {
    /// nil for an element that may not pass.
    var element: Element?
    var attributes: [(name: String, value: [UInt8])] = []
    /// The bytes in the text.
    var start: Int
    var end: Int

    func value(of name: String) -> String? {
      attributes.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// The first attribute that may not pass.
    var refusedAttribute: String? {
      guard let element else { return nil }
      return attributes.first { !element.attributes.contains($0.name) }?.name
    }
  }

  enum Token {
    case text(start: Int, end: Int)
    case startTag(Tag)
    case endTag(Tag)
    case comment(start: Int, end: Int, isClosed: Bool)
    /// A declaration, an instruction or a CDATA section begins here; it is text.
    case other(start: Int, end: Int)
  }

  /// Calls `body` with each token of `text`; together they cover all of it.
  static func eachToken(_ text: Bytes, _ body: (Token) -> Void) {
    var textStart = 0
    var index = 0
    var budget = 8 * text.count + 10_000
    func flush() { if index > textStart { body(.text(start: textStart, end: index)) } }
    while index < text.count {
      guard text.base[index] == 0x3C else {
        index += 1
        continue
      }
      if text.has("<!--", at: index) {
        flush()
        let (end, isClosed) = commentEnd(text, at: index)
        body(.comment(start: index, end: end, isClosed: isClosed))
        index = end
        textStart = end
      } else if text[index + 1] == 0x21 || text[index + 1] == 0x3F {
        flush()
        body(.other(start: index, end: index + 2))
        index += 2
        textStart = index
      } else if budget > 0, let tag = tag(text, at: index, &budget) {
        flush()
        body(text[index + 1] == 0x2F ? .endTag(tag) : .startTag(tag))
        index = tag.end
        textStart = index
      } else {
        index += 1
      }
    }
    flush()
  }

  private static func commentEnd(_ text: Bytes, at start: Int) -> (end: Int, isClosed: Bool) {
    if text[start + 4] == 0x3E { return (start + 5, true) }
    if text.has("->", at: start + 4) { return (start + 6, true) }
    var index = start + 4
    while index < text.count {
      if text.base[index] == 0x2D, text.has("-->", at: index) { return (index + 3, true) }
      index += 1
    }
    return (text.count, false)
  }

  private static func tag(_ text: Bytes, at start: Int, _ budget: inout Int) -> Tag? {
    var scanned = start
    let end = HTMLTag.end(of: text, at: start, scanned: &scanned)
    guard let end else {
      budget -= scanned - start
      return nil
    }
    var index = text[start + 1] == 0x2F ? start + 2 : start + 1
    let name = lowered(text, &index) { $0.isAlphanumeric || $0 == 0x2D }
    var tag = Tag(element: Element(rawValue: name), start: start, end: end)
    while index < end {
      while text[index].isWhiteSpace { index += 1 }
      guard text[index] != 0x3E, text[index] != 0x2F, index < end else { break }
      let name = lowered(text, &index) {
        $0.isAlphanumeric || $0 == 0x5F || $0 == 0x3A || $0 == 0x2E || $0 == 0x2D
      }
      guard !name.isEmpty else { break }
      let value = attributeValue(text, &index)
      if !tag.attributes.contains(where: { $0.name == name }), tag.attributes.count < 32 {
        tag.attributes.append((name, value))
      }
    }
    return tag
  }

  private static func lowered(_ text: Bytes, _ index: inout Int, while condition: (UInt8) -> Bool) -> String {
    var name: [UInt8] = []
    while condition(text[index]) {
      name.append(text[index].asciiLowered)
      index += 1
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// The value of an attribute, character references resolved.
  private static func attributeValue(_ text: Bytes, _ index: inout Int) -> [UInt8] {
    var position = index
    while text[position].isWhiteSpace { position += 1 }
    guard text[position] == 0x3D else { return [] }
    position += 1
    while text[position].isWhiteSpace { position += 1 }
    let quote = text[position]
    let isQuoted = quote == 0x22 || quote == 0x27
    if isQuoted { position += 1 }
    let start = position
    while position < text.count {
      let byte = text.base[position]
      if isQuoted ? byte == quote : byte.isWhiteSpace || byte == 0x3E { break }
      position += 1
    }
    index = isQuoted ? position + 1 : position
    var value: [UInt8] = []
    appendResolved(Bytes(base: text.base + start, count: position - start), to: &value)
    return value
  }

  /// Adds text with its character references resolved.
  static func appendResolved(_ text: Bytes, to value: inout [UInt8]) {
    var index = 0
    while index < text.count {
      if text.base[index] == 0x26, let match = CharacterReference.match(text, at: index) {
        value.append(match.first)
        if let second = match.second { value.append(second) }
        index = match.next
      } else {
        value.append(text.base[index])
        index += 1
      }
    }
  }
}
