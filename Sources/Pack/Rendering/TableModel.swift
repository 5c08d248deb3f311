internal import Mustache

/// One piece of a cell.
enum Part: MustacheParent {
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

  func child(named name: String) -> Any? {
    // The template is chosen by name, because asking for each kind in turn made tables slow.
    switch self {
    case .text(let text): name == "part" ? "part-text" : name == "value" ? TemplateValue.text(text).raw : nil
    case .note(let text): name == "part" ? "part-note" : name == "value" ? TemplateValue.text(text).raw : nil
    case .code(let text): name == "part" ? "part-code" : name == "value" ? TemplateValue.text(text).raw : nil
    case .strong(let text): name == "part" ? "part-strong" : name == "value" ? TemplateValue.text(text).raw : nil
    case .link(let link): name == "part" ? "linklist" : link.child(named: name)
    case .badge(let badge): name == "part" ? "badge" : badge.context.child(named: name)
    }
  }
}

extension Part {
  /// The same piece with other words.
  func changingTexts(_ change: (String) -> String) -> Part {
    switch self {
    case .text(let text): .text(change(text))
    case .note(let text): .note(change(text))
    case .code(let text): .code(change(text))
    case .strong(let text): .strong(change(text))
    case .link(let link): .link(link.changingTexts(change))
    case .badge: self
    }
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
struct Cell: ExpressibleByStringLiteral {
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
struct TableModel {
  /// A column.
  struct Column: ExpressibleByStringLiteral {
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
  struct Row {
    let anchor: String?
    let cells: [Cell]

    init(_ anchor: String? = nil, _ cells: [Cell]) {
      self.anchor = anchor
      self.cells = cells
    }
  }

  let caption: String
  let columns: [Column]
  let rows: [Row]
  /// Whether the reader may filter it.
  var canFilter = false

  var context: Context {
    let heads = columns.map { column -> Context in ["title": .text(column.title), "style": .text(column.style)] }
    // Two records with one id are a finding; the anchor leads to the first.
    var anchors: Set<String> = []
    let body = rows.map { row -> Context in
      let anchor = row.anchor.flatMap { anchors.insert($0).inserted ? $0 : nil }
      let cells = zip(columns, row.cells).map { column, cell -> Context in
        [
          "label": .text(column.title), "style": .text(column.style), "parts": TemplateValue(raw: cell.parts),
        ]
      }
      return ["anchor": .text(anchor), "head": .context(cells.first), "cells": .list(Array(cells.dropFirst()))]
    }
    return [
      "caption": .text(caption), "columns": .list(heads), "rows": .list(body), "canFilter": .flag(canFilter),
      "count": .number(rows.count),
    ]
  }
}
