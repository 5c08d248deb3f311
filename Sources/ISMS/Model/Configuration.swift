import Source

/// What `auditpack.yaml` says; every field has a default.
public struct Configuration: Sendable {
  /// The name of the file that marks the folder of an ISMS.
  public static let fileName = "auditpack.yaml"

  /// The organisation; nil if not said.
  public let organisation: String?
  /// The edition of the standard.
  public let standard: String
  /// The amendment in force.
  public let amendment: String?
  /// Other frameworks the pack maps to, in order: the name of one the program knows, or the path of a file that
  /// describes one, relative to the ISMS folder.
  public let frameworks: [(name: String, location: Location)]
  /// Folders and files to leave out, relative to the ISMS folder.
  public let ignored: [String]
  /// Name of the certification body.
  public let certificationBody: String?
  /// The scope as the certificate, or its draft, words it.
  public let certifiedScope: String?
  /// Version of the Statement of Applicability that the certificate names, or that the certification body was told of.
  public let certifiedStatement: String?
  /// Planned or past days of the certification, in order: `stage_1`, `stage_2`, `decided_on`, `expires_on`.
  public let certificationDates: [(name: String, date: CalendarDate)]
  /// First day of the time the next audit looks at; nil if not stated.
  public var evidenceFrom: CalendarDate? {
    if case .date(let day)? = fields["certification"]?.fields["evidence_from"]?.value { day } else { nil }
  }
  /// The lowest approval level by document type.
  public let minimumApprovalLevels: [String: Int]
  /// Freshness by evidence type, where it differs from the default.
  public let freshness: [String: CalendarDuration]
  /// Predicted grades by rule code, where they differ from the default.
  public let grades: [String: Grade]
  /// Numbers the rules use.
  public let parameters: Parameters
  /// Path of the file; nil if there is none.
  public let path: String?
  private let fields: [String: Field]

  /// The fields of the file.
  public static let fields: [FieldSpecification] = [
    .optional("organisation", .text, "Name of the organisation.", synonyms: ["organization"]),
    .optional("standard", .text, "Edition of the standard; `ISO/IEC 27001:2022` is the default."),
    .optional("amendment", .text, "Amendment in force; `Amd 1:2024` is the default."),
    .optional(
      "frameworks", .list(of: .text),
      "Other frameworks the pack maps to: `soc2`, or the path of a JSON file that describes one."),
    .optional("ignore", .list(of: .path), "Folders and files to leave out."),
    .optional(
      "certification",
      .map([
        .optional("body", .text, "The certification body."),
        .optional("scope", .text, "The scope as the certificate, or its draft, words it."),
        .optional("stage_1", .date, "Day of Stage 1."),
        .optional("stage_2", .date, "Day of Stage 2."),
        .optional("decided_on", .date, "Day of the certification decision."),
        .optional("expires_on", .date, "Day the certificate ends."),
        .optional(
          "evidence_from", .date,
          "First day of the time the next audit looks at; evidence that recurs has to cover it from then on (EVD-03)."),
        .optional(
          "soa_version", .version,
          "Version of the Statement of Applicability the certificate names, or the certification body was told of."),
      ]), "Dates of the certification cycle."),
    .optional(
      "approval",
      .map([
        .optional(
          "minimum_level", .dictionary(of: .number(0...4)), "Lowest level of trust (0 to 4) an approval needs, by type."
        )
      ]), "What an approval must be able to show."),
    .optional("freshness", .dictionary(of: .duration), "How long evidence of a type speaks for a control."),
    .optional(
      "grades", .dictionary(of: .choice(Grade.allCases.map { FieldType.Choice($0.rawValue) })),
      "Predicted grade of a rule, where it differs from the default; the pack prints it."),
    .optional("parameters", .map(Parameters.fields), "Numbers the rules use; the pack prints what differs."),
  ]

  init(fields: [String: Field], path: String?) {
    organisation = fields["organisation"]?.text
    standard = fields["standard"]?.text ?? "ISO/IEC 27001:2022"
    amendment = fields["amendment"]?.text ?? "Amd 1:2024"
    frameworks = (fields["frameworks"]?.items ?? []).compactMap { item in item.text.map { ($0, item.location) } }
    ignored = fields["ignore"]?.items.compactMap(\.text) ?? []
    let certification = fields["certification"]?.fields ?? [:]
    certificationBody = certification["body"]?.text
    certifiedScope = certification["scope"]?.text
    certifiedStatement = certification["soa_version"]?.text
    certificationDates = ["stage_1", "stage_2", "decided_on", "expires_on"].compactMap { name in
      if case .date(let date)? = certification[name]?.value { (name, date) } else { nil }
    }
    minimumApprovalLevels = (fields["approval"]?.fields["minimum_level"]?.fields ?? [:]).compactMapValues(\.integer)
    freshness = (fields["freshness"]?.fields ?? [:]).compactMapValues { field in
      if case .duration(let duration) = field.value { duration } else { nil }
    }
    grades = (fields["grades"]?.fields ?? [:]).compactMapValues { $0.text.flatMap(Grade.init(rawValue:)) }
    parameters = Parameters(fields["parameters"]?.fields ?? [:])
    self.path = path
    self.fields = fields
  }

  /// Where the value below these keys stands; nil if the file does not set it.
  public func location(of path: [String]) -> Location? {
    var fields = fields
    var location: Location?
    for key in path {
      guard let field = fields[key] else { return nil }
      location = field.location
      fields = field.fields
    }
    return location
  }

  /// Whether the certification was decided on or before a day.
  public func isCertified(on day: CalendarDate) -> Bool {
    certificationDates.contains { $0.name == "decided_on" && $0.date <= day }
  }

  /// A planned or past day of the certification, such as `stage_2`; nil if none is stated.
  public func certificationDate(_ name: String) -> CalendarDate? {
    certificationDates.first { $0.name == name }?.date
  }
}
