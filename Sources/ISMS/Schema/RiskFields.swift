extension Schema {
  /// The field of a SoA row that names its control.
  static let soaControl = "control"

  static let soaFields: [FieldSpecification] = [
    .required(soaControl, .control, "The control.", synonyms: ["id", "control id", "annex a control"]),
    .required(
      "included", .boolean, "Whether the control is necessary in this ISMS.", synonyms: ["applicable", "applicability"]),
    .optional(
      "justification", .text, "Why it is included, or why not (6.1.3 d); SOA-02 looks for it.",
      synonyms: ["reason", "justification for inclusion or exclusion"]),
    .optional(
      "basis",
      .list(
        of: .choice([
          .init("risk", ["risk assessment"]), .init("legal", ["law", "regulatory"]), .init("contract", ["contractual"]),
          .init("business", ["management decision"]), .init("baseline", ["good practice", "best practice"]),
        ])), "What kind of reason it is."),
    .optional("because", .list(of: .reference([])), "Risks, obligations and documents that are the reason."),
    .optional(
      "status",
      .choice([
        .init("implemented", ["yes", "done", "in place"]), .init("partial", ["partially implemented", "in progress"]),
        .init("planned"), .init("not_implemented", ["not implemented", "no"]),
      ]), "How far an included control is implemented; empty for an excluded one.",
      synonyms: ["implementation status"]),
    .optional("implementation", .text, "How it is done here.", synonyms: ["how", "description"]),
    .optional("responsibility", .oneOf("own", "shared", "inherited"), "Who operates it."),
    .optional("provider", .list(of: .reference([.supplier])), "Supplier of a shared or inherited control."),
    .optional("owner", owner, "Who answers for it.", synonyms: ["control owner"]),
    .optional("documents", .list(of: .reference([.document])), "Documents that rule it."),
    .optional("due", .date, "When a partial or planned control will be implemented.", synonyms: ["planned date"]),
    .optional(
      "reviewed_on", .date, "When the row was last looked through.", synonyms: ["last reviewed", "last review"]),
    .optional(
      "title", .text, "Title, for the reader's convenience; the catalog's is used.", synonyms: ["control title"]),
  ]

  private static let option = FieldType.choice([
    .init("modify", ["mitigate", "reduce", "treat"]), .init("share", ["transfer", "insure", "outsource"]),
    .init("avoid", ["terminate", "stop"]), .init("retain", ["accept", "tolerate"]),
  ])

  static let riskFields: [FieldSpecification] = [
    .required("id", .identifier, "Name of the risk.", synonyms: ["risk id"]),
    .required("title", .text, "What may happen, in a few words.", synonyms: ["risk", "name"]),
    .optional("description", .text, "The scenario; in a record file the text below the front matter."),
    .optional("assets", .list(of: .reference([.asset])), "Assets concerned."),
    .optional("threat", .text, "What may act."),
    .optional("vulnerability", .text, "What it may use."),
    .optional("event", .text, "What would happen."),
    .optional(
      "owner", owner, "Person accountable for the risk, with authority to manage it; RSK-03 looks for it.",
      synonyms: ["risk owner"]),
    .optional(
      "affects",
      .list(
        of: .choice([
          .init("C", ["confidentiality"]), .init("I", ["integrity"]), .init("A", ["availability"]),
        ])), "Which of confidentiality, integrity and availability it touches; RSK-12 looks for it.",
      synonyms: ["cia", "security properties"]),
    .optional("inherent_likelihood", .integer, "Likelihood without any control."),
    .optional("inherent_impact", .integer, "Impact without any control."),
    .required("likelihood", .integer, "Likelihood now, on the method's scale.", synonyms: ["current likelihood"]),
    .required("impact", .integer, "Impact now, on the method's scale.", synonyms: ["consequence", "current impact"]),
    .optional("level", .integer, "Level as the register states it; compared with the method.", synonyms: ["score"]),
    .optional("band", .text, "Band as the register states it; compared with the method."),
    .optional("treatment", option, "The decision.", synonyms: ["treatment option", "decision"]),
    .optional("controls", .list(of: .control), "Controls that treat it."),
    .optional("residual_likelihood", .integer, "Likelihood after treatment."),
    .optional("residual_impact", .integer, "Impact after treatment."),
    .optional("residual_level", .integer, "Residual level as the register states it.", synonyms: ["residual risk"]),
    .optional("accepted_by", .reference([.person]), "Who accepted what remains (6.1.3 f)."),
    .optional("accepted_on", .date, "When."),
    .optional("acceptance_reason", .text, "Why."),
    .optional("acceptance_expires", .date, "Until when."),
    .optional(
      "assessed_on", .date, "When it was last assessed (8.2).", synonyms: ["last assessed", "assessment date"]),
    .optional("status", .oneOf("open", "closed"), "Closed risks are kept, not treated."),
  ]

  static let treatmentActionFields: [FieldSpecification] = [
    .required("id", .identifier, "Name of the action."),
    .required("risks", .list(of: .reference([.risk])), "Risks it treats.", synonyms: ["risk"]),
    .required("action", .text, "What is done.", synonyms: ["title", "description"]),
    .optional("controls", .list(of: .control), "Controls it builds."),
    .optional("owner", owner, "Who does it; RSK-08 looks for it.", synonyms: ["responsible"]),
    .optional("due", .date, "Until when; RSK-08 looks for it.", synonyms: ["due date", "target date"]),
    .optional(
      "status",
      .choice([
        .init("planned", ["open", "todo"]), .init("in_progress", ["in progress", "started"]),
        .init("done", ["completed", "closed"]), .init("cancelled", ["dropped"]),
      ]), "How far it is; RSK-08 looks for it."),
    .optional("done_on", .date, "When it was finished."),
    .optional("note", .text, "Remarks, such as why a date moved.", synonyms: ["notes", "comment"]),
  ]

  static let deviationFields: [FieldSpecification] = [
    .required("id", .identifier, "Name of the deviation."),
    .required("rule", .text, "Code or name of the rule."),
    .required("target", .text, "Id or path it applies to."),
    .required("reason", .text, "Why it is accepted."),
    .required("approved_by", owner, "Who accepted it."),
    .optional("approved_on", .date, "When."),
    .required("expires", .date, "Until when."),
  ]
}
