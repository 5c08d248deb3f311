import ISMS
import Source

extension Check {
  /// FLD-05: what has happened did not happen tomorrow.
  static let dayInFuture = Check(
    Rule(
      code: "FLD-05", name: "day-in-future", title: "something is said to have happened on a day to come",
      grade: .minor,
      clause: "7.5.2 a",
      explanation: """
        A review, an assessment or a collection of evidence with a day after the reference date would count as fresh for \
        years, and nothing about it would ever be overdue. The approval of a document in force is GIT-06's matter.
        """,
      fix: "correct the day; what is planned belongs in `due`, `planned_on` or `review_every`",
      flagged: Examples.risk("likelihood: 2\nimpact: 2\nassessed_on: 2027-01-20"),
      accepted: Examples.risk("likelihood: 2\nimpact: 2\nassessed_on: 2026-01-20"))
  ) { input in
    let announced: Set = ["held_on", "audited_from", "audited_to"]
    var population = 0
    var diagnostics: [Diagnostic] = []
    for kind in RecordKind.allCases {
      for record in input.isms.list(of: kind) {
        for (name, field) in record.fields {
          guard case .date(let day) = field.value, Schema.pastDays.contains(name) else { continue }
          population += 1
          guard day > input.asOf else { continue }
          if kind == .document {
            let isInForce = input.isms.document(record.id)?.isInForce == true
            // A draft may announce a review or an audit.
            if name == "approved_on" ? isInForce : !isInForce && announced.contains(name) { continue }
          }
          diagnostics.append(
            Diagnostic(
              input.rule, "`\(name)` of \(kind.title) `\(record.id)` is \(day), after \(input.asOf)",
              at: field.location, label: "in the future", subject: record.id.isEmpty ? nil : record.id))
        }
      }
    }
    guard population > 0 else {
      return .cannotJudge("days on which something happened", "no document or record states one")
    }
    return .looked(at: population, "days on which something happened", diagnostics)
  }
}
