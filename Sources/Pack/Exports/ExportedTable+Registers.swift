import ISMS

/// The registers as tables, for CSV and for the workbook.
extension ExportedTable {
  private typealias Row = Column<Disclosed.Fields>

  /// One table for each register the audience may read.
  static func all(_ registers: ExportedRegisters, _ disclosed: Disclosed) -> [ExportedTable] {
    var tables = [
      table("soa", registers.soaRows, columns(.soaRow, first: ["control", "title", "theme"])),
      table(
        "evidence-index", registers.evidence,
        columns(.evidence, without: ["file", "files", "in_pack", "sha256"]) + [
          Row("files") { row in row["files"]?.cell ?? "" },
          Row("sha256") { row in hashes(row["files"]) }, field("recorded_sha256"),
        ]),
      table(
        "document-register", registers.documents,
        Schema.record(.document).fields.filter { !["register", "data", "framework", "deviations"].contains($0.name) }
          .map {
            field($0.name)
          } + [
            field("next_review"), Row("approval_level") { approval($0)?.name ?? "" },
            Row("approval_commit") { approval($0)?.commit ?? "" },
            Row("text_unchanged") { approval($0)?.textUnchanged.map { $0 ? "yes" : "no" } ?? "" }, field("path"),
            field("sha256"), field("handling"),
          ]),
    ]
    guard disclosed.showsRegisters else { return tables }
    tables += [
      table(
        "risk-register", registers.risks,
        columns(.risk) + [
          Row("computed_level") { levels($0)?.level.map { String($0) } ?? "" },
          Row("computed_band") { levels($0)?.band ?? "" },
          Row("computed_residual_level") { levels($0)?.residualLevel.map { String($0) } ?? "" },
          Row("computed_residual_band") { levels($0)?.residualBand ?? "" },
        ]),
      table("treatment-plan", registers.treatmentActions, columns(.treatmentAction)),
      table("suppliers", registers.suppliers, columns(.supplier)),
      table("assets", registers.assets, columns(.asset)),
      table("obligations", registers.obligations, columns(.obligation)),
      table("interested-parties", registers.interestedParties, columns(.interestedParty)),
      table("objectives", registers.objectives, columns(.objective)),
      table("measurements", registers.measurements, columns(.measurement)),
      table("nonconformities", registers.nonconformities, columns(.nonconformity)),
      table("incidents", registers.incidents, columns(.incident)),
      table("audits", registers.audits, columns(.audit)),
      table("changes", registers.changes, columns(.change)),
      table("deviations", registers.deviations, columns(.deviation)),
      table("people", registers.people, columns(.person)),
      findings(registers.findings),
    ]
    tables += registers.frameworks.map(\.table)
    return tables
  }

  private static func table(_ name: String, _ rows: [Disclosed.Fields], _ columns: [Row]) -> ExportedTable {
    ExportedTable(name, columns, rows: rows)
  }

  /// A column for every field of a kind of record, then where it was read and what the audience sees of it.
  private static func columns(
    _ kind: RecordKind, first: [String] = [], without: Set<String> = []
  ) -> [Row] {
    let names = Schema.record(kind).fields.map(\.name).filter { !first.contains($0) && !without.contains($0) }
    return (first + names + ["defined_at", "handling"]).map(field)
  }

  private static func field(_ name: String) -> Row { Row(name) { $0[name]?.cell ?? "" } }

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

  private static func findings(_ findings: [ExportedFinding]) -> ExportedTable {
    typealias Column = ExportedTable.Column<ExportedFinding>
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
    return ExportedTable("findings", columns, rows: findings)
  }
}
