import Compiler
import ISMS
import Source

/// `stage-1.html`: what Stage 1 asks for, and whether it is there.
enum StageOnePage {
  static func page(_ site: Site, on path: String = "stage-1") -> Page {
    let scope = Scope(site, path)
    let items = site.compilation.readiness.items
    let readiness = site.compilation.readiness
    let mandatory = readiness.mandatory
    let waiting = readiness.mandatoryCount(.notYetDue)
    let review = site.compilation.documentationReview
    let context: Context = [
      "sentence": .prose(review.sentence), "obstacles": .table(obstacles(review, scope)),
      "outcome": .badge(.outcome(review.outcome)),
      "present": .number(readiness.mandatoryCount(.present)), "total": .number(mandatory.count),
      "waiting": .text(waiting == 0 ? nil : String(waiting)),
      "mandatory": .table(table(scope, "Mandatory documents and records", mandatory)),
      "expected": .table(table(scope, "Expected by nearly every auditor", items.filter { !$0.isMandatory })),
    ]
    return Page(path: "stage-1", template: "stage-1", title: "Stage 1", leansOnHistory: true, context: context)
  }

  /// What stands in the way, rule by rule, as far as the audience may know.
  private static func obstacles(_ review: DocumentationReview, _ scope: Scope) -> TableModel {
    let site = scope.site
    return TableModel(
      caption: "What stands in the way, the first thing first",
      columns: ["Grade", "Rule", .init("Findings", "number"), .init("First of them", "wide"), "Where"],
      rows: review.obstacles.compactMap { obstacle in
        let shown = obstacle.findings.filter { site.disclosure.names($0, in: site.isms) }
        guard let first = shown.first else { return nil }
        return TableModel.Row(
          nil,
          [
            .badge(.grade(obstacle.grade)), .link(scope.page(obstacle.rule.code, "findings")),
            .text(String(shown.count)),
            Cell(Part.prose(first.message)).note(Part.plain(first.help ?? first.rule.fix)),
            .code(site.source(first.location)),
          ])
      })
  }

  private static func table(_ scope: Scope, _ caption: String, _ items: [Readiness.Item]) -> TableModel {
    TableModel(
      caption: caption,
      columns: [
        .init("Clause", "id"), "What it wants", "State", "What answers it", "Version and approval", "Findings",
      ],
      rows: items.map { item in
        TableModel.Row(
          nil,
          [
            .link(scope.clause(item.clause)),
            Cell([.text(item.information.text), .note("\(item.information.kind), \(basis(item.information.basis))")]),
            Cell.badge(.readiness(item.state, isMandatory: item.isMandatory))
              .note(Part.plain(item.reason)), answer(item, scope),
            approvals(item, scope), findings(item, scope),
          ])
      })
  }

  static func basis(_ basis: Catalog.DocumentedInformation.Basis) -> String {
    switch basis {
    case .explicit: "demanded by the clause"
    case .implied: "follows from the clause"
    case .expected: "expected"
    }
  }

  /// Documents and records that answer an item; many are counted.
  static func answer(_ item: Readiness.Item, _ scope: Scope) -> Cell {
    let shown = item.documents.prefix(6).map(scope.titled)
    var cell = Cell.links(Array(shown))
    if item.documents.count > 6 {
      cell = Cell(
        cell.parts + [
          .text(" and "), .link(scope.page("\(item.documents.count - 6) more", "documents/index")),
        ])
    }
    if !item.records.isEmpty {
      let records = item.records.prefix(3).map(scope.item)
      let note = "\(item.records.count) record\(item.records.count == 1 ? "" : "s")"
      cell = cell.note(records.isEmpty ? note : note + ":")
      cell = Cell(cell.parts + Cell.links(records).parts + (item.records.count > 3 ? [.text(" …")] : []))
    }
    return cell
  }

  private static func approvals(_ item: Readiness.Item, _ scope: Scope) -> Cell {
    var parts: [Part] = []
    for id in item.documents.prefix(3) {
      guard let document = scope.isms.document(id), scope.site.disclosure.names(document) else { continue }
      parts.append(.text("\(document.version ?? "no version"), \(document.status?.rawValue ?? "no status")"))
      let approved = [
        document.approvedOn.map { "approved \($0)" },
        document.approvedBy.isEmpty ? nil : "by " + document.approvedBy.joined(separator: ", "),
        scope.site.history(of: document)?.approval.map { "(\($0.level.name))" },
      ].compactMap { $0 }
      if !approved.isEmpty { parts.append(.note(approved.joined(separator: " "))) }
    }
    return Cell(parts)
  }

  private static func findings(_ item: Readiness.Item, _ scope: Scope) -> Cell {
    let about = item.documents.flatMap { scope.site.findings(about: $0) }
    let byClause = scope.site.findings.filter { $0.rule.code == "DOC-01" && $0.clause == item.clause }
    let all = about + (item.state == .present ? [] : byClause)
    guard !all.isEmpty else { return "none" }
    let codes = Set(all.map(\.rule.code)).sorted()
    return .links(codes.map { scope.page($0, "findings", "rule-" + slug($0)) })
  }
}

/// `clauses.html`: clauses 4 to 10 with what satisfies them.
enum ClausesPage {
  static func page(_ site: Site) -> Page {
    let scope = Scope(site, "clauses")
    let sections = site.isms.catalog.clauses.filter { $0.parent == nil }.map { top -> Context in
      [
        "id": .text(top.id), "title": .text(top.title), "anchor": .text("clause-" + slug(top.id)),
        "clauses": .list(
          site.isms.catalog.clauses.filter { $0.id.hasPrefix(top.id + ".") }.map { clause($0, scope) }),
      ]
    }
    return Page(
      path: "clauses", template: "clauses", title: "Clauses 4 to 10", context: ["sections": .list(sections)])
  }

  private static func clause(_ clause: Catalog.Clause, _ scope: Scope) -> Context {
    let items = scope.site.compilation.readiness.items(of: clause.id)
    let disclosure = scope.site.disclosure
    let documents = scope.isms.documents.filter { $0.clauses.contains(clause.id) && disclosure.names($0) }
    let evidence = scope.isms.evidence.filter { $0.clauses.contains(clause.id) && disclosure.names($0) }
    let mentions = ControlPage.mentions(of: .clause(clause.id), scope)
    let findings = scope.site.findings.filter {
      $0.clause == clause.id || $0.clause?.hasPrefix(clause.id + " ") == true
    }
    let rows = items.map { item in
      TableModel.Row(
        nil,
        [
          Cell([.text(item.information.text), .note(StageOnePage.basis(item.information.basis))]),
          .badge(.readiness(item.state, isMandatory: item.isMandatory)), StageOnePage.answer(item, scope),
        ])
    }
    return [
      "id": .text(clause.id), "title": .text(clause.title), "anchor": .text("clause-" + slug(clause.id)),
      "summary": .text(clause.summary), "amendment": .text(clause.amendment),
      "items": .table(
        TableModel(
          caption: "Documented information for \(clause.id)", columns: ["What", "State", "Answered by"], rows: rows)),
      "documents": .links(documents.map { scope.titled($0.id) }),
      "evidence": .links(evidence.map { scope.item($0.id) }),
      "mentions": .links(mentions),
      "findings": .links(findings.prefix(20).map { FindingsPage.link($0, scope) }),
    ]
  }
}
