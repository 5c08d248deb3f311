import ISMS
import Source

extension Check {
  /// DOC-06: whoever approves may do so.
  static let approverWithoutAuthority = Check(
    Rule(
      code: "DOC-06", name: "approver-without-authority", title: "an approver lacks authority", grade: .major,
      clause: "5.3", adjustment: "minor for documents other than the information security policy",
      data: "`approved_by` of documents; `duties` and `may_approve` of people",
      explanation: """
        Top management sets the information security policy, so one of them approves it: somebody with the duty \
        `top-management` in the people register. For other documents the register says in `may_approve` which types a \
        role may approve.
        """,
      fix: "have it approved at the right level, or give the role the authority",
      flagged: Examples.team + Examples.approvedText("cto"),
      accepted: Examples.team + Examples.approvedText("ceo"))
  ) { input in
    let people = Dictionary(input.isms.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let hasTop = people.values.contains { $0.duties.contains("top-management") }
    let hasMatrix = people.values.contains { !$0.mayApprove.isEmpty }
    var population = 0
    var diagnostics: [Diagnostic] = []
    for document in input.isms.documents where document.isInForce {
      let approvers = document.approvedBy.compactMap { people[$0] }
      // An approver nobody knows is DOC-11's finding.
      guard !approvers.isEmpty, approvers.count == document.approvedBy.count else { continue }
      // Where one person did everything, that is DOC-04's finding, and mending it mends this.
      if input.histories[document.id]?.approval?.approverIsOnlyAuthor == true { continue }
      let names = document.approvedBy.map { "`\($0)`" }.joined(separator: ", ")
      let place = document.record.location(of: "approved_by")
      if document.isMainPolicy, hasTop {
        population += 1
        if !approvers.contains(where: { $0.duties.contains("top-management") }) {
          diagnostics.append(
            Diagnostic(
              input.rule,
              "the information security policy `\(document.id)` is approved by \(names), not by top management",
              at: place, clause: "5.2", help: "have it approved by somebody with the duty `top-management`",
              subject: document.id))
        }
      } else if hasMatrix {
        population += 1
        if !approvers.contains(where: { $0.mayApprove.contains(document.type.rawValue) }) {
          diagnostics.append(
            Diagnostic(
              input.rule, "`\(document.id)` is approved by \(names), who may not approve a \(document.type.rawValue)",
              at: place, grade: .minor,
              related: approvers.map { .init($0.record.location(of: "may_approve"), "what `\($0.id)` may approve") },
              subject: document.id))
        }
      }
    }
    guard hasTop || hasMatrix else {
      return .cannotJudge(
        "approvals", "the people register states neither the duty `top-management` nor `may_approve`")
    }
    return .looked(at: population, "approvals", diagnostics)
  }
}
