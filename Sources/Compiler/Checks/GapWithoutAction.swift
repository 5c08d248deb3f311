import ISMS
import Source

extension Check {
  /// SOA-08: what is not implemented yet stands in the treatment plan, with a date.
  static let gapWithoutAction = Check(
    Rule(
      code: "SOA-08", name: "gap-without-dated-action",
      title: "a control that is not implemented has no dated treatment action", grade: .minor, clause: "6.1.3 e",
      adjustment: "major if the control treats a risk above the threshold",
      data: "`status` and `due` of SoA rows; treatment actions with `controls` and `due`; risks above the threshold",
      explanation: """
        Status `partial`, `planned` or `not_implemented` is a promise. The treatment plan says who keeps it and until \
        when: an open action that names the control, with a date. Where no treatment plan exists, the date in the row \
        of the Statement of Applicability stands for it.
        """,
      fix: "add an action with owner and date, or correct the status",
      flagged: Examples.soa("A.8.12,yes,Contracts must not leak,planned")
        + Examples.actions("TA-1 | R-001 | Encrypt disks | A.8.24 | ceo | 2026-06-30 | planned"),
      accepted: Examples.soa("A.8.12,yes,Contracts must not leak,planned")
        + Examples.actions("TA-1 | R-001 | Block restricted files | A.8.12 | ceo | 2026-06-30 | planned"))
  ) { input in
    guard let soa = input.isms.soa else {
      return .cannotJudge("controls not implemented", "there is no Statement of Applicability")
    }
    let gaps = soa.distinctRows.filter(\.isGap)
    let grave = input.isms.gravelyTreated
    var actions: [String: [TreatmentAction]] = [:]
    for action in input.isms.treatmentActions {
      for control in Set(action.controls) { actions[control, default: []].append(action) }
    }
    let hasPlan = !input.isms.treatmentActions.isEmpty
    let diagnostics = gaps.compactMap { row -> Diagnostic? in
      let own = actions[row.control] ?? []
      let open = own.filter { !$0.isFinished }
      // A date that is written and cannot be read is a finding already.
      if open.contains(where: { !$0.record.lacks("due") }) { return nil }
      if !hasPlan, !row.record.lacks("due") { return nil }
      let state = (row.status ?? .planned).rawValue.replacing("_", with: " ")
      let message: String
      let related: [Diagnostic.Related]
      if let action = open.first {
        message = "`\(row.control)` is \(state), and its action `\(action.id)` has no date"
        related = [.init(action.location, "the action")]
      } else if let action = own.first {
        message = "`\(row.control)` is \(state), and its action `\(action.id)` is \(action.status ?? "finished")"
        related = [.init(action.record.location(of: "status"), "nothing is left to do here")]
      } else {
        message = "`\(row.control)` is \(state), and no treatment action names it"
        related = []
      }
      let risk = grave[row.control].map {
        Diagnostic.Related($0.record.location(of: "controls", item: row.control), "treats `\($0.id)`")
      }
      return Diagnostic(
        input.rule, message, at: row.record.location(of: "status"), grade: risk == nil ? .minor : .major,
        related: related + (risk.map { [$0] } ?? []),
        help: open.isEmpty
          ? "add an action for \(row.control) with owner and date to the treatment plan, or correct the status"
          : "add `due` to the action", subject: row.control)
    }
    return .looked(at: gaps.count, "controls not implemented", diagnostics)
  }
}

extension SoARow {
  /// Whether the control is necessary and not wholly in place.
  var isGap: Bool {
    guard isIncluded == true, !control.isEmpty, let status else { return false }
    return status != .implemented
  }
}

extension ISMS {
  /// Controls that treat an open risk above the threshold, with the first such risk.
  var gravelyTreated: [String: Risk] {
    var grave: [String: Risk] = [:]
    for risk in risks where !risk.isClosed {
      guard let level = riskMethod.level(of: risk), level > riskMethod.acceptanceThreshold else { continue }
      for control in risk.controls where grave[control] == nil { grave[control] = risk }
    }
    return grave
  }
}
