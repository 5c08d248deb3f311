/// A template as it is rendered: the text between tags, and what the tags ask for.
///
/// The language is the part of Mustache that the templates use: `{{name}}`, `{{{name}}}`, sections `{{#name}}` and
/// `{{^name}}`, partials `{{>name}}`, partials that a value chooses `{{>*name}}`, and one page inside another with
/// `{{<name}}` and `{{$block}}`. A line that holds nothing but one tag that shows nothing itself is left out as a line.
struct Template: Sendable {
  /// A piece of a template.
  indirect enum Node: Sendable {
    /// Text as it stands.
    case text([UInt8])
    /// A value; escaped unless the program made it as markup.
    case value(Name, isEscaped: Bool)
    /// Shown once for each thing the value holds.
    case section(Name, [Node])
    /// Shown where the value holds nothing.
    case inverted(Name, [Node])
    /// Another template.
    case partial(String)
    /// The template the value names.
    case chosenPartial(Name)
    /// Another template with blocks of it replaced.
    case parent(String, [String: [Node]])
    /// What a page inside replaces.
    case block(String, [Node])
  }

  /// A name in a tag. The names of links, badges and tables are recognised once, here, and not for every row.
  struct Name: Sendable {
    let text: String
    let part: PartName?

    init(_ text: String) {
      self.text = text
      part = PartName(rawValue: text)
    }
  }

  /// Why a text is no template.
  struct SyntaxError: Error {
    let message: String
  }

  let nodes: [Node]

  init(_ text: String) throws(SyntaxError) {
    var parser = TemplateParser(text)
    nodes = try parser.parse(until: nil, isLineStart: true, isInParent: false)
  }
}

/// Reads a template, tag by tag.
private struct TemplateParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Reads up to the end of the section `end`, or of the text.
  ///
  /// - Parameter isInParent: whether only blocks may stand here, and what is between them is not shown.
  mutating func parse(
    until end: String?, isLineStart: Bool, isInParent: Bool
  ) throws(Template.SyntaxError) -> [Template.Node] {
    var nodes: [Template.Node] = []
    var isLineStart = isLineStart
    while position < bytes.count {
      let text = textToTag()
      if !text.isEmpty {
        nodes.append(.text(text))
        isLineStart = text.last == UInt8(ascii: "\n")
      }
      guard position < bytes.count else { break }
      let tag = try tag()
      let name = String(tag.dropFirst())
      switch tag.first {
      case "#", "^":
        isLineStart = isLineStart && endsLine()
        let content = try parse(until: name, isLineStart: isLineStart, isInParent: false)
        nodes.append(tag.first == "#" ? .section(.init(name), content) : .inverted(.init(name), content))
      case "/":
        guard name == end else { throw .init(message: "{{/\(name)}} closes nothing that is open") }
        if isLineStart { _ = endsLine() }
        return nodes
      case ">":
        isLineStart = isLineStart && endsLine()
        nodes.append(name.hasPrefix("*") ? .chosenPartial(.init(String(name.dropFirst()))) : .partial(name))
      case "<":
        isLineStart = isLineStart && endsLine()
        var blocks: [String: [Template.Node]] = [:]
        for case .block(let block, let content) in try parse(until: name, isLineStart: true, isInParent: true) {
          blocks[block] = content
        }
        nodes.append(.parent(name, blocks))
      case "$":
        isLineStart = (isLineStart || isInParent) && endsLine()
        nodes.append(.block(name, try parse(until: name, isLineStart: isLineStart, isInParent: false)))
      case "{":
        nodes.append(.value(.init(name), isEscaped: false))
        isLineStart = false
      default:
        nodes.append(.value(.init(tag), isEscaped: true))
        isLineStart = false
      }
    }
    guard end == nil else { throw .init(message: "{{#\(end ?? "")}} is not closed") }
    return nodes
  }

  /// The text up to the next tag, whole lines and what stands before the tag on its line.
  private mutating func textToTag() -> [UInt8] {
    let start = position
    let brace = UInt8(ascii: "{")
    while position < bytes.count {
      if bytes[position] == brace, position + 1 < bytes.count, bytes[position + 1] == brace { break }
      position += 1
    }
    return Array(bytes[start..<position])
  }

  /// What stands between the braces; a third pair is left out.
  private mutating func tag() throws(Template.SyntaxError) -> String {
    let brace = UInt8(ascii: "}")
    let start = position + 2
    var end = start
    while end + 1 < bytes.count, bytes[end] != brace || bytes[end + 1] != brace { end += 1 }
    let text = String(decoding: bytes[min(start, bytes.count)..<min(end, bytes.count)], as: UTF8.self)
    position = end + 2 + (text.hasPrefix("{") ? 1 : 0)
    let name = text.drop { "#^/><$*{".contains($0) }
    guard position <= bytes.count, !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
      throw .init(message: "`{{\(text.prefix(40))` is no tag")
    }
    return text
  }

  /// Whether nothing follows on this line; if so, the next line comes next.
  private mutating func endsLine() -> Bool {
    guard position < bytes.count else { return true }
    guard bytes[position] == UInt8(ascii: "\n") else { return false }
    position += 1
    return true
  }
}
