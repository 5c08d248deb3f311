import ISMS
import Source

extension Check {
  /// SOA-05: nothing else may rely on a control the SoA excludes.
  static let exclusionContradicted = Check(
    Rule(
      code: "SOA-05", name: "exclusion-contradicted",
      title: "an excluded control is relied on elsewhere", grade: .major, clause: "6.1.3 c, d",
      adjustment: "minor if only the front matter of a document tags it",
      explanation: """
        A control that a treatment, an asset or a supplier relies on is necessary, whatever the \
        Statement of Applicability says. Auditors look for exactly this contradiction, because it shows that the SoA \
        was not derived from the risks.
        """,
      fix: "include the control, or remove the contradicting reference and explain",
      flagged: Examples.soa("A.8.30,no,All development is done by employees,") + Examples.supplier(developing: true),
      accepted: Examples.soa("A.8.30,no,All development is done by employees,")
        + Examples.supplier(developing: false))
  ) { input in
    guard let soa = input.isms.soa else {
      return .cannotJudge("excluded controls", "there is no Statement of Applicability")
    }
    let excluded = soa.rows.filter { $0.isIncluded == false && !$0.control.isEmpty }
    var diagnostics: [Diagnostic] = []
    for row in excluded {
      for reference in input.isms.references.to(.control(row.control)) {
        // Treatments are RSK-07's and evidence EVD-08's; a mention in a text may say that the control is not applicable.
        guard case .field = reference.form, let record = input.isms.record(reference.origin) else { continue }
        guard record.kind != .risk, record.kind != .treatmentAction, record.kind != .audit, record.kind != .evidence
        else { continue }
        diagnostics.append(
          contradiction(
            input.rule, row,
            "\(record.kind.title) `\(reference.origin)` relies on `\(row.control)`, which the SoA excludes",
            at: reference.location, grade: record.kind == .document ? .minor : .major, subject: reference.origin))
      }
      if row.control == "A.8.30" {
        for supplier in input.isms.suppliers
        where supplier.developsSoftware && supplier.isActive && !supplier.controls.contains("A.8.30") {
          diagnostics.append(
            contradiction(
              input.rule, row, "supplier `\(supplier.id)` develops software, yet the SoA excludes A.8.30",
              at: supplier.record.location(of: "development"), grade: .major, subject: supplier.id))
        }
      }
    }
    return .looked(at: excluded.count, "excluded controls", diagnostics)
  }

  private static func contradiction(
    _ rule: Rule, _ row: SoARow, _ message: String, at location: Location, grade: Grade, subject: String
  ) -> Diagnostic {
    Diagnostic(
      rule, message, at: location, grade: grade,
      related: [.init(row.location, "excluded here")],
      help: "include \(row.control) in the SoA, or remove it here", subject: subject)
  }
}
