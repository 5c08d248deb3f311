#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ISMS
import Source

/// The findings a repository had when it began to use auditpack: they are listed, and only what is new counts.
///
/// The file `auditpack-baseline.json` beside `auditpack.yaml` holds one finding a line. It only ever gets shorter:
/// `auditpack check --update-baseline` takes out what was mended and never adds.
public struct Baseline: Sendable {
  /// Name of the file.
  public static let fileName = "auditpack-baseline.json"
  /// The value of `format` in it.
  static let format = "auditpack-baseline-1"

  /// One finding.
  public struct Entry: Codable, Hashable, Sendable {
    /// Its name, which survives a change of lines.
    public let fingerprint: String
    /// Code of the rule.
    public let rule: String
    /// The document or record, or the file, it was about.
    public let about: String
    /// What it said.
    public let message: String
  }

  private struct Content: Codable {
    let format: String
    let findings: [Entry]
  }

  /// The entries, in the order of the file.
  public let entries: [Entry]
  /// Path of the file.
  public let path: String

  /// The baseline of an ISMS; nil if it has none.
  ///
  /// - Parameter diagnostics: gets a finding if the file cannot be read.
  init?(_ isms: ISMS, contents: any ContentReader, diagnostics: inout [Diagnostic]) {
    path = isms.folder.isEmpty ? Self.fileName : isms.folder + "/" + Self.fileName
    guard let file = isms.files[path], file.kind == .file else { return nil }
    guard let bytes = try? contents.contents(of: file.blob, limit: Binder.largestText),
      let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)), content.format == Self.format
    else {
      diagnostics.append(
        Diagnostic(
          BaselineRules.unreadable, "`\(path)` cannot be read, so no finding is taken as known",
          at: Location(path: path, range: nil)))
      return nil
    }
    entries = content.findings
  }

  /// The findings the file does not list, those it does, and a finding if it lists some that are gone.
  func apply(to findings: [Diagnostic]) -> (open: [Diagnostic], known: [Diagnostic], gone: [Entry]) {
    let fingerprints = Fingerprints(findings)
    let listed = Set(entries.map(\.fingerprint))
    var open: [Diagnostic] = []
    var known: [Diagnostic] = []
    var met: Set<String> = []
    for (position, finding) in findings.enumerated() {
      if listed.contains(fingerprints[position]) {
        known.append(finding)
        met.insert(fingerprints[position])
      } else {
        open.append(finding)
      }
    }
    return (open, known, entries.filter { !met.contains($0.fingerprint) })
  }

  /// The finding that entries are gone; nil if none is.
  func finding(about gone: [Entry]) -> Diagnostic? {
    guard let first = gone.first else { return nil }
    let count = gone.count == 1 ? "1 finding that is" : "\(gone.count) findings that are"
    return Diagnostic(
      BaselineRules.gone, "the baseline lists \(count) mended", at: Location(path: path, range: nil),
      label: "\(first.rule) about `\(first.about)`: \(first.message)")
  }

  /// The text of a baseline with these findings, one a line in order of the fingerprints, so that two changes of it
  /// merge line by line.
  public static func text(of findings: [Diagnostic]) throws -> String {
    let fingerprints = Fingerprints(findings)
    let entries = findings.enumerated().map { position, finding in
      Entry(
        fingerprint: fingerprints[position], rule: finding.rule.code,
        about: finding.subject ?? finding.location.path, message: finding.message)
    }
    return try text(entries)
  }

  /// The text of this baseline without the entries that are gone.
  public func text(without gone: [Entry]) throws -> String {
    let gone = Set(gone)
    return try Self.text(entries.filter { !gone.contains($0) })
  }

  private static func text(_ entries: [Entry]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try entries.sorted { ($0.rule, $0.about, $0.fingerprint) < ($1.rule, $1.about, $1.fingerprint) }
      .map { "    " + String(decoding: try encoder.encode($0), as: UTF8.self) }
    return """
      {
        "format": "\(format)",
        "findings": [
      \(lines.joined(separator: ",\n"))
        ]
      }

      """
  }
}

/// Findings about the baseline.
public enum BaselineRules {
  /// The file is not a baseline.
  public static let unreadable = Rule(
    code: "BAS-01", name: "unreadable-baseline", title: "the baseline cannot be read", grade: .error,
    explanation: """
      The baseline lists the findings a repository began with. If its text is damaged, for instance by a merge, nothing \
      is taken as known, so that no finding is lost.
      """,
    fix: "restore the file from history, or remove it and run `auditpack check --update-baseline`",
    flagged: Examples.policy() + "-- \(Baseline.fileName) --\n{ \"format\": \"other\" }\n",
    accepted: Examples.policy()
      + "-- \(Baseline.fileName) --\n{ \"format\": \"\(Baseline.format)\", \"findings\": [] }\n")

  /// Entries whose finding was mended.
  public static let gone = Rule(
    code: "BAS-02", name: "mended-in-baseline", title: "the baseline lists findings that are mended",
    grade: .observation,
    explanation: """
      A finding that was mended and stays in the baseline would come back without a word. Taking it out makes sure that \
      the list only gets shorter.
      """,
    fix: "run `auditpack check --update-baseline` and commit the file",
    flagged: Examples.policy() + """
      -- \(Baseline.fileName) --
      { "format": "\(Baseline.format)", "findings": [
        { "fingerprint": "0123456789abcdef0123456789abcdef", "rule": "DOC-07", "about": "POL-01",
          "message": "the review of `POL-01` was due on 2026-01-01, 3 days ago" } ] }

      """,
    accepted: Examples.policy()
      + "-- \(Baseline.fileName) --\n{ \"format\": \"\(Baseline.format)\", \"findings\": [] }\n")

  /// All of them.
  public static let all = [unreadable, gone]
}
