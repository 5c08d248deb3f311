import Compiler
import ISMS

/// The 93 controls of Annex A as tiles, theme by theme.
struct ControlGrid {
  /// Whether the evidence of a control still speaks.
  private enum Support: String {
    case current = "evidence that still speaks"
    case stale = "only evidence that has gone stale"
    case none = "no evidence"
  }

  private struct Tile {
    let link: Link
    let title: String
    let badge: Badge
    let isIncluded: Bool
    let support: Support
    let findings: Int
    let theme: Catalog.Theme
  }

  private static let perRow = 8
  private static let tileWidth = 48
  private static let tileHeight = 40
  private static let gap = 4

  private let tiles: [Tile]
  private let scope: Scope

  init(_ scope: Scope) {
    self.scope = scope
    let site = scope.site
    let counts = Self.findingCounts(site)
    var support: [String: Support] = [:]
    for item in scope.isms.evidence where site.disclosure.names(item) {
      let isStale = Freshness(item, scope.isms).until.map { $0 < site.asOf } ?? false
      for control in item.controls where support[control] != .current { support[control] = isStale ? .stale : .current }
    }
    tiles = scope.isms.catalog.controls.map { control in
      let row = scope.isms.soa?.row(for: control.id)
      return Tile(
        link: scope.control(control.id), title: control.title, badge: .soa(row), isIncluded: row?.isIncluded == true,
        support: support[control.id] ?? .none, findings: counts[control.id] ?? 0, theme: control.theme)
    }
  }

  /// Findings about each control: its row is the subject, or the clause of the finding is the control.
  private static func findingCounts(_ site: Site) -> [String: Int] {
    var counts: [String: Int] = [:]
    for finding in site.findings {
      for name in Set([finding.subject, finding.clause].compactMap { $0 }) { counts[name, default: 0] += 1 }
    }
    return counts
  }

  /// How many controls stand how.
  var legend: [Context] {
    var counts: [String: (badge: Badge, count: Int)] = [:]
    for tile in tiles { counts[tile.badge.word] = (tile.badge, (counts[tile.badge.word]?.count ?? 0) + 1) }
    return counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
      ["badge": .badge($0.value.badge), "count": .number($0.value.count)]
    }
  }

  /// The picture: one drawing for each theme.
  var picture: Picture {
    Picture(
      title: "Controls by theme",
      note:
        "The shape is the status. The square says whether evidence still speaks for the control: full, half when it "
        + "has gone stale, empty when there is none. A number in the corner counts findings.",
      drawings: Catalog.Theme.allCases.map(drawing), table: table, style: "controls")
  }

  private func drawing(of theme: Catalog.Theme) -> SVG {
    let tiles = tiles.filter { $0.theme == theme }
    let rows = (tiles.count + Self.perRow - 1) / Self.perRow
    let title = "A.\(theme.number) \(theme.title)"
    var svg = SVG(
      width: Self.perRow * (Self.tileWidth + Self.gap) + 2, height: rows * (Self.tileHeight + Self.gap) + 30,
      name: "grid-\(theme.number)", title: title,
      description: "A tile for each of \(tiles.count) controls, with its status, its evidence and its findings.", scope)
    svg.text(title, x: 1, y: 16, style: "heading")
    for (index, tile) in tiles.enumerated() {
      draw(
        tile, in: &svg, x: 1 + index % Self.perRow * (Self.tileWidth + Self.gap),
        y: 27 + index / Self.perRow * (Self.tileHeight + Self.gap))
    }
    return svg
  }

  private func draw(_ tile: Tile, in svg: inout SVG, x: Int, y: Int) {
    var name = "\(tile.link.text) \(tile.title): \(tile.badge.word)"
    if tile.isIncluded { name += ", \(tile.support.rawValue)" }
    if tile.findings > 0 { name += ", \(tile.findings) finding\(tile.findings == 1 ? "" : "s")" }
    svg.link(tile.link, name: name, style: "tile tile-\(tile.badge.kind.rawValue)") { svg in
      svg.rectangle(x: x, y: y, width: Self.tileWidth, height: Self.tileHeight, style: "tile-face", radius: 3)
      svg.text(String(tile.link.text.dropFirst(2)), x: x + 5, y: y + 16, style: "tile-number")
      svg.mark(tile.badge.kind, x: x + 12, y: y + 28)
      if tile.isIncluded {
        svg.rectangle(x: x + 30, y: y + 24, width: 9, height: 9, style: "square")
        switch tile.support {
        case .current: svg.rectangle(x: x + 30, y: y + 24, width: 9, height: 9, style: "square-full")
        case .stale: svg.path("M\(x + 30) \(y + 33)L\(x + 39) \(y + 33)L\(x + 39) \(y + 24)Z", style: "square-full")
        case .none: break
        }
      }
      if tile.findings > 0 {
        svg.text("\(tile.findings)", x: x + Self.tileWidth - 3, y: y + 13, style: "tile-findings", anchor: .end)
      }
    }
  }

  /// The same the other way round: each state with its controls.
  private var table: TableModel {
    func row(_ cell: Cell, _ tiles: [Tile]) -> TableModel.Row? {
      tiles.isEmpty ? nil : TableModel.Row(nil, [cell, .text(String(tiles.count)), .links(tiles.map(\.link))])
    }
    var words: [String] = []
    for tile in tiles where !words.contains(tile.badge.word) { words.append(tile.badge.word) }
    let states = words.sorted().compactMap { word -> TableModel.Row? in
      let found = tiles.filter { $0.badge.word == word }
      return row(.badge(found.first?.badge), found)
    }
    let included = tiles.filter(\.isIncluded)
    let supports = [Support.current, .stale, .none].compactMap { support in
      row(.text("included, \(support.rawValue)"), included.filter { $0.support == support })
    }
    let found = row("with findings", tiles.filter { $0.findings > 0 })
    return TableModel(
      caption: "Controls by state", columns: ["State", .init("Controls", "number"), .init("Which", "wide")],
      rows: states + supports + (found.map { [$0] } ?? []))
  }
}
