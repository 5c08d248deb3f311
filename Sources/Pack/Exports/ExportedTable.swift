import Source

/// A table as the pack hands it to spreadsheets: headings and cells as text.
struct ExportedTable {
  /// A column with the cell it makes of a row.
  struct Column<Row> {
    let name: String
    let cell: (Row) -> String

    init(_ name: String, _ cell: @escaping (Row) -> String) {
      self.name = name
      self.cell = cell
    }
  }

  /// Name of the file, without ending.
  let name: String
  /// Headings: the fields of the schema, so that a file can be read back.
  let columns: [String]
  /// Cells, row by row.
  let rows: [[String]]

  init<Row>(_ name: String, _ columns: [Column<Row>], rows: [Row]) {
    self.name = name
    self.columns = columns.map(\.name)
    self.rows = rows.map { row in columns.map { $0.cell(row) } }
  }
}
