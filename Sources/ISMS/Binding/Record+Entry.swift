import Source

// A record as bytes, within the entry of its file: see MarkdownFile+Entry.swift.

private enum ValueTag {
  static let text: UInt8 = 0
  static let date: UInt8 = 1
  static let period: UInt8 = 2
  static let duration: UInt8 = 3
  static let integer: UInt8 = 4
  static let boolean: UInt8 = 5
  static let list: UInt8 = 6
  static let map: UInt8 = 7
}

extension ByteWriter {
  mutating func range(_ range: SourceRange) {
    number(range.lowerBound)
    number(range.upperBound)
  }

  mutating func location(_ location: Location) { range(location.range ?? SourceRange(0, 0)) }

  mutating func record(_ record: Record, _ schema: Schema) {
    text(record.id)
    location(record.location)
    KeptFields.write(record.fields, schema, to: &self)
  }

  mutating func field(_ field: Field) {
    location(field.location)
    switch field.value {
    case .text(let text):
      byte(ValueTag.text)
      self.text(text)
    case .date(let date):
      byte(ValueTag.date)
      long(Int64(date.dayNumber))
    case .period(let period):
      byte(ValueTag.period)
      long(Int64(period.lowerBound.dayNumber))
      long(Int64(period.upperBound.dayNumber))
    case .duration(let duration):
      byte(ValueTag.duration)
      long(Int64(duration.months))
      long(Int64(duration.days))
    case .integer(let integer):
      byte(ValueTag.integer)
      long(Int64(integer))
    case .boolean(let boolean):
      byte(ValueTag.boolean)
      byte(boolean ? 1 : 0)
    case .list(let items):
      byte(ValueTag.list)
      number(items.count)
      for item in items { self.field(item) }
    case .map(let fields):
      byte(ValueTag.map)
      number(fields.count)
      for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
        text(name)
        self.field(field)
      }
    }
  }
}

extension ByteReader {
  /// Fields lie in each other as deep as the parser lets maps.
  private static let deepest = 100
  /// Bytes of the smallest field.
  private static let leastField = 10

  mutating func range() -> SourceRange? {
    guard let lower = number(), let upper = number(), lower <= upper else { return nil }
    return SourceRange(lower, upper)
  }

  mutating func record(_ kind: RecordKind, _ schema: Schema, in table: ContentTable, path: String) -> Record? {
    guard let id = text(), let range = range(),
      let fields = KeptFields(&self, in: table, schema: schema, path: path)
    else { return nil }
    return Record(kind: kind, id: id, fields: Fields(fields), location: Location(path: path, range: range))
  }

  /// A field of a file.
  mutating func field(path: String, depth: Int = 0) -> Field? {
    guard depth < Self.deepest, let range = range(), let value = value(path: path, depth: depth) else { return nil }
    return Field(value, at: Location(path: path, range: range))
  }

  private mutating func value(path: String, depth: Int) -> Field.Value? {
    switch byte() {
    case ValueTag.text: return text().map { .text($0) }
    case ValueTag.date: return date().map { .date($0) }
    case ValueTag.period: return period().map { .period($0) }
    case ValueTag.duration:
      guard let months = long(), let days = long() else { return nil }
      return .duration(CalendarDuration(months: Int(months), days: Int(days)))
    case ValueTag.integer: return long().map { .integer(Int($0)) }
    case ValueTag.boolean: return byte().map { .boolean($0 == 1) }
    case ValueTag.list:
      guard let count = count(least: Self.leastField) else { return nil }
      var items: [Field] = []
      items.reserveCapacity(count)
      for _ in 0..<count {
        guard let item = field(path: path, depth: depth + 1) else { return nil }
        items.append(item)
      }
      return .list(items)
    case ValueTag.map:
      guard let count = count(least: 4 + Self.leastField) else { return nil }
      var fields = [String: Field](minimumCapacity: count)
      for _ in 0..<count {
        guard let name = text(), let field = field(path: path, depth: depth + 1) else { return nil }
        fields[name] = field
      }
      return .map(fields)
    default: return nil
    }
  }

  /// Reads past a field, and answers whether `field` would give one.
  mutating func skipField(depth: Int = 0) -> Bool {
    guard depth < Self.deepest, let lower = number(), let upper = number(), lower <= upper else { return false }
    switch byte() {
    case ValueTag.text: return piece() != nil
    case ValueTag.date: return date() != nil
    case ValueTag.period: return period() != nil
    case ValueTag.duration: return long() != nil && long() != nil
    case ValueTag.integer: return long() != nil
    case ValueTag.boolean: return byte() != nil
    case ValueTag.list:
      guard let count = count(least: Self.leastField) else { return false }
      for _ in 0..<count where !skipField(depth: depth + 1) { return false }
      return true
    case ValueTag.map:
      guard let count = count(least: 4 + Self.leastField) else { return false }
      for _ in 0..<count where piece() == nil || !skipField(depth: depth + 1) { return false }
      return true
    default: return false
    }
  }

  /// The text of a field; nil for other values.
  mutating func fieldText() -> String? {
    guard range() != nil, byte() == ValueTag.text else { return nil }
    return text()
  }

  /// The texts of a field that is a list; nil for other values.
  mutating func fieldTexts() -> [String]? {
    guard range() != nil, byte() == ValueTag.list, let count = count(least: Self.leastField) else { return nil }
    var texts: [String] = []
    texts.reserveCapacity(count)
    for _ in 0..<count {
      var item = self
      if let text = item.fieldText() { texts.append(text) }
      guard skipField() else { return nil }
    }
    return texts
  }

  /// Gives the text of a field, or the texts of one that is a list, with their places.
  mutating func forEachFieldText(depth: Int = 0, _ body: (String, SourceRange) -> Void) {
    guard depth < Self.deepest, let range = range() else { return }
    switch byte() {
    case ValueTag.text: if let text = text() { body(text, range) }
    case ValueTag.list:
      for _ in 0..<(count(least: Self.leastField) ?? 0) {
        var item = self
        item.forEachFieldText(depth: depth + 1, body)
        guard skipField(depth: depth + 1) else { return }
      }
    default: break
    }
  }

  /// The day in a field; nil for other values.
  mutating func fieldDate() -> CalendarDate? {
    guard range() != nil, byte() == ValueTag.date else { return nil }
    return date()
  }

  private mutating func period() -> ClosedRange<CalendarDate>? {
    guard let first = date(), let last = date(), first <= last else { return nil }
    return first...last
  }

  private mutating func date() -> CalendarDate? {
    // No date of the calendar is further away than four million days.
    guard let day = long(), (-4_000_000...4_000_000).contains(day) else { return nil }
    return CalendarDate(dayNumber: Int(day))
  }
}
