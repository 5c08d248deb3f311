/// The values of a record, by the names of their fields, in the order of the names.
///
/// A record has a few fields at most, so a name is compared with one after another: that takes less time than a hash
/// table, and one piece of memory.
public struct Fields: Hashable, Sendable, Sequence, ExpressibleByDictionaryLiteral {
  private struct Entry: Hashable, Sendable {
    let name: String
    var field: Field
  }

  private var entries: [Entry] = []

  /// These values; of two with one name the last counts.
  public init(dictionaryLiteral elements: (String, Field)...) {
    for (name, field) in elements { self[name] = field }
  }

  /// The values of a map.
  init(_ map: [String: Field]) { for (name, field) in map { self[name] = field } }

  /// No value yet, and room for so many.
  init(capacity: Int) { entries.reserveCapacity(capacity) }

  /// Number of values.
  public var count: Int { entries.count }

  /// The names that have a value, in their order.
  public var names: [String] { entries.map(\.name) }

  /// The value of a field; nil if it has none.
  public subscript(name: String) -> Field? {
    get {
      for entry in entries where entry.name == name { return entry.field }
      return nil
    }
    set {
      guard let position = entries.firstIndex(where: { $0.name >= name }) else {
        if let newValue { entries.append(Entry(name: name, field: newValue)) }
        return
      }
      switch (entries[position].name == name, newValue) {
      case (true, let field?): entries[position].field = field
      case (true, nil): entries.remove(at: position)
      case (false, let field?): entries.insert(Entry(name: name, field: field), at: position)
      case (false, nil): break
      }
    }
  }

  /// The values one after another.
  public func makeIterator() -> some IteratorProtocol<(key: String, value: Field)> {
    entries.lazy.map { (key: $0.name, value: $0.field) }.makeIterator()
  }

  /// The same as a hash table.
  var dictionary: [String: Field] {
    Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
