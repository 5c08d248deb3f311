import Source

/// A person or a role (5.3).
public struct Person: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of a person record.
  public init(record: Record) { self.record = record }
  /// The role.
  public var role: String { record.text("role") ?? record.id }
  /// The role, as the title of the record.
  public var title: String { role }
  /// The person who holds it.
  public var name: String? { record.text("name") }
  /// Where an external person works.
  public var organisation: String? { record.text("organisation") }
  /// Addresses used in commits.
  public var emails: [String] { record.texts("emails") }
  /// Duties.
  public var duties: [String] { record.texts("duties") }
  /// Types of document the role may approve.
  public var mayApprove: [String] { record.texts("may_approve") }
  /// Highest risk level the role may accept.
  public var mayAccept: Int? { record.integer("may_accept") }
  /// Public keys the person signs with: lines as OpenSSH writes them, or OpenPGP keys and paths of files with one.
  public var signingKeys: [String] { record.texts("signing_key") }
  /// Since when.
  public var from: CalendarDate? { record.date("from") }
  /// Until when; nil while the person holds the role.
  public var until: CalendarDate? { record.date("until") }
  /// Whether the person holds the role on a day.
  public func isInOffice(on day: CalendarDate) -> Bool { (from ?? day) <= day && day <= (until ?? day) }
  /// Whether the role has a duty, however it is spaced: `isms-reporting` is also written `ISMS reporting`.
  public func has(duty: String) -> Bool {
    duties.contains { $0.lowercased().replacing(" ", with: "-").replacing("_", with: "-") == duty }
  }
}

/// An evidence item.
///
/// There are more of them than of everything else together, and every compilation asks each of them the same: what nearly
/// all rules want to know is looked up in the record once.
public final class Evidence: RecordView {
  /// The record behind it.
  public let record: Record
  /// Type of evidence, such as `access-review`.
  public let type: String?
  /// Paths as written, relative to the file that names them.
  public let files: [String]
  /// When it was collected.
  public let collectedOn: CalendarDate?
  /// Who collected it.
  public let collectedBy: String?
  /// Where it comes from.
  public let source: String?
  /// The time it speaks for.
  public let period: ClosedRange<CalendarDate>?
  /// The moment it speaks for.
  public let asOf: CalendarDate?
  /// Controls it names.
  public let controls: [String]
  /// Clauses it names.
  public let clauses: [String]
  /// Who may read it.
  public let classification: String?
  /// How the pack treats the file, where the item says so.
  public let inPack: String?
  /// SHA-256 as recorded at collection.
  public let sha256: String?
  /// When it stops speaking.
  public let expires: CalendarDate?
  /// Name that joins recurring items.
  public let series: String?
  /// Whether it says how many things were looked at, or how they were chosen.
  public let statesSample: Bool

  /// The fields that are looked up.
  private enum Name: String {
    case type = "evidence_type"
    case file, files
    case collectedOn = "collected_on"
    case collectedBy = "collected_by"
    case source, period
    case asOf = "as_of"
    case controls, clauses, classification
    case inPack = "in_pack"
    case sha256, expires, series
    case sampleSize = "sample_size"
    case selection
  }

  private static let schema = Schema.record(.evidence)
  /// For each field of the schema, which one it is; nil for those that are not looked up.
  private static let names = schema.names.map(Name.init)

  /// The view of an evidence record.
  public init(record: Record) {
    self.record = record
    var type, file, collectedBy, source, classification, inPack, sha256, series: String?
    var (files, controls, clauses): ([String], [String], [String]) = ([], [], [])
    var collectedOn, asOf, expires: CalendarDate?
    var period: ClosedRange<CalendarDate>?
    // A value that could not be read is there all the same.
    var statesSample = record.unread.contains("sample_size") || record.unread.contains("selection")
    let names = Self.names
    record.fields.forEachValue(of: Self.schema) { position, value in
      switch names[position] {
      case .type: type = value.text
      case .file: file = value.text
      case .files: files = value.texts
      case .collectedOn: collectedOn = value.date
      case .collectedBy: collectedBy = value.text
      case .source: source = value.text
      case .period: period = value.period
      case .asOf: asOf = value.date
      case .controls: controls = value.texts
      case .clauses: clauses = value.texts
      case .classification: classification = value.text
      case .inPack: inPack = value.text
      case .sha256: sha256 = value.text
      case .expires: expires = value.date
      case .series: series = value.text
      case .sampleSize, .selection: statesSample = statesSample || !value.isEmpty
      case nil: break
      }
    }
    self.type = type
    if let file { files.insert(file, at: 0) }
    self.files = files
    self.collectedOn = collectedOn
    self.collectedBy = collectedBy
    self.source = source
    self.period = period
    self.asOf = asOf
    self.controls = controls
    self.clauses = clauses
    self.classification = classification
    self.inPack = inPack
    self.sha256 = sha256
    self.expires = expires
    self.series = series
    self.statesSample = statesSample
  }

  /// Where it is kept, if not in the repository.
  public var heldAt: String? { record.text("location") }
  /// The last day it speaks for by itself: end of the period, moment, or day of collection.
  public var speaksUntil: CalendarDate? { period?.upperBound ?? asOf ?? collectedOn }
  /// All items there were.
  public var population: String? { record.text("population") }
  /// How many were looked at.
  public var sampleSize: Int? { record.integer("sample_size") }
  /// How they were chosen.
  public var selection: String? { record.text("selection") }
  /// People and roles it speaks about.
  public var people: [String] { record.texts("people") }
  /// What the person who looked at it concluded.
  public var result: String? { record.text("result") }
  /// Who looked at it.
  public var reviewedBy: String? { record.text("reviewed_by") }
}

/// An asset.
public struct Asset: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of an asset record.
  public init(record: Record) { self.record = record }
  /// What it is.
  public var kind: String? { record.text("kind") }
  /// Classification of the information in it.
  public var classification: String? { record.text("classification") }
  /// Whether it is there; what was given up is kept for the record.
  public var isInUse: Bool {
    !["retired", "disposed", "disposed of", "ended", "destroyed", "sold", "lost", "written off"].contains(
      record.text("status")?.lowercased() ?? "")
  }
  /// Whether the service stops without it.
  public var isCritical: Bool { record.boolean("critical") ?? false }
}

/// A supplier.
public struct Supplier: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of a supplier record.
  public init(record: Record) { self.record = record }
  /// What it provides.
  public var service: String? { record.text("service") }
  /// How much depends on it.
  public var criticality: String? { record.text("criticality") }
  /// Whether it develops software for the organisation.
  public var developsSoftware: Bool { record.boolean("development") ?? false }
  /// Certificate or report that speaks for it.
  public var assurance: String? { record.text("assurance") }
  /// Until when that holds.
  public var assuranceUntil: CalendarDate? { record.date("assurance_until") }
  /// Last review.
  public var reviewedOn: CalendarDate? { record.date("reviewed_on") }
  /// Whether it is in use.
  public var isActive: Bool { record.text("status") != "ended" && record.text("status") != "candidate" }
}

/// A legal, regulatory or contractual obligation (A.5.31).
public struct Obligation: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of an obligation record.
  public init(record: Record) { self.record = record }
  /// Where it comes from.
  public var kind: String? { record.text("kind") }
  /// Documents that carry it out.
  public var documents: [String] { record.texts("documents") }
  /// Last review, as stated.
  public var reviewedOn: CalendarDate? { record.date("reviewed_on") }
  /// The planned interval of reviews.
  public var reviewInterval: CalendarDuration? { record.duration("review_every") }
  /// Whether it binds the organisation or is about to; what has ended is kept for the record.
  public var isCurrent: Bool {
    !["ended", "expired", "repealed", "former", "retired"].contains(record.text("status")?.lowercased() ?? "")
  }
}

/// A requirement of an interested party (4.2).
public struct InterestedParty: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of an interested-party record.
  public init(record: Record) { self.record = record }
  /// What it requires.
  public var requirement: String? { record.text("requirement") }
  /// Whether the ISMS takes it on.
  public var isAddressed: Bool? { record.boolean("addressed") }
  /// Obligations, documents and objectives that meet it.
  public var addressedBy: [String] { record.texts("addressed_by") }
  /// `legal`, `regulatory`, `contract` or `other`; nil if not said.
  public var kind: String? { record.text("kind") }
}

/// An information security objective (6.2).
public struct Objective: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of an objective record.
  public init(record: Record) { self.record = record }
  /// What is measured.
  public var measure: String? { record.text("measure") }
  /// The value to reach.
  public var target: String? { record.text("target") }
  /// When it was set.
  public var setOn: CalendarDate? { record.date("set_on") }
  /// Until when.
  public var due: CalendarDate? { record.date("due") }
  /// How it stands.
  public var status: String? { record.text("status") }
  /// Whether it is still worked for.
  public var isOpen: Bool { status == nil || status == "open" }
}

/// A result of monitoring or measurement (9.1).
public struct Measurement: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of a measurement record.
  public init(record: Record) { self.record = record }
  /// Objectives it belongs to.
  public var objectives: [String] { record.texts("objective") }
  /// When it was measured.
  public var measuredOn: CalendarDate? { record.date("measured_on") }
  /// The result.
  public var value: String? { record.text("value") }
  /// What it is compared with.
  public var target: String? { record.text("target") }
  /// What follows from it.
  public var evaluation: String? { record.text("evaluation") }
}

/// An incident.
public struct Incident: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of an incident record.
  public init(record: Record) { self.record = record }
  /// When it happened.
  public var occurredOn: CalendarDate? { record.date("occurred_on") }
  /// When it was closed.
  public var closedOn: CalendarDate? { record.date("closed_on") }
  /// How bad it was.
  public var severity: String? { record.text("severity") }
  /// Risks it belongs to.
  public var risks: [String] { record.texts("risks") }
  /// What was learned.
  public var lessons: String? { record.text("lessons") }
  /// Evidence that describes it.
  public var evidence: [String] { record.texts("evidence") }
  /// Whether it is over.
  public var isClosed: Bool { record.text("status") == "closed" }
}

/// A nonconformity with its corrective action (10.2).
public struct Nonconformity: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of a nonconformity record.
  public init(record: Record) { self.record = record }
  /// How it was found.
  public var source: String? { record.text("source") }
  /// How it was graded.
  public var grade: String? { record.text("grade") }
  /// When it was found.
  public var raisedOn: CalendarDate? { record.date("raised_on") }
  /// Until when it is to be closed.
  public var due: CalendarDate? { record.date("due") }
  /// Why it is due later than the longest time allows; nil if nobody gave a reason.
  public var extensionReason: String? { record.text("extension") }
  /// When it was closed.
  public var closedOn: CalendarDate? { record.date("closed_on") }
  /// What removed the fault.
  public var correction: String? { record.text("correction") }
  /// Why it happened.
  public var cause: String? { record.text("cause") }
  /// What removes the cause.
  public var correctiveAction: String? { record.text("corrective_action") }
  /// Earlier nonconformities that came back with it.
  public var recurrenceOf: [String] { record.texts("recurrence_of") }
  /// What showed that the action works.
  public var effectiveness: String? { record.text("effectiveness") }
  /// Whether it is closed.
  public var isClosed: Bool { record.text("status") == "closed" }
}

/// An audit, planned or performed (9.2).
public struct Audit: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of an audit record.
  public init(record: Record) { self.record = record }
  /// `internal`, `stage-1`, `stage-2`, `surveillance` or `recertification`.
  public var kind: String? { record.text("kind") }
  /// When it is planned.
  public var plannedOn: CalendarDate? { record.date("planned_on") }
  /// When it ended.
  public var performedOn: CalendarDate? { record.date("performed_on") }
  /// Who audits.
  public var auditor: String? { record.text("auditor") }
  /// Id of the report.
  public var report: String? { record.text("report") }
  /// How it stands.
  public var status: String? { record.text("status") }
}

/// A planned change of the ISMS itself (6.3).
public struct ManagementSystemChange: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of a change record.
  public init(record: Record) { self.record = record }
  /// `scope`, `method`, `policy`, `roles`, `controls` or `other`.
  public var kind: String? { record.text("kind") }
  /// When it was decided.
  public var decidedOn: CalendarDate? { record.date("decided_on") }
  /// When it was carried out.
  public var doneOn: CalendarDate? { record.date("done_on") }
}

/// An accepted deviation from a rule.
public struct Deviation: RecordView {
  /// The record behind it.
  public let record: Record
  /// The view of a deviation record.
  public init(record: Record) { self.record = record }
  /// Code or name of the rule.
  public var rule: String { record.text("rule") ?? "" }
  /// Id or path it applies to.
  public var target: String { record.text("target") ?? "" }
  /// Why it is accepted.
  public var reason: String { record.text("reason") ?? "" }
  /// Who accepted it.
  public var approvedBy: String? { record.text("approved_by") }
  /// Until when.
  public var expires: CalendarDate? { record.date("expires") }
}
