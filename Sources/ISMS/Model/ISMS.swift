import Source
import Syntax

/// The information security management system a repository describes: everything that was read, typed and bound.
public struct ISMS: Sendable {
  /// The facts of the standard.
  public let catalog: Catalog
  /// What `auditpack.yaml` says.
  public let configuration: Configuration
  /// Other frameworks the pack maps to.
  public let frameworks: [Framework]
  /// The folder of the ISMS in the repository; empty for the root.
  public let folder: String
  /// Documents, by id and path.
  public let documents: [Document]
  /// Files that are one record each, with their text.
  public let recordFiles: [RecordFile]
  /// The Statement of Applicability; nil if the repository holds no row of one.
  public let soa: StatementOfApplicability?
  /// The risk method; the standard one if none is declared.
  public let riskMethod: RiskMethod
  /// Risks.
  public let risks: [Risk]
  /// Actions of the treatment plan.
  public let treatmentActions: [TreatmentAction]
  /// People and roles.
  public let people: [Person]
  /// Evidence items.
  public let evidence: [Evidence]
  /// Assets.
  public let assets: [Asset]
  /// Suppliers.
  public let suppliers: [Supplier]
  /// Obligations.
  public let obligations: [Obligation]
  /// Requirements of interested parties.
  public let interestedParties: [InterestedParty]
  /// Objectives.
  public let objectives: [Objective]
  /// Results of measurements.
  public let measurements: [Measurement]
  /// Incidents.
  public let incidents: [Incident]
  /// Nonconformities.
  public let nonconformities: [Nonconformity]
  /// Audits, planned and performed.
  public let audits: [Audit]
  /// Planned changes of the ISMS itself.
  public let changes: [ManagementSystemChange]
  /// Accepted deviations.
  public let deviations: [Deviation]
  /// The files that were read as text, by path.
  public let sources: SourceFiles
  /// Every file of the ISMS folder, by path.
  public let files: FileTable
  private let index: RecordIndex
  private let documentIndex: [String: Int]
  private let lost: LostTexts
  private let boundReferences: Meanwhile<BoundReferences>

  /// - Parameter index: asked for when everything else is done.
  init(
    catalog: Catalog, configuration: Configuration, frameworks: [Framework], folder: String, documents: [Document],
    recordFiles: [RecordFile], records: [RecordKind: [Record]], index: @autoclosure () -> RecordIndex,
    references: Meanwhile<BoundReferences>, sources: SourceFiles, lost: LostTexts, files: FileTable
  ) {
    func views<View: RecordView>(_ kind: RecordKind) -> [View] { (records[kind] ?? []).map(View.init(record:)) }
    self.catalog = catalog
    self.configuration = configuration
    self.frameworks = frameworks
    self.folder = folder
    self.documents = documents
    self.recordFiles = recordFiles
    let rows: [SoARow] = views(.soaRow)
    soa = rows.isEmpty ? nil : StatementOfApplicability(document: rows.first?.record.register, rows: rows)
    riskMethod =
      documents.first { $0.type == .riskMethod && $0.status != .retired }
      .map(RiskMethod.init(declaredBy:)) ?? .standard
    risks = views(.risk)
    treatmentActions = views(.treatmentAction)
    people = views(.person)
    evidence = concurrentlyInParts(records[.evidence] ?? []) { $0.map(Evidence.init(record:)) }
    assets = views(.asset)
    suppliers = views(.supplier)
    obligations = views(.obligation)
    interestedParties = views(.interestedParty)
    objectives = views(.objective)
    measurements = views(.measurement)
    incidents = views(.incident)
    nonconformities = views(.nonconformity)
    audits = views(.audit)
    changes = views(.change)
    deviations = views(.deviation)
    self.sources = sources
    self.lost = lost
    self.files = files
    self.index = index()
    documentIndex = Dictionary(
      documents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    boundReferences = references
  }

  /// All references; waits until they are bound.
  public var references: ReferenceIndex { boundReferences.value.index }

  /// Findings about what texts name; waits until it is bound.
  public var findingsAboutReferences: [Diagnostic] { boundReferences.value.diagnostics }

  /// Findings about texts that an earlier run could read and that turned out to be lost when somebody asked for them.
  public var findingsAboutLostTexts: [Diagnostic] { lost.diagnostics }

  /// The document or record called `id`; nil if nothing is.
  public func record(_ id: String) -> Record? { index[id] }

  /// The document called `id`; nil if none is.
  public func document(_ id: String) -> Document? { documentIndex[id].map { documents[$0] } }

  /// The number of records, documents not counted.
  public var recordCount: Int {
    index.recordCount + (soa?.rows.count ?? 0)
  }

  /// Documents of a type that are in force or on the way to it.
  public func documents(of type: DocumentType) -> [Document] {
    documents.filter { $0.type == type && $0.status != .retired }
  }

  /// The audit reports.
  public var auditReports: [AuditReport] { documents(of: .auditReport).map(AuditReport.init(document:)) }

  /// The management reviews.
  public var managementReviews: [ManagementReview] {
    documents(of: .managementReview).map(ManagementReview.init(document:))
  }

  /// The management reviews held on or before a day, the earliest first.
  public func managementReviews(heldBy day: CalendarDate) -> [ManagementReview] {
    managementReviews.compactMap { review in review.heldOn.map { (day: $0, review: review) } }
      .filter { $0.day <= day }
      .sorted { ($0.day, $0.review.document.id) < ($1.day, $1.review.document.id) }.map(\.review)
  }
}
