import ISMS
import Source

extension Check {
  /// EVD-02: evidence still speaks on the reference date.
  static let evidenceStale = Check(
    Rule(
      code: "EVD-02", name: "evidence-stale", title: "evidence is older than it may be", grade: .minor,
      clause: "9.1", adjustment: "observation up to 30 days (parameter `evidence_grace`)",
      data: """
        `period`, `as_of`, `collected_on`, `expires` and `evidence_type` of evidence items; `freshness` in \
        auditpack.yaml; the reference date
        """,
      stage: .stageTwo,
      explanation: """
        A setting of last year says nothing about today. How long an item speaks depends on its type (`freshness` in \
        auditpack.yaml) or on its own `expires`. Of recurring items, joined by `series` or by the same type, source and \
        controls, only the latest is judged.
        """,
      fix: "collect the evidence again",
      flagged: Examples.evidence("expires: 2026-01-15"),
      accepted: Examples.evidence("expires: 2026-06-30"))
  ) { input in
    let grace = input.isms.configuration.parameters[.evidenceGrace]
    lazy var superseded = input.superseded
    var population = 0
    var diagnostics: [Diagnostic] = []
    for (item, end) in zip(input.isms.evidence, input.evidenceEnds) {
      guard let until = end, !superseded.contains(item) else { continue }
      population += 1
      guard until < input.asOf else { continue }
      let field = ["expires", "period", "as_of"].first { item.record.fields[$0] != nil } ?? "collected_on"
      diagnostics.append(
        Diagnostic(
          input.rule, "\(Self.name(item)) is stale since \(until), \((input.asOf - until).counted("day"))",
          at: item.record.location(of: field), grade: until + grace < input.asOf ? nil : .observation,
          label: Freshness(item, input.isms).grounds,
          help: "collect it again as a new item" + (item.series == nil ? "" : " of the series `\(item.series ?? "")`"),
          subject: item.id.isEmpty ? nil : item.id))
    }
    guard population > 0 else {
      return .cannotJudge(
        "evidence items with a limit", "no evidence item has a type with a limit, or `expires` and a date")
    }
    return .looked(at: population, "evidence items with a limit", diagnostics)
  }
}
