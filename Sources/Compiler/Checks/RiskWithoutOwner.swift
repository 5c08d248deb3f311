import ISMS
import Source

extension Check {
  /// RSK-03: every risk has an owner, who is somebody.
  static let riskWithoutOwner = Check(
    Rule(
      code: "RSK-03", name: "risk-without-owner", title: "a risk has no owner, or one nobody knows", grade: .minor,
      clause: "6.1.2 c", adjustment: "major if more than 10 % of the open risks are concerned",
      data: "`owner` of risks; the people register",
      explanation: """
        The risk owner approves the treatment and accepts what remains, so it has to be somebody with the authority: a \
        role or person of the people register who holds it today.
        """,
      fix: "assign a person or role of the people register with the authority to manage the risk",
      flagged: Examples.risk("likelihood: 2\nimpact: 2").replacing("owner: ceo\nlikelihood", with: "likelihood"),
      accepted: Examples.risk("likelihood: 2\nimpact: 2"))
  ) { input in
    let open = input.isms.risks.filter { !$0.isClosed }
    guard !open.isEmpty else { return .cannotJudge("open risks", "the repository holds no open risk") }
    let people = Dictionary(grouping: input.isms.people.filter { !$0.id.isEmpty }, by: \.id)
    let ids = people.keys.sorted()
    var found: [(risk: Risk, message: String, label: String?, related: [Diagnostic.Related])] = []
    for risk in open {
      guard let owner = risk.owner else {
        if risk.record.lacks("owner") { found.append((risk, "risk `\(risk.id)` has no owner", nil, [])) }
        continue
      }
      guard !people.isEmpty else { continue }
      guard let holders = people[owner] else {
        let meant = nearest(owner, in: ids)
        found.append(
          (
            risk, "the owner `\(owner)` of risk `\(risk.id)` is nobody in the people register",
            meant.map { "did you mean `\($0)`?" }, []
          ))
        continue
      }
      let isHeld = holders.contains { ($0.from ?? input.asOf) <= input.asOf && input.asOf <= ($0.until ?? input.asOf) }
      guard !isHeld, let ended = holders.compactMap(\.until).filter({ $0 < input.asOf }).max() else { continue }
      found.append(
        (
          risk, "the owner `\(owner)` of risk `\(risk.id)` left on \(ended)", nil,
          holders.prefix(1).map { .init($0.record.location(of: "until"), "the people register") }
        ))
    }
    if found.isEmpty, people.isEmpty {
      return .cannotJudge("open risks", "there is no register of people (`register: people`) to find the owners in")
    }
    let share = input.isms.configuration.parameters[.systemicShare]
    let grade: Grade = found.count * 100 > open.count * share ? .major : .minor
    let diagnostics = Check.alike(found, of: open.count) { risk, message, label, related in
      Diagnostic(
        input.rule, message, at: risk.record.location(of: "owner"), grade: grade, label: label, related: related,
        help: risk.owner == nil ? "write a role or person of the people register in `owner`" : nil, subject: risk.id)
    } together: { all in
      Diagnostic(
        input.rule,
        "none of the \(all.count) open risks has an owner that the people register knows",
        at: all[0].risk.record.location(of: "owner"), grade: grade, label: all[0].message,
        subject: all[0].risk.record.register)
    }
    return .looked(at: open.count, "open risks", diagnostics)
  }
}
