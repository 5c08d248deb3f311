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
    switch (self, name) {
    case (.text(let text), "text"): TemplateValue.text(text).raw
    case (.note(let text), "note"): TemplateValue.text(text).raw
    case (.link(let link), "link"): link
    case (.badge(let badge), "badge"): badge.context
    case (.code(let text), "code"): TemplateValue.text(text).raw
    case (.strong(let text), "strong"): TemplateValue.text(text).raw
    case (_, "text"), (_, "note"), (_, "link"), (_, "badge"), (_, "code"), (_, "strong"): Absent()
    default: nil
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
    let heads = columns.enumerated().map { index, column -> Context in
      ["title": .text(column.title), "style": .text(column.style), "isFirst": .flag(index == 0)]
    }
    let body = rows.map { row -> Context in
      let cells = zip(columns, row.cells).enumerated().map { index, pair -> Context in
        [
          "label": .text(pair.0.title), "style": .text(pair.0.style), "isFirst": .flag(index == 0),
          "parts": TemplateValue(raw: pair.1.parts),
        ]
      }
      return ["anchor": .text(row.anchor), "cells": .list(cells)]
    }
    return [
      "caption": .text(caption), "columns": .list(heads), "rows": .list(body), "canFilter": .flag(canFilter),
      "count": .number(rows.count),
    ]
  }
}
