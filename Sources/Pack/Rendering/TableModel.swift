/// One piece of a cell.
enum Part: Sendable {
  /// Text.
  case text(String)
  /// Text on a line of its own, smaller.
  case note(String)
  /// A link.
  case link(Link)
  /// A mark.
  case badge(Badge)
  /// A path, a hash, or other text that is read letter by letter.
  case code(String)
  /// Text that matters more.
  case strong(String)
}

extension Part {
  /// Such text without its backticks, for small print and titles.
  static func plain(_ text: String) -> String {
    String(decoding: text.utf8.filter { $0 != UInt8(ascii: "`") }, as: UTF8.self)
  }

  /// Text in which code stands between backticks, as findings are worded.
  static func prose(_ text: String?) -> [Part] {
    guard let text, !text.isEmpty else { return [] }
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    guard pieces.count % 2 == 1 else { return [.text(text)] }
    return pieces.enumerated().filter { !$0.element.isEmpty }.map { index, piece in
      index % 2 == 1 ? .code(String(piece)) : .text(String(piece))
    }
  }
}

/// A cell: pieces in order.
struct Cell: Sendable, ExpressibleByStringLiteral {
  var parts: [Part]

  init(_ parts: [Part]) { self.parts = parts }
  init(stringLiteral text: String) { parts = text.isEmpty ? [] : [.text(text)] }

  /// Text; nil is an empty cell.
  static func text(_ text: String?) -> Cell { Cell(text.map { [.text($0)] } ?? []) }
  /// Anything that describes itself, such as a day; nil is an empty cell.
  static func value(_ value: (any CustomStringConvertible)?) -> Cell { text(value.map { $0.description }) }
  /// A mark; nil is an empty cell.
  static func badge(_ badge: Badge?) -> Cell { Cell(badge.map { [.badge($0)] } ?? []) }
  /// One link; nil is an empty cell.
  static func link(_ link: Link?) -> Cell { Cell(link.map { [.link($0)] } ?? []) }
  /// Links with commas between them.
  static func links(_ links: [Link]) -> Cell { Cell(Link.enumerated(links).map(Part.link)) }
  /// A path, a hash, or other text that is read letter by letter.
  static func code(_ text: String?) -> Cell { Cell(text.map { [.code($0)] } ?? []) }

  /// The cell with small text below; nil adds nothing.
  func note(_ text: String?) -> Cell { Cell(parts + (text.map { [.note($0)] } ?? [])) }
}

/// A table as a template sees it.
struct TableModel: Sendable {
  /// A column.
  struct Column: Sendable, ExpressibleByStringLiteral {
    let title: String
    /// Class for its width and alignment: `id`, `number`, `date`, `wide`; empty for none.
    let style: String

    init(_ title: String, _ style: String = "") {
      self.title = title
      self.style = style
    }
    init(stringLiteral title: String) { self.init(title) }
  }

  /// A row.
  struct Row: Sendable {
    var anchor: String?
    var cells: [Cell]

    init(_ anchor: String? = nil, _ cells: [Cell]) {
      self.anchor = anchor
      self.cells = cells
    }
  }

  let caption: String
  let columns: [Column]
  var rows: [Row]
  /// Whether the reader may filter it.
  var canFilter = false
  /// How many rows there are, where not all stand here.
  var total: Int?
  /// Where all of them stand, where not all stand here.
  var rest: Link?

  /// The same with each anchor once: two records with one id are a finding, and the anchor leads to the first.
  var withAnchorsOnce: TableModel {
    var anchors: Set<String> = []
    var table = self
    for index in rows.indices {
      if let anchor = rows[index].anchor, !anchors.insert(anchor).inserted { table.rows[index].anchor = nil }
    }
    return table
  }

  /// The same with every anchor behind a prefix.
  func prefixingAnchors(_ prefix: String) -> TableModel {
    var table = self
    for index in rows.indices { table.rows[index].anchor = rows[index].anchor.map { prefix + $0 } }
    return table
  }
}
