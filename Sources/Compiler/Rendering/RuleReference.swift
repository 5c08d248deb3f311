import Source

/// `docs/checks.md`: every finding with its explanation and examples, generated from the rules.
public enum RuleReference {
  /// The page as Markdown.
  public static var markdown: String {
    var text = """
      # Findings

      Generated from the rules by `make bless`; a test compares it. Grades are predictions: only an auditor grades.
      `auditpack explain CODE` prints the same with examples. Where nothing else is said, an auditor looks at it first
      at Stage 1.

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
      text += "- Fix: \(rule.fix)\n"
    }
    return text
  }

  private static func anchor(_ rule: Rule) -> String {
    "\(rule.code) \(rule.name)".lowercased().replacing(" ", with: "-")
  }
}
