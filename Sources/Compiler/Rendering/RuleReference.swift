import ISMS
import Source

/// `docs/checks.md`: every finding with its explanation and examples, generated from the rules.
public enum RuleReference {
  /// The page as Markdown.
  public static var markdown: String {
    var text = """
      # Findings

      Generated from the rules by `make bless`; a test compares it. Grades are predictions: only an auditor grades.
      `auditpack explain CODE` prints the same with examples. Where nothing else is said, an auditor looks at it first
      at Stage 1. Where the data of a rule are missing, it says that it cannot be judged, and what would let it.
      Parameters stand in `auditpack.yaml` below `parameters:`; their defaults are in brackets.

      | Code | Name | Grade | Clause |
      |---|---|---|---|

      """
    for rule in Rule.all {
      text += "| [\(rule.code)](#\(anchor(rule))) | `\(rule.name)` | \(rule.grade.rawValue) | \(rule.clause ?? "") |\n"
    }
    for rule in Rule.all {
      text += "\n## \(rule.code) \(rule.name)\n\n"
      text += rule.title.prefix(1).uppercased() + rule.title.dropFirst() + ".\n\n"
      text += rule.explanation + "\n\n"
      text += "- Predicted grade: \(rule.grade.rawValue)" + (rule.adjustment.map { "; \($0)" } ?? "") + "\n"
      if let clause = rule.clause { text += "- Clause: \(clause)\n" }
      if rule.stage != .stageOne { text += "- First looked at: \(rule.stage.rawValue)\n" }
      if let data = rule.data { text += "- Data: \(data)\n" }
      let parameters = Parameters.used(by: rule.code)
      if !parameters.isEmpty {
        text += "- Parameters: " + parameters.map { "`\($0.name)` (\($0.standard))" }.joined(separator: ", ") + "\n"
      }
      text += "- Fix: \(rule.fix)\n"
    }
    return text
  }

  private static func anchor(_ rule: Rule) -> String {
    "\(rule.code) \(rule.name)".lowercased().replacing(" ", with: "-")
  }
}
