import ISMS
import Source
import Syntax

/// Which rows of a register differ between two states of its table. The order of rows, quoting and columns that moved do
/// not count.
public struct RegisterDifference: Sendable {
  /// One row.
  public struct Row: Hashable, Sendable {
    /// What happened to it.
    public enum Kind: String, Hashable, Sendable {
      /// It came.
      case added
      /// It is gone.
      case removed
      /// Some of its cells differ.
      case changed
    }

    /// A cell that differs.
    public struct Cell: Hashable, Sendable {
      /// The heading of its column.
      public let column: String
      /// Text before; empty where there was none.
      public let before: String
      /// Text after; empty where there is none.
      public let after: String
    }

    /// What the row is called: its id, or its number where it has none.
    public let id: String
    /// What happened to it.
    public let kind: Kind
    /// The cells that differ.
    public let cells: [Cell]
    /// Where the row stands in the file of today; nil if it is gone.
    public let range: SourceRange?
  }

  /// The rows that differ: in the order of today, then those that are gone.
  public let rows: [Row]
  private let progress: Set<String>
  private let schema: Schema

  /// - Parameters:
  ///   - old: the table before; nil if there was none.
  ///   - new: the table now; nil if there is none.
  public init(from old: Table?, to new: Table?, of kind: RecordKind) {
    schema = Schema.record(kind)
    progress = kind.progressFields
    let before = Self.keyed(old, schema)
    let now = Self.keyed(new, schema)
    var rows: [Row] = []
    for (key, row) in now.rows {
      guard let position = before.positions[key] else {
        rows.append(Row(id: key.name, kind: .added, cells: Self.cells([:], row.cells), range: row.range))
        continue
      }
      let cells = Self.cells(before.rows[position].row.cells, row.cells)
      if !cells.isEmpty { rows.append(Row(id: key.name, kind: .changed, cells: cells, range: row.range)) }
    }
    for (key, row) in before.rows where now.positions[key] == nil {
      rows.append(Row(id: key.name, kind: .removed, cells: Self.cells(row.cells, [:]), range: nil))
    }
    self.rows = rows
  }

  /// Whether more changed than how far planned work has come.
  public var isMaterial: Bool {
    rows.contains { row in
      row.kind != .changed
        || row.cells.contains { cell in
          !progress.contains(schema.field(forHeading: cell.column)?.name ?? cell.column)
        }
    }
  }

  /// Rows of one id are told apart by their number.
  private struct Key: Hashable {
    let name: String
    let turn: Int
  }

  private typealias Cells = [String: (heading: String, text: String, column: Int)]
  private typealias Keyed = (rows: [(key: Key, row: (cells: Cells, range: SourceRange))], positions: [Key: Int])

  private static func keyed(_ table: Table?, _ schema: Schema) -> Keyed {
    guard let table else { return ([], [:]) }
    let names = table.header.cells.map { cell in
      schema.field(forHeading: cell.text)?.name ?? cell.text.lowercased()
    }
    let identifier = names.firstIndex(of: schema.identifier) ?? 0
    var turns: [String: Int] = [:]
    var result: Keyed = ([], [:])
    for (number, row) in table.rows.enumerated() where row.cells.contains(where: { !$0.text.isEmpty }) {
      var cells: Cells = [:]
      for (column, (name, cell)) in zip(names, row.cells).enumerated() where !cell.text.isEmpty && cells[name] == nil {
        cells[name] = (table.header.cells[column].text, cell.text, column)
      }
      let id = row.cells.indices.contains(identifier) ? row.cells[identifier].text : ""
      let name = id.isEmpty ? "row \(number + 1)" : id
      let key = Key(name: name, turn: turns[name, default: 0])
      turns[name, default: 0] += 1
      result.positions[key] = result.rows.count
      result.rows.append((key, (cells, row.range)))
    }
    return result
  }

  private static func cells(_ old: Cells, _ new: Cells) -> [Row.Cell] {
    let names = Set(old.keys).union(new.keys).filter { old[$0]?.text != new[$0]?.text }
    func order(_ name: String) -> Int { new[name]?.column ?? old[name]?.column ?? 0 }
    return names.sorted { (order($0), $0) < (order($1), $1) }.map { name in
      Row.Cell(
        column: new[name]?.heading ?? old[name]?.heading ?? name, before: old[name]?.text ?? "",
        after: new[name]?.text ?? "")
    }
  }
}
