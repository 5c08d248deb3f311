import ArgumentParser
import Compiler
import Foundation
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
      """)

  /// How findings are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, concise, json
  }

  @Argument(help: "The folder of the ISMS, or any folder inside it.")
  var path = "."

  @Flag(help: "Check the index: what the next commit will hold.")
  var staged = false

  @Option(help: ArgumentHelp("Check a commit.", valueName: "revision"))
  var rev: String?

  @Option(help: ArgumentHelp("The reference date, YYYY-MM-DD.", valueName: "date"))
  var asOf: CalendarDate?

  @Option(help: "How findings are printed.")
  var format = Format.text

  @Option(help: "The lowest grade that makes the exit code 1.")
  var failOn = Grade.major

  @Option(help: ArgumentHelp("Only this rule; may be repeated.", valueName: "code"))
  var rule: [String] = []

  @Option(help: "When to use colours.")
  var color = ColorChoice.auto

  func validate() throws {
    if staged && rev != nil { throw ValidationError("--staged and --rev exclude each other") }
    for word in rule where Rule.named(word) == nil {
      throw ValidationError("there is no rule `\(word)`; `auditpack explain` lists them")
    }
  }

  func run() throws {
    var isClean = true
    try reportingFailures {
      let state: State = rev.map { .revision($0) } ?? (staged ? .index : .workingTree)
      let compilation = try Workspace(path: path).compile(state, asOf: asOf)
      let codes = Set(rule.compactMap { Rule.named($0)?.code })
      let findings = compilation.diagnostics.filter { codes.isEmpty || codes.contains($0.rule.code) }
      try print(findings, of: compilation)
      isClean = !findings.contains { $0.grade >= failOn }
    }
    if !isClean { throw ExitCode(1) }
  }

  private func print(_ findings: [Diagnostic], of compilation: Compilation) throws {
    let terminal = Terminal(color: color)
    let renderer = TextRenderer(
      sources: compilation.isms.sources,
      style: .init(isColoured: terminal.isColoured, width: terminal.width, mostOfOneRule: rule.isEmpty ? 5 : .max))
    switch format {
    case .text:
      Console.output(renderer.render(findings))
      Console.output(Summary(compilation, findings: findings).text)
    case .concise:
      Console.output(findings.map { renderer.renderConcise($0) + "\n" }.joined())
    case .json:
      Console.output(try JSON.encode(CheckReport(compilation, findings: findings)))
    }
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
