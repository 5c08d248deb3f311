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
    let history = input.history
    var counts = input.authors.addresses.map { _ in 0 }
    var newest = counts
    for (commit, author) in input.authors.positions.enumerated() {
      let touches =
        folder.isEmpty
        || history.commits[commit].changes.contains { history.paths[history.changes[$0].path].hasPrefix(folder) }
      guard touches else { continue }
      if counts[author] == 0 { newest[author] = commit }
      counts[author] += 1
    }
    let register = input.isms.people.first?.record.register.flatMap { input.isms.document($0) }
    let place = register?.record.location ?? input.isms.people.first?.location
    let present = counts.indices.filter { counts[$0] > 0 }
    let unknown = present.map {
      (address: input.authors.addresses[$0], count: counts[$0], last: history.commits[newest[$0]])
    }
    .filter { input.identities.people(of: $0.last.author).isEmpty }
    let diagnostics = unknown.sorted { $0.address < $1.address }.compactMap { address, count, last -> Diagnostic? in
      guard let place else { return nil }
      return Diagnostic(
        input.rule,
        "`\(address.isEmpty ? last.author.name : address)` wrote \(count.counted("commit")) and is nobody in the people "
          + "register",
        at: place, label: "last on \(last.author.date) in \(last.id.short), as \(last.author.name)",
        subject: register?.id)
    }
    return .looked(at: present.count, "addresses in commits", diagnostics)
  }
}
