import Source

/// What the rest of the program asks a document about. Each answer is collected anew on every call.
extension MarkdownDocument {
  /// A heading.
  public struct Heading: Hashable, Sendable {
    /// 1 to 6.
    public let level: Int
    /// The text without markup.
    public let text: String
    /// The anchor as GitHub makes it, unique in the document.
    public let anchor: String
    /// The bytes of the heading, markers included.
    public let range: SourceRange
  }

  /// A link, image or autolink.
  public struct Link: Hashable, Sendable {
    /// What kind of link it is.
    public enum Kind: Hashable, Sendable {
      /// `[text](destination)`, or by reference.
      case link
      /// `![text](destination)`, or by reference.
      case image
      /// `<https://…>`, or a bare address.
      case autolink
    }

    /// What kind of link it is.
    public let kind: Kind
    /// Where it leads, escapes and character references resolved; `mailto:` and `http://` are added to bare addresses.
    public let destination: String
    /// The bytes of the destination as written; those of the definition for a link by reference.
    public let destinationRange: SourceRange
    /// The bytes of the whole link.
    public let range: SourceRange
    /// The text without markup.
    public let text: String
    /// The title; nil if there is none.
    public let title: String?
  }

  /// A piece of plain text in one line: not code, HTML, an address or the destination of a link.
  public struct TextRun: Hashable, Sendable {
    /// The bytes. They are the text itself: escapes and character references are not part of a run.
    public let range: SourceRange
    /// Position in `headings` of the nearest heading before, or of the heading that holds the run.
    public let section: Int?
    /// Whether the run is part of a heading.
    public let isHeading: Bool
    /// Whether the run is part of a link's text.
    public let isInLink: Bool
    /// Runs of one paragraph, heading or cell have the same number; it grows through the document.
    public let block: Int
  }

  /// The headings in order.
  public var headings: [Heading] {
    var anchors = HeadingAnchors()
    return withBytes { bytes in
      tree.blocks.filter { $0.kind == .heading }.map { block in
        Heading(
          level: Int(block.number), text: tree.plainText(of: block, bytes),
          anchor: anchors.anchor(for: tree.plainText(of: block, bytes, withImages: false)),
          range: SourceRange(Int(block.start), Int(block.end)))
      }
    }
  }

  /// The links, images and autolinks in order.
  public var links: [Link] {
    withBytes { bytes in
      tree.inlines.indices.compactMap { link(at: $0, bytes) }
    }
  }

  /// The destinations of images, those of allowed raw HTML among them.
  public var imageDestinations: [String] {
    var result = links.filter { $0.kind == .image }.map(\.destination)
    guard tree.hasRawHTML else { return result }
    withBytes { bytes in
      tree.eachRawHTML(bytes) { text in
        RawHTML.eachToken(text) { token in
          guard case .startTag(let tag) = token, tag.element == .img else { return }
          let written = LinkSafety.cleaned(tag.attributes.first { $0.name == "src" }?.value ?? [])
          result.append(String(decoding: written, as: UTF8.self))
        }
      }
    }
    return result
  }

  func link(at index: Int, _ bytes: Bytes) -> Link? {
    let node = tree.inlines[index]
    let range = SourceRange(Int(node.start), Int(node.end))
    switch node.kind {
    case .link, .image:
      let target = tree.targets[Int(node.first)]
      let title = tree.title(ofTarget: Int(node.first), bytes)
      return Link(
        kind: node.kind == .image ? .image : .link,
        destination: String(decoding: tree.destination(ofTarget: Int(node.first), bytes), as: UTF8.self),
        destinationRange: SourceRange(Int(target.sourceStart), Int(target.sourceEnd)), range: range,
        text: tree.plainText(from: index + 1, to: Int(node.skip), bytes),
        title: title.map { String(decoding: $0, as: UTF8.self) })
    case .autolink:
      let isCopy = node.flags.contains(.extra)
      return Link(
        kind: .autolink, destination: String(decoding: tree.destination(ofAutolink: node, bytes), as: UTF8.self),
        destinationRange: isCopy ? range : SourceRange(Int(node.first), Int(node.second)), range: range,
        text: tree.plainText(from: index, to: index + 1, bytes), title: nil)
    default: return nil
    }
  }

  /// What a link may name behind `#`: the anchors of the headings, and those that `<a id="…">` or `<a name="…">` set.
  public var anchors: Set<String> {
    var result = Set(headings.map(\.anchor))
    guard tree.hasRawHTML else { return result }
    withBytes { bytes in
      tree.eachRawHTML(bytes) { text in
        RawHTML.eachToken(text) { token in
          guard case .startTag(let tag) = token, tag.element == .a else { return }
          for name in ["id", "name"] {
            if let value = tag.value(of: name), !value.isEmpty { result.insert(value) }
          }
        }
      }
    }
    return result
  }

  /// The tables in order, with the plain text of each cell. A cell that a row lacks is empty and stands at its end.
  public var tables: [Table] {
    withBytes { bytes in
      tree.blocks.indices.filter { tree.blocks[$0].kind == .table }.map { table(at: $0, bytes) }
    }
  }

  private func table(at index: Int, _ bytes: Bytes) -> Table {
    var rows: [Table.Row] = []
    var row = index + 1
    while row < Int(tree.blocks[index].skip) {
      let block = tree.blocks[row]
      var cells: [Table.Cell] = []
      cells.reserveCapacity(tree.columns(of: index))
      for cell in row + 1..<Int(block.skip) {
        let cell = tree.blocks[cell]
        cells.append(
          Table.Cell(text: tree.plainText(of: cell, bytes), range: SourceRange(Int(cell.start), Int(cell.end))))
      }
      let end = SourceRange(Int(block.end), Int(block.end))
      while cells.count < tree.columns(of: index) { cells.append(Table.Cell(text: "", range: end)) }
      rows.append(Table.Row(cells: cells, range: SourceRange(Int(block.start), Int(block.end))))
      row = Int(block.skip)
    }
    let header = rows.isEmpty ? Table.Row(cells: [], range: SourceRange(0, 0)) : rows.removeFirst()
    return Table(header: header, rows: rows)
  }

  /// The plain text of the document in pieces, in order.
  public var textRuns: [TextRun] {
    var runs: [TextRun] = []
    var section = -1
    for (number, block) in tree.blocks.enumerated() {
      let isHeading = block.kind == .heading
      if isHeading { section += 1 }
      guard isHeading || block.kind == .paragraph || block.kind == .cell else { continue }
      var linkEnd = 0
      for index in Int(block.inlineStart)..<Int(block.inlineEnd) {
        let node = tree.inlines[index]
        if node.kind == .link { linkEnd = max(linkEnd, Int(node.skip)) }
        guard node.kind == .text, node.flags.isEmpty else { continue }
        runs.append(
          TextRun(
            range: SourceRange(Int(node.first), Int(node.second)), section: section < 0 ? nil : section,
            isHeading: isHeading, isInLink: index < linkEnd, block: number))
      }
    }
    return runs
  }

  /// The words of the document without markup: a line for each block, with a tab between the cells of a table.
  ///
  /// - Parameter includingCode: whether blocks of code belong to it.
  public func plainText(includingCode: Bool = true) -> String {
    var text: [UInt8] = []
    withBytes { bytes in
      for (index, block) in tree.blocks.enumerated() {
        switch block.kind {
        case .paragraph, .heading:
          tree.appendPlainText(from: Int(block.inlineStart), to: Int(block.inlineEnd), bytes, to: &text)
          text.append(0x0A)
        case .cell:
          tree.appendPlainText(from: Int(block.inlineStart), to: Int(block.inlineEnd), bytes, to: &text)
          text.append(index + 1 == Int(tree.blocks[Int(block.parent)].skip) ? 0x0A : 0x09)
        case .code where includingCode:
          tree.eachLine(of: block, bytes) { line, _ in
            text.append(contentsOf: UnsafeBufferPointer(start: line.base, count: line.count))
            text.append(0x0A)
          }
        default: break
        }
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension MarkdownTree {
  func plainText(of block: Block, _ source: Bytes, withImages: Bool = true) -> String {
    plainText(from: Int(block.inlineStart), to: Int(block.inlineEnd), source, withImages: withImages)
  }

  func plainText(from start: Int, to end: Int, _ source: Bytes, withImages: Bool = true) -> String {
    // The usual case: one piece of text.
    if end == start + 1, inlines[start].kind == .text {
      var result = ""
      withContent(of: inlines[start], source) {
        result = String(decoding: UnsafeBufferPointer(start: $0.base, count: $0.count), as: UTF8.self)
      }
      return result
    }
    var text: [UInt8] = []
    appendPlainText(from: start, to: end, source, to: &text, withImages: withImages)
    return String(decoding: text, as: UTF8.self)
  }

  func appendPlainText(
    from start: Int, to end: Int, _ source: Bytes, to text: inout [UInt8], withImages: Bool = true
  ) {
    var index = start
    while index < end {
      let node = inlines[index]
      index += 1
      switch node.kind {
      case .text, .code, .autolink:
        withContent(of: node, source) {
          text.append(contentsOf: UnsafeBufferPointer(start: $0.base, count: $0.count))
        }
      case .softBreak, .hardBreak: text.append(0x20)
      case .html:
        // `<br>` in a table's cell parts words.
        withContent(of: node, source) { if $0.hasIgnoringCase("<br", at: 0) { text.append(0x20) } }
      case .image where !withImages: index = Int(node.skip)
      default: break
      }
    }
  }

  /// Calls `body` with the text of every piece of raw HTML, block or inline, in order.
  func eachRawHTML(_ source: Bytes, _ body: (Bytes) -> Void) {
    for block in blocks {
      switch block.kind {
      case .html:
        var joined = JoinedText()
        joined.appendLines(lines, Int(block.first), Int(block.second), from: source)
        joined.bytes.withUnsafeBufferPointer { body(Bytes($0, fallback: source.base)) }
      case .paragraph, .heading, .cell:
        for index in Int(block.inlineStart)..<Int(block.inlineEnd) where inlines[index].kind == .html {
          withContent(of: inlines[index], source, body)
        }
      default: break
      }
    }
  }
}
