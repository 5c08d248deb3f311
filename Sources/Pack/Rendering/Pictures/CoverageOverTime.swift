import Compiler
import ISMS
import Source

/// How many of today's included controls had a document, and how many had evidence, at the end of each month of the
/// history.
struct CoverageOverTime {
  /// A day with the counts until then.
  private struct Point {
    let day: CalendarDate
    let documents: Int
    let evidence: Int
  }

  /// More points are thinned out to quarters or years.
  private static let mostPoints = 40
  private static let left = 46
  private static let width = 640
  private static let height = 220

  private let scope: Scope
  private let total: Int
  private let points: [Point]

  /// Nil where history is incomplete or nobody read it: then no month could be judged.
  init?(_ scope: Scope) {
    let site = scope.site
    guard site.history.isComplete, let oldest = site.history.commits.map(\.committer.date).min() else { return nil }
    self.scope = scope
    let included = site.compilation.controls.filter { $0.row.map { $0.isIncluded == true } ?? false }
    let traces = included.isEmpty ? site.compilation.controls : included
    total = traces.count
    let commits = site.history.commits
    func first(_ days: [CalendarDate?]) -> CalendarDate? { days.compactMap { $0 }.min() }
    var documentDays: [CalendarDate] = []
    var evidenceDays: [CalendarDate] = []
    for trace in traces {
      let documents = trace.documents.filter { id in scope.isms.document(id).map { site.disclosure.names($0) } ?? false
      }
      let evidence = site.evidence(for: trace.control)
      if let day = first(
        documents.map { id in
          site.compilation.documentHistories[id]?.revisions.last.map { commits[$0.commit].committer.date }
        })
      {
        documentDays.append(day)
      }
      if let day = first(
        evidence.map { item in
          site.compilation.evidenceHistories[item.id]?.entered.map { commits[$0].committer.date }
        })
      {
        evidenceDays.append(day)
      }
    }
    points = Self.points(
      from: max(oldest, CalendarDate(dayNumber: site.asOf.dayNumber - 3660)), until: site.asOf, documentDays.sorted(),
      evidenceDays.sorted())
  }

  private static func points(
    from oldest: CalendarDate, until asOf: CalendarDate, _ documents: [CalendarDate], _ evidence: [CalendarDate]
  ) -> [Point] {
    let first = Month(oldest)
    let months = max(0, Month(asOf) - first)
    let step = months < mostPoints ? 1 : months < 3 * mostPoints ? 3 : 12
    // Counted back from the newest, so that the last step is a whole one.
    var days = stride(from: months % step, through: months, by: step).map { first.advanced(by: $0).last }
    if let last = days.last, last > asOf { days[days.count - 1] = asOf }
    var (document, item) = (0, 0)
    return days.map { day in
      while document < documents.count, documents[document] <= day { document += 1 }
      while item < evidence.count, evidence[item] <= day { item += 1 }
      return Point(day: day, documents: document, evidence: item)
    }
  }

  /// The picture; nil with fewer than two points, which make no line.
  var picture: Picture? {
    guard points.count > 1, total > 0 else { return nil }
    return Picture(
      title: "Coverage over time",
      note:
        "Of the \(total) controls that are included today: how many had a document, and how many had evidence, by the "
        + "end of each month. Counted by the commit that first held a document or evidence file of today; what was "
        + "deleted since does not count.",
      drawings: [drawing],
      table: TableModel(
        caption: "Coverage over time, as a table",
        columns: [
          .init("Until", "date"), .init("With a document", "number"), .init("With evidence", "number"),
          .init("Included", "number"),
        ],
        rows: points.map {
          TableModel.Row(
            nil, [.value($0.day), .text(String($0.documents)), .text(String($0.evidence)), .text(String(total))])
        }), style: "coverage")
  }

  private var drawing: SVG {
    let top = 16
    let bottom = top + Self.height
    let first = points.first?.day ?? scope.site.asOf
    let axis = TimeAxis(first...max(first, points.last?.day ?? first), left: Self.left, width: Self.width)
    func y(_ count: Int) -> Int { bottom - count * Self.height / max(1, total) }
    var svg = SVG(
      width: Self.left + Self.width + 150, height: bottom + 28, name: "coverage", title: "Coverage over time",
      description:
        "Two lines that rise with the months: controls with a document, solid with squares, and controls with "
        + "evidence, dashed with rings.", scope)
    for share in 0...4 {
      let count = total * share / 4
      svg.line(x1: Self.left, y1: y(count), x2: Self.left + Self.width, y2: y(count), style: "rule")
      svg.text("\(count)", x: Self.left - 8, y: y(count) + 4, style: "label", anchor: .end)
    }
    axis.draw(in: &svg, top: bottom, bottom: bottom)
    var labels: [Int] = []
    for (style, title, count) in [
      ("documents", "with a document", \Point.documents), ("evidence", "with evidence", \Point.evidence),
    ] {
      let corners = points.map { "\(axis.x($0.day)) \(y($0[keyPath: count]))" }
      svg.path("M" + corners.joined(separator: "L"), style: "line line-\(style)")
      for point in points {
        let value = point[keyPath: count]
        svg.group(name: "\(point.day): \(value) \(title)", style: "dot dot-\(style)") { svg in
          svg.rectangle(
            x: axis.x(point.day) - 4, y: y(value) - 4, width: 8, height: 8, style: "",
            radius: style == "evidence" ? 4 : 0)
        }
      }
      guard let last = points.last else { continue }
      // Two labels in one place could not be read.
      var place = y(last[keyPath: count]) + 4
      while labels.contains(where: { abs($0 - place) < 15 }) { place += 15 }
      labels.append(place)
      svg.text(
        "\(last[keyPath: count]) \(title)", x: Self.left + Self.width + 12, y: place, style: "name")
    }
    return svg
  }
}
