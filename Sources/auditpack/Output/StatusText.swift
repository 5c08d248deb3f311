import Compiler
import Source

/// The dashboard as a terminal shows it: one screen of 80 columns and 40 lines, or as many columns as there are.
struct StatusText {
  private static let margin = 15
  /// Lines that the least terminal has, one of them for the prompt.
  private static let height = 39

  private let width: Int
  private let isColoured: Bool
  private var lines: [String] = []

  /// The text of a status.
  static func text(_ status: Status, on terminal: Terminal) -> String {
    var text = StatusText(width: terminal.width, isColoured: terminal.isColoured)
    text.write(status)
    return text.lines.joined(separator: "\n") + "\n"
  }

  private init(width: Int, isColoured: Bool) {
    self.width = width
    self.isColoured = isColoured
  }

  private mutating func write(_ status: Status) {
    line("\(status.organisation ?? "unnamed organisation"), \(status.standard)", .bold)
    line((status.commit.map { "commit \($0.prefix(7))" } ?? "working tree") + ", as of \(status.asOf)")
    lines.append("")
    writeStageOne(status.stageOne)
    writeCoverage(status)
    writePerformance(status)
    for framework in status.frameworks.prefix(3) {
      row(
        DisplayWidth.cut(DisplayWidth.visible(framework.name), to: Self.margin - 1),
        "\(framework.criteria) criteria: \(framework.evidenced) with fresh evidence, \(framework.documented) with "
          + "documents only, \(framework.nothing) with nothing")
    }
    let counts = Grade.allCases.reversed().map { "\(status.findings[$0.rawValue] ?? 0) \($0.rawValue)" }
    let isSerious = Grade.allCases.contains { $0 >= .major && (status.findings[$0.rawValue] ?? 0) > 0 }
    row("Findings", counts.joined(separator: ", "), isSerious ? .red : nil)
    let aside = [
      status.waived == 0 ? nil : "\(status.waived) accepted by a deviation",
      status.known == 0 ? nil : "\(status.known) listed in the baseline",
      Self.unjudged(status.unjudged, "could not be judged"),
      Self.unjudged(status.unjudgedInPart, "could be judged in part"),
    ].compactMap { $0 }
    if !aside.isEmpty { row("", aside.joined(separator: "; ")) }
    writeDates(status.nextDates)
  }

  /// Rules by name if they are few, else their number.
  private static func unjudged(_ rules: [String], _ words: String) -> String? {
    guard !rules.isEmpty else { return nil }
    return (rules.count > 4 ? "\(rules.count) rules" : rules.joined(separator: ", ")) + " " + words
  }

  private mutating func writeStageOne(_ stage: Status.StageOne) {
    row(
      "Stage 1", stage.sentence.replacing("`", with: ""),
      stage.outcome == .passes ? .green : stage.outcome == .fails ? .red : .yellow)
    for obstacle in stage.obstacles.prefix(5) {
      let more = obstacle.findings == 1 ? "" : " (\(obstacle.findings) times)"
      short("\(obstacle.grade.rawValue) \(obstacle.code)\(more): \(obstacle.first.replacing("`", with: ""))")
    }
    if stage.obstacles.count > 5 { row("", "and \(Summary.counted(stage.obstacles.count - 5, "more rule"))") }
  }

  private mutating func writeCoverage(_ status: Status) {
    let documents = status.documents
    row("Documents", "\(documents.approved) of \(documents.total) approved; \(status.records) records")
    if let levels = documents.approvals {
      let shown = levels.filter { $0.documents > 0 }.map { "\($0.documents) \($0.name) (level \($0.level))" }
      row(
        "Approvals",
        (shown.isEmpty ? "none" : shown.joined(separator: ", "))
          + (documents.changedAfterApproval == 0 ? "" : "; the text of \(documents.changedAfterApproval) changed since")
      )
    } else {
      row("Approvals", "cannot be judged: no history was read")
    }
    let controls = status.controls
    row(
      "Controls",
      "\(controls.included) included, \(controls.excluded) excluded"
        + (controls.withoutRow > 0 ? ", \(controls.withoutRow) without a row" : ""))
    row(
      "",
      "\(controls.implemented) implemented, \(controls.partial) partial, \(controls.planned) planned, "
        + "\(controls.notImplemented) not implemented")
    bar(controls.withDocument, of: controls.included, "with a document")
    bar(controls.withFreshEvidence, of: controls.included, "with evidence that is fresh")
    bar(controls.covered, of: controls.recurring, "with recurring evidence without a gap")
    let risks = status.risks
    row(
      "Risks",
      "\(risks.open) open; above the threshold: \(risks.aboveThreshold) before, "
        + "\(risks.aboveThresholdAfterTreatment) after treatment; \(risks.accepted) accepted")
    row("", "\(Summary.counted(risks.openActions, "open action")), \(risks.overdueActions) overdue")
    let evidence = status.evidence
    row(
      "Evidence",
      "\(evidence.total) items: \(evidence.fresh) fresh, \(evidence.stale) stale, \(evidence.withoutLimit) without a "
        + "limit, \(evidence.superseded) superseded")
  }

  private mutating func writePerformance(_ status: Status) {
    let performance = status.performance
    row(
      "Audit, review",
      "internal audit \(performance.lastInternalAudit ?? "never"), management review "
        + (performance.lastManagementReview ?? "never"))
    if let cycle = performance.auditCycle {
      row(
        "Audit cycle",
        "until \(cycle.to): \(cycle.auditedClauses) of \(cycle.clauses) clauses and \(cycle.auditedControls) of "
          + "\(cycle.controls) controls audited, \(cycle.plannedClauses) and \(cycle.plannedControls) with what is planned"
      )
    }
    row(
      "Nonconformity",
      performance.openNonconformities == 0
        ? "none open"
        : "\(performance.openNonconformities) open, \(performance.olderThanLimit) of them longer than "
          + performance.limit + (performance.oldestDays.map { "; the oldest for \(Summary.counted($0, "day"))" } ?? ""))
  }

  /// As many dates as the screen still holds, at least three.
  private mutating func writeDates(_ dates: [Status.Due]) {
    let room = max(3, Self.height - lines.joined(separator: "\n").count { $0 == "\n" } - 3)
    for (position, due) in dates.prefix(room).enumerated() {
      short("\(due.date)  \(due.subject.map { "\($0): " } ?? "")\(due.what)", name: position == 0 ? "Next dates" : "")
    }
  }

  // MARK: Lines

  private enum Color: String {
    case bold = "1"
    case red = "1;31"
    case green = "1;32"
    case yellow = "1;33"
  }

  private func paint(_ text: String, _ color: Color?) -> String {
    guard isColoured, let color, !text.isEmpty else { return text }
    return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
  }

  private func label(_ name: String) -> String {
    paint(name, .bold) + String(repeating: " ", count: max(1, Self.margin - DisplayWidth.columns(of: name)))
  }

  /// A line across the screen.
  private mutating func line(_ text: String, _ color: Color? = nil) {
    lines.append(paint(DisplayWidth.cut(DisplayWidth.visible(text), to: width), color))
  }

  /// A name and what is said about it, in as many lines as it takes.
  private mutating func row(_ name: String, _ text: String, _ color: Color? = nil) {
    lines.append(
      label(name) + paint(DisplayWidth.wrapped(text, width: width - Self.margin, indent: Self.margin), color))
  }

  /// The same in one line, cut where it is longer.
  private mutating func short(_ text: String, name: String = "") {
    lines.append(label(name) + DisplayWidth.cut(DisplayWidth.visible(text), to: width - Self.margin))
  }

  private mutating func bar(_ part: Int, of whole: Int, _ what: String) {
    let words = "\(part)/\(whole) \(what)"
    let length = min(20, width - Self.margin - words.count - 1)
    guard length >= 5 else { return row("", words) }
    let filled = whole == 0 ? 0 : part * length / whole
    let text = paint(String(repeating: "█", count: filled), .green) + String(repeating: "░", count: length - filled)
    lines.append(label("") + text + " " + words)
  }
}
