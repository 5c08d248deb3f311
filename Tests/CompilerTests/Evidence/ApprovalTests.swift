import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

@Suite struct ApprovalTests {
  private static let people = """
    -- people.md --
    ---
    id: PEOPLE
    type: register
    register: people
    title: People
    version: "1.0"
    status: approved
    owner: ceo
    classification: internal
    ---

    | id | role | name | emails | signing key |
    |---|---|---|---|---|
    | ceo | Chief executive | Ana Ruiz | ana@example.com; ana@home.example | \(SSHFixtures.all[0].key) |
    | cto | Chief engineer | Bo Lind | bo@example.com | |
    | cfo | Chief of finance | Cy Moss | cy@example.com | |

    """

  private static func policy(
    _ text: String, version: String = "1.0", by: String = "ceo", status: String = "approved", more: String = ""
  ) -> String {
    """
    -- policy.md --
    ---
    id: POL-01
    type: policy
    title: Policy
    version: "\(version)"
    status: \(status)
    owner: cto
    approved_by: \(by)
    approved_on: 2026-01-12
    classification: internal
    \(more)---

    \(text)

    """
  }

  private static let bo = "-- commit 2026-01-12 Bo Lind <bo@example.com>: "
  private static let ana = "-- commit 2026-01-12 Ana Ruiz <ana@example.com>: "

  private func compilation(_ text: String) throws -> (Compilation, LiterateRepository) {
    let repository = LiterateRepository(text)
    let asOf = try #require(CalendarDate("2026-03-01"))
    return (
      compile(repository.snapshot, history: repository.history, contents: repository, asOf: asOf), repository
    )
  }

  private func approval(_ text: String) throws -> Approval {
    try #require(try compilation(text).0.documentHistories["POL-01"]?.approval)
  }

  @Test func aPlainCommitStatesOnly() throws {
    let approval = try approval(Self.bo + "Policy --\n" + Self.people + Self.policy("Text."))
    #expect(approval.level == .stated && approval.approverIsOnlyAuthor == false && approval.textIsUnchanged == true)
  }

  @Test func theApproverAloneIsNoSecondPerson() throws {
    let approval = try approval(
      Self.ana + "Policy\\n\\nApproved-by: Ana <ana@example.com> --\n" + Self.people + Self.policy("Text."))
    #expect(approval.level == .stated && approval.approverIsOnlyAuthor == true)
  }

  @Test func aSecondAddressIsTheSamePerson() throws {
    let text =
      "-- commit 2026-01-12 Ana <ana@home.example>: Draft --\n" + Self.people + Self.policy("T.", status: "draft")
      + Self.ana + "Approve --\n" + Self.policy("T.")
    #expect(try approval(text).approverIsOnlyAuthor == true)
    let mapped = text.replacing("ana@home.example>:", with: "old@example.org>:")
    #expect(try approval(mapped).approverIsOnlyAuthor == false)
    let mailmap = "-- .mailmap --\nAna <ana@example.com> <old@example.org>\n"
    #expect(try approval(mapped + mailmap).approverIsOnlyAuthor == true)
  }

  @Test(arguments: [
    "Approved-by: Ana Ruiz <ana@example.com>", "Reviewed-by: Ana <ana@home.example>", "Acked-by: Ana Ruiz",
  ])
  func trailersRecord(trailer: String) throws {
    let approval = try approval(Self.bo + "Policy\\n\\n\(trailer) --\n" + Self.people + Self.policy("Text."))
    #expect(approval.level == .recorded && approval.approvers == ["ceo"])
  }

  @Test func aTrailerOfSomebodyElseRecordsNothing() throws {
    let approval = try approval(
      Self.bo + "Policy\\n\\nApproved-by: Cy Moss <cy@example.com> --\n" + Self.people + Self.policy("Text."))
    #expect(approval.level == .stated)
  }

  @Test func theMergeOfTheApproverRecordsAndCoversTheBranch() throws {
    let text =
      Self.bo + "People --\n" + Self.people + "-- branch --\n" + Self.bo + "Policy --\n" + Self.policy("Text.")
      + Self.bo + "Typing error --\n" + Self.policy("The text.")
      + "-- merge 2026-01-14 Ana Ruiz <ana@example.com>: Merge branch 'policy' --\n"
    let approval = try approval(text)
    #expect(approval.level == .recorded && approval.approvers == ["ceo"] && approval.textIsUnchanged == true)
    #expect(approval.grounds.hasPrefix("merged by the approver"))
    let later = try self.approval(text + Self.bo + "More --\n" + Self.policy("The long text."))
    #expect(later.textIsUnchanged == false && later.changesAfter.count == 1)
  }

  @Test func aPullIsNoApproval() throws {
    let approval = try approval(
      Self.bo + "People --\n" + Self.people + "-- branch --\n" + Self.bo + "Policy --\n" + Self.policy("Text.")
        + "-- merge 2026-01-14 Ana Ruiz <ana@example.com>: Merge branch 'main' of forge.example:isms --\n")
    #expect(approval.level == .stated)
  }

  @Test func aSquashSaysWhereTheReviewIs() throws {
    let approval = try approval(Self.bo + "Policy (#12) --\n" + Self.people + Self.policy("Text."))
    #expect(approval.level == .stated && approval.grounds.contains("squashed from #12"))
  }

  @Test func aReviewRecordAttests() throws {
    let record = """
      -- reviews/12.review.json --
      {"format": "auditpack-review-1", "platform": "Forgeyard", "reviews": [
        {"reference": "#12", "commit": "<commit 1>", "approvals": [{"name": "Ana", "email": "ana@example.com"}]}]}

      """
    let text = Self.bo + "Policy (#12) --\n" + Self.people + Self.policy("Text.")
    let approval = try approval(text + Self.bo + "Record --\n" + record)
    #expect(approval.level == .attested && approval.approvers == ["ceo"])
    let other = try self.approval(text + Self.bo + "Record --\n" + record.replacing("ana@", with: "cy@"))
    #expect(other.level == .stated)
  }

  @Test func severalApproversAreCounted() throws {
    let approval = try approval(
      Self.bo + "Policy\\n\\nApproved-by: Ana <ana@example.com> --\n" + Self.people
        + Self.policy("Text.", by: "[ceo, cfo]"))
    #expect(approval.approvers == ["ceo"] && approval.grounds.hasSuffix("by 1 of 2 approvers"))
  }

  @Test func whoWritesOnlyTheApprovalIsNoAuthor() throws {
    let approval = try approval(
      Self.bo + "Draft --\n" + Self.people + Self.policy("Text.", status: "draft") + Self.ana + "Approve --\n"
        + Self.policy("Text."))
    #expect(approval.approverIsOnlyAuthor == false && approval.level == .recorded)
    let rewritten = try self.approval(
      Self.bo + "Policy\\n\\nApproved-by: Ana <ana@example.com> --\n" + Self.people + Self.policy("Text.")
        + Self.ana + "New version --\n" + Self.policy("Other text.", version: "2.0"))
    #expect(rewritten.approverIsOnlyAuthor == true)
  }

  @Test func changesAfterApprovalAreMaterialOrEditorial() throws {
    let start = Self.bo + "Policy --\n" + Self.people + Self.policy("Access ends after 24 hours.")
    let reflowed = try approval(start + Self.bo + "Reflow --\n" + Self.policy("Access ends\nafter 24 hours."))
    #expect(reflowed.textIsUnchanged == true && reflowed.editorialChangesAfter.count == 1)
    let tagged = try approval(
      start + Self.bo + "Tag --\n" + Self.policy("Access ends after 24 hours.", more: "summary: Access\n"))
    #expect(tagged.textIsUnchanged == true)
    let changed = try approval(start + Self.bo + "Longer --\n" + Self.policy("Access ends after 48 hours."))
    #expect(changed.textIsUnchanged == false && changed.changesAfter == [0])
    let reverted = try approval(
      start + Self.bo + "Longer --\n" + Self.policy("Access ends after 48 hours.") + Self.bo + "Back --\n"
        + Self.policy("Access ends after 24 hours."))
    #expect(reverted.textIsUnchanged == true && reverted.changesAfter.isEmpty)
  }

  @Test func listedCommitsAreEditorial() throws {
    let text =
      Self.bo + "Policy --\n" + Self.people + Self.policy("* Access ends.") + Self.bo + "Format --\n"
      + Self.policy("- Access ends.")
    #expect(try approval(text).textIsUnchanged == false)
    let listed = text + Self.bo + "List --\n-- .git-blame-ignore-revs --\n# bullets\n<commit 2>\n"
    let approval = try approval(listed)
    #expect(approval.textIsUnchanged == true && approval.editorialChangesAfter.count == 1)
    #expect(
      try self.approval(listed + Self.bo + "More --\n" + Self.policy("- Access never ends.")).changesAfter.count == 1)
  }

  @Test func renamesKeepTheApproval() throws {
    let approval = try approval(
      Self.bo + "Policy\\n\\nApproved-by: Ana <ana@example.com> --\n" + Self.people + Self.policy("Text.")
        + Self.bo + "Move --\n-- delete policy.md --\n"
        + Self.policy("Text.").replacing("-- policy.md --", with: "-- rules/policy.md --"))
    #expect(approval.level == .recorded && approval.textIsUnchanged == true)
  }

  @Test func theFirstChangeNamesWordAndCommit() throws {
    let (compilation, repository) = try compilation(
      Self.bo + "Policy --\n" + Self.people + Self.policy("One.\n\nTwo.\n\nThree.") + Self.bo + "Late --\n"
        + Self.policy("One.\n\nTwo.\n\nDrei.") + Self.ana + "Early --\n" + Self.policy("One.\n\nZwei.\n\nDrei."))
    let change = try #require(compilation.documentHistories["POL-01"]?.approval?.firstChange)
    let range = try #require(change.location.range)
    #expect(compilation.isms.sources["policy.md"]?.text(range) == "Zwei.")
    #expect(repository.history.commits[change.commit].subject == "Early")
  }

  @Test func aShallowHistoryIsNotJudged() throws {
    let approval = try approval("-- shallow --\n" + Self.bo + "Policy --\n" + Self.people + Self.policy("Text."))
    #expect(!approval.isJudged && approval.textIsUnchanged == nil && approval.approverIsOnlyAuthor == nil)
  }
}
