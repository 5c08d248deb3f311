import ISMS
import Source

/// The result of `auditpack check --format json`: versioned, and described by `docs/check-report.schema.json`.
public struct CheckReport: Encodable, Sendable {
  /// What was compiled.
  struct Compiled: Encodable {
    let origin: String
    let commit: String?
    let tree: String?
    let asOf: String
    let historyComplete: Bool
  }

  /// Counts.
  struct Summary: Encodable {
    let files: Int
    let documents: Int
    let records: Int
    let blocker: Int
    let major: Int
    let minor: Int
    let observation: Int
    let error: Int
    let waived: Int
  }

  /// How one rule fared.
  struct RuleResult: Encodable {
    let code: String
    let name: String
    let population: Int?
    let findings: Int
    let judged: Bool
    let reason: String?
  }

  /// One finding.
  struct Finding: Encodable {
    let code: String
    let name: String
    let grade: Grade
    let message: String
    let path: String
    let line: Int?
    let column: Int?
    let endLine: Int?
    let endColumn: Int?
    let subject: String?
    let clause: String?
    let why: String
    let help: String
    let related: [Place]
    let fixes: [Correction]
    let fingerprint: String
  }

  /// A second place of a finding.
  struct Place: Encodable {
    let path: String
    let line: Int?
    let column: Int?
    let message: String
  }

  /// A fix with its edits.
  struct Correction: Encodable {
    let title: String
    let applicability: Fix.Applicability
    let edits: [Edit]
  }

  /// One replacement.
  struct Edit: Encodable {
    let path: String
    let line: Int?
    let column: Int?
    let endLine: Int?
    let endColumn: Int?
    let replacement: String
  }

  let schemaVersion = 1
  let compiled: Compiled
  let summary: Summary
  let checks: [RuleResult]
  let findings: [Finding]

  private enum CodingKeys: String, CodingKey {
    case schemaVersion, compiled, summary, checks, findings
  }

  /// The report of a compilation with the findings that are to be shown.
  public init(_ compilation: Compilation, findings: [Diagnostic]) {
    let origin: (String, String?) =
      switch compilation.snapshot.origin {
      case .commit(let id): ("commit", id.hex)
      case .index: ("index", nil)
      case .workingTree: ("working_tree", nil)
      }
    compiled = Compiled(
      origin: origin.0, commit: origin.1, tree: compilation.snapshot.tree?.hex, asOf: compilation.asOf.description,
      historyComplete: compilation.history.isComplete)
    func count(_ grade: Grade) -> Int { findings.count { $0.grade == grade } }
    summary = Summary(
      files: compilation.isms.files.count, documents: compilation.isms.documents.count,
      records: compilation.isms.recordCount, blocker: count(.blocker), major: count(.major), minor: count(.minor),
      observation: count(.observation), error: count(.error), waived: compilation.waived.count)
    checks = compilation.reports.map {
      RuleResult(
        code: $0.rule.code, name: $0.rule.name, population: $0.population, findings: $0.findings,
        judged: $0.unjudged == nil, reason: $0.unjudged ?? $0.limit)
    }
    let fingerprints = Fingerprints(findings)
    self.findings = findings.enumerated().map { position, diagnostic in
      Self.finding(diagnostic, sources: compilation.isms.sources, fingerprint: fingerprints[position])
    }
  }

  private static func finding(
    _ diagnostic: Diagnostic, sources: SourceFiles, fingerprint: String
  ) -> Finding {
    let start = position(diagnostic.location, sources: sources)
    let end = position(diagnostic.location, sources: sources, atEnd: true)
    return Finding(
      code: diagnostic.rule.code, name: diagnostic.rule.name, grade: diagnostic.grade, message: diagnostic.message,
      path: diagnostic.location.path, line: start?.line, column: start?.column, endLine: end?.line,
      endColumn: end?.column, subject: diagnostic.subject, clause: diagnostic.clause,
      why: diagnostic.why ?? diagnostic.rule.explanation, help: diagnostic.help ?? diagnostic.rule.fix,
      related: diagnostic.related.map { related in
        let place = position(related.location, sources: sources)
        return Place(path: related.location.path, line: place?.line, column: place?.column, message: related.message)
      },
      fixes: diagnostic.fixes.map { fix in
        Correction(
          title: fix.title, applicability: fix.applicability,
          edits: fix.edits.map { edit in
            let start = position(edit.location, sources: sources)
            let end = position(edit.location, sources: sources, atEnd: true)
            return Edit(
              path: edit.location.path, line: start?.line, column: start?.column, endLine: end?.line,
              endColumn: end?.column, replacement: edit.replacement)
          })
      },
      fingerprint: fingerprint)
  }

  private static func position(
    _ location: Location, sources: SourceFiles, atEnd: Bool = false
  ) -> SourcePosition? {
    guard let range = location.range, let source = sources[location.path] else { return nil }
    return source.position(of: atEnd ? range.upperBound : range.lowerBound)
  }
}
