import ISMS
import Source

extension Check {
  /// PRF-05: internal audits cover every clause and every included control within their cycle.
  static let auditProgrammeIncomplete = Check(
    Rule(
      code: "PRF-05", name: "audit-programme-incomplete",
      title: "internal audits leave out clauses or controls", grade: .minor, clause: "9.2.2",
      adjustment: "major if a whole clause from 4 to 10 is left out",
      data: """
        `clauses` and `controls` of internal audits, planned and performed, and of their reports; included SoA \
        rows
        """,
      explanation: """
        The audit programme covers the clauses 4 to 10 and the controls the Statement of Applicability includes, within \
        one cycle (parameter `audit_cycle`, counted from the first internal audit of the cycle). Audits performed count \
        with their reports, audits planned with their rows.
        """,
      fix: "add the clauses and controls to an audit of the cycle",
      flagged: Examples.audit("2026-01-09", clauses: "4; 5; 6; 7; 8; 9"),
      accepted: Examples.audit("2026-01-09"))
  ) { input in
    let isms = input.isms
    guard let cycle = InternalAuditCycle(isms, asOf: input.asOf),
      let first = isms.audits.first(where: { $0.kind == "internal" && $0.status != "cancelled" })
    else {
      return .cannotJudge("clauses and controls", "no internal audit is planned or performed in a register of audits")
    }
    let programme = isms.documents(of: .auditProgramme).first
    let place = programme?.record.location(of: "register") ?? first.location
    let span = "between \(cycle.days.lowerBound) and \(cycle.days.upperBound)"
    func finding(_ message: String, _ grade: Grade?, _ field: String) -> Diagnostic {
      Diagnostic(
        input.rule, message, at: place, grade: grade,
        help: "add them to `\(field)` of an internal audit \(span)", subject: programme?.id ?? first.id)
    }
    var diagnostics: [Diagnostic] = []
    if !cycle.leftClauses.isEmpty {
      func top(_ clause: String) -> Substring { clause.prefix { $0 != "." } }
      let left = Set(cycle.leftClauses)
      let whole = Set(left.map(top)).subtracting(cycle.clauses.filter { !left.contains($0) }.map(top))
      diagnostics.append(
        finding(
          "no internal audit \(span) covers \(cycle.leftClauses.count.counted("clause")): "
            + Self.some(cycle.leftClauses),
          whole.isEmpty ? nil : .major, "clauses"))
    }
    if !cycle.leftControls.isEmpty {
      diagnostics.append(
        finding(
          "no internal audit \(span) covers \(cycle.leftControls.count) of \(cycle.controls.count) included controls: "
            + Self.some(cycle.leftControls), nil, "controls"))
    }
    return .looked(at: cycle.clauses.count + cycle.controls.count, "clauses and included controls", diagnostics)
  }

  private static func some(_ names: [String]) -> String {
    names.count > 5 ? names.prefix(4).joined(separator: ", ") + " and \(names.count - 4) more" : enumerated(names)
  }
}
