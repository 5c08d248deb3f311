import ISMS

/// The matrix of likelihood and impact with the risks in it, for any scale and rule of the risk method.
enum HeatMap {
  /// One risk with its values; nil where it lacks one.
  struct Entry {
    let link: Link
    let title: String
    let likelihood: Int?
    let impact: Int?
  }

  /// Larger matrices are shown as a table alone, because nobody could read the drawing.
  private static let mostValues = 12
  /// More lines of ids would make a cell too high.
  private static let mostLines = 7
  private static let left = 104
  private static let top = 4
  private static let size = 480

  /// The picture for the state before or after treatment.
  static func picture(title: String, name: String, method: RiskMethod, entries: [Entry], _ scope: Scope) -> Picture {
    let likelihoods = positions(method.likelihood)
    let impacts = positions(method.impact)
    var placed: [Int: [Entry]] = [:]
    var unplaced: [Link] = []
    let columns = method.impact.count
    for entry in entries {
      if let row = entry.likelihood.flatMap({ likelihoods[$0] }), let column = entry.impact.flatMap({ impacts[$0] }) {
        placed[row * columns + column, default: []].append(entry)
      } else {
        unplaced.append(entry.link)
      }
    }
    let drawing =
      method.likelihood.count <= mostValues && columns <= mostValues
      ? draw(title: title, name: name, method: method, placed: placed, scope) : nil
    return Picture(
      title: "\(title): \(entries.count) open risk\(entries.count == 1 ? "" : "s")",
      note: drawing == nil ? "The scales have too many values for a drawing; the table names the cells in use." : nil,
      drawings: drawing.map { [$0] } ?? [],
      table: table(title, method: method, placed: placed, unplaced: unplaced), style: "heatmap")
  }

  private static func positions(_ scale: [RiskMethod.ScaleValue]) -> [Int: Int] {
    Dictionary(scale.enumerated().map { ($1.value, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// One row for each cell that holds risks, highest level first.
  private static func table(
    _ title: String, method: RiskMethod, placed: [Int: [Entry]], unplaced: [Link]
  ) -> TableModel {
    let columns = method.impact.count
    let cells = placed.map { cell, entries in
      let likelihood = method.likelihood[cell / columns]
      let impact = method.impact[cell % columns]
      return (likelihood, impact, method.level(likelihood: likelihood.value, impact: impact.value), entries)
    }
    .sorted { ($0.2 ?? 0, $0.0.value, $0.1.value) > ($1.2 ?? 0, $1.0.value, $1.1.value) }
    var rows = cells.map { likelihood, impact, level, entries in
      TableModel.Row(
        nil,
        [
          .badge(.level(level, method: method) ?? Badge("no level", .none)),
          .text("\(likelihood.value) \(likelihood.name)"), .text("\(impact.value) \(impact.name)"),
          .text(String(entries.count)), .links(entries.map(\.link)),
        ])
    }
    if !unplaced.isEmpty {
      rows.append(
        TableModel.Row(
          nil,
          [
            .badge(Badge("not placed", .none)), "a value is missing", "or not on the scale",
            .text(String(unplaced.count)), .links(unplaced),
          ]))
    }
    return TableModel(
      caption: title + ", as a table",
      columns: ["Level", "Likelihood", "Impact", .init("Risks", "number"), .init("Which", "wide")], rows: rows)
  }

  // MARK: Drawing

  private static func draw(
    title: String, name: String, method: RiskMethod, placed: [Int: [Entry]], _ scope: Scope
  ) -> SVG {
    let columns = max(1, method.impact.count)
    let cellWidth = size / columns
    // The longest id decides how many stand side by side.
    let longest = min(12, placed.values.flatMap { $0 }.map(\.link.text.count).max() ?? 4)
    let perLine = max(1, (cellWidth - 10) / (longest * 7 + 8))
    let heights = method.likelihood.indices.map { row in
      let most = (0..<columns).map { placed[row * columns + $0]?.count ?? 0 }.max() ?? 0
      return 34 + 17 * min(mostLines, max(1, (most + perLine - 1) / perLine))
    }
    let bottom = top + heights.reduce(0, +)
    var svg = SVG(
      width: left + columns * cellWidth + 6, height: bottom + 50, name: name, title: title,
      description: "A matrix of likelihood, upwards, and impact, to the right. Each cell names its band, its level and "
        + "the risks in it; a thick border means that the level is above the threshold of "
        + "\(method.acceptanceThreshold).", scope)
    var y = bottom
    for (row, likelihood) in method.likelihood.enumerated() {
      let cell = Cell(width: cellWidth, height: heights[row], perLine: perLine, longest: longest)
      y -= heights[row]
      svg.text(
        "\(likelihood.value) \(likelihood.name)", x: left - 8, y: y + heights[row] / 2 + 4, style: "label",
        anchor: .end, maximum: 12)
      for (column, impact) in method.impact.enumerated() {
        cell.draw(
          in: &svg, x: left + column * cellWidth, y: y,
          level: method.level(likelihood: likelihood.value, impact: impact.value), method: method,
          entries: placed[row * method.impact.count + column] ?? [])
      }
    }
    for (column, impact) in method.impact.enumerated() {
      svg.text(
        "\(impact.value) \(impact.name)", x: left + column * cellWidth + cellWidth / 2, y: bottom + 18, style: "label",
        anchor: .middle, maximum: max(3, cellWidth / 7))
    }
    svg.text("Impact", x: left + columns * cellWidth / 2, y: bottom + 40, style: "axis", anchor: .middle)
    svg.turnedText("Likelihood", x: 12, y: top + (bottom - top) / 2, style: "axis")
    return svg
  }

  private struct Cell {
    let width: Int
    let height: Int
    /// How many ids stand side by side.
    let perLine: Int
    /// Characters of an id that are shown.
    let longest: Int

    func draw(in svg: inout SVG, x: Int, y: Int, level: Int?, method: RiskMethod, entries: [Entry]) {
      let band = level.flatMap { level in method.bands.firstIndex { $0.from <= level && level <= $0.to } }
      // Four tones; a method with more or fewer bands uses them evenly.
      let tone = band.map { method.bands.count <= 1 ? 0 : $0 * 3 / (method.bands.count - 1) }
      let isAbove = level.map { $0 > method.acceptanceThreshold } ?? false
      svg.rectangle(
        x: x + 2, y: y + 2, width: width - 4, height: height - 4,
        style: "cell \(tone.map { "tone-\($0)" } ?? "tone-none")\(isAbove ? " above" : "")", radius: 2)
      if let level { svg.text("\(level)", x: x + width - 8, y: y + 16, style: "level", anchor: .end) }
      if let name = level.flatMap({ method.band(of: $0)?.name }), width > 70 {
        svg.text(name, x: x + 8, y: y + 16, style: "level", maximum: (width - 30) / 6)
      }
      // What does not fit is counted, and the table names it.
      let room = perLine * ((height - 34) / 17)
      let shown = entries.count > room ? max(0, room - 1) : entries.count
      let step = (width - 12) / perLine
      for (index, entry) in entries.prefix(shown).enumerated() {
        svg.link(entry.link, name: "\(entry.link.text) \(entry.title)") { svg in
          svg.text(
            entry.link.text, x: x + 8 + index % perLine * step, y: y + 34 + index / perLine * 17, style: "name",
            maximum: longest)
        }
      }
      if shown < entries.count {
        svg.text(
          "+\(entries.count - shown)", x: x + 8 + shown % perLine * step, y: y + 34 + shown / perLine * 17,
          style: "level")
      }
    }
  }
}
