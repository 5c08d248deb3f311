import ArgumentParser
import Compiler
import Containers
import Foundation
import Git
import Pack
import Source

extension Audience: ExpressibleByArgument {}

/// `auditpack build`: the audit pack of a commit.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Builds the audit pack: a folder of pages that opens without a network.",
    discussion: """
      Builds the pack of HEAD, or of --rev; the working tree is not touched and not looked at. The same commit gives \
      the same bytes on every machine and every day. With --worktree the files as they lie are compiled, and every \
      page is marked DRAFT.

      The pack is written beside the output folder and put in its place when it is whole, so an interrupted build \
      leaves the last one as it was. A folder that holds anything auditpack did not write is refused.
      """)

  @Argument(help: "The folder of the ISMS, or any folder inside it.")
  var path = "."

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder the pack is written to.", valueName: "folder"))
  var output: String

  @Option(help: ArgumentHelp("Build the pack of this commit.", valueName: "revision"))
  var rev: String?

  @Flag(help: "Build from the working tree; every page is marked DRAFT.")
  var worktree = false

  @Option(help: "Who will read the pack; it decides which files are inside.")
  var audience = Audience.auditor

  @Option(help: ArgumentHelp("The reference date, YYYY-MM-DD.", valueName: "date"))
  var asOf: CalendarDate?

  @Option(help: ArgumentHelp("Show what changed since this revision or date.", valueName: "revision"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "An earlier pack, to find out whether the history was rewritten since.", valueName: "folder"))
  var previous: String?

  @Flag(help: "Write the pack as one archive beside the folder, too: the folder's name with .zip.")
  var zip = false

  @Flag(help: "Build although the history is incomplete; every page that leans on it says so.")
  var allowIncompleteHistory = false

  func validate() throws {
    if worktree && rev != nil { throw ValidationError("--worktree and --rev exclude each other") }
  }

  func run() throws {
    try reportingFailures {
      let workspace = try Workspace(path: path)
      if !worktree, rev == nil, try workspace.repository.headCommit() == nil {
        throw Failure(
          message: "the repository has no commit yet, and a pack is built from a commit",
          fix: "commit the ISMS first (git add -A && git commit), or try it with --worktree")
      }
      let compilation = try workspace.compile(
        worktree ? .workingTree : .revision(rev ?? "HEAD"), asOf: asOf, comparesWithCommit: worktree,
        usingCache: false,
        previous: try previous.map(EarlierPack.init(path:)))
      if compilation.history.incompleteness.contains(.shallow), !allowIncompleteHistory {
        throw Failure(
          message: "the clone is shallow, so approvals and changes cannot be judged",
          fix: "run `git fetch --unshallow`, or build with --allow-incomplete-history")
      }
      var options = PackOptions(
        audience: audience, isDraft: worktree, allowsIncompleteHistory: allowIncompleteHistory,
        toolVersion: AuditPack.version)
      options.since = try since.map { try workspace.start(of: $0, in: compilation).option }
      let folder = PackFolder(path: output)
      let progress = Progress()
      defer { progress.finish() }
      var count = 0
      let archive = zip ? try PackArchive(for: folder) : nil
      let written = try folder.replace { write in
        try writePack(
          compilation, options: options, contents: workspace.repository, encodeWorkbook: Self.encode
        ) { file in
          count += 1
          progress.step("writing file \(count): \(file.path)")
          try write(file)
          try archive?.add(file)
        }
      }
      progress.finish()
      Console.output(
        """
        wrote \(written) files to \(output)
        open \(output)/index.html

        """)
      if let archive { Console.output("wrote \(try archive.finish())\n") }
      Console.error(Summary(compilation, findings: compilation.diagnostics).text)
    }
  }

  /// The bytes of a workbook, by way of a temporary folder: the library writes files only.
  private static func encode(_ workbook: Workbook) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "auditpack-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "workbook.xlsx")
    do {
      try Spreadsheet.write(workbook, to: file.path, temporaryFolder: folder.path)
    } catch let error {
      throw Failure(
        message: "the workbook \(Workbook.path) cannot be written: \(error.reason)",
        fix: "free some space in \(FileManager.default.temporaryDirectory.path) and run again")
    }
    return Array(try Data(contentsOf: file))
  }
}
