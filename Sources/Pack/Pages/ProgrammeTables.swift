import Compiler
import ISMS
import Source

/// Tables of the three-year programme: the certification cycle, the fixed core of every audit, and the controls.
enum ProgrammeTables {
  /// The certification cycle with the days that follow from the decision.
  static func cycle(_ scope: Scope) -> TableModel {
    TableModel(
      caption: "Certification cycle",
      columns: ["Event", .init("Date", "date"), "State", "Audit", "Where the day comes from"],
      rows: scope.site.compilation.cycle.events.map { event in
        let isShown =
          event.audit.flatMap { scope.isms.record($0) }
          .map { scope.site.disclosure.handling(of: $0) > .omit } ?? false
        return TableModel.Row(
          nil,
          [
            .text(event.name), Cell.value(event.date).note(event.isLimit ? "at the latest" : nil),
            .badge(.cycle(event.state)),
            isShown
              ? Cell.link(event.audit.map(scope.item)).note(event.auditedOn.map { "on \($0)" }) : "",
            .text(event.grounds),
          ])
      })
  }

  /// What every surveillance audit looks at (ISO/IEC 17021-1), with the newest record of each.
  static func core(_ scope: Scope) -> TableModel {
    let isms = scope.isms
    let asOf = scope.site.asOf
    let disclosure = scope.site.disclosure
    func newest<View: RecordView>(_ views: [View], _ day: (View) -> CalendarDate?) -> (id: String, day: CalendarDate)? {
      views.filter { disclosure.names($0) && !$0.id.isEmpty }
        .compactMap { view in day(view).flatMap { $0 <= asOf ? (view.id, $0) : nil } }
        .max { ($0.1, $0.0) < ($1.1, $1.0) }
    }
    func row(_ what: String, _ page: Link, _ record: (id: String, day: CalendarDate)?) -> TableModel.Row {
      TableModel.Row(
        nil,
        [
          .text(what), .link(page),
          record.map { Cell.link(scope.item($0.id)).note("on \($0.day)") } ?? .badge(Badge("no record", .bad)),
        ])
    }
    let internalAudits = isms.audits.filter { $0.kind == "internal" && $0.status == "performed" }
    let reviews = isms.managementReviews(heldBy: asOf).map(\.document)
    let programme = scope.page("Audit programme", "audit-programme")
    let registers = scope.page("Registers", "registers/index")
    return TableModel(
      caption: "What every surveillance audit looks at", columns: ["Subject", "Where", "Newest record"],
      rows: [
        row("Internal audit", programme, newest(internalAudits) { $0.performedOn }),
        row("Management review", programme, newest(reviews) { $0.record.date("held_on") }),
        row("Action on nonconformities", programme, newest(isms.nonconformities) { $0.closedOn ?? $0.raisedOn }),
        row("Results against objectives", registers, newest(isms.measurements) { $0.measuredOn }),
        row("Incidents and complaints", registers, newest(isms.incidents) { $0.record.date("occurred_on") }),
        row(
          "Planned improvement", scope.page("Treatment plan", "treatment-plan"),
          newest(isms.treatmentActions) { $0.doneOn }),
        row(
          "Operation of controls", scope.page("Evidence", "evidence/index"),
          newest(isms.evidence) { $0.collectedOn }),
        row(
          "Changes of the ISMS", scope.page("Changes", "changes"), newest(isms.changes) { $0.doneOn ?? $0.decidedOn }),
      ])
  }

  /// Each included control with its internal audits, and the surveillance audit that would usually sample it.
  static func controls(_ audits: [Audit], _ scope: Scope) -> TableModel {
    var performed: [String: [Audit]] = [:]
    var planned: [String: [Audit]] = [:]
    for audit in audits where audit.kind == "internal" {
      for control in Set(AuditProgrammePage.controls(of: audit, scope)) {
        if audit.status == "performed" { performed[control, default: []].append(audit) }
        if audit.status == "planned" { planned[control, default: []].append(audit) }
      }
    }
    let method = scope.isms.riskMethod
    let serious = Set(
      scope.isms.risks.filter { !$0.isClosed && (method.level(of: $0) ?? 0) > method.acceptanceThreshold }
        .flatMap(\.controls))
    return TableModel(
      caption: "Included controls one by one",
      columns: [.init("Control", "id"), "Audited internally", "Planned", "Usual sample of the certification body"],
      rows: scope.site.compilation.controls.filter { $0.row?.isIncluded == true }.map { trace in
        let last = performed[trace.control]?.last
        return TableModel.Row(
          nil,
          [
            .link(scope.control(trace.control)),
            last.map { Cell.link(scope.item($0.id)).note($0.performedOn.map { "on \($0)" }) }
              ?? .badge(Badge("no audit", .none)),
            .links((planned[trace.control] ?? []).map { scope.item($0.id) }),
            .text(
              serious.contains(trace.control)
                ? "every audit: it treats a risk above the threshold"
                : trace.control.hasPrefix("A.5.") ? "first surveillance" : "second surveillance"),
          ])
      }, canFilter: true)
  }
}
