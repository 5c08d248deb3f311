import Compiler
import Source

/// The files of a pack that programs read: `pack.json`, the tables in `csv/` and `findings.sarif`.
enum Exports {
  /// Every export the audience gets. A customer gets no findings, people or risks, and so no files for them.
  static func files(
    for compilation: Compilation, options: PackOptions, disclosure: Disclosure, contents: any ContentReader
  ) throws -> [OutputFile] {
    let disclosed = Disclosed(compilation, options: options, disclosure: disclosure, contents: contents)
    let registers = ExportedRegisters(disclosed)
    var files = [try JSON.file("pack.json", PackExport(registers, disclosed))]
    files += CSVExport.files(registers, disclosed)
    if disclosed.showsRegisters {
      files.append(
        try JSON.verbatimFile("findings.sarif", SARIF(registers.findings, rules: Rule.all, disclosed)))
    }
    return files
  }
}
