import ISMS
import Source

extension Check {
  /// CTX-06: an objective can be measured, and says who does what until when.
  static let objectiveIncomplete = Check(
    Rule(
      code: "CTX-06", name: "objective-incomplete", title: "an objective does not say what clause 6.2 asks",
      grade: .minor, clause: "6.2",
      data: "`measure`, `target`, `owner`, `due`, `resources` and `evaluation` of objectives",
      explanation: """
        An objective is measurable where that is practicable, and comes with a plan: who, until when, with what, and how \
        the result is judged. Without target and date it is a wish that nobody can miss.
        """,
      fix: "complete the objective, or say in `not_measurable` why measuring is not practicable",
      flagged: Examples.objective("Days until a fix | | 2026-12-31 | One engineer | Each quarter by the ceo | "),
      accepted: Examples.fullObjective)
  ) { input in
    let open = input.isms.objectives.filter(\.isOpen)
    guard !open.isEmpty else { return .cannotJudge("open objectives", "no objective is open") }
    let lacking = open.map { objective in (objective: objective, parts: Self.missingParts(of: objective)) }
    // A column that a register does not have is one cause, however many rows lack it.
    let registers = Dictionary(grouping: lacking) { $0.objective.record.register ?? "" }
    var diagnostics: [Diagnostic] = []
    for (register, group) in registers.sorted(by: { $0.key < $1.key }) {
      let everywhere = Self.objectiveParts.map(\.name).filter { part in
        group.count > 1 && !register.isEmpty && group.allSatisfy { $0.parts.contains(part) }
      }
      if !everywhere.isEmpty {
        let place = input.isms.document(register)?.record.location(of: "register") ?? group[0].objective.location
        diagnostics.append(
          Diagnostic(
            input.rule, "none of the \(group.count) open objectives of `\(register)` states \(Self.words(everywhere))",
            at: place, help: "add " + enumerated(everywhere.map { "`\($0)`" }) + " to each row", subject: register))
      }
      for (objective, parts) in group {
        let own = parts.filter { !everywhere.contains($0) }
        guard !own.isEmpty else { continue }
        let isUnmeasured = own.contains("measure") || own.contains("target")
        diagnostics.append(
          Diagnostic(
            input.rule, "objective `\(objective.id)` states no \(Self.words(own))", at: objective.location,
            help: "add " + enumerated(own.map { "`\($0)`" })
              + (isUnmeasured ? ", or say in `not_measurable` why measuring is not practicable" : ""),
            subject: objective.id))
      }
    }
    return .looked(at: open.count, "open objectives", diagnostics)
  }

  private static let objectiveParts: [(name: String, words: String)] = [
    ("measure", "measure"), ("target", "target"), ("owner", "owner"), ("due", "due date"), ("resources", "resources"),
    ("evaluation", "way of evaluation"),
  ]

  private static func missingParts(of objective: Objective) -> [String] {
    let isMeasured = objective.record.lacks("not_measurable")
    return objectiveParts.map(\.name).filter { name in
      (isMeasured || name != "measure" && name != "target") && objective.record.lacks(name)
    }
  }

  /// `measure, due date or resources`.
  private static func words(_ parts: [String]) -> String {
    enumerated(objectiveParts.filter { parts.contains($0.name) }.map(\.words), "or")
  }
}
