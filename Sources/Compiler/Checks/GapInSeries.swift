import ISMS
import Source

extension Check {
  /// EVD-03: recurring evidence leaves no period out, neither in a series nor for a control.
  static let gapInSeries = Check(
    Rule(
      code: "EVD-03", name: "gap-in-series", title: "recurring evidence has a gap", grade: .minor, clause: "9.1",
      adjustment: "major if two or more periods are missing",
      data: """
        `series`, `period`, `as_of`, `evidence_type` and `controls` of evidence items; `certification: \
        evidence_from` in auditpack.yaml; the reference date
        """,
      stage: .stageTwo,
      explanation: """
        A control that runs every quarter leaves evidence for every quarter; a gap says that it did not run. The items \
        that one `series` joins have to cover the time from the first of them to the reference date. Their usual length, \
        or for moments their usual distance, is the rhythm; `series_grace` in `auditpack.yaml` is how much of it may be \
        late, 15 percent by default. Whether in a series or not, all items of an implemented control together have to \
        cover the time the audit looks at: from `certification: evidence_from` in `auditpack.yaml`, or else from their \
        first. An item outside a series speaks for as long as evidence of its type stays fresh.
        """,
      fix: "collect what is missing, or say why there is none and raise a nonconformity",
      flagged: Examples.series(collected: ["2025-04-10", "2025-07-11", "2026-01-12"]),
      accepted: Examples.series(collected: ["2025-07-10", "2025-10-11", "2026-01-12"], isWhole: true))
  ) { input in
    let unit = "series and controls"
    let series = EvidenceSeries.all(of: input.isms)
    let judged = series.filter { $0.cadence != nil }
    let controls = input.controls.filter { trace in
      trace.coverage != nil && trace.row?.isIncluded != false && trace.row?.status != .planned
        && trace.row?.status != .notImplemented
    }
    guard !judged.isEmpty || !controls.isEmpty else {
      return .cannotJudge(
        unit,
        series.isEmpty
          ? "no evidence item states `series` or `period`, or is of a type that says how long it stays fresh"
          : "no series has an item with a `period`, or three items with a date, to tell its rhythm")
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
    let reported = Set(judged.filter { !$0.gaps(until: input.asOf, grace: grace).isEmpty }.map(\.name))
    return .looked(
      at: judged.count + controls.count, unit, diagnostics + gaps(of: controls, besides: reported, input))
  }

  /// Gaps in all the evidence of controls, but for those that one of the series `besides` has, or that stale evidence
  /// makes, which is EVD-02's finding. Controls that the same items leave alone are one finding.
  private static func gaps(of controls: [ControlTrace], besides series: Set<String>, _ input: Input) -> [Diagnostic] {
    lazy var items = Dictionary(input.isms.evidence.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    lazy var superseded = input.superseded
    func isReported(_ id: String?) -> Bool {
      guard let item = id.flatMap({ items[$0] }) else { return false }
      if let name = item.series, series.contains(name) { return true }
      return !Freshness(item, input.isms).isFresh(on: input.asOf) && !superseded.contains(item)
    }
    var found: [PeriodCoverage.Gap: [String]] = [:]
    for trace in controls {
      for gap in trace.coverage?.gaps ?? []
      where !isReported(gap.after) && !isReported(gap.before) {
        found[gap, default: []].append(trace.control)
      }
    }
    return found.compactMap { gap, controls -> Diagnostic? in
      guard let first = controls.first, let item = (gap.before ?? gap.after).flatMap({ items[$0] }) else { return nil }
      let others = controls.count == 1 ? "" : " and \((controls.count - 1).counted("other control"))"
      let earlier = gap.before == nil ? nil : gap.after.flatMap { items[$0] }
      return Diagnostic(
        input.rule,
        "no evidence of `\(first)`\(others) speaks for \(gap.days.lowerBound) to \(gap.days.upperBound)",
        at: item.timeLocation, grade: gap.periods >= 2 ? .major : nil,
        label: gap.before == nil ? "nothing after it" : "the next item after the gap",
        related: earlier.map { [.init($0.timeLocation, "the last item before it")] } ?? [],
        help: "collect evidence for that time that names \(controls.listed) in `controls`, or raise a nonconformity",
        subject: first)
    }
  }
}

extension Evidence {
  /// Where it says for which time it speaks.
  var timeLocation: Location {
    for name in ["period", "as_of"] where record.fields[name] != nil { return record.location(of: name) }
    return record.location(of: "collected_on")
  }
}
