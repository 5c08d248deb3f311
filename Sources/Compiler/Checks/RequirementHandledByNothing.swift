import ISMS
import Source

extension Check {
  /// CTX-04: a requirement that the ISMS takes on leads to something.
  static let requirementHandledByNothing = Check(
    Rule(
      code: "CTX-04", name: "requirement-handled-by-nothing",
      title: "a requirement of an interested party is taken on by nothing", grade: .observation, clause: "4.2",
      adjustment: "minor for a legal, regulatory or contractual requirement",
      data: "`addressed`, `addressed_by`, `controls` and `kind` of interested parties",
      explanation: """
        A requirement that the ISMS takes on is traced to what meets it: an obligation, a document, an objective or a \
        control. A yes that leads nowhere is a promise nobody keeps.
        """,
      fix: "name what meets it in `addressed_by` or `controls`",
      flagged: Examples.party("yes | | "),
      accepted: Examples.party("yes | CTX-02 | "))
  ) { input in
    guard !input.isms.interestedParties.isEmpty else {
      return .cannotJudge("requirements taken on", "no register of interested parties has a row")
    }
    let taken = input.isms.interestedParties.filter { $0.isAddressed == true }
    let diagnostics = taken.filter { $0.record.lacks("addressed_by") && $0.record.lacks("controls") }.map { party in
      let isBinding = ["legal", "regulatory", "contract"].contains(party.kind)
      return Diagnostic(
        input.rule, "the requirement `\(party.id)` of \(party.title) is taken on, and nothing says by what",
        at: party.record.location(of: "addressed"), grade: isBinding ? .minor : nil, subject: party.id)
    }
    return .looked(at: taken.count, "requirements taken on", diagnostics)
  }
}
