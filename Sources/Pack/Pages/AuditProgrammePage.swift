import ISMS
import Source

/// `audit-programme.html`: the three-year cycle.
enum AuditProgrammePage {
  static func page(_ site: Site, on path: String = "audit-programme") -> Page {
    let scope = Scope(site, path)
    let isms = site.isms
    let audits = isms.audits.filter { site.disclosure.names($0) }
      .sorted { (year($0), day($0), $0.id) < (year($1), day($1), $1.id) }
    let years = Set(audits.map(year)).filter { $0 > 0 }.sorted()
    let programme = isms.documents(of: .auditProgramme).filter { site.disclosure.names($0) }
    let context: Context = [
      "programme": .links(programme.map { scope.titled($0.id) }),
      "certificationBody": .text(isms.configuration.certificationBody),
      "cycle": .table(ProgrammeTables.cycle(scope)), "cycleMissing": .prose(site.compilation.cycle.missing),
      "hasGap": .flag(site.compilation.cycle.missing != nil),
      "core": .table(ProgrammeTables.core(scope)),
      "audits": .table(auditTable(audits, scope)), "reviews": .table(reviews(scope)),
      "clauses": .table(clauseCoverage(audits, years, scope)),
      "controls": .table(controlCoverage(audits, years, scope)),
      "eachControl": .table(ProgrammeTables.controls(audits, scope)),
      "uncoveredControls": .links(uncovered(audits, scope)),
      "nonconformities": .table(nonconformities(isms.nonconformities, scope)), "hasAudits": .flag(!audits.isEmpty),
    ]
    return Page(
      path: "audit-programme", template: "audit-programme", title: "Audit programme", context: context)
  }

  private static func day(_ audit: Audit) -> CalendarDate { audit.day ?? CalendarDate(dayNumber: 0) }

  private static func year(_ audit: Audit) -> Int { audit.day?.components.year ?? 0 }

  private static func auditTable(_ audits: [Audit], _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Audits by year",
      columns: [
        .init("Year", "number"), .init("Audit", "id"), "Title", "Kind", .init("Planned", "date"),
        .init("Performed", "date"), "Auditor",
        "Clauses", "Report", "Status",
      ],
      rows: audits.map { audit in
        let isShown = scope.site.disclosure.includes(audit)
        return TableModel.Row(
          slug(audit.id),
          [
            .text(year(audit) == 0 ? nil : String(year(audit))),
            Cell([.strong(audit.id)]).note(isShown ? scope.sourceNote(audit.location) : nil), .text(audit.title),
            .text(audit.kind), .value(audit.plannedOn), .value(audit.performedOn),
            isShown ? FieldCell.cell(audit.record.fields["auditor"], scope) : "",
            .links(gathered(audit.clauses, scope)), .link(audit.report.map(scope.titled)), .badge(.word(audit.status)),
          ])
      })
  }

  private static func reviews(_ scope: Scope) -> TableModel {
    let reviews = scope.isms.managementReviews.filter { scope.site.disclosure.names($0.document) }
      .sorted { ($0.heldOn?.dayNumber ?? 0, $0.document.id) < ($1.heldOn?.dayNumber ?? 0, $1.document.id) }
    return TableModel(
      caption: "Management reviews",
      columns: [
        "Minutes", .init("Held", "date"), "Attendees", "Inputs treated", .init("Decisions", "number"), "Status",
      ],
      rows: reviews.map { review in
        let isShown = scope.site.disclosure.includes(review.document)
        let inputs = review.inputs.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
        return TableModel.Row(
          nil,
          [
            .link(scope.titled(review.document.id)), held(review, scope),
            .links(isShown ? review.attendees.map(scope.item) : []), .text(isShown ? inputs : nil),
            .text(isShown ? String(review.decisions.count) : nil), .badge(.document(review.document.status)),
          ])
      })
  }

  /// The day of a review; minutes of one that lies ahead, or without a day, are not taken for a review that was held.
  private static func held(_ review: ManagementReview, _ scope: Scope) -> Cell {
    guard let day = review.heldOn else { return "not stated" }
    return Cell.value(day).note(day > scope.site.asOf ? "planned" : nil)
  }

  /// Links to clauses; where everything below 4, 5 … is named, to that alone.
  private static func gathered(_ clauses: [String], _ scope: Scope) -> [Link] {
    // `6` covers `6.1.3`.
    func covers(_ named: String, _ clause: String) -> Bool { named == clause || clause.hasPrefix(named + ".") }
    let all = scope.isms.catalog.clauses
    var rest = clauses
    var links: [Link] = []
    for top in all where top.parent == nil {
      let parts = all.filter { $0.auditable && covers(top.id, $0.id) && $0.id != top.id }
      guard !parts.isEmpty, parts.allSatisfy({ part in clauses.contains { covers($0, part.id) } }) else {
        links += rest.filter { covers(top.id, $0) }.map(scope.clause)
        rest.removeAll { covers(top.id, $0) }
        continue
      }
      links.append(scope.clause(top.id))
      rest.removeAll { covers(top.id, $0) }
    }
    return links + rest.map(scope.clause)
  }

  /// Clauses an audit covers, as far as the audience may know.
  private static func clauses(of audit: Audit, _ scope: Scope) -> Set<String> {
    scope.site.disclosure.includes(audit) ? Set(audit.coveredClauses(in: scope.isms)) : []
  }

  static func controls(of audit: Audit, _ scope: Scope) -> [String] {
    scope.site.disclosure.includes(audit) ? audit.coveredControls(in: scope.isms) : []
  }

  private static func clauseCoverage(_ audits: [Audit], _ years: [Int], _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Clauses by year", columns: [.init("Clause", "id"), "Title"] + years.map { TableModel.Column("\($0)") },
      rows: years.isEmpty
        ? []
        : scope.isms.catalog.clauses.filter(\.auditable).map { clause in
          TableModel.Row(
            nil,
            [.link(scope.clause(clause.id)), .text(clause.title)]
              + years.map {
                coverage(audits, in: $0, scope) { clauses(of: $0, scope).covers(clause: clause.id) }
              })
        })
  }

  /// What audits of one year say about something.
  private static func coverage(
    _ audits: [Audit], in year: Int, _ scope: Scope, where isCovered: (Audit) -> Bool
  ) -> Cell {
    let found = audits.filter { self.year($0) == year && $0.status != "cancelled" && isCovered($0) }
    guard !found.isEmpty else { return .badge(Badge("no audit", .none)) }
    return .badge(found.contains { $0.status == "performed" } ? Badge("audited", .good) : Badge("planned", .open))
      .note(found.map(\.id).joined(separator: ", "))
  }

  private static func controlCoverage(_ audits: [Audit], _ years: [Int], _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Included controls by theme and year",
      columns: ["Theme", .init("Included", "number")] + years.map { TableModel.Column("\($0)") },
      rows: years.isEmpty
        ? []
        : Catalog.Theme.allCases.map { theme in
          let ids = scope.isms.catalog.controls.filter { $0.theme == theme }.map(\.id)
            .filter { scope.isms.soa?.row(for: $0)?.isIncluded == true }
          return TableModel.Row(
            nil,
            [.text("A.\(theme.number) \(theme.title)"), .text(String(ids.count))]
              + years.map { year in
                let covered = audits.filter { self.year($0) == year && $0.status != "cancelled" }
                let audited = Set(covered.filter { $0.status == "performed" }.flatMap { controls(of: $0, scope) })
                let planned = Set(covered.filter { $0.status == "planned" }.flatMap { controls(of: $0, scope) })
                return .text("\(ids.count { audited.contains($0) }) audited")
                  .note(planned.isEmpty ? nil : "\(ids.count { planned.contains($0) }) planned")
              })
        })
  }

  /// Included controls that no audit, performed or planned, names.
  private static func uncovered(_ audits: [Audit], _ scope: Scope) -> [Link] {
    let named = Set(audits.filter { $0.status != "cancelled" }.flatMap { controls(of: $0, scope) })
    return scope.isms.catalog.controls.map(\.id)
      .filter { scope.isms.soa?.row(for: $0)?.isIncluded == true && !named.contains($0) }.map(scope.control)
  }

  /// Nonconformities with their age, measured against the longest time one may stay open.
  static func nonconformities(_ all: [Nonconformity], _ scope: Scope) -> TableModel {
    let asOf = scope.site.asOf
    let limit = scope.isms.configuration.parameters[.nonconformityLimit]
    let items = all.filter { scope.site.disclosure.includes($0) }
    return TableModel(
      caption: "Nonconformities with age and effectiveness",
      columns: [
        .init("Id", "id"), "Title", "Source", "Grade", .init("Raised", "date"), .init("Due", "date"), "Age", "Status",
        "Effectiveness",
      ],
      rows: items.map { item in
        let age = item.raisedOn.map { raised in (item.closedOn ?? asOf) - raised }
        let isOld = !item.isClosed && (item.raisedOn.map { $0 + limit < asOf } ?? false)
        let isLate = !item.isClosed && (item.due.map { $0 < asOf } ?? false)
        return TableModel.Row(
          nil,
          [
            .link(scope.item(item.id)), .text(item.title), .text(item.source?.replacing("-", with: " ")),
            .text(item.grade),
            .value(item.raisedOn), .value(item.due).note(isLate ? "passed" : nil),
            .text(age.map { item.isClosed ? "closed after \($0) days" : "open for \($0) days" })
              .note(isOld ? "longer than \(limit)" : nil),
            .badge(.word(item.record.text("status"))).note(item.closedOn.map { "on \($0)" }),
            .text(item.effectiveness).note(item.record.date("effectiveness_checked_on").map { "checked \($0)" }),
          ])
      })
  }
}
