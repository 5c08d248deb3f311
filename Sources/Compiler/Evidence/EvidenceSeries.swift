import ISMS
import Source

/// Evidence items that one `series` joins, and the times they leave out.
public struct EvidenceSeries: Sendable {
  /// A time nobody collected evidence for.
  public struct Gap: Hashable, Sendable {
    /// First and last day without evidence.
    public let days: ClosedRange<CalendarDate>
    /// How many periods of the series it is, at least one.
    public let periods: Int
    /// Id of the item before the gap.
    public let after: String
    /// Id of the item behind the gap; nil if it lasts until the reference date.
    public let before: String?
  }

  /// What the items call it.
  public let name: String
  /// The items that say for which time they speak, in order of time.
  public let items: [Evidence]
  /// Days from one item to the next: the middle length of the periods, or of the distances between moments. Nil if that
  /// cannot be told, which takes a period, or three moments.
  public let cadence: Int?
  private let times: [ClosedRange<CalendarDate>]

  /// The series `name` of these items.
  public init(_ name: String, _ items: [Evidence]) {
    self.name = name
    let timed = items.compactMap { item -> (item: Evidence, time: ClosedRange<CalendarDate>)? in
      if let period = item.period { return (item, period) }
      return item.speaksUntil.map { (item, $0...$0) }
    }
    .sorted {
      ($0.time.lowerBound, $0.time.upperBound, $0.item.id) < ($1.time.lowerBound, $1.time.upperBound, $1.item.id)
    }
    self.items = timed.map(\.item)
    let lengths = timed.filter { $0.item.period != nil }.map { $0.time.upperBound - $0.time.lowerBound + 1 }
    let moments = timed.map(\.time.upperBound)
    let distances = zip(moments.dropFirst(), moments).map { $0 - $1 }.filter { $0 > 0 }
    let cadence = Self.middle(lengths) ?? (distances.count > 1 ? Self.middle(distances) : nil)
    self.cadence = cadence
    // A moment speaks for the time since the one before.
    times = timed.map { $0.item.period ?? ($0.time.upperBound.adding(1 - (cadence ?? 1)))...$0.time.upperBound }
  }

  /// All series of an ISMS, by name.
  public static func all(of isms: ISMS) -> [EvidenceSeries] {
    Dictionary(grouping: isms.evidence.filter { $0.series != nil }) { $0.series ?? "" }
      .sorted { $0.key < $1.key }.map { EvidenceSeries($0.key, $0.value) }
  }

  /// The times between the first item and `asOf` that no item speaks for.
  ///
  /// - Parameter grace: days a gap may last, and the next item may be late, without being one; in percent of the cadence.
  public func gaps(until asOf: CalendarDate, grace: Int) -> [Gap] {
    guard let cadence, let first = times.first else { return [] }
    let patience = cadence * grace / 100
    func gap(_ days: ClosedRange<CalendarDate>, _ periods: Int, _ last: Int, _ next: Int?) -> Gap {
      Gap(days: days, periods: max(1, periods), after: items[last].id, before: next.map { items[$0].id })
    }
    var gaps: [Gap] = []
    var end = first.upperBound
    var last = 0
    for (position, time) in times.enumerated().dropFirst() {
      let missing = time.lowerBound - end - 1
      if missing > patience {
        let periods = (missing + cadence / 2) / cadence
        gaps.append(gap(end.adding(1)...time.lowerBound.adding(-1), periods, last, position))
      }
      if time.upperBound >= end { (end, last) = (time.upperBound, position) }
    }
    // The next item is due when its period has ended.
    let late = asOf - end - patience
    if late > cadence { gaps.append(gap(end.adding(1)...asOf, late / cadence, last, nil)) }
    return gaps
  }

  /// The middle of the numbers in order; the larger of two in the middle.
  private static func middle(_ numbers: [Int]) -> Int? {
    numbers.isEmpty ? nil : numbers.sorted()[numbers.count / 2]
  }
}

extension CalendarDate {
  /// The day so many days later; earlier if they are negative.
  func adding(_ days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }
}
