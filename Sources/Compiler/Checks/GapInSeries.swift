import ISMS
import Source

extension Check {
  /// EVD-03: recurring evidence leaves no period out.
  static let gapInSeries = Check(
    Rule(
      code: "EVD-03", name: "gap-in-series", title: "a series of evidence has a gap", grade: .minor, clause: "9.1",
      adjustment: "major if two or more periods are missing",
      stage: .stageTwo,
      explanation: """
        A control that runs every quarter leaves evidence for every quarter; a gap says that it did not run. The items \
        that one `series` joins have to cover the time from the first of them to the reference date. Their usual length, \
        or for moments their usual distance, is the rhythm; `series_grace` in `auditpack.yaml` is how much of it may be \
        late, 15 percent by default.
        """,
      fix: "collect what is missing, or say why there is none and raise a nonconformity",
      flagged: Examples.series(collected: ["2025-04-10", "2025-07-11", "2026-01-12"]),
      accepted: Examples.series(collected: ["2025-07-10", "2025-10-11", "2026-01-12"], isWhole: true))
  ) { input in
    let all = EvidenceSeries.all(of: input.isms)
    guard !all.isEmpty else { return .cannotJudge("series of evidence", "no evidence item states `series`") }
    let judged = all.filter { $0.cadence != nil }
    guard !judged.isEmpty else {
      return .cannotJudge(
        "series of evidence", "no series has an item with a `period`, or three items with a date, to tell its rhythm")
    }
    let grace = input.isms.configuration.parameters[.seriesGrace]
    let diagnostics = judged.compactMap { series -> Diagnostic? in
      let gaps = series.gaps(until: input.asOf, grace: grace)
      guard let first = gaps.first else { return nil }
      let items = Dictionary(series.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      let place = items[first.before ?? first.after]?.timeLocation ?? Location(path: "", range: nil)
      let rest = gaps.count > 1 ? " and \((gaps.count - 1).counted("other time"))" : ""
      let time =
        first.before == nil
        ? "from \(first.days.lowerBound) on" : "for \(first.days.lowerBound) to \(first.days.upperBound)"
      return Diagnostic(
        input.rule, "the series `\(series.name)` has no evidence \(time)\(rest)",
        at: place, grade: gaps.reduce(0) { $0 + $1.periods } >= 2 ? .major : nil,
        label: "an item is due every \(series.cadence ?? 0) days",
        related: gaps.dropFirst().prefix(4).compactMap { gap in
          items[gap.after].map {
            .init($0.timeLocation, "nothing from \(gap.days.lowerBound) to \(gap.days.upperBound)")
          }
        }, subject: first.before ?? first.after)
    }
    return .looked(at: judged.count, "series of evidence", diagnostics)
  }
}

extension Evidence {
  /// Where it says for which time it speaks.
  var timeLocation: Location {
    for name in ["period", "as_of"] where record.fields[name] != nil { return record.location(of: name) }
    return record.location(of: "collected_on")
  }
}
