import Source

extension MarkdownDocument {
  /// Where a link leads that leads nowhere.
  private static let nowhere = "#not-in-this-pack"

  /// The text as Markdown that a forge may render: what would run, load, name a person or an issue there is written so
  /// that it is only read. Everything else is the source, byte for byte.
  ///
  /// - Parameter resolve: where a relative link or image is to lead instead; nil where it can lead nowhere.
  public func forgeMarkdown(resolve: (Link) -> String?) -> String {
    let body = Array(source.bytes[min(start, source.bytes.count)...])
    let visible = ForgeText.visible(body)
    guard visible == body else {
      // Without its controls the text may hold links it did not hold before.
      return MarkdownDocument.parse(SourceText(path: source.path, bytes: visible), dialect: dialect)
        .forgeMarkdown(resolve: resolve)
    }
    var edits: [ForgeEdit] = []
    withBytes { bytes in
      addTargets(to: &edits, bytes, resolve: resolve)
      for block in tree.blocks {
        switch block.kind {
        case .html:
          for index in Int(block.first)..<max(Int(block.first), Int(block.second)) {
            let line = tree.lines[index]
            edits.append(ForgeEdit(Int(line.start), Int(line.end), harmless(Int(line.start), Int(line.end), bytes)))
          }
        case .paragraph, .heading, .cell:
          for index in Int(block.inlineStart)..<Int(block.inlineEnd) {
            addInline(tree.inlines[index], to: &edits, bytes)
          }
        default: continue
        }
      }
    }
    return String(decoding: ForgeEdit.apply(edits, to: source.bytes, from: start), as: UTF8.self)
  }

  /// Destinations: relative ones as the caller says, unsafe ones nowhere. A definition that nothing refers to here may
  /// be referred to by another reader's rules.
  private func addTargets(to edits: inout [ForgeEdit], _ bytes: Bytes, resolve: (Link) -> String?) {
    var links: [Int: Link] = [:]
    for index in tree.inlines.indices {
      let node = tree.inlines[index]
      guard node.kind == .link || node.kind == .image, let link = link(at: index, bytes) else { continue }
      if links[Int(node.first)] == nil { links[Int(node.first)] = link }
    }
    for (index, target) in tree.targets.enumerated() {
      let range = SourceRange(Int(target.sourceStart), max(Int(target.sourceStart), Int(target.sourceEnd)))
      guard !range.isEmpty else { continue }
      let destination = tree.destination(ofTarget: index, bytes)
      let way: String?
      switch LinkSafety(LinkSafety.cleaned(destination)) {
      case .external, .address, .fragment: continue
      case .unsafe: way = nil
      case .relative:
        let text = String(decoding: destination, as: UTF8.self)
        way = resolve(
          links[index]
            ?? Link(kind: .link, destination: text, destinationRange: range, range: range, text: "", title: nil))
      }
      edits.append(ForgeEdit(range.lowerBound, range.upperBound, Array((way ?? Self.nowhere).utf8)))
    }
  }

  private func addInline(_ node: Inline, to edits: inout [ForgeEdit], _ bytes: Bytes) {
    let (start, end) = (Int(node.start), Int(node.end))
    switch node.kind {
    case .html: edits.append(ForgeEdit(start, end, harmless(start, end, bytes)))
    case .autolink:
      if case .unsafe = LinkSafety(LinkSafety.cleaned(tree.destination(ofAutolink: node, bytes))) {
        edits.append(ForgeEdit(start, end, harmless(start, end, bytes)))
      }
    case .image:
      // A picture of another host would be asked for; as a link it waits for the reader.
      let destination = LinkSafety.cleaned(tree.destination(ofTarget: Int(node.first), bytes))
      if case .external = LinkSafety(destination), bytes[start] == UInt8(ascii: "!") {
        edits.append(ForgeEdit(start, start + 1, []))
      }
    case .text where node.flags.isEmpty:
      for index in Int(node.first)..<Int(node.second) {
        if bytes[index] == UInt8(ascii: "<") { edits.append(ForgeEdit(index, index + 1, Array("&lt;".utf8))) }
        if ForgeText.isMention(bytes, at: index) { edits.append(ForgeEdit(index + 1, index + 1, ForgeText.gap)) }
      }
    case .text:
      // An escape or a reference: what it stands for may begin a mention.
      var last: UInt8 = 0
      tree.withContent(of: node, bytes) { if $0.count > 0 { last = $0.base[$0.count - 1] } }
      if last == UInt8(ascii: "@") || last == UInt8(ascii: "#") || last == UInt8(ascii: "!") {
        edits.append(ForgeEdit(end, end, ForgeText.gap))
      }
    default: return
    }
  }

  /// Raw HTML as text, but for bare tags that change nothing except how the text looks.
  private func harmless(_ start: Int, _ end: Int, _ bytes: Bytes) -> [UInt8] {
    guard end > start else { return [] }
    if let tag = ForgeText.bareTag(bytes, from: start, to: end) { return tag }
    var text: [UInt8] = []
    for index in start..<end { text.append(bytes[index]) }
    // Four spaces in front would make a block of code, whose references nobody resolves.
    let lead = text.prefix { $0 == 0x20 || $0 == 0x09 }.count
    return ForgeText.escape(Array(text[lead...]))
  }
}

/// A part of the source that is written in another way.
private struct ForgeEdit {
  let start: Int
  let end: Int
  let text: [UInt8]

  init(_ start: Int, _ end: Int, _ text: [UInt8]) {
    self.start = start
    self.end = end
    self.text = text
  }

  /// The bytes from `start` on, with every edit made; of two that meet, the first counts.
  static func apply(_ edits: [ForgeEdit], to bytes: [UInt8], from start: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count - min(start, bytes.count) + 64)
    var position = min(start, bytes.count)
    for edit in edits.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      guard edit.start >= position, edit.end <= bytes.count else { continue }
      result += bytes[position..<edit.start]
      result += edit.text
      position = edit.end
    }
    return result + bytes[position...]
  }
}

/// How text is written into Markdown that a forge renders.
public enum ForgeText {
  /// A space without width: behind `@`, `#` or `!` it keeps a forge from reading a person or an issue.
  static let gap = Array("&#8203;".utf8)

  /// Text on one line, with nothing that Markdown or a forge would read.
  public static func escape(_ text: String) -> String {
    // Most of what stands in a table is words and dates.
    guard !isPlain(text) else { return text }
    return String(decoding: visible(escape(Array(text.utf8))), as: UTF8.self)
  }

  /// Whether nothing in the text means anything in Markdown: letters, digits, and hyphens that follow no `H`, which may
  /// be that of `GH-12`.
  private static func isPlain(_ text: String) -> Bool {
    var before: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x20, UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ":"),
        UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"):
        break
      case UInt8(ascii: "-") where before | 0x20 != UInt8(ascii: "h"): break
      default: return false
      }
      before = byte
    }
    return true
  }

  static func escape(_ text: [UInt8]) -> [UInt8] {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.count + 16)
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let bytes = Bytes(base: base, count: buffer.count)
      for index in 0..<bytes.count {
        let byte = base[index]
        switch byte {
        case UInt8(ascii: "&"): escaped += "&amp;".utf8
        case UInt8(ascii: "<"): escaped += "&lt;".utf8
        case UInt8(ascii: ">"): escaped += "&gt;".utf8
        case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
          UInt8(ascii: "]"), UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "#"):
          escaped += [UInt8(ascii: "\\"), byte]
        case 0x09, 0x0A, 0x0D: escaped.append(0x20)
        default: escaped.append(byte)
        }
        if isMention(bytes, at: index) { escaped += gap }
      }
    }
    return escaped
  }

  /// Whether a forge could take what begins here for a person (`@name`) or an issue (`#12`, `!12`, `GH-12`).
  static func isMention(_ bytes: Bytes, at index: Int) -> Bool {
    let next = bytes[index + 1]
    switch bytes[index] {
    case UInt8(ascii: "@"): return next.isAlphanumeric && !(index > 0 && bytes[index - 1].isAlphanumeric)
    case UInt8(ascii: "#"), UInt8(ascii: "!"): return (0x30...0x39).contains(next)
    case UInt8(ascii: "-"):
      return (0x30...0x39).contains(next) && index >= 2 && bytes[index - 1].asciiLowered == UInt8(ascii: "h")
        && bytes[index - 2].asciiLowered == UInt8(ascii: "g") && !(index > 2 && bytes[index - 3].isAlphanumeric)
    default: return false
    }
  }

  /// A tag without attributes of an element that may pass, written anew; nil for anything else.
  static func bareTag(_ bytes: Bytes, from start: Int, to end: Int) -> [UInt8]? {
    guard bytes[start] == UInt8(ascii: "<"), bytes[end - 1] == UInt8(ascii: ">") else { return nil }
    var index = start + 1
    let isEnd = bytes[index] == UInt8(ascii: "/")
    if isEnd { index += 1 }
    var name: [UInt8] = []
    while index < end, bytes[index].isAlphanumeric {
      name.append(bytes[index].asciiLowered)
      index += 1
    }
    while index < end, bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "/") { index += 1 }
    guard index == end - 1, let element = RawHTML.Element(rawValue: String(decoding: name, as: UTF8.self)),
      ![.a, .img].contains(element)
    else { return nil }
    return Array("<".utf8) + (isEnd ? Array("/".utf8) : []) + name + Array(">".utf8)
  }

  /// Controls as U+FFFD, and embeddings, overrides and isolates of the writing direction by their names.
  static func visible(_ text: [UInt8]) -> [UInt8] {
    func isControl(_ byte: UInt8) -> Bool {
      byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
    }
    guard text.contains(where: { isControl($0) || $0 == 0xE2 }) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 16)
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let bytes = Bytes(base: base, count: buffer.count)
      var index = 0
      while index < bytes.count {
        if isControl(base[index]) {
          result += "\u{FFFD}".utf8
        } else if let name = HTMLWriter.directionControl(bytes, at: index) {
          result.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
          index += 2
        } else {
          result.append(base[index])
        }
        index += 1
      }
    }
    return result
  }
}
