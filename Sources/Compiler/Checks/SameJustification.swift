import ISMS
import Source

extension Check {
  /// SOA-13: reasons are about the control.
  static let sameJustification = Check(
    Rule(
      code: "SOA-13", name: "same-justification", title: "many controls share one justification word for word",
      grade: .observation, clause: "6.1.3 d",
      data: "`justification` of SoA rows",
      explanation: """
        A reason that fits every control explains none. Auditors read equal sentences as a sign that the Statement of \
        Applicability was filled in and not thought through. Up to five rows may share a text (`same_justification`).
        """,
      fix: "write a reason for each control that names what it protects here",
      flagged: Examples.soa((1...6).map { "A.5.\($0),yes,It protects us,implemented" }.joined(separator: "\n")),
      accepted: Examples.soa((1...5).map { "A.5.\($0),yes,It protects us,implemented" }.joined(separator: "\n")))
  ) { input in
    guard let soa = input.isms.soa else {
      return .cannotJudge("justifications", "there is no Statement of Applicability")
    }
    let most = input.isms.configuration.parameters[.sameJustification]
    // Texts that are no reason at all are findings of SOA-02 and SOA-03.
    let rows = soa.distinctRows.filter { Check.isReason($0.justification) }
    guard !rows.isEmpty else { return .cannotJudge("justifications", "no row has a justification in words") }
    let groups = Dictionary(grouping: rows) { row in
      (row.justification ?? "").lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
    let diagnostics = groups.values.filter { $0.count > most }.map { rows in
      let text = rows[0].justification ?? ""
      return Diagnostic(
        input.rule,
        "\(rows.count) controls have the same justification, `\(text.count > 60 ? text.prefix(60) + "…" : text)`",
        at: rows[0].record.location(of: "justification"), label: "also \(rows.dropFirst().map(\.control).listed)",
        subject: soa.document)
    }
    return .looked(at: rows.count, "justifications", diagnostics)
  }
}
