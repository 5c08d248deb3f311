import ISMS
import Source

extension Check {
  /// DOC-03: documents in force were approved, as far as their own rule asks.
  static let approvalNotShown = Check(
    Rule(
      code: "DOC-03", name: "no-evidence-of-approval", title: "a document in force shows no approval", grade: .minor,
      clause: "7.5.2 c",
      adjustment: """
        major for the information security policy, the Statement of Applicability, the treatment plan, the scope and \
        the risk method; observation where one commit calls ten documents (`bulk_approval`) or more approved and no minimum is set
        """,
      data: """
        `approved_by` and `approved_on` of documents; where a minimum level is set, commits, trailers, review \
        records and signatures
        """,
      explanation: """
        A document is reviewed and approved before it is in force, and somebody has to stand behind it by name. Front \
        matter states who and when. Where `approval: minimum_level` in `auditpack.yaml` asks for more, history has to \
        show an act of the approver as well: a commit, a merge or a trailer (1), a record of the platform (2), or a \
        signature (3); an approval that lacks only its signature is GIT-02.
        """,
      fix: "have it approved in the agreed way, and set `approved_by` and `approved_on`",
      flagged: Examples.approvedPolicy("approved_by: ceo"),
      accepted: Examples.approvedPolicy("approved_by: ceo\napproved_on: 2026-01-12"))
  ) { input in
    let documents = input.isms.documents.filter { $0.isInForce }
    guard !documents.isEmpty else { return .cannotJudge("documents in force", "no document is in force") }
    let diagnostics = documents.compactMap { document -> Diagnostic? in
      let isGrave = document.isCentral || document.type == .scope || document.type == .riskMethod
      let grade: Grade = isGrave ? .major : .minor
      let fields = ["approved_by": document.approvedBy.isEmpty, "approved_on": document.approvedOn == nil]
      let lacking = ["approved_by", "approved_on"].filter { fields[$0] == true && !document.record.unread.contains($0) }
        .map { "`\($0)`" }
      if !lacking.isEmpty {
        return Diagnostic(
          input.rule, "`\(document.id)` is in force, and has no \(lacking.joined(separator: " and no "))",
          at: document.record.location(of: "status"), grade: grade,
          help: "have it approved, then set \(lacking.joined(separator: " and "))", subject: document.id)
      }
      if fields.values.contains(true) { return nil }
      guard let approval = input.histories[document.id]?.approval, approval.isJudged,
        approval.approverIsOnlyAuthor != true, approval.textIsUnchanged != false,
        let minimum = input.isms.configuration.minimumApprovalLevels[document.type.rawValue],
        approval.level.rawValue < minimum,
        !(approval.level >= .recorded && approval.level < .signed && minimum >= Approval.Level.signed.rawValue)
      else { return nil }
      let wanted = Approval.Level(rawValue: minimum)?.name ?? "level \(minimum)"
      return Diagnostic(
        input.rule,
        "the approval of `\(document.id)` is \(approval.level.name), and a \(document.type.rawValue) has to be \(wanted)",
        at: document.approvalLocation, grade: grade, label: approval.grounds,
        help: approval.level == .stated
          ? "let the approver merge the change, or add `Approved-by: Name <address>` to the commit"
          : "see `auditpack explain DOC-03` for what each level needs", subject: document.id)
    }
    return .looked(at: documents.count, "documents in force", diagnostics + bulkApprovals(input))
  }

  /// Commits that changed the claim of many documents at once, and of no approver of which history shows an act. A first
  /// import is none: its texts may have been approved elsewhere.
  private static func bulkApprovals(_ input: Check.Input) -> [Diagnostic] {
    let minima = input.isms.configuration.minimumApprovalLevels
    // So many documents that one commit calls approved were hardly read one by one.
    let bulk = input.isms.configuration.parameters[.bulkApproval]
    let stated = input.approvals.filter { document, _, approval in
      approval.claimedTogether >= bulk && approval.level == .stated && !approval.claimIsAsOldAsTheFile
        && approval.approverIsOnlyAuthor != true && (minima[document.type.rawValue] ?? 0) == 0
    }
    return Dictionary(grouping: stated) { $0.approval.claimCommit ?? 0 }.sorted { $0.key < $1.key }
      .compactMap { commit, found in
        guard found.count >= bulk, let first = found.first else { return nil }
        return Diagnostic(
          input.rule,
          "\(found.count) documents were called approved in one commit, \(input.history.commits[commit].id.short), and "
            + "history shows no act of an approver",
          at: first.document.approvalLocation, grade: .observation, label: "written on \(input.described(commit))",
          related: found.dropFirst().prefix(4).map {
            .init($0.document.approvalLocation, "`\($0.document.id)` as well")
          },
          help: "let the approver merge or tag it, or add `Approved-by: Name <address>` to the commit")
      }
  }
}
