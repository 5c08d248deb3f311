import Compiler
import Source

/// The files of a pack that programs read: `pack.json`, the tables in `csv/`, the workbook and `findings.sarif`.
enum Exports {
  /// Every export the audience gets. A customer gets no findings, people or risks, and so no files for them.
  static func files(
    for compilation: Compilation, options: PackOptions, disclosure: Disclosure, contents: any ContentReader,
    encodeWorkbook: ((Workbook) throws -> [UInt8])? = nil
  ) throws -> [OutputFile] {
    let disclosed = Disclosed(compilation, options: options, disclosure: disclosure, contents: contents)
    let registers = ExportedRegisters(disclosed)
    var files = [try JSON.file("pack.json", PackExport(registers, disclosed))]
    let tables = ExportedTable.all(registers, disclosed)
    files += tables.map { CSVTable($0).file }
    if let encodeWorkbook {
      let title = "Statement of Applicability and registers"
      let workbook = Workbook(tables, title: title, createdOn: compilation.asOf)
      files.append(OutputFile(path: Workbook.path, bytes: try encodeWorkbook(workbook)))
    }
    if disclosed.showsRegisters {
      files.append(
        try JSON.verbatimFile("findings.sarif", SARIF(registers.findings, rules: Rule.all, disclosed)))
    }
    return files
  }
}
