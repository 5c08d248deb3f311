import ISMS
import Source

extension Check {
  /// PRF-04: the ISMS is audited internally, before Stage 2 and then within the planned interval.
  static let internalAuditOverdue = Check(
    Rule(
      code: "PRF-04", name: "internal-audit-overdue",
      title: "no internal audit was performed within the planned interval", grade: .blocker, clause: "9.2.1",
      adjustment: "major after certification",
      data: "`kind`, `status` and `performed_on` of audits; the reference date",
      explanation: """
        Internal audits are performed at planned intervals (parameter `internal_audit_interval`), and Stage 2 makes no \
        sense before the first one. An audit of the certification body does not count.
        """,
      fix: "perform the audit, and set `performed_on` and `status: performed` in the register of audits",
      flagged: Examples.audit("2024-10-07"),
      accepted: Examples.audit("2025-10-07"))
  ) { input in
    let performed = input.isms.audits.filter { $0.status == "performed" }
    guard !performed.isEmpty else {
      return .cannotJudge(
        "internal audits", "no audit in a register of audits is performed; see DOC-01 for clause 9.2.2")
    }
    let grade: Grade? = input.isms.configuration.isCertified(on: input.asOf) ? .major : nil
    let own = performed.filter { $0.kind == "internal" }
    guard let first = own.first else {
      let place = performed[0]
      let diagnostic = Diagnostic(
        input.rule, "no internal audit was performed", at: place.record.location(of: "kind"), grade: grade,
        label: "the audits performed are of other kinds", subject: place.id)
      return .looked(at: performed.count, "performed audits", [diagnostic])
    }
    let interval = input.isms.configuration.parameters[.internalAuditInterval]
    let dated = own.compactMap { audit in audit.performedOn.map { (audit: audit, day: $0) } }
      .filter { $0.day <= input.asOf }
    guard let last = dated.max(by: { ($0.day, $0.audit.id) < ($1.day, $1.audit.id) }) else {
      return .cannotJudge(
        "internal audits", "the performed audit `\(first.id)` states no `performed_on` that has passed")
    }
    guard last.day + interval < input.asOf else { return .looked(at: own.count, "internal audits") }
    let diagnostic = Diagnostic(
      input.rule, "the last internal audit ended on \(last.day), \(input.asOf - last.day) days ago",
      at: last.audit.record.location(of: "performed_on"), grade: grade, subject: last.audit.id)
    return .looked(at: own.count, "internal audits", [diagnostic])
  }
}
