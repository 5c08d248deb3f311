import Compiler
import Source

/// Writes the audit pack of a compilation: hands every file once to `write`, in an order that never changes.
///
/// A pure function but for `write`: no clock, no environment; the same arguments give the same bytes.
///
/// - Parameters:
///   - contents: gives the bytes of evidence files, and of older revisions where a document changed after its approval.
///   - encodeWorkbook: gives the bytes of the workbook, the same ones for the same workbook; without it there is none.
/// - Throws: `PackError` for what stops a build before the first file is written, and whatever `write` throws.
public func writePack(
  _ compilation: Compilation, options: PackOptions, contents: any ContentReader,
  encodeWorkbook: ((Workbook) throws -> [UInt8])? = nil, write: (OutputFile) throws -> Void
) throws {
  guard compilation.history.isComplete || options.allowsIncompleteHistory || options.isDraft else {
    throw PackError.incompleteHistory
  }
  let site = try Site(compilation, options: options, contents: contents)
  let copies = try EvidenceFiles(site)
  var manifest = Manifest(compilation, options: options, disclosure: site.disclosure)
  func add(_ file: OutputFile) throws {
    manifest.add(file)
    try write(file)
  }

  try PageWriter(site).write { rendered in
    manifest.add(rendered.file, sha256: rendered.sha256)
    try write(rendered.file)
  }
  try Assets.files(site).forEach(add)
  try copies.forEach(add)
  try DocumentPictures.forEach(in: site, add)
  try Exports.files(
    for: compilation, options: options, disclosure: site.disclosure, contents: contents, encodeWorkbook: encodeWorkbook
  )
  .forEach(add)
  try manifest.files().forEach(write)
}
