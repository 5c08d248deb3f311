/// The parsed document: two arenas, one of blocks and one of inlines, each in the order of the text.
///
/// A node's children follow it directly, and `skip` is the position behind its last descendant, so the first child of
/// node 7 is node 8 (unless `skip` is 8) and its next sibling stands at `skip`. That is a tree with one link a node, read
/// from front to back by everything that renders or collects, and a value that can be sent anywhere.
struct MarkdownTree: Sendable {
  var blocks: [Block] = []
  var inlines: [Inline] = []
  /// Lines of code blocks, HTML blocks and of paragraphs inside block quotes.
  var lines: [Line] = []
  var targets: [LinkTarget] = []
  /// Alignment of the columns of every table.
  var alignments: [Alignment] = []
  /// Footnotes in the order of their definitions.
  var footnotes: [Footnote] = []
  /// Text that does not stand in the source as such: decoded references, code over several lines.
  var extra: [UInt8] = []
  /// Limits that were reached, at most one finding of a kind.
  var limits: [Limit] = []
  /// Whether any raw HTML, block or inline, is there.
  var hasRawHTML = false

  struct Limit: Sendable {
    enum Kind: Sendable { case nesting, references, tableCells }
    var kind: Kind
    var start: Int
    var end: Int
  }

  enum Alignment: UInt8, Sendable { case none, left, center, right }

  struct Footnote: Sendable {
    /// The bytes of the label in the source.
    var labelStart: UInt32
    var labelEnd: UInt32
    /// The block of the definition.
    var block: Int32
    /// 1 for the footnote that is referred to first; 0 if nothing refers to it.
    var number: Int32 = 0
    /// How many references there are.
    var references: Int32 = 0
  }

  /// One line of a block whose text is kept by lines.
  struct Line: Sendable {
    var start: UInt32
    var end: UInt32
    /// Columns of white space in front: what is left of a tab that a container used in part.
    var padding: UInt32 = 0
  }

  mutating func note(_ kind: Limit.Kind, from start: Int, to end: Int) {
    guard !limits.contains(where: { $0.kind == kind }) else { return }
    limits.append(Limit(kind: kind, start: start, end: end))
  }
}

/// A block.
struct Block: Sendable {
  enum Kind: UInt8, Sendable {
    case document, quote, list, item, footnote
    case paragraph, heading, code, html, thematicBreak, table, row, cell
    /// A paragraph that held only link reference definitions, or the first line of an alert: not shown.
    case hidden
  }

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    // By hand: those of the standard library are generic, and slow where nothing is optimised.
    @inline(__always)
    func contains(_ other: Flags) -> Bool { rawValue & other.rawValue == other.rawValue }
    @inline(__always)
    var isEmpty: Bool { rawValue == 0 }

    /// Blank lines stand between the items or their children.
    static let loose = Flags(rawValue: 1)
    static let ordered = Flags(rawValue: 2)
    static let fenced = Flags(rawValue: 4)
    /// The text is `lines[first..<second]`, not the bytes `first..<second`.
    static let lines = Flags(rawValue: 8)
    static let task = Flags(rawValue: 16)
    static let checked = Flags(rawValue: 32)
    static let header = Flags(rawValue: 64)
    static let setext = Flags(rawValue: 128)
    /// Cell: holds `\|`.
    static let escapedPipes = Flags(rawValue: 128)
  }

  var kind: Kind
  var flags = Flags(rawValue: 0)
  /// Heading: level. List: the marker's last byte. Quote: the kind of alert, 0 for none. HTML: start condition.
  var number: UInt16 = 0
  var parent: Int32
  var skip: Int32 = 0
  /// The bytes in the source.
  var start: UInt32
  var end: UInt32
  /// Paragraph, heading, cell: bytes or lines of the text. Code and HTML: lines. List: start number. Item: indentation of its content and end
  /// of its marker. Table: first alignment and number of columns. Footnote: position in `footnotes`.
  var first: UInt32 = 0
  var second: UInt32 = 0
  /// Paragraph, heading, cell: inlines. Fenced code: bytes of the information text.
  var inlineStart: UInt32 = 0
  var inlineEnd: UInt32 = 0
}

/// An inline node.
struct Inline: Sendable {
  enum Kind: UInt8, Sendable {
    case text, softBreak, hardBreak, code, html
    case emphasis, strong, strikethrough, link, image
    case autolink, footnoteReference
    /// While parsing only: a run of delimiters, an opening bracket, the end of a link.
    case delimiters, bracket, linkEnd
  }

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    // By hand: those of the standard library are generic, and slow where nothing is optimised.
    @inline(__always)
    func contains(_ other: Flags) -> Bool { rawValue & other.rawValue == other.rawValue }
    @inline(__always)
    var isEmpty: Bool { rawValue == 0 }

    /// The content lies in `extra`, not in the source.
    static let extra = Flags(rawValue: 1)
    /// Text that was written as an escape or a character reference.
    static let replaced = Flags(rawValue: 2)
    /// Autolink: an e-mail address. Delimiters: may open.
    static let email = Flags(rawValue: 4)
    /// Autolink: begins with `www.`.
    static let www = Flags(rawValue: 8)
    /// Autolink: written without angle brackets.
    static let extended = Flags(rawValue: 16)
    /// Link or image: by reference.
    static let reference = Flags(rawValue: 32)
  }

  var kind: Kind
  var flags = Flags(rawValue: 0)
  var number: UInt16 = 0
  /// The bytes in the source; while a block is being parsed, in the text that is read.
  var start: UInt32
  var end: UInt32
  /// Text, code, HTML, autolink: bytes of the content. Link, image: `first` is the target. Footnote reference: position
  /// in `footnotes` and which of its references this is, from 1. Elements: `second` is `skip`.
  var first: UInt32 = 0
  var second: UInt32 = 0

  /// Whether the node may hold others.
  @inline(__always)
  var isElement: Bool {
    kind.rawValue >= Kind.emphasis.rawValue && kind.rawValue <= Kind.image.rawValue
  }

  /// Of an element: the position behind its last descendant. 0 for other nodes, which have none.
  @inline(__always)
  var skip: UInt32 {
    get { isElement ? second : 0 }
    set { second = newValue }
  }
}

/// Where a link leads: bytes as written, escapes and character references still in them.
struct LinkTarget: Sendable {
  /// The bytes of the destination in the source.
  var sourceStart: UInt32
  var sourceEnd: UInt32
  /// The destination; in `extra` if `destinationInExtra`.
  var destinationStart: UInt32
  var destinationEnd: UInt32
  var titleStart: UInt32 = 0
  var titleEnd: UInt32 = 0
  var destinationInExtra = false
  var titleInExtra = false
  var hasTitle = false
}
