import ISMS
import Source

extension Check {
  /// PRF-10: monitoring and measurement give results, and somebody evaluates them.
  static let noRecentMeasurement = Check(
    Rule(
      code: "PRF-10", name: "no-recent-measurement", title: "there are no recent results of measurement", grade: .major,
      clause: "9.1", adjustment: "minor if there are results and nobody evaluated them",
      data: "`measured_on` and `evaluation` of measurements; the reference date",
      explanation: """
        The organisation decides what it measures, measures it and evaluates the results. A plan without results for \
        longer than the parameter `measurement_interval` is a plan only.
        """,
      fix: "measure, and record the result with its evaluation",
      flagged: Examples.people + Examples.measurement("2024-12-02"),
      accepted: Examples.people + Examples.measurement("2026-01-02"))
  ) { input in
    let all = input.isms.measurements
    let dated = all.compactMap { item in item.measuredOn.map { (item: item, day: $0) } }
      .filter { $0.day <= input.asOf }
    guard let last = dated.max(by: { ($0.day, $0.item.id) < ($1.day, $1.item.id) }) else {
      return .cannotJudge(
        "results of measurement", "no result with a `measured_on` that has passed; see DOC-01 for clause 9.1")
    }
    let interval = input.isms.configuration.parameters[.measurementInterval]
    if last.day + interval < input.asOf {
      let diagnostic = Diagnostic(
        input.rule, "the last result of a measurement is of \(last.day), \(input.asOf - last.day) days ago",
        at: last.item.record.location(of: "measured_on"), subject: last.item.id)
      return .looked(at: all.count, "results of measurement", [diagnostic])
    }
    let recent = dated.filter { $0.day + interval >= input.asOf }
    guard recent.allSatisfy({ $0.item.record.lacks("evaluation") }) else {
      return .looked(at: all.count, "results of measurement")
    }
    let register = last.item.record.register.flatMap { input.isms.document($0) }
    let diagnostic = Diagnostic(
      input.rule,
      recent.count == 1
        ? "the only result of the last \(interval) is not evaluated"
        : "none of the \(recent.count) results of the last \(interval) is evaluated",
      at: register?.record.location(of: "register") ?? last.item.location, grade: .minor,
      help: "say in `evaluation` what follows from each result", subject: register?.id ?? last.item.id)
    return .looked(at: all.count, "results of measurement", [diagnostic])
  }
}
