import ISMS
import Source

/// Whether the evidence of a control, taken together, leaves out a time that an audit looks at.
///
/// In a series an item speaks for its period, and a moment for the time since the one before. Any other item speaks for
/// its period or moment, and after it for as long as evidence of its type stays fresh. An item that recurs in no way says
/// nothing about a time, and is left out.
public struct PeriodCoverage: Sendable {
  /// A time no item speaks for.
  public struct Gap: Sendable, Hashable {
    /// First and last day.
    public let days: ClosedRange<CalendarDate>
    /// How many periods it is by the rhythm of the item beside it, at least one.
    public let periods: Int
    /// Id of the item that spoke last before it; nil if there is none.
    public let after: String?
    /// Id of the item that speaks next; nil if none does until the reference date.
    public let before: String?
  }

  /// The time that was looked at: from the day that `auditpack.yaml` states (`evidence_from`), else from the first item
  /// that is not older than evidence may be (`evidence_period`).
  public let period: ClosedRange<CalendarDate>
  /// The times left out that are longer than the grace allows, in order.
  public let gaps: [Gap]

  /// Whether nothing is left out.
  public var isWhole: Bool { gaps.isEmpty }

  /// The time one item speaks for.
  struct Span {
    let item: String
    let days: ClosedRange<CalendarDate>
    /// The day by which the next one is expected.
    let next: CalendarDate
    /// Days from one item to the next.
    let cadence: Int

    fileprivate static func < (left: Span, right: Span) -> Bool {
      (left.days.lowerBound, left.days.upperBound, left.item) < (
        right.days.lowerBound, right.days.upperBound, right.item
      )
    }
  }

  /// What `spans` cover until `asOf`; nil if none of them has begun by then.
  ///
  /// - Parameters:
  ///   - stated: the first day that has to be covered; nil if nobody stated one.
  ///   - longest: how long ago an item may have ended that still counts, where no day is stated.
  ///   - grace: how much later than its cadence an item may come; in percent.
  init?(
    _ spans: [Span], from stated: CalendarDate?, longest: CalendarDuration, grace: Int, until asOf: CalendarDate
  ) {
    let begun = spans.filter { $0.days.lowerBound <= asOf }.sorted(by: <)
    guard let newest = begun.last, (stated ?? asOf) <= asOf else { return nil }
    let recent = begun.filter { span in
      if let stated { stated <= span.days.upperBound } else { asOf <= span.days.upperBound + longest }
    }
    let looked = recent.isEmpty && stated == nil ? [newest] : recent
    let start = stated ?? looked.first?.days.lowerBound ?? asOf
    period = start...asOf

    var gaps: [Gap] = []
    func add(_ days: ClosedRange<CalendarDate>, _ cadence: Int, _ after: String?, _ before: String?) {
      let count = days.upperBound - days.lowerBound + 1
      guard count > cadence * grace / 100 else { return }
      gaps.append(
        Gap(days: days, periods: max(1, (count + cadence / 2) / max(1, cadence)), after: after, before: before))
    }
    var end = start.adding(-1)
    var last: Span?
    var next = end
    for span in looked {
      if span.days.lowerBound - end > 1 {
        add(end.adding(1)...span.days.lowerBound.adding(-1), (last ?? span).cadence, last?.item, span.item)
      }
      if span.days.upperBound >= end { (end, last) = (span.days.upperBound, span) }
      next = max(next, span.next)
    }
    if let last {
      if end < asOf, asOf - next > last.cadence * grace / 100 {
        add(end.adding(1)...asOf, last.cadence, last.item, nil)
      }
    } else {
      add(period, newest.cadence, newest.item, nil)
    }
    self.gaps = gaps
  }

  /// The coverage of each control that has evidence of a kind that recurs, by control.
  ///
  /// - Parameter ends: the last day that each evidence item speaks for.
  static func byControl(_ isms: ISMS, ends: [CalendarDate?], asOf: CalendarDate) -> [String: PeriodCoverage] {
    let parameters = isms.configuration.parameters
    var cadences: [String: Int] = [:]
    for series in EvidenceSeries.all(of: isms) { cadences[series.name] = series.cadence }
    var spans: [String: [Span]] = [:]
    for (item, end) in zip(isms.evidence, ends) where !item.controls.isEmpty {
      guard let span = span(of: item, until: end, cadence: item.series.flatMap { cadences[$0] }) else { continue }
      for control in item.controls.distinct { spans[control, default: []].append(span) }
    }
    return spans.compactMapValues {
      PeriodCoverage(
        $0, from: isms.configuration.evidenceFrom, longest: parameters[.evidencePeriod],
        grace: parameters[.seriesGrace], until: asOf)
    }
  }

  private static func span(of item: Evidence, until end: CalendarDate?, cadence: Int?) -> Span? {
    func span(_ days: ClosedRange<CalendarDate>, _ next: CalendarDate, _ cadence: Int) -> Span {
      Span(item: item.id, days: days, next: next, cadence: cadence)
    }
    guard let last = item.speaksUntil else { return nil }
    let first = item.period?.lowerBound ?? last
    if let cadence {
      return span(item.period ?? last.adding(1 - cadence)...last, last.adding(cadence), cadence)
    }
    if let end, end > last { return span(first...end, end, end - last) }
    guard let period = item.period else { return nil }
    let length = period.upperBound - period.lowerBound + 1
    return span(period, last.adding(length), length)
  }
}
