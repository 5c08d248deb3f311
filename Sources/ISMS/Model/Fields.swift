import Source

/// The values of a record, by the names of their fields, in the order of the names.
///
/// A record has a few fields at most, so looking through a list finds one in less time than a hash table, and in one piece
/// of memory. What an earlier run kept is read from its bytes when somebody asks for it.
public struct Fields: Hashable, Sendable, Sequence, ExpressibleByDictionaryLiteral {
  fileprivate struct Entry: Hashable, Sendable {
    let name: String
    var field: Field
  }

  private enum Storage: Sendable {
    case read([Entry])
    case kept(KeptFields)
  }

  private var storage: Storage

  /// These values; of two with one name the last counts.
  public init(dictionaryLiteral elements: (String, Field)...) {
    self.init(capacity: elements.count)
    for (name, field) in elements { self[name] = field }
  }

  /// The values of a map.
  init(_ map: [String: Field]) {
    self.init(capacity: map.count)
    for (name, field) in map { self[name] = field }
  }

  /// The values an earlier run read.
  init(_ kept: KeptFields) { storage = .kept(kept) }

  /// No value yet, and room for so many.
  init(capacity: Int) {
    var entries: [Entry] = []
    entries.reserveCapacity(capacity)
    storage = .read(entries)
  }

  /// Number of values.
  public var count: Int {
    switch storage {
    case .read(let entries): entries.count
    case .kept(let kept): kept.count
    }
  }

  /// The names that have a value, in their order.
  public var names: [String] {
    switch storage {
    case .read(let entries): entries.map(\.name)
    case .kept(let kept): (0..<kept.count).map(kept.name)
    }
  }

  /// The value of a field; nil if it has none.
  public subscript(name: String) -> Field? {
    get {
      switch storage {
      case .read(let entries): Self.position(of: name, in: entries).map { entries[$0].field }
      case .kept(let kept): kept.position(of: name).flatMap(kept.field)
      }
    }
    set {
      var entries = self.entries
      storage = .read([])
      if let position = Self.position(of: name, in: entries) {
        if let newValue { entries[position].field = newValue } else { entries.remove(at: position) }
      } else if let newValue {
        let next = entries.firstIndex { name < $0.name } ?? entries.count
        entries.insert(Entry(name: name, field: newValue), at: next)
      }
      storage = .read(entries)
    }
  }

  private static func position(of name: String, in entries: [Entry]) -> Int? {
    entries.firstIndex { $0.name == name }
  }

  private var entries: [Entry] {
    switch storage {
    case .read(let entries): entries
    case .kept: map { Entry(name: $0.key, field: $0.value) }
    }
  }

  // MARK: Values of one type

  /// The text of a field; nil if it is absent or no text.
  func text(_ name: String) -> String? {
    switch storage {
    case .read: self[name]?.text
    case .kept(let kept): kept.position(of: name).flatMap(kept.text)
    }
  }

  /// The texts of a list; empty if the field is absent or no list.
  func texts(_ name: String) -> [String] {
    switch storage {
    case .read: self[name]?.items.compactMap(\.text) ?? []
    case .kept(let kept): kept.position(of: name).map(kept.texts) ?? []
    }
  }

  /// The day in a field; nil if it is absent or no day.
  func date(_ name: String) -> CalendarDate? {
    switch storage {
    case .read: if case .date(let date)? = self[name]?.value { date } else { nil }
    case .kept(let kept): kept.position(of: name).flatMap(kept.date)
    }
  }

  /// Where a field stands; nil if it is absent.
  func location(_ name: String) -> Location? {
    switch storage {
    case .read: self[name]?.location
    case .kept(let kept): kept.position(of: name).flatMap(kept.location)
    }
  }

  /// Gives the texts that can name what does not exist, alone or in a list, with the position of their field in the schema.
  func forEachTextThatCanFail(_ schema: Schema, _ body: (Int, String, SourceRange?) -> Void) {
    switch storage {
    case .read:
      for position in schema.positionsThatCanFail {
        self[schema.names[position]]?.forEachText { body(position, $0, $1.range) }
      }
    case .kept(let kept): kept.forEachTextThatCanFail(body)
    }
  }

  // MARK: All values

  /// A value wherever it is stored; nil or nothing for what is no value of the type that is asked for.
  struct StoredValue {
    fileprivate let field: Field?
    fileprivate let kept: (fields: KeptFields, position: Int)?

    /// The text; nil also if it is empty.
    var text: String? {
      let text = kept.map { $0.fields.text($0.position) } ?? field?.text
      return text?.isEmpty == false ? text : nil
    }
    /// Whether it is an empty text or list.
    var isEmpty: Bool { (kept.map { $0.fields.field($0.position) } ?? field)?.isEmpty ?? true }
    /// The texts of a list.
    var texts: [String] { kept.map { $0.fields.texts($0.position) } ?? field?.items.compactMap(\.text) ?? [] }
    /// The day.
    var date: CalendarDate? {
      if let kept { return kept.fields.date(kept.position) }
      return if case .date(let date)? = field?.value { date } else { nil }
    }
    /// First and last day.
    var period: ClosedRange<CalendarDate>? {
      let field = kept.map { $0.fields.field($0.position) } ?? field
      return if case .period(let period)? = field?.value { period } else { nil }
    }
  }

  /// Gives every value with the position of its field in the schema of the record.
  func forEachValue(of schema: Schema, _ body: (Int, StoredValue) -> Void) {
    switch storage {
    case .read(let entries):
      for entry in entries {
        if let position = schema.position(of: entry.name) { body(position, StoredValue(field: entry.field, kept: nil)) }
      }
    case .kept(let kept):
      for position in 0..<kept.count {
        body(kept.positionInSchema(position), StoredValue(field: nil, kept: (kept, position)))
      }
    }
  }

  /// Gives the values one after another.
  public struct Iterator: IteratorProtocol {
    private let fields: Fields
    private var position = 0

    fileprivate init(_ fields: Fields) { self.fields = fields }

    /// The next name with its value.
    public mutating func next() -> (key: String, value: Field)? {
      while position < fields.count {
        defer { position += 1 }
        switch fields.storage {
        case .read(let entries): return (entries[position].name, entries[position].field)
        case .kept(let kept): if let field = kept.field(position) { return (kept.name(position), field) }
        }
      }
      return nil
    }
  }

  /// The values one after another.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// The same as a hash table.
  var dictionary: [String: Field] {
    Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Equal if the same fields have the same values at the same places, however they are stored.
  public static func == (left: Fields, right: Fields) -> Bool { left.entries == right.entries }

  /// Hashes what is compared.
  public func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}
