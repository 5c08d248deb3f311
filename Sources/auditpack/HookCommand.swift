import ArgumentParser
import Git

/// `auditpack hook`: the check before every commit.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Installs the check as git's pre-commit hook, or takes it out again.",
    subcommands: [Install.self, Uninstall.self])

  /// `auditpack hook install`.
  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "install",
      abstract: "Checks every commit before it is made.",
      discussion: """
        Puts a pre-commit hook where git looks for it: in core.hooksPath if it is set, in .husky or .lefthook where \
        the repository uses one of these, else in the folder `hooks` of the repository. A hook that is there already \
        runs first and is kept.

        The hook runs `auditpack check --staged --new-only`. For one commit it is left out with `git commit --no-verify`.
        """)

    @Argument(help: "The folder of the ISMS, or any folder inside it.")
    var path = "."

    func run() throws {
      try reportingFailures { Console.output(try Hook(Workspace(path: path)).install()) }
    }
  }

  /// `auditpack hook uninstall`.
  struct Uninstall: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "uninstall", abstract: "Takes the check out and puts an earlier hook back.")

    @Argument(help: "The folder of the ISMS, or any folder inside it.")
    var path = "."

    func run() throws {
      try reportingFailures { Console.output(try Hook(Workspace(path: path)).uninstall()) }
    }
  }
}
