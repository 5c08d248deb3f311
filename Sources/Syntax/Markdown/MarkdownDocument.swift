import Source

/// A parsed Markdown text: CommonMark 0.31.2 with the extensions of its dialect.
///
/// Parsing never fails. A document is a plain value: two arrays of nodes that refer to bytes of the source.
public struct MarkdownDocument: Sendable {
  /// Which extensions are read.
  public enum Dialect: Sendable {
    /// CommonMark alone.
    case commonMark
    /// With tables, task lists, strikethrough and extended autolinks.
    case gfm
    /// `gfm` with footnotes and alerts: what auditpack reads.
    case auditpack
  }

  /// The file.
  public let source: SourceText
  /// Where the Markdown begins in it.
  public let start: Int
  /// Which extensions were read.
  public let dialect: Dialect
  let tree: MarkdownTree

  /// Parses `source` from the byte `start`, which begins a line, to its end.
  public static func parse(
    _ source: SourceText, from start: Int = 0, dialect: Dialect = .auditpack
  ) -> MarkdownDocument {
    let tree = source.bytes.withUnsafeBufferPointer { buffer -> MarkdownTree in
      guard let base = buffer.baseAddress else { return MarkdownTree(blocks: [Block.emptyDocument]) }
      var blocks = BlockParser(bytes: Bytes(base: base, count: buffer.count), dialect: dialect)
      blocks.run(from: min(max(0, start), buffer.count))
      if dialect == .auditpack { blocks.findAlerts() }
      return InlineParser.run(&blocks)
    }
    return MarkdownDocument(source: source, start: start, dialect: dialect, tree: tree)
  }

  /// Calls `body` with the bytes of the source.
  func withBytes<Result>(_ body: (Bytes) -> Result) -> Result {
    let placeholder: [UInt8] = [0]
    return source.bytes.withUnsafeBufferPointer { buffer in
      placeholder.withUnsafeBufferPointer { empty in
        guard let base = buffer.baseAddress ?? empty.baseAddress else { preconditionFailure("an array of one byte") }
        return body(Bytes(base: base, count: buffer.count))
      }
    }
  }

  /// The HTML of the CommonMark specification byte for byte, raw HTML included, with extensions as cmark-gfm writes
  /// them. It is not safe to publish.
  public func commonMarkHTML() -> String {
    withBytes { bytes in
      var renderer = CommonMarkRenderer(tree: tree, source: bytes)
      renderer.render()
      return renderer.out.text
    }
  }
}

extension Block {
  /// The root of a document without text.
  static let emptyDocument = Block(kind: .document, parent: -1, skip: 1, start: 0, end: 0)
}
