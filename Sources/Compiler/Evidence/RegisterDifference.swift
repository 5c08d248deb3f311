import ISMS
import Source
import Syntax

/// Which rows of a register differ between two states of its table, cell by cell as they are written: whoever approved a
/// table approved its columns too that the program does not know. The order of rows, quoting and columns that moved do
/// not count.
struct RegisterDifference {
  /// One row.
  struct Row {
    /// What the row is called: its id, or its number where it has none.
    let id: String
    /// What happened to it.
    let kind: RecordChange.Kind
    /// The cells that differ, by field or heading.
    let cells: [RecordChange.Field]
    /// Where the row stands in the file of today; nil if it is gone.
    let range: SourceRange?
  }

  /// The rows that differ: in the order of today, then those that are gone.
  let rows: [Row]
  /// Whether more changed than how far planned work has come.
  let isMaterial: Bool

  /// - Parameters:
  ///   - old: the table before; nil if there was none.
  ///   - new: the table now; nil if there is none.
  init(from old: Table?, to new: Table?, of kind: RecordKind) {
    let schema = Schema.record(kind)
    let before = Self.keyed(old, schema)
    let now = Self.keyed(new, schema)
    let areAligned = before.names == now.names && Set(now.names).count == now.names.count
    let present = now.rows.compactMap { key, row -> Row? in
      let past = before.positions[key].map { before.rows[$0].row }
      var columns: [Int]?
      if areAligned, let past, past.cells.count == row.cells.count {
        // Most rows stay as they are, and of the others most cells.
        let differing = row.cells.indices.filter { past.cells[$0].text != row.cells[$0].text }
        if differing.isEmpty { return nil }
        columns = differing
      }
      let cells = RecordChange.Field.differing(
        from: past.map { before.cells(of: $0, columns) } ?? [:], to: now.cells(of: row, columns))
      guard !cells.isEmpty else { return nil }
      return Row(id: key.name, kind: past == nil ? .added : .changed, cells: cells, range: row.range)
    }
    let gone = before.rows.filter { now.positions[$0.key] == nil }.map { key, row in
      Row(
        id: key.name, kind: .removed, cells: RecordChange.Field.differing(from: before.cells(of: row), to: [:]),
        range: nil)
    }
    rows = present + gone
    let progress = kind.progressFields
    isMaterial = rows.contains { row in row.kind != .changed || row.cells.contains { !progress.contains($0.name) } }
  }

  /// Rows of one id are told apart by their number.
  private struct Key: Hashable {
    let name: String
    let turn: Int
  }

  /// The rows of a table that say anything.
  private struct Keyed {
    /// What the columns are called: by field or heading.
    var names: [String] = []
    var rows: [(key: Key, row: Table.Row)] = []
    var positions: [Key: Int] = [:]

    /// The cells of a row that hold something, by column; of two columns with one name the first counts.
    ///
    /// - Parameter columns: the columns that are asked for; nil for all.
    func cells(of row: Table.Row, _ columns: [Int]? = nil) -> [String: String] {
      var cells: [String: String] = [:]
      for column in columns ?? Array(0..<min(names.count, row.cells.count)) {
        let (name, text) = (names[column], row.cells[column].text)
        if !text.isEmpty, cells[name] == nil { cells[name] = text }
      }
      return cells
    }
  }

  private static func keyed(_ table: Table?, _ schema: Schema) -> Keyed {
    guard let table else { return Keyed() }
    let names = table.header.cells.map { cell in
      schema.field(forHeading: cell.text)?.name ?? cell.text.lowercased()
    }
    let identifier = names.firstIndex(of: schema.identifier) ?? 0
    var turns: [String: Int] = [:]
    var result = Keyed(names: names)
    for (number, row) in table.rows.enumerated() where row.cells.contains(where: { !$0.text.isEmpty }) {
      let id = row.cells.indices.contains(identifier) ? row.cells[identifier].text : ""
      let name = id.isEmpty ? "row \(number + 1)" : id
      let key = Key(name: name, turn: turns[name, default: 0])
      turns[name, default: 0] += 1
      result.positions[key] = result.rows.count
      result.rows.append((key, row))
    }
    return result
  }
}
