import ISMS
import Source

extension Check {
  /// EVD-08: evidence supports controls that the SoA includes.
  static let evidenceForExcludedControl = Check(
    Rule(
      code: "EVD-08", name: "evidence-for-excluded-control",
      title: "evidence supports a control the SoA excludes or does not list", grade: .minor, clause: "6.1.3 d",
      data: "`controls` of evidence items; SoA rows",
      explanation: """
        Evidence that a control works, and a Statement of Applicability that excludes it, cannot both be right. A \
        control of the organisation's own, or of another framework, has to be listed before evidence can speak for it. \
        Controls that Annex A does not know are REF-01.
        """,
      fix: "correct the link, or include the control in the SoA",
      flagged: Examples.soa("A.5.18,no,Nobody has an account,")
        + Examples.evidence("").replacing(Examples.team, with: ""),
      accepted: Examples.soa("A.5.18,yes,Accounts are reviewed,implemented")
        + Examples.evidence("").replacing(Examples.team, with: ""))
  ) { input in
    guard let soa = input.isms.soa else {
      return .cannotJudge("controls named by evidence", "there is no Statement of Applicability")
    }
    guard !input.isms.evidence.isEmpty else {
      return .cannotJudge("controls named by evidence", "the repository holds no evidence item")
    }
    var population = 0
    var diagnostics: [Diagnostic] = []
    for item in input.isms.evidence {
      for control in Set(item.controls).sorted() {
        population += 1
        let row = soa.row(for: control)
        // A control of Annex A without a row is SOA-01's matter.
        guard row?.isIncluded == false || row == nil && input.isms.catalog.control(control) == nil else { continue }
        diagnostics.append(
          Diagnostic(
            input.rule,
            "\(Self.name(item)) supports `\(control)`, which the SoA \(row == nil ? "does not list" : "excludes")",
            at: item.record.location(of: "controls", item: control),
            related: row.map { [.init($0.location, "excluded here")] } ?? [],
            help: row == nil ? "correct the link, or add a row for `\(control)` to the SoA" : nil,
            subject: item.id.isEmpty ? nil : item.id))
      }
    }
    return .looked(at: population, "controls named by evidence", diagnostics)
  }
}
