import ISMS
import Source

extension Check {
  /// GIT-05: whoever commits is somebody.
  static let unknownCommitter = Check(
    Rule(
      code: "GIT-05", name: "unknown-committer", title: "an address in commits belongs to nobody in the register",
      grade: .observation, clause: "7.5.2 a",
      data: "addresses of commits; `emails` of people; `.mailmap`",
      explanation: """
        An author is known by name, so that an auditor can ask. The addresses in commits are compared with `emails` in \
        the people register, after `.mailmap`. Addresses that only put into the repository what others wrote belong to \
        platforms, and are left out.
        """,
      fix: "add the address to `emails` of the person, or map it in `.mailmap`",
      flagged: Examples.team + Examples.commit("2026-01-12", .stranger, "Policy") + Examples.approvedText("ceo"),
      accepted: Examples.team + Examples.commit("2026-01-12", .bo, "Policy") + Examples.approvedText("ceo"))
  ) { input in
    guard input.history.isComplete else { return .cannotJudge("addresses in commits", input.whyHistoryIsSilent) }
    guard input.identities.isKnown else {
      return .cannotJudge("addresses in commits", "the people register gives no e-mail address")
    }
    let folder = input.isms.folder.isEmpty ? "" : input.isms.folder + "/"
    var commits: [String: (count: Int, newest: History.Commit)] = [:]
    for commit in input.history.commits {
      let touches =
        folder.isEmpty
        || commit.changes.contains {
          input.history.paths[input.history.changes[$0].path].hasPrefix(folder)
        }
      guard touches else { continue }
      let address = input.identities.address(of: commit.author)
      commits[address, default: (0, commit)].count += 1
    }
    let register = input.isms.people.first?.record.register.flatMap { input.isms.document($0) }
    let place = register?.record.location ?? input.isms.people.first?.location
    let unknown = commits.filter { input.identities.people(of: $0.value.newest.author).isEmpty }
    let diagnostics = unknown.sorted { $0.key < $1.key }.compactMap { address, found -> Diagnostic? in
      guard let place else { return nil }
      let shown = address.isEmpty ? found.newest.author.name : address
      return Diagnostic(
        input.rule,
        "`\(shown)` wrote \(found.count) commit\(found.count == 1 ? "" : "s") and is nobody in the people register",
        at: place,
        label: "last on \(found.newest.author.date) in \(found.newest.id.short), as \(found.newest.author.name)",
        subject: register?.id)
    }
    return .looked(at: commits.count, "addresses in commits", diagnostics)
  }
}
