import Compiler
import ISMS
import Source

/// `people.html`: whom to interview, what each owns and approves, and who is kept apart from what.
enum PeoplePage {
  static func page(_ site: Site, on path: String = "people") -> Page {
    let scope = Scope(site, path)
    let people = site.isms.people.filter { site.disclosure.names($0) }
    let holders = site.isms.documents.filter {
      $0.record.text("register") == "people" && site.disclosure.names($0)
    }
    let context: Context = [
      "documents": .links(holders.map { scope.titled($0.id) }), "isEmpty": .flag(people.isEmpty),
      "count": .number(people.count), "roles": .table(roles(people, scope)), "duties": .table(duties(people, scope)),
      "segregation": .table(segregation(scope)), "owned": .table(owned(people, scope)),
    ]
    return Page(path: "people", template: "people", title: "People", leansOnHistory: true, context: context)
  }

  private static func roles(_ people: [Person], _ scope: Scope) -> TableModel {
    let commits = scope.site.history.commits
    var byEmail: [String: Int] = [:]
    for commit in commits { byEmail[commit.author.email.lowercased(), default: 0] += 1 }
    return TableModel(
      caption: "Roles",
      columns: [
        .init("Role", "id"), "Held by", "Duties", "May approve", "May accept up to", .init("Since", "date"),
        .init("Commits", "number"),
      ],
      rows: people.map { person in
        guard scope.site.disclosure.includes(person) else {
          return TableModel.Row(slug(person.id), [.code(person.id), "not shown to this audience", "", "", "", "", ""])
        }
        let count = person.emails.reduce(0) { $0 + (byEmail[$1.lowercased()] ?? 0) }
        return TableModel.Row(
          slug(person.id),
          [
            Cell(
              [.strong(person.role), .note(person.id)] + (scope.sourceNote(person.location).map { [.note($0)] } ?? [])),
            .text(person.name).note(person.organisation), .text(person.duties.joined(separator: ", ")),
            .text(person.mayApprove.joined(separator: ", ")), .text(person.mayAccept.map { "level \($0)" }),
            .value(person.from).note(person.until.map { "until \($0)" }),
            .text(commits.isEmpty ? nil : String(count)),
          ])
      })
  }

  private static func duties(_ people: [Person], _ scope: Scope) -> TableModel {
    let wanted = [
      ("isms-conformity", "keeps the ISMS in line with the standard (5.3 a)"),
      ("isms-reporting", "reports performance to top management (5.3 b)"),
      ("top-management", "directs the organisation in scope"),
    ]
    return TableModel(
      caption: "Duties the standard asks for", columns: ["Duty", "Held by"],
      rows: wanted.map { duty, meaning in
        let holders = people.filter { $0.duties.contains(duty) && scope.site.disclosure.includes($0) }
        return TableModel.Row(
          nil,
          [
            Cell([.text(meaning)]),
            holders.isEmpty ? .badge(Badge("nobody", .bad)) : .links(holders.map { scope.titled($0.id) }),
          ])
      })
  }

  /// What each owns and approved.
  private static func owned(_ people: [Person], _ scope: Scope) -> TableModel {
    let isms = scope.isms
    let disclosure = scope.site.disclosure
    func byOwner(_ views: [some RecordView]) -> [String: [Link]] {
      var owned: [String: [Link]] = [:]
      for view in views where disclosure.includes(view) {
        if let owner = view.owner { owned[owner, default: []].append(scope.item(view.id)) }
      }
      return owned
    }
    var approved: [String: [Link]] = [:]
    for document in isms.documents where disclosure.includes(document) {
      for person in Set(document.approvedBy) { approved[person, default: []].append(scope.document(document)) }
    }
    var controls: [String: [Link]] = [:]
    for row in isms.soa?.rows ?? [] {
      if let owner = row.owner { controls[owner, default: []].append(scope.control(row.control)) }
    }
    let (documents, risks, actions) = (byOwner(isms.documents), byOwner(isms.risks), byOwner(isms.treatmentActions))
    let others = [
      byOwner(isms.suppliers), byOwner(isms.objectives), byOwner(isms.obligations), byOwner(isms.incidents),
      byOwner(isms.nonconformities),
    ]
    let assets = byOwner(isms.assets)
    return TableModel(
      caption: "What each owns and approves",
      columns: [
        .init("Role", "id"), "Owns documents", "Approved", "Owns risks", "Owns actions", "Controls", "Other records",
      ],
      rows: people.filter { disclosure.includes($0) }.map { person in
        let count = assets[person.id]?.count ?? 0
        return TableModel.Row(
          nil,
          [
            .text(person.role), .links(documents[person.id] ?? []), .links(approved[person.id] ?? []),
            .links(risks[person.id] ?? []), .links(actions[person.id] ?? []), .links(controls[person.id] ?? []),
            Cell.links(others.flatMap { $0[person.id] ?? [] })
              .note(count == 0 ? nil : "\(count) asset\(count == 1 ? "" : "s")"),
          ])
      })
  }

  /// Who wrote, owns and approved each document.
  private static func segregation(_ scope: Scope) -> TableModel {
    let site = scope.site
    let documents = site.isms.documents.filter { site.disclosure.includes($0) && !$0.approvedBy.isEmpty }
    return TableModel(
      caption: "Segregation of duties: who wrote, owns and approved",
      columns: [.init("Document", "id"), "Owner", "Approved by", "Authors in git", "What history shows"],
      rows: documents.map { document in
        let history = site.history(of: document)
        let authors = Set((history?.revisions ?? []).map { site.history.commits[$0.commit].author.name }).sorted()
        let isSame = document.owner.map { document.approvedBy == [$0] } ?? false
        return TableModel.Row(
          nil,
          [
            .link(scope.document(document)).note(document.title), .link(scope.person(document.owner)),
            Cell.links(document.approvedBy.map(scope.item)).note(isSame ? "owner and approver are the same" : nil),
            .text(authors.joined(separator: ", ")),
            .badge(history?.approval.map { .level($0.level) }).note(history?.approval?.grounds),
          ])
      })
  }
}
