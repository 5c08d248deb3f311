import ISMS
import Source

extension Check {
  /// PRF-05: internal audits cover every clause and every included control within their cycle.
  static let auditProgrammeIncomplete = Check(
    Rule(
      code: "PRF-05", name: "audit-programme-incomplete",
      title: "internal audits leave out clauses or controls", grade: .minor, clause: "9.2.2",
      adjustment: "major if a whole clause from 4 to 10 is left out",
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
    let audits = isms.audits.filter { $0.kind == "internal" && $0.status != "cancelled" }
    guard let first = audits.first else {
      return .cannotJudge("clauses and controls", "no internal audit is planned or performed in a register of audits")
    }
    let cycle = isms.configuration.parameters[.auditCycle]
    let past = audits.compactMap(\.day).filter { $0 <= input.asOf && $0 + cycle > input.asOf }
    let start = past.min() ?? input.asOf
    let end = start + cycle
    let inCycle = audits.filter { $0.day.map { (start...end).contains($0) } ?? false }
    let namedClauses = Set(inCycle.flatMap { $0.coveredClauses(in: isms) })
    let namedControls = Set(inCycle.flatMap { $0.coveredControls(in: isms) })
    let clauses = isms.catalog.clauses.filter(\.auditable).map(\.id)
    let controls = (isms.soa?.rows ?? []).filter { $0.isIncluded == true && !$0.control.isEmpty }.map(\.control)
    let leftClauses = clauses.filter { !namedClauses.covers(clause: $0) }
    let leftControls = controls.filter { !namedControls.contains($0) }

    let programme = isms.documents(of: .auditProgramme).first
    let place = programme?.record.location(of: "register") ?? first.location
    let span = "between \(start) and \(end)"
    func finding(_ message: String, _ grade: Grade?, _ field: String) -> Diagnostic {
      Diagnostic(
        input.rule, message, at: place, grade: grade,
        help: "add them to `\(field)` of an internal audit \(span)", subject: programme?.id ?? first.id)
    }
    var diagnostics: [Diagnostic] = []
    if !leftClauses.isEmpty {
      func top(_ clause: String) -> Substring { clause.prefix { $0 != "." } }
      let covered = Set(clauses.filter { namedClauses.covers(clause: $0) }.map(top))
      let whole = Set(leftClauses.map(top)).subtracting(covered)
      diagnostics.append(
        finding(
          "no internal audit \(span) covers \(leftClauses.count.counted("clause")): \(Self.some(leftClauses))",
          whole.isEmpty ? nil : .major, "clauses"))
    }
    if !leftControls.isEmpty {
      diagnostics.append(
        finding(
          "no internal audit \(span) covers \(leftControls.count) of \(controls.count) included controls: "
            + Self.some(leftControls), nil, "controls"))
    }
    return .looked(at: clauses.count + controls.count, "clauses and included controls", diagnostics)
  }

  private static func some(_ names: [String]) -> String {
    names.count > 5 ? names.prefix(4).joined(separator: ", ") + " and \(names.count - 4) more" : enumerated(names)
  }
}
