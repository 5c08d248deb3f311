import ISMS
import Source

extension Check {
  /// RSK-06: who accepts a risk may do so.
  static let acceptedWithoutAuthority = Check(
    Rule(
      code: "RSK-06", name: "accepted-without-authority",
      title: "a risk was accepted by somebody without the authority for its level", grade: .major, clause: "6.1.3 f",
      adjustment: "minor if the person may accept up to the step below, or if the level is within the threshold",
      data: "`accepted_by` of risks; `acceptance_authority` of the risk method; `may_accept` of people",
      explanation: """
        The method says who may accept which level (`acceptance_authority`), and the people register may say so too \
        (`may_accept`). The risk owner decides on what is within the threshold; above it a higher role does. The head \
        of security who accepts every risk accepts for people who never decided.
        """,
      fix: "have the right person decide, and record who did",
      flagged: Examples.acceptedRisk(by: "head"), accepted: Examples.acceptedRisk(by: "ceo"))
  ) { input in
    let isms = input.isms
    let method = isms.riskMethod
    let people = Dictionary(grouping: isms.people.filter { !$0.id.isEmpty }, by: \.id)
    let accepted = isms.risks.filter { !$0.isClosed && $0.acceptedBy != nil }
    guard !accepted.isEmpty else { return .cannotJudge("accepted risks", "no open risk names who accepted it") }
    guard !method.authority.isEmpty || isms.people.contains(where: { $0.mayAccept != nil }) else {
      return .cannotJudge(
        "accepted risks",
        "neither the risk method (`acceptance_authority`) nor the people register (`may_accept`) says who may accept")
    }
    let steps = Set(method.authority.map(\.maxLevel)).union(isms.people.compactMap(\.mayAccept)).sorted()
    var population = 0
    var diagnostics: [Diagnostic] = []
    for risk in accepted {
      // Somebody the register does not know is DOC-08's finding; without a level there is none to compare.
      guard let person = risk.acceptedBy, let holders = people[person], let level = method.remainingLevel(of: risk)
      else { continue }
      population += 1
      let place = risk.record.location(of: "accepted_by")
      if let day = risk.acceptedOn, let ended = holders.compactMap(\.until).max(),
        !holders.contains(where: { ($0.from ?? day) <= day && day <= ($0.until ?? day) }), ended < day
      {
        diagnostics.append(
          Diagnostic(
            input.rule, "risk `\(risk.id)` was accepted on \(day) by `\(person)`, who had left on \(ended)", at: place,
            related: holders.prefix(1).map { .init($0.record.location(of: "until"), "the people register") },
            help: "have somebody accept it who holds the role", subject: risk.id))
        continue
      }
      let named = method.authority.filter { entry in
        entry.role == person || entry.role == RiskMethod.riskOwner && risk.owner == person
      }
      let reach = (named.map(\.maxLevel) + holders.compactMap(\.mayAccept)).max()
      if let reach, reach >= level { continue }
      let required = steps.firstIndex { $0 >= level }
      let isOneOff = reach.flatMap { steps.firstIndex(of: $0) }.map { $0 + 1 == required ?? steps.count } ?? false
      let isWithin = level <= method.acceptanceThreshold
      let may = reach.map { "who may accept up to \($0)" } ?? "who may accept none"
      let right = authorised(for: level, risk, method, isms.people)
      diagnostics.append(
        Diagnostic(
          input.rule, "risk `\(risk.id)` keeps level \(level) and was accepted by `\(person)`, \(may)", at: place,
          grade: isOneOff || isWithin ? .minor : .major,
          help: right.isEmpty
            ? "say in the risk method who may accept level \(level), then have that role decide"
            : "have \(right.map { "`\($0)`" }.joined(separator: " or ")) decide, then set `accepted_by` and `accepted_on`",
          subject: risk.id))
    }
    return .looked(at: population, "accepted risks", diagnostics)
  }

  /// Who may accept the level, nearest authority first.
  private static func authorised(
    for level: Int, _ risk: Risk, _ method: RiskMethod, _ people: [Person]
  ) -> [String] {
    let roles = method.authority.filter { $0.maxLevel >= level }.sorted {
      ($0.maxLevel, $0.role) < ($1.maxLevel, $1.role)
    }
    .compactMap { $0.role == RiskMethod.riskOwner ? risk.owner : $0.role }
    guard roles.isEmpty else { return Array(roles.prefix(2)) }
    return people.filter { ($0.mayAccept ?? Int.min) >= level }.map(\.id).sorted().prefix(2).map { $0 }
  }
}
