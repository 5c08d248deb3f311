import Source

/// Inlines and raw HTML in safe HTML.
extension SafeRenderer {
  mutating func inlines(_ block: Block) {
    let outerBase = rawBase
    rawBase = rawOpen.count
    /// Elements that are open, with the `rawBase` outside each and whether anything is to be written at their end.
    var open: [(node: Int, outerBase: Int, isWritten: Bool)] = []
    var index = Int(block.inlineStart)
    let end = Int(block.inlineEnd)
    while index < end {
      while let last = open.last, Int(tree.inlines[last.node].skip) <= index {
        open.removeLast()
        leaveInline(last.node, last.outerBase, last.isWritten)
      }
      let node = tree.inlines[index]
      switch node.kind {
      case .text: text(node)
      case .softBreak: out.raw("\n")
      case .hardBreak: out.raw("<br>\n")
      case .code:
        out.raw("<code>")
        tree.withContent(of: node, source) { out.visible($0) }
        out.raw("</code>")
      case .html: inlineHTML(node)
      case .emphasis, .strong, .strikethrough, .link:
        let isWritten = enterInline(index)
        open.append((index, rawBase, isWritten))
        rawBase = rawOpen.count
      case .image:
        image(index)
        index = Int(node.skip) - 1
      case .autolink:
        let isWritten = linkDepth == 0 && startLink(index)
        tree.withContent(of: node, source) { out.visible($0) }
        if isWritten { endLink() }
      case .footnoteReference: footnoteReference(node)
      case .delimiters, .bracket, .linkEnd: break
      }
      index += 1
    }
    while let last = open.popLast() { leaveInline(last.node, last.outerBase, last.isWritten) }
    closeRaw(to: rawBase)
    rawBase = outerBase
  }

  /// Writes the start of an element; whether its end must be written.
  private mutating func enterInline(_ index: Int) -> Bool {
    switch tree.inlines[index].kind {
    case .emphasis: out.raw("<em>")
    case .strong: out.raw("<strong>")
    case .strikethrough: out.raw("<del>")
    default: return startLink(index)
    }
    return true
  }

  private mutating func leaveInline(_ index: Int, _ outerBase: Int, _ isWritten: Bool) {
    closeRaw(to: rawBase)
    rawBase = outerBase
    switch tree.inlines[index].kind {
    case .emphasis: out.raw("</em>")
    case .strong: out.raw("</strong>")
    case .strikethrough: out.raw("</del>")
    default: if isWritten { endLink() }
    }
  }

  // MARK: Text

  private mutating func text(_ node: Inline) {
    guard !options.decorations.isEmpty, linkDepth == 0, node.flags.isEmpty else {
      tree.withContent(of: node, source) { out.visible($0) }
      return
    }
    // Decorations are sorted: the first that ends behind the start of the text.
    let decorations = options.decorations
    var low = 0
    var high = decorations.count
    while low < high {
      let middle = (low + high) / 2
      if decorations[middle].range.upperBound <= Int(node.first) { low = middle + 1 } else { high = middle }
    }
    var position = Int(node.first)
    while low < decorations.count, decorations[low].range.lowerBound < Int(node.second) {
      let decoration = decorations[low]
      let start = max(position, decoration.range.lowerBound)
      let end = min(Int(node.second), decoration.range.upperBound)
      low += 1
      guard start < end else { continue }
      out.visible(Bytes(base: source.base + position, count: start - position))
      let destination = LinkSafety.cleaned(Array(decoration.destination.utf8))
      let isWritten = writeLinkStart(destination, title: decoration.title.map { Array($0.utf8) }, isReference: true)
      out.visible(Bytes(base: source.base + start, count: end - start))
      if isWritten { endLink() }
      position = end
    }
    out.visible(Bytes(base: source.base + position, count: Int(node.second) - position))
  }

  // MARK: Links

  /// Where a link leads in the end; nil if only its text is to be shown.
  private func resolved(_ index: Int) -> [UInt8]? {
    let node = tree.inlines[index]
    let written =
      node.kind == .autolink
      ? tree.destination(ofAutolink: node, source) : tree.destination(ofTarget: Int(node.first), source)
    var destination = LinkSafety.cleaned(written)
    // A scheme that is refused is not even put to the resolver.
    if LinkSafety(destination) == .unsafe { return nil }
    if let resolve = options.resolve, let link = document.link(at: index, source) {
      guard let answer = resolve(link) else { return nil }
      let cleaned = LinkSafety.cleaned(Array(answer.utf8))
      if cleaned != destination { return cleaned }
    }
    if destination.first == 0x23 { destination = [0x23] + prefix + destination.dropFirst() }
    return destination
  }

  private mutating func startLink(_ index: Int) -> Bool {
    guard linkDepth == 0, let destination = resolved(index) else { return false }
    let node = tree.inlines[index]
    let title = node.kind == .link ? tree.title(ofTarget: Int(node.first), source) : nil
    return writeLinkStart(destination, title: title)
  }

  /// Writes `<a …>` unless the destination is unsafe; whether `endLink` must follow.
  private mutating func writeLinkStart(_ destination: [UInt8], title: [UInt8]?, isReference: Bool = false) -> Bool {
    let safety = LinkSafety(destination)
    guard safety != .unsafe else { return false }
    out.raw("<a href=\"")
    out.url(destination)
    out.raw("\"")
    if let title {
      out.raw(" title=\"")
      out.visible(title)
      out.raw("\"")
    }
    if isReference { out.raw(" class=\"reference\"") }
    if safety == .external { out.raw(" rel=\"noopener noreferrer external\"") }
    out.raw(">")
    linkDepth += 1
    return true
  }

  private mutating func endLink() {
    out.raw("</a>")
    linkDepth -= 1
  }

  /// An image from beside the document; one from elsewhere becomes a link that is not loaded.
  private mutating func image(_ index: Int) {
    let node = tree.inlines[index]
    let alternative = Array(tree.plainText(from: index + 1, to: Int(node.skip), source).utf8)
    guard let destination = resolved(index) else {
      out.visible(alternative)
      return
    }
    guard LinkSafety(destination) == .relative else {
      let isWritten = linkDepth == 0 && writeLinkStart(destination, title: nil)
      if alternative.isEmpty { out.visible(destination) } else { out.visible(alternative) }
      if isWritten { endLink() }
      return
    }
    out.raw("<img src=\"")
    out.url(destination)
    out.raw("\" alt=\"")
    out.visible(alternative)
    out.raw("\"")
    if let title = tree.title(ofTarget: Int(node.first), source) {
      out.raw(" title=\"")
      out.visible(title)
      out.raw("\"")
    }
    out.raw(">")
  }

  // MARK: Raw HTML

  private mutating func inlineHTML(_ node: Inline) {
    var content: [UInt8] = []
    tree.withContent(of: node, source) {
      content = Array(UnsafeBufferPointer(start: $0.base, count: $0.count))
    }
    content.withUnsafeBufferPointer { buffer in
      let text = Bytes(buffer, fallback: source.base)
      RawHTML.eachToken(text) { token in
        write(token, of: text, inFlow: false) { _ in (Int(node.start), Int(node.end)) }
      }
    }
  }

  mutating func htmlBlock(_ block: Block) {
    var joined = JoinedText()
    joined.appendLines(tree.lines, Int(block.first), Int(block.second), from: source)
    out.freshLine()
    let start = out.bytes.count
    let depth = rawOpen.count
    var hasFlow = false
    joined.bytes.withUnsafeBufferPointer { buffer in
      let text = Bytes(buffer, fallback: source.base)
      RawHTML.eachToken(text) { token in
        let wasFlow = write(token, of: text, inFlow: true) { range in
          (joined.source(of: range.lowerBound), joined.sourceEnd(of: range.upperBound))
        }
        hasFlow = hasFlow || wasFlow
      }
    }
    // Elements of running text end with the block; `details` and tables go on behind blank lines.
    while rawOpen.count > max(rawBase, 0), let last = rawOpen.last, !last.isFlow { closeRaw(to: rawOpen.count - 1) }
    if !hasFlow, rawOpen.count == depth, out.bytes[start...].contains(where: { !$0.isWhiteSpace }) {
      out.bytes.insert(contentsOf: "<p>".utf8, at: start)
      out.raw("</p>")
    }
    out.freshLine()
  }

  /// Writes a token, or its bytes as text if it may not pass; whether it was an element that stands between paragraphs.
  @discardableResult
  private mutating func write(
    _ token: RawHTML.Token, of text: Bytes, inFlow: Bool, place: (Range<Int>) -> (Int, Int)
  ) -> Bool {
    switch token {
    case .text(let start, let end):
      var content: [UInt8] = []
      RawHTML.appendResolved(Bytes(base: text.base + start, count: end - start), to: &content)
      out.visible(content)
    case .comment(let start, let end, let isClosed):
      if !isClosed { refuse(.openComment, place(start..<end)) }
    case .other(let start, let end):
      refuse(.tag, place(start..<end))
      out.visible(Bytes(base: text.base + start, count: end - start))
    case .startTag(let tag):
      if writeStart(tag, inFlow: inFlow, place) { return tag.element?.isFlow ?? false }
      refuse(.tag, place(tag.start..<tag.end))
      out.visible(Bytes(base: text.base + tag.start, count: tag.end - tag.start))
    case .endTag(let tag):
      if writeEnd(tag) { return tag.element?.isFlow ?? false }
      refuse(.tag, place(tag.start..<tag.end))
      out.visible(Bytes(base: text.base + tag.start, count: tag.end - tag.start))
    }
    return false
  }

  private mutating func refuse(_ kind: Refusal.Kind, _ range: (Int, Int)) {
    refusals.append(Refusal(kind: kind, start: range.0, end: max(range.0, range.1)))
  }

  private mutating func writeStart(_ tag: RawHTML.Tag, inFlow: Bool, _ place: (Range<Int>) -> (Int, Int)) -> Bool {
    guard let element = tag.element, inFlow || !element.isFlow, rawOpen.count < 100 else { return false }
    guard makeRoom(for: element) else { return false }
    if element == .a, tag.value(of: "id") ?? tag.value(of: "name") == nil { return false }
    if let name = tag.refusedAttribute { refuse(.attribute(name), place(tag.start..<tag.end)) }
    if element == .img {
      rawImage(tag, place)
      return true
    }
    // A link may not hold another: inside one the anchor needs another element.
    let name = element == .a && linkDepth > 0 ? "span" : element.rawValue
    out.raw("<")
    out.plain(name)
    attributes(of: tag, element)
    out.raw(">")
    if element == .a {
      // An anchor is a place; it holds nothing, so nothing can be open in it.
      out.raw("</")
      out.plain(name)
      out.raw(">")
      emptyAnchors += 1
    } else if !element.isVoid {
      rawOpen.append(element)
    }
    return true
  }

  private mutating func attributes(of tag: RawHTML.Tag, _ element: RawHTML.Element) {
    if element == .a {
      guard let name = tag.value(of: "id") ?? tag.value(of: "name") else { return }
      out.raw(" id=\"")
      out.escaped(prefix)
      out.visible(Array(name.utf8.filter { !$0.isWhiteSpace }))
      out.raw("\"")
      return
    }
    for (name, value) in tag.attributes where element.attributes.contains(name) {
      switch name {
      case "open":
        out.raw(" open")
        continue
      case "colspan", "rowspan", "width", "height":
        guard (1...4).contains(value.count), value.allSatisfy(\.isDigit) else { continue }
      case "align":
        let lowered = String(decoding: value.map(\.asciiLowered), as: UTF8.self)
        guard ["left", "center", "right"].contains(lowered) else { continue }
      case "src": continue
      default: break
      }
      out.raw(" ")
      out.plain(name)
      out.raw("=\"")
      out.visible(value)
      out.raw("\"")
    }
  }

  private mutating func rawImage(_ tag: RawHTML.Tag, _ place: (Range<Int>) -> (Int, Int)) {
    let written = LinkSafety.cleaned(tag.attributes.first { $0.name == "src" }?.value ?? [])
    let alternative = Array((tag.value(of: "alt") ?? "").utf8)
    let range = place(tag.start..<tag.end)
    var destination: [UInt8]? = written
    if LinkSafety(written) != .unsafe, let resolve = options.resolve {
      let bytes = SourceRange(range.0, max(range.0, range.1))
      let link = MarkdownDocument.Link(
        kind: .image, destination: String(decoding: written, as: UTF8.self), destinationRange: bytes, range: bytes,
        text: String(decoding: alternative, as: UTF8.self), title: nil)
      destination = resolve(link).map { LinkSafety.cleaned(Array($0.utf8)) }
    }
    guard let destination, !destination.isEmpty else {
      out.visible(alternative)
      return
    }
    switch LinkSafety(destination) {
    case .relative:
      out.raw("<img src=\"")
      out.url(destination)
      out.raw("\"")
      attributes(of: tag, .img)
      if tag.value(of: "alt") == nil { out.raw(" alt=\"\"") }
      out.raw(">")
    case .external:
      refuse(.remoteImage, range)
      let isWritten = linkDepth == 0 && writeLinkStart(destination, title: nil)
      if alternative.isEmpty { out.visible(destination) } else { out.visible(alternative) }
      if isWritten { endLink() }
    default:
      refuse(.unsafeImage, range)
      out.visible(alternative)
    }
  }

  /// Closes what an element of a table or of `details` ends by beginning; whether it may stand here then.
  private mutating func makeRoom(for element: RawHTML.Element) -> Bool {
    func innermost() -> RawHTML.Element? { rawOpen.count > rawBase ? rawOpen.last : nil }
    switch element {
    case .summary: return innermost() == .details
    case .thead, .tbody:
      closeThrough([.td, .th, .tr, .thead, .tbody])
      return innermost() == .table
    case .tr:
      closeThrough([.td, .th, .tr])
      let inner = innermost()
      return inner == .table || inner == .thead || inner == .tbody
    case .td, .th:
      closeThrough([.td, .th])
      return innermost() == .tr
    case .table, .details:
      switch innermost() {
      case nil, .details, .td, .th: return true
      default: return false
      }
    default: return true
    }
  }

  /// Closes the innermost elements as long as they are among `elements`.
  private mutating func closeThrough(_ elements: [RawHTML.Element]) {
    while rawOpen.count > rawBase, let last = rawOpen.last, elements.contains(last) { closeRaw(to: rawOpen.count - 1) }
  }

  private mutating func writeEnd(_ tag: RawHTML.Tag) -> Bool {
    guard let element = tag.element, !element.isVoid else { return false }
    if element == .a {
      guard emptyAnchors > 0 else { return false }
      emptyAnchors -= 1
      return true
    }
    guard let position = rawOpen.lastIndex(of: element), position >= rawBase else { return false }
    closeRaw(to: position)
    return true
  }

  /// Ends elements of raw HTML until `count` are open.
  mutating func closeRaw(to count: Int) {
    while rawOpen.count > count {
      let element = rawOpen.removeLast()
      out.raw("</")
      out.plain(element.rawValue)
      out.raw(">")
    }
  }
}
