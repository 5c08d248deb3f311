import ISMS
import Source

extension Check {
  /// DOC-05: the text in force is the text that was approved.
  static let changedAfterApproval = Check(
    Rule(
      code: "DOC-05", name: "changed-after-approval", title: "a document changed after it was approved", grade: .minor,
      clause: "7.5.2 c",
      adjustment:
        """
        major for the information security policy, the Statement of Applicability and the treatment plan; observation \
        for other registers, which are kept up to date between their reviews
        """,
      data: "the text, and the records of a register, in the commit of the approval and now",
      explanation: """
        Updates are reviewed and approved again. The text of the commit that brought the approval is compared with the \
        text of today. Front matter, white space, line breaks, links, renames, and commits that \
        `.git-blame-ignore-revs` lists are editorial; any other word is a change. Whoever approves a register approves the \
        records it keeps in other files (`data:`); how far planned work has come is no change of them.
        """,
      fix: "have the new text approved, then set `version`, `approved_by` and `approved_on`",
      flagged: Examples.team + Examples.commit("2026-01-12", .bo, "Policy") + Examples.approvedText("ceo")
        + Examples.commit("2026-02-02", .bo, "Shorter") + Examples.approvedText("ceo", "We protect things."),
      accepted: Examples.team + Examples.commit("2026-01-12", .bo, "Policy") + Examples.approvedText("ceo")
        + Examples.commit("2026-02-02", .bo, "Line breaks")
        + Examples.approvedText("ceo", "We protect what\ncustomers give us."))
  ) { input in
    let judged = input.approvals.filter { $0.approval.textIsUnchanged != nil }
    guard !judged.isEmpty else { return .cannotJudge("approved texts", input.whyHistoryIsSilent) }
    let diagnostics = judged.compactMap { document, _, approval -> Diagnostic? in
      let data = approval.data.flatMap { $0.isMaterial ? $0 : nil }
      guard approval.textIsUnchanged == false || data != nil else { return nil }
      let approvedIn = approval.approvalCommit.map { input.history.commits[$0].id.short } ?? "an earlier commit"
      var related = approval.firstChange.map {
        [Diagnostic.Related($0.location, "changed on \(input.described($0.commit))")]
      }
      if related == nil, let data, let place = data.firstChange {
        let commit = data.changesAfter.first.map { "changed last on \(input.described($0))" }
        related = [.init(place, commit ?? "changed, and not committed")]
      }
      let label =
        if approval.textIsUnchanged == false {
          "approved in \(approvedIn), before \(approval.changesAfter.count.counted("later change")) of the text"
        } else {
          "approved in \(approvedIn), with \((data?.records.count ?? 0).counted("record")) that read otherwise"
        }
      return Diagnostic(
        input.rule,
        approval.textIsUnchanged == false
          ? "`\(document.id)` changed after it was approved"
          : "the records of `\(document.id)` changed after it was approved",
        at: document.approvalLocation,
        grade: document.isCentral ? .major : document.type == .register ? .observation : .minor,
        label: label, related: related ?? [], subject: document.id)
    }
    return .looked(at: judged.count, "approved texts", diagnostics)
  }
}
