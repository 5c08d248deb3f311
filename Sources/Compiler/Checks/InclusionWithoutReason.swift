import ISMS
import Source

extension Check {
  /// SOA-03: an included control needs a reason too.
  static let inclusionWithoutReason = Check(
    Rule(
      code: "SOA-03", name: "inclusion-without-reason", title: "a control is included without a reason", grade: .minor,
      clause: "6.1.3 d", adjustment: "major if the Statement of Applicability gives no reason in any row",
      data: "`because`, `basis` and `justification` of SoA rows; risks and obligations that name the control",
      explanation: """
        Clause 6.1.3 d asks for the reason of every inclusion, and not only of exclusions. A reason is a risk, an \
        obligation or a decision: named in `because`, told in `justification`, or visible because a risk or an \
        obligation names the control. "Best practice" is none. Where `basis` says `risk`, `legal` or `contract`, some \
        record has to bear it out.
        """,
      fix: "link at least one risk, obligation or decision",
      flagged: Examples.soa("A.5.1,yes,Rules come first,implemented\nA.8.1,yes,best practice,implemented"),
      accepted: Examples.soa("A.5.1,yes,Rules come first,implemented\nA.8.1,yes,best practice,implemented")
        + Examples.risk("likelihood: 2\nimpact: 2\ntreatment: modify\ncontrols: [A.8.1]"))
  ) { input in
    guard let soa = input.isms.soa else {
      return .cannotJudge("included controls", "there is no Statement of Applicability")
    }
    let included = soa.distinctRows.filter { $0.isIncluded == true }
    let reasons = Reasons(input.isms)
    let lacking = included.compactMap { row in reasons.problem(of: row).map { (row: row, problem: $0) } }
    // The decision itself is no reason, so a table without any of the columns has one cause.
    let hasField = soa.rows.contains { row in
      ["justification", "basis", "because"].contains { !row.record.lacks($0) }
    }
    if !hasField, !lacking.isEmpty, let place = Examples.place(of: soa, in: input.isms) {
      let finding = Diagnostic(
        input.rule, "the Statement of Applicability gives no reason for any of its \(included.count) included controls",
        at: place, grade: .major,
        help: "add the columns `justification` and `because`, and name a risk, obligation or decision in each row",
        subject: soa.document)
      return .looked(at: included.count, "included controls", [finding])
    }
    let unnamed = lacking.filter { $0.problem == .noReason }.map { row, _ in
      Diagnostic(
        input.rule, "`\(row.control)` is included without a reason",
        at: row.record.fields["justification"]?.location ?? row.record.location(of: "included"),
        help: "name in `because` the risk, obligation or decision that makes \(row.control) necessary",
        subject: row.control)
    }
    let unproven = lacking.compactMap { row, problem -> Diagnostic? in
      guard case .unproven(let basis) = problem else { return nil }
      let what = basis == "risk" ? "a risk, and no risk" : "an obligation (\(basis)), and no obligation"
      return Diagnostic(
        input.rule, "`\(row.control)` is included because of \(what) names it", at: row.record.location(of: "basis"),
        help: basis == "risk"
          ? "name the risk in `because`, or \(row.control) in `controls` of the risk"
          : "name the obligation in `because`, or \(row.control) in `controls` of the obligation",
        subject: row.control)
    }
    return .looked(at: included.count, "included controls", unnamed + unproven)
  }

  /// What a row of the Statement of Applicability can rest on.
  private struct Reasons {
    enum Problem: Equatable {
      /// There is no reason.
      case noReason
      /// The kind of reason is named, and no record bears it out.
      case unproven(String)
    }

    private let kinds: [String: RecordKind]
    private let treated: Set<String>
    private let obliged: Set<String>
    private let hasRisks: Bool
    private let hasObligations: Bool

    init(_ isms: ISMS) {
      let risks = isms.risks.filter { !$0.isClosed }
      let actions = isms.treatmentActions.filter { $0.status != "cancelled" }
      treated = Set(risks.flatMap(\.controls) + actions.flatMap(\.controls))
      obliged = Set(
        isms.obligations.flatMap(\.controls)
          + isms.interestedParties.filter { $0.isAddressed != false }.flatMap(\.controls))
      hasRisks = !isms.risks.isEmpty
      hasObligations = !isms.obligations.isEmpty || !isms.interestedParties.isEmpty
      var kinds: [String: RecordKind] = [:]
      for id in Set((isms.soa?.rows ?? []).flatMap(\.because)) { kinds[id] = isms.record(id)?.kind }
      self.kinds = kinds
    }

    func problem(of row: SoARow) -> Problem? {
      // What cannot be read or does not exist is a finding of its own.
      if ["justification", "basis", "because"].contains(where: { row.record.unread.contains($0) }) { return nil }
      let named = Set(row.because.map { kinds[$0] })
      if named.contains(nil) { return nil }
      let isTreated = named.contains(.risk) || named.contains(.treatmentAction) || treated.contains(row.control)
      let isObliged =
        !named.isDisjoint(with: [.obligation, .interestedParty, .document]) || obliged.contains(row.control)
      if row.basis.contains("risk"), !isTreated, hasRisks { return .unproven("risk") }
      for kind in ["legal", "contract"] where row.basis.contains(kind) && !isObliged && hasObligations {
        return .unproven(kind)
      }
      let hasBasis = row.basis.contains { $0 != "baseline" }
      if !named.isEmpty || isTreated || isObliged || hasBasis || Check.isReason(row.justification) { return nil }
      return .noReason
    }
  }
}
