import ISMS
import Source

extension Check {
  /// SOA-02: an excluded control needs a reason.
  static let exclusionWithoutJustification = Check(
    Rule(
      code: "SOA-02", name: "exclusion-without-justification",
      title: "a control is excluded without a justification", grade: .major, clause: "6.1.3 d",
      adjustment: "minor if it is a single row",
      data: "`included` and `justification` of SoA rows",
      explanation: """
        Clause 6.1.3 d asks for the reason of every exclusion. "Not applicable" alone is an answer without a reason: \
        say which fact of the scope makes the control unnecessary.
        """,
      fix: "write why the control is not necessary, with a pointer to the fact of the scope",
      flagged: Examples.soa("A.7.3,no,,\nA.7.6,no,,"),
      accepted: Examples.soa("A.7.3,no,No rooms are run by the company,\nA.7.6,no,No secure areas are run,"))
  ) { input in
    guard let soa = input.isms.soa else {
      return .cannotJudge("excluded controls", "there is no Statement of Applicability")
    }
    let excluded = soa.rows.filter { $0.isIncluded == false }
    let empty = excluded.filter { !Check.isReason($0.justification) }
    let diagnostics = empty.map { row in
      Diagnostic(
        input.rule, "`\(row.control)` is excluded without a justification",
        at: row.record.fields["justification"]?.location ?? row.record.location(of: "included"),
        grade: empty.count == 1 ? .minor : .major,
        help: "say in `justification` which fact of the scope makes \(row.control) unnecessary", subject: row.control)
    }
    return .looked(at: excluded.count, "excluded controls", diagnostics)
  }

  /// Whether a text can be a reason: more than a dash, "n/a" or "best practice".
  static func isReason(_ text: String?) -> Bool {
    let letters = (text ?? "").lowercased().filter(\.isLetter)
    return letters.count >= 8 && !emptyReasons.contains(letters)
  }

  private static let emptyReasons: Set = [
    "notapplicable", "notrequired", "notnecessary", "notneeded", "applicable", "required", "necessary", "included",
    "bestpractice", "bestpractices", "goodpractice", "goodpractices", "industrybestpractice", "industrystandard",
    "securitybestpractice", "isorequirement", "requiredbyiso", "isoiec", "annexacontrol", "baseline", "mandatory",
    "standardrequirement", "requiredbythestandard", "generalsecurity", "informationsecurity",
  ]
}
