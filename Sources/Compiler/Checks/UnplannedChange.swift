import ISMS
import Source

extension Check {
  /// PRF-15: changes of the ISMS are planned.
  static let unplannedChange = Check(
    Rule(
      code: "PRF-15", name: "unplanned-change", title: "a change of the ISMS was not planned", grade: .observation,
      clause: "6.3", adjustment: "minor for a change of the scope",
      data: """
        the register of changes with `decided_on`, `reason`, `resources`, `owner` and `done_on`; history of the \
        scope, the risk method and the people register
        """,
      stage: .surveillance,
      explanation: """
        Changes of scope, method, policy, roles or controls are carried out in a planned manner: decided first, with a \
        reason and a thought for what follows, with what they need, and by somebody. The register of changes says so; \
        history shows whether the scope, the risk method as data, or roles and what they may do changed in the last \
        twelve months (`evidence_period`) without a row of that kind that was decided before.
        """,
      fix: "write `decided_on`, `reason`, `resources` and `owner` before the change is carried out",
      flagged: Examples.change("scope | 2026-01-10 | | Two days | ceo | 2026-01-20"),
      accepted: Examples.change("scope | 2026-01-10 | New site, remote access checked | Two days | ceo | 2026-01-20"))
  ) { input in
    let changes = input.isms.changes
    let shown = input.decisions.systemChanges
    guard !changes.isEmpty || input.decisions.comparedRevisions > 0 else {
      return .cannotJudge(
        "changes of the ISMS",
        "no register of changes has a row (`register: changes`)"
          + (shown == nil ? ", and \(input.whyHistoryIsSilent)" : ""))
    }
    let diagnostics = changes.compactMap { change -> Diagnostic? in
      let grade: Grade? = change.kind == "scope" ? .minor : nil
      let missing = ["decided_on", "reason", "resources", "owner"].filter { change.record.lacks($0) }
      if !missing.isEmpty {
        let words = [
          "decided_on": "date of the decision", "reason": "reason", "resources": "resources", "owner": "owner",
        ]
        return Diagnostic(
          input.rule, "the change `\(change.id)` states no \(enumerated(missing.compactMap { words[$0] }, "or"))",
          at: change.location, grade: grade, help: "add " + enumerated(missing.map { "`\($0)`" }), subject: change.id)
      }
      guard let decided = change.decidedOn, let done = change.doneOn, done < decided else { return nil }
      return Diagnostic(
        input.rule,
        "the change `\(change.id)` was carried out \((decided - done).counted("day")) before it was decided",
        at: change.record.location(of: "done_on"), grade: grade,
        related: [.init(change.record.location(of: "decided_on"), "decided")],
        help: "correct the dates, or record who decided before", subject: change.id)
    }
    let unplanned = (shown ?? []).filter { change in !changes.contains { $0.plans(change, input) } }
    return .looked(
      at: changes.count + input.decisions.comparedRevisions, "changes and revisions of the ISMS",
      diagnostics + unplanned.map { finding(about: $0, input) },
      limits: shown == nil ? ["\(input.whyHistoryIsSilent), so nobody knows what changed without a row"] : [])
  }

  private static func finding(about change: SystemChange, _ input: Input) -> Diagnostic {
    let document = input.isms.document(change.document)
    let day = input.history.commits[change.arrival].committer.date
    let subject = ["scope": "the scope", "method": "the risk method"][change.kind] ?? "the roles"
    let field = change.what.first { document?.record.fields[$0] != nil }
    let role = change.what.lazy.compactMap { input.isms.record($0) }.first { $0.kind == .person }
    let place = document.map { document in
      field.map { document.record.location(of: $0) } ?? role?.location ?? document.location
    }
    return Diagnostic(
      input.rule, "`\(change.document)` changed \(subject) on \(day), and no change was planned for it",
      at: place ?? input.isms.place, grade: change.kind == "scope" ? .minor : nil,
      label: "\(change.what.listed) changed in \(input.history.commits[change.commit].id.short)",
      help: "add a row with `kind` \(change.kind) to a register of changes, decided not later than \(day)",
      subject: change.document)
  }
}

extension ManagementSystemChange {
  /// Whether the row is the plan of a change that history shows: of its kind or about its document, decided before, and
  /// not finished long before.
  fileprivate func plans(_ change: SystemChange, _ input: Check.Input) -> Bool {
    let day = input.history.commits[change.arrival].committer.date
    guard kind == change.kind || record.texts("documents").contains(change.document), let decidedOn,
      decidedOn - day <= 1
    else { return false }
    return doneOn.map { day <= $0 + input.isms.configuration.parameters[.changeDelay] } ?? true
  }
}
