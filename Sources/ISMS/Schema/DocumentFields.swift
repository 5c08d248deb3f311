extension Schema {
  /// The fields every document has.
  static let documentFields: [FieldSpecification] = [
    .required("id", .identifier, "Name of the document, unique in the repository; it survives renames of the file."),
    .required(
      "type",
      .choice(DocumentType.allCases.map { FieldType.Choice($0.rawValue) }), "What kind of document it is."),
    .optional("title", .text, "Title as people call it; DOC-02 looks for it."),
    .optional("version", .version, "Version of the text; DOC-02 looks for it.", synonyms: ["revision"]),
    .required(
      "status", .oneOf("draft", "in_review", "approved", "retired"), "Where the document stands in its life."),
    .optional(
      "owner", owner, "Role or person who keeps it up to date; DOC-02 looks for it.", synonyms: ["document owner"]),
    .optional(
      "approved_by", .list(of: .reference([.person])), "Who approved this version.", synonyms: ["approver"]),
    .optional(
      "approved_on", .date, "When this version was approved.",
      synonyms: ["approval date", "effective date", "approved"]),
    .optional("effective_from", .date, "When it comes into force, if not on approval."),
    .optional("reviewed_on", .date, "When it was last looked through, changed or not.", synonyms: ["last review"]),
    .optional(
      "review_every", .duration, "The planned interval of reviews.", synonyms: ["review cycle", "review interval"]),
    .optional("classification", classification, "Who may read it; DOC-13 looks for it."),
    .optional(
      "distribution",
      .choice([
        .init("public", ["everybody"]), .init("customers", ["customer"]), .init("auditors", ["auditor"]),
        .init("staff", ["employees", "all staff"]), .init("named", ["named people", "need to know"]),
      ]), "To whom it is given; DOC-13 compares it with the classification.", synonyms: ["audience"]),
    .optional("controls", .list(of: .control), "Controls this document implements."),
    .optional("clauses", .list(of: .clause), "Clauses this document answers."),
    .optional("supersedes", .list(of: .reference([.document])), "Documents it replaces."),
    .optional("language", .text, "Language of the text, such as `en`."),
    .optional("summary", .text, "One or two sentences for the document register."),
    .optional(
      "register",
      .choice(RecordKind.allCases.compactMap { $0.register.map { FieldType.Choice($0) } }),
      "Kind of records its table or data file holds."),
    .optional("data", .path, "The CSV file, or the folder of record files, that holds the records."),
    .optional("framework", .text, "Framework that control ids in this text belong to, if not ISO/IEC 27001."),
    .optional(
      "retention", .dictionary(of: .duration),
      "How long records are kept, by kind of register (`evidence: 3 years`) or for `all` (7.5.3 f).",
      synonyms: ["retention schedule"]),
    .optional(
      "deviations", .list(of: .map(deviationFields.filter { $0.name != "id" && $0.name != "target" })),
      "Findings about this document that are accepted for a time; a register of deviations may hold them too."),
    .optional(
      "external_documents", .list(of: .text), "Documents of external origin the ISMS needs, with edition (7.5.3)."),
  ]

  /// Fields that only one type of document has.
  static let typeFields: [DocumentType: [FieldSpecification]] = [
    .policy: [
      .optional(
        "commitments", .list(of: .oneOf("requirements", "improvement", "objectives")),
        "What the information security policy commits to (5.2): meeting requirements, continual improvement, and a frame "
          + "for objectives. Without it CTX-08 looks for the words in an English text.")
    ],
    .scope: [
      .optional("boundaries", .list(of: .text), "What is inside: services, people, sites, systems (4.3)."),
      .optional("interfaces", .list(of: .text), "Where the ISMS meets others (4.3 c)."),
      .optional("dependencies", .list(of: .text), "What it depends on others for (4.3 c)."),
      .optional("exclusions", .list(of: .text), "What is outside, and why."),
      .optional("sites", .list(of: .reference([.asset])), "Assets of the kind `site` that are inside."),
      .optional(
        "services", .list(of: .text), "Services offered to others that are inside, by name or id of the asset."),
      .optional("legal_entities", .list(of: .text), "Legal entities that are inside."),
      .optional("facts", .map(ScopeFact.fields), "What lies in the scope and makes controls necessary."),
      .optional("statement", .text, "The scope in one sentence, as the certificate is to show it."),
    ],
    .context: [
      .optional(
        "climate_change", .oneOf("relevant", "not_relevant"), "The decision of 4.1 as amended in 2024."),
      .optional("climate_change_reason", .text, "Why."),
    ],
    .riskMethod: [
      .optional("method", .map(methodFields), "The method as data; the default is the 4×4 product.")
    ],
    .auditReport: [
      .optional("audited_from", .date, "First day of the audit."),
      .optional("audited_to", .date, "Last day of the audit."),
      .optional("auditors", .list(of: .reference([.person])), "Who audited."),
      .optional("audited_clauses", .list(of: .clause), "Clauses covered."),
      .optional("audited_controls", .list(of: .control), "Controls covered."),
      .optional("findings", .list(of: .reference([.nonconformity])), "Nonconformities it raised."),
    ],
    .managementReview: [
      .optional("held_on", .date, "Day of the review."),
      .optional("attendees", .list(of: .reference([.person])), "Who took part."),
      .optional(
        "inputs", .list(of: .choice(reviewInputs.map { FieldType.Choice($0) })), "Inputs of 9.3.2 that were treated."),
      .optional("decisions", .list(of: .text), "What was decided (9.3.3)."),
      .optional(
        "actions", .list(of: .map(reviewActionFields)),
        "What follows from the decisions, and how the actions of earlier reviews stand on the day (9.3.2 a)."),
    ],
  ]

  /// The inputs of a management review that 9.3.2 lists, in its order.
  public static let reviewInputs = [
    "previous_actions", "external_internal_issues", "interested_parties", "nonconformities", "measurements",
    "audit_results", "objectives", "interested_party_feedback", "risk_assessment", "improvement",
  ]

  private static let reviewActionFields: [FieldSpecification] = [
    .required("id", .identifier, "Its name, the same in every review that deals with it."),
    .optional("action", .text, "What is done."),
    .optional("owner", .text, "Who does it."),
    .optional("due", .date, "Until when."),
    .required("status", .oneOf("open", "in_progress", "done", "cancelled"), "How it stands on the day of the review."),
  ]

  /// The risk method as data (6.1.2).
  static let methodFields: [FieldSpecification] = [
    .optional(
      "scales",
      .map([
        .required("likelihood", .list(of: .map(scaleFields)), "Values of likelihood, rising."),
        .required("impact", .list(of: .map(scaleFields)), "Values of impact, rising."),
      ]), "The scales."),
    .optional("level", .oneOf("product", "sum", "matrix"), "How likelihood and impact make a level."),
    .optional(
      "matrix", .list(of: .list(of: .integer)),
      "One row of levels for each likelihood, one column for each impact; for `level: matrix`."),
    .optional(
      "bands",
      .list(
        of: .map([
          .required("name", .text, "Name of the band."),
          .required("from", .integer, "Lowest level in it."),
          .required("to", .integer, "Highest level in it."),
          .optional("decision", .oneOf("retain", "treat"), "What is done with a risk in it."),
          .optional("due_days", .integer, "Days within which it is treated."),
        ])), "Bands of levels with their decision."),
    .optional("acceptance_threshold", .integer, "Highest level that may remain without a special decision."),
    .optional(
      "acceptance_authority",
      .list(
        of: .map([
          .required("max_level", .integer, "Highest level this role may accept."),
          .required("role", .text, "Role id, or `risk-owner`."),
        ])), "Who may accept which level."),
    .optional("review_interval", .duration, "How often risks are assessed again (8.2)."),
  ]

  private static let scaleFields: [FieldSpecification] = [
    .required("value", .integer, "The number."),
    .required("name", .text, "Its name."),
    .optional("meaning", .text, "How two people choose the same value."),
  ]
}
