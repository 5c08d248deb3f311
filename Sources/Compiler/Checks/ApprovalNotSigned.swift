import ISMS
import Source

extension Check {
  /// GIT-02: approvals are signed where the organisation's own rule asks for it.
  static let approvalNotSigned = Check(
    Rule(
      code: "GIT-02", name: "approval-not-signed", title: "an approval lacks the signature it needs", grade: .minor,
      clause: "7.5.2 c",
      adjustment: "observation where a review record of the platform shows the approval",
      data: "signatures of commits and tags; `signing_key` of people; `approval: minimum_level` in auditpack.yaml",
      explanation: """
        Where `approval: minimum_level` in `auditpack.yaml` asks for 3 or more, the commit of the approval, its merge or \
        a tag on it carries a good signature by a key that the people register lists for the approver. A signature that \
        is bad, or that an outside witness contradicts, is reported whatever the minimum is.
        """,
      fix: "have the approver sign: `git tag -s` on the commit is enough; list the key as `signing_key`",
      flagged: "-- auditpack.yaml --\napproval:\n  minimum_level:\n    policy: 3\n" + Examples.team
        + Examples.commit("2026-01-12", .bo, "Policy\\n\\nApproved-by: Ana <ana@example.com>")
        + Examples.approvedText("ceo"),
      accepted: "-- auditpack.yaml --\napproval:\n  minimum_level:\n    policy: 1\n" + Examples.team
        + Examples.commit("2026-01-12", .bo, "Policy\\n\\nApproved-by: Ana <ana@example.com>")
        + Examples.approvedText("ceo"))
  ) { input in
    let minima = input.isms.configuration.minimumApprovalLevels
    func needsSignature(_ document: Document) -> Bool {
      (minima[document.type.rawValue] ?? 0) >= Approval.Level.signed.rawValue
    }
    guard input.history.isComplete else {
      return .cannotJudge("approvals that need or have a signature", input.whyHistoryIsSilent)
    }
    let looked = input.approvals.filter { document, _, approval in
      needsSignature(document) || !approval.signatures.isEmpty || approval.witness != nil
    }
    let diagnostics = looked.compactMap { document, _, approval -> Diagnostic? in
      if approval.level < .signed, let bad = approval.signatures.first(where: { $0.verdict == .bad }) {
        return Diagnostic(
          input.rule, "the signature of the approval of `\(document.id)` is bad", at: document.approvalLocation,
          label: "\(bad.name(in: input.history)) does not fit its signature",
          help: "find out who changed it, and have the present text approved and signed again", subject: document.id)
      }
      if let witness = approval.witness, let problem = witness.problem {
        return Diagnostic(
          input.rule, "the witness of the approval of `\(document.id)` does not fit: \(problem)",
          at: Location(path: witness.path, range: nil),
          help: "correct `witness` in `\(witness.path)`: its digest is `git cat-file commit ID | sha256sum`",
          subject: document.id)
      }
      // What is only stated is DOC-03 or DOC-04: there is no act that could be signed.
      guard needsSignature(document), approval.level >= .recorded, approval.level < .signed else { return nil }
      return Diagnostic(
        input.rule, "the approval of `\(document.id)` \(lack(approval))", at: document.approvalLocation,
        grade: approval.level == .attested ? .observation : nil, label: approval.grounds, subject: document.id)
    }
    return .looked(at: looked.count, "approvals that need or have a signature", diagnostics)
  }

  /// What stands between the approval and level 3.
  private static func lack(_ approval: Approval) -> String {
    guard let signature = approval.signatures.first else { return "is not signed" }
    switch signature.verdict {
    case .good(let people): return "is signed by \(people.joined(separator: ", ")), and not by an approver"
    case let verdict: return "has a signature that \(verdict.words)"
    }
  }
}
