import ISMS
import Source

/// The impact of a change in words: for a terminal, or as Markdown for a comment on a merge request.
public struct ImpactReport {
  /// How the text is written.
  public enum Style: Sendable {
    /// For a terminal.
    case text
    /// For a comment on a code host.
    case markdown
  }

  private let impact: Impact
  private let style: Style
  /// Lines of one section; a comment that lists a thousand rows is read by nobody.
  private static let mostLines = 50

  /// Writes an impact.
  public init(_ impact: Impact, style: Style) {
    self.impact = impact
    self.style = style
  }

  /// The whole report.
  public var text: String {
    var text = heading("What \(impact.before) to \(impact.after) changes", level: 2)
    guard !impact.isEmpty else { return text + "Nothing an auditor would look at.\n" }
    text += section("Approvals that end", impact.endedApprovals.map { "\(code($0.document)): \(plain($0.reason))" })
    let groups = Impact.Coverage.Part.allCases.flatMap { part in [true, false].map { (part, $0) } }
    text += section(
      "Controls",
      groups.compactMap { part, isGained in
        let controls = impact.coverage.filter { $0.part == part && $0.isGained == isGained }.map { code($0.control) }
        return controls.isEmpty ? nil : "\(words(part, isGained)): \(controls.joined(separator: ", "))"
      })
    text += section("Evidence whose file changed", impact.touchedEvidence.map(code))
    text += section("Risks opened, closed and moved", impact.riskMovements.map(line))
    for kind in RecordKind.allCases {
      let changes = impact.changes.filter { $0.record == kind }
      text += section(Self.title(of: kind), changes.map(line))
    }
    text += section("New findings", impact.newFindings.map(line))
    text += section("Mended findings", impact.mendedFindings.map(line))
    return text
  }

  private static func title(of kind: RecordKind) -> String {
    kind == .document
      ? "Documents"
      : kind == .soaRow
        ? "Rows of the Statement of Applicability"
        : (kind.register ?? kind.title).replacing("-", with: " ").prefix(1).uppercased()
          + (kind.register ?? kind.title).replacing("-", with: " ").dropFirst()
  }

  private func words(_ part: Impact.Coverage.Part, _ isGained: Bool) -> String {
    switch (part, isGained) {
    case (.inclusion, true): "now included"
    case (.inclusion, false): "no longer included"
    case (.document, true): "a first document"
    case (.document, false): "no document any more"
    case (.evidence, true): "first evidence"
    case (.evidence, false): "no evidence any more"
    }
  }

  private func line(_ change: RecordChange) -> String {
    let name = change.title == change.id ? code(change.id) : "\(code(change.id)) \(plain(change.title))"
    guard change.kind == .changed else { return "\(change.kind.rawValue): \(name)" }
    var parts = change.fields.map { field in
      "\(code(field.name)) \(value(field.before)) → \(value(field.after))"
    }
    if change.textChanged { parts.append("the text") }
    return "\(name): \(parts.joined(separator: ", "))"
  }

  private func line(_ movement: RiskMovement) -> String {
    let risk = movement.risk
    let name = risk.title == risk.id ? code(risk.id) : "\(code(risk.id)) \(plain(risk.title))"
    func level(_ level: Int?) -> String {
      guard let level else { return "none" }
      return impact.method.band(of: level).map { "\(level) \(plain($0.name))" } ?? "\(level)"
    }
    func step(_ step: RiskMovement.Step) -> String {
      switch movement.kind {
      case .opened: level(step.after)
      case .closed: level(step.before)
      case .moved: step.before == step.after ? level(step.after) : "\(level(step.before)) → \(level(step.after))"
      }
    }
    return "\(movement.kind.rawValue): \(name), level \(step(movement.level)), remaining \(step(movement.remaining))"
  }

  private func line(_ finding: Diagnostic) -> String {
    "\(finding.grade.rawValue) \(code(finding.rule.code)): \(message(finding.message)) (\(code(finding.location.path)))"
  }

  private func value(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "none" }
    return code(text.count > 80 ? text.prefix(80) + "…" : text)
  }

  // MARK: Style

  private func heading(_ title: String, level: Int) -> String {
    switch style {
    case .text: DisplayWidth.visible(title) + "\n" + (level == 2 ? "\n" : "")
    case .markdown: String(repeating: "#", count: level) + " " + plain(title) + "\n\n"
    }
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    let bullet = style == .text ? "  " : "- "
    var text = heading("\(title) (\(lines.count))", level: 3)
    text += lines.prefix(Self.mostLines).map { bullet + $0 + "\n" }.joined()
    if lines.count > Self.mostLines { text += "\(bullet)and \(lines.count - Self.mostLines) more\n" }
    return text + "\n"
  }

  /// Text that is not ours as code, in which a code host changes nothing.
  private func code(_ text: some StringProtocol) -> String {
    let visible = DisplayWidth.visible(String(text))
    guard style == .markdown else { return visible }
    var longest = 0
    var run = 0
    for byte in visible.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let needsSpace = visible.hasPrefix("`") || visible.hasSuffix("`")
    return needsSpace ? "\(fence) \(visible) \(fence)" : fence + visible + fence
  }

  /// A message of the program, whose names stand between backticks already.
  private func message(_ text: String) -> String {
    guard style == .markdown else { return DisplayWidth.visible(text) }
    return text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { $0 % 2 == 0 ? plain(String($1)) : code($1) }.joined()
  }

  /// Text in a sentence, without anything a code host would make a tag, a mention or a reference of.
  private func plain(_ text: String) -> String {
    let visible = DisplayWidth.visible(text)
    guard style == .markdown else { return visible }
    var result = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~", "!", "&": result += "\\" + String(scalar)
      // A character reference is shown as the sign and mentions nobody.
      case "@": result += "&#64;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// The impact of a change for programs: `auditpack diff --format json`.
public struct ImpactData: Encodable, Sendable {
  struct Change: Encodable {
    let kind: String
    let id: String
    let title: String
    let change: String
    let fields: [FieldChange]
    let textChanged: Bool
  }

  struct FieldChange: Encodable {
    let name: String
    let before: String?
    let after: String?
  }

  struct RiskChange: Encodable {
    let id: String
    let title: String
    let change: String
    let levelBefore: Int?
    let levelAfter: Int?
    let remainingBefore: Int?
    let remainingAfter: Int?
  }

  struct Coverage: Encodable {
    let control: String
    let part: String
    let gained: Bool
  }

  struct Ended: Encodable {
    let document: String
    let reason: String
  }

  struct Finding: Encodable {
    let code: String
    let grade: String
    let message: String
    let path: String
    let subject: String?
  }

  let schemaVersion = 1
  let before: String
  let after: String
  let changes: [Change]
  let risks: [RiskChange]
  let coverage: [Coverage]
  let endedApprovals: [Ended]
  let touchedEvidence: [String]
  let newFindings: [Finding]
  let mendedFindings: [Finding]

  private enum CodingKeys: CodingKey {
    case schemaVersion, before, after, changes, risks, coverage, endedApprovals, touchedEvidence, newFindings
    case mendedFindings
  }

  /// The data of an impact.
  public init(_ impact: Impact) {
    before = impact.before
    after = impact.after
    changes = impact.changes.map { change in
      Change(
        kind: change.record.rawValue, id: change.id, title: change.title, change: change.kind.rawValue,
        fields: change.fields.map { FieldChange(name: $0.name, before: $0.before, after: $0.after) },
        textChanged: change.textChanged)
    }
    risks = impact.riskMovements.map { movement in
      RiskChange(
        id: movement.risk.id, title: movement.risk.title, change: movement.kind.rawValue,
        levelBefore: movement.level.before, levelAfter: movement.level.after,
        remainingBefore: movement.remaining.before, remainingAfter: movement.remaining.after)
    }
    coverage = impact.coverage.map { Coverage(control: $0.control, part: $0.part.rawValue, gained: $0.isGained) }
    endedApprovals = impact.endedApprovals.map { Ended(document: $0.document, reason: $0.reason) }
    touchedEvidence = impact.touchedEvidence
    func findings(_ list: [Diagnostic]) -> [Finding] {
      list.map {
        Finding(
          code: $0.rule.code, grade: $0.grade.rawValue, message: $0.message, path: $0.location.path,
          subject: $0.subject)
      }
    }
    newFindings = findings(impact.newFindings)
    mendedFindings = findings(impact.mendedFindings)
  }
}
