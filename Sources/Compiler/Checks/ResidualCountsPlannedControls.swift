import ISMS
import Source

extension Check {
  /// RSK-10: what is only planned lowers nothing yet.
  static let residualCountsPlannedControls = Check(
    Rule(
      code: "RSK-10", name: "residual-counts-planned-controls",
      title: "a residual risk is lower than before, although its controls are only planned", grade: .minor,
      clause: "8.3",
      data: "levels before and after treatment; `status` of the SoA rows of `controls`; treatment actions",
      explanation: """
        The residual level is what the owner accepts today. Where none of the controls of a risk is in place and none \
        of its actions is done, nothing can have lowered it: what is written is the level to reach, not the level.
        """,
      fix: "keep the present level until a control works, and tell the level to reach in the text",
      flagged: Examples.soa("A.8.24,yes,Disks may be lost,planned")
        + Examples.risk(
          "likelihood: 3\nimpact: 3\ntreatment: modify\ncontrols: [A.8.24]\nresidual_likelihood: 1\nresidual_impact: 3"
        )
        .replacing(Examples.people, with: ""),
      accepted: Examples.soa("A.8.24,yes,Disks may be lost,implemented")
        + Examples.risk(
          "likelihood: 3\nimpact: 3\ntreatment: modify\ncontrols: [A.8.24]\nresidual_likelihood: 1\nresidual_impact: 3"
        )
        .replacing(Examples.people, with: ""))
  ) { input in
    let isms = input.isms
    let unit = "lowered risks"
    guard let soa = isms.soa else { return .cannotJudge(unit, "there is no Statement of Applicability") }
    let method = isms.riskMethod
    let lowered = isms.risks.filter { risk in
      guard !risk.isClosed, risk.treatment != .avoid, !risk.controls.isEmpty, let level = method.level(of: risk),
        let residual = method.residualLevel(of: risk)
      else { return false }
      return residual < level
    }
    guard !lowered.isEmpty else {
      return .cannotJudge(unit, "no open risk states controls and a residual level below its level")
    }
    let done = Set(isms.treatmentActions.filter { $0.status == "done" }.flatMap(\.risks))
    let diagnostics = lowered.compactMap { risk -> Diagnostic? in
      let rows = risk.controls.compactMap { soa.row(for: $0) }
      let isOpen = rows.allSatisfy { $0.status == .planned || $0.status == .notImplemented }
      guard isOpen, rows.count == risk.controls.count, let row = rows.first, !done.contains(risk.id),
        let level = method.level(of: risk), let residual = method.residualLevel(of: risk)
      else { return nil }
      let field = risk.residualLikelihood == risk.likelihood ? "residual_impact" : "residual_likelihood"
      return Diagnostic(
        input.rule,
        "risk `\(risk.id)` counts as lowered from \(level) to \(residual), and none of its controls is in place",
        at: risk.record.location(of: field),
        related: [.init(row.record.location(of: "status"), "`\(row.control)` is not in place yet")],
        help: "write the level of today as the residual one until a control works", subject: risk.id)
    }
    return .looked(at: lowered.count, unit, diagnostics)
  }
}
