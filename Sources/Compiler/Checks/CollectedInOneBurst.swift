import ISMS
import Source

extension Check {
  /// EVD-10: evidence comes as work happens.
  static let collectedInOneBurst = Check(
    Rule(
      code: "EVD-10", name: "collected-in-one-burst", title: "a series of evidence was collected at one time",
      grade: .observation, clause: "8.1",
      adjustment: """
        minor for a control that works in periods, which the items state, where the dates of collection themselves say \
        so and not only git
        """,
      data: "`series`, `period` and `collected_on` of evidence items; the commits that brought them",
      stage: .stageTwo,
      explanation: """
        Three or more items of a series whose periods end half a year apart or more, all collected within two weeks (`burst`), \
        look as if nobody looked before the audit. Git shows when each came into the repository, whatever date it bears.
        """,
      fix: "collect each item when its period ends, and say in the last one why the earlier ones came late",
      flagged: Examples.series(collected: ["2026-01-10", "2026-01-11", "2026-01-12"]),
      accepted: Examples.series(collected: ["2025-04-10", "2025-07-11", "2026-01-12"]))
  ) { input in
    let series = Dictionary(grouping: input.isms.evidence.filter { $0.series != nil }) { $0.series ?? "" }
      .filter { $0.value.count >= 3 }
    guard !series.isEmpty else {
      return .cannotJudge("series of evidence", "no `series` joins three evidence items or more")
    }
    let burst = input.isms.configuration.parameters[.burst]
    let diagnostics = series.sorted { $0.key < $1.key }.compactMap { name, items -> Diagnostic? in
      let ends = items.compactMap(\.speaksUntil)
      guard let firstEnd = ends.min(), let lastEnd = ends.max(), lastEnd - firstEnd >= 180 else { return nil }
      let stated = items.compactMap(\.collectedOn)
      let entered = items.compactMap { item in
        input.evidenceHistories[item.id]?.entered.map { input.history.commits[$0].committer.date }
      }
      func isBurst(_ days: [CalendarDate]) -> Bool {
        guard days.count == items.count, let first = days.min(), let last = days.max() else { return false }
        return last <= first + burst
      }
      let newest = items.max { ($0.collectedOn ?? firstEnd, $0.id) < ($1.collectedOn ?? firstEnd, $1.id) }
      guard let newest, isBurst(stated) || isBurst(entered) else { return nil }
      let days = isBurst(stated) ? stated : entered
      let from = days.min().map(\.description) ?? ""
      let to = days.max().map(\.description) ?? ""
      let what = isBurst(stated) ? "collected" : "filed in git"
      let span = from == to ? "on \(from)" : "between \(from) and \(to)"
      return Diagnostic(
        input.rule, "all \(items.count) items of the series `\(name)` were \(what) \(span)",
        at: newest.record.location(of: "collected_on"),
        grade: isBurst(stated) && items.contains { $0.period != nil } ? .minor : .observation,
        label: "the periods end between \(firstEnd) and \(lastEnd)", subject: newest.id)
    }
    return .looked(at: series.count, "series of evidence", diagnostics)
  }
}
