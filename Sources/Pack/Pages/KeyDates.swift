import ISMS
import Source

/// Days on which something is due, as the overview lists them.
struct KeyDates {
  let date: CalendarDate
  let what: String
  let link: Link
  let kind: String

  /// Every day the ISMS states, in order.
  static func all(_ scope: Scope) -> [KeyDates] {
    let isms = scope.isms
    var dates: [KeyDates] = []
    func add(_ date: CalendarDate?, _ what: String, _ link: Link, _ kind: String) {
      if let date { dates.append(KeyDates(date: date, what: what, link: link, kind: kind)) }
    }
    let names = [
      "stage_1": "Stage 1 audit", "stage_2": "Stage 2 audit", "decided_on": "Certification decision",
      "expires_on": "Certificate ends",
    ]
    let audits = Set(isms.audits.compactMap(\.plannedOn))
    // An audit in the register says more than the same day in the configuration.
    for (name, date) in isms.configuration.certificationDates where date >= scope.site.asOf && !audits.contains(date) {
      add(date, names[name] ?? name, scope.page("audit programme", "audit-programme"), "certification")
    }
    for audit in isms.audits where audit.status == "planned" && scope.site.disclosure.includes(audit) {
      add(audit.plannedOn, audit.title, scope.item(audit.id), "audit")
    }
    for document in isms.documents where document.isInForce && scope.site.disclosure.includes(document) {
      add(document.nextReview, "Review of \(document.title)", scope.document(document), "review")
    }
    for action in isms.treatmentActions where !action.isFinished && scope.site.disclosure.includes(action) {
      add(action.due, action.action, scope.item(action.id), "treatment action")
    }
    for risk in isms.risks where !risk.isClosed && scope.site.disclosure.includes(risk) {
      add(risk.acceptanceExpires, "Acceptance of \(risk.title) ends", scope.item(risk.id), "acceptance")
    }
    for item in isms.nonconformities where !item.isClosed && scope.site.disclosure.includes(item) {
      add(item.due, item.title, scope.item(item.id), "nonconformity")
    }
    for objective in isms.objectives where objective.status == "open" && scope.site.disclosure.includes(objective) {
      add(objective.due, objective.title, scope.item(objective.id), "objective")
    }
    for item in isms.suppliers where item.isActive && scope.site.disclosure.includes(item) {
      add(item.assuranceUntil, "Assurance of \(item.title) ends", scope.item(item.id), "supplier")
    }
    return dates.sorted { ($0.date, $0.kind, $0.what) < ($1.date, $1.kind, $1.what) }
  }

  static func table(_ caption: String, _ dates: some Collection<KeyDates>) -> TableModel {
    TableModel(
      caption: caption, columns: [.init("Date", "date"), "What", "Where", "Kind"],
      rows: dates.map {
        TableModel.Row(nil, [.value($0.date), .text($0.what), .link($0.link), .text($0.kind)])
      })
  }
}
