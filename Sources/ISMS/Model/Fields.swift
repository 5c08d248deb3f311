/// The values of a record, by the names of their fields, in the order of the names.
///
/// A record has a few fields at most, so halving a list finds one in less time than a hash table, and in one piece of
/// memory.
public struct Fields: Hashable, Sendable, Sequence, ExpressibleByDictionaryLiteral {
  fileprivate struct Entry: Hashable, Sendable {
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
      let position = position(of: name)
      return position < entries.count && entries[position].name == name ? entries[position].field : nil
    }
    set {
      let position = position(of: name)
      let isThere = position < entries.count && entries[position].name == name
      switch (isThere, newValue) {
      case (true, let field?): entries[position].field = field
      case (true, nil): entries.remove(at: position)
      case (false, let field?): entries.insert(Entry(name: name, field: field), at: position)
      case (false, nil): break
      }
    }
  }

  /// Where a name stands, or would stand.
  private func position(of name: String) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Gives the values one after another.
  public struct Iterator: IteratorProtocol {
    private var rest: ArraySlice<Entry>

    fileprivate init(_ entries: [Entry]) { rest = entries[...] }

    /// The next name with its value.
    public mutating func next() -> (key: String, value: Field)? { rest.popFirst().map { ($0.name, $0.field) } }
  }

  /// The values one after another.
  public func makeIterator() -> Iterator { Iterator(entries) }

  /// The same as a hash table.
  var dictionary: [String: Field] {
    Dictionary(map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
