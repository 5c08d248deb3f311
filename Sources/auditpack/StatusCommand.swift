import ArgumentParser
import Compiler
import Source

/// `auditpack status`: the state of the ISMS on one screen.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows readiness for Stage 1, coverage, findings and next dates on one screen.",
    discussion: """
      Says first whether the documents would pass Stage 1 and what stands in the way, then how the ISMS stands in \
      figures. `--format json` has all of it, not only what fits on the screen.
      """)

  /// How the status is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The folder of the ISMS, or any folder inside it.")
  var path = "."

  @Option(help: ArgumentHelp("Show the state of a commit.", valueName: "revision"))
  var rev: String?

  @Option(help: ArgumentHelp("The reference date, YYYY-MM-DD.", valueName: "date"))
  var asOf: CalendarDate?

  @Option(help: "How the status is printed.")
  var format = Format.text

  @Option(help: "When to use colours.")
  var color = ColorChoice.auto

  func run() throws {
    try reportingFailures {
      let compilation = try Workspace(path: path).compile(rev.map { .revision($0) } ?? .workingTree, asOf: asOf)
      let status = Status(compilation)
      Console.output(
        format == .json ? try JSON.encode(status) : StatusText.text(status, on: Terminal(color: color)))
    }
  }
}
