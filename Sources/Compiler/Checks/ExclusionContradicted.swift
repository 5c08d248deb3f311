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
        was not derived from the risks. Some facts speak for themselves: who has suppliers needs A.5.19, A.5.20 and \
        A.5.22, who lets others develop A.8.30, and who holds personal data A.5.34.
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
        // What is no longer in force relies on nothing.
        guard record.kind != .document || record.text("status") != "retired" else { continue }
        diagnostics.append(
          contradiction(
            input.rule, row,
            "\(record.kind.title) `\(reference.origin)` relies on `\(row.control)`, which the SoA excludes",
            at: reference.location, grade: record.kind == .document ? .minor : .major, subject: reference.origin))
      }
      for (record, fact) in facts(against: row.control, input.isms) {
        diagnostics.append(
          contradiction(
            input.rule, row, "\(fact), yet the SoA excludes \(row.control)", at: record, grade: .major,
            subject: row.control))
      }
    }
    return .looked(at: excluded.count, "excluded controls", diagnostics)
  }

  /// Facts of the registers that make a control necessary whatever the rows name.
  private static func facts(against control: String, _ isms: ISMS) -> [(Location, String)] {
    let active = isms.suppliers.filter { $0.isActive && !$0.controls.contains(control) }
    switch control {
    case "A.8.30":
      return active.filter(\.developsSoftware).map {
        ($0.record.location(of: "development"), "supplier `\($0.id)` develops software")
      }
    case "A.5.19", "A.5.20", "A.5.22":
      return active.prefix(1).map { ($0.location, "there are suppliers, such as `\($0.id)`") }
    case "A.5.34":
      let holders = isms.assets.filter(\.isInUse).map(\.record) + active.map(\.record)
      return holders.filter { $0.boolean("personal_data") == true && !$0.texts("controls").contains(control) }.prefix(1)
        .map { ($0.location(of: "personal_data"), "\($0.kind.title) `\($0.id)` holds personal data") }
    default: return []
    }
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
