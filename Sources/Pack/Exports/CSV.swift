import ISMS

/// A table as CSV that spreadsheets open rightly: UTF-8 with byte order mark, CRLF, RFC 4180, and no cell that a
/// spreadsheet would take for a formula.
struct CSVTable {
  /// A column with the cell it makes of a row.
  struct Column<Row> {
    let name: String
    let cell: (Row) -> String

    init(_ name: String, _ cell: @escaping (Row) -> String) {
      self.name = name
      self.cell = cell
    }
  }

  private var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  init<Row>(_ columns: [Column<Row>], rows: [Row]) {
    append(columns.map(\.name))
    for row in rows { append(columns.map { $0.cell(row) }) }
  }

  /// The table as a file.
  func file(_ path: String) -> OutputFile { OutputFile(path: path, bytes: bytes) }

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

/// The registers as CSV, one file each. The headings are the fields of the schema, so that a file can be read back.
enum CSVExport {
  private typealias Column = CSVTable.Column<Disclosed.Fields>

  static func files(_ registers: ExportedRegisters, _ disclosed: Disclosed) -> [OutputFile] {
    var files = [
      table("soa", registers.soaRows, columns(.soaRow, first: ["control", "title", "theme"])),
      table(
        "evidence-index", registers.evidence,
        columns(.evidence, without: ["file", "files", "in_pack", "sha256"]) + [
          Column("files") { row in row["files"]?.cell ?? "" },
          Column("sha256") { row in hashes(row["files"]) }, field("recorded_sha256"),
        ]),
      table(
        "document-register", registers.documents,
        Schema.record(.document).fields.filter { !["register", "data", "framework"].contains($0.name) }.map {
          field($0.name)
        } + [
          field("next_review"), Column("approval_level") { approval($0)?.name ?? "" },
          Column("approval_commit") { approval($0)?.commit ?? "" },
          Column("text_unchanged") { approval($0)?.textUnchanged.map { $0 ? "yes" : "no" } ?? "" }, field("path"),
          field("sha256"), field("handling"),
        ]),
    ]
    guard disclosed.showsRegisters else { return files }
    files += [
      table(
        "risk-register", registers.risks,
        columns(.risk) + [
          Column("computed_level") { levels($0)?.level.map { String($0) } ?? "" },
          Column("computed_band") { levels($0)?.band ?? "" },
          Column("computed_residual_level") { levels($0)?.residualLevel.map { String($0) } ?? "" },
          Column("computed_residual_band") { levels($0)?.residualBand ?? "" },
        ]),
      table("treatment-plan", registers.treatmentActions, columns(.treatmentAction)),
      table("suppliers", registers.suppliers, columns(.supplier)),
      table("assets", registers.assets, columns(.asset)),
      table("obligations", registers.obligations, columns(.obligation)),
      table("objectives", registers.objectives, columns(.objective)),
      table("nonconformities", registers.nonconformities, columns(.nonconformity)),
      table("incidents", registers.incidents, columns(.incident)),
      table("people", registers.people, columns(.person)),
      findings(registers.findings),
    ]
    return files
  }

  private static func table(_ name: String, _ rows: [Disclosed.Fields], _ columns: [Column]) -> OutputFile {
    CSVTable(columns, rows: rows).file("csv/\(name).csv")
  }

  /// A column for every field of a kind of record, then where it was read and what the audience sees of it.
  private static func columns(
    _ kind: RecordKind, first: [String] = [], without: Set<String> = []
  ) -> [Column] {
    let names = Schema.record(kind).fields.map(\.name).filter { !first.contains($0) && !without.contains($0) }
    return (first + names + ["defined_at", "handling"]).map(field)
  }

  private static func field(_ name: String) -> Column { Column(name) { $0[name]?.cell ?? "" } }

  private static func part<Part>(_ value: Value?) -> Part? {
    if case .part(let part)? = value { part as? Part } else { nil }
  }

  private static func approval(_ row: Disclosed.Fields) -> Disclosed.ExportedApproval? { part(row["approval"]) }
  private static func levels(_ row: Disclosed.Fields) -> Disclosed.ComputedLevels? { part(row["computed"]) }

  private static func hashes(_ files: Value?) -> String {
    guard case .list(let files)? = files else { return "" }
    return files.compactMap { file -> String? in
      let file: Disclosed.EvidenceFile? = part(file)
      return file?.sha256
    }.joined(separator: "; ")
  }

  private static func findings(_ findings: [ExportedFinding]) -> OutputFile {
    typealias Column = CSVTable.Column<ExportedFinding>
    let columns = [
      Column("code") { $0.code }, Column("name") { $0.name }, Column("grade") { $0.grade.rawValue },
      Column("status") { $0.waiver != nil ? "waived" : $0.isKnown ? "known" : "open" },
      Column("message") { $0.message },
      Column("path") { $0.place?.path ?? "" }, Column("line") { $0.place?.line.map { String($0) } ?? "" },
      Column("subject") { $0.subject ?? "" }, Column("owner") { $0.owner ?? "" }, Column("clause") { $0.clause ?? "" },
      Column("why") { $0.why }, Column("help") { $0.help }, Column("deviation") { $0.waiver?.deviation ?? "" },
      Column("deviation_reason") { $0.waiver?.reason ?? "" },
      Column("deviation_approved_by") { $0.waiver?.approvedBy ?? "" },
      Column("deviation_expires") { $0.waiver?.expires ?? "" }, Column("fingerprint") { $0.fingerprint },
    ]
    return CSVTable(columns, rows: findings).file("csv/findings.csv")
  }
}
