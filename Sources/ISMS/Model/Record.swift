import Source

/// A typed value with the place it was read from.
public struct Field: Hashable, Sendable {
  /// A value as the schema types it.
  public indirect enum Value: Hashable, Sendable {
    /// Text, an id, a control, a clause, or one of a few words.
    case text(String)
    /// A day.
    case date(CalendarDate)
    /// First and last day.
    case period(ClosedRange<CalendarDate>)
    /// A length of time.
    case duration(CalendarDuration)
    /// A whole number.
    case integer(Int)
    /// Yes or no.
    case boolean(Bool)
    /// Values in order.
    case list([Field])
    /// Named values.
    case map([String: Field])
  }

  /// The value.
  public let value: Value
  /// Where it stands.
  public let location: Location

  /// A value at a place.
  public init(_ value: Value, at location: Location) {
    self.value = value
    self.location = location
  }

  /// The text; nil for other values.
  public var text: String? { if case .text(let text) = value { text } else { nil } }
  /// The number; nil for other values.
  public var integer: Int? { if case .integer(let number) = value { number } else { nil } }
  /// The items; empty for other values.
  public var items: [Field] { if case .list(let items) = value { items } else { [] } }
  /// Whether it says nothing: an empty text or list.
  var isEmpty: Bool {
    switch value {
    case .text(let text): text.isEmpty
    case .list(let items): items.isEmpty
    default: false
    }
  }

  /// Gives the text, or the texts of a list, with their places.
  func forEachText(_ body: (String, Location) -> Void) {
    switch value {
    case .text(let text): body(text, location)
    case .list(let items): for item in items { item.forEachText(body) }
    default: break
    }
  }
  /// The named values; empty for other values.
  public var fields: [String: Field] { if case .map(let fields) = value { fields } else { [:] } }
}

/// One document's data, or one row of facts, wherever it was written: a file, a Markdown table or a CSV file.
///
/// It never changes, so it is handed around by reference.
public final class Record: Hashable, Sendable {
  /// What it is.
  public let kind: RecordKind
  /// Its name; empty if it lacks one (which is a finding of its own).
  public let id: String
  /// The values that could be read, by field.
  public let fields: Fields
  /// Where it stands: the id in a file, the row in a table.
  public let location: Location
  /// The document whose table or data file holds it; nil for a record in a file of its own.
  public let register: String?
  /// Fields that hold something which could not be read: a finding of its own, so they are not missing besides.
  public let unread: Set<String>

  /// A record with these values.
  public init(
    kind: RecordKind, id: String, fields: Fields, location: Location, register: String? = nil,
    unread: Set<String> = []
  ) {
    self.kind = kind
    self.id = id
    self.fields = fields
    self.location = location
    self.register = register
    self.unread = unread
  }

  /// Whether a field says nothing: it is absent, or an empty text or list. A value that could not be read is a finding
  /// already and not missing.
  public func lacks(_ name: String) -> Bool {
    guard !unread.contains(name) else { return false }
    return fields[name]?.isEmpty ?? true
  }

  /// The text of a field; nil if it is absent or empty.
  public func text(_ name: String) -> String? {
    guard let text = fields.text(name), !text.isEmpty else { return nil }
    return text
  }

  /// The day in a field.
  public func date(_ name: String) -> CalendarDate? { fields.date(name) }

  /// The whole number in a field.
  public func integer(_ name: String) -> Int? { fields[name]?.integer }

  /// The yes or no in a field.
  public func boolean(_ name: String) -> Bool? {
    if case .boolean(let boolean)? = fields[name]?.value { boolean } else { nil }
  }

  /// The length of time in a field.
  public func duration(_ name: String) -> CalendarDuration? {
    if case .duration(let duration)? = fields[name]?.value { duration } else { nil }
  }

  /// The period in a field.
  public func period(_ name: String) -> ClosedRange<CalendarDate>? {
    if case .period(let period)? = fields[name]?.value { period } else { nil }
  }

  /// The texts of a list; empty if the field is absent.
  public func texts(_ name: String) -> [String] { fields.texts(name) }

  /// The place of a field; the record's own place if the field is absent.
  public func location(of name: String) -> Location { fields.location(name) ?? location }

  /// The place of one text of a list; that of the field or of the record if the list lacks it.
  public func location(of name: String, item: String) -> Location {
    fields[name]?.items.first { $0.text == item }?.location ?? location(of: name)
  }

  /// Equal if everything in them is.
  public static func == (left: Record, right: Record) -> Bool {
    left === right
      || (left.kind == right.kind && left.id == right.id && left.location == right.location
        && left.register == right.register && left.unread == right.unread && left.fields == right.fields)
  }

  /// Hashes what tells records apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(location)
  }
}

/// A typed view of a record: what a risk, a supplier or an audit says, by name.
public protocol RecordView: Sendable {
  /// The record behind it.
  var record: Record { get }
  /// Controls it names.
  var controls: [String] { get }
  /// The view of a record of the right kind.
  init(record: Record)
}

extension RecordView {
  /// Its name; empty if it lacks one.
  public var id: String { record.id }
  /// The title; the id where there is none.
  public var title: String { record.text("title") ?? record.id }
  /// Id of the role or person that answers for it.
  public var owner: String? { record.text("owner") }
  /// Controls it names.
  public var controls: [String] { record.texts("controls") }
  /// Clauses it names.
  public var clauses: [String] { record.texts("clauses") }
  /// Where it stands.
  public var location: Location { record.location }
}
