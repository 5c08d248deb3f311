import ISMS
import Source

extension Check {
  /// GIT-03: changes under the present approval had a second pair of eyes.
  static let changeWithoutSecondPerson = Check(
    Rule(
      code: "GIT-03", name: "change-without-second-person",
      title: "a change reached the main line without a second person", grade: .minor, clause: "7.5.2 c",
      adjustment: "observation for editorial changes",
      data: "merges, authors and trailers of commits since the approval; review records",
      explanation: """
        A second person shows in history as another author of the merge, as a trailer (`Reviewed-by`, `Approved-by`, \
        `Acked-by`) or as a review record. Looked at are editorial changes since the present approval, progress in the \
        records of the Statement of Applicability and the treatment plan, and commits that write a text and its approval \
        at once. Where history never shows a second person, reviews are kept elsewhere, and nothing is judged.
        """,
      fix: "have the change reviewed now, and record it in a commit with a `Reviewed-by` trailer",
      flagged: Examples.team + Examples.commit("2026-01-12", .bo, "Policy\\n\\nApproved-by: Ana <ana@example.com>")
        + Examples.approvedText("ceo") + Examples.commit("2026-02-02", .bo, "Line breaks")
        + Examples.approvedText("ceo", "We protect what\ncustomers give us."),
      accepted: Examples.team + Examples.commit("2026-01-12", .bo, "Policy\\n\\nApproved-by: Ana <ana@example.com>")
        + Examples.approvedText("ceo")
        + Examples.commit("2026-02-02", .bo, "Line breaks\\n\\nReviewed-by: Ana <ana@example.com>")
        + Examples.approvedText("ceo", "We protect what\ncustomers give us."))
  ) { input in
    guard input.history.isComplete else {
      return .cannotJudge("changes since approval", input.whyHistoryIsSilent)
    }
    let reader = SecondPerson(input)
    guard input.history.commits.indices.contains(where: { reader.isShown(for: $0) == true }) else {
      return .cannotJudge(
        "changes since approval", "history shows no second person anywhere, so reviews are kept outside of git")
    }
    var population: Set<Int> = []
    var lacking: [Int: (document: Document, isMaterial: Bool)] = [:]
    let minima = input.isms.configuration.minimumApprovalLevels
    for (document, _, approval) in input.approvals {
      var changes = approval.editorialChangesAfter.map { ($0, false) }
      // What is more than progress is DOC-05.
      if document.isCentral, let data = approval.data, !data.isMaterial {
        changes += data.changesAfter.map { ($0, true) }
      }
      // Where the approver shows no act, DOC-03 speaks if a minimum is set, and DOC-04 if nobody else had a hand in it.
      if approval.claimRewroteText, approval.level == .stated, approval.approverIsOnlyAuthor == false,
        let claim = approval.claimCommit, (minima[document.type.rawValue] ?? 0) == 0
      {
        changes.append((claim, true))
      }
      for (commit, isMaterial) in changes {
        guard let isShown = reader.isShown(for: commit) else { continue }
        population.insert(commit)
        if !isShown, lacking[commit].map({ isMaterial && !$0.isMaterial }) ?? true {
          lacking[commit] = (document, isMaterial)
        }
      }
    }
    let diagnostics = lacking.sorted { $0.key < $1.key }.map { position, found in
      let commit = input.history.commits[position]
      let isApproval = input.histories[found.document.id]?.approval?.claimCommit == position
      return Diagnostic(
        input.rule,
        "`\(found.document.id)` was \(isApproval ? "rewritten and called approved" : "changed") "
          + "by \(commit.author.name) alone on \(commit.author.date), \(commit.id.short)",
        at: found.document.approvalLocation, grade: found.isMaterial ? nil : .observation, label: commit.subject,
        subject: found.document.id)
    }
    return .looked(at: population.count, "changes since approval", diagnostics)
  }
}

/// Tells whether somebody other than the author had a hand in a commit.
private struct SecondPerson {
  private let input: Check.Input
  /// Addresses that wrote something; others only put into the repository what people wrote.
  private let authors: Set<String>

  init(_ input: Check.Input) {
    self.input = input
    authors = Set(input.authors.addresses)
  }

  /// Nil where the platform has the answer and git has not.
  func isShown(for position: Int) -> Bool? {
    let commit = input.history.commits[position]
    let author = input.identities.address(of: commit.author)
    let merge = input.mainLine.merge(of: position)
    for other in [position, merge].compactMap({ $0 }) {
      let commit = input.history.commits[other]
      for trailer in commit.trailers where trailer.isApproval {
        if input.identities.address(of: trailer) != author { return true }
      }
      for review in input.reviews.naming(commit.id) {
        let names = review.approvals.map {
          input.identities.address(of: History.Signature(name: $0.name, email: $0.email, seconds: 0))
        }
        if names.contains(where: { $0 != author }) { return true }
      }
    }
    if let merge {
      let merger = input.history.commits[merge].author
      return input.identities.address(of: merger) != author
    }
    let committer = input.identities.address(of: commit.committer)
    if committer != author { return authors.contains(committer) ? true : nil }
    return commit.squashedFrom == nil ? false : nil
  }
}
