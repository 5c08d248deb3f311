extension Schema {
  private static let title = FieldSpecification.required("title", .text, "What people call it.", synonyms: ["name"])
  private static let identifier = FieldSpecification.required("id", .identifier, "Its name, unique in the repository.")
  private static let ownedBy = FieldSpecification.required(
    "owner", owner, "Who answers for it.", synonyms: ["responsible"])
  private static let controls = FieldSpecification.optional("controls", .list(of: .control), "Controls concerned.")

  static let personFields: [FieldSpecification] = [
    identifier,
    .required("role", .text, "The role.", synonyms: ["title", "function"]),
    .optional("name", .text, "The person who holds it."),
    .optional("organisation", .text, "Where an external person works.", synonyms: ["organization", "company"]),
    .optional("emails", .list(of: .email), "Addresses used in commits.", synonyms: ["email", "e-mail"]),
    .optional(
      "duties", .list(of: .text),
      "Duties; `isms-conformity`, `isms-reporting` (5.3) and `top-management` have a meaning to rules."),
    .optional("may_approve", .list(of: .text), "Types of document the role may approve."),
    .optional("may_accept", .number(0...1_000_000), "Highest risk level the role may accept."),
    .optional(
      "signing_key", .list(of: .text),
      "Public keys the person signs with: lines of OpenSSH, or paths of `.asc` files with OpenPGP keys."),
    .optional("from", .date, "Since when."),
    .optional("until", .date, "Until when; empty while the person holds the role."),
  ]

  static let evidenceFields: [FieldSpecification] = [
    identifier, title,
    .required("evidence_type", .text, "Type of evidence; it sets the default freshness.", synonyms: ["kind"]),
    .optional("file", .path, "The file, relative to this one."),
    .optional("files", .list(of: .path), "The files, relative to this one."),
    .optional("location", .text, "Where it is kept, if not in the repository."),
    .optional("collected_on", .date, "When it was collected; EVD-01 looks for it.", synonyms: ["collected"]),
    .optional("collected_by", owner, "Who, or which job, collected it; EVD-01 looks for it."),
    .optional("source", .text, "System, tenant and query it comes from; EVD-01 looks for it."),
    .optional("period", .period, "The time it speaks for."),
    .optional("as_of", .date, "The moment it speaks for, if not a period."),
    .optional("controls", .list(of: .control), "Controls it supports."),
    .optional("clauses", .list(of: .clause), "Clauses it supports."),
    .optional(
      "people", .list(of: .reference([.person])),
      "People and roles it speaks about, such as those whose competence it "
        + "shows.", synonyms: ["roles"]),
    .optional("population", .text, "All items there were."),
    .optional("sample_size", .number(0...1_000_000_000), "How many were looked at."),
    .optional("selection", .text, "How they were chosen."),
    .optional("result", .text, "What the person who looked at it concluded."),
    .optional("reviewed_by", owner, "Who looked at it."),
    .optional("reviewed_on", .date, "When."),
    .required("classification", classification, "Who may read it."),
    .optional("in_pack", .oneOf("include", "reference", "redacted", "omit"), "How the pack treats the file."),
    .optional("sha256", .digest, "SHA-256 of the file when it was collected."),
    .optional("expires", .date, "When it stops speaking; overrides the type's freshness."),
    .optional("series", .text, "Name that joins recurring items."),
  ]

  static let assetFields: [FieldSpecification] = [
    identifier, title,
    .required(
      "kind", .oneOf("information", "software", "service", "hardware", "people", "site"), "What it is.",
      synonyms: ["type"]),
    ownedBy,
    .optional("classification", classification, "Of the information in it."),
    .optional("location", .text, "Where it is."),
    .optional("supplier", .list(of: .reference([.supplier])), "Who provides it."),
    .optional("critical", .boolean, "Whether the service stops without it."),
    .optional("personal_data", .boolean, "Whether it holds personal data."),
    controls,
    .optional("status", .text, "Such as in use, retired."),
  ]

  private static let severity = FieldType.oneOf("low", "medium", "high", "critical")

  static let supplierFields: [FieldSpecification] = [
    identifier, title,
    .required("service", .text, "What it provides."), ownedBy,
    .required("criticality", severity, "How much depends on it.", synonyms: ["tier"]),
    .optional("data", classification, "Highest classification it sees."),
    .optional("location", .text, "Where it works or stores."),
    .optional("personal_data", .boolean, "Whether it processes personal data."),
    .optional("development", .boolean, "Whether it develops software for the organisation."),
    controls,
    .optional("contract_until", .date, "End of the contract."),
    .optional("assurance", .text, "Certificate or report that speaks for it."),
    .optional("assurance_until", .date, "Until when that holds."),
    .optional("reviewed_on", .date, "Last review."),
    .optional("review_every", .duration, "Planned interval of reviews."),
    .optional("status", .oneOf("active", "ended", "candidate"), "Whether it is in use."),
  ]

  private static let obligationKind = FieldType.oneOf("legal", "regulatory", "contract", "other")

  static let obligationFields: [FieldSpecification] = [
    identifier, title,
    .required("kind", obligationKind, "Where it comes from.", synonyms: ["type"]),
    .optional("source", .text, "Law, contract or document."),
    .optional("applies_to", .text, "What it touches."), ownedBy, controls,
    .optional("documents", .list(of: .reference([.document])), "Documents that carry it out."),
    .optional("reviewed_on", .date, "Last review."),
    .optional("review_every", .duration, "Planned interval of reviews."),
    .optional("status", .text, "Such as in force, upcoming."),
  ]

  static let interestedPartyFields: [FieldSpecification] = [
    identifier,
    .required("title", .text, "The party.", synonyms: ["party", "interested party", "name"]),
    .required("requirement", .text, "What it requires."),
    .required("addressed", .boolean, "Whether the ISMS takes it on (4.2 c).", synonyms: ["addressed in isms"]),
    .optional("kind", obligationKind, "Where it comes from.", synonyms: ["type"]),
    .optional("addressed_by", .list(of: .reference([])), "Obligations, documents, objectives that do."),
    controls,
    .optional("owner", owner, "Who keeps the contact."),
  ]

  static let objectiveFields: [FieldSpecification] = [
    identifier,
    .required("title", .text, "What is to be reached.", synonyms: ["objective", "name"]),
    .optional("measure", .text, "What is measured; CTX-06 looks for it.", synonyms: ["metric"]),
    .optional("target", .text, "The value to reach."),
    .optional(
      "not_measurable", .text, "Why measuring is not practicable, where nothing is measured.",
      synonyms: ["not measurable because"]),
    .optional("baseline", .text, "The value at the start."),
    .optional("owner", owner, "Who answers for it; CTX-06 looks for it.", synonyms: ["responsible"]),
    .optional("set_on", .date, "When it was set.", synonyms: ["agreed on"]),
    .optional("due", .date, "Until when; CTX-06 looks for it.", synonyms: ["due date"]),
    .optional("resources", .text, "What it takes."),
    .optional("evaluation", .text, "How results are evaluated."),
    .optional("status", .oneOf("open", "achieved", "missed", "dropped"), "How it stands."),
    controls,
    .optional("clauses", .list(of: .clause), "Clauses concerned."),
  ]

  static let measurementFields: [FieldSpecification] = [
    identifier, title,
    .optional("objective", .list(of: .reference([.objective])), "Objective it belongs to."),
    .required("measured_on", .date, "When.", synonyms: ["date"]),
    .required("value", .text, "The result.", synonyms: ["result"]),
    .optional("target", .text, "What it is compared with."),
    .optional("period", .period, "The time it speaks for."),
    .optional("method", .text, "How it was measured."),
    .optional("owner", owner, "Who measured."),
    .optional("evaluation", .text, "What follows from it."),
  ]

  static let incidentFields: [FieldSpecification] = [
    identifier, title,
    .required("occurred_on", .date, "When it happened."),
    .optional("detected_on", .date, "When it was noticed."),
    .optional("closed_on", .date, "When it was closed."),
    .required("severity", severity, "How bad it was."), ownedBy,
    .optional("risks", .list(of: .reference([.risk])), "Risks it belongs to."), controls,
    .optional("lessons", .text, "What was learned (A.5.27)."),
    .optional("evidence", .list(of: .reference([.evidence])), "Where it is described."),
    .required("status", .oneOf("open", "closed"), "Whether it is over."),
  ]

  static let nonconformityFields: [FieldSpecification] = [
    identifier, title,
    .required(
      "source", .oneOf("internal-audit", "external-audit", "incident", "measurement", "review", "observation"),
      "How it was found."),
    .required("grade", .oneOf("major", "minor", "observation"), "How it was graded."),
    .required("raised_on", .date, "When it was found."),
    .required("due", .date, "Until when it is to be closed.", synonyms: ["due date"]), ownedBy,
    .optional("clauses", .list(of: .clause), "Clauses concerned."), controls,
    .optional("correction", .text, "What removed the fault."),
    .optional("cause", .text, "Why it happened."),
    .optional("corrective_action", .text, "What removes the cause."),
    .optional(
      "extension", .text, "Why it is due later than the longest time allows, and who decided so.",
      synonyms: ["reason for extension"]),
    .optional(
      "recurrence_of", .list(of: .reference([.nonconformity])), "Earlier nonconformities that came back with it.",
      synonyms: ["repeats"]),
    .optional("closed_on", .date, "When it was closed."),
    .optional("effectiveness", .text, "What showed that the action works (10.2 d)."),
    .optional("effectiveness_checked_on", .date, "When."),
    .required(
      "status", .choice([.init("open"), .init("in_progress", ["in progress"]), .init("closed")]), "How it stands."),
  ]

  static let auditFields: [FieldSpecification] = [
    identifier, title,
    .required(
      "kind", .oneOf("internal", "stage-1", "stage-2", "surveillance", "recertification"), "Which audit.",
      synonyms: ["type"]),
    .required("planned_on", .date, "When it is planned.", synonyms: ["planned"]),
    .optional("performed_on", .date, "When it ended.", synonyms: ["performed"]),
    .optional("auditor", .text, "Who audits."),
    .optional("clauses", .list(of: .clause), "Clauses covered."), controls,
    .optional("report", .reference([.document]), "The report."),
    .required("status", .oneOf("planned", "performed", "cancelled"), "How it stands."),
  ]

  static let changeFields: [FieldSpecification] = [
    .required("id", .identifier, "Its name, unique in the repository.", synonyms: ["no", "number"]),
    .required("title", .text, "What is changed.", synonyms: ["change", "name"]),
    .required(
      "kind", .oneOf("scope", "method", "policy", "roles", "controls", "other"), "What of the ISMS it changes (6.3).",
      synonyms: ["type"]),
    .optional("decided_on", .date, "When it was decided.", synonyms: ["decided"]),
    .optional(
      "reason", .text, "Why, and what may follow for the ISMS as a whole.",
      synonyms: ["purpose", "consequences", "why, and what was considered"]),
    .optional("resources", .text, "What it takes.", synonyms: ["needs"]),
    .optional("owner", owner, "Who carries it out.", synonyms: ["responsible"]),
    .optional("due", .date, "Until when.", synonyms: ["due date"]),
    .optional("done_on", .date, "When it was carried out.", synonyms: ["done"]),
    .optional("documents", .list(of: .reference([.document])), "Documents it changed."),
  ]
}
