import ISMS
import Source

extension Check {
  /// CTX-08: the information security policy commits to what clause 5.2 asks.
  static let policyWithoutCommitment = Check(
    Rule(
      code: "CTX-08", name: "policy-without-commitment",
      title: "the information security policy lacks a commitment or a frame for objectives", grade: .minor,
      clause: "5.2", adjustment: "major if two or more are missing",
      data: "`commitments` of the information security policy, or its English text",
      explanation: """
        The policy commits the organisation to meet the requirements that apply and to improve the ISMS continually, and \
        it gives a frame for objectives. The field `commitments` says which of them the text holds; without it an \
        English text is searched for the words, which shows that one is missing and never that it is well said.
        """,
      fix: "write the commitment into the policy, and name it in `commitments`",
      flagged: Examples.policy(),
      accepted: Examples.policy(
        text: "We meet the law and our contracts, set objectives each year and improve all the time."))
  ) { input in
    let policies = input.isms.documents(of: .policy).filter { $0.clauses.contains("5.2") }
    guard !policies.isEmpty else {
      return .cannotJudge("information security policies", "no document has `type: policy` and `clauses: [5.2]`")
    }
    var judged = 0
    let diagnostics = policies.compactMap { policy -> Diagnostic? in
      let isStated = !policy.record.lacks("commitments")
      guard isStated || Self.isEnglish(policy) else { return nil }
      judged += 1
      let words = isStated ? [] : Self.words(of: policy)
      let stated = policy.record.texts("commitments")
      let missing = Self.commitments.filter { commitment in
        isStated
          ? !stated.contains(commitment.name)
          : !words.contains { word in commitment.beginnings.contains { word.hasPrefix($0) } }
      }
      guard !missing.isEmpty else { return nil }
      return Diagnostic(
        input.rule, "`\(policy.id)` holds no " + missing.map(\.title).joined(separator: " and no "),
        at: policy.record.location(of: isStated ? "commitments" : "clauses"), grade: missing.count > 1 ? .major : nil,
        help:
          "write it into the text, have it approved, and add `commitments: [requirements, improvement, objectives]`",
        subject: policy.id)
    }
    guard judged > 0 else {
      return .cannotJudge(
        "information security policies", "the policy is not in English and states no `commitments`")
    }
    return .looked(at: judged, "information security policies", diagnostics)
  }

  private static let commitments: [(name: String, title: String, beginnings: [String])] = [
    (
      "requirements", "commitment to meet the requirements that apply",
      ["requirement", "obligation", "law", "legal", "regulat", "contract", "complian", "comply"]
    ),
    ("improvement", "commitment to continual improvement", ["improv"]),
    ("objectives", "frame for objectives", ["objective", "goal", "target", "aim"]),
  ]

  private static func isEnglish(_ document: Document) -> Bool {
    document.record.text("language")?.lowercased().hasPrefix("en") ?? true
  }

  /// The words of a text, in lower case.
  private static func words(of document: Document) -> Set<Substring> {
    var words: Set<Substring> = []
    for run in document.markdown.textRuns {
      words.formUnion(document.source.text(run.range).lowercased().split { !$0.isLetter })
    }
    return words
  }
}
