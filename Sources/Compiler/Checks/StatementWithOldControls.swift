import ISMS
import Source

extension Check {
  /// SOA-14: the Statement of Applicability speaks of the controls of 2022.
  static let statementWithOldControls = Check(
    Rule(
      code: "SOA-14", name: "soa-with-controls-of-2013",
      title: "the Statement of Applicability uses identifiers of 2013", grade: .major, clause: "6.1.3 c, d",
      adjustment: "minor in other documents, as REF-02",
      data: "`control` of SoA rows; the successors of the controls of 2013",
      explanation: """
        Certificates of the 2013 edition ended in October 2025, and the comparison has to be made with the 93 controls \
        of Annex A as it is now. Every old control became part of one or two new ones; eleven controls are new. In \
        other documents an old identifier is REF-02.
        """,
      fix: "use the identifiers of 2022",
      flagged: Examples.soa("A.9.2.1,yes,Accounts open every door,implemented"),
      accepted: Examples.soa("A.5.16,yes,Accounts open every door,implemented"))
  ) { input in
    guard let soa = input.isms.soa else { return .cannotJudge("SoA rows", "there is no Statement of Applicability") }
    let successors = input.isms.catalog.successors
    let old = soa.distinctRows.filter { successors[$0.control] != nil }
    let uses = Dictionary(old.flatMap { successors[$0.control] ?? [] }.map { ($0, 1) }, uniquingKeysWith: +)
    let diagnostics = Check.alike(old, of: soa.distinctRows.count) { row in
      let present = successors[row.control] ?? []
      // Only where one row becomes one row may the name be replaced.
      let isFree = present.count == 1 && uses[present[0]] == 1 && soa.row(for: present[0]) == nil
      return Diagnostic(
        input.rule, "`\(row.control)` in the Statement of Applicability is a control of 2013, now \(present.listed)",
        at: row.location,
        help: isFree ? "write `\(present[0])`" : "move what the row says to \(present.listed), and remove the row",
        fixes: isFree
          ? [Fix("write `\(present[0])`", .unsafe, edits: [.init(row.location, replacement: present[0])])] : [],
        subject: row.control)
    } together: { rows in
      let examples = rows.prefix(3).map { "\($0.control) is now \((successors[$0.control] ?? []).listed)" }
      return Diagnostic(
        input.rule,
        "all \(rows.count) rows of the Statement of Applicability use identifiers of 2013",
        at: rows[0].location, label: examples.joined(separator: ", "),
        help: "make one row for each of the 93 controls of 2022, and move what the old rows say to them",
        subject: soa.document)
    }
    return .looked(at: soa.rows.count, "SoA rows", diagnostics)
  }
}
