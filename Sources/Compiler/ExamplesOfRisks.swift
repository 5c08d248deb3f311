/// Small texts about risks and their treatment.
extension Examples {
  /// A treatment plan in force with these rows: id, risks, action, controls, owner, due, status.
  static func actions(_ rows: String...) -> String {
    people + "-- risk/plan.md --\n" + frontMatter("RSK-03", "plan", "register: treatment-actions")
      + "| id | risks | action | controls | owner | due | status |\n|---|---|---|---|---|---|---|\n"
      + rows.map { "| \($0) |\n" }.joined() + "\n"
  }

  /// A risk of an owner, with the plan that treats it; the ceo approved the plan.
  static func treatedRisk(owner: String) -> String {
    actions("TA-1 | R-001 | Encrypt disks | A.8.24 | cto | 2026-06-30 | planned").replacing(people, with: team)
      + risk("likelihood: 3\nimpact: 3\ntreatment: modify").replacing(people, with: "")
      .replacing("owner: ceo\nlikelihood", with: "owner: \(owner)\nlikelihood")
  }

  /// A risk that keeps level 6, above the threshold, and was accepted; the ceo may do that.
  static func acceptedRisk(by person: String, until day: String? = nil) -> String {
    risk(
      """
      likelihood: 2
      impact: 3
      treatment: retain
      accepted_by: \(person)
      accepted_on: 2026-01-15
      acceptance_reason: Costs more than it could ever save\(day.map { "\nacceptance_expires: \($0)" } ?? "")
      """
    ).replacing(
      people,
      with: "-- support/roles.md --\n" + frontMatter("ROL-01", "register", "register: people\nclauses: [5.3]")
        + "| id | role | may accept |\n|---|---|---|\n| ceo | Chief executive | 16 |\n| head | Head of security | |\n\n"
    )
  }

  /// A risk method with this declaration.
  static func method(_ declaration: String) -> String {
    people + "-- risk/method.md --\n"
      + frontMatter(
        "RSK-01", "risk-method",
        "method:\n" + declaration + "  acceptance_authority:\n    - max_level: 4\n      role: ceo")
      + "How we assess risks.\n\n"
  }

  /// Scales of two values each.
  static let scales = """
      scales:
        likelihood:
          - value: 1
            name: Rare
            meaning: Less than once in ten years
          - value: 2
            name: Likely
            meaning: Every year
        impact:
          - value: 1
            name: Low
            meaning: Below EUR 10,000
          - value: 2
            name: High
            meaning: EUR 10,000 and more

    """

  /// Two bands, the second from a level on.
  static func bands(secondFrom level: Int) -> String {
    """
      bands:
        - name: Accept
          from: 1
          to: 1
        - name: Treat
          from: \(level)
          to: 4

    """
  }

  /// An asset that the service stops without.
  static let criticalAsset =
    "-- registers/assets.md --\n" + frontMatter("AST", "register", "register: assets")
    + "| id | title | kind | owner | critical |\n|---|---|---|---|---|\n| AST-1 | Database | service | ceo | yes |\n\n"
}
