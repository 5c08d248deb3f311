/// Every field of every kind of record and document, once. The binder, the unknown-key check and the field reference in
/// `docs/fields.md` read nothing else.
public struct Schema: Sendable {
  /// The fields, in the order of the field reference.
  public let fields: [FieldSpecification]
  /// Those whose values can name something else.
  let referring: [FieldSpecification]
  /// The field that names the record.
  public let identifier: String
  private let byName: [String: Int]
  private let byHeading: [String: Int]

  init(identifier: String = "id", _ fields: [FieldSpecification]) {
    self.fields = fields
    referring = fields.filter(\.type.canRefer)
    self.identifier = identifier
    byName = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var byHeading: [String: Int] = [:]
    for (index, field) in fields.enumerated() {
      byHeading[Self.normalized(heading: field.name)] = index
      for synonym in field.synonyms { byHeading[Self.normalized(heading: synonym)] = index }
    }
    self.byHeading = byHeading
  }

  /// The field called `name`, exactly; nil if there is none.
  public subscript(name: String) -> FieldSpecification? { byName[name].map { fields[$0] } }

  /// The field a column heading means: names and synonyms without case, white space, punctuation and what stands in
  /// brackets, so that `Likelihood (1-5)` is `likelihood`.
  public func field(forHeading heading: String) -> FieldSpecification? {
    byHeading[Self.normalized(heading: heading)].map { fields[$0] }
  }

  private static func normalized(heading: String) -> String {
    var depth = 0
    var result = ""
    for character in heading.lowercased() {
      if character == "(" || character == "[" { depth += 1 }
      if depth == 0, character.isLetter || character.isNumber { result.append(character) }
      if depth > 0, character == ")" || character == "]" { depth -= 1 }
    }
    return result
  }

  /// The fields of a document of a type: those of every document and those of the type.
  public static func document(_ type: DocumentType) -> Schema {
    documents[type] ?? Schema(documentFields)
  }

  private static let documents: [DocumentType: Schema] = Dictionary(
    uniqueKeysWithValues: DocumentType.allCases.map { ($0, Schema(documentFields + (typeFields[$0] ?? []))) })

  /// The fields of a record; for documents those that every type has.
  public static func record(_ kind: RecordKind) -> Schema {
    records[kind] ?? Schema(documentFields)
  }

  private static let records: [RecordKind: Schema] = [
    .document: Schema(documentFields),
    .soaRow: Schema(identifier: "control", soaFields),
    .risk: Schema(riskFields),
    .treatmentAction: Schema(treatmentActionFields),
    .person: Schema(personFields),
    .evidence: Schema(evidenceFields),
    .asset: Schema(assetFields),
    .supplier: Schema(supplierFields),
    .obligation: Schema(obligationFields),
    .interestedParty: Schema(interestedPartyFields),
    .objective: Schema(objectiveFields),
    .measurement: Schema(measurementFields),
    .incident: Schema(incidentFields),
    .nonconformity: Schema(nonconformityFields),
    .audit: Schema(auditFields),
    .change: Schema(changeFields),
    .deviation: Schema(deviationFields),
  ]

  /// Fields that say when something happened, whatever the record: their day has come.
  public static let pastDays: Set<String> = [
    "approved_on", "reviewed_on", "assessed_on", "accepted_on", "collected_on", "as_of", "done_on", "closed_on",
    "raised_on", "occurred_on", "detected_on", "measured_on", "performed_on", "held_on", "audited_from", "audited_to",
    "decided_on", "effectiveness_checked_on",
  ]

  static let classification = FieldType.oneOf("public", "internal", "confidential", "restricted")
  static let owner = FieldType.reference([.person])
}
