import ISMS
import Source

extension Check {
  /// RSK-07: treatments use controls the SoA includes.
  static let treatmentNamesExcludedControl = Check(
    Rule(
      code: "RSK-07", name: "treatment-names-excluded-control",
      title: "a treatment refers to a control the SoA excludes or does not list", grade: .major,
      clause: "6.1.3 b-d",
      data: "`controls` of risks and treatment actions; SoA rows",
      explanation: """
        The controls that treat risks are the necessary controls, and the Statement of Applicability lists them as \
        included. A treatment with an excluded control treats nothing, or the SoA is wrong.
        """,
      fix: "align the treatment and the Statement of Applicability",
      flagged: Examples.soa("A.7.3,no,No rooms are run by the company,")
        + Examples.risk("likelihood: 2\nimpact: 2\ntreatment: modify\ncontrols: [A.7.3]"),
      accepted: Examples.soa("A.7.3,yes,Rooms hold equipment,implemented")
        + Examples.risk("likelihood: 2\nimpact: 2\ntreatment: modify\ncontrols: [A.7.3]"))
  ) { input in
    guard let soa = input.isms.soa else {
      return .cannotJudge("treatments", "there is no Statement of Applicability")
    }
    let risks = input.isms.risks.filter { !$0.isClosed }.map(\.record)
    let actions = input.isms.treatmentActions.filter { $0.status != "cancelled" }.map(\.record)
    var population = 0
    var diagnostics: [Diagnostic] = []
    for record in risks + actions {
      let controls = record.texts("controls")
      population += controls.count
      for control in controls {
        let row = soa.row(for: control)
        if row?.isIncluded == true || (row != nil && row?.isIncluded == nil) { continue }
        // A control of Annex A without a row is SOA-01's finding.
        if row == nil, input.isms.catalog.control(control) != nil { continue }
        let state = row == nil ? "has no row for" : "excludes"
        diagnostics.append(
          Diagnostic(
            input.rule,
            "\(record.kind.title) `\(record.id)` is treated with `\(control)`, which the SoA \(state)",
            at: record.location(of: "controls", item: control),
            related: row.map { [.init($0.location, "excluded here")] } ?? [],
            help: "include \(control) in the SoA, or name the control that treats it", subject: record.id))
      }
    }
    return .looked(at: population, "controls in treatments", diagnostics)
  }
}
