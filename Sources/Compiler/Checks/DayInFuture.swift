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
    func judge(_ name: String, _ day: CalendarDate?, of record: @autoclosure () -> Record) {
      guard let day else { return }
      population += 1
      guard day > input.asOf else { return }
      let record = record()
      if record.kind == .document {
        let isInForce = input.isms.document(record.id)?.isInForce == true
        // A draft may announce a review or an audit.
        if name == "approved_on" ? isInForce : !isInForce && announced.contains(name) { return }
      }
      diagnostics.append(
        Diagnostic(
          input.rule, "`\(name)` of \(record.kind.title) `\(record.id)` is \(day), after \(input.asOf)",
          at: record.location(of: name), label: "in the future", subject: record.id.isEmpty ? nil : record.id))
    }
    for kind in RecordKind.allCases where kind != .evidence {
      let names = Self.pastDays(of: kind)
      guard !names.isEmpty else { continue }
      for record in input.isms.list(of: kind) {
        for name in names { judge(name, record.date(name), of: record) }
      }
    }
    // Of evidence there is most, and items have two of the days at hand.
    let others = Self.pastDays(of: .evidence).filter { $0 != "collected_on" && $0 != "as_of" }
    for item in input.isms.evidence {
      judge("collected_on", item.collectedOn, of: item.record)
      judge("as_of", item.asOf, of: item.record)
      for name in others { judge(name, item.record.date(name), of: item.record) }
    }
    guard population > 0 else {
      return .cannotJudge("days on which something happened", "no document or record states one")
    }
    return .looked(at: population, "days on which something happened", diagnostics)
  }

  /// The fields of a kind that say when something happened.
  private static func pastDays(of kind: RecordKind) -> [String] {
    let schemas = kind == .document ? DocumentType.allCases.map(Schema.document) : [Schema.record(kind)]
    return Schema.pastDays.intersection(schemas.flatMap(\.fields).map(\.name)).sorted()
  }
}
