import Source

/// What a field may hold.
public indirect enum FieldType: Sendable {
  /// Any text.
  case text
  /// The name of a document or record: letters, digits, `.`, `_`, `/` and `-`.
  case identifier
  /// The id of something this repository declares, of one of the kinds; any kind if empty.
  case reference([RecordKind])
  /// A control of Annex A or of another framework in the SoA.
  case control
  /// A clause, 4 to 10.
  case clause
  /// A day, `YYYY-MM-DD`.
  case date
  /// Two days with `/` between them.
  case period
  /// A length of time such as `12 months`, of one day or more.
  case duration
  /// A version: numbers with dots, compared part by part.
  case version
  /// A whole number.
  case integer
  /// A whole number within bounds.
  case number(ClosedRange<Int>)
  /// SHA-256 in hexadecimal.
  case digest
  /// `true` or `false`, also `yes` and `no`.
  case boolean
  /// An e-mail address.
  case email
  /// A file or folder, relative to the file that names it.
  case path
  /// One of a few words.
  case choice([Choice])
  /// Several values; one value alone is a list of one.
  case list(of: FieldType)
  /// Named fields inside a field.
  case map([FieldSpecification])
  /// Free keys with values of one type.
  case dictionary(of: FieldType)

  /// Whether a value of the type can name something else.
  var canRefer: Bool {
    switch self {
    case .reference, .control, .clause, .path: true
    case .list(let element): element.canRefer
    default: false
    }
  }

  /// The type of what a list holds; other types themselves.
  var element: FieldType { if case .list(let element) = self { element.element } else { self } }

  /// Whether a value of the type can name what does not exist: controls and clauses are known when a value is read.
  var canFail: Bool {
    switch self {
    case .reference, .path: true
    case .list(let element): element.canFail
    default: false
    }
  }

  /// A word a field may hold, with what people write instead of it.
  public struct Choice: Sendable {
    /// The word the program uses.
    public let value: String
    /// Everyday words that mean the same.
    public let synonyms: [String]

    /// The word `value`, also understood when written as one of `synonyms`.
    public init(_ value: String, _ synonyms: [String] = []) {
      self.value = value
      self.synonyms = synonyms
    }
  }

  /// A choice between words without synonyms.
  static func oneOf(_ values: String...) -> FieldType { .choice(values.map { Choice($0) }) }

  /// What the type is called in messages and in the field reference.
  public var title: String {
    switch self {
    case .text: "text"
    case .identifier: "id"
    case .reference(let kinds):
      kinds.isEmpty ? "id of a document or record" : "id of " + kinds.map(\.title).joined(separator: " or ")
    case .control: "control"
    case .clause: "clause"
    case .date: "date (YYYY-MM-DD)"
    case .period: "period (YYYY-MM-DD/YYYY-MM-DD)"
    case .duration: "duration (such as 12 months)"
    case .version: "version (such as 1.2)"
    case .integer: "whole number"
    case .number(let bounds): "whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
    case .digest: "SHA-256 (64 hexadecimal digits)"
    case .boolean: "yes or no"
    case .email: "e-mail address"
    case .path: "path"
    case .choice(let choices): "one of " + choices.map { "`\($0.value)`" }.joined(separator: ", ")
    case .list(let element): "list: \(element.title)"
    case .map(let fields): "map of " + fields.map { "`\($0.name)`" }.joined(separator: ", ")
    case .dictionary(let element): "map of \(element.title)"
    }
  }
}

/// One field of a record or document.
public struct FieldSpecification: Sendable {
  /// The key in front matter and the heading in tables.
  public let name: String
  /// What it may hold.
  public let type: FieldType
  /// Whether a record without it is incomplete.
  public let isRequired: Bool
  /// Other names people use for it, compared without case, spaces and punctuation.
  public let synonyms: [String]
  /// What it means, for the field reference.
  public let meaning: String

  static func required(
    _ name: String, _ type: FieldType, _ meaning: String, synonyms: [String] = []
  ) -> FieldSpecification {
    FieldSpecification(name: name, type: type, isRequired: true, synonyms: synonyms, meaning: meaning)
  }

  static func optional(
    _ name: String, _ type: FieldType, _ meaning: String, synonyms: [String] = []
  ) -> FieldSpecification {
    FieldSpecification(name: name, type: type, isRequired: false, synonyms: synonyms, meaning: meaning)
  }
}
