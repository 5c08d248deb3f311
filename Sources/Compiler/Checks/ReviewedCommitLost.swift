import ISMS
import Source

extension Check {
  /// GIT-01: what was reviewed is still in the history.
  static let reviewedCommitLost = Check(
    Rule(
      code: "GIT-01", name: "rewritten-history", title: "a reviewed commit is not part of the history", grade: .major,
      clause: "7.5.3 e",
      data: """
        commits that review records name, and with `--previous` those of an earlier pack; the ancestors of the \
        compiled commit
        """,
      explanation: """
        Approval belongs to a commit. If a review record names a commit that is no ancestor of what is compiled, the \
        branch was rewritten after the review, or something else was published. With `--previous` the same is asked of \
        the commit an earlier pack was made from.
        """,
      fix: "restore the history, or have the present state approved",
      flagged: Examples.team + Examples.commit("2026-01-12", .bo, "Policy") + Examples.approvedText("ceo")
        + Examples.review(of: "0123456789abcdef0123456789abcdef01234567"),
      accepted: Examples.team + Examples.commit("2026-01-12", .bo, "Policy") + Examples.approvedText("ceo")
        + Examples.review(of: "<commit 1>"))
  ) { input in
    guard input.history.isComplete else { return .cannotJudge("approved commits", input.whyHistoryIsSilent) }
    // The commits of claims were found in the history, so they are part of it.
    let population = input.approvals.count + input.reviews.all.count + (input.previous == nil ? 0 : 1)
    guard population > 0 else { return .cannotJudge("approved commits", input.whyHistoryIsSilent) }
    let diagnostics = input.reviews.all.compactMap { review -> Diagnostic? in
      guard input.history.position(of: review.commit) == nil else { return nil }
      let name = review.reference.map { "review \($0)" } ?? "a review"
      return Diagnostic(
        input.rule, "\(name) approved \(review.commit.short), which is not part of the history",
        at: Location(path: review.path, range: nil))
    }
    return .looked(at: population, "approved commits", diagnostics + lostPack(input))
  }

  /// What an earlier pack was made from, if that is gone.
  private static func lostPack(_ input: Check.Input) -> [Diagnostic] {
    guard let previous = input.previous, input.history.position(of: previous.commit) == nil else { return [] }
    let lost = previous.approvals.filter { input.history.position(of: $0.value) == nil }.keys.sorted()
    let documents = lost.compactMap { input.isms.document($0) }
    return [
      Diagnostic(
        input.rule,
        "the earlier pack as of \(previous.asOf) was made from \(previous.commit.short), which is not part of the history",
        at: input.isms.place,
        label: lost.isEmpty
          ? "\(previous.commit); the commits of its approvals are still there"
          : "\(previous.commit); gone are also the approvals of \(lost.listed)",
        related: documents.prefix(4).map {
          .init($0.approvalLocation, "the commit that approved `\($0.id)` is gone")
        },
        help:
          "find out who rewrote the history; restore it from a copy that holds \(previous.commit.short), or have the present state approved"
      )
    ]
  }

  /// GIT-07: review records can be read.
  static let unreadableReviewRecord = Check(
    Rule(
      code: "GIT-07", name: "unreadable-review-record", title: "a review record cannot be read", grade: .minor,
      clause: "7.5.3 a",
      explanation: """
        Files that end in `.review.json` hold reviews as the hosting platform recorded them. One that cannot be read \
        proves nothing, and the approvals in it count no more than the documents' own words.
        """,
      fix: "export the record again, in the format `docs/language.md` describes",
      flagged: Examples.team + "-- reviews/12.review.json --\n{\"format\": \"something else\"}\n",
      accepted: Examples.team + Examples.review(of: "0123456789abcdef0123456789abcdef01234567"))
  ) { input in
    let files = Set(input.reviews.all.map(\.path)).count + input.reviews.problems.count
    let diagnostics = input.reviews.problems.map {
      Diagnostic(
        input.rule, "the review record `\($0.path)` cannot be read: \($0.reason)",
        at: Location(path: $0.path, range: nil))
    }
    return .looked(at: files, "review records", diagnostics)
  }
}
