import Source

/// What can be wrong with a table before anybody asks what its cells mean.
public enum TableRules {
  /// Every rule of the family `TBL`, in order of the codes.
  public static let all: [Rule] = [
    emptyTable, notUTF8, invisibleCharacter, unterminatedQuote, textAfterQuote, raggedRow, duplicateColumn,
    tooManyColumns, loneCarriageReturn,
  ]

  /// The file has no header.
  static let emptyTable = Rule(
    code: "TBL-01", name: "empty-table", title: "table is empty", grade: .error,
    explanation: "The first row of a table names its columns. Without it nobody can tell what the table is for.",
    fix: "write a header with the names of the columns",
    flagged: register(""),
    accepted: register("id,title,owner,likelihood,impact\n"))

  /// The file is in another encoding.
  static let notUTF8 = Rule(
    code: "TBL-02", name: "table-not-utf-8", title: "table is not UTF-8", grade: .error,
    explanation: "Spreadsheets often save CSV in an encoding of their own. Names with accents then read differently on "
      + "each machine.",
    fix: "save the file as CSV in UTF-8",
    flagged: register("id,title\nR-001,Caf<byte E9> laptop\n"),
    accepted: register("id,title\nR-001,Café laptop\n"))

  /// A character nobody can see.
  static let invisibleCharacter = Rule(
    code: "TBL-03", name: "invisible-character-in-table", title: "table holds an invisible character", grade: .error,
    explanation: "Control characters and characters that change the direction of text let a cell look different from "
      + "what it says.",
    fix: "remove the character",
    flagged: register("id,title\nR-001,Lost\u{202E} laptop\n"),
    accepted: register("id,title\nR-001,Lost laptop\n"))

  /// A quote without its partner.
  static let unterminatedQuote = Rule(
    code: "TBL-04", name: "unterminated-cell", title: "quote that opens a cell is not closed", grade: .error,
    explanation: "A cell that starts with a double quote ends with one, perhaps several lines further down. Without it "
      + "the rows below would disappear into the cell.",
    fix: "close the quote; write `\"\"` for a quote inside a quoted cell",
    flagged: register("id,title\nR-001,\"Lost laptop\nR-002,Theft\n"),
    accepted: register("id,title\nR-001,\"Lost laptop\"\nR-002,Theft\n"))

  /// Text between a closing quote and the next cell.
  static let textAfterQuote = Rule(
    code: "TBL-05", name: "text-after-cell", title: "text follows the closing quote of a cell", grade: .error,
    explanation: "Programs read such a cell in different ways.",
    fix: "put the whole cell in quotes and write `\"\"` for a quote inside it",
    flagged: register("id,title\nR-001,\"Lost\" laptop\n"),
    accepted: register("id,title\nR-001,\"\"\"Lost\"\" laptop\"\n"))

  /// A row with more or fewer cells than the header.
  static let raggedRow = Rule(
    code: "TBL-06", name: "ragged-row", title: "row has another number of cells than the header", grade: .error,
    explanation: "When cells are missing or left over, those behind the gap stand under the wrong heading: an owner is "
      + "read as a date. Missing cells are taken for empty ones at the end of the row, surplus ones are not read.",
    fix: "put cells that contain the separator in double quotes, and fill in empty ones",
    flagged: register("id,title,owner\nR-001,Lost laptop, phone or key,it-lead\n"),
    accepted: register("id,title,owner\nR-001,\"Lost laptop, phone or key\",it-lead\n"))

  /// Two columns of one name.
  static let duplicateColumn = Rule(
    code: "TBL-07", name: "duplicate-column", title: "two columns have the same heading", grade: .error,
    explanation: "Which of the two columns holds the value cannot be told.",
    fix: "rename one of the two columns",
    flagged: register("id,title,owner,Owner\nR-001,Lost laptop,it-lead,cto\n"),
    accepted: register("id,title,owner,x-sponsor\nR-001,Lost laptop,it-lead,cto\n"))

  /// More columns than anyone can read.
  static let tooManyColumns = Rule(
    code: "TBL-08", name: "too-many-columns", title: "table has more than 1,000 columns", grade: .error,
    explanation: "No register has that many fields; the file is probably not a table.",
    fix: "leave out columns that are not needed",
    flagged: register("id" + (1...1000).map { ",x-\($0)" }.joined() + "\nR-001\n"),
    accepted: register("id,title\nR-001,Lost laptop\n"))

  /// Line ends of old systems.
  static let loneCarriageReturn = Rule(
    code: "TBL-09", name: "lone-carriage-return-in-table", title: "row ends with a lone carriage return", grade: .error,
    explanation: "A carriage return without a line feed ends a row for some programs and not for others.",
    fix: "save the file with line feeds as line ends",
    flagged: register("id,title\rR-001,Lost laptop\n"),
    accepted: register("id,title\nR-001,Lost laptop\n"))

  /// A repository with a register of risks and its table.
  private static func register(_ table: String) -> String {
    """
    -- registers/risks.md --
    ---
    id: REG-01
    type: register
    register: risks
    data: risks.csv
    title: Risk register
    version: "1.0"
    status: draft
    owner: isms-manager
    classification: internal
    ---

    # Risk register
    -- registers/risks.csv --
    \(table)
    """
  }
}
