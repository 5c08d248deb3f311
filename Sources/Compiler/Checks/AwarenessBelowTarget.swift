import ISMS
import Source

extension Check {
  /// PRF-12: people finish the training and confirm the rules, joiners among them.
  static let awarenessBelowTarget = Check(
    Rule(
      code: "PRF-12", name: "awareness-below-target",
      title: "awareness training or acknowledgement is below the target, or joiners are missing", grade: .minor,
      clause: "7.3",
      data: "CSV files of evidence of type `training-export` and `acknowledgement-export`; the people register",
      stage: .stageTwo,
      explanation: """
        Everybody who works under the organisation's control knows the policy and what they contribute. The export of \
        the training or of the acknowledgements is read where its headings are plain: a column for the person (`person`, \
        `name`, `email` …) and one for the result (`completed_on`, `acknowledged_on`, `status` …). The share is compared \
        with the parameter `awareness_target`; people of the register who joined thirty days before (`joiner_delay`) are \
        expected on a list that names others of the register.
        """,
      fix: "follow up with those who are missing, and file a new export",
      flagged: Examples.people + Examples.list("training-export", rows: "person,completed_on\nE-1,2026-01-20\nE-2,"),
      accepted: Examples.people
        + Examples.list("training-export", rows: "person,completed_on\nE-1,2026-01-20\nE-2,2026-01-21"))
  ) { input in
    let isms = input.isms
    let target = isms.configuration.parameters[.awarenessTarget]
    let types = ["training-export", "acknowledgement-export"]
    lazy var superseded = input.superseded
    var population = 0
    var diagnostics: [Diagnostic] = []
    for (position, item) in isms.evidence.enumerated() {
      guard let type = item.type, types.contains(type), !superseded.contains(item) else { continue }
      for list in input.evidenceContents.lists(ofItem: position) where list.saysDone && !list.rows.isEmpty {
        let people = list.people
        let done = list.doneCount
        population += people.count
        let place = item.record.location(of: item.record.fields["file"] == nil ? "files" : "file")
        let subject = item.id.isEmpty ? nil : item.id
        if done * 100 < target * people.count {
          let percent = done * 100 / people.count
          diagnostics.append(
            Diagnostic(
              input.rule,
              "\(Self.name(item)) shows \(done) of \(people.count) people as done (\(percent) %), below the target of "
                + "\(target) %",
              at: place, subject: subject))
        }
        let missing = Self.missing(on: list, of: item, input)
        if !missing.isEmpty {
          diagnostics.append(
            Diagnostic(
              input.rule, "\(Self.name(item)) does not list \(missing.listed)", at: place,
              help: "add the result of \(missing.count == 1 ? "this person" : "these people"), or correct the register",
              subject: subject))
        }
      }
    }
    guard population > 0 else {
      return .cannotJudge(
        "people on lists",
        "no CSV of a `training-export` or `acknowledgement-export` has a column for the person and one for the result, "
          + "such as `person` and `completed_on`")
    }
    return .looked(at: population, "people on lists", diagnostics)
  }

  /// Ids of the organisation's own people who should be on a list that names some of them: those who held a role long
  /// enough before its date.
  private static func missing(on list: PeopleList, of item: Evidence, _ input: Input) -> [String] {
    guard let day = item.speaksUntil else { return [] }
    let own = input.isms.people.filter { person in
      !person.id.isEmpty && person.isInOffice(on: day)
        && (person.organisation == nil || person.organisation == input.isms.configuration.organisation)
    }
    guard own.contains(where: { !list.listed.isDisjoint(with: $0.listNames) }) else { return [] }
    return own.filter { person in
      list.listed.isDisjoint(with: person.listNames)
        && person.from.map { $0 + input.isms.configuration.parameters[.joinerDelay] <= day } ?? true
    }.map(\.id)
  }
}
