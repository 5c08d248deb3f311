import ISMS
import Source

extension Check {
  /// DOC-11: owners and approvers are people of the register, and there.
  static let unknownOwnerOrApprover = Check(
    Rule(
      code: "DOC-11", name: "unknown-owner-or-approver",
      title: "an owner or approver is not in the people register, or has left", grade: .minor, clause: "5.3",
      data: "`owner`, `approved_by` and `approved_on` of documents; `from` and `until` of people",
      explanation: """
        Responsibilities are assigned to somebody. A document whose owner nobody knows, or who left last year, is \
        looked after by nobody; an approval by somebody who did not hold the role on that day is none.
        """,
      fix: "assign somebody of the people register",
      flagged: Examples.team + Examples.approvedText("ceo").replacing("owner: ceo", with: "owner: cfo"),
      accepted: Examples.team + Examples.approvedText("ceo"))
  ) { input in
    let people = Dictionary(grouping: input.isms.people.filter { !$0.id.isEmpty }, by: \.id)
    guard !people.isEmpty else {
      return .cannotJudge("owners and approvers", "there is no register of people (`register: people`)")
    }
    var population = 0
    var diagnostics: [Diagnostic] = []
    for document in input.isms.documents where document.status != .retired {
      let named = (document.owner.map { [("owner", $0)] } ?? []) + document.approvedBy.map { ("approved_by", $0) }
      population += named.count
      for (field, id) in named {
        let location = document.record.location(of: field, item: id)
        guard let holders = people[id] else {
          let meant = nearest(id, in: people.keys.sorted())
          diagnostics.append(
            Diagnostic(
              input.rule,
              "the \(field == "owner" ? "owner" : "approver") `\(id)` of `\(document.id)` is nobody in the people register",
              at: location, label: meant.map { "did you mean `\($0)`?" },
              fixes: meant.map { [Fix("write `\($0)`", .unsafe, edits: [.init(location, replacement: $0)])] } ?? [],
              subject: document.id))
          continue
        }
        // An approval needs the role on the day it was given, an owner needs it now.
        let day = field == "owner" ? input.asOf : document.approvedOn ?? input.asOf
        let isHeld = holders.contains { ($0.from ?? day) <= day && day <= ($0.until ?? day) }
        guard !isHeld, let holder = holders.first else { continue }
        let ended = holders.compactMap(\.until).filter { $0 < day }.max()
        let started = holders.compactMap(\.from).filter { $0 > day }.min()
        let message =
          field == "owner"
          ? "the owner `\(id)` of `\(document.id)` " + (ended.map { "left on \($0)" } ?? "begins on \(started ?? day)")
          : "`\(document.id)` was approved on \(day) by `\(id)`, who "
            + (ended.map { "had left on \($0)" } ?? "began on \(started ?? day)")
        diagnostics.append(
          Diagnostic(
            input.rule, message, at: location,
            related: [.init(holder.record.location(of: ended == nil ? "from" : "until"), "the people register")],
            subject: document.id))
      }
    }
    return .looked(at: population, "owners and approvers", diagnostics)
  }
}
