import ISMS
import Source

/// Everything the ISMS holds about one control: the thread an auditor pulls from the risk to the evidence.
public struct ControlTrace: Sendable {
  /// Id of the control.
  public let control: String
  /// Its row in the Statement of Applicability; nil if there is none.
  public let row: SoARow?
  /// Open risks it treats.
  public let risks: [String]
  /// Treatment actions that build it.
  public let actions: [String]
  /// Documents that implement it, by their own front matter or by the SoA.
  public let documents: [String]
  /// Evidence items that support it.
  public let evidence: [String]
  /// Those of them that speak on the reference date.
  public let freshEvidence: [String]
  /// Whether its evidence leaves out a time; nil if it has none of a kind that recurs.
  public let coverage: PeriodCoverage?
  private let references: ReferenceIndex

  /// Mentions in texts, by file and place: looked for when somebody asks.
  public var mentions: [Reference] { references.mentions(ofControl: control) }

  /// The traces of all controls of Annex A, and of further controls of the SoA.
  ///
  /// - Parameter ends: the last day that each evidence item speaks for.
  static func all(of isms: ISMS, ends: [CalendarDate?], asOf: CalendarDate) -> [ControlTrace] {
    func byControl(_ views: [some RecordView]) -> [String: [String]] {
      var index: [String: [String]] = [:]
      for view in views where !view.id.isEmpty {
        for control in view.controls.distinct { index[control, default: []].append(view.id) }
      }
      return index
    }
    let risks = byControl(isms.risks.filter { !$0.isClosed })
    let actions = byControl(isms.treatmentActions.filter { $0.status != "cancelled" })
    let evidence = EvidenceByControl(isms.evidence)
    let coverage = PeriodCoverage.byControl(isms, ends: ends, asOf: asOf)
    let documents = byControl(isms.documents.filter { $0.status != .retired })
    let annex = isms.catalog.controls.map(\.id)
    let known = Set(annex)
    var own: [String] = []
    for row in isms.soa?.rows ?? [] where !row.control.isEmpty && !known.contains(row.control) {
      if !own.contains(row.control) { own.append(row.control) }
    }
    return (annex + own).map { control in
      let row = isms.soa?.row(for: control)
      let named = (row?.documents ?? []).filter { isms.document($0) != nil }
      let items = evidence.items(of: control)
      return ControlTrace(
        control: control, row: row, risks: (risks[control] ?? []).sorted(), actions: (actions[control] ?? []).sorted(),
        documents: Set((documents[control] ?? []) + named).sorted(), evidence: items.map(evidence.id),
        freshEvidence: items.filter { ends[$0].map { $0 >= asOf } ?? true }.map(evidence.id),
        coverage: coverage[control], references: isms.references)
    }
  }
}

/// The evidence items that name each control, as positions: there may be thousands.
private struct EvidenceByControl {
  private let ids: [String]
  private var groups: [String: Int] = [:]
  private var positions: [[Int]] = []

  init(_ items: [Evidence]) {
    let ids = items.map { $0.id }
    self.ids = ids
    // Put in order once, and not for each control.
    for position in ids.indices.sorted(by: { ids[$0] < ids[$1] }) where !ids[position].isEmpty {
      for control in items[position].controls {
        let group = groups[control, default: positions.count]
        if group == positions.count {
          groups[control] = group
          positions.append([position])
        } else if positions[group].last != position {
          positions[group].append(position)
        }
      }
    }
  }

  /// The items of a control, by id.
  func items(of control: String) -> [Int] { groups[control].map { positions[$0] } ?? [] }

  /// The id of the item at a position.
  func id(_ position: Int) -> String { ids[position] }
}

extension [String] {
  /// Each text once, in any order. Nearly every list is of one.
  var distinct: [String] { count < 2 ? self : Array(Set(self)) }
}

/// A day on which something is due.
public struct DueDate: Sendable, Hashable {
  /// The day.
  public let date: CalendarDate
  /// What is due.
  public let what: String
  /// Id of the document or record; nil for dates of the certification.
  public let subject: String?

  /// What is due from the reference date on, nearest first.
  static func upcoming(in isms: ISMS, cycle: CertificationCycle, from asOf: CalendarDate) -> [DueDate] {
    var dates: [DueDate] = []
    func add(_ date: CalendarDate?, _ what: String, _ subject: String?) {
      if let date, date >= asOf { dates.append(DueDate(date: date, what: what, subject: subject)) }
    }
    // An audit in the register says more than the day of the cycle it answers.
    for event in cycle.events where event.audit == nil {
      add(event.date, event.name + (event.isLimit ? ", at the latest" : ""), nil)
    }
    for document in isms.documents where document.isInForce {
      add(document.nextReview, "review of \(document.title)", document.id)
    }
    for action in isms.treatmentActions where !action.isFinished { add(action.due, action.action, action.id) }
    for objective in isms.objectives where objective.status != "achieved" && objective.status != "dropped" {
      add(objective.due, "objective: \(objective.title)", objective.id)
    }
    for item in isms.nonconformities where !item.isClosed { add(item.due, "nonconformity: \(item.title)", item.id) }
    for audit in isms.audits where audit.status == "planned" { add(audit.plannedOn, audit.title, audit.id) }
    for risk in isms.risks where !risk.isClosed {
      add(risk.acceptanceExpires, "acceptance of \(risk.title) ends", risk.id)
    }
    return dates.sorted { ($0.date, $0.what, $0.subject ?? "") < ($1.date, $1.what, $1.subject ?? "") }
  }
}
