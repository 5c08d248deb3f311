import ISMS
import Source

/// `treatment-plan.html`: who does what until when, and what was accepted.
enum TreatmentPlanPage {
  static func page(_ site: Site, on path: String = "treatment-plan") -> Page {
    let scope = Scope(site, path)
    let isms = site.isms
    let actions = isms.treatmentActions.filter { site.disclosure.names($0) }
    let document = isms.documents.first {
      $0.record.text("register") == "treatment-actions" && site.disclosure.names($0)
    }
    let isSplit = site.listings.actions.isSplit && path == "treatment-plan"
    let approval = document.flatMap { site.history(of: $0)?.approval }
    let context: Context = [
      "document": .link(document.map { scope.titled($0.id) }), "version": .text(document?.version),
      "approvedBy": .links((document?.approvedBy ?? []).map(scope.item)),
      "approvedOn": .text(document?.approvedOn?.description), "level": .badge(approval.map { .level($0.level) }),
      "counts": .list(counts(actions)),
      "open": .table(
        isSplit
          ? site.listings.actions.contents("Actions by state", ids: actions.map(\.id), scope)
          : table(actions.filter { !$0.isFinished }, scope, "Open actions")),
      "finished": .table(isSplit ? nil : table(actions.filter(\.isFinished), scope, "Finished actions")),
      "acceptances": .table(acceptances(scope)), "isEmpty": .flag(actions.isEmpty),
    ]
    return Page(
      path: "treatment-plan", template: "treatment-plan", title: "Treatment plan", printName: Page.wide,
      leansOnHistory: true, context: context)
  }

  /// The pages of the plan, where it is too long for one.
  static func listing(_ site: Site) -> PageSeries {
    let actions = site.isms.treatmentActions.filter { site.disclosure.names($0) }
    return site.listings.actions.pages("Treatment plan", site) { rows, scope in
      table(rows.map { actions[$0] }, scope)
    }
  }

  private static func counts(_ actions: [TreatmentAction]) -> [Context] {
    ["done", "in_progress", "planned", "cancelled"].map { status in
      [
        "badge": .badge(.word(status)), "count": .number(actions.count { $0.status == status }),
      ]
    }
  }

  static func table(
    _ actions: [TreatmentAction], _ scope: Scope, _ caption: String = "Treatment actions"
  ) -> TableModel {
    let isPlan = scope.path.hasPrefix("treatment-plan") || scope.path == PrintEdition.path
    return TableModel(
      caption: caption,
      columns: [
        .init("Action", "id"), .init("What", "wide"), "Risks", "Controls", "Owner", .init("Due", "date"), "Status",
      ],
      rows: actions.map { action in
        guard scope.site.disclosure.includes(action) else {
          return TableModel.Row(
            isPlan ? slug(action.id) : nil,
            [Cell([.code(action.id), .note("not shown to this audience")])] + Array(repeating: Cell([]), count: 6))
        }
        let isLate = !action.isFinished && (action.due.map { $0 < scope.site.asOf } ?? false)
        return TableModel.Row(
          isPlan ? slug(action.id) : nil,
          [
            (isPlan ? Cell([.strong(action.id)]) : .link(scope.item(action.id)))
              .note(isPlan ? scope.sourceNote(action.location) : nil),
            .text(action.action).note(action.record.text("note")), .links(action.risks.map(scope.item)),
            .links(action.controls.map(scope.control)), .link(scope.person(action.owner)),
            .value(action.due).note(isLate ? "passed" : nil),
            .badge(.word(action.status)).note(action.doneOn.map { "on \($0)" }),
          ])
      })
  }

  private static func acceptances(_ scope: Scope) -> TableModel {
    let method = scope.isms.riskMethod
    let accepted = scope.isms.risks.filter { $0.acceptedBy != nil && scope.site.disclosure.includes($0) }
    return TableModel(
      caption: "Accepted residual risks (6.1.3 f)",
      columns: [
        .init("Risk", "id"), "Title", "After treatment", "Accepted by", .init("On", "date"), .init("Until", "date"),
        .init("Reason", "wide"),
      ],
      rows: accepted.map { risk in
        TableModel.Row(
          nil,
          [
            .link(scope.item(risk.id)), .text(risk.title),
            .badge(.level(method.residualLevel(of: risk), method: method)), .link(scope.person(risk.acceptedBy)),
            .value(risk.acceptedOn), .value(risk.acceptanceExpires), .text(risk.acceptanceReason),
          ])
      })
  }
}
