import ISMS
import Source

extension Check {
  /// RSK-12: a risk says whether confidentiality, integrity or availability is at stake.
  static let affectedPropertyMissing = Check(
    Rule(
      code: "RSK-12", name: "affected-property-missing",
      title: "a risk does not say whether confidentiality, integrity or availability is affected", grade: .minor,
      clause: "6.1.2 c", adjustment: "observation if the scenario tells it in words",
      data: "`affects` of risks, or the words of their scenario",
      explanation: """
        Risks are those of losing confidentiality, integrity or availability of information in scope. Saying which \
        shows that all three were thought of, and tells which controls can help.
        """,
      fix: "mark the properties in `affects` with C, I and A",
      flagged: Examples.risk("likelihood: 2\nimpact: 2"),
      accepted: Examples.risk("likelihood: 2\nimpact: 2\naffects: [C]"))
  ) { input in
    let open = input.isms.risks.filter { !$0.isClosed }
    guard !open.isEmpty else { return .cannotJudge("open risks", "the repository holds no open risk") }
    let lacking = open.filter { $0.record.lacks("affects") }
    let wanted = Set(lacking.map(\.id))
    var texts: [String: String] = [:]
    for file in input.isms.recordFiles where file.record.kind == .risk && wanted.contains(file.record.id) {
      texts[file.record.id] = String(decoding: file.source.bytes[file.bodyStart...], as: UTF8.self)
    }
    let scenarios = lacking.filter { risk in
      let fields = ["title", "description", "event", "threat"].compactMap { risk.record.text($0) }
      return namesProperty((fields + [texts[risk.id] ?? ""]).joined(separator: " "))
    }
    let told = Set(scenarios.map(\.id))
    let diagnostics = Check.alike(lacking, of: open.count) { risk in
      Diagnostic(
        input.rule, "risk `\(risk.id)` does not say whether confidentiality, integrity or availability is affected",
        at: risk.location, grade: told.contains(risk.id) ? .observation : .minor,
        help: "add `affects:` with C, I or A", subject: risk.id)
    } together: { all in
      Diagnostic(
        input.rule,
        "none of the \(all.count) open risks says whether confidentiality, integrity or availability is affected",
        at: all[0].location, grade: all.allSatisfy { told.contains($0.id) } ? .observation : .minor,
        help: "add `affects` with C, I or A to each", subject: all[0].record.register)
    }
    return .looked(at: open.count, "open risks", diagnostics)
  }

  /// Whether a scenario speaks of a property by its name, or by the usual word for its loss.
  private static func namesProperty(_ text: String) -> Bool {
    let lowered = text.lowercased()
    return [
      "confidential", "integrity", "availab", "disclos", "leak", "outage", "tamper", "falsif", "unreachable", "corrupt",
    ].contains { lowered.contains($0) }
  }
}
