import Compiler
import ISMS
import Source

/// `stage-2.html`: what Stage 2 will sample, whom it will interview, and what is still open.
enum StageTwoPage {
  static func page(_ site: Site) -> Page {
    let scope = Scope(site, "stage-2")
    let isms = site.isms
    let open = isms.nonconformities.filter { !$0.isClosed && site.disclosure.includes($0) }
    let included = site.compilation.controls.filter { $0.row?.isIncluded == true }
    let stage = site.compilation.cycle.events.first { $0.name == "Stage 2 audit" }
    let context: Context = [
      "date": .text(stage.map { "\($0.date)" }), "state": .badge(stage.map { .cycle($0.state) }),
      "controls": .number(included.count),
      "fresh": .number(included.count { !$0.freshEvidence.isEmpty }),
      "recurring": .number(included.count { $0.coverage != nil }),
      "covered": .number(included.count { $0.coverage?.isWhole == true }),
      "sample": .table(sample(included, scope)), "interviews": .table(interviews(included, scope)),
      "nobody": .links(nobody(included, scope)), "hasOpen": .flag(!open.isEmpty),
      "nonconformities": .table(AuditProgrammePage.nonconformities(open, scope)),
      "limit": .text(isms.configuration.parameters[.nonconformityLimit].description),
      "changes": .link(scope.page("Changes since the last audit", "changes")),
      "programme": .link(scope.page("Audit programme", "audit-programme")),
    ]
    return Page(path: "stage-2", template: "stage-2", title: "Stage 2", context: context)
  }

  /// Each included control with the evidence an auditor can choose from, the newest first.
  private static func sample(_ controls: [ControlTrace], _ scope: Scope) -> TableModel {
    TableModel(
      caption: "What will be sampled",
      columns: [
        .init("Control", "id"), "Status", .init("Evidence, period and population", "wide"), "Speaks", "Covers",
        "Usual questions",
      ],
      rows: controls.map { trace in
        let items = scope.site.evidence(for: trace.control).sorted {
          ($1.speaksUntil?.dayNumber ?? 0, $0.id) < ($0.speaksUntil?.dayNumber ?? 0, $1.id)
        }
        let fresh = Set(trace.freshEvidence)
        let count = items.count { fresh.contains($0.id) }
        return TableModel.Row(
          nil,
          [
            .link(scope.control(trace.control)), .badge(.soa(trace.row)), evidence(items, of: trace.control, scope),
            items.isEmpty
              ? .badge(trace.evidence.isEmpty ? Badge("no evidence", .bad) : Badge("not shown", .none))
              : .badge(
                Badge("\(count) of \(items.count) fresh", count == 0 ? .bad : count < items.count ? .part : .good)),
            items.isEmpty
              ? Cell([])
              : .badge(.coverage(trace.coverage)).note(trace.coverage.map { "since \($0.period.lowerBound)" }),
            .text(scope.isms.catalog.control(trace.control)?.typicalEvidence.prefix(2).joined(separator: "; ")),
          ])
      }, canFilter: true)
  }

  private static func evidence(_ items: [Evidence], of control: String, _ scope: Scope) -> Cell {
    var parts: [Part] = []
    for item in items.prefix(4) {
      if !parts.isEmpty { parts.append(.text(" ")) }
      parts.append(.link(scope.item(item.id)))
      guard scope.site.disclosure.includes(item) else { continue }
      let note = [
        item.period.map { "\($0.lowerBound) to \($0.upperBound)" } ?? item.speaksUntil.map { "on \($0)" },
        item.population.map { "population: \($0)" }, item.sampleSize.map { "sample: \($0)" },
        item.selection.map { "chosen: \($0)" },
      ].compactMap { $0 }.joined(separator: "; ")
      if !note.isEmpty { parts.append(.note(note)) }
    }
    if items.count > 4, let page = scope.site.addresses.control(control) {
      parts.append(.text(" "))
      parts.append(.link(scope.link("and \(items.count - 4) more", to: page)))
    }
    return Cell(parts)
  }

  /// Roles that answer for controls or risks, those with most to answer for first.
  private static func interviews(_ controls: [ControlTrace], _ scope: Scope) -> TableModel {
    let disclosure = scope.site.disclosure
    func byOwner(_ views: [some RecordView]) -> [String: [String]] {
      var index: [String: [String]] = [:]
      for view in views where disclosure.names(view) {
        if let owner = view.owner { index[owner, default: []].append(view.id) }
      }
      return index
    }
    let owned = byOwner(controls.compactMap(\.row))
    let risks = byOwner(scope.isms.risks.filter { !$0.isClosed })
    let actions = byOwner(scope.isms.treatmentActions.filter { !$0.isFinished })
    let faults = byOwner(scope.isms.nonconformities.filter { !$0.isClosed })
    func count(_ id: String) -> Int {
      [owned, risks, actions, faults].reduce(0) { $0 + ($1[id]?.count ?? 0) }
    }
    let people = scope.isms.people
      .filter { disclosure.includes($0) && count($0.id) > 0 && $0.isInOffice(on: scope.site.asOf) }
      .sorted { (count($1.id), $0.id) < (count($0.id), $1.id) }
    return TableModel(
      caption: "Whom to interview",
      columns: [.init("Role", "id"), "Held by", "Controls", "Risks", "Open actions and nonconformities"],
      rows: people.map { person in
        TableModel.Row(
          nil,
          [
            .link(scope.titled(person.id)), .text(person.name).note(person.organisation),
            .links((owned[person.id] ?? []).map { scope.link($0, to: scope.site.addresses.control($0)) }),
            .links((risks[person.id] ?? []).map(scope.item)),
            .links(((actions[person.id] ?? []) + (faults[person.id] ?? [])).map(scope.item)),
          ])
      })
  }

  /// Included controls for which no role in office answers.
  private static func nobody(_ controls: [ControlTrace], _ scope: Scope) -> [Link] {
    let known = Set(scope.isms.people.filter { $0.isInOffice(on: scope.site.asOf) }.map(\.id))
    return controls.filter { trace in !(trace.row?.owner.map(known.contains) ?? false) }
      .map { scope.control($0.control) }
  }
}
