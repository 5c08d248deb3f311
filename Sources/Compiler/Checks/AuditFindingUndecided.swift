import ISMS
import Source

extension Check {
  /// PRF-07: findings of audits are registered and decided upon.
  static let auditFindingUndecided = Check(
    Rule(
      code: "PRF-07", name: "audit-finding-undecided",
      title: "an audit finding has no nonconformity record, or nobody decided about it", grade: .minor,
      clause: "10.2",
      data: "`findings` of audit reports; nonconformities with their actions; the reference date",
      explanation: """
        What an audit finds goes to the people who can decide, and leaves a record of what was decided: a correction, a \
        corrective action, or that nothing is done. A report lists its findings in `findings`; an empty list says that \
        there were none. How long a decision may take is the parameter `audit_finding_limit`.
        """,
      fix: "register the finding, and write `correction` or `corrective_action`",
      flagged: Examples.people + Examples.auditReport(findings: "[NC-1]")
        + Examples.nonconformity("raised_on: 2026-01-09\ndue: 2026-04-01\nstatus: open"),
      accepted: Examples.people + Examples.auditReport(findings: "[NC-1]")
        + Examples.nonconformity(
          "raised_on: 2026-01-09\ndue: 2026-04-01\nstatus: open\ncorrective_action: The job checks its own log"))
  ) { input in
    let isms = input.isms
    let limit = isms.configuration.parameters[.auditFindingLimit]
    let reports = isms.auditReports.filter { $0.document.record.fields["findings"] != nil }
    guard !reports.isEmpty else {
      return .cannotJudge(
        "audit findings", "no audit report lists its `findings` (write `findings: []` where there were none)")
    }
    let known = Dictionary(isms.nonconformities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var population = 0
    var seen: Set<String> = []
    var diagnostics: [Diagnostic] = []
    for report in reports {
      for id in report.findings where seen.insert(id).inserted {
        population += 1
        guard let record = known[id] else {
          // With a register, a wrong id is DOC-08's matter.
          guard isms.nonconformities.isEmpty else { continue }
          diagnostics.append(
            Diagnostic(
              input.rule, "the audit finding `\(id)` of `\(report.document.id)` is not registered",
              at: report.document.record.location(of: "findings", item: id),
              help: "add a nonconformity with `id: \(id)`", subject: report.document.id))
          continue
        }
        let isDecided = !record.record.lacks("correction") || !record.record.lacks("corrective_action")
        guard !record.isClosed, !isDecided, let raised = record.raisedOn, raised + limit < input.asOf else { continue }
        diagnostics.append(
          Diagnostic(
            input.rule, "nobody decided about the audit finding `\(id)` in \(input.asOf - raised) days",
            at: record.record.location(of: "raised_on"),
            related: [
              .init(report.document.record.location(of: "findings", item: id), "found in `\(report.document.id)`")
            ],
            help: "write `correction` or `corrective_action`, or close it with the reason", subject: id))
      }
    }
    return .looked(at: population, "audit findings", diagnostics)
  }
}
