import Source

/// Every field of every kind of record and document, once. The binder, the unknown-key check and the field reference in
/// `docs/fields.md` read nothing else.
public final class Schema: Sendable {
  /// The fields, in the order of the field reference.
  public let fields: [FieldSpecification]
  /// Their names, in the same order.
  let names: [String]
  /// Their types, those of lists as the types of their elements, in the same order.
  let elements: [FieldType]
  /// Whether the value of a field can name what does not exist, in the same order.
  let canFail: [Bool]
  /// The positions of those that can.
  let positionsThatCanFail: [Int]
  /// The positions of those whose values can name something else.
  let referring: [Int]
  /// The field that names the record.
  public let identifier: String
  private let byHeading: Lazy<[String: Int]>

  init(identifier: String = "id", _ fields: [FieldSpecification]) {
    self.fields = fields
    self.identifier = identifier
    names = fields.map(\.name)
    elements = fields.map(\.type.element)
    let canFail = fields.map(\.type.canFail)
    self.canFail = canFail
    positionsThatCanFail = fields.indices.filter { canFail[$0] }
    referring = fields.indices.filter { fields[$0].type.canRefer }
    // Only tables have headings.
    byHeading = Lazy(computing: {
      var byHeading: [String: Int] = [:]
      for (position, field) in fields.enumerated() {
        byHeading[Self.normalized(heading: field.name)] = position
        for synonym in field.synonyms { byHeading[Self.normalized(heading: synonym)] = position }
      }
      return byHeading
    })
  }

  /// The position of the field called `name`, exactly; nil if there is none.
  func position(of name: String) -> Int? { names.firstIndex(of: name) }

  /// The field called `name`, exactly; nil if there is none.
  public subscript(name: String) -> FieldSpecification? { position(of: name).map { fields[$0] } }

  /// The field a column heading means: names and synonyms without case, white space, punctuation and what stands in
  /// brackets, so that `Likelihood (1-5)` is `likelihood`.
  public func field(forHeading heading: String) -> FieldSpecification? {
    byHeading.value[Self.normalized(heading: heading)].map { fields[$0] }
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
    documents[type] ?? document
  }

  private static let documents: [DocumentType: Schema] = Dictionary(
    uniqueKeysWithValues: DocumentType.allCases.map { ($0, Schema(documentFields + (typeFields[$0] ?? []))) })

  /// The fields of a record; for documents those that every type has.
  public static func record(_ kind: RecordKind) -> Schema {
    switch kind {
    case .document: document
    case .soaRow: soaRow
    case .risk: risk
    case .treatmentAction: treatmentAction
    case .person: person
    case .evidence: evidence
    case .asset: asset
    case .supplier: supplier
    case .obligation: obligation
    case .interestedParty: interestedParty
    case .objective: objective
    case .measurement: measurement
    case .incident: incident
    case .nonconformity: nonconformity
    case .audit: audit
    case .change: change
    case .deviation: deviation
    }
  }

  private static let document = Schema(documentFields)
  private static let soaRow = Schema(identifier: "control", soaFields)
  private static let risk = Schema(riskFields)
  private static let treatmentAction = Schema(treatmentActionFields)
  private static let person = Schema(personFields)
  private static let evidence = Schema(evidenceFields)
  private static let asset = Schema(assetFields)
  private static let supplier = Schema(supplierFields)
  private static let obligation = Schema(obligationFields)
  private static let interestedParty = Schema(interestedPartyFields)
  private static let objective = Schema(objectiveFields)
  private static let measurement = Schema(measurementFields)
  private static let incident = Schema(incidentFields)
  private static let nonconformity = Schema(nonconformityFields)
  private static let audit = Schema(auditFields)
  private static let change = Schema(changeFields)
  private static let deviation = Schema(deviationFields)

  /// Fields that say when something happened, whatever the record: their day has come.
  public static let pastDays: Set<String> = [
    "approved_on", "reviewed_on", "assessed_on", "accepted_on", "collected_on", "as_of", "done_on", "closed_on",
    "raised_on", "occurred_on", "detected_on", "measured_on", "performed_on", "held_on", "audited_from", "audited_to",
    "decided_on", "effectiveness_checked_on",
  ]

  static let classification = FieldType.oneOf("public", "internal", "confidential", "restricted")
  static let owner = FieldType.reference([.person])
}
