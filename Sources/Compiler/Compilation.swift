import ISMS
import Source
import Syntax

/// Everything known about one state of an ISMS: the model, what history says, and every finding.
public struct Compilation: Sendable {
  /// How a rule fared.
  public struct RuleReport: Sendable {
    /// The rule.
    public let rule: Rule
    /// How many things were looked at; nil where the reader of the files reports as it goes.
    public let population: Int?
    /// What they were, in the plural.
    public let unit: String
    /// Number of findings, waived ones included.
    public let findings: Int
    /// Why nothing could be judged; nil if something was.
    public let unjudged: String?
    /// Which part could not be judged, and what would let it; nil if everything was, or nothing.
    public let limit: String?
  }

  /// A finding that was accepted by a deviation.
  public struct Waived: Sendable {
    /// The finding.
    public let diagnostic: Diagnostic
    /// The record that accepts it.
    public let deviation: Deviation
  }

  /// The state that was compiled.
  public let snapshot: Snapshot
  /// The reference date.
  public let asOf: CalendarDate
  /// The management system.
  public let isms: ISMS
  /// What git recorded.
  public let history: History
  /// The history of each document, by id.
  public let documentHistories: [String: DocumentHistory]
  /// The history of each evidence item.
  public let evidenceHistories: EvidenceHistories
  /// Whether what was decided about risks is still what was decided on.
  public let decisions: DecisionHistory
  /// Who the addresses in commits are.
  public let identities: Identities
  /// Which commits came by which merge.
  public let mainLine: MainLine
  /// Reviews exported from the hosting platform.
  public let reviews: ReviewRecords
  /// What an earlier pack says about itself; nil if none was given.
  public let previous: EarlierPack?
  /// What has to be there in writing, and what is.
  public let readiness: Readiness
  /// What the ISMS holds about each control of Annex A, in its order, then about own controls of the SoA.
  public let controls: [ControlTrace]
  /// What the ISMS holds about the criteria of each other framework.
  public let frameworks: [FrameworkCoverage]
  /// The certification cycle as far as it is known.
  public let cycle: CertificationCycle
  /// What is due from the reference date on, nearest first.
  public let dueDates: [DueDate]
  /// Findings, worst first, then by file and place.
  public let diagnostics: [Diagnostic]
  /// Findings that were accepted.
  public let waived: [Waived]
  /// Findings the baseline lists.
  public let known: [Diagnostic]
  /// The baseline; nil if the repository has none.
  public let baseline: Baseline?
  /// Entries of the baseline whose finding is mended.
  public let gone: [Baseline.Entry]
  /// Whether the ISMS would pass Stage 1 on its documents, and what stands in the way.
  public let documentationReview: DocumentationReview
  /// How each rule fared, in order of the codes.
  public let reports: [RuleReport]

  /// Open findings that another compilation does not have.
  public func findings(notIn other: Compilation) -> [Diagnostic] {
    let earlier = other.diagnostics + other.known
    let names = Fingerprints(earlier)
    let known = Set(earlier.indices.map { names[$0] })
    let fingerprints = Fingerprints(diagnostics)
    return diagnostics.indices.filter { !known.contains(fingerprints[$0]) }.map { diagnostics[$0] }
  }

  /// Number of findings of a grade.
  public func count(of grade: Grade) -> Int { diagnostics.count { $0.grade == grade } }
}

extension Rule {
  /// Every kind of finding the program knows, in order of the codes.
  public static let all: [Rule] =
    (FrontMatterRules.all + TableRules.all + MarkdownRules.all + FieldRules.all + FileRules.all
    + FrameworkRules.all + Check.all.map(\.rule) + DeviationRules.all + BaselineRules.all + ConfigurationRules.all)
    .sorted { $0.code < $1.code }

  /// The rule with a code (in any case) or a name; nil if there is none.
  public static func named(_ word: String) -> Rule? {
    all.first { $0.code == word.uppercased() || $0.name == word.lowercased() }
  }
}
