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
    func owns(_ views: [some RecordView], _ id: String) -> [Link] {
      views.filter { $0.owner == id && disclosure.includes($0) }.map { scope.item($0.id) }
    }
    return TableModel(
      caption: "What each owns and approves",
      columns: [
        .init("Role", "id"), "Owns documents", "Approved", "Owns risks", "Owns actions", "Controls", "Other records",
      ],
      rows: people.filter { disclosure.includes($0) }.map { person in
        let approved = isms.documents.filter { $0.approvedBy.contains(person.id) && disclosure.includes($0) }
        let controls = (isms.soa?.rows ?? []).filter { $0.owner == person.id }.map { scope.control($0.control) }
        let others =
          owns(isms.suppliers, person.id) + owns(isms.objectives, person.id) + owns(isms.obligations, person.id)
          + owns(isms.incidents, person.id) + owns(isms.nonconformities, person.id)
        let assets = owns(isms.assets, person.id)
        return TableModel.Row(
          nil,
          [
            .text(person.role), .links(owns(isms.documents, person.id)), .links(approved.map { scope.item($0.id) }),
            .links(owns(isms.risks, person.id)), .links(owns(isms.treatmentActions, person.id)), .links(controls),
            Cell.links(others).note(
              assets.isEmpty ? nil : "\(assets.count) asset\(assets.count == 1 ? "" : "s")"),
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
            .link(scope.item(document.id)).note(document.title), .link(scope.person(document.owner)),
            Cell.links(document.approvedBy.map(scope.item)).note(isSame ? "owner and approver are the same" : nil),
            .text(authors.joined(separator: ", ")),
            .badge(history?.approval.map { .level($0.level) }).note(history?.approval?.grounds),
          ])
      })
  }
}
