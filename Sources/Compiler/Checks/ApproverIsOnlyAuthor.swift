import ISMS
import Source

extension Check {
  /// DOC-04: nobody approves what they alone have written.
  static let approverIsOnlyAuthor = Check(
    Rule(
      code: "DOC-04", name: "approver-is-only-author", title: "one person wrote and approved a document",
      grade: .minor, clause: "7.5.2 c",
      adjustment: """
        observation where the people register names at most three people (`small_team`) and the Statement of \
        Applicability says how A.5.3 is met
        """,
      data: "commits since the last approval with their authors; `emails` of people",
      explanation: """
        Approval is a second look. Where one person wrote the text and approved it, nobody looked twice. The authors \
        are those of the commits since the last approval, `Co-authored-by` included.
        """,
      fix: "have a second person review the text and approve it",
      flagged: Examples.team + Examples.commit("2026-01-12", .ana, "Policy") + Examples.approvedText("ceo"),
      accepted: Examples.team + Examples.commit("2026-01-12", .bo, "Policy\\n\\nApproved-by: Ana <ana@example.com>")
        + Examples.approvedText("ceo"))
  ) { input in
    let judged = input.approvals.filter { $0.approval.approverIsOnlyAuthor != nil }
    guard !judged.isEmpty else {
      return .cannotJudge(
        "approvals in history",
        input.approvals.isEmpty
          ? input.whyHistoryIsSilent : "the people register gives no e-mail address of an approver")
    }
    let team = Set(input.isms.people.filter { $0.until == nil }.map { $0.name ?? $0.id })
    let isCompensated =
      team.count <= input.isms.configuration.parameters[.smallTeam]
      && input.isms.soa?.row(for: "A.5.3")?.implementation != nil
    let diagnostics = judged.filter { $0.approval.approverIsOnlyAuthor == true }.map { document, _, approval in
      let claim = approval.claimCommit.map { input.history.commits[$0] }
      let place = document.record.fields["approved_by"]?.location ?? document.approvalLocation
      return Diagnostic(
        input.rule, "`\(document.id)` was written and approved by the same person", at: place,
        grade: isCompensated ? .observation : nil,
        label: claim.map { "the only author is \($0.author.name), last in \($0.id.short)" },
        help: "have somebody else review the text and approve it, then set `approved_by` and `approved_on`",
        subject: document.id)
    }
    return .looked(at: judged.count, "approvals in history", diagnostics)
  }
}
