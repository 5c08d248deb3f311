import ISMS
import Source

extension Check {
  /// GIT-06: the date of an approval fits what git saw.
  static let implausibleApprovalDate = Check(
    Rule(
      code: "GIT-06", name: "implausible-approval-date",
      title: "an approval is dated before its text, in the future, or long before it was recorded", grade: .minor,
      clause: "7.5.2",
      adjustment: """
        observation where the file came into git with the approval, because the text may have been approved elsewhere \
        before
        """,
      data: "`approved_on` of documents in force; commits that wrote the text and the approval; the reference date",
      explanation: """
        Nobody approves a text that does not exist. The date in the front matter is compared with the oldest commit \
        that held the approved text, and with the commit that wrote the approval. One day is left for time zones, 30 \
        days for writing it down (`approval_delay`).
        """,
      fix: "correct `approved_on`, or have the text approved as it is now",
      flagged: Examples.team + Examples.commit("2026-01-20", .bo, "Draft")
        + Examples.approvedText("ceo", on: nil).replacing("status: approved", with: "status: draft")
        + Examples.commit("2026-01-22", .bo, "Approved") + Examples.approvedText("ceo", on: "2026-01-12"),
      accepted: Examples.team + Examples.commit("2026-01-12", .bo, "Policy")
        + Examples.approvedText("ceo", on: "2026-01-12"))
  ) { input in
    let stated = input.isms.documents.filter { $0.isInForce && $0.approvedOn != nil }
    guard !stated.isEmpty else { return .cannotJudge("dates of approval", "no document in force states `approved_on`") }
    let diagnostics = stated.compactMap { document -> Diagnostic? in
      guard let day = document.approvedOn else { return nil }
      let place = document.record.location(of: "approved_on")
      if day > input.asOf {
        return Diagnostic(
          input.rule, "the approval of `\(document.id)` is dated \(day), after \(input.asOf)", at: place,
          label: "in the future", subject: document.id)
      }
      guard let approval = input.histories[document.id]?.approval, let claim = approval.claimCommit,
        let text = approval.textCommit
      else { return nil }
      let grade: Grade = approval.claimIsAsOldAsTheFile ? .observation : .minor
      let written = input.history.commits[text].author.date
      if written - day > 1 {
        return Diagnostic(
          input.rule, "`\(document.id)` was approved on \(day), \(written - day) days before its text came into git",
          at: place, grade: grade, label: "this text was written on \(input.described(text))", subject: document.id)
      }
      let recorded = input.history.commits[claim].author.date
      if recorded > day + input.isms.configuration.parameters[.approvalDelay] {
        return Diagnostic(
          input.rule,
          "the approval of `\(document.id)` is dated \(day), and was written down \(recorded - day) days later",
          at: place, grade: grade, label: "written on \(input.described(claim))", subject: document.id)
      }
      return nil
    }
    return .looked(at: stated.count, "dates of approval", diagnostics)
  }
}
