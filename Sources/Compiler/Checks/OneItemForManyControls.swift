import ISMS
import Source

extension Check {
  /// EVD-09: one item does not speak for everything.
  static let oneItemForManyControls = Check(
    Rule(
      code: "EVD-09", name: "one-item-for-many-controls", title: "one evidence item is claimed for very many controls",
      grade: .observation, clause: "9.1",
      data: "`controls` of evidence items",
      stage: .stageTwo,
      explanation: """
        An item that supports a dozen controls says little about each. The limit is the parameter \
        `controls_per_evidence`.
        """,
      fix: "collect evidence that belongs to the control, and name only what the item shows",
      flagged: Examples.evidence("").replacing("[A.5.18]", with: "[A.5.15-A.5.25]"),
      accepted: Examples.evidence(""))
  ) { input in
    let limit = input.isms.configuration.parameters[.controlsPerEvidence]
    let population = input.isms.evidence.count { !$0.controls.isEmpty }
    guard population > 0 else { return .cannotJudge("evidence items", "no evidence item names a control") }
    let diagnostics = input.isms.evidence.compactMap { item -> Diagnostic? in
      guard item.controls.count > limit else { return nil }
      let count = Set(item.controls).count
      guard count > limit else { return nil }
      return Diagnostic(
        input.rule, "\(Self.name(item)) is claimed for \(count) controls", at: item.record.location(of: "controls"),
        label: "more than \(limit)", subject: item.id.isEmpty ? nil : item.id)
    }
    return .looked(at: population, "evidence items", diagnostics)
  }
}
