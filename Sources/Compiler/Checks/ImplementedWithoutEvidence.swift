import ISMS
import Source

extension Check {
  /// SOA-07: of a control that is implemented, something shows that it works.
  static let implementedWithoutEvidence = Check(
    Rule(
      code: "SOA-07", name: "implemented-without-evidence",
      title: "an implemented control has no evidence of operation in the period", grade: .minor, clause: "8.1",
      adjustment: """
        observation before the day of Stage 2; major for controls that treat risks above the threshold, if more than \
        10 % of those controls have no evidence
        """,
      data: """
        `status` of SoA rows; evidence items and registers in force with their `controls` and times; the day of \
        Stage 2; risks above the threshold
        """,
      stage: .stageTwo,
      explanation: """
        Stage 2 looks at whether controls work, so each implemented control needs something that shows it: an evidence \
        item that names it in `controls`, or a register, report or minutes in force that does. Evidence that has \
        outlived its own limit is EVD-02's finding; evidence without a limit speaks for twelve months \
        (`evidence_period`).
        """,
      fix: "collect evidence, or lower the status to `partial`",
      flagged: Examples.soa("A.8.1,yes,Laptops hold data,implemented\nA.8.13,yes,Data must not be lost,implemented")
        + Examples.evidence("EV-2", type: "test-record", controls: "A.8.13", asOf: "2026-01-09"),
      accepted: Examples.soa("A.8.1,yes,Laptops hold data,partial\nA.8.13,yes,Data must not be lost,implemented")
        + Examples.evidence("EV-2", type: "test-record", controls: "A.8.13", asOf: "2026-01-09"))
  ) { input in
    let isms = input.isms
    guard let soa = isms.soa else {
      return .cannotJudge("implemented controls", "there is no Statement of Applicability")
    }
    guard !isms.evidence.isEmpty else {
      return .cannotJudge(
        "implemented controls", "the repository holds no evidence item; add one with `type: evidence` and `controls`")
    }
    let implemented = soa.distinctRows.filter { $0.isIncluded == true && $0.status == .implemented }
    let shown = evidenced(in: input)
    let lacking = implemented.filter { row in
      !shown.controls.contains(row.control) && shown.documents.isDisjoint(with: row.documents)
    }
    let grave = isms.gravelyTreated
    let graveRows = implemented.count { grave[$0.control] != nil }
    let lackingGrave = lacking.count { grave[$0.control] != nil }
    let isSystemic = lackingGrave * 100 > graveRows * isms.configuration.parameters[.systemicShare]
    let isEarly = isms.configuration.certificationDate("stage_2").map { input.asOf < $0 } ?? false
    let diagnostics = lacking.map { row in
      let risk = grave[row.control]
      return Diagnostic(
        input.rule, "`\(row.control)` is implemented, and no evidence shows that it works",
        at: row.record.location(of: "status"),
        grade: isEarly ? .observation : risk != nil && isSystemic ? .major : .minor,
        related: risk.map {
          [.init($0.record.location(of: "controls", item: row.control), "treats `\($0.id)`, above the threshold")]
        } ?? [],
        help: "collect evidence that names \(row.control) in `controls`, or lower the status to `partial`",
        subject: row.control)
    }
    return .looked(at: implemented.count, "implemented controls", diagnostics)
  }

  /// The controls that evidence speaks for, and the documents that are evidence themselves.
  private static func evidenced(in input: Check.Input) -> (controls: Set<String>, documents: Set<String>) {
    let isms = input.isms
    let period = isms.configuration.parameters[.evidencePeriod]
    var controls: Set<String> = []
    for item in isms.evidence where !item.controls.isEmpty {
      if let start = item.period?.lowerBound ?? item.speaksUntil, start > input.asOf { continue }
      let isOld =
        if let end = item.speaksUntil, Freshness(item, isms).until == nil { end + period < input.asOf } else { false }
      if !isOld { controls.formUnion(item.controls) }
    }
    let types: Set<DocumentType> = [.register, .auditReport, .managementReview, .record]
    let records = isms.documents.filter { $0.isInForce && types.contains($0.type) }
    for document in records { controls.formUnion(document.controls) }
    return (controls, Set(records.map(\.id)))
  }
}
