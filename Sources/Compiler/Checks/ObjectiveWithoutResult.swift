import ISMS
import Source

extension Check {
  /// CTX-07: objectives are measured.
  static let objectiveWithoutResult = Check(
    Rule(
      code: "CTX-07", name: "objective-without-result", title: "an objective has no recent result", grade: .minor,
      clause: "6.2",
      data: "open objectives; `objective` and `measured_on` of measurements; the reference date",
      stage: .surveillance,
      explanation: """
        An objective without a recent result is not pursued, and the management review has nothing to judge it by. How \
        long is recent says the parameter `measurement_interval`.
        """,
      fix: "measure, and add the result to the register of measurements",
      flagged: Examples.fullObjective + Examples.measurement("2024-12-02"),
      accepted: Examples.fullObjective + Examples.measurement("2026-01-02"))
  ) { input in
    let interval = input.isms.configuration.parameters[.measurementInterval]
    let open = input.isms.objectives.filter { $0.isOpen && !$0.id.isEmpty && $0.record.lacks("not_measurable") }
    guard !open.isEmpty else { return .cannotJudge("measured objectives", "no open objective is to be measured") }
    guard !input.isms.measurements.isEmpty else {
      return .cannotJudge("measured objectives", "no result of a measurement is recorded (see DOC-01 for clause 9.1)")
    }
    var newest: [String: Measurement] = [:]
    for measurement in input.isms.measurements {
      guard let day = measurement.measuredOn, day <= input.asOf else { continue }
      for objective in measurement.objectives {
        if let known = newest[objective]?.measuredOn, known >= day { continue }
        newest[objective] = measurement
      }
    }
    let diagnostics = open.compactMap { objective -> Diagnostic? in
      if let latest = newest[objective.id], let day = latest.measuredOn {
        guard day + interval < input.asOf else { return nil }
        return Diagnostic(
          input.rule, "objective `\(objective.id)` was measured last on \(day), \(input.asOf - day) days ago",
          at: objective.location,
          related: [.init(latest.record.location(of: "measured_on"), "the last result")],
          help: "add a measurement with `objective: \(objective.id)` and a later `measured_on`", subject: objective.id)
      }
      // An objective that was just set cannot have a result yet.
      if let set = objective.setOn, set + interval >= input.asOf { return nil }
      return Diagnostic(
        input.rule, "objective `\(objective.id)` has no result", at: objective.location,
        help: "add a measurement with `objective: \(objective.id)`, or say in `set_on` since when it holds",
        subject: objective.id)
    }
    return .looked(at: open.count, "measured objectives", diagnostics)
  }
}
