import Source

/// Days along a line.
struct TimeAxis {
  /// The first day of a month, quarter or year on the line.
  struct Tick {
    let day: CalendarDate
    let x: Int
    let label: String
  }

  /// First and last day.
  let days: ClosedRange<CalendarDate>
  private let left: Int
  private let width: Int

  /// Days from one end of the line, at `left`, to the other.
  init(_ days: ClosedRange<CalendarDate>, left: Int, width: Int) {
    self.days = days
    self.left = left
    self.width = width
  }

  /// Where a day stands; days outside stand at the ends.
  func x(_ day: CalendarDate) -> Int {
    let length = max(1, days.upperBound - days.lowerBound)
    let offset = min(max(0, day - days.lowerBound), length)
    return left + (offset * width + length / 2) / length
  }

  /// Marks for months, or for quarters or years where months would be too many.
  var ticks: [Tick] {
    let length = days.upperBound - days.lowerBound
    let step = length <= 500 ? 1 : length <= 1300 ? 3 : 12
    var ticks: [Tick] = []
    var month = Month(days.lowerBound)
    if month.first < days.lowerBound { month = month.advanced(by: 1) }
    while month.first <= days.upperBound, ticks.count < 60 {
      if (month.number - 1) % step == 0 {
        let isYear = step == 12
        ticks.append(
          Tick(
            day: month.first, x: x(month.first),
            label: isYear || month.number == 1 ? "\(month.year)" : month.shortName))
      }
      month = month.advanced(by: 1)
    }
    return ticks
  }

  /// Draws ticks from `top` to `bottom`, with their labels below.
  func draw(in svg: inout SVG, top: Int, bottom: Int) {
    for tick in ticks {
      svg.line(x1: tick.x, y1: top, x2: tick.x, y2: bottom + 4, style: "tick")
      svg.text(tick.label, x: tick.x, y: bottom + 18, style: "label", anchor: .middle)
    }
  }
}

/// A month of a year.
struct Month: Hashable, Comparable {
  private let index: Int

  /// The month of a day.
  init(_ day: CalendarDate) {
    let (year, month, _) = day.components
    index = year * 12 + month - 1
  }

  private init(index: Int) { self.index = index }

  /// The month that many months later.
  func advanced(by count: Int) -> Month { Month(index: index + count) }

  /// Months from `earlier` to `later`.
  static func - (later: Month, earlier: Month) -> Int { later.index - earlier.index }

  static func < (left: Month, right: Month) -> Bool { left.index < right.index }

  var year: Int { index / 12 }
  /// 1 to 12.
  var number: Int { index % 12 + 1 }

  /// Its first day.
  var first: CalendarDate { day(1) }
  /// Its last day.
  var last: CalendarDate { day(CalendarDate.days(inMonth: number, year: year)) }

  private func day(_ day: Int) -> CalendarDate {
    CalendarDate(year: year, month: number, day: day) ?? CalendarDate(dayNumber: 0)
  }

  /// `2026-03`.
  var description: String { String("\(first)".prefix(7)) }

  /// `Mar`.
  var shortName: String {
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][number - 1]
  }
}
