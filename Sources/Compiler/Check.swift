import ISMS
import Source

/// One rule with the function that looks for it.
///
/// A check reads the model and never calls another check. It says how much it looked at, and where data are missing it
/// says so instead of passing.
public struct Check: Sendable {
  /// What the check knows.
  public struct Input: Sendable {
    /// The rule that is looked for.
    public let rule: Rule
    /// The management system.
    public let isms: ISMS
    /// What has to be there in writing, and what is.
    public let readiness: Readiness
    /// What the ISMS holds about each control.
    public let controls: [ControlTrace]
    /// The reference date; the clock is never asked.
    public let asOf: CalendarDate
    /// The state that is compiled.
    public let snapshot: Snapshot
    /// What git recorded on the way to it.
    public let history: History
    /// The history of each document, by id.
    public let histories: [String: DocumentHistory]
    /// The history of each evidence item.
    public let evidenceHistories: EvidenceHistories
    /// The last day that each evidence item speaks for, in their order; nil where nothing sets an end.
    let evidenceEnds: [CalendarDate?]
    /// Which evidence items a later one has taken the place of, for whoever asks.
    let supersededEvidence: Lazy<SupersededEvidence>
    /// What stands in the files of evidence.
    public let evidenceContents: EvidenceContents
    /// What stands in the texts.
    public let texts: TextContents
    /// Whether what was decided about risks is still what was decided on.
    public let decisions: DecisionHistory
    /// Who the addresses in commits are.
    public let identities: Identities
    /// Who wrote which commit.
    let authors: Authors
    /// Documents in force, with what history says about their approval.
    let approvals: [JudgedApproval]
    /// Which commits came by which merge.
    public let mainLine: MainLine
    /// Reviews exported from the hosting platform.
    public let reviews: ReviewRecords
    /// What an earlier pack says about itself; nil if none was given.
    public let previous: EarlierPack?

    /// Which evidence items a later one has taken the place of.
    var superseded: SupersededEvidence { supersededEvidence.value }
  }

  /// What the check found.
  public struct Outcome: Sendable {
    /// How many things were looked at.
    public let population: Int
    /// What they were, in the plural: `SoA rows`.
    public let unit: String
    /// Findings.
    public var diagnostics: [Diagnostic] = []
    /// Why nothing could be judged, and what would let it; nil if something was.
    public let unjudged: String?
    /// Which part of what the rule asks could not be judged, and what would let it; nil if everything was.
    public let limit: String?

    /// `population` things were looked at.
    ///
    /// - Parameter limits: what could not be judged besides, each with what would let it.
    public static func looked(
      at population: Int, _ unit: String, _ diagnostics: [Diagnostic] = [], limits: [String] = []
    ) -> Outcome {
      Outcome(
        population: population, unit: unit, diagnostics: diagnostics, unjudged: nil,
        limit: limits.isEmpty ? nil : limits.joined(separator: "; "))
    }

    /// Nothing could be judged.
    public static func cannotJudge(_ unit: String, _ reason: String) -> Outcome {
      Outcome(population: 0, unit: unit, unjudged: reason, limit: nil)
    }
  }

  /// The rule.
  public let rule: Rule
  /// Looks for it.
  let run: @Sendable (Input) -> Outcome

  /// A check of `rule`.
  init(_ rule: Rule, run: @escaping @Sendable (Input) -> Outcome) {
    self.rule = rule
    self.run = run
  }
}

extension Check {
  /// Every check, in the order of `docs/checks.md`. A new check is one file in `Checks/` and one line here.
  public static let all: [Check] = [
    .controlNotListedOnce,
    .exclusionWithoutJustification,
    .inclusionWithoutReason,
    .implementationStatusMissing,
    .exclusionContradicted,
    .implementedWithoutDescription,
    .implementedWithoutEvidence,
    .gapWithoutAction,
    .statementOlderThanTreatment,
    .statementDiffersFromCertificate,
    .providerWithoutAssurance,
    .devicesWithoutPhysicalControls,
    .sameJustification,
    .statementWithOldControls,
    .riskMethodIncomplete,
    .levelAgainstMethod,
    .riskWithoutOwner,
    .riskWithoutDecision,
    .residualRiskNotAccepted,
    .acceptedWithoutAuthority,
    .treatmentNamesExcludedControl,
    .treatmentActionIncomplete,
    .treatmentActionOverdue,
    .residualCountsPlannedControls,
    .assessmentOverdue,
    .affectedPropertyMissing,
    .acceptanceExpired,
    .planNotApprovedByOwners,
    .criticalWithoutRisk,
    .requiredInformationAbsent,
    .identificationIncomplete,
    .approvalNotShown,
    .approverIsOnlyAuthor,
    .changedAfterApproval,
    .approverWithoutAuthority,
    .reviewOverdue,
    .brokenReference,
    .draftImplementsControl,
    .placeholderLeft,
    .unknownOwnerOrApprover,
    .twoEffectiveVersions,
    .classificationAgainstDistribution,
    .retentionRuleMissing,
    .scopeWithoutParts,
    .scopeContradicted,
    .climateNotDecided,
    .requirementHandledByNothing,
    .dutyHeldByNobody,
    .objectiveIncomplete,
    .objectiveWithoutResult,
    .policyWithoutCommitment,
    .obligationsNotReviewed,
    .evidenceIncomplete,
    .evidenceStale,
    .gapInSeries,
    .changedAfterCollection,
    .evidenceFileMissing,
    .sensitiveTextPublished,
    .sampleNotStated,
    .evidenceForExcludedControl,
    .oneItemForManyControls,
    .collectedInOneBurst,
    .sameFileForTwoPeriods,
    .managementReviewOverdue,
    .reviewInputsIncomplete,
    .reviewWithoutDecision,
    .internalAuditOverdue,
    .auditProgrammeIncomplete,
    .ownWorkAudited,
    .auditFindingUndecided,
    .nonconformityOverdue,
    .closedWithoutCause,
    .noRecentMeasurement,
    .competenceNotShown,
    .awarenessBelowTarget,
    .incidentWithoutLessons,
    .reviewActionLost,
    .unplannedChange,
    .reviewedCommitLost,
    .approvalNotSigned,
    .changeWithoutSecondPerson,
    .historyIncomplete,
    .unknownCommitter,
    .implausibleApprovalDate,
    .unreadableReviewRecord,
    .dayInFuture,
  ]
}
