import ISMS
import Source

/// What clauses 4 to 10 want in writing, and what of it is there.
public struct Readiness: Sendable {
  /// One thing a clause wants in writing.
  public struct Item: Sendable {
    /// Whether it is there.
    public enum State: Sendable, Hashable {
      /// In force.
      case present
      /// Only as a draft or in review.
      case draftOnly
      /// Nothing to record has happened yet; the register for it exists.
      case notYetDue
      /// Not there.
      case absent
    }

    /// The clause.
    public let clause: String
    /// What it wants.
    public let information: Catalog.DocumentedInformation
    /// Documents that answer it, those in force first.
    public let documents: [String]
    /// Records that answer it.
    public let records: [String]
    /// Whether it is there.
    public let state: State
    /// Why it counts as that, with names between backticks: lower case, no full stop.
    public let reason: String
    /// What auditpack takes for an answer, to be written after "add".
    public let wanted: String

    /// Whether the clause itself, or what it demands, makes it mandatory.
    public var isMandatory: Bool { information.basis != .expected }
  }

  /// Every item, in order of the clauses.
  public let items: [Item]

  /// The items that are mandatory.
  public var mandatory: [Item] { items.filter(\.isMandatory) }

  /// How many mandatory items stand so.
  public func mandatoryCount(_ state: Item.State) -> Int { items.count { $0.isMandatory && $0.state == state } }

  /// The items of a clause.
  public func items(of clause: String) -> [Item] { items.filter { $0.clause == clause } }

  /// What is there of an ISMS on a day.
  init(_ isms: ISMS, asOf: CalendarDate) {
    let living = LivingDocuments(isms)
    var items: [Item] = []
    for clause in isms.catalog.clauses {
      for (position, information) in clause.documentedInformation.enumerated() {
        let answer = Answer(clause: clause.id, position: position, isms: isms, living, asOf: asOf)
        let inForce = answer.documents.filter { $0.isInForce }.sorted { $0.id < $1.id }
        let waiting = answer.documents.filter { !$0.isInForce }.sorted { $0.id < $1.id }
        let state: Item.State
        if !inForce.isEmpty && (answer.records == nil || answer.records?.isEmpty == false) {
          state = .present
        } else if let records = answer.records, !records.isEmpty {
          state = .present
        } else if answer.records?.isEmpty == true, !answer.documents.isEmpty, answer.mayHaveNone {
          state = .notYetDue
        } else if answer.records == nil, !answer.documents.isEmpty {
          state = .draftOnly
        } else {
          state = .absent
        }
        items.append(
          Item(
            clause: clause.id, information: information, documents: (inForce + waiting).map(\.id),
            records: answer.records ?? [], state: state,
            reason: Self.reason(inForce, waiting, records: answer.records, state: state, wanted: answer.wanted),
            wanted: answer.wanted))
      }
    }
    self.items = items
  }

  private static func reason(
    _ inForce: [Document], _ waiting: [Document], records: [String]?, state: Item.State, wanted: String
  ) -> String {
    var parts: [String] = []
    if !inForce.isEmpty { parts.append("\(inForce.map(\.id).listed) \(inForce.count == 1 ? "is" : "are") in force") }
    for document in waiting.prefix(inForce.isEmpty ? 3 : 0) {
      parts.append("`\(document.id)` \(document.status == .inReview ? "waits for its approval" : "is a draft")")
    }
    if let records, !records.isEmpty { parts.append(records.count.counted("record")) }
    if state == .notYetDue { parts.append("nothing to record has happened yet") }
    if state == .absent {
      parts.append((inForce.isEmpty && waiting.isEmpty ? "nothing answers it" : "no record") + ": add \(wanted)")
    }
    return parts.joined(separator: "; ")
  }
}

extension Document {
  /// Whether the document is approved and not retired.
  public var isInForce: Bool { status == .approved }
}

/// The documents that are not retired, by what the clauses ask of them.
private struct LivingDocuments {
  let all: [Document]
  private let byClause: [String: [Document]]
  private let byRegister: [String: [Document]]

  init(_ isms: ISMS) {
    all = isms.documents.filter { $0.status != .retired }
    var byClause: [String: [Document]] = [:]
    var byRegister: [String: [Document]] = [:]
    for document in all {
      for clause in document.clauses.distinct { byClause[clause, default: []].append(document) }
      if let register = document.record.text("register") { byRegister[register, default: []].append(document) }
    }
    self.byClause = byClause
    self.byRegister = byRegister
  }

  /// Those that name a clause.
  func naming(_ clause: String) -> [Document] { byClause[clause] ?? [] }

  /// Those that hold the records of a kind.
  func holding(_ kind: RecordKind) -> [Document] { kind.register.flatMap { byRegister[$0] } ?? [] }
}

/// What answers one item: documents, and where the clause wants results, records.
private struct Answer {
  /// Documents that answer it.
  var documents: [Document] = []
  /// Records that answer it; nil where documents alone do.
  var records: [String]?
  /// Whether having no record yet is possible, as with nonconformities.
  var mayHaveNone = false
  /// What auditpack takes for an answer.
  var wanted = ""

  init(clause: String, position: Int, isms: ISMS, _ living: LivingDocuments, asOf: CalendarDate) {
    let tagged = living.naming(clause)
    func ofType(_ type: DocumentType) -> [Document] { living.all.filter { $0.type == type } }
    func ids(_ views: [some RecordView]) -> [String] { views.compactMap { $0.id.isEmpty ? nil : $0.id } }
    func holding(_ kind: RecordKind) -> [Document] { living.holding(kind) }
    wanted = Self.wanted(clause, position)
    switch (clause, position) {
    case ("4.1", _): documents = ofType(.context)
    case ("4.2", _):
      documents = holding(.interestedParty)
      records = ids(isms.interestedParties)
    case ("4.3", _): documents = ofType(.scope)
    case ("5.2", _): documents = tagged.filter { $0.type == .policy }
    case ("5.3", _):
      documents = holding(.person)
      records = ids(isms.people)
    case ("6.1.2", _): documents = ofType(.riskMethod)
    case ("6.1.3", 0): documents = tagged.filter { $0.type == .riskMethod || $0.type == .procedure }
    case ("6.1.3", 1):
      documents = holding(.soaRow)
      records = (isms.soa?.rows ?? []).map(\.control)
    case ("6.1.3", 2):
      documents = holding(.treatmentAction)
      records = ids(isms.treatmentActions)
    case ("6.1.3", 3):
      documents = tagged.filter { $0.type == .record }
      records = isms.risks.filter { $0.acceptedBy != nil }.map(\.id)
      mayHaveNone = true
    case ("6.2", _):
      documents = holding(.objective)
      records = ids(isms.objectives)
    case ("7.2", _), ("7.3", _):
      documents = tagged
      records = isms.evidence.filter { $0.clauses.contains(clause) }.map(\.id)
    case ("7.5.1", _), ("7.5.2", _): documents = living.all
    case ("8.1", _): records = ids(isms.evidence)
    case ("8.2", _):
      documents = holding(.risk)
      records = isms.risks.filter { $0.assessedOn != nil }.map(\.id)
    case ("8.3", _):
      documents = holding(.treatmentAction)
      records = isms.treatmentActions.filter { $0.status == "done" || $0.status == "in_progress" }.map(\.id)
    case ("9.1", 0):
      documents = holding(.measurement)
      records = ids(isms.measurements)
    case ("9.2.2", 0):
      documents = ofType(.auditProgramme)
      records = isms.audits.filter { $0.status == "performed" }.map(\.id)
    case ("9.2.2", _): documents = ofType(.auditReport)
    case ("9.3.3", _):
      // Minutes prepared for a review that lies ahead are no result of one.
      let held = isms.managementReviews(heldBy: asOf).map(\.document)
      documents = held.isEmpty ? ofType(.managementReview) : held
      records = held.isEmpty ? [] : nil
    case ("10.2", 0):
      documents = holding(.nonconformity)
      records = ids(isms.nonconformities)
      mayHaveNone = true
    case ("10.2", _):
      documents = holding(.nonconformity)
      records = isms.nonconformities.filter(\.isClosed).map(\.id)
      mayHaveNone = true
    default: documents = tagged
    }
  }

  private static func wanted(_ clause: String, _ position: Int) -> String {
    func register(_ kind: RecordKind) -> String {
      "a document with `register: \(kind.register ?? "")` and at least one row"
    }
    return switch (clause, position) {
    case ("4.1", _): "a document with `type: context`"
    case ("4.2", _): register(.interestedParty)
    case ("4.3", _): "a document with `type: scope`"
    case ("5.2", _): "a document with `type: policy` and `clauses: [5.2]`"
    case ("5.3", _): register(.person)
    case ("6.1.2", _): "a document with `type: risk-method`"
    case ("6.1.3", 0): "`clauses: [6.1.3]` to the risk method, or a procedure with it"
    case ("6.1.3", 1): register(.soaRow)
    case ("6.1.3", 2), ("8.3", _): register(.treatmentAction)
    case ("6.1.3", 3): "`accepted_by` and `accepted_on` to the risks that were accepted"
    case ("6.2", _): register(.objective)
    case ("7.2", _), ("7.3", _): "evidence with `clauses: [\(clause)]`, such as a competence record"
    case ("8.1", _): "evidence of operation (`type: evidence`)"
    case ("8.2", _): "`assessed_on` to the risks that were assessed"
    case ("9.1", 0): register(.measurement)
    case ("9.2.2", 0): "a document with `type: audit-programme`, `register: audits` and a performed audit"
    case ("9.2.2", _): "a document with `type: audit-report`"
    case ("9.3.3", _): "a document with `type: management-review` and `held_on` once the review was held"
    case ("10.2", 0): register(.nonconformity)
    case ("10.2", _): "a nonconformity with `status: closed` to its register"
    default: "a document with `clauses: [\(clause)]`"
    }
  }
}
