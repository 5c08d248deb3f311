import ISMS
import Source

extension Check {
  /// RSK-14: risk owners approved the plan that treats their risks.
  static let planNotApprovedByOwners = Check(
    Rule(
      code: "RSK-14", name: "plan-not-approved-by-owners",
      title: "the treatment plan is not approved by all owners of the risks it treats", grade: .major,
      clause: "6.1.3 f",
      data: "`approved_by` of the treatment plan; `owner`, `accepted_by` and `accepted_on` of the risks it treats",
      explanation: """
        The clause asks for the approval of the risk owners, and not of the person who wrote the plan. Each owner of an \
        open risk that the plan treats stands in `approved_by` of the plan, or has accepted the risk by name and date.
        """,
      fix: "obtain the approval of the owners, and name them in `approved_by`",
      flagged: Examples.treatedRisk(owner: "cto"), accepted: Examples.treatedRisk(owner: "ceo"))
  ) { input in
    let isms = input.isms
    let unit = "owners of treated risks"
    let plans = isms.documents.filter { $0.isInForce && $0.holds(.treatmentAction) }
    guard let plan = plans.first else {
      return .cannotJudge(unit, "no treatment plan is in force; DOC-01 asks for one (`register: treatment-actions`)")
    }
    // A plan that nobody approved is DOC-03's finding.
    let approvers = Set(plans.flatMap(\.approvedBy))
    guard !approvers.isEmpty else { return .cannotJudge(unit, "`\(plan.id)` names no approver; DOC-03 asks for one") }
    let treated = Set(isms.treatmentActions.filter { $0.status != "cancelled" }.flatMap(\.risks))
    // An owner nobody knows is RSK-03's finding.
    let people = Set(isms.people.map(\.id))
    let risks = isms.risks.filter { risk in
      !risk.isClosed && treated.contains(risk.id) && risk.owner.map { people.isEmpty || people.contains($0) } == true
    }
    guard !risks.isEmpty else { return .cannotJudge(unit, "no action treats an open risk with an owner") }
    // One person may hold two roles; the name tells.
    let names = Dictionary(
      isms.people.compactMap { person in person.name.map { (person.id, $0) } }, uniquingKeysWith: { first, _ in first })
    let approving = Set(approvers.compactMap { names[$0] })
    var owners: [String: [Risk]] = [:]
    for risk in risks { owners[risk.owner ?? "", default: []].append(risk) }
    let missing = owners.filter { owner, risks in
      guard !approvers.contains(owner), names[owner].map({ !approving.contains($0) }) ?? true else { return false }
      return !risks.allSatisfy { $0.acceptedBy == owner && $0.acceptedOn != nil }
    }.sorted { $0.key < $1.key }
    guard let first = missing.first?.value.first else { return .looked(at: owners.count, unit) }
    let ids = missing.map(\.key)
    let finding = Diagnostic(
      input.rule,
      "the treatment plan `\(plan.id)` is not approved by \(ids.listed), who own\(ids.count == 1 ? "s" : "") "
        + "\(missing.flatMap(\.value).count.counted("risk")) in it",
      at: plan.record.location(of: "approved_by"),
      related: [.init(first.record.location(of: "owner"), "the owner of `\(first.id)`")],
      help: "have \(ids.listed) approve the plan, then add them to `approved_by`", subject: plan.id)
    return .looked(at: owners.count, unit, [finding])
  }
}
