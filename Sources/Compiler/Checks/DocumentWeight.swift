import ISMS
import Source

/// How much hangs on a document, for the grades of findings about its approval.
extension Document {
  /// Whether it is the information security policy of clause 5.2, and not a policy on one subject.
  var isMainPolicy: Bool { type == .policy && clauses.contains("5.2") }

  /// Whether its table or data file holds records of a kind.
  func holds(_ kind: RecordKind) -> Bool { kind.register != nil && record.text("register") == kind.register }

  /// Whether it is the main policy, the Statement of Applicability or the treatment plan.
  var isCentral: Bool { isMainPolicy || holds(.soaRow) || holds(.treatmentAction) }

  /// Where its claim of approval stands: the date, the approver, or the status.
  var approvalLocation: Location {
    for name in ["approved_on", "approved_by", "status"] where record.fields[name] != nil {
      return record.location(of: name)
    }
    return record.location
  }
}

extension ISMS {
  /// Where findings about the whole stand: its configuration, whether or not it is there.
  var place: Location {
    Location(path: configuration.path ?? (folder.isEmpty ? "" : folder + "/") + Configuration.fileName, range: nil)
  }
}

extension Check {
  /// A document in force, with what history says about its approval.
  typealias JudgedApproval = (document: Document, history: DocumentHistory, approval: Approval)

  /// Documents in force, with what history says about their approval.
  static func approvals(_ isms: ISMS, _ histories: [String: DocumentHistory]) -> [JudgedApproval] {
    isms.documents.compactMap { document in
      guard document.isInForce, let history = histories[document.id], let approval = history.approval,
        approval.isJudged, isms.document(document.id)?.path == document.path
      else { return nil }
      return (document, history, approval)
    }
  }
}

extension Check.Input {
  /// Why history says nothing about any document.
  var whyHistoryIsSilent: String {
    if history.incompleteness.contains(.notRead) || history.commits.isEmpty { return "there is no commit yet" }
    if history.incompleteness.contains(.shallow) { return "the clone is shallow; run `git fetch --unshallow`" }
    if history.incompleteness.contains(.partial) {
      return "the clone is partial; run `git fetch --refetch --no-filter`, or clone again without a filter"
    }
    return "no document in force is committed as it lies here"
  }

  /// `2026-05-19 in 9b3d001 by Ana Ruiz`.
  func described(_ commit: Int) -> String {
    let commit = history.commits[commit]
    return "\(commit.author.date) in \(commit.id.short) by \(commit.author.name)"
  }
}
