/// Which document or record has which id. Rows of the Statement of Applicability are left out: they have that of their
/// control.
struct RecordIndex: Sendable {
  /// Of two with one id the first, in the order of the kinds.
  private var records: [String: Record] = [:]
  /// Ids that more than one has.
  private(set) var repeated: Set<String> = []
  /// Every id once, in the order of the records.
  private(set) var identifiers: [String] = []

  /// - Parameter records: all there are, by kind.
  init(_ records: [RecordKind: [Record]]) {
    let count = records.values.reduce(0) { $0 + $1.count }
    self.records.reserveCapacity(count)
    identifiers.reserveCapacity(count)
    for kind in RecordKind.allCases where kind != .soaRow {
      for record in records[kind] ?? [] where !record.id.isEmpty {
        if let first = self.records.updateValue(record, forKey: record.id) {
          self.records[record.id] = first
          repeated.insert(record.id)
        } else {
          identifiers.append(record.id)
        }
      }
    }
  }

  /// The document or record called `id`; nil if nothing is.
  subscript(id: String) -> Record? { records[id] }

  /// The ids of some kinds; of all if none is named.
  func identifiers(of kinds: [RecordKind]) -> [String] {
    kinds.isEmpty ? identifiers : identifiers.filter { records[$0].map { kinds.contains($0.kind) } ?? false }
  }

  /// The number of records, documents not counted.
  var recordCount: Int { records.values.count { $0.kind != .document } }
}
