import Source

/// The facts of ISO/IEC 27001:2022 the program compares an ISMS with: ids, short titles and mappings, made
/// of `Catalogs/iso27001-2022.json` when the program was built. Descriptions are in our own words; the text of the standard is not part of it.
public struct Catalog: Sendable {
  /// One of the 93 controls of Annex A.
  public struct Control: Sendable {
    /// Such as `A.5.15`.
    public let id: String
    /// Short title, as in the standard.
    public let title: String
    /// Other titles in use for the same control.
    public let aliases: [String]
    /// The theme it belongs to.
    public let theme: Theme
    /// Whether the edition of 2022 introduced it.
    public let isNewIn2022: Bool
    /// Controls of the 2013 edition that became part of it.
    public let predecessors: [String]
    /// The attributes of ISO/IEC 27002:2022.
    public let attributes: Attributes
    /// What the control wants to reach.
    public let intent: String
    /// Evidence an auditor often accepts.
    public let typicalEvidence: [String]
    /// Documents in which it is often dealt with.
    public let typicalDocuments: [String]
    /// Verbs of recurrence the control itself uses (review, test, …).
    public let periodicActivity: [String]
    /// What the control itself wants in writing (`documented`, `policy`, `topic policy`, `inventory`); nil if nothing.
    public let documentationDemanded: String?
    /// Remarks on the entry.
    public let notes: [String]

    init(
      aliases: [String], attributes: Attributes, documentationDemanded: String?, id: String, intent: String,
      iso270012013 predecessors: [String], newIn2022 isNewIn2022: Bool, notes: [String], periodicActivity: [String],
      theme: Theme, title: String, typicalDocuments: [String], typicalEvidence: [String]
    ) {
      self.id = id
      self.title = title
      self.aliases = aliases
      self.theme = theme
      self.isNewIn2022 = isNewIn2022
      self.predecessors = predecessors
      self.attributes = attributes
      self.intent = intent
      self.typicalEvidence = typicalEvidence
      self.typicalDocuments = typicalDocuments
      self.periodicActivity = periodicActivity
      self.documentationDemanded = documentationDemanded
      self.notes = notes
    }
  }

  /// The four themes of Annex A.
  public enum Theme: String, Sendable, CaseIterable {
    /// A.5.
    case organizational
    /// A.6.
    case people
    /// A.7.
    case physical
    /// A.8.
    case technological

    /// Number of the theme in control ids.
    public var number: Int {
      switch self {
      case .organizational: 5
      case .people: 6
      case .physical: 7
      case .technological: 8
      }
    }

    /// Name as printed in Annex A.
    public var title: String {
      switch self {
      case .organizational: "Organizational controls"
      case .people: "People controls"
      case .physical: "Physical controls"
      case .technological: "Technological controls"
      }
    }
  }

  /// The five attribute views of ISO/IEC 27002:2022.
  public struct Attributes: Sendable {
    /// Preventive, detective, corrective.
    public let controlType: [String]
    /// Confidentiality, integrity, availability.
    public let securityProperties: [String]
    /// Identify, protect, detect, respond, recover.
    public let cybersecurityConcepts: [String]
    /// Practitioner's view, such as `identity_and_access_management`.
    public let operationalCapabilities: [String]
    /// Governance and ecosystem, protection, defence, resilience.
    public let securityDomains: [String]

    init(
      controlType: [String], cybersecurityConcepts: [String], operationalCapabilities: [String],
      securityDomains: [String], securityProperties: [String]
    ) {
      self.controlType = controlType
      self.securityProperties = securityProperties
      self.cybersecurityConcepts = cybersecurityConcepts
      self.operationalCapabilities = operationalCapabilities
      self.securityDomains = securityDomains
    }
  }

  /// A clause of the management-system part, 4 to 10.
  public struct Clause: Sendable {
    /// Such as `6.1.3`.
    public let id: String
    /// Title, as in the standard.
    public let title: String
    /// The clause around it; nil for 4 to 10 themselves.
    public let parent: String?
    /// Whether it holds requirements of its own.
    public let auditable: Bool
    /// What it asks for, in our words; nil for mere headings.
    public let summary: String?
    /// What is to be kept in writing.
    public let documentedInformation: [DocumentedInformation]
    /// The amendment that changed it.
    public let amendment: String?

    init(
      amendment: String?, auditable: Bool, documentedInformation: [DocumentedInformation], id: String, parent: String?,
      summary: String?, title: String
    ) {
      self.id = id
      self.title = title
      self.parent = parent
      self.auditable = auditable
      self.summary = summary
      self.documentedInformation = documentedInformation
      self.amendment = amendment
    }
  }

  /// Something a clause wants in writing.
  public struct DocumentedInformation: Sendable, Hashable {
    /// How strongly it is wanted.
    public enum Basis: String, Sendable {
      /// The clause itself calls for documented information.
      case explicit
      /// The clause demands the thing, and it cannot be shown otherwise.
      case implied
      /// Not demanded, yet nearly every auditor asks for it.
      case expected
    }

    /// `document` directs, `record` proves.
    public let kind: String
    /// How strongly it is wanted.
    public let basis: Basis
    /// What it is, in our words.
    public let text: String

    init(basis: Basis, kind: String, text: String) {
      self.kind = kind
      self.basis = basis
      self.text = text
    }
  }

  /// A type of evidence with its default freshness.
  public struct EvidenceType: Sendable {
    /// Such as `access-review`.
    public let id: String
    /// What it is.
    public let what: String
    /// Text that begins with the freshness, such as `90 days (point in time)`.
    public let freshness: String
    /// Default classification.
    public let confidentiality: String
    /// The fixed length of time that `freshness` begins with; nil where it has none.
    public let limit: CalendarDuration?

    init(confidentiality: String, freshness: String, id: String, what: String) {
      self.id = id
      self.what = what
      self.freshness = freshness
      self.confidentiality = confidentiality
      let words = freshness.prefix { $0 != "(" && $0 != "," && $0 != ";" }.split(separator: " ")
      limit = CalendarDuration(words.joined(separator: " "))
    }
  }

  /// All 93 controls, in the order of Annex A.
  public let controls: [Control]
  /// Clauses 4 to 10 with their parts, in order.
  public let clauses: [Clause]
  /// Types of evidence.
  public let evidenceTypes: [EvidenceType]
  private let controlIndex: [String: Int]
  private let clauseIndex: [String: Int]
  private let evidenceTypeIndex: [String: Int]
  /// 2013 control → the controls it became part of.
  public let successors: [String: [String]]

  /// The facts that were part of the source tree when the program was built.
  public static let standard = Catalog()

  private init() {
    controls = Embedded.controls
    clauses = Embedded.clauses
    evidenceTypes = Embedded.types
    evidenceTypeIndex = Dictionary(
      evidenceTypes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    controlIndex = Dictionary(
      controls.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    clauseIndex = Dictionary(clauses.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var successors: [String: [String]] = [:]
    for control in controls {
      for predecessor in control.predecessors { successors[predecessor, default: []].append(control.id) }
    }
    self.successors = successors
  }

  /// The control called `id`; nil if Annex A has none.
  public func control(_ id: String) -> Control? { controlIndex[id].map { controls[$0] } }

  /// The clause called `id`; nil if there is none in 4 to 10.
  public func clause(_ id: String) -> Clause? { clauseIndex[id].map { clauses[$0] } }

  /// The type of evidence called `id`; nil if it is not one of the catalog.
  public func evidenceType(_ id: String) -> EvidenceType? { evidenceTypeIndex[id].map { evidenceTypes[$0] } }

  /// Position of a control in Annex A, for sorting; controls from elsewhere come last.
  public func order(ofControl id: String) -> Int { controlIndex[id] ?? Int.max }

  /// Position of a clause, for sorting.
  public func order(ofClause id: String) -> Int { clauseIndex[id] ?? Int.max }

  /// Number of the last control of each theme: 5 → 37, 6 → 8, 7 → 14, 8 → 34.
  public var lastControls: [Int: Int] {
    controls.reduce(into: [:]) { $0[$1.theme.number, default: 0] += 1 }
  }
}
