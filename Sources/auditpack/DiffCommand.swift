import ArgumentParser
import Compiler
import Source

/// `auditpack diff`: what a change does to the ISMS.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Shows what a change does: controls, risks, approvals that end, evidence, findings.",
    discussion: """
      Compares two commits, or a commit with the working tree. Both are judged on the same day, so nothing is new only \
      because time passed. `--format markdown` is made for a comment on a merge request.
      """)

  /// How the difference is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  @Argument(help: ArgumentHelp("The commit before.", valueName: "before"))
  var before: String

  @Argument(help: ArgumentHelp("The commit after; the working tree if it is left out.", valueName: "after"))
  var after: String?

  @Option(name: [.customShort("C"), .customLong("path")], help: "The folder of the ISMS, or any folder inside it.")
  var path = "."

  @Option(help: ArgumentHelp("The reference date, YYYY-MM-DD.", valueName: "date"))
  var asOf: CalendarDate?

  @Option(help: "How the difference is printed.")
  var format = Format.text

  @Option(help: "The exit code is 1 if a new finding has this grade or a higher one.")
  var failOn: Grade?

  func run() throws {
    var isClean = true
    try reportingFailures {
      let workspace = try Workspace(path: path)
      let later = try workspace.compile(after.map { .revision($0) } ?? .workingTree, asOf: asOf, mayBeEmpty: true)
      let earlier = try workspace.compile(.revision(before), asOf: later.asOf, mayBeEmpty: true)
      let impact = Impact(from: earlier, to: later)
      switch format {
      case .text: Console.output(ImpactReport(impact, style: .text).text)
      case .markdown: Console.output(ImpactReport(impact, style: .markdown).text)
      case .json: Console.output(try JSON.encode(ImpactData(impact)))
      }
      if let failOn { isClean = !impact.newFindings.contains { $0.grade >= failOn } }
    }
    if !isClean { throw ExitCode(1) }
  }
}
