import ISMS
import Source

extension Check {
  /// EVD-01: an evidence item says when, by whom and from where it was collected, for which time and for what.
  static let evidenceIncomplete = Check(
    Rule(
      code: "EVD-01", name: "evidence-incomplete", title: "an evidence item does not say where it comes from",
      grade: .minor, clause: "7.5.2 a",
      data: """
        `collected_on`, `collected_by`, `source`, `period` or `as_of`, and `controls` or `clauses` of evidence \
        items
        """,
      stage: .stageTwo,
      explanation: """
        An export proves something only if a second person could take it again: when and by whom it was collected, from \
        which system and query, for which time, and for which control or clause.
        """,
      fix: "complete the description of the item",
      flagged: Examples.people + Examples.evidenceItem("evidence_type: access-review\ncontrols: [A.5.18]"),
      accepted: Examples.people
        + Examples.evidenceItem(
          """
          evidence_type: access-review
          controls: [A.5.18]
          collected_on: 2026-02-01
          collected_by: ceo
          source: Identity provider
          as_of: 2026-01-31
          """))
  ) { input in
    guard !input.isms.evidence.isEmpty else {
      return .cannotJudge("evidence items", "no evidence is described (`type: evidence`)")
    }
    let diagnostics = input.isms.evidence.compactMap { item -> Diagnostic? in
      let record = item.record
      var missing: [(words: String, field: String)] = []
      if item.collectedOn == nil, record.lacks("collected_on") {
        missing.append(("when it was collected", "collected_on"))
      }
      if item.collectedBy == nil, record.lacks("collected_by") { missing.append(("who collected it", "collected_by")) }
      if item.source == nil, record.lacks("source") { missing.append(("where it comes from", "source")) }
      if item.period == nil, item.asOf == nil, record.lacks("period"), record.lacks("as_of") {
        missing.append(("which time it speaks for", "period` or `as_of"))
      }
      if item.controls.isEmpty, item.clauses.isEmpty, record.lacks("controls"), record.lacks("clauses") {
        missing.append(("what it supports", "controls` or `clauses"))
      }
      guard !missing.isEmpty else { return nil }
      return Diagnostic(
        input.rule, "\(Self.name(item)) does not say \(enumerated(missing.map(\.words)))", at: item.location,
        help: "add " + enumerated(missing.map { "`\($0.field)`" }), subject: item.id.isEmpty ? nil : item.id)
    }
    return .looked(at: input.isms.evidence.count, "evidence items", diagnostics)
  }

  /// What a finding calls an evidence item.
  static func name(_ item: Evidence) -> String {
    item.id.isEmpty ? "an evidence item without id" : "evidence item `\(item.id)`"
  }
}
