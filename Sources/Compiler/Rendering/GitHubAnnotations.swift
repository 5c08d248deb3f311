import ISMS
import Source

/// Findings as workflow commands of GitHub Actions: one line each, shown beside the changed line of a pull request.
public enum GitHubAnnotations {
  /// The lines.
  public static func text(_ findings: [Diagnostic], sources: SourceFiles) -> String {
    findings.map { finding in
      var properties = ["file=\(property(finding.location.path))"]
      if let span = finding.location.span(in: sources) {
        properties += ["line=\(span.start.line)", "endLine=\(span.end.line)"]
        if span.start.line == span.end.line {
          properties += ["col=\(span.start.column)", "endColumn=\(span.end.column)"]
        }
      }
      properties.append("title=\(property("\(finding.rule.code) \(finding.rule.name), \(finding.grade.rawValue)"))")
      let text = finding.message + "\nfix: " + (finding.help ?? finding.rule.fix)
      return "::\(command(finding.grade)) \(properties.joined(separator: ","))::\(escaped(text))\n"
    }.joined()
  }

  private static func command(_ grade: Grade) -> String {
    switch grade {
    case .error, .blocker, .major: "error"
    case .minor: "warning"
    case .observation: "notice"
    }
  }

  private static func escaped(_ text: String) -> String {
    DisplayWidth.visible(text, keepingLineBreaks: true)
      .replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
