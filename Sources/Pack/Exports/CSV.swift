/// A table as CSV that spreadsheets open rightly: UTF-8 with byte order mark, CRLF, RFC 4180, and no cell that a
/// spreadsheet would take for a formula.
struct CSVTable {
  private var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
  private let path: String

  init(_ table: ExportedTable) {
    path = "csv/\(table.name).csv"
    append(table.columns)
    for row in table.rows { append(row) }
  }

  /// The table as a file.
  var file: OutputFile { OutputFile(path: path, bytes: bytes) }

  private mutating func append(_ cells: [String]) {
    for (position, cell) in cells.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += Self.escaped(cell)
    }
    bytes += [0x0D, 0x0A]
  }

  /// A cell: an apostrophe before what would begin a formula, quotes around what would end the cell.
  static func escaped(_ cell: String) -> [UInt8] {
    var text = Array(cell.utf8)
    if beginsFormula(cell) { text.insert(UInt8(ascii: "'"), at: 0) }
    guard text.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }) else { return text }
    var quoted: [UInt8] = [0x22]
    for byte in text {
      if byte == 0x22 { quoted.append(0x22) }
      quoted.append(byte)
    }
    return quoted + [0x22]
  }

  /// Whether a spreadsheet may take the cell for a formula: by its first character, the full-width forms included, which
  /// some programs read alike.
  private static func beginsFormula(_ cell: String) -> Bool {
    switch cell.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }
}
