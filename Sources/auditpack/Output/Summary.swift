import Compiler
import Source

/// The last lines of `auditpack check`: how much was looked at, what was found, what to do next.
struct Summary {
  let text: String

  /// - Parameter rules: codes of the rules that were asked for; all if empty.
  init(_ compilation: Compilation, findings: [Diagnostic], rules: Set<String> = []) {
    let isms = compilation.isms
    var text = ""
    let counts = Grade.allCases.reversed().compactMap { grade -> String? in
      let count = findings.count { $0.grade == grade }
      return count == 0 ? nil : "\(count) \(grade.rawValue)"
    }
    text +=
      counts.isEmpty ? "no findings" : Self.counted(findings.count, "finding") + ": " + counts.joined(separator: ", ")
    text +=
      "\n"
      + [
        Self.counted(isms.files.count, "file"), Self.counted(isms.documents.count, "document"),
        Self.counted(isms.recordCount, "record"), "as of \(compilation.asOf)",
      ].joined(separator: ", ") + "\n"
    if !compilation.waived.isEmpty {
      text += Self.counted(compilation.waived.count, "finding") + " accepted by a deviation\n"
    }
    if !compilation.known.isEmpty {
      text += Self.counted(compilation.known.count, "finding") + " listed in the baseline\n"
    }
    let unjudged = compilation.reports.filter {
      $0.unjudged != nil && (rules.isEmpty || rules.contains($0.rule.code))
    }
    if unjudged.count > 5 {
      // A young repository lacks most data: the reasons would bury the findings.
      text +=
        "could not be judged, for reasons that --format json and the pack give: "
        + unjudged.map(\.rule.code).joined(separator: ", ") + "\n"
    } else if !unjudged.isEmpty {
      text +=
        "could not be judged: " + unjudged.map { "\($0.rule.code) (\($0.unjudged ?? ""))" }.joined(separator: "; ")
        + "\n"
    }
    let limited = compilation.reports.filter {
      $0.limit != nil && (rules.isEmpty || rules.contains($0.rule.code))
    }
    if !limited.isEmpty {
      text +=
        rules.isEmpty
        ? "could be judged in part, for reasons that --format json and the pack give: "
          + limited.map(\.rule.code).joined(separator: ", ") + "\n"
        : limited.map { "\($0.rule.code) could be judged in part: \($0.limit ?? "")\n" }.joined()
    }
    if compilation.history.incompleteness.contains(.shallow) {
      text += "the clone is shallow, so history proves nothing here: run `git fetch --unshallow`\n"
    }
    let overrides = compilation.history.overrides
    let ignored =
      [
        overrides.replacements > 0 ? Self.counted(overrides.replacements, "replacement reference") : nil,
        overrides.grafts > 0 ? Self.counted(overrides.grafts, "graft") : nil,
      ].compactMap { $0 }
    if !ignored.isEmpty {
      text +=
        "ignored \(ignored.joined(separator: " and ")): the history is the one the commits state, "
        + "as `git --no-replace-objects log` shows it\n"
    }
    let fixable = findings.count { $0.fixes.contains { $0.applicability == .safe } }
    if fixable > 0 {
      text += "next: auditpack check --fix mends \(Self.counted(fixable, "finding")); --diff shows how\n"
    } else if let first = findings.first {
      text += "next: auditpack explain \(first.rule.code)\n"
    }
    self.text = text
  }

  static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
}
