import Source

/// Rows of cells with a header, from a CSV file or a Markdown table: the one shape in which registers are read.
public struct Table: Sendable {
  /// One cell.
  public struct Cell: Hashable, Sendable {
    /// The text without quotes, escapes or markup, without white space around it.
    public let text: String
    /// The bytes of the cell in the file, without the white space and quotes around them; empty for an empty cell.
    public let range: SourceRange

    /// A cell with this text at this place.
    public init(text: String, range: SourceRange) {
      self.text = text
      self.range = range
    }
  }

  /// One row.
  public struct Row: Hashable, Sendable {
    /// The cells, as many as the header has.
    public let cells: [Cell]
    /// The bytes of the row without its line end.
    public let range: SourceRange

    /// A row of these cells.
    public init(cells: [Cell], range: SourceRange) {
      self.cells = cells
      self.range = range
    }
  }

  /// The column headings.
  public let header: Row
  /// The rows below.
  public let rows: [Row]

  /// A table with this header and these rows.
  public init(header: Row, rows: [Row]) {
    self.header = header
    self.rows = rows
  }
}
