import ISMS

/// The matrix of likelihood and impact with the risks in it, as numbers a template draws.
enum HeatMap {
  /// One risk with its place.
  struct Entry {
    let link: Link
    let likelihood: Int
    let impact: Int
  }

  private static let cellWidth = 156
  private static let cellHeight = 78
  private static let left = 118
  private static let top = 8

  /// The drawing and, beside it, the same as a table.
  static func context(
    title: String, name: String, method: RiskMethod, entries: [Entry], page: String
  ) -> Context {
    var placed: [String: [Link]] = [:]
    for entry in entries { placed["\(entry.likelihood) \(entry.impact)", default: []].append(entry.link) }
    let rows = Array(method.likelihood.reversed())
    var cells: [Context] = []
    var labels: [Context] = []
    var tableRows: [TableModel.Row] = []
    for (row, likelihood) in rows.enumerated() {
      let y = top + row * cellHeight
      labels.append([
        "x": .number(left - 10), "y": .number(y + cellHeight / 2 + 5),
        "text": .text("\(likelihood.value) \(likelihood.name)"),
        "style": .text("axis-left"),
      ])
      var tableCells = [Cell([.strong("\(likelihood.value) \(likelihood.name)")])]
      for (column, impact) in method.impact.enumerated() {
        let x = left + column * cellWidth
        let level = method.level(likelihood: likelihood.value, impact: impact.value)
        let links = placed["\(likelihood.value) \(impact.value)"] ?? []
        cells.append(cell(x: x, y: y, level: level, method: method, links: links))
        tableCells.append(
          Cell(
            [.text("level \(level.map(String.init) ?? "–")"), .note(links.isEmpty ? "none" : "\(links.count):")]
              + Cell.links(links).parts))
      }
      tableRows.append(TableModel.Row(nil, tableCells))
    }
    let bottom = top + rows.count * cellHeight
    for (column, impact) in method.impact.enumerated() {
      labels.append([
        "x": .number(left + column * cellWidth + cellWidth / 2), "y": .number(bottom + 20),
        "text": .text("\(impact.value) \(impact.name)"), "style": .text("axis-bottom"),
      ])
    }
    let width = left + method.impact.count * cellWidth + 8
    let height = bottom + 52
    return [
      "title": .text(title), "name": .text(name), "width": .number(width), "height": .number(height),
      "cells": .list(cells), "labels": .list(labels),
      "impactX": .number(left + method.impact.count * cellWidth / 2), "impactY": .number(bottom + 44),
      "likelihoodY": .number(top + rows.count * cellHeight / 2),
      "table": .table(
        TableModel(
          caption: title + ", as a table",
          columns: [.init("Likelihood \\ impact")]
            + method.impact.map { TableModel.Column("\($0.value) \($0.name)") }, rows: tableRows)),
      "count": .number(entries.count),
    ]
  }

  private static func cell(x: Int, y: Int, level: Int?, method: RiskMethod, links: [Link]) -> Context {
    let band = level.flatMap { level in method.bands.firstIndex { $0.from <= level && level <= $0.to } }
    // Four tones; a method with more or fewer bands uses them evenly.
    let tone = band.map { method.bands.count <= 1 ? 0 : $0 * 3 / (method.bands.count - 1) }
    // Up to nine risks stand in a cell, three on a line; more are counted, and the table names them all.
    let limit = links.count > 9 ? 8 : 9
    let marks = links.prefix(limit).enumerated().map { index, link -> Context in
      [
        "x": .number(x + 28 + (index % 3) * 49), "y": .number(y + 30 + index / 3 * 18), "link": .link(link),
      ]
    }
    let more = links.count - marks.count
    return [
      "x": .number(x), "y": .number(y), "w": .number(cellWidth - 3), "h": .number(cellHeight - 3),
      "tone": .text(tone.map { "tone-\($0)" } ?? "tone-none"), "level": .number(level),
      "levelX": .number(x + cellWidth - 10), "levelY": .number(y + 14), "marks": .list(marks),
      "more": .text(more > 0 ? "+\(more)" : nil), "moreX": .number(x + 28 + 2 * 49), "moreY": .number(y + 30 + 36),
      "bandName": .text(level.flatMap { method.band(of: $0)?.name }), "bandX": .number(x + 6), "bandY": .number(y + 14),
    ]
  }
}
