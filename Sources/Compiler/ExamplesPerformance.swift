/// Examples about clauses 7 to 10: evidence, measurement, audit, review, improvement.
extension Examples {
  /// The minutes of a management review held on a day, with these fields.
  static func managementReview(
    _ held: String, id: String = "MRV-01", attendees: String = "[ceo]", decisions: String = "[Go on]",
    inputs: String = allInputs, more: String = ""
  ) -> String {
    "-- performance/\(id).md --\n"
      + frontMatter(
        id, "management-review",
        "held_on: \(held)\nattendees: \(attendees)\ninputs: \(inputs)\ndecisions: \(decisions)\n" + more)
      + "Minutes.\n\n"
  }

  /// Every input of 9.3.2.
  static let allInputs =
    "[previous_actions, external_internal_issues, interested_parties, nonconformities, measurements, audit_results, "
    + "objectives, interested_party_feedback, risk_assessment, improvement]"

  /// An audit programme with one internal audit: performed on, auditor, clauses.
  static func audit(_ performed: String, by auditor: String = "Novak", clauses: String = "4; 5; 6; 7; 8; 9; 10")
    -> String
  {
    team + "-- performance/programme.md --\n"
      + frontMatter("AUD-01", "audit-programme", "register: audits\nclauses: [9.2.2]")
      + "| id | title | kind | planned on | performed on | auditor | clauses | status |\n"
      + "|---|---|---|---|---|---|---|---|\n"
      + "| AUD-1 | Internal audit | internal | \(performed) | \(performed) | \(auditor) | \(clauses) | performed |\n\n"
  }

  /// The report of an audit with these findings.
  static func auditReport(findings: String) -> String {
    "-- performance/report.md --\n"
      + frontMatter("AUD-02", "audit-report", "audited_to: 2026-01-09\nfindings: \(findings)") + "Report.\n\n"
  }

  /// A nonconformity with these fields besides id, owner and grade.
  static func nonconformity(_ fields: String, id: String = "NC-1") -> String {
    """
    -- improvement/\(id).md --
    ---
    id: \(id)
    type: nonconformity
    title: No log of the backups
    source: internal-audit
    grade: minor
    owner: ceo
    \(fields)
    ---

    The log of May was empty.


    """
  }

  /// A register with one closed incident and what was learned.
  static func incident(lessons: String) -> String {
    people + "-- registers/incidents.md --\n" + frontMatter("INC-01", "register", "register: incidents")
      + "| id | title | occurred on | severity | owner | status | lessons |\n|---|---|---|---|---|---|---|\n"
      + "| INC-1 | Laptop lost | 2026-01-04 | low | ceo | closed | \(lessons) |\n\n"
  }

  /// An evidence item without a file of its own, with these fields besides id, title and classification.
  static func evidenceItem(_ fields: String, text: String = "All accounts.") -> String {
    """
    -- evidence/item.md --
    ---
    id: EV-1
    type: evidence
    title: Access review
    classification: internal
    \(fields)
    ---

    \(text)

    """
  }

  /// An evidence item about people with a CSV file.
  static func list(_ type: String, _ fields: String = "", rows: String) -> String {
    evidenceItem(
      "evidence_type: \(type)\nfile: list.csv\ncollected_on: 2026-02-01\ncollected_by: ceo\nsource: Learning platform\n"
        + "as_of: 2026-02-01\ncontrols: [A.6.3]" + (fields.isEmpty ? "" : "\n" + fields))
      + "\n-- evidence/list.csv --\n"
      + rows + "\n"
  }
}
