/// The kinds of things an ISMS consists of: documents, and records (rows of facts).
public enum RecordKind: String, Hashable, Sendable, CaseIterable {
  /// A document with a text.
  case document
  /// A row of the Statement of Applicability; its id is the control.
  case soaRow = "soa-row"
  /// A risk.
  case risk
  /// An action of the risk treatment plan.
  case treatmentAction = "treatment-action"
  /// A person or a role.
  case person
  /// An evidence item.
  case evidence
  /// An asset.
  case asset
  /// A supplier.
  case supplier
  /// A legal, regulatory or contractual obligation.
  case obligation
  /// A requirement of an interested party.
  case interestedParty = "interested-party"
  /// An information security objective.
  case objective
  /// A result of monitoring or measurement.
  case measurement
  /// An incident.
  case incident
  /// A nonconformity with its corrective action.
  case nonconformity
  /// An audit, planned or performed.
  case audit
  /// A planned change of the ISMS itself.
  case change
  /// An accepted deviation from a rule of this program.
  case deviation

  /// The value of `register:` in a document whose table or data file holds records of this kind.
  public var register: String? {
    switch self {
    case .document: nil
    case .soaRow: "soa"
    case .risk: "risks"
    case .treatmentAction: "treatment-actions"
    case .person: "people"
    case .evidence: "evidence"
    case .asset: "assets"
    case .supplier: "suppliers"
    case .obligation: "obligations"
    case .interestedParty: "interested-parties"
    case .objective: "objectives"
    case .measurement: "measurements"
    case .incident: "incidents"
    case .nonconformity: "nonconformities"
    case .audit: "audits"
    case .change: "changes"
    case .deviation: "deviations"
    }
  }

  /// What people call one of them.
  public var title: String {
    switch self {
    case .soaRow: "SoA row"
    case .interestedParty: "interested party"
    case .treatmentAction: "treatment action"
    case .evidence: "evidence item"
    case .change: "ISMS change"
    default: rawValue
    }
  }
}

extension RecordKind {
  /// What people call one of them, with its article.
  var titleWithArticle: String { ("aeio".contains(title.first ?? "x") ? "an " : "a ") + title }
}

/// The types a document can have: the values of `type:` that are not a record.
public enum DocumentType: String, Hashable, Sendable, CaseIterable {
  /// Intentions of management.
  case policy
  /// How something is done.
  case procedure
  /// Who does what until when.
  case plan
  /// The ISMS scope (4.3).
  case scope
  /// The context of the organisation (4.1).
  case context
  /// The risk assessment and treatment method (6.1.2, 6.1.3).
  case riskMethod = "risk-method"
  /// A document that holds, or points at, records.
  case register
  /// The internal audit programme (9.2.2).
  case auditProgramme = "audit-programme"
  /// The report of one audit (9.2.2).
  case auditReport = "audit-report"
  /// The minutes of one management review (9.3.3).
  case managementReview = "management-review"
  /// Proof of something done.
  case record
  /// Anything else.
  case document
}
