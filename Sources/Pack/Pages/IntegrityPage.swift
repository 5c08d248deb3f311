import Compiler
import ISMS
import Source

/// `integrity.html`: why believe this?
enum IntegrityPage {
  /// What a pack made from git cannot show, whoever made it.
  static let limits = [
    "Names, e-mail addresses and dates of commits are what the committer's machine said; git accepts any.",
    "An approval at level 0 rests on the document alone, at level 1 on a commit or trailer whose author is not "
      + "authenticated.",
    "A signature counts only for an approval, and only when it is good by a key the people register lists for the "
      + "approver (level 3). OpenPGP signatures are checked where `gpg` is installed. Of signatures of other commits the "
      + "pack says only that they are there.",
    "Level 4 rests on a review record that names an outside witness. Its digest and its time are compared with the "
      + "commit; the service itself is not asked.",
    "History can be rewritten before it is shared. Compare the commit with a copy that others hold.",
    "Squash merges drop the trailers and signatures of the branch they came from.",
    "Git shows that something was written, not that it was done. Evidence and interviews show that.",
  ]

  static func page(_ site: Site) -> Page {
    let scope = Scope(site, "integrity")
    let history = site.history
    let signed = history.commits.count(where: \.isSigned)
    let dates = history.commits.map(\.committer.date)
    let levels = levelCounts(site)
    let context: Context = [
      "tree": .text(site.compilation.snapshot.tree?.hex),
      "committedOn": .text(site.compilation.snapshot.committedOn?.description),
      "previous": .text(previous(site)),
      "isCommit": .flag(site.commit != nil), "historyState": .badge(historyState(history)),
      "historyWords": .text(historyWords(history)), "commitCount": .number(history.commits.count),
      "strangers": .number(site.isCustomer ? nil : strangers(site)),
      "mergeCount": .number(history.commits.count(where: \.isMerge)), "signedCount": .number(signed),
      "firstDate": .text(dates.min()?.description), "lastDate": .text(dates.max()?.description),
      "workingTree": .text(workingTree(site)), "fileCount": .number(site.isms.files.count),
      "documentCount": .number(site.isms.documents.count), "recordCount": .number(site.isms.recordCount),
      "tags": .table(ChangesPage.tags(scope)), "levels": .table(site.isCustomer ? nil : levels),
      "limits": .list(limits.map { ["text": .text($0)] }), "isCustomer": .flag(site.isCustomer),
      "withheldDocuments": .number(site.isms.documents.count { !site.disclosure.includes($0) }),
      "withheldEvidence": .number(site.isms.evidence.count { !site.disclosure.includes($0) }),
    ]
    return Page(path: "integrity", template: "integrity", title: "Integrity", context: context)
  }

  private static func historyState(_ history: History) -> Badge {
    if history.incompleteness.contains(.notRead) { return Badge("not read", .bad) }
    return history.isComplete ? Badge("complete", .good) : Badge("incomplete", .bad)
  }

  private static func historyWords(_ history: History) -> String {
    guard !history.isComplete else {
      return
        "Every commit that led to this state was there. Replacement references and grafts of the clone are ignored: "
        + "the history is the one the commits themselves state."
    }
    return history.incompleteness.map { reason in
      switch reason {
      case .shallow: "The clone is shallow: older commits were not fetched. `git fetch --unshallow` mends it."
      case .partial: "The clone is partial: some contents were not fetched. `git fetch --refetch` mends it."
      case .notRead: "The history was not read, so nothing here rests on it."
      }
    }
    .joined(separator: " ")
  }

  /// How the history stands to an earlier pack.
  private static func previous(_ site: Site) -> String? {
    guard let pack = site.compilation.previous else { return nil }
    let start = "The pack as of \(pack.asOf) was made from \(pack.commit.hex), which is "
    if !site.history.isComplete { return start + "not looked for, because the history is incomplete." }
    return site.compilation.history.position(of: pack.commit) == nil
      ? start + "not part of this history: it was rewritten since." : start + "part of this history."
  }

  private static func workingTree(_ site: Site) -> String {
    let name =
      switch site.compilation.snapshot.origin {
      case .commit: "commit"
      case .index: "index"
      case .workingTree: "working tree"
      }
    if name == "commit" { return "Not part of this: the pack was made from the commit alone, and leaves it untouched." }
    return switch site.compilation.snapshot.uncommitted?.count {
    case nil: "Made from the \(name). It may hold changes that no commit records."
    case 0?: "Made from the \(name), which holds what the last commit holds."
    case 1?: "Made from the \(name). One file differs from the last commit."
    case let count?: "Made from the \(name). \(count) files differ from the last commit."
    }
  }

  /// Addresses of authors that nobody in the people register has.
  private static func strangers(_ site: Site) -> Int {
    let identities = site.compilation.identities
    var seen: Set<String> = []
    return site.history.commits.count { commit in
      seen.insert(identities.address(of: commit.author)).inserted && identities.people(of: commit.author).isEmpty
    }
  }

  private static func levelCounts(_ site: Site) -> TableModel {
    let approvals = site.isms.documents.filter { site.disclosure.names($0) }.compactMap {
      site.history(of: $0)?.approval
    }
    let levels: [Approval.Level] = [.stated, .recorded, .attested, .signed, .anchored]
    return TableModel(
      caption: "Approvals by level", columns: ["Level", "What it means", .init("Documents", "number")],
      rows: levels.map { level in
        TableModel.Row(
          nil,
          [
            .badge(.level(level)), .text(level.meaning), .text(String(approvals.count { $0.level == level })),
          ])
      })
  }
}
