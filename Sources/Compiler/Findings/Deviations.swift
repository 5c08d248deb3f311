import ISMS
import Source

/// The accepted deviations of an ISMS: which finding each accepts, and what is wrong with the records themselves.
struct Deviations {
  /// Findings that stay open.
  private(set) var open: [Diagnostic] = []
  /// Findings that were accepted.
  private(set) var waived: [Compilation.Waived] = []
  /// Findings about deviations that accept nothing, any more or at all.
  private(set) var diagnostics: [Diagnostic] = []

  /// Applies the deviations of `isms` to its findings.
  ///
  /// A deviation counts if it has a reason and its last day has not passed. What cannot be read is never accepted.
  init(_ isms: ISMS, findings: [Diagnostic], asOf: CalendarDate) {
    guard !isms.deviations.isEmpty else {
      open = findings
      return
    }
    var byTarget: [String: [Int]] = [:]
    for (index, deviation) in isms.deviations.enumerated() where deviation.isValid(on: asOf) {
      byTarget[deviation.target, default: []].append(index)
    }
    // What is wrong in the file of a document, and is about nothing in it, is about the document.
    let documents = Dictionary(isms.documents.map { ($0.path, $0.id) }, uniquingKeysWith: { first, _ in first })
    var used: Set<Int> = []
    for finding in findings {
      let about = finding.subject ?? documents[finding.location.path]
      let candidates = (about.flatMap { byTarget[$0] } ?? []) + (byTarget[finding.location.path] ?? [])
      let match = candidates.first { isms.deviations[$0].names(finding.rule) }
      if let match, finding.grade != .error {
        used.insert(match)
        waived.append(.init(diagnostic: finding, deviation: isms.deviations[match]))
      } else {
        open.append(finding)
      }
    }
    for (index, deviation) in isms.deviations.enumerated() where !used.contains(index) {
      if let finding = Self.finding(about: deviation, in: isms, asOf: asOf) { diagnostics.append(finding) }
    }
  }

  private static func finding(about deviation: Deviation, in isms: ISMS, asOf: CalendarDate) -> Diagnostic? {
    guard let rule = Rule.named(deviation.rule) else {
      // Without the field, the schema has spoken.
      guard !deviation.rule.isEmpty else { return nil }
      let near = nearest(deviation.rule.lowercased(), in: Rule.all.flatMap { [$0.code.lowercased(), $0.name] })
        .flatMap { Rule.named($0) }
      return Diagnostic(
        DeviationRules.unknownRule,
        "deviation `\(deviation.id)` names the rule `\(deviation.rule)`, which does not exist",
        at: deviation.record.location(of: "rule"), label: near.map { "did you mean `\($0.code)` (\($0.name))?" },
        help: "write the code or the name of a rule; `auditpack explain` lists them", subject: deviation.id)
    }
    guard let expires = deviation.expires, !deviation.reason.isEmpty, !deviation.target.isEmpty else { return nil }
    if expires < asOf {
      return Diagnostic(
        DeviationRules.expired, "deviation `\(deviation.id)` from \(rule.code) ended on \(expires)",
        at: deviation.record.location(of: "expires"), label: "\(asOf - expires) days ago",
        help: "mend what it accepts and remove it, or have it accepted again with a later end", subject: deviation.id)
    }
    return Diagnostic(
      DeviationRules.unused,
      "deviation `\(deviation.id)` accepts nothing: \(rule.code) has no finding about `\(deviation.target)`",
      at: deviation.record.location(of: "target"),
      help: "remove the record, or correct its `rule` and `target`", subject: deviation.id)
  }
}

extension Deviation {
  fileprivate func isValid(on day: CalendarDate) -> Bool {
    guard !reason.isEmpty, let expires else { return false }
    return expires >= day
  }

  fileprivate func names(_ other: Rule) -> Bool {
    rule.uppercased() == other.code || rule.lowercased() == other.name
  }
}

/// Findings about accepted deviations.
public enum DeviationRules {
  /// A deviation that accepts nothing.
  public static let unused = Rule(
    code: "DEV-01", name: "unused-deviation", title: "an accepted deviation accepts nothing", grade: .observation,
    clause: "7.5.3",
    explanation: """
      A deviation is a decision about one finding. When the finding is gone the record only waits to hide the next one \
      of its kind, and a reader of the pack takes it for a gap that still exists.
      """,
    fix: "remove the record, or correct its rule and target",
    flagged: Examples.deviation(isNeeded: false),
    accepted: Examples.deviation())

  /// A deviation whose time is over.
  public static let expired = Rule(
    code: "DEV-02", name: "expired-deviation", title: "an accepted deviation has ended", grade: .minor,
    clause: "6.1.3 f",
    explanation: """
      Whoever accepted the deviation did so until a day, and that day has passed. From then on nobody answers for the \
      finding, so it is open again.
      """,
    fix: "mend what it accepts, or have it accepted again with a later end",
    flagged: Examples.deviation(expires: "2026-02-01"),
    accepted: Examples.deviation())

  /// A deviation from a rule that does not exist.
  public static let unknownRule = Rule(
    code: "DEV-03", name: "deviation-from-unknown-rule", title: "a deviation names a rule that does not exist",
    grade: .minor, clause: "7.5.3",
    explanation: """
      A deviation accepts the findings of one rule. With a code or name that no rule has, it accepts nothing, although \
      somebody decided that it should.
      """,
    fix: "write the code or the name of a rule",
    flagged: Examples.deviation(rule: "RSK-4"),
    accepted: Examples.deviation())

  /// All of them.
  public static let all = [unused, expired, unknownRule]
}
