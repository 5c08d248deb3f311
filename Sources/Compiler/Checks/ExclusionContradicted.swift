import ISMS
import Source

extension Check {
  /// SOA-05: nothing else may rely on a control the SoA excludes.
  static let exclusionContradicted = Check(
    Rule(
      code: "SOA-05", name: "exclusion-contradicted",
      title: "an excluded control is relied on elsewhere", grade: .major, clause: "6.1.3 c, d",
      adjustment: "minor if only the front matter of a document tags it",
      data: """
        excluded SoA rows; `controls` of documents, assets, suppliers and other records; `facts` of the scope \
        document; `development` and `personal_data` of suppliers and assets
        """,
      explanation: """
        A control that a treatment, an asset or a supplier relies on is necessary, whatever the \
        Statement of Applicability says. Auditors look for exactly this contradiction, because it shows that the SoA \
        was not derived from the risks. Some facts speak for themselves: who has suppliers needs A.5.19, A.5.20 and \
        A.5.22, who lets others develop A.8.30, who works remotely A.6.7 and A.7.9, who carries media about A.7.10, and \
        who holds personal data A.5.34. The registers show some of them, and `facts` of the scope document states all.
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
    var unknown: [ScopeFact: [String]] = [:]
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
      for fact in ScopeFact.facts(for: row.control) {
        let statement = input.isms.statement(of: fact)
        if let statement, statement.isTrue {
          diagnostics.append(
            contradiction(
              input.rule, row,
              "the scope `\(statement.scope.id)` says that \(fact.sentence), yet the SoA excludes `\(row.control)`",
              at: statement.field.location, grade: .major,
              help: "include \(row.control) in the SoA, or correct `\(fact.rawValue)` here", subject: row.control))
        } else if let witness = input.isms.witness(of: fact) {
          // A record that relies on the control itself is a finding above.
          guard !witness.record.texts("controls").contains(row.control) else { continue }
          diagnostics.append(
            contradiction(
              input.rule, row, "\(witness.sentence), yet the SoA excludes \(row.control)",
              at: witness.record.location(of: witness.field), grade: .major,
              help: "include \(row.control) in the SoA, or correct the record", subject: row.control))
        } else if statement == nil {
          unknown[fact, default: []].append(row.control)
        }
      }
    }
    let limits = ScopeFact.allCases.compactMap { fact in
      unknown[fact].map { controls in
        "no scope document says whether \(fact.sentence), which \(enumerated(controls)) "
          + "depend\(controls.count == 1 ? "s" : "") on (add `\(fact.rawValue)` below `facts:`)"
      }
    }
    return .looked(at: excluded.count, "excluded controls", diagnostics, limits: limits)
  }

  private static func contradiction(
    _ rule: Rule, _ row: SoARow, _ message: String, at location: Location, grade: Grade, help: String? = nil,
    subject: String
  ) -> Diagnostic {
    Diagnostic(
      rule, message, at: location, grade: grade,
      related: [.init(row.location, "excluded here")],
      help: help ?? "include \(row.control) in the SoA, or remove it here", subject: subject)
  }
}
