import Source
import Syntax

/// Gives the values of one file their types, and says what does not fit.
struct FieldReader {
  let source: SourceText
  let controls: ControlReader
  let catalog: Catalog
  private(set) var diagnostics: [Diagnostic] = []
  /// What was said about wrong words. A table that uses a word of its own uses it in many rows.
  private var advice: [Wrong: Advice] = [:]

  private struct Wrong: Hashable {
    /// What has the field, which with its name tells its type.
    let owner: String
    let name: String
    let written: String
  }

  private struct Advice: Sendable {
    let help: String
    let meant: String?
  }

  init(source: SourceText, controls: ControlReader, catalog: Catalog) {
    self.source = source
    self.controls = controls
    self.catalog = catalog
  }

  /// What a map or row belongs to, for messages.
  struct Owner {
    /// Such as `policy` or `risk`.
    let kind: String
    /// Its id, where it has one.
    let id: String?
    /// Where findings about absent fields point.
    let location: SourceRange

    var title: String { id.map { "\(kind) `\($0)`" } ?? "this \(kind)" }
  }

  private func at(_ range: SourceRange) -> Location { Location(path: source.path, range: range) }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  // MARK: Maps

  /// The typed fields of a map, and the names of those that hold something which could not be read; unknown keys and
  /// missing fields are reported.
  ///
  /// - Parameter reserved: keys that are read elsewhere, such as `type` of a record file.
  mutating func read(
    _ map: FieldMap, _ specifications: [FieldSpecification], reserved: [String] = [], owner: Owner
  ) -> (fields: Fields, unread: Set<String>) {
    var fields = Fields(capacity: min(map.entries.count, specifications.count))
    var isSeen = [Bool](repeating: false, count: specifications.count)
    var unread: Set<String> = []
    for entry in map.entries {
      // There are few fields: looking at each is quicker than a table of them.
      if let position = specifications.firstIndex(where: { $0.name == entry.key }) {
        isSeen[position] = true
        let field = read(entry.value, specifications[position], owner: owner)
        fields[entry.key] = field
        if Self.wasLost(entry.value, read: field) { unread.insert(entry.key) }
      } else if !entry.key.hasPrefix("x-"), !reserved.contains(entry.key) {
        if let meant = reportUnknown(key: entry, among: specifications, owner: owner) {
          if let position = specifications.firstIndex(where: { $0.name == meant }) { isSeen[position] = true }
          unread.insert(meant)
        }
      }
    }
    for (position, specification) in specifications.enumerated() where !isSeen[position] {
      // An entry the parser refused is one finding already.
      if map.mayHaveLost(specification.name) {
        unread.insert(specification.name)
      } else if specification.isRequired {
        reportMissing(specification, owner: owner)
      }
    }
    return (fields, unread)
  }

  /// Whether a value was written and nothing of it could be read.
  private static func wasLost(_ value: FieldValue, read field: Field?) -> Bool {
    switch value {
    case .empty: false
    case .list(let items, _): !items.isEmpty && field?.items.isEmpty != false
    case .scalar(let scalar):
      if case .list(let items)? = field?.value { items.isEmpty && !scalar.text.isEmpty } else { field == nil }
    case .map: field == nil
    }
  }

  /// Reports an unknown key and answers the field that was probably meant.
  private mutating func reportUnknown(
    key entry: FieldMap.Entry, among specifications: [FieldSpecification], owner: Owner
  ) -> String? {
    let lowered = entry.key.lowercased()
    let bySynonym = specifications.first { specification in
      specification.synonyms.contains { $0.replacing(" ", with: "_") == lowered.replacing("-", with: "_") }
    }
    let meant = bySynonym?.name ?? nearest(lowered, in: specifications.map(\.name))
    let fixes = meant.map {
      [Fix("rename the key to `\($0)`", .safe, edits: [.init(at(entry.keyRange), replacement: $0)])]
    }
    report(
      Diagnostic(
        FieldRules.unknownKey, "unknown key `\(entry.key)` in \(owner.title)", at: at(entry.keyRange),
        label: meant.map { "did you mean `\($0)`?" },
        help: meant.map { "write `\($0)`, or start the key with `x-` if it is your own" }, fixes: fixes ?? [],
        subject: owner.id))
    return meant
  }

  mutating func reportMissing(_ specification: FieldSpecification, owner: Owner) {
    report(
      Diagnostic(
        FieldRules.missingField, "\(owner.title) has no `\(specification.name)`", at: at(owner.location),
        help: "add `\(specification.name):` (\(specification.type.title)): \(specification.meaning)",
        subject: owner.id))
  }

  // MARK: Values

  /// The typed value of a field; nil if it is empty or does not fit, which is reported.
  mutating func read(_ value: FieldValue, _ specification: FieldSpecification, owner: Owner) -> Field? {
    if case .empty(let range) = value {
      if specification.isRequired {
        report(
          Diagnostic(
            FieldRules.missingField, "`\(specification.name)` of \(owner.title) is empty", at: at(range),
            help: "write a value (\(specification.type.title)): \(specification.meaning)", subject: owner.id))
      }
      return nil
    }
    return read(value, as: specification.type, name: specification.name, owner: owner)
  }

  private mutating func read(_ value: FieldValue, as type: FieldType, name: String, owner: Owner) -> Field? {
    switch (type, value) {
    case (.list(let element), .list(let items, let range)):
      let fields = items.flatMap { readElement($0, as: element, name: name, owner: owner) }
      return Field(.list(fields), at: at(range))
    case (.list(let element), .scalar), (.list(let element), .map):
      return Field(.list(readElement(value, as: element, name: name, owner: owner)), at: at(value.range))
    case (.map(let specifications), .map(let map)):
      let inner = Owner(kind: "`\(name)`", id: nil, location: map.range)
      return Field(.map(read(map, specifications, owner: inner).fields.dictionary), at: at(map.range))
    case (.dictionary(let element), .map(let map)):
      var fields: [String: Field] = [:]
      for entry in map.entries {
        fields[entry.key] = read(entry.value, as: element, name: "\(name).\(entry.key)", owner: owner)
      }
      return Field(.map(fields), at: at(map.range))
    case (_, .scalar(let scalar)):
      return read(scalar, as: type, name: name, owner: owner).first
    case (_, .empty):
      return nil
    default:
      reportWrong(name: name, written: nil, range: value.range, type: type, owner: owner)
      return nil
    }
  }

  /// One item of a list; a range of controls is several.
  private mutating func readElement(_ value: FieldValue, as type: FieldType, name: String, owner: Owner) -> [Field] {
    if case .scalar(let scalar) = value { return read(scalar, as: type, name: name, owner: owner) }
    return read(value, as: type, name: name, owner: owner).map { [$0] } ?? []
  }

  /// The typed values of a text: one, except for ranges of controls.
  private mutating func read(_ scalar: FieldValue.Scalar, as type: FieldType, name: String, owner: Owner) -> [Field] {
    warnIfAmbiguous(scalar, type: type)
    let location = at(scalar.range)
    let text = scalar.text
    if text.isEmpty, case .text = type { return [Field(.text(""), at: location)] }
    let value: Field.Value?
    switch type {
    case .text, .path:
      value = .text(text)
    case .email:
      value = text.contains("@") && !text.contains(" ") ? .text(text) : nil
    case .identifier, .reference:
      value = Self.isIdentifier(text) ? .text(text) : nil
    case .control:
      let reading = controls.read(text, at: location, owner: owner, isRow: name == Schema.soaControl)
      diagnostics += reading.diagnostics
      return reading.controls.map { Field(.text($0), at: location) }
    case .clause:
      value = clause(text).map { .text($0) }
    case .date:
      value = CalendarDate(text).map { .date($0) }
    case .period:
      let days = text.split(separator: "/", omittingEmptySubsequences: false).map { CalendarDate($0) }
      if days.count == 2, let from = days[0], let to = days[1], from <= to {
        value = .period(from...to)
      } else {
        value = nil
      }
    case .duration:
      value = CalendarDuration(text).flatMap { $0 == CalendarDuration() ? nil : .duration($0) }
    case .version:
      value = Self.isVersion(text) ? .text(text) : nil
    case .integer:
      value = Int(text).map { .integer($0) }
    case .number(let bounds):
      value = Int(text).flatMap { bounds.contains($0) ? .integer($0) : nil }
    case .digest:
      let digits = text.lowercased()
      let isDigest = digits.utf8.count == 64 && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
      value = isDigest ? .text(digits) : nil
    case .boolean:
      value = Self.boolean(text).map { .boolean($0) }
    case .choice(let choices):
      value = Self.choose(text, among: choices).map { .text($0) }
    case .list(let element):
      return read(scalar, as: element, name: name, owner: owner)
    case .map, .dictionary:
      value = nil
    }
    guard let value else {
      reportWrong(name: name, written: text, range: scalar.range, type: type, owner: owner)
      return []
    }
    return [Field(value, at: location)]
  }

  private mutating func reportWrong(
    name: String, written: String?, range: SourceRange, type: FieldType, owner: Owner
  ) {
    let advice = advice(on: name, written: written, type: type, owner: owner)
    var help = advice.help
    var fixes = advice.meant.map { [Fix("write `\($0)`", .unsafe, edits: [.init(at(range), replacement: $0)])] } ?? []
    if case .date = type, let written, let date = Self.otherDate(written) {
      help = "write `\(date)`"
      fixes = [Fix("write `\(date)`", .safe, edits: [.init(at(range), replacement: date.description)])]
    }
    let shown = written.map { text in text.count > 60 ? "`\(text.prefix(60))…`" : "`\(text)`" }
    report(
      Diagnostic(
        FieldRules.wrongType,
        "`\(name)` of \(owner.title) is not \(Self.article(type.title)): \(shown ?? "it holds other fields")",
        at: at(range), help: help, fixes: fixes, subject: owner.id))
  }

  private mutating func advice(on name: String, written: String?, type: FieldType, owner: Owner) -> Advice {
    let wrong = Wrong(owner: owner.kind, name: name, written: written ?? "")
    if let known = advice[wrong] { return known }
    var help = "write " + Self.article(type.title)
    var meant: String?
    if case .choice(let choices) = type, let written {
      meant = nearest(written.lowercased(), in: choices.flatMap { [$0.value] + $0.synonyms })
    }
    if let meant { help = "did you mean `\(meant)`? " + help }
    let advice = Advice(help: help, meant: meant)
    self.advice[wrong] = advice
    return advice
  }

  private static func article(_ title: String) -> String {
    guard let first = title.first else { return title }
    if title.hasPrefix("one of") || title.hasPrefix("list") || title.hasPrefix("yes") || title == "text" {
      return title
    }
    return ("aeiou".contains(first) ? "an " : "a ") + title
  }

  // MARK: Cells

  /// The typed value of a table cell; lists are separated by `;`, or by `,` where there is no `;`.
  mutating func read(_ cell: Table.Cell, _ specification: FieldSpecification, owner: Owner) -> Field? {
    guard !cell.text.isEmpty else {
      if specification.isRequired { reportMissing(specification, owner: owner) }
      return nil
    }
    guard case .list = specification.type else {
      return read(.scalar(.init(text: cell.text, range: cell.range, style: .doubleQuoted)), specification, owner: owner)
    }
    let separator: Character = cell.text.contains(";") ? ";" : ","
    let isVerbatim = source.text(cell.range) == cell.text
    var offset = cell.range.lowerBound
    let items: [FieldValue] = cell.text.split(separator: separator, omittingEmptySubsequences: false)
      .compactMap { piece in
        let text = piece.trimmingSpaces()
        defer { offset += piece.utf8.count + 1 }
        guard !text.isEmpty else { return nil }
        let start = offset + piece.prefix { $0 == " " }.utf8.count
        let range = isVerbatim ? SourceRange(start, start + text.utf8.count) : cell.range
        return .scalar(.init(text: text, range: range, style: .doubleQuoted))
      }
    return read(.list(items, cell.range), specification, owner: owner)
  }

  // MARK: Words

  /// Clause numbers as people write them: `6.1.3`, `6.1.3 d`, `clause 9.2`.
  private func clause(_ text: String) -> String? {
    var word = text[...]
    if word.lowercased().hasPrefix("clause ") { word = word.dropFirst(7) }
    let number = word.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let rest = word[number.endIndex...].trimmingSpaces()
    guard rest.count <= 3, rest.allSatisfy({ $0.isLetter || $0 == ")" || $0 == "(" }) else { return nil }
    return catalog.clause(String(number))?.id
  }

  static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 100
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: true
        default: false
        }
      }
  }

  private static func isVersion(_ text: String) -> Bool {
    var word = text[...]
    if word.hasPrefix("v") || word.hasPrefix("V") { word = word.dropFirst() }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 6
      && parts.allSatisfy { !$0.isEmpty && $0.count <= 9 && $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }

  private static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "y", "included", "applicable": true
    case "false", "no", "n", "excluded", "not applicable": false
    default: nil
    }
  }

  private static func choose(_ text: String, among choices: [FieldType.Choice]) -> String? {
    // Nearly everybody writes the word itself.
    if let choice = choices.first(where: { $0.value == text }) { return choice.value }
    func plain(_ word: String) -> [UInt8] {
      word.lowercased().utf8.map { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }
    }
    let wanted = plain(text)
    return choices.first { plain($0.value) == wanted || $0.synonyms.contains { plain($0) == wanted } }?.value
  }

  /// A date in one of the forms that can mean only one day: `2026/03/02`, `2026.03.02`, `20260302`, `2026-3-2`.
  private static func otherDate(_ text: String) -> CalendarDate? {
    let parts = text.split { "-/.".contains($0) }
    if parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    {
      return CalendarDate(year: year, month: month, day: day)
    }
    if text.count == 8, let number = Int(text) {
      return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }
    return nil
  }

  private static let ambiguousWords: Set = ["yes", "no", "on", "off", "true", "false", "null", "~", "y", "n"]

  /// Warns where a YAML reader would take a plain text for a number, a yes/no or a time.
  private mutating func warnIfAmbiguous(_ scalar: FieldValue.Scalar, type: FieldType) {
    guard scalar.style == .plain else { return }
    switch type {
    case .integer, .number, .boolean, .date, .clause, .control, .list: return
    default: break
    }
    let text = scalar.text
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    let isNumber =
      text.utf8.first.map(isDigit) ?? false
      && text.utf8.allSatisfy {
        isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "_")
      }
      && text.utf8.count { $0 == UInt8(ascii: ".") } <= 1
    guard isNumber || text.utf8.count <= 5 && Self.ambiguousWords.contains(text.lowercased()) else { return }
    report(
      Diagnostic(
        FieldRules.ambiguousScalar, "YAML readers take `\(text)` for a number or a yes/no, not for text",
        at: at(scalar.range), help: "write `\"\(text)\"`",
        fixes: [Fix("put the value in quotes", .safe, edits: [.init(at(scalar.range), replacement: "\"\(text)\"")])]))
  }
}

extension StringProtocol {
  /// The text without spaces and tabs around it.
  func trimmingSpaces() -> String {
    var result = self[...]
    while let first = result.first, first == " " || first == "\t" { result = result.dropFirst() }
    while let last = result.last, last == " " || last == "\t" { result = result.dropLast() }
    return String(result)
  }
}

extension FieldValue {
  /// Whether nothing stands behind the key.
  fileprivate var isEmpty: Bool { if case .empty = self { true } else { false } }
}
