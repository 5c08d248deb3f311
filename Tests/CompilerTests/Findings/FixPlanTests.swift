import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// Fixes do what they say: the finding is gone, nothing new appears, and what they do not touch keeps its meaning.
@Suite struct FixPlanTests {
  private let asOf = CalendarDate(year: 2026, month: 3, day: 1)

  private func compiled(_ repository: LiterateRepository) throws -> Compilation {
    compile(repository.snapshot, history: repository.history, contents: repository, asOf: try #require(asOf))
  }

  private func counts(_ findings: [Diagnostic]) -> [String: Int] {
    let names = Fingerprints(findings)
    return Dictionary(findings.indices.map { (names[$0], 1) }, uniquingKeysWith: +)
  }

  /// The values of all records, without those that stand in an edited place.
  private func values(_ isms: ISMS, without edits: [Fix.Edit]) -> Set<String> {
    let records = isms.documents.map(\.record) + isms.recordFiles.map(\.record) + isms.risks.map(\.record)
    return Set(
      records.flatMap { record in
        record.fields.compactMap { name, field in
          let touched = edits.contains { edit in
            guard edit.location.path == field.location.path, let place = edit.location.range,
              let range = field.location.range
            else { return false }
            return place.lowerBound <= range.upperBound && range.lowerBound <= place.upperBound
          }
          return touched ? nil : "\(record.location.path) \(record.id) \(name)=\(field.written)"
        }
      })
  }

  /// Examples whose finding carries a fix of its own.
  static let fixable: [String] = Rule.all.filter { rule in
    let repository = LiterateRepository(rule.flagged)
    guard let asOf = CalendarDate("2026-03-01") else { return false }
    let compilation = compile(
      repository.snapshot, history: repository.history, contents: repository, asOf: asOf)
    return compilation.diagnostics.contains { finding in
      finding.rule.code == rule.code && finding.fixes.contains { $0.applicability == .safe }
    }
  }.map(\.code)

  @Test func manyRulesHaveASafeFix() { #expect(Self.fixable.count >= 15, "\(Self.fixable)") }

  @Test(arguments: fixable)
  func aSafeFixMendsItsFindingAndNothingElse(code: String) throws {
    let rule = try #require(Rule.named(code))
    var repository = LiterateRepository(rule.flagged)
    let before = try compiled(repository)
    let plan = FixPlan(before.diagnostics.filter { $0.rule.code == code }, in: before.isms, includingUnsafe: false)
    #expect(!plan.files.isEmpty)
    for file in plan.files { repository.edit(file.path, file.after) }
    let after = try compiled(repository)
    let left = counts(after.diagnostics)
    let had = counts(before.diagnostics)
    for name in counts(plan.mended).keys { #expect((left[name] ?? 0) < (had[name] ?? 0), "\(rule.flagged)") }
    // What could not be read before may say more now; what could be read must not.
    let wasReadable = before.isms.documents.count + before.isms.recordFiles.count
    if wasReadable == after.isms.documents.count + after.isms.recordFiles.count, !code.hasPrefix("FM-") {
      for (name, count) in left {
        let text = after.diagnostics.first { Fingerprints([$0])[0] == name }?.message ?? ""
        #expect(count <= (had[name] ?? 0), "new finding: \(text)")
      }
    }
    let kept = values(before.isms, without: plan.files.flatMap(\.edits))
    let now = values(after.isms, without: [])
    #expect(kept.isSubset(of: now), "\(kept.subtracting(now))")
  }

  @Test func bytesOutsideTheEditsStay() throws {
    let text =
      "-- policies/a.md --\r\n".replacing("\r\n", with: "\n")
      + "---\nid: A\ntype: policy\ntitle: A\nversion: \"1.0\"\nstatus: draft\naproved_on: 2026/3/2\nowner: ceo\n"
      + "classification: internal\n---\n\nText  with two spaces \t\n"
    var repository = LiterateRepository(text)
    let before = try compiled(repository)
    let plan = FixPlan(before.diagnostics, in: before.isms, includingUnsafe: false)
    let file = try #require(plan.files.first)
    repository.edit(file.path, file.after)
    let old = String(decoding: file.before, as: UTF8.self)
    let new = String(decoding: file.after, as: UTF8.self)
    #expect(new == old.replacing("aproved_on", with: "approved_on"))
    // The date could not be read while its key was unknown; the next round mends it.
    let second = FixPlan(
      try compiled(repository).diagnostics, in: try compiled(repository).isms, includingUnsafe: false)
    let last = try #require(second.files.first.map { String(decoding: $0.after, as: UTF8.self) })
    #expect(last == old.replacing("aproved_on: 2026/3/2", with: "approved_on: 2026-03-02"))
  }

  @Test func overlappingFixesAreNotMixed() throws {
    let repository = LiterateRepository("-- a.md --\n---\nid: A\ntype: policy\ntitle: A\n---\n\nabcdef\n")
    let isms = try compiled(repository).isms
    func finding(_ from: Int, _ to: Int, _ text: String) -> Diagnostic {
      let place = Location(path: "a.md", range: SourceRange(from, to))
      return Diagnostic(
        FieldRules.unknownKey, text, at: place,
        fixes: [Fix("write \(text)", .safe, edits: [.init(place, replacement: text)])])
    }
    let plan = FixPlan(
      [finding(4, 8, "x"), finding(6, 9, "y"), finding(8, 9, "z"), finding(4, 8, "x"), finding(8, 8, "i")], in: isms,
      includingUnsafe: false)
    #expect(plan.mended.map(\.message) == ["x", "z", "x"])
    #expect(plan.files.first?.edits.map(\.replacement) == ["x", "z"])
  }

  @Test func thePatchSaysWhatTheFixDoes() throws {
    let repository = LiterateRepository(
      "-- policies/a.md --\n---\nid: A\ntype: policy\ntitle: A\nversion: \"1.0\"\nstatus: draft\naproved_on: 2026-03-02\n"
        + "owner: ceo\nclassification: internal\n---\n\nText\n")
    let compilation = try compiled(repository)
    let plan = FixPlan(compilation.diagnostics, in: compilation.isms, includingUnsafe: false)
    #expect(
      UnifiedDiff.text(of: plan) == """
        --- a/policies/a.md
        +++ b/policies/a.md
        @@ -4,7 +4,7 @@
         title: A
         version: "1.0"
         status: draft
        -aproved_on: 2026-03-02
        +approved_on: 2026-03-02
         owner: ceo
         classification: internal
         ---

        """)
  }
}
