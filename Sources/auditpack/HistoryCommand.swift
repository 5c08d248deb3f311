import ArgumentParser
import Compiler
import Foundation
import ISMS
import Source

/// `auditpack history`: what git says about one document.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Shows what git says about one document: revisions, approval, changes after it.",
    discussion: """
      Names a document or record by its id, or any file by its path, deleted files included. The approval is shown as \
      strongly as history supports it, and the text of today is compared word by word with the one that was approved: \
      [-taken away-] {+added+}. White space, links, front matter and renames are editorial.
      """)

  /// How the history is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: ArgumentHelp("Id of a document or record, or path of a file.", valueName: "id-or-file"))
  var name: String

  @Option(help: ArgumentHelp("The folder of the ISMS, or any folder inside it.", valueName: "folder"))
  var path: String?

  @Option(help: ArgumentHelp("Look from this commit.", valueName: "revision"))
  var rev = "HEAD"

  @Option(help: ArgumentHelp("Only revisions after this revision or date.", valueName: "revision"))
  var since: String?

  @Option(help: "How the history is printed.")
  var format = Format.text

  @Option(help: "When to use colours.")
  var color = ColorChoice.auto

  func run() throws {
    try reportingFailures {
      let file = URL(fileURLWithPath: name).standardizedFileURL
      let isFile = FileManager.default.fileExists(atPath: file.path)
      let workspace = try Workspace(path: path ?? (isFile ? file.path : "."))
      let compilation = try workspace.compile(.revision(rev), asOf: nil)
      let window = try since.map { try workspace.start(of: $0, in: compilation).changes }
      let folder = compilation.isms.folder
      // An id comes first; then the path as a person in this folder writes it, then from the top, then from the ISMS.
      let candidates =
        [name, workspace.pathInRepository(file.path)].compactMap { $0 } + (folder.isEmpty ? [] : [folder + "/" + name])
      let report = candidates.lazy.compactMap {
        HistoryReport(compilation, of: $0, since: window, contents: workspace.repository)
      }
      .first
      guard let report else {
        let ids = compilation.isms.documents.map(\.id) + compilation.isms.evidence.map(\.id)
        let meant = nearest(name, in: ids) ?? nearest(name, in: compilation.isms.files.paths.sorted())
        throw Failure(
          message: "no document, record or file is called `\(name)` in \(rev)",
          fix: meant.map { "did you mean `\($0)`?" } ?? "`auditpack status` counts what there is; give an id or a path")
      }
      switch format {
      case .text: Console.output(report.text(isColoured: Terminal(color: color).isColoured))
      case .json: Console.output(try JSON.encode(report))
      }
    }
  }
}
