import ArgumentParser
import Compiler
import Foundation
import ISMS
import Pack
import Source

extension Grade: ExpressibleByArgument {}

/// `auditpack check`: what an auditor would write down.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prints what an auditor would write down, with file, line and a fix.",
    discussion: """
      Checks the working tree. With --staged it checks what the next commit will hold, and with --rev any commit, \
      without touching a file. The exit code is 1 if a finding is at or above --fail-on.

      --fix mends in the working tree what can be mended without changing a meaning, and --diff shows it without \
      writing. A file with both staged and unstaged changes is left alone.

      --update-baseline writes auditpack-baseline.json with all findings there are, so that only new ones count from \
      then on. Where the file exists, it takes out what is mended and adds nothing.
      """)

  /// How findings are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, concise, json, sarif, github, gitlab, junit
  }

  @Argument(help: "The folder of the ISMS, or any folder inside it.")
  var path = "."

  @Flag(help: "Check the index: what the next commit will hold.")
  var staged = false

  @Option(help: ArgumentHelp("Check a commit.", valueName: "revision"))
  var rev: String?

  @Option(
    help: ArgumentHelp(
      "An earlier pack, to find out whether the history was rewritten since.", valueName: "folder"))
  var previous: String?

  @Flag(help: "Only findings that HEAD does not have.")
  var newOnly = false

  @Option(help: ArgumentHelp("The reference date, YYYY-MM-DD.", valueName: "date"))
  var asOf: CalendarDate?

  @Option(help: "How findings are printed.")
  var format = Format.text

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the findings to a file.", valueName: "file"))
  var output: String?

  @Option(help: "The lowest grade that makes the exit code 1.")
  var failOn = Grade.major

  @Option(help: ArgumentHelp("Only this rule; may be repeated.", valueName: "code"))
  var rule: [String] = []

  @Flag(help: "Apply safe fixes to the working tree.")
  var fix = false

  @Flag(help: "Apply fixes that may change a meaning, too; read the change.")
  var unsafeFixes = false

  @Flag(help: "Show what the fixes would change, as a patch, and write nothing.")
  var diff = false

  @Flag(help: "Write or shorten the baseline, the list of findings that do not count.")
  var updateBaseline = false

  @Option(help: "When to use colours.")
  var color = ColorChoice.auto

  func validate() throws {
    if staged && rev != nil { throw ValidationError("--staged and --rev exclude each other") }
    for word in rule where Rule.named(word) == nil {
      throw ValidationError("there is no rule `\(word)`; `auditpack explain` lists them")
    }
    let changes = [fix || unsafeFixes || diff, updateBaseline].count { $0 }
    if changes > 0, staged || rev != nil || newOnly {
      throw ValidationError("--fix, --unsafe-fixes, --diff and --update-baseline work on the working tree")
    }
    if changes > 1 { throw ValidationError("--update-baseline and the fixes exclude each other") }
    if updateBaseline, !rule.isEmpty { throw ValidationError("--update-baseline is about all rules") }
  }

  func run() throws {
    var isClean = true
    try reportingFailures {
      let workspace = try Workspace(path: path)
      if updateBaseline { return try writeBaseline(workspace) }
      if diff { return try Fixing(workspace, asOf: asOf, rules: codes, includingUnsafe: unsafeFixes).show() }
      if fix || unsafeFixes {
        try Fixing(workspace, asOf: asOf, rules: codes, includingUnsafe: unsafeFixes).apply()
      }
      let state: State = rev.map { .revision($0) } ?? (staged ? .index : .workingTree)
      let compilation = try workspace.compile(
        state, asOf: asOf, previous: try previous.map(EarlierPack.init(path:)))
      let findings = try select(compilation, workspace)
      try print(findings, of: compilation, workspace)
      isClean = !findings.contains { $0.grade >= failOn }
      // The process ends here, and would spend more time on giving back the memory than on any rule.
      _ = Unmanaged.passRetained(Kept(compilation))
    }
    if !isClean { throw ExitCode(1) }
  }

  /// A compilation that is never let go.
  private final class Kept {
    let compilation: Compilation
    init(_ compilation: Compilation) { self.compilation = compilation }
  }

  private var codes: Set<String> { Set(rule.compactMap { Rule.named($0)?.code }) }

  /// The findings that are asked for.
  private func select(_ compilation: Compilation, _ workspace: Workspace) throws -> [Diagnostic] {
    var findings = compilation.diagnostics
    // Without findings there is nothing to compare, and the second compilation is spared.
    if newOnly, !findings.isEmpty, let head = try workspace.repository.headCommit() {
      // The same day for both: what only became overdue is not new.
      let before = try workspace.compile(.commit(head), asOf: compilation.asOf, mayBeEmpty: true)
      findings = compilation.findings(notIn: before)
    }
    return findings.filter { codes.isEmpty || codes.contains($0.rule.code) }
  }

  private func print(_ findings: [Diagnostic], of compilation: Compilation, _ workspace: Workspace) throws {
    let terminal = Terminal(color: output == nil ? color : .never)
    let sources = compilation.isms.sources
    let renderer = TextRenderer(
      sources: sources,
      style: .init(
        isColoured: terminal.isColoured, width: terminal.width, mostOfOneRule: rule.isEmpty ? 5 : .max,
        linkFolder: terminal.hasLinks && rev == nil ? workspace.repository.workingFolder : nil))
    let text =
      switch format {
      case .text: renderer.render(findings)
      case .concise: findings.map { renderer.renderConcise($0) + "\n" }.joined()
      case .json: try JSON.encode(CheckReport(compilation, findings: findings))
      case .sarif:
        try SARIF.text(
          findings, of: compilation, toolVersion: AuditPack.version, contents: workspace.repository)
      case .github: GitHubAnnotations.text(findings, sources: sources)
      case .gitlab: try JSON.encode(GitLabReport(findings, sources: sources))
      case .junit: JUnitReport.text(compilation, findings: findings, failOn: failOn)
      }
    let summary = Summary(compilation, findings: findings, rules: codes).text
    if let output {
      try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
      Console.error(summary)
    } else {
      Console.output(text)
      if format == .text { Console.output(summary) } else if format == .github { Console.error(summary) }
    }
  }

  private func writeBaseline(_ workspace: Workspace) throws {
    let compilation = try workspace.compile(.workingTree, asOf: asOf)
    guard let folder = workspace.repository.workingFolder else { return }
    let isms = compilation.isms.folder
    let file = URL(fileURLWithPath: folder).appendingPathComponent(isms.isEmpty ? "." : isms)
      .appendingPathComponent(Baseline.fileName)
    let text: String
    let remark: String
    if let baseline = compilation.baseline {
      text = try baseline.text(without: compilation.gone)
      let left = baseline.entries.count - compilation.gone.count
      remark = "\(compilation.gone.count) mended findings taken out, \(left) left; new findings are never added"
    } else if compilation.diagnostics.contains(where: { $0.rule.code == BaselineRules.unreadable.code }) {
      throw Failure(
        message: "`\(file.path)` cannot be read, so it is not replaced",
        fix: "restore it from history, or remove it and run again")
    } else {
      text = try Baseline.text(of: compilation.diagnostics)
      remark = "\(compilation.diagnostics.count) findings listed; from now on only new ones count"
    }
    try Data(text.utf8).write(to: file, options: .atomic)
    Console.output("\(Baseline.fileName): \(remark)\ncommit it: git add \(Baseline.fileName)\n")
  }
}

/// JSON as every command prints it: keys in snake case and in order, so that two runs can be compared.
enum JSON {
  /// The text of a value, with a line end.
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
