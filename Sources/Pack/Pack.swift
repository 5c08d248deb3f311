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
  let templates = try Templates()
  var manifest = Manifest(compilation, options: options, disclosure: site.disclosure)
  func add(_ file: OutputFile) throws {
    manifest.add(file)
    try write(file)
  }

  for group in PageGroup.all where group.isFor(options.audience) {
    for page in group.pages(site) {
      // What the audience may not read may be named in any text: a commit message, a finding, a policy.
      let context = page.framed(in: site).changingTexts(site.disclosure.scrubbed)
      for form in page.forms { try add(templates.render(page, context, form: form)) }
    }
  }
  try Assets.files(site).forEach(add)
  try copies.files.forEach(add)
  try Exports.files(
    for: compilation, options: options, disclosure: site.disclosure, contents: contents, encodeWorkbook: encodeWorkbook
  )
  .forEach(add)
  try manifest.files().forEach(write)
}

extension Templates {
  /// A page as a file.
  func render(_ page: Page, _ context: Context, form: Form) throws -> OutputFile {
    guard let text = render(context, template: page.template, form: form) else {
      throw PackError.template("there is no template `\(form.rawValue)/\(page.template).mustache`")
    }
    let file = OutputFile(path: form.folder + page.path + form.ending, text: text)
    return form == .markdown ? MarkdownTwin.bounded(file) : file
  }
}
