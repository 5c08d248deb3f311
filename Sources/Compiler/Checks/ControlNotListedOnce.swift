import ISMS
import Source

extension Check {
  /// SOA-01: the Statement of Applicability has to speak of each control of Annex A exactly once.
  static let controlNotListedOnce = Check(
    Rule(
      code: "SOA-01", name: "control-not-listed-once",
      title: "the SoA does not list every Annex A control exactly once", grade: .blocker, clause: "6.1.3 c, d",
      data: "rows of the Statement of Applicability (`control`); the 93 controls of Annex A",
      explanation: """
        The Statement of Applicability compares the necessary controls with Annex A, so that none is overlooked. A \
        control without a row was not considered; a control with two rows has two answers.
        """,
      fix: "add the missing rows, remove the duplicates, correct the ids",
      flagged: Examples.soa("A.5.1,yes,Rules come first,implemented"),
      accepted: Examples.soa(Examples.allRows))
  ) { input in
    let catalog = input.isms.catalog
    guard let soa = input.isms.soa else {
      return .cannotJudge("controls", "there is no Statement of Applicability; add one with `register: soa`")
    }
    var diagnostics: [Diagnostic] = []
    let rule = input.rule
    let rows = Dictionary(grouping: soa.rows.filter { !$0.control.isEmpty }, by: \.control)
    for (control, rows) in rows {
      guard let first = rows.first else { continue }
      for repeated in rows.dropFirst() {
        diagnostics.append(
          Diagnostic(
            rule, "`\(control)` has \(rows.count) rows in the Statement of Applicability", at: repeated.location,
            related: [.init(first.location, "the first row for it")],
            help: "keep one row and remove the other", subject: control))
      }
    }
    // A row under an identifier of 2013 is SOA-14's finding, and speaks for the controls that came of it.
    let renamed = Set(rows.keys.flatMap { catalog.successors[$0] ?? [] })
    let missing = catalog.controls.map(\.id).filter { rows[$0] == nil && !renamed.contains($0) }
    if let place = Examples.place(of: soa, in: input.isms), !missing.isEmpty {
      diagnostics.append(
        Diagnostic(
          rule,
          missing.count == 1
            ? "\(missing.listed) has no row in the Statement of Applicability"
            : "\(missing.count) controls have no row in the Statement of Applicability: \(missing.listed)", at: place,
          help: "add a row for each, included or excluded, with the reason", subject: soa.document))
    }
    return .looked(at: catalog.controls.count, "controls of Annex A", diagnostics)
  }
}
