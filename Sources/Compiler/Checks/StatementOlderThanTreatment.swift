import ISMS
import Source

extension Check {
  /// SOA-09: the Statement of Applicability was approved with the treatments of today.
  static let statementOlderThanTreatment = Check(
    Rule(
      code: "SOA-09", name: "soa-older-than-treatment",
      title: "the treatment of risks changed after the Statement of Applicability was approved", grade: .minor,
      clause: "6.1.3 b-d", adjustment: "observation if the change is at most 30 days old",
      data: """
        history of risks, treatment actions and the SoA; without it `approved_on` of the SoA and of the treatment \
        plan
        """,
      explanation: """
        The controls that treat risks are those of the Statement of Applicability, so it is approved after the last \
        change of treatment. The treatment and the controls of every risk and action are compared with what they were \
        in the commit that brought the approval. Without history, the dates of the two approvals are compared.
        """,
      fix: "review the Statement of Applicability and have it approved again",
      flagged: Examples.team + Examples.commit("2025-11-12", .ana, "SoA")
        + Examples.soa("A.8.1,yes,Laptops hold data,implemented").replacing(Examples.people, with: "")
        + Examples.commit("2025-12-02", .bo, "Treat lost laptops")
        + Examples.risk("likelihood: 2\nimpact: 2\ntreatment: modify\ncontrols: [A.8.1]")
        .replacing(Examples.people, with: ""),
      accepted: Examples.team + Examples.commit("2025-11-02", .bo, "Treat lost laptops")
        + Examples.risk("likelihood: 2\nimpact: 2\ntreatment: modify\ncontrols: [A.8.1]")
        .replacing(Examples.people, with: "")
        + Examples.commit("2025-11-12", .ana, "SoA")
        + Examples.soa("A.8.1,yes,Laptops hold data,implemented").replacing(Examples.people, with: ""))
  ) { input in
    let unit = "risks and treatment actions"
    guard let soa = input.isms.soa, let document = soa.document.flatMap({ input.isms.document($0) }),
      document.isInForce
    else { return .cannotJudge(unit, "no Statement of Applicability is in force") }
    let population = input.isms.risks.count { !$0.isClosed } + input.isms.treatmentActions.count
    guard population > 0 else { return .cannotJudge(unit, "the repository holds neither risks nor treatment actions") }
    guard let changes = input.decisions.treatmentChanges else { return byDates(document, population, unit, input) }
    let grace = input.isms.configuration.parameters[.statementDelay]
    guard let first = changes.first else { return .looked(at: population, unit) }
    let days = changes.map { change in change.commit.map { input.history.commits[$0].author.date } ?? input.asOf }
    let isRecent = (days.min() ?? input.asOf) + grace >= input.asOf
    let related = changes.prefix(3).compactMap { change in
      change.record.map { record in
        let field = record.fields["controls"] == nil ? "treatment" : "controls"
        return Diagnostic.Related(record.location(of: field), "`\(change.id)` \(change.what)")
      }
    }
    let finding = Diagnostic(
      input.rule,
      changes.count == 1
        ? "the treatment of `\(first.id)` changed after the Statement of Applicability was approved"
        : "the treatment of \(changes.count) risks and actions changed after the Statement of Applicability was "
          + "approved: \(changes.map(\.id).listed)",
      at: document.approvalLocation, grade: isRecent ? .observation : .minor,
      label: first.commit.map { "the file of `\(first.id)` changed last on \(input.described($0))" }, related: related,
      help: "compare the rows with the risks, then have the Statement of Applicability approved again",
      subject: document.id)
    return .looked(at: population, unit, [finding])
  }

  /// Without history: the plan was approved again, and the Statement of Applicability was not.
  private static func byDates(
    _ document: Document, _ population: Int, _ unit: String, _ input: Check.Input
  ) -> Check.Outcome {
    let plan = input.isms.documents.filter { $0.isInForce && $0.holds(.treatmentAction) }
      .max { ($0.approvedOn ?? input.asOf, $0.id) < ($1.approvedOn ?? input.asOf, $1.id) }
    guard let plan, let planned = plan.approvedOn, let approved = document.approvedOn else {
      return .cannotJudge(
        unit, input.whyHistoryIsSilent + "; the dates of approval of the treatment plan and the SoA would do as well")
    }
    guard plan.id != document.id, planned > approved else { return .looked(at: population, unit) }
    let isRecent = planned + input.isms.configuration.parameters[.statementDelay] >= input.asOf
    let finding = Diagnostic(
      input.rule, "the treatment plan was approved on \(planned), after the Statement of Applicability on \(approved)",
      at: document.approvalLocation, grade: isRecent ? .observation : .minor,
      related: [.init(plan.approvalLocation, "the treatment plan `\(plan.id)`")], subject: document.id)
    return .looked(at: population, unit, [finding])
  }
}
