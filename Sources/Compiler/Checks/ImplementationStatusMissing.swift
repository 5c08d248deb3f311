import ISMS
import Source

extension Check {
  /// SOA-04: every included control says how far it is implemented.
  static let implementationStatusMissing = Check(
    Rule(
      code: "SOA-04", name: "implementation-status-missing",
      title: "an included control does not say whether it is implemented", grade: .minor, clause: "6.1.3 d",
      adjustment: "major if more than 10 % of the included controls lack it",
      data: "`included`, `status` and `responsibility` of SoA rows",
      explanation: """
        The Statement of Applicability says of each necessary control whether it is implemented: `implemented`, \
        `partial`, `planned` or `not_implemented`. A control that a provider operates for you is included, \
        `responsibility: inherited` with the provider, and needs no status of its own.
        """,
      fix: "set `status`, or `responsibility: inherited` with the provider",
      flagged: Examples.soa("A.5.1,yes,Rules come first,implemented\nA.8.1,yes,Laptops hold data,"),
      accepted: Examples.soa("A.5.1,yes,Rules come first,implemented\nA.8.1,yes,Laptops hold data,planned"))
  ) { input in
    guard let soa = input.isms.soa else {
      return .cannotJudge("included controls", "there is no Statement of Applicability")
    }
    let included = soa.distinctRows.filter { $0.isIncluded == true }
    let lacking = included.filter { row in
      row.record.lacks("status") && !(row.responsibility == "inherited" && !row.providers.isEmpty)
    }
    let share = input.isms.configuration.parameters[.systemicShare]
    let grade: Grade = lacking.count * 100 > included.count * share ? .major : .minor
    let diagnostics = Check.alike(lacking, of: included.count) { row in
      Diagnostic(
        input.rule, "`\(row.control)` is included, and does not say whether it is implemented",
        at: row.record.location(of: "included"), grade: grade,
        help: "write `implemented`, `partial`, `planned` or `not_implemented` in `status`", subject: row.control)
    } together: { rows in
      Diagnostic(
        input.rule,
        "none of the \(rows.count) included controls says whether it is implemented", at: rows[0].location,
        grade: grade,
        help: "write `implemented`, `partial`, `planned` or `not_implemented` in `status` of each row",
        subject: soa.document)
    }
    return .looked(at: included.count, "included controls", diagnostics)
  }
}
