import ISMS
import Source

/// Whether an ISMS would pass the documentation review of Stage 1 as it is, and what stands in the way.
///
/// A prediction from what is written: Stage 1 is also interviews and a look at the place, which no program can foresee.
/// What the baseline lists still stands in the way, because an auditor does not know the baseline. What a deviation
/// accepts does not, but the sentence counts it: an auditor need not follow the acceptance.
public struct DocumentationReview: Sendable {
  /// What can be said.
  public enum Outcome: String, Sendable, Encodable {
    /// Nothing predicted as major or worse is open, and everything mandatory is there.
    case passes
    /// Something stands in the way.
    case fails
    /// Nothing stands in the way as far as can be seen, and that is not far enough.
    case undecided
  }

  /// Findings of one rule that stand in the way.
  public struct Obstacle: Sendable {
    /// The rule.
    public let rule: Rule
    /// The worst grade among them.
    public let grade: Grade
    /// The findings, those of the earliest clauses first.
    public let findings: [Diagnostic]
  }

  /// What can be said.
  public let outcome: Outcome
  /// What stands in the way: what stops Stage 1 first, then in the order of the clauses.
  public let obstacles: [Obstacle]
  /// Number of findings as serious as an obstacle that a deviation accepts.
  public let accepted: Int
  /// The outcome with its reason, in one sentence with names between backticks.
  public let sentence: String

  /// The review of an ISMS.
  ///
  /// - Parameters:
  ///   - findings: all that are not accepted, those of the baseline included.
  ///   - waived: those a deviation accepts.
  init(
    _ isms: ISMS, readiness: Readiness, findings: [Diagnostic], waived: [Compilation.Waived],
    isHistoryComplete: Bool
  ) {
    let serious = findings.filter(Self.isSerious)
    obstacles = Self.obstacles(serious, isms.catalog)
    accepted = waived.count { Self.isSerious($0.diagnostic) }
    let mandatory = readiness.mandatory.count
    let waiting = readiness.mandatoryCount(.notYetDue)
    let lacking = mandatory - waiting - readiness.mandatoryCount(.present)
    // Where somebody lowered the grade of DOC-01, what lacks still stands in the way.
    outcome = !obstacles.isEmpty || lacking > 0 ? .fails : isHistoryComplete ? .passes : .undecided
    let there =
      waiting == 0
      ? "all \(mandatory) mandatory documents and records are there"
      : "of \(mandatory) mandatory documents and records \(mandatory - waiting) are there and the others not yet due"
    let caveat =
      accepted == 0
      ? "" : "; an auditor need not follow the \(accepted.counted("accepted deviation")) from a serious finding"
    switch outcome {
    case .passes:
      sentence =
        "On its documents this ISMS would pass Stage 1: \(there), and no finding is predicted as major or worse\(caveat)."
    case .undecided:
      sentence =
        "Whether this ISMS would pass Stage 1 cannot be said: \(there), but the history is incomplete, so approvals "
        + "could not be checked\(caveat)."
    case .fails:
      let reasons = [
        lacking == 0
          ? nil
          : "\(lacking) of \(mandatory) mandatory documents and records \(lacking == 1 ? "is" : "are") missing or a draft",
        serious.isEmpty
          ? nil : "\(serious.count.counted("finding")) \(serious.count == 1 ? "stands" : "stand") in the way",
      ].compactMap { $0 }.joined(separator: " and ")
      let first = obstacles.first.flatMap { obstacle in
        obstacle.findings.first.map { "\($0.message) (\(obstacle.rule.code))" }
      }
      sentence =
        "On its documents this ISMS would not pass Stage 1: \(reasons)"
        + (first.map { "; first, \($0)" } ?? "") + caveat + "."
    }
  }

  /// Whether Stage 1 would take a finding for a reason not to go on to Stage 2.
  private static func isSerious(_ finding: Diagnostic) -> Bool {
    finding.grade >= .major && finding.rule.stage == .stageOne
  }

  private static func obstacles(_ findings: [Diagnostic], _ catalog: Catalog) -> [Obstacle] {
    Dictionary(grouping: findings) { $0.rule.code }.values.compactMap { group -> Obstacle? in
      let ranks = group.enumerated().map { (-weight(of: $1.grade), order(of: $1, catalog), $0) }
      let sorted = ranks.sorted(by: <).map { group[$0.2] }
      guard let worst = sorted.first else { return nil }
      return Obstacle(rule: worst.rule, grade: worst.grade, findings: sorted)
    }
    .sorted { left, right in
      let weights = (weight(of: left.grade), weight(of: right.grade))
      if weights.0 != weights.1 { return weights.0 > weights.1 }
      let orders = (order(of: left.findings[0], catalog), order(of: right.findings[0], catalog))
      return orders.0 == orders.1 ? left.rule.code < right.rule.code : orders.0 < orders.1
    }
  }

  /// What is absent stops Stage 1 sooner than a line that cannot be read, and that sooner than a lapse.
  private static func weight(of grade: Grade) -> Int {
    switch grade {
    case .blocker: 3
    case .error: 2
    case .major: 1
    case .minor, .observation: 0
    }
  }

  /// Position of the clause a finding is about; what concerns Annex A, or no clause, comes last.
  private static func order(of finding: Diagnostic, _ catalog: Catalog) -> Int {
    guard let clause = finding.clause else { return Int.max }
    return catalog.order(ofClause: String(clause.prefix { $0.isNumber || $0 == "." }))
  }
}
