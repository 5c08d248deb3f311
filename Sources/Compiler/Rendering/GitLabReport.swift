import ISMS
import Source

/// Findings as a Code Quality report of GitLab: an array of issues.
public struct GitLabReport: Encodable {
  struct Lines: Encodable {
    let begin: Int
    let end: Int
  }

  struct Place: Encodable {
    let path: String
    let lines: Lines
  }

  struct Content: Encodable {
    let body: String
  }

  struct Issue: Encodable {
    let description: String
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Place
    let content: Content
  }

  private let issues: [Issue]

  /// The report about these findings.
  public init(_ findings: [Diagnostic], sources: SourceFiles) {
    let fingerprints = Fingerprints(findings)
    issues = findings.enumerated().map { position, finding in
      let span = finding.location.span(in: sources)
      return Issue(
        description: "\(finding.message) (fix: \(finding.help ?? finding.rule.fix))",
        checkName: "\(finding.rule.code) \(finding.rule.name)", fingerprint: fingerprints[position],
        severity: Self.severity(finding.grade),
        location: Place(
          path: finding.location.path,
          // A file as a whole is shown at its first line: the format has no other way.
          lines: Lines(begin: span?.start.line ?? 1, end: span?.end.line ?? 1)),
        content: Content(body: finding.why ?? finding.rule.explanation))
    }
  }

  private static func severity(_ grade: Grade) -> String {
    switch grade {
    case .blocker, .error: "blocker"
    case .major: "critical"
    case .minor: "minor"
    case .observation: "info"
    }
  }

  /// The issues.
  public func encode(to encoder: any Encoder) throws { try issues.encode(to: encoder) }
}
