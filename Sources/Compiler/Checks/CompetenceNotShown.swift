import ISMS
import Source

extension Check {
  /// PRF-11: the competence of those who hold ISMS roles is shown.
  static let competenceNotShown = Check(
    Rule(
      code: "PRF-11", name: "competence-not-shown", title: "no record shows the competence of a role holder",
      grade: .minor, clause: "7.2 d",
      data: "people with `duties`; evidence of type `competence-record` with `people`, or its CSV files",
      explanation: """
        Whoever does work that affects information security is competent, and a record shows it: training, certificate, \
        experience. Competence records say whom they are about in `people`, or by role, name or address in a CSV file. \
        Asked for are the people of the register who have duties.
        """,
      fix: "add a competence record for the person, or name the person in `people` of the one there is",
      flagged: Examples.duties("top-management").replacing(
        "\n\n", with: "\n| ciso | Head of security | isms-reporting |\n\n")
        + Examples.list("competence-record", rows: "role,sufficient\nciso,yes"),
      accepted: Examples.duties("top-management")
        + Examples.list("competence-record", rows: "role,sufficient\nceo,yes"))
  ) { input in
    let isms = input.isms
    let unit = "role holders with duties"
    let holders = isms.people.filter { !$0.duties.isEmpty && !$0.id.isEmpty && $0.isInOffice(on: input.asOf) }
    guard !holders.isEmpty else {
      return .cannotJudge(unit, "no row of the people register states `duties`")
    }
    lazy var superseded = input.superseded
    let positions = isms.evidence.indices.filter { position in
      let item = isms.evidence[position]
      return (item.type == "competence-record" || item.clauses.contains("7.2")) && !superseded.contains(item)
    }
    let records = positions.map { isms.evidence[$0] }
    guard !records.isEmpty else {
      return .cannotJudge(
        unit, "no evidence has `evidence_type: competence-record` or `clauses: [7.2]`; see DOC-01 for clause 7.2")
    }
    let known = Set(holders.flatMap(\.listNames))
    let shown = Set(
      records.flatMap { $0.people.map { $0.lowercased() } }
        + positions.flatMap { input.evidenceContents.lists(ofItem: $0).flatMap(\.shown) })
    guard !known.isDisjoint(with: shown) else {
      return .cannotJudge(
        unit,
        "no competence record names anybody of the people register, in `people` or in a CSV column `role` or `name`")
    }
    let diagnostics = holders.filter { shown.isDisjoint(with: $0.listNames) }.map { person in
      Diagnostic(
        input.rule, "no competence record shows that `\(person.id)` is fit for the duties of the role",
        at: person.location,
        related: records.prefix(2).map { .init($0.location, "`\($0.id)` names others") }, subject: person.id)
    }
    return .looked(at: holders.count, unit, diagnostics)
  }
}
