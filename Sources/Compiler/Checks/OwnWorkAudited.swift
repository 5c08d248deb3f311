import ISMS
import Source

extension Check {
  /// PRF-06: nobody audits their own work.
  static let ownWorkAudited = Check(
    Rule(
      code: "PRF-06", name: "own-work-audited", title: "an internal auditor audited their own work", grade: .minor,
      clause: "9.2.2 b", adjustment: "major if no internal audit was independent",
      data: "`auditor` of audits and `auditors` of reports; owners of the documents and controls they covered",
      explanation: """
        Who owns what is audited cannot judge it. A small organisation asks a colleague of another area or somebody from \
        outside; the person who runs the ISMS does not audit it. What an audit covers is compared with the owners of \
        documents and of controls, by role and by the name of who holds it.
        """,
      fix: "have the items audited by somebody else, or give them another owner",
      flagged: Examples.audit("2026-01-09", by: "ceo", clauses: "5.3"),
      accepted: Examples.audit("2026-01-09", by: "cto", clauses: "5.3"))
  ) { input in
    let isms = input.isms
    let performed = isms.audits.filter { $0.kind == "internal" && $0.status == "performed" }
    let owned = OwnedItems(isms)
    var judged = 0
    var own: [(audit: Audit, auditor: String, items: [String])] = []
    for audit in performed {
      let report = audit.report.flatMap { isms.document($0) }?.record.texts("auditors") ?? []
      let auditors = Set(report + (audit.auditor.map { [$0] } ?? [])).sorted()
      guard !auditors.isEmpty else { continue }
      judged += 1
      let clauses = Set(audit.coveredClauses(in: isms))
      let controls = Set(audit.coveredControls(in: isms))
      let items = auditors.map {
        owned.items(of: $0, on: audit.day ?? input.asOf, clauses: clauses, controls: controls)
      }
      // In a team each may have audited the others' work.
      let shared = items.dropFirst().reduce(Set(items[0])) { $0.intersection($1) }
      if !shared.isEmpty { own.append((audit, auditors[0], shared.sorted())) }
    }
    guard judged > 0 else {
      return .cannotJudge("internal audits", "no performed internal audit states its `auditor`")
    }
    let diagnostics = own.map { audit, auditor, items in
      Diagnostic(
        input.rule, "`\(auditor)` audited own work in `\(audit.id)`: \(items.listed)",
        at: audit.record.location(of: "auditor"), grade: own.count == performed.count ? .major : nil,
        subject: audit.id)
    }
    return .looked(at: judged, "internal audits", diagnostics)
  }
}

/// What each role owns that an audit may look at.
private struct OwnedItems {
  private let people: [Person]
  private let byName: [String: [Person]]
  private var documents: [String: [Document]] = [:]
  private var controls: [String: [String]] = [:]

  init(_ isms: ISMS) {
    people = isms.people.filter { !$0.id.isEmpty }
    byName = Dictionary(grouping: people) { ($0.name ?? $0.id).lowercased() }
    // The programme and the reports are the auditor's own tools.
    for document in isms.documents
    where document.status != .retired && document.type != .auditReport && document.type != .auditProgramme {
      if let owner = document.owner { documents[owner, default: []].append(document) }
    }
    for row in isms.soa?.rows ?? [] where row.isIncluded == true {
      if let owner = row.owner { controls[owner, default: []].append(row.control) }
    }
  }

  /// Ids of documents and controls within an audit that its auditor owns, under any role held on the day.
  func items(
    of auditor: String, on day: CalendarDate, clauses: Set<String>, controls audited: Set<String>
  ) -> [String] {
    let names =
      people.filter { $0.id == auditor && $0.isInOffice(on: day) }.map { ($0.name ?? $0.id).lowercased() }
      + [auditor.lowercased()]
    let roles = Set(names.flatMap { byName[$0] ?? [] }.filter { $0.isInOffice(on: day) }.map(\.id) + [auditor])
    return roles.flatMap { role in
      let texts = (documents[role] ?? []).filter { document in
        document.clauses.contains { clauses.covers(clause: $0) } || !audited.isDisjoint(with: document.controls)
      }
      return texts.map(\.id) + (controls[role] ?? []).filter(audited.contains)
    }
  }
}
