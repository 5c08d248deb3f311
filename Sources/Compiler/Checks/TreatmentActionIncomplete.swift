import ISMS
import Source

extension Check {
  /// RSK-08: an action says who, until when and how far.
  static let treatmentActionIncomplete = Check(
    Rule(
      code: "RSK-08", name: "action-incomplete", title: "a treatment action lacks owner, due date or status",
      grade: .minor, clause: "6.1.3 e",
      data: "`owner`, `due` and `status` of treatment actions",
      explanation: """
        A plan says who does what until when, and how far it is. An action without one of these will not be missed when \
        it is late. A finished action needs no due date any more.
        """,
      fix: "complete the fields",
      flagged: Examples.actions("TA-1 | R-001 | Encrypt disks | A.8.24 | | 2026-06-30 | planned"),
      accepted: Examples.actions("TA-1 | R-001 | Encrypt disks | A.8.24 | ceo | 2026-06-30 | planned"))
  ) { input in
    let actions = input.isms.treatmentActions.filter { $0.status != "cancelled" }
    guard !actions.isEmpty else {
      return .cannotJudge("treatment actions", "the repository holds no treatment action; DOC-01 asks for the plan")
    }
    let gaps = Set((input.isms.soa?.rows ?? []).filter(\.isGap).map(\.control))
    var incomplete: [(action: TreatmentAction, fields: [String])] = []
    for action in actions {
      var fields = ["owner", "due", "status"].filter { action.record.lacks($0) }
      if action.isFinished { fields.removeAll { $0 == "due" } }
      // Of a control that is not implemented, SOA-08 says that its action has no date.
      if !gaps.isDisjoint(with: action.controls) { fields.removeAll { $0 == "due" } }
      if !fields.isEmpty { incomplete.append((action, fields)) }
    }
    let diagnostics = Check.alike(incomplete, of: actions.count) { action, fields in
      let lacking = fields.map { "`\($0)`" }
      return Diagnostic(
        input.rule, "treatment action `\(action.id)` has no \(lacking.joined(separator: " and no "))",
        at: action.location, help: "add \(lacking.joined(separator: " and "))", subject: action.id)
    } together: { all in
      let fields = ["owner", "due", "status"].filter { field in all.contains { $0.fields.contains(field) } }
      return Diagnostic(
        input.rule,
        "each of the \(all.count) treatment actions lacks something of \(fields.listed)", at: all[0].action.location,
        help: "add \(fields.listed)",
        subject: all[0].action.record.register)
    }
    return .looked(at: actions.count, "treatment actions", diagnostics)
  }
}
