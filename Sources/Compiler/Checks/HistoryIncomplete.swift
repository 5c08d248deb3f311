import ISMS
import Source

extension Check {
  /// GIT-04: the clone holds what the pack vouches for.
  static let historyIncomplete = Check(
    Rule(
      code: "GIT-04", name: "incomplete-history", title: "the clone lacks part of the history", grade: .blocker,
      clause: "7.5.3",
      adjustment: "observation for a working tree that differs from the commit, because its pack is marked as a draft",
      data: "the state of the clone and of the working tree",
      explanation: """
        Approvals, authors and changes are read from history. In a shallow clone the oldest commit seems to have \
        written everything, so nothing that leans on history is judged there. This stops the tool; it is no audit \
        grade.
        """,
      fix: "fetch the whole history: `git fetch --unshallow` (in a pipeline, set the depth to 0)",
      flagged: "-- shallow --\n" + Examples.team + Examples.commit("2026-01-12", .bo, "Policy")
        + Examples.approvedText("ceo"),
      accepted: Examples.team + Examples.commit("2026-01-12", .bo, "Policy") + Examples.approvedText("ceo"))
  ) { input in
    guard !input.history.incompleteness.contains(.notRead) else {
      return .cannotJudge("clones", "there is no commit yet")
    }
    let place = input.isms.place
    var diagnostics: [Diagnostic] = []
    if input.history.incompleteness.contains(.shallow) {
      diagnostics.append(
        Diagnostic(input.rule, "the clone is shallow, so approvals and changes cannot be judged", at: place))
    }
    if input.history.incompleteness.contains(.partial) {
      diagnostics.append(
        Diagnostic(
          input.rule, "the clone is partial, so older texts cannot be compared", at: place,
          help: "fetch everything: `git fetch --refetch --no-filter`, or clone again without a filter"))
    }
    if let paths = input.snapshot.uncommitted, !paths.isEmpty {
      diagnostics.append(
        Diagnostic(
          input.rule,
          "the working tree differs from the last commit in \(paths.count.counted("file"))",
          at: place, grade: .observation, label: paths.listed,
          why: "Nobody else can fetch this state, and no commit vouches for it.",
          help: "commit the changes, and build the pack of the commit"))
    }
    return .looked(at: 1, "clones", diagnostics)
  }
}
