import ISMS
import Source

/// How an ISMS stands, in figures: what `auditpack status` shows.
public struct Status: Encodable, Sendable {
  /// Something mandatory that is not there.
  public struct Missing: Encodable, Sendable {
    /// The clause.
    public let clause: String
    /// What it wants.
    public let what: String
    /// Why it counts as missing.
    public let reason: String
  }

  /// Findings of one rule that stand in the way of Stage 1.
  public struct Obstacle: Encodable, Sendable {
    /// Code of the rule.
    public let code: String
    /// The worst grade among them.
    public let grade: Grade
    /// How many there are.
    public let findings: Int
    /// The first of them.
    public let first: String
  }

  /// Readiness for Stage 1.
  public struct StageOne: Encodable, Sendable {
    /// What can be said.
    public let outcome: DocumentationReview.Outcome
    /// The same in a sentence.
    public let sentence: String
    /// Number of mandatory documents and records.
    public let mandatory: Int
    /// Those that nothing has happened for yet.
    public let notYetDue: Int
    /// Those that are absent or a draft.
    public let missing: [Missing]
    /// What stands in the way, the worst first.
    public let obstacles: [Obstacle]
  }

  /// Documents and their approvals.
  public struct Documents: Encodable, Sendable {
    /// All of them.
    public let total: Int
    /// Those in force.
    public let approved: Int
    /// Approvals by how strongly history supports them, in order of the levels; nil where no history was read.
    public let approvals: [Level]?
    /// Documents in force whose text is not the approved one.
    public let changedAfterApproval: Int
  }

  /// How many approvals have a level.
  public struct Level: Encodable, Sendable {
    /// From 0, stated, to 4, anchored.
    public let level: Int
    /// Its name.
    public let name: String
    /// Number of documents in force.
    public let documents: Int
  }

  /// Counts of Annex A controls.
  public struct Controls: Encodable, Sendable {
    /// Included in the Statement of Applicability.
    public let included: Int
    /// Excluded.
    public let excluded: Int
    /// Without a row.
    public let withoutRow: Int
    /// Included and in place.
    public let implemented: Int
    /// Included and partly in place.
    public let partial: Int
    /// Included and not begun.
    public let planned: Int
    /// Included and not in place.
    public let notImplemented: Int
    /// Included, with a document.
    public let withDocument: Int
    /// Included, with evidence that speaks on the reference date.
    public let withFreshEvidence: Int
    /// Included, with evidence that recurs, so that it can be told whether it covers its time.
    public let recurring: Int
    /// Those of them whose evidence leaves no time out.
    public let covered: Int
  }

  /// Counts of open risks and their treatment.
  public struct Risks: Encodable, Sendable {
    /// Open risks.
    public let open: Int
    /// Above the threshold before treatment.
    public let aboveThreshold: Int
    /// Above the threshold after treatment.
    public let aboveThresholdAfterTreatment: Int
    /// Accepted by somebody on a day.
    public let accepted: Int
    /// Treatment actions that are not finished.
    public let openActions: Int
    /// Those of them whose day has passed.
    public let overdueActions: Int
  }

  /// Counts of evidence items.
  public struct EvidenceItems: Encodable, Sendable {
    /// All of them.
    public let total: Int
    /// Those in whose place a later one speaks.
    public let superseded: Int
    /// Of the others: those that speak on the reference date.
    public let fresh: Int
    /// Those too old to speak.
    public let stale: Int
    /// Those without a limit.
    public let withoutLimit: Int
  }

  /// Counts of what internal audits cover within one cycle.
  public struct AuditCycle: Encodable, Sendable {
    /// First day.
    public let from: String
    /// Last day.
    public let to: String
    /// Clauses that have to be covered.
    public let clauses: Int
    /// Those planned or audited.
    public let plannedClauses: Int
    /// Those audited.
    public let auditedClauses: Int
    /// Controls that have to be covered.
    public let controls: Int
    /// Those planned or audited.
    public let plannedControls: Int
    /// Those audited.
    public let auditedControls: Int
  }

  /// Audits, reviews and nonconformities.
  public struct Performance: Encodable, Sendable {
    /// Day of the last internal audit; nil if none was performed.
    public let lastInternalAudit: String?
    /// Day of the last management review; nil if none was held.
    public let lastManagementReview: String?
    /// What internal audits cover within the present cycle; nil if none is planned or performed.
    public let auditCycle: AuditCycle?
    /// Open nonconformities.
    public let openNonconformities: Int
    /// Open longer than the limit.
    public let olderThanLimit: Int
    /// Age of the oldest open one in days; nil if none is open or has a day.
    public let oldestDays: Int?
    /// The limit (parameter `nonconformity_limit`).
    public let limit: String
  }

  /// How many criteria of another framework something speaks for.
  public struct FrameworkCounts: Encodable, Sendable {
    /// Its name in `auditpack.yaml`.
    public let id: String
    /// What people call it.
    public let name: String
    /// Number of criteria.
    public let criteria: Int
    /// Criteria with evidence that speaks on the reference date.
    public let evidenced: Int
    /// Further criteria with documents.
    public let documented: Int
    /// Criteria nothing speaks for.
    public let nothing: Int
  }

  /// A day on which something is due.
  public struct Due: Encodable, Sendable {
    /// The day.
    public let date: String
    /// What is due.
    public let what: String
    /// Id of the document or record.
    public let subject: String?
  }

  /// Version of the shape.
  public let schemaVersion: Int
  /// Name of the organisation.
  public let organisation: String?
  /// Edition and amendment of the standard.
  public let standard: String
  /// The commit; nil for index and working tree.
  public let commit: String?
  /// The reference date.
  public let asOf: String
  /// Readiness for Stage 1.
  public let stageOne: StageOne
  /// Documents and approvals.
  public let documents: Documents
  /// Records, documents not counted.
  public let records: Int
  /// Coverage of Annex A.
  public let controls: Controls
  /// Risks and treatment.
  public let risks: Risks
  /// Evidence.
  public let evidence: EvidenceItems
  /// Audits, reviews and nonconformities.
  public let performance: Performance
  /// Open findings by grade.
  public let findings: [String: Int]
  /// Findings a deviation accepts.
  public let waived: Int
  /// Findings the baseline lists.
  public let known: Int
  /// Codes of the rules that could not be judged.
  public let unjudged: [String]
  /// Codes of the rules of which a part could not be judged.
  public let unjudgedInPart: [String]
  /// Other frameworks.
  public let frameworks: [FrameworkCounts]
  /// What is due next.
  public let nextDates: [Due]

  /// The figures of a compilation.
  public init(_ compilation: Compilation) {
    let isms = compilation.isms
    let day = compilation.asOf
    schemaVersion = 1
    organisation = isms.configuration.organisation
    standard = [isms.configuration.standard, isms.configuration.amendment].compactMap { $0 }.joined(separator: ", ")
    if case .commit(let id) = compilation.snapshot.origin { commit = id.hex } else { commit = nil }
    asOf = day.description
    stageOne = StageOne(compilation)
    documents = Documents(compilation)
    records = isms.recordCount
    controls = Controls(compilation)
    risks = Risks(isms, asOf: day)
    evidence = EvidenceItems(isms, asOf: day)
    performance = Performance(isms, asOf: day)
    findings = Dictionary(uniqueKeysWithValues: Grade.allCases.map { ($0.rawValue, compilation.count(of: $0)) })
    waived = compilation.waived.count
    known = compilation.known.count
    unjudged = compilation.reports.filter { $0.unjudged != nil }.map(\.rule.code)
    unjudgedInPart = compilation.reports.filter { $0.limit != nil }.map(\.rule.code)
    frameworks = compilation.frameworks.map { coverage in
      FrameworkCounts(
        id: coverage.framework.id, name: coverage.framework.name, criteria: coverage.entries.count,
        evidenced: coverage.count(of: .evidenced), documented: coverage.count(of: .documented),
        nothing: coverage.count(of: .nothing))
    }
    nextDates = compilation.dueDates.prefix(12)
      .map { Due(date: $0.date.description, what: $0.what, subject: $0.subject) }
  }
}

extension Status.StageOne {
  fileprivate init(_ compilation: Compilation) {
    let review = compilation.documentationReview
    outcome = review.outcome
    sentence = review.sentence
    mandatory = compilation.readiness.mandatory.count
    notYetDue = compilation.readiness.mandatoryCount(.notYetDue)
    missing = compilation.readiness.mandatory.filter { $0.state == .absent || $0.state == .draftOnly }
      .map { Status.Missing(clause: $0.clause, what: $0.information.text, reason: $0.reason) }
    obstacles = review.obstacles.map {
      Status.Obstacle(
        code: $0.rule.code, grade: $0.grade, findings: $0.findings.count, first: $0.findings.first?.message ?? "")
    }
  }
}

extension Status.Documents {
  fileprivate init(_ compilation: Compilation) {
    let isms = compilation.isms
    let inForce = isms.documents.filter(\.isInForce)
    total = isms.documents.count
    approved = inForce.count
    let found = inForce.compactMap { compilation.documentHistories[$0.id]?.approval }
    let counts = Dictionary(found.map { ($0.level, 1) }, uniquingKeysWith: +)
    approvals =
      compilation.documentHistories.isEmpty
      ? nil
      : (0...4).compactMap(Approval.Level.init(rawValue:)).map {
        Status.Level(level: $0.rawValue, name: $0.name, documents: counts[$0] ?? 0)
      }
    changedAfterApproval = found.count { $0.textIsUnchanged == false }
  }
}

extension Status.Controls {
  fileprivate init(_ compilation: Compilation) {
    let annex = compilation.controls.filter { compilation.isms.catalog.control($0.control) != nil }
    let rows = annex.filter { $0.row?.isIncluded == true }
    included = rows.count
    excluded = annex.count { $0.row?.isIncluded == false }
    withoutRow = annex.count { $0.row == nil }
    implemented = rows.count { $0.row?.status == .implemented }
    partial = rows.count { $0.row?.status == .partial }
    planned = rows.count { $0.row?.status == .planned }
    notImplemented = rows.count { $0.row?.status == .notImplemented }
    withDocument = rows.count { !$0.documents.isEmpty }
    withFreshEvidence = rows.count { !$0.freshEvidence.isEmpty }
    recurring = rows.count { $0.coverage != nil }
    covered = rows.count { $0.coverage?.isWhole == true }
  }
}

extension Status.Risks {
  fileprivate init(_ isms: ISMS, asOf day: CalendarDate) {
    let method = isms.riskMethod
    let risks = isms.risks.filter { !$0.isClosed }
    open = risks.count
    aboveThreshold = risks.count { (method.level(of: $0) ?? 0) > method.acceptanceThreshold }
    // A risk whose residual level nobody stated keeps the level it has.
    aboveThresholdAfterTreatment = risks.count {
      (method.residualLevel(of: $0) ?? method.level(of: $0) ?? 0) > method.acceptanceThreshold
    }
    accepted = risks.count { $0.acceptedBy != nil && $0.acceptedOn != nil }
    let actions = isms.treatmentActions.filter { !$0.isFinished }
    openActions = actions.count
    overdueActions = actions.count { $0.due.map { $0 < day } ?? false }
  }
}

extension Status.EvidenceItems {
  fileprivate init(_ isms: ISMS, asOf day: CalendarDate) {
    let replaced = SupersededEvidence(isms.evidence)
    let current = isms.evidence.filter { !replaced.contains($0) }
    let limits = current.map { Freshness($0, isms).until }
    total = isms.evidence.count
    superseded = total - current.count
    fresh = limits.count { $0.map { $0 >= day } ?? false }
    stale = limits.count { $0.map { $0 < day } ?? false }
    withoutLimit = limits.count { $0 == nil }
  }
}

extension Status.Performance {
  fileprivate init(_ isms: ISMS, asOf day: CalendarDate) {
    let audits = isms.audits.filter { $0.kind == "internal" && $0.status == "performed" }
    lastInternalAudit = audits.compactMap(\.performedOn).filter { $0 <= day }.max()?.description
    lastManagementReview = isms.managementReviews(heldBy: day).last { $0.document.isInForce }?.heldOn?.description
    auditCycle = InternalAuditCycle(isms, asOf: day).map { cycle in
      Status.AuditCycle(
        from: cycle.days.lowerBound.description, to: cycle.days.upperBound.description, clauses: cycle.clauses.count,
        plannedClauses: cycle.clauses.count - cycle.leftClauses.count, auditedClauses: cycle.auditedClauses,
        controls: cycle.controls.count, plannedControls: cycle.controls.count - cycle.leftControls.count,
        auditedControls: cycle.auditedControls)
    }
    let open = isms.nonconformities.filter { !$0.isClosed }
    let raised = open.compactMap(\.raisedOn)
    let allowed = isms.configuration.parameters[.nonconformityLimit]
    openNonconformities = open.count
    olderThanLimit = raised.count { $0 + allowed < day }
    oldestDays = raised.min().map { day - $0 }
    limit = allowed.description
  }
}
