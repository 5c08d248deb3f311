import ArgumentParser
import Compiler
import ISMS
import Source

/// `auditpack explain`: what a finding means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what a finding means, why it matters, and how to fix it.",
    discussion: "Without a code it lists every finding the program knows.")

  /// How the explanation is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "Code or name of a finding, such as SOA-02 or exclusion-without-justification.")
  var code: String?

  @Option(help: "How it is printed.")
  var format = Format.text

  func run() throws {
    guard let code else {
      if format == .json { return Console.output(try JSON.encode(Rule.all.map(Explanation.init))) }
      let width = Rule.all.map(\.code.count).max() ?? 0
      for rule in Rule.all {
        let padded = rule.code + String(repeating: " ", count: width - rule.code.count)
        Console.output(
          "\(padded)  \(rule.grade.rawValue)\(String(repeating: " ", count: 11 - rule.grade.rawValue.count))  \(rule.title)\n"
        )
      }
      return
    }
    guard let rule = Rule.named(code) else {
      let meant = nearest(code.uppercased(), in: Rule.all.map(\.code)) ?? nearest(code, in: Rule.all.map(\.name))
      Console.error(
        "error: there is no finding `\(code)`\n  fix: \(meant.map { "did you mean `\($0)`? " } ?? "")`auditpack explain` lists them all\n"
      )
      throw ExitCode(64)
    }
    Console.output(format == .json ? try JSON.encode(Explanation(rule)) : Explanation(rule).text)
  }
}

/// A rule as `explain` prints it.
struct Explanation: Encodable {
  let code: String
  let name: String
  let title: String
  let grade: Grade
  let clause: String?
  let adjustment: String?
  let data: String?
  let parameters: [String]
  let stage: String
  let explanation: String
  let fix: String
  let flagged: String
  let accepted: String

  init(_ rule: Rule) {
    code = rule.code
    name = rule.name
    title = rule.title
    grade = rule.grade
    clause = rule.clause
    adjustment = rule.adjustment
    data = rule.data
    parameters = Parameters.used(by: rule.code).map(\.name)
    stage = rule.stage.rawValue
    explanation = rule.explanation
    fix = rule.fix
    flagged = rule.flagged
    accepted = rule.accepted
  }

  /// For people.
  var text: String {
    var text = "\(code) \(name)\n\(title)\n\n"
    text += "predicted grade: \(grade.rawValue)" + (adjustment.map { "; \($0)" } ?? "") + "\n"
    if let clause { text += "clause: \(clause)\n" }
    text += "first looked at: \(stage)\n"
    if let data { text += "data: \(data)\n" }
    if !parameters.isEmpty { text += "parameters in auditpack.yaml: \(parameters.joined(separator: ", "))\n" }
    text += "\n\(explanation)\n\nfix: \(fix)\n"
    text += "to accept it instead: record a deviation with rule, target, reason, approver and expiry\n"
    text += "\nflagged:\n\n\(Self.indented(flagged))\naccepted:\n\n\(Self.indented(accepted))"
    return text
  }

  private static func indented(_ example: String) -> String {
    let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.prefix(60).map { line in
      line.isEmpty ? "" : "    " + (line.count > 120 ? line.prefix(120) + "…" : line)
    }.joined(separator: "\n")
    return shown + (lines.count > 60 ? "\n    … \(lines.count - 60) more lines\n" : "\n")
  }
}
