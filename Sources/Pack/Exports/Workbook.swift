import Source

/// The registers as one workbook: what `soa.xlsx` holds. The file is made of it outside of this module, by a library.
public struct Workbook: Sendable {
  /// One cell.
  public enum Cell: Sendable, Hashable {
    /// Nothing.
    case empty
    /// Text, never a formula.
    case text(String)
    /// A number.
    case number(Int)
    /// A day.
    case date(CalendarDate)
  }

  /// A column.
  public struct Column: Sendable, Hashable {
    /// Its heading.
    public let title: String
    /// Its width, in characters.
    public let width: Int
  }

  /// One table.
  public struct Sheet: Sendable {
    /// What the tab says; at most 31 characters.
    public let name: String
    /// The columns.
    public let columns: [Column]
    /// The rows, each with as many cells as there are columns.
    public let rows: [[Cell]]
  }

  /// Path in the pack.
  public static let path = "soa.xlsx"

  /// The title of the file.
  public let title: String
  /// The day the file says it was made: the reference date, so that the same commit gives the same bytes.
  public let createdOn: CalendarDate
  /// The tables, in order.
  public let sheets: [Sheet]

  /// Tables that have a sheet, with the name of its tab.
  private static let tabs = [
    ("soa", "SoA"), ("risk-register", "Risks"), ("treatment-plan", "Treatment plan"), ("evidence-index", "Evidence"),
    ("document-register", "Documents"), ("findings", "Findings"),
  ]

  /// A workbook of those tables that are in it.
  init(_ tables: [ExportedTable], title: String, createdOn: CalendarDate) {
    self.title = title
    self.createdOn = createdOn
    sheets = Self.tabs.compactMap { name, tab in tables.first { $0.name == name }.map { Sheet($0, tab: tab) } }
  }
}

extension Workbook.Sheet {
  /// Columns that hold numbers. Versions look like numbers and are none.
  private static let numbers: Set<String> = [
    "inherent_likelihood", "inherent_impact", "likelihood", "impact", "level", "residual_likelihood",
    "residual_impact", "residual_level", "computed_level", "computed_residual_level", "sample_size", "line",
  ]
  private static let widest = 60

  init(_ table: ExportedTable, tab: String) {
    name = tab
    // Columns that no row fills only hide the ones that matter.
    let used = table.columns.indices.filter { column in
      table.rows.isEmpty || table.rows.contains { !$0[column].isEmpty }
    }
    columns = used.map { column in
      let longest = table.rows.prefix(500).reduce(table.columns[column].count) { max($0, $1[column].count) }
      return Workbook.Column(title: table.columns[column], width: min(longest + 2, Self.widest))
    }
    rows = table.rows.map { row in used.map { Self.cell(row[$0], in: table.columns[$0]) } }
  }

  private static func cell(_ text: String, in column: String) -> Workbook.Cell {
    if text.isEmpty { return .empty }
    if let date = CalendarDate(text) { return .date(date) }
    if numbers.contains(column), let number = Int(text) { return .number(number) }
    return .text(text)
  }
}
