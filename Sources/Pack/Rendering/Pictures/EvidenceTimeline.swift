import Compiler
import ISMS
import Source

/// Evidence over time: for what each item speaks, how long it stays fresh, and where nothing speaks.
struct EvidenceTimeline {
  /// A line of the picture: items that belong together.
  struct Line {
    let title: String
    /// Whether the items recur, so that the days between them are gaps.
    let isSeries: Bool
    let items: [Evidence]
  }

  /// One item with its days.
  private struct Entry {
    let item: Evidence
    let link: Link
    /// The days it speaks for.
    let days: ClosedRange<CalendarDate>
    /// The last day it stays fresh; nil if nothing sets an end.
    let until: CalendarDate?
  }

  /// Days between two items of a series for which none speaks.
  private struct Gap {
    let days: ClosedRange<CalendarDate>
    /// Whether no later item ends it.
    let isOpen: Bool

    var text: String {
      let length = days.upperBound - days.lowerBound + 1
      return "\(days.lowerBound) to \(days.upperBound): \(length) day\(length == 1 ? "" : "s")"
        + (isOpen ? ", still open" : "")
    }
  }

  /// Lines beyond this number stand in the table alone.
  private static let mostLines = 40
  /// Items beyond this number, the oldest of a line, are not drawn and not listed.
  private static let mostItems = 60
  /// Lines beyond this number are only counted.
  private static let mostRows = 200
  /// The drawing looks back this many months at most.
  private static let mostMonths = 36
  private static let left = 190
  private static let width = 690
  private static let lineHeight = 30

  private let scope: Scope
  private let lines: [(line: Line, entries: [Entry], gaps: [Gap], undated: [Link])]
  private let asOf: CalendarDate

  init(_ lines: [Line], _ scope: Scope) {
    self.scope = scope
    asOf = scope.site.asOf
    self.lines = lines.map { line in
      let entries = line.items.compactMap { Self.entry($0, scope) }
        .sorted { ($0.days.lowerBound, $0.item.id) < ($1.days.lowerBound, $1.item.id) }
      let undated = line.items.filter { $0.period == nil && $0.asOf == nil && $0.collectedOn == nil }
      let gaps = line.isSeries ? Self.gaps(entries, until: scope.site.asOf) : []
      return (line, entries, gaps, undated.map { scope.item($0.id) })
    }
  }

  /// Lines for an index: each series, then what does not recur by type.
  static func lines(of items: [Evidence]) -> [Line] {
    var groups: [String: [Evidence]] = [:]
    for item in items {
      groups[item.series.map { "1" + $0 } ?? "2" + (item.type ?? "no type"), default: []].append(item)
    }
    return groups.sorted { $0.key < $1.key }.map { key, items in
      Line(title: String(key.dropFirst()).replacing("-", with: " "), isSeries: key.hasPrefix("1"), items: items)
    }
  }

  /// Lines for one control: each series, and each item that does not recur.
  static func linesByItem(_ items: [Evidence]) -> [Line] {
    let series = lines(of: items.filter { $0.series != nil })
    func newestFirst(_ left: Evidence, _ right: Evidence) -> Bool {
      (right.speaksUntil?.dayNumber ?? 0, left.id) < (left.speaksUntil?.dayNumber ?? 0, right.id)
    }
    let others = items.filter { $0.series == nil }.sorted(by: newestFirst)
    return series + others.map { Line(title: $0.id, isSeries: false, items: [$0]) }
  }

  private static func entry(_ item: Evidence, _ scope: Scope) -> Entry? {
    guard let days = item.period ?? (item.asOf ?? item.collectedOn).map({ $0...$0 }) else { return nil }
    return Entry(item: item, link: scope.item(item.id), days: days, until: Freshness(item, scope.isms).until)
  }

  /// Between periods every day counts; after a moment only the days on which it is no longer fresh. At the end, days
  /// count once a whole further period has passed: an item for it could have been there.
  private static func gaps(_ entries: [Entry], until asOf: CalendarDate) -> [Gap] {
    guard var end = entries.first.map(covered) else { return [] }
    var gaps: [Gap] = []
    func note(_ next: CalendarDate, isOpen: Bool = false) {
      guard next - end > 1 else { return }
      gaps.append(
        Gap(
          days: CalendarDate(dayNumber: end.dayNumber + 1)...CalendarDate(dayNumber: next.dayNumber - 1),
          isOpen: isOpen))
    }
    for entry in entries.dropFirst() {
      note(entry.days.lowerBound)
      end = max(end, covered(entry))
    }
    let length = entries.last.map { $0.days.upperBound - $0.days.lowerBound + 1 } ?? 0
    if asOf - end > length { note(CalendarDate(dayNumber: asOf.dayNumber + 1), isOpen: true) }
    return gaps
  }

  private static func covered(_ entry: Entry) -> CalendarDate {
    entry.item.period != nil ? entry.days.upperBound : max(entry.days.upperBound, entry.until ?? entry.days.upperBound)
  }

  /// The picture; nil where nothing has a date.
  func picture(title: String, name: String, firstColumn: String) -> Picture? {
    guard lines.contains(where: { !$0.entries.isEmpty }) else { return nil }
    return Picture(
      title: title,
      note:
        "A bar is the time an item speaks for, a thin line how long it stays fresh, a dashed box a gap in a series. "
        + "A tick says that the newest item of the line is fresh, a cross that it has gone stale or that a gap is open, "
        + "a dash that nothing limits it.",
      drawings: [drawing(title: title, name: name)], table: table(title, firstColumn: firstColumn), style: "timeline")
  }

  // MARK: Drawing

  private var window: ClosedRange<CalendarDate> {
    let entries = lines.flatMap(\.entries)
    let latest = Month(entries.map { max($0.days.upperBound, $0.until ?? $0.days.upperBound) }.max() ?? asOf)
    let earliest = Month(entries.map(\.days.lowerBound).min() ?? asOf)
    let today = Month(asOf)
    let first = max(min(earliest, today), today.advanced(by: -Self.mostMonths))
    let last = min(max(latest, today), today.advanced(by: 14))
    return first.first...last.last
  }

  private func drawing(title: String, name: String) -> SVG {
    let shown = lines.prefix(Self.mostLines)
    let axis = TimeAxis(window, left: Self.left, width: Self.width)
    let bottom = shown.count * Self.lineHeight + 22
    var svg = SVG(
      width: Self.left + Self.width + 24, height: bottom + 26, name: name, title: title,
      description:
        "Time runs to the right, from \(axis.days.lowerBound) to \(axis.days.upperBound). The upright line is "
        + "the reference date, \(asOf).", scope)
    axis.draw(in: &svg, top: 18, bottom: bottom)
    for (index, line) in shown.enumerated() {
      draw(line.line, line.entries, line.gaps, in: &svg, axis, y: 20 + index * Self.lineHeight)
    }
    let today = axis.x(asOf)
    svg.line(x1: today, y1: 14, x2: today, y2: bottom, style: "today")
    let isRight = today > Self.left + Self.width / 2
    svg.text("as of \(asOf)", x: today + (isRight ? -5 : 5), y: 12, style: "label", anchor: isRight ? .end : .start)
    if lines.count > shown.count {
      svg.text("\(lines.count - shown.count) more stand in the table", x: 4, y: bottom + 18, style: "label")
    }
    return svg
  }

  private func draw(
    _ line: Line, _ entries: [Entry], _ gaps: [Gap], in svg: inout SVG, _ axis: TimeAxis, y: Int
  ) {
    let newest = entries.max { ($0.days.upperBound, $0.item.id) < ($1.days.upperBound, $1.item.id) }
    let kind = newest.map { Self.kind($0, on: asOf) } ?? .bad
    svg.mark(gaps.last?.isOpen == true ? .bad : kind, x: 10, y: y + 13)
    svg.text(line.title, x: 24, y: y + 18, style: line.isSeries ? "name" : "", maximum: 24)
    svg.line(x1: Self.left, y1: y + 28, x2: Self.left + Self.width, y2: y + 28, style: "rule")
    for gap in gaps where gap.days.upperBound >= axis.days.lowerBound {
      let x = axis.x(gap.days.lowerBound)
      svg.group(name: "gap: \(gap.text)", style: "gap") { svg in
        svg.rectangle(x: x, y: y + 6, width: max(4, axis.x(gap.days.upperBound) - x), height: 15, style: "gap-box")
      }
    }
    for entry in entries.suffix(Self.mostItems) {
      let until = entry.until ?? entry.days.upperBound
      guard max(until, entry.days.upperBound) >= axis.days.lowerBound else { continue }
      let start = axis.x(entry.days.lowerBound)
      let end = axis.x(entry.days.upperBound)
      svg.link(entry.link, name: name(entry), style: "item") { svg in
        if until > entry.days.upperBound {
          svg.line(x1: end, y1: y + 13, x2: axis.x(until), y2: y + 13, style: "fresh")
          svg.line(x1: axis.x(until), y1: y + 9, x2: axis.x(until), y2: y + 17, style: "fresh")
        }
        svg.rectangle(x: start - 3, y: y + 7, width: max(7, end - start + 3), height: 13, style: "bar", radius: 2)
      }
    }
  }

  private func name(_ entry: Entry) -> String {
    let days =
      entry.item.period == nil
      ? "\(entry.days.lowerBound)" : "\(entry.days.lowerBound) to \(entry.days.upperBound)"
    return "\(entry.item.id) \(entry.item.title): \(days)" + (entry.until.map { ", fresh until \($0)" } ?? "")
  }

  private static func kind(_ entry: Entry, on day: CalendarDate) -> Badge.Kind {
    guard let until = entry.until else { return .none }
    return until < day ? .bad : until - day <= 30 ? .part : .good
  }

  // MARK: Table

  private var rest: TableModel.Row {
    TableModel.Row(
      nil, [.text("\(lines.count - Self.mostRows) more"), "stand in the list of the evidence", "", "", ""])
  }

  private func table(_ title: String, firstColumn: String) -> TableModel {
    TableModel(
      caption: title + ", as a table",
      columns: [.init(firstColumn), "Items", "They speak for", "Newest item", "Gaps"],
      rows: lines.prefix(Self.mostRows).map { line, entries, gaps, undated in
        let newest = entries.max { ($0.days.upperBound, $0.item.id) < ($1.days.upperBound, $1.item.id) }
        let times = entries.map { EvidencePage.speaksFor($0.item) ?? "\($0.days.lowerBound)" }
        return TableModel.Row(
          nil,
          [
            .text(line.title).note(line.isSeries ? "series" : nil),
            Cell.links(entries.suffix(Self.mostItems).map(\.link) + undated.prefix(Self.mostItems))
              .note(entries.count > Self.mostItems ? "\(entries.count - Self.mostItems) older ones" : nil)
              .note(undated.isEmpty ? nil : "\(undated.count) without a date"),
            times.count > 6
              ? .text("\(times.count) times from \(times[0]) to \(times[times.count - 1])")
              : Cell(times.map { .note($0) }),
            .badge(
              newest.map { Freshness($0.item, scope.isms).badge(on: asOf) } ?? Badge("no date", .bad)),
            line.isSeries
              ? gaps.isEmpty ? "none" : Cell(gaps.suffix(Self.mostItems).map { .note($0.text) }) : "does not recur",
          ])
      } + (lines.count > Self.mostRows ? [rest] : []))
  }
}
