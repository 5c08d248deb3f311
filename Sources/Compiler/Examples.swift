import ISMS
import Source

/// Small texts the examples of the checks are made of, and places they share.
enum Examples {
  /// Where findings about the SoA as a whole point: the `register:` line of its document, or its first row.
  static func place(of soa: StatementOfApplicability, in isms: ISMS) -> Location? {
    soa.document.flatMap { isms.document($0) }?.record.location(of: "register") ?? soa.rows.first?.location
  }

  /// Front matter of a document in force.
  ///
  /// - Parameter approval: its fields about the approval; empty for none.
  static func frontMatter(
    _ id: String, _ type: String, _ more: String = "", approval: String = "approved_by: ceo\napproved_on: 2026-01-12"
  ) -> String {
    """
    ---
    id: \(id)
    type: \(type)
    title: \(id)
    version: "1.0"
    status: approved
    owner: ceo
    \(approval.isEmpty ? "" : approval + "\n")classification: internal
    \(more.isEmpty ? "" : more + "\n")---


    """
  }

  /// A people register with the chief executive alone.
  static let people =
    "-- support/roles.md --\n" + frontMatter("ROL-01", "register", "register: people\nclauses: [5.3]")
    + "| id | role |\n|---|---|\n| ceo | Chief executive |\n\n"

  /// A Statement of Applicability with these rows: control, included, justification, status.
  static func soa(_ rows: String) -> String {
    people + "-- soa/soa.md --\n" + frontMatter("SOA-01", "register", "register: soa\ndata: soa.csv")
      + "-- soa/soa.csv --\ncontrol,included,justification,status\n" + rows + "\n"
  }

  /// A row for each control of Annex A.
  static let allRows = Catalog.standard.controls
    .map { "\($0.id),yes,Protects what customers entrust to us,implemented" }.joined(separator: "\n")

  /// A register with one supplier.
  static func supplier(developing: Bool) -> String {
    "-- registers/suppliers.md --\n" + frontMatter("SUP-REG", "register", "register: suppliers")
      + "| id | title | service | owner | criticality | development |\n|---|---|---|---|---|---|\n"
      + "| SUP-01 | Codeworks | Software | ceo | high | \(developing ? "yes" : "no") |\n\n"
  }

  /// A file with one risk.
  static func risk(_ fields: String) -> String {
    people + """
      -- risk/R-001.md --
      ---
      id: R-001
      type: risk
      title: A laptop is lost
      owner: ceo
      \(fields)
      ---

      A laptop with customer data is left on a train.

      """
  }

  /// A deviation from a rule about a policy that nobody approved, unless it needs none.
  static func deviation(
    rule: String = "DOC-03", expires: String = "2026-12-31", isNeeded: Bool = true
  ) -> String {
    let approval = isNeeded ? "" : "approved_by: ceo\napproved_on: 2026-01-12"
    return people + "-- policies/policy.md --\n"
      + frontMatter("POL-01", "policy", "clauses: [5.2]", approval: approval) + "We protect what customers give us.\n"
        + """
        -- DEV-1.md --
        ---
        id: DEV-1
        type: deviation
        rule: \(rule)
        target: POL-01
        reason: The board meets in April
        approved_by: ceo
        approved_on: 2026-01-12
        expires: \(expires)
        ---

        """
  }

  /// A policy with a text and clauses.
  static func policy(clauses: String = "5.2", text: String = "We protect what customers give us.") -> String {
    people + "-- policies/policy.md --\n" + frontMatter("POL-01", "policy", "clauses: [\(clauses)]") + text + "\n"
  }

  /// A policy reviewed on a day, with an interval of twelve months.
  static func reviewed(_ date: String) -> String {
    people + "-- policies/policy.md --\n"
      + frontMatter(
        "POL-01", "policy", "reviewed_on: \(date)\nreview_every: 12 months",
        approval: "approved_by: ceo\napproved_on: 2024-01-12")
      + "We protect what customers give us.\n"
  }

  /// Who commits in examples.
  enum Author: String {
    case ana = "Ana Ruiz <ana@example.com>"
    case bo = "Bo Lind <bo@example.com>"
    case stranger = "Someone <someone@example.org>"
  }

  /// A commit; what follows is what it changes.
  static func commit(_ date: String, _ author: Author, _ message: String) -> String {
    "-- commit \(date) \(author.rawValue): \(message) --\n"
  }

  /// People with addresses, duties and authority.
  static let team =
    "-- support/roles.md --\n"
    + frontMatter(
      "ROL-01", "register", "register: people\nclauses: [5.3]")
      + """
      | id | role | name | emails | duties | may approve |
      |---|---|---|---|---|---|
      | ceo | Chief executive | Ana Ruiz | ana@example.com | top-management | policy; register |
      | cto | Chief engineer | Bo Lind | bo@example.com | | procedure |


      """

  /// A policy in force, with these fields about its approval.
  static func approvedPolicy(_ fields: String) -> String {
    team + "-- policies/POL-01.md --\n" + frontMatter("POL-01", "policy", "clauses: [5.2]", approval: fields)
      + "We protect what customers give us.\n"
  }

  /// A policy in force that somebody approved.
  static func approvedText(
    _ approver: String, _ text: String = "We protect what customers give us.", on date: String? = "2026-01-12",
    id: String = "POL-01", more: String = ""
  ) -> String {
    let fields = ["clauses: [5.2]", "approved_by: \(approver)", date.map { "approved_on: \($0)" } ?? "", more]
    return "-- policies/\(id).md --\n"
      + frontMatter(
        id, "policy", fields.filter { !$0.isEmpty }.joined(separator: "\n"), approval: "") + text + "\n"
  }

  /// A review record of the platform.
  static func review(of commit: String) -> String {
    """
    -- reviews/12.review.json --
    {
      "format": "auditpack-review-1",
      "platform": "Forgeyard",
      "reviews": [
        {
          "reference": "!12",
          "commit": "\(commit)",
          "approvals": [{ "name": "Ana Ruiz", "email": "ana@example.com" }]
        }
      ]
    }

    """
  }

  private static func evidence(_ id: String, _ file: String, _ fields: String) -> String {
    """
    -- evidence/\(file).md --
    ---
    id: \(id)
    type: evidence
    title: Access review
    evidence_type: access-review
    file: \(file)
    collected_by: ceo
    source: Identity provider
    controls: [A.5.18]
    classification: internal
    \(fields)
    ---

    All accounts.


    """
  }

  /// An evidence item with a file.
  static func evidence(_ fields: String) -> String {
    team + evidence("EV-1", "review.csv", "collected_on: 2026-01-10\nas_of: 2026-01-09\n" + fields)
      + "-- evidence/review.csv --\naccount,result\nana,keep\n"
  }

  /// A series of evidence items about quarters, collected on these days.
  ///
  /// - Parameter isWhole: whether no quarter is left out.
  static func series(collected: [String], isCopied: Bool = false, isWhole: Bool = false) -> String {
    let ends =
      isWhole
      ? ["2025-04-01/2025-06-30", "2025-07-01/2025-09-30", "2025-10-01/2025-12-31"]
      : ["2025-01-01/2025-03-31", "2025-04-01/2025-06-30", "2025-10-01/2025-12-31"]
    return team
      + zip(collected, ends).enumerated().map { index, dates in
        evidence(
          "EV-\(index + 1)", "review-\(index + 1).csv",
          "collected_on: \(dates.0)\nperiod: \(dates.1)\nseries: access-review")
          + "-- evidence/review-\(index + 1).csv --\naccount,result\nana,\(isCopied ? "keep" : "keep \(index)")\n"
      }.joined()
  }

  /// A repository in which everything mandatory is there.
  static let complete: String =
    policy() + "-- context/scope.md --\n" + frontMatter("SCP-01", "scope", "clauses: [4.3]") + "All of it.\n"
    + "-- risk/method.md --\n" + frontMatter("RSK-01", "risk-method", "clauses: [6.1.2, 6.1.3]") + "The method.\n"
    + soa(allRows).replacing(people, with: "")
    + "-- risk/plan.md --\n" + frontMatter("RSK-03", "plan", "register: treatment-actions\nclauses: [6.1.3]")
    + "| id | risks | action | owner | due | status |\n|---|---|---|---|---|---|\n"
    + "| TA-1 | R-001 | Encrypt disks | ceo | 2026-01-01 | done |\n\n"
    + risk("likelihood: 1\nimpact: 2\nassessed_on: 2026-01-01\naccepted_by: ceo\naccepted_on: 2026-01-01")
    .replacing(people, with: "")
    + "-- risk/acceptance.md --\n" + frontMatter("RSK-04", "record", "clauses: [6.1.3]") + "Accepted.\n"
    + "-- planning/objectives.md --\n" + frontMatter("OBJ", "register", "register: objectives\nclauses: [6.2]")
    + "| id | title | measure | owner | due |\n|---|---|---|---|---|\n| OBJ-1 | Patch | Days | ceo | 2026-12-31 |\n\n"
    + "-- support/competence.md --\n" + frontMatter("TRN-01", "plan", "clauses: [7.2]") + "Training.\n"
      + """
      -- evidence/course.md --
      ---
      id: EV-1
      type: evidence
      title: Course
      evidence_type: competence-record
      collected_on: 2026-01-02
      collected_by: ceo
      source: Learning platform
      as_of: 2026-01-02
      clauses: [7.2]
      classification: internal
      ---

      Passed.

      -- performance/measurements.md --

      """
    + frontMatter("MON-01", "register", "register: measurements\nclauses: [9.1]")
    + "| id | title | measured on | value |\n|---|---|---|---|\n| M-1 | Patching | 2026-01-02 | 5 days |\n\n"
    + "-- performance/programme.md --\n"
    + frontMatter("AUD-01", "audit-programme", "register: audits\nclauses: [9.2.2]")
    + "| id | title | kind | planned on | status |\n|---|---|---|---|---|\n"
    + "| AUD-2026 | Internal audit | internal | 2026-01-02 | performed |\n\n"
    + "-- performance/audit.md --\n" + frontMatter("AUD-02", "audit-report") + "Report.\n"
    + "-- performance/review.md --\n" + frontMatter("MRV-01", "management-review", "held_on: 2026-01-12")
    + "Minutes.\n"
    + "-- improvement/register.md --\n"
    + frontMatter("CAP-01", "register", "register: nonconformities\nclauses: [10.2]")
    + "| id | title | source | grade | raised on | due | owner | status |\n|---|---|---|---|---|---|---|---|\n"
    + "| NC-1 | No log | internal-audit | minor | 2026-01-02 | 2026-02-02 | ceo | closed |\n\n"
}
