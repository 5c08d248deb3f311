import ISMS
import Source

extension Check {
  /// EVD-07: a sample says out of what it was taken, and how.
  static let sampleNotStated = Check(
    Rule(
      code: "EVD-07", name: "sample-not-stated", title: "a sample does not state population, size and selection",
      grade: .observation, clause: "9.2.2",
      data: "`population`, `sample_size` and `selection` of evidence items of type `sample`",
      stage: .stageTwo,
      explanation: """
        Twenty-five changes without a fault mean one thing out of thirty and another out of three thousand, and nothing \
        at all if somebody chose the good ones. A sample states all there was, how many were looked at and how they were \
        chosen.
        """,
      fix: "add `population`, `sample_size` and `selection`",
      flagged: Examples.evidence("sample_size: 25"),
      accepted: Examples.evidence("population: 409 accounts\nsample_size: 25\nselection: drawn by lot"))
  ) { input in
    let samples = input.isms.evidence.filter { $0.type == "sample" || $0.statesSample }
    guard !samples.isEmpty else {
      return .cannotJudge("samples", "no evidence item is a sample or states a sample size")
    }
    let diagnostics = samples.compactMap { item -> Diagnostic? in
      let missing = ["population", "sample_size", "selection"].filter { item.record.lacks($0) }
      guard !missing.isEmpty else { return nil }
      let words = ["population": "population", "sample_size": "size", "selection": "way of selection"]
      return Diagnostic(
        input.rule, "the sample of \(Self.name(item)) states no \(enumerated(missing.compactMap { words[$0] }, "or"))",
        at: item.record.location(of: "sample_size"), help: "add " + enumerated(missing.map { "`\($0)`" }),
        subject: item.id.isEmpty ? nil : item.id)
    }
    return .looked(at: samples.count, "samples", diagnostics)
  }
}
