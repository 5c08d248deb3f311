import ISMS
import Source

/// When which document is due for review: a line for each month of the next year.
struct ReviewCalendar {
  /// When a review is due.
  private enum Time: Hashable, Comparable {
    case passed
    case month(Month)
    case later
    case unknown

    var title: String {
      switch self {
      case .passed: "passed"
      case .month(let month): "\(month.shortName) \(month.year)"
      case .later: "later"
      case .unknown: "no date stated"
      }
    }
  }

  private static let perLine = 7
  private static let mostPerMonth = 42
  private static let left = 112
  private static let boxWidth = 108
  private static let lineHeight = 28

  private let scope: Scope
  private let months: [(time: Time, documents: [Document])]
  private let count: Int

  /// The documents in force that the audience may read.
  init(_ documents: [Document], _ scope: Scope) {
    self.scope = scope
    let asOf = scope.site.asOf
    let first = Month(asOf)
    var groups: [Time: [Document]] = [:]
    for document in documents {
      let time: Time =
        switch document.nextReview {
        case nil: .unknown
        case let day? where day < asOf: .passed
        case let day?: Month(day) - first >= 12 ? .later : .month(Month(day))
        }
      groups[time, default: []].append(document)
    }
    for offset in 0..<12 { groups[.month(first.advanced(by: offset)), default: []] += [] }
    months = groups.sorted { $0.key < $1.key }.map { time, documents in
      (time, documents.sorted { ($0.nextReview?.dayNumber ?? 0, $0.id) < ($1.nextReview?.dayNumber ?? 0, $1.id) })
    }
    count = documents.count
  }

  /// The picture; nil where no document is in force.
  var picture: Picture? {
    guard count > 0 else { return nil }
    return Picture(
      title: "Reviews due", note: "Documents in force by the month of their next review.", drawings: [drawing],
      table: TableModel(
        caption: "Reviews due, as a table",
        columns: ["When", .init("Documents", "number"), .init("Which, with the day", "wide")],
        rows: months.filter { !$0.documents.isEmpty }.map { time, documents in
          TableModel.Row(
            nil,
            [
              time == .passed || time == .unknown ? .badge(Badge(time.title, .bad)) : .text(time.title),
              .text(String(documents.count)),
              Cell(
                documents.enumerated().flatMap { index, document -> [Part] in
                  [
                    .link(scope.document(document)),
                    .text(
                      (document.nextReview.map { " \($0)" } ?? "") + (index + 1 < documents.count ? ", " : "")),
                  ]
                }),
            ])
        }), style: "calendar")
  }

  private static func lines(_ documents: [Document]) -> Int {
    max(1, (min(documents.count, mostPerMonth) + perLine - 1) / perLine)
  }

  private var drawing: SVG {
    let height = months.reduce(4) { $0 + Self.lines($1.documents) * Self.lineHeight + 4 }
    var svg = SVG(
      width: Self.left + Self.perLine * Self.boxWidth + 4, height: height, name: "reviews", title: "Reviews due",
      description: "A line for each month from \(Month(scope.site.asOf).description) on, with a box for each document.",
      scope)
    var y = 4
    for (time, documents) in months {
      let isLate = time == .passed || time == .unknown
      svg.text(time.title, x: Self.left - 12, y: y + 17, style: "label", anchor: .end)
      let shown = documents.count > Self.mostPerMonth ? Self.mostPerMonth - 1 : documents.count
      for (index, document) in documents.prefix(shown).enumerated() {
        let x = Self.left + index % Self.perLine * Self.boxWidth
        let top = y + index / Self.perLine * Self.lineHeight
        let day = document.nextReview.map { "review due \($0)" } ?? "no date of review"
        svg.link(
          scope.document(document), name: "\(document.id) \(document.title): \(day)", style: isLate ? "late" : "due"
        ) { svg in
          svg.rectangle(x: x, y: top, width: Self.boxWidth - 8, height: Self.lineHeight - 5, style: "box", radius: 3)
          if isLate { svg.mark(.bad, x: x + 12, y: top + 12) }
          svg.text(document.id, x: x + (isLate ? 22 : 8), y: top + 16, style: "name", maximum: isLate ? 9 : 12)
        }
      }
      if shown < documents.count {
        svg.text(
          "+\(documents.count - shown)", x: Self.left + shown % Self.perLine * Self.boxWidth + 8,
          y: y + shown / Self.perLine * Self.lineHeight + 16, style: "label")
      }
      y += Self.lines(documents) * Self.lineHeight + 4
      svg.line(x1: 0, y1: y - 3, x2: Self.left + Self.perLine * Self.boxWidth, y2: y - 3, style: "rule")
    }
    return svg
  }
}
