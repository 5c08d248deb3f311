import ArgumentParser
import Foundation

/// The command line: the only place where results leave the program.
@main
struct AuditPack: ParsableCommand {
  /// Version of the program, printed on every pack.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "auditpack",
    abstract: "Compiles an ISO/IEC 27001 management system kept in git into an audit pack.",
    discussion: """
      Policies are Markdown files with front matter, registers are tables or CSV files, and the git history is the \
      evidence of change and approval. Start with `auditpack check`; before Stage 1 run `auditpack build -o ../audit-pack`.

      Exit codes: 0 nothing at or above the chosen grade, 1 findings, 2 could not compile, 64 wrong usage.
      """,
    version: version,
    subcommands: [
      CheckCommand.self, BuildCommand.self, ExplainCommand.self, HistoryCommand.self, StatusCommand.self,
      DiffCommand.self,
      ParseCommand.self, HookCommand.self,
    ])

  static func main() {
    Preparation.begin()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let message = fullMessage(for: error)
      let code = exitCode(for: error)
      if !message.isEmpty {
        if code.isSuccess { Console.output(message + "\n") } else { Console.error(message + "\n") }
      }
      end(code)
    }
    end(.success)
  }

  /// Ends the process without taking anything apart: other threads may be at work, and what they use must stay.
  private static func end(_ code: ExitCode) -> Never {
    fflush(nil)
    _exit(code.rawValue)
  }
}
