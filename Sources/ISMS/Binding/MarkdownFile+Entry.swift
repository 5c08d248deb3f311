import Source
import Syntax

// What a Markdown file holds, as bytes for the next run of the same program. Cases and fields are written as their
// positions: another program never reads them. The same file gives the same bytes.

extension MarkdownFile {
  /// Whether the file can be kept: it has no findings, so nobody has to see its text.
  var isKeepable: Bool { diagnostics.isEmpty && record?.unread.isEmpty != false }

  private var record: Record? {
    switch content {
    case .document(let document): document.record
    case .record(let file): file.record
    case .other, .foreign: nil
    }
  }

  private enum Tag {
    static let foreign: UInt8 = 0
    static let document: UInt8 = 1
    static let record: UInt8 = 2
  }

  /// The file without its path and its text.
  var entry: [UInt8] {
    var writer = ByteWriter(capacity: 256)
    switch content {
    case .other, .foreign: writer.byte(Tag.foreign)
    case .document(let document):
      writer.byte(Tag.document)
      writer.position(of: document.type)
      writer.record(document.record, .document(document.type))
      writer.number(document.bodyStart)
    case .record(let file):
      writer.byte(Tag.record)
      writer.position(of: file.record.kind)
      writer.record(file.record, .record(file.record.kind))
      writer.number(file.bodyStart)
    }
    writer.references(references)
    return writer.bytes
  }

  /// The file at `source`, as `entry` says; nil if that is not what `entry` writes.
  init?(_ reader: inout ByteReader, of source: LazySource) {
    func text(_ reader: inout ByteReader) -> (FileText, TextReferences)? {
      guard let start = reader.number(), let references = reader.references() else { return nil }
      return (FileText(source, from: start, holdsText: references.holdsText), references)
    }
    switch reader.byte() {
    case Tag.foreign:
      guard let references = reader.references() else { return nil }
      self.init(content: .foreign, references: references)
    case Tag.document:
      guard let type: DocumentType = reader.element(),
        let record = reader.record(.document, .document(type), path: source.path),
        let (text, references) = text(&reader)
      else { return nil }
      self.init(content: .document(Document(record: record, type: type, text: text)), references: references)
    case Tag.record:
      guard let kind: RecordKind = reader.element(), let record = reader.record(kind, .record(kind), path: source.path),
        let (text, references) = text(&reader)
      else { return nil }
      self.init(content: .record(RecordFile(record: record, text: text)), references: references)
    default: return nil
    }
  }
}

// MARK: - Records

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
  fileprivate mutating func position<Element: CaseIterable & Equatable>(of element: Element)
  where Element.AllCases == [Element] {
    byte(UInt8(truncatingIfNeeded: Element.allCases.firstIndex(of: element) ?? 0))
  }

  fileprivate mutating func range(_ range: SourceRange) {
    number(range.lowerBound)
    number(range.upperBound)
  }

  fileprivate mutating func location(_ location: Location) { range(location.range ?? SourceRange(0, 0)) }

  fileprivate mutating func record(_ record: Record, _ schema: Schema) {
    text(record.id)
    location(record.location)
    number(record.fields.count)
    for (position, specification) in schema.fields.enumerated() {
      guard let field = record.fields[specification.name] else { continue }
      number(position)
      self.field(field)
    }
  }

  private mutating func field(_ field: Field) {
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

  fileprivate mutating func element<Element: CaseIterable>() -> Element? where Element.AllCases == [Element] {
    guard let position = byte(), Int(position) < Element.allCases.count else { return nil }
    return Element.allCases[Int(position)]
  }

  fileprivate mutating func range() -> SourceRange? {
    guard let lower = number(), let upper = number(), lower <= upper else { return nil }
    return SourceRange(lower, upper)
  }

  fileprivate mutating func record(_ kind: RecordKind, _ schema: Schema, path: String) -> Record? {
    guard let id = text(), let range = range(), let count = count(least: 4 + Self.leastField) else { return nil }
    var fields = Fields(capacity: min(count, schema.fields.count))
    for _ in 0..<count {
      guard let position = number(), position < schema.fields.count, let field = field(path: path, depth: 0) else {
        return nil
      }
      fields[schema.fields[position].name] = field
    }
    return Record(kind: kind, id: id, fields: fields, location: Location(path: path, range: range))
  }

  private mutating func field(path: String, depth: Int) -> Field? {
    guard depth < Self.deepest, let range = range(), let value = value(path: path, depth: depth) else { return nil }
    return Field(value, at: Location(path: path, range: range))
  }

  private mutating func value(path: String, depth: Int) -> Field.Value? {
    switch byte() {
    case ValueTag.text: return text().map { .text($0) }
    case ValueTag.date: return date().map { .date($0) }
    case ValueTag.period:
      guard let first = date(), let last = date(), first <= last else { return nil }
      return .period(first...last)
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

  private mutating func date() -> CalendarDate? {
    // No date of the calendar is further away than four million days.
    guard let day = long(), abs(day) < 4_000_000 else { return nil }
    return CalendarDate(dayNumber: Int(day))
  }
}

// MARK: - References

private enum NamedTag {
  static let control: UInt8 = 0
  static let controls: UInt8 = 1
  static let unknownControl: UInt8 = 2
  static let oldControl: UInt8 = 3
  static let badControlRange: UInt8 = 4
  static let clause: UInt8 = 5
  static let identifier: UInt8 = 6
  static let foreignControl: UInt8 = 7
}

extension ByteWriter {
  fileprivate mutating func references(_ references: TextReferences) {
    byte(references.holdsText ? 1 : 0)
    number(references.named.count)
    for named in references.named {
      range(named.mention.range)
      optional(named.section)
      target(named.mention.target)
    }
    number(references.links.count)
    for link in references.links {
      range(link.range)
      optional(link.section)
      text(link.destination)
    }
    texts(references.anchors.sorted())
  }

  private mutating func optional(_ value: Int?) { number((value ?? -1) + 1) }

  private mutating func texts(_ texts: [String]) {
    number(texts.count)
    for text in texts { self.text(text) }
  }

  private mutating func target(_ target: Mention.Target) {
    switch target {
    case .control(let control):
      byte(NamedTag.control)
      text(control)
    case .controls(let controls):
      byte(NamedTag.controls)
      texts(controls)
    case .unknownControl(let control, let theme, let last):
      byte(NamedTag.unknownControl)
      text(control)
      optional(theme)
      optional(last)
    case .oldControl(let control):
      byte(NamedTag.oldControl)
      text(control)
    case .badControlRange(let range, let reason):
      byte(NamedTag.badControlRange)
      text(range)
      text(reason)
    case .clause(let clause):
      byte(NamedTag.clause)
      text(clause)
    case .identifier(let identifier):
      byte(NamedTag.identifier)
      text(identifier)
    case .foreignControl(let control, let standard):
      byte(NamedTag.foreignControl)
      text(control)
      text(standard)
    }
  }
}

extension ByteReader {
  fileprivate mutating func references() -> TextReferences? {
    guard let holdsText = byte(), let namedCount = count(least: 12) else { return nil }
    var named: [TextReferences.Named] = []
    named.reserveCapacity(namedCount)
    for _ in 0..<namedCount {
      guard let range = range(), let section = optional(), let target = target() else { return nil }
      named.append(.init(mention: Mention(target: target, range: range), section: section))
    }
    guard let linkCount = count(least: 12) else { return nil }
    var links: [TextReferences.Link] = []
    links.reserveCapacity(linkCount)
    for _ in 0..<linkCount {
      guard let range = range(), let section = optional(), let destination = text() else { return nil }
      links.append(.init(destination: destination, range: range, section: section))
    }
    guard let anchors = texts() else { return nil }
    return TextReferences(named: named, links: links, anchors: Set(anchors), holdsText: holdsText == 1)
  }

  private mutating func optional() -> Int?? {
    guard let value = number() else { return nil }
    return .some(value == 0 ? nil : value - 1)
  }

  private mutating func texts() -> [String]? {
    guard let count = count(least: 4) else { return nil }
    var texts: [String] = []
    texts.reserveCapacity(count)
    for _ in 0..<count {
      guard let text = text() else { return nil }
      texts.append(text)
    }
    return texts
  }

  private mutating func target() -> Mention.Target? {
    switch byte() {
    case NamedTag.control: return text().map { .control($0) }
    case NamedTag.controls: return texts().map { .controls($0) }
    case NamedTag.unknownControl:
      guard let control = text(), let theme = optional(), let last = optional() else { return nil }
      return .unknownControl(control, theme: theme, last: last)
    case NamedTag.oldControl: return text().map { .oldControl($0) }
    case NamedTag.badControlRange:
      guard let range = text(), let reason = text() else { return nil }
      return .badControlRange(range, reason: reason)
    case NamedTag.clause: return text().map { .clause($0) }
    case NamedTag.identifier: return text().map { .identifier($0) }
    case NamedTag.foreignControl:
      guard let control = text(), let standard = text() else { return nil }
      return .foreignControl(control, standard: standard)
    default: return nil
    }
  }
}
