import ISMS
import Source

/// The result of a check as JUnit XML: one suite for each family of rules, one test case for each rule that judged
/// something, and one for each finding; a rule that could not judge is skipped, with the reason.
public enum JUnitReport {
  /// The document.
  ///
  /// - Parameter grade: the lowest grade that fails.
  public static func text(_ compilation: Compilation, findings: [Diagnostic], failOn grade: Grade) -> String {
    let found = Dictionary(grouping: findings) { $0.rule.code }
    let families = Dictionary(grouping: compilation.reports) { $0.rule.code.prefix { $0 != "-" } }
    var body = ""
    var total = Counts()
    for (family, reports) in families.sorted(by: { $0.key < $1.key }) {
      var counts = Counts()
      var cases = ""
      for report in reports {
        for finding in found[report.rule.code] ?? [] {
          cases += testCase(of: finding, failOn: grade, sources: compilation.isms.sources, counts: &counts)
        }
        guard found[report.rule.code] == nil else { continue }
        counts.tests += 1
        let head = "    <testcase classname=\"\(attribute(report.rule.code))\" name=\"\(attribute(report.rule.title))\""
        if let reason = report.unjudged {
          counts.skipped += 1
          cases += "\(head) time=\"0\">\n      <skipped message=\"\(attribute(reason))\"/>\n    </testcase>\n"
        } else {
          cases += "\(head) time=\"0\"/>\n"
        }
      }
      total.add(counts)
      body += """
          <testsuite name="auditpack \(attribute(String(family)))" \(counts.attributes) time="0">
        \(cases)  </testsuite>

        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="auditpack" tests="\(total.tests)" failures="\(total.failures)" errors="0" time="0">
      \(body)</testsuites>

      """
  }

  private struct Counts {
    var tests = 0
    var failures = 0
    var skipped = 0

    mutating func add(_ other: Counts) {
      tests += other.tests
      failures += other.failures
      skipped += other.skipped
    }

    var attributes: String { "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\"" }
  }

  private static func testCase(
    of finding: Diagnostic, failOn grade: Grade, sources: SourceFiles, counts: inout Counts
  ) -> String {
    counts.tests += 1
    let place = TextRenderer(sources: sources).place(finding.location)
    let head =
      "    <testcase classname=\"\(attribute(finding.rule.code))\" name=\"\(attribute("\(place): \(finding.message)"))\" time=\"0\""
    let text = """
      \(place)
      \(finding.message)
      why: \(finding.why ?? finding.rule.explanation)
      fix: \(finding.help ?? finding.rule.fix)
      """
    guard finding.grade >= grade else {
      return "\(head)>\n      <system-out>\(content(text))</system-out>\n    </testcase>\n"
    }
    counts.failures += 1
    return """
      \(head)>
            <failure message="\(attribute(finding.message))" type="\(finding.grade.rawValue)">\(content(text))</failure>
          </testcase>

      """
  }

  private static func content(_ text: String) -> String {
    DisplayWidth.visible(text, keepingLineBreaks: true)
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  private static func attribute(_ text: String) -> String { content(text).replacing("\"", with: "&quot;") }
}
