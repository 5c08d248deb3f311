import Source

/// A number a rule uses where the standard only says "planned intervals": its name in `auditpack.yaml`, the default from
/// practice, and what it means.
public struct Parameter<Value: Sendable & Equatable>: Sendable {
  /// The key below `parameters:`.
  public let name: String
  /// The value where the repository sets none.
  public let standard: Value
  /// What it means.
  public let meaning: String
  /// Codes of the rules that use it.
  public let rules: [String]

  private init(_ name: String, _ standard: Value, _ rules: [String], _ meaning: String) {
    self.name = name
    self.standard = standard
    self.meaning = meaning
    self.rules = rules
  }
}

extension Parameter where Value == CalendarDuration {
  /// How often top management reviews the ISMS (9.3.1).
  public static let managementReviewInterval = Parameter(
    "management_review_interval", .init(months: 12), ["PRF-01"], "Longest time between two management reviews.")
  /// How often the ISMS is audited internally (9.2.1).
  public static let internalAuditInterval = Parameter(
    "internal_audit_interval", .init(months: 12), ["PRF-04"], "Longest time between two internal audits.")
  /// How long the internal audits take to cover everything (9.2.2).
  public static let auditCycle = Parameter(
    "audit_cycle", .init(months: 36), ["PRF-05"],
    "Time within which internal audits cover all clauses and all included controls.")
  /// How long a nonconformity may stay open (10.2).
  public static let nonconformityLimit = Parameter(
    "nonconformity_limit", .init(days: 90), ["PRF-08"], "Longest time a nonconformity stays open.")
  /// How long a decision about an audit finding may take (9.2.2 c, 10.2).
  public static let auditFindingLimit = Parameter(
    "audit_finding_limit", .init(days: 30), ["PRF-07"],
    "Longest time from an audit finding to a decision about it.")
  /// How often risks are assessed again (8.2), where the risk method does not say.
  public static let riskAssessmentInterval = Parameter(
    "risk_assessment_interval", .init(months: 12), ["RSK-11"],
    "Longest time between two assessments of a risk, where the risk method sets no `review_interval`.")
  /// How late an action may be before its delay is serious (8.3).
  public static let seriousDelay = Parameter(
    "serious_delay", .init(days: 90), ["RSK-09"], "Delay from which an overdue treatment action is graded higher.")
  /// How late a review of a document may be before its delay is serious (7.5.2 c).
  public static let seriousReviewDelay = Parameter(
    "serious_review_delay", .init(months: 12), ["DOC-07"],
    "Delay from which an overdue document review is graded higher.")
  /// How often objectives are measured (9.1).
  public static let measurementInterval = Parameter(
    "measurement_interval", .init(months: 12), ["CTX-07", "PRF-10"],
    "Longest time between two results for an objective.")
  /// How often the register of obligations is reviewed (A.5.31).
  public static let obligationReviewInterval = Parameter(
    "obligation_review_interval", .init(months: 12), ["CTX-09"],
    "Longest time between two reviews of an obligation that states no `review_every`.")
  /// How far back evidence of operation is looked for (8.1), where the evidence itself sets no end.
  public static let evidencePeriod = Parameter(
    "evidence_period", .init(months: 12), ["EVD-03", "PRF-15", "SOA-07", "SOA-11"],
    "Time before the reference date in which evidence without a limit of its own still speaks for a control.")
  /// How long the Statement of Applicability may stay behind a change in treatment (6.1.3).
  public static let statementDelay = Parameter(
    "statement_delay", .init(days: 30), ["SOA-09"],
    "Delay of the Statement of Applicability behind a change in treatment that is only an observation.")
  /// How soon risks are assessed again after a serious incident (8.2).
  public static let reassessmentDelay = Parameter(
    "reassessment_delay", .init(days: 30), ["RSK-11"],
    "Time after an incident of severity high or critical within which its risks are assessed again.")
  /// How old evidence may be beyond its freshness before it is graded higher (9.1).
  public static let evidenceGrace = Parameter(
    "evidence_grace", .init(days: 30), ["EVD-02"], "Age beyond the freshness limit that is only an observation.")
  /// Within how much time a whole series of evidence is collected at once (8.1).
  public static let burst = Parameter(
    "burst", .init(days: 14), ["EVD-10"], "Time within which all items of a series were collected at once.")
  /// How late an approval may be written down (7.5.2).
  public static let approvalDelay = Parameter(
    "approval_delay", .init(days: 30), ["GIT-06"], "Longest time from an approval to the commit that writes it down.")
  /// How late a document may follow a change of the ISMS (6.3).
  public static let changeDelay = Parameter(
    "change_delay", .init(days: 30), ["PRF-15"],
    "Longest time from the day a planned change was done to the commit that writes it into a document.")
  /// When people who joined are expected to be trained (7.3).
  public static let joinerDelay = Parameter(
    "joiner_delay", .init(days: 30), ["PRF-12"], "Time after joining by which people finish awareness training.")
}

extension Parameter where Value == Int {
  /// Above how many controls one evidence item says too little about each.
  public static let controlsPerEvidence = Parameter(
    "controls_per_evidence", 10, ["EVD-09"], "Most controls one evidence item speaks for.")
  /// Above which share of the records a lapse is systemic, in percent.
  public static let systemicShare = Parameter(
    "systemic_share", 10, ["RSK-02", "RSK-03", "SOA-04", "SOA-07"],
    "Share of records, in percent, from which a lapse is systemic.")
  /// Above which share of the documents late reviews are systemic, in percent.
  public static let systemicReviewShare = Parameter(
    "systemic_review_share", 25, ["DOC-07"], "Share of documents, in percent, from which late reviews are systemic.")
  /// How much longer than its cadence a gap in a series may be, in percent.
  public static let seriesGrace = Parameter(
    "series_grace", 15, ["EVD-03"], "Part of the cadence, in percent, by which an item of a series may come late.")
  /// Share of people who have to confirm a policy or finish a training, in percent.
  public static let awarenessTarget = Parameter(
    "awareness_target", 95, ["PRF-12"], "Share of people, in percent, who finish awareness training.")
  /// From how many documents on one commit that calls them approved says little about each.
  public static let bulkApproval = Parameter(
    "bulk_approval", 10, ["DOC-03"], "Documents that one commit calls approved, from which it says little about each.")
  /// Up to how many people the second look at a document may be replaced by something else (A.5.3).
  public static let smallTeam = Parameter(
    "small_team", 3, ["DOC-04"], "Most people in the register for whom a missing second look is only an observation.")
  /// How many controls may share one justification word for word.
  public static let sameJustification = Parameter(
    "same_justification", 5, ["SOA-13"], "Most controls whose justifications are the same, word for word.")
}

/// The values of the parameters in one repository.
public struct Parameters: Sendable {
  /// One parameter with its value here, as text.
  public struct Setting: Sendable, Hashable {
    /// The key below `parameters:`.
    public let name: String
    /// What it means.
    public let meaning: String
    /// The default.
    public let standard: String
    /// The value here.
    public let value: String
    /// Codes of the rules that use it.
    public let rules: [String]
  }

  private let values: [String: Field]

  static let durations: [Parameter<CalendarDuration>] = [
    .managementReviewInterval, .internalAuditInterval, .auditCycle, .nonconformityLimit, .auditFindingLimit,
    .riskAssessmentInterval, .seriousDelay, .seriousReviewDelay, .measurementInterval, .obligationReviewInterval,
    .evidencePeriod, .statementDelay, .reassessmentDelay, .evidenceGrace, .burst, .approvalDelay, .changeDelay,
    .joinerDelay,
  ]

  static let numbers: [Parameter<Int>] = [
    .controlsPerEvidence, .systemicShare, .systemicReviewShare, .seriesGrace, .awarenessTarget, .bulkApproval,
    .smallTeam, .sameJustification,
  ]

  static let fields: [FieldSpecification] =
    durations.map { field($0, .duration, default: $0.standard.description) }
    + numbers.map { field($0, .number(0...1000), default: String($0.standard)) }

  private static func field<Value>(
    _ parameter: Parameter<Value>, _ type: FieldType, default standard: String
  ) -> FieldSpecification {
    .optional(
      parameter.name, type,
      "\(parameter.meaning) The default is \(standard) (\(parameter.rules.joined(separator: ", "))).")
  }

  init(_ fields: [String: Field]) { values = fields }

  /// The parameters that a rule uses, with their defaults, in the order of the field reference.
  public static func used(by rule: String) -> [(name: String, standard: String)] {
    durations.filter { $0.rules.contains(rule) }.map { ($0.name, $0.standard.description) }
      + numbers.filter { $0.rules.contains(rule) }.map { ($0.name, String($0.standard)) }
  }

  /// The value of a parameter that is a length of time.
  public subscript(parameter: Parameter<CalendarDuration>) -> CalendarDuration {
    if case .duration(let duration)? = values[parameter.name]?.value { duration } else { parameter.standard }
  }

  /// The value of a parameter that is a number.
  public subscript(parameter: Parameter<Int>) -> Int { values[parameter.name]?.integer ?? parameter.standard }

  /// The parameters whose value here is not the default, in the order of the field reference.
  public var changed: [Setting] {
    let durations = Self.durations.compactMap { setting($0, $0.standard.description, self[$0].description) }
    let numbers = Self.numbers.compactMap { setting($0, String($0.standard), String(self[$0])) }
    return durations + numbers
  }

  private func setting<Value>(_ parameter: Parameter<Value>, _ standard: String, _ value: String) -> Setting? {
    guard value != standard else { return nil }
    return Setting(
      name: parameter.name, meaning: parameter.meaning, standard: standard, value: value, rules: parameter.rules)
  }
}
