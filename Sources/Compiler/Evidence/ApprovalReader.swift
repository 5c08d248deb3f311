import Crypto
import ISMS
import Source

/// Answers the approval question for documents of one history.
struct ApprovalReader {
  private let isms: ISMS
  private let history: History
  private let revisions: RevisionReader
  private let identities: Identities
  private let mainLine: MainLine
  private let reviews: ReviewRecords
  private let signatures: SignatureCheck
  private let asOf: CalendarDate
  private let registerData: RegisterDataReader
  private let signedTags: [Int: [History.Tag]]

  init(
    isms: ISMS, history: History, revisions: RevisionReader, identities: Identities, mainLine: MainLine,
    reviews: ReviewRecords, signatures: SignatureCheck, asOf: CalendarDate
  ) {
    self.isms = isms
    self.history = history
    self.revisions = revisions
    self.identities = identities
    self.mainLine = mainLine
    self.reviews = reviews
    self.signatures = signatures
    self.asOf = asOf
    registerData = RegisterDataReader(isms: isms, history: history, revisions: revisions, mainLine: mainLine)
    signedTags = Dictionary(grouping: history.tags.filter(\.isSigned)) { history.position(of: $0.commit) ?? -1 }
  }

  /// What history says about the approval a document claims; nil if it claims none.
  func approval(of document: Document, revisions list: [DocumentHistory.Revision]) -> Approval? {
    guard document.isInForce || document.approvedOn != nil || !document.approvedBy.isEmpty else { return nil }
    guard history.isComplete else { return .unjudged("the history is incomplete") }
    guard let newest = list.first, let present = revisions.claim(of: newest.after),
      newest.after == isms.files[document.path]?.blob
    else { return .unjudged("the state that was compiled is not committed") }
    let run = list.prefix { revision in
      revisions.claim(of: revision.after).map { $0.claimsSameApproval(as: present) } ?? false
    }
    guard let claim = run.last else { return .unjudged("the state that was compiled is not committed") }

    // What a merge brought came into force as a whole: later commits of the same branch are part of what was approved.
    let merge = mainLine.merge(of: claim.commit)
    let approved =
      merge.flatMap { merge in run.firstIndex { $0.commit == merge || mainLine.merge(of: $0.commit) == merge } }
      ?? run.count - 1
    let approvedBlob = run[approved].after
    let later = run[..<approved]
    let act = Act(claim: claim, merge: merge, branch: run[approved...], revisions: list[approved...])
    let found = signatures(of: act)
    let witness = witness(of: act)
    let support = support(for: document, act, found, witness)

    let natures = later.map { ($0, revisions.nature(of: $0, in: history)) }
    let isUnchanged = revisions.haveSameWords(approvedBlob, newest.after).map { isSame in
      isSame || !natures.contains { $0.1?.isMaterial ?? true }
    }
    let changes = isUnchanged == false ? natures.filter { $0.1?.isMaterial ?? true }.map(\.0) : []
    let editorial = natures.filter { $0.1?.isMaterial == false }.map(\.0)
    var firstChange: Approval.FirstChange?
    if isUnchanged == false, let first = revisions.firstDifference(of: newest.after, from: approvedBlob) {
      firstChange = place(of: first, by: changes, in: document, newest.after)
    }
    var oldest: Int?
    if let words = revisions.words(of: approvedBlob) {
      oldest = list[approved...].prefix { revisions.words(of: $0.after) == words }.last?.commit
    }
    return Approval(
      claimCommit: claim.commit, approvalCommit: merge ?? claim.commit, approvedBlob: approvedBlob,
      level: support.level, grounds: support.grounds, approvers: support.approvers,
      signatures: found, witness: witness, approverIsOnlyAuthor: support.isOnlyAuthor, textIsUnchanged: isUnchanged,
      changesAfter: changes.map(\.commit),
      editorialChangesAfter: editorial.map(\.commit), firstChange: firstChange,
      data: registerData.data(of: document, approved: run[approved], in: merge ?? claim.commit),
      claimRewroteText: claim.before != nil && revisions.nature(of: claim, in: history)?.isMaterial == true,
      textCommit: oldest, claimIsAsOldAsTheFile: list.last?.commit == claim.commit)
  }

  /// The first word that differs, and the newest change before which it did not read as it does now.
  private func place(
    of first: FirstDifference, by changes: [DocumentHistory.Revision], in document: Document, _ present: ObjectID
  ) -> Approval.FirstChange? {
    guard let newest = changes.first else { return nil }
    let culprit =
      changes.count == 1
      ? newest
      : changes.first { change in
        guard let before = change.before, let then = revisions.firstDifference(of: present, from: before)
        else { return true }
        return then.words <= first.words
      } ?? newest
    return Approval.FirstChange(
      location: Location(path: document.path, range: first.rest), commit: culprit.commit)
  }

  // MARK: Support

  /// The commits that can show an approval.
  private struct Act {
    /// The commit that wrote the claim.
    let claim: DocumentHistory.Revision
    /// The merge that brought it to the main line.
    let merge: Int?
    /// The revisions with the claim up to the approved text, newest first; the last is the claim.
    let branch: ArraySlice<DocumentHistory.Revision>
    /// These and all older revisions, newest first.
    let revisions: ArraySlice<DocumentHistory.Revision>

    /// Every commit that can carry an act, the merge first.
    var commits: [Int] { (merge.map { [$0] } ?? []) + branch.map(\.commit).filter { $0 != merge } }
  }

  /// What an approval rests on.
  private struct Support {
    let level: Approval.Level
    let grounds: String
    var approvers: [String] = []
    var isOnlyAuthor: Bool?
  }

  private func support(
    for document: Document, _ act: Act, _ signatures: [ApprovalSignature], _ witness: Approval.Witness?
  ) -> Support {
    let approvers = document.approvedBy
    guard !approvers.isEmpty else { return Support(level: .stated, grounds: "the document names no approver") }
    guard !identities.addresses(of: approvers).isEmpty else {
      return Support(level: .stated, grounds: "no e-mail address of the approver is in the people register")
    }
    let authors = authors(of: act)
    let others = approvers.filter { !authors.isSubset(of: identities.addresses(of: [$0])) }
    guard !others.isEmpty else {
      return Support(level: .stated, grounds: "the approver is the only author", isOnlyAuthor: true)
    }
    for found in [signed(by: others, signatures, witness), attested(of: others, act), recorded(by: others, act)] {
      if let found {
        let count = found.approvers.count
        let share = count < approvers.count ? ", by \(count) of \(approvers.count) approvers" : ""
        return Support(
          level: found.level, grounds: found.grounds + share, approvers: found.approvers, isOnlyAuthor: false)
      }
    }
    let squash = history.commits[act.claim.commit].squashedFrom.map {
      "; it was squashed from \($0), whose review is on the platform and not in git"
    }
    return Support(
      level: .stated,
      grounds: "neither the commit nor its merge is the approver's, and no trailer names them" + (squash ?? ""),
      isOnlyAuthor: false)
  }

  /// Addresses of everybody who wrote the text since the last approval; where nobody did, since the one before.
  private func authors(of act: Act) -> Set<String> {
    var authors: Set<String> = []
    for revision in act.revisions {
      // An approval that changed nothing confirms what others had written before.
      let isEarlierApproval =
        revision.commit > act.claim.commit && revisions.claim(of: revision.after)?.status == "approved"
      if isEarlierApproval, !authors.isEmpty { break }
      // Who writes only the approval into the front matter is no author of the text.
      guard revisions.nature(of: revision, in: history)?.isMaterial ?? true else { continue }
      let commit = history.commits[revision.commit]
      authors.insert(identities.address(of: commit.author))
      for trailer in revisions.trailers(of: revision.commit, in: history) where trailer.isAuthor {
        if let address = identities.address(of: trailer) { authors.insert(address) }
      }
    }
    return authors
  }

  private func recorded(by approvers: [String], _ act: Act) -> Support? {
    for position in act.commits {
      let commit = history.commits[position]
      let trailers = revisions.trailers(of: position, in: history).filter(\.isApproval)
        .map { ($0, identities.people(of: $0, among: approvers)) }
        .filter { !$0.1.isEmpty }
      guard let first = trailers.first else { continue }
      let named = Set(trailers.flatMap(\.1) + identities.people(of: commit.author, among: approvers))
      return Support(
        level: .recorded, grounds: "\(first.0.key) in \(commit.id.short)", approvers: approvers.filter(named.contains))
    }
    for position in [act.merge, act.claim.commit].compactMap({ $0 }) {
      let commit = history.commits[position]
      let named = identities.people(of: commit.author, among: approvers)
      if !named.isEmpty {
        let word = commit.isMerge ? "merged" : "committed"
        return Support(
          level: .recorded, grounds: "\(word) by the approver in \(commit.id.short)", approvers: named)
      }
    }
    return nil
  }

  private func attested(of approvers: [String], _ act: Act) -> Support? {
    for position in act.commits {
      let commit = history.commits[position]
      for review in reviews.naming(commit.id) {
        let named = approvers.filter { id in
          review.approvals.contains { approval in
            let person = History.Signature(name: approval.name, email: approval.email, seconds: 0)
            return identities.people(of: person, among: [id]) == [id]
          }
        }
        if !named.isEmpty {
          return Support(
            level: .attested,
            grounds: "review record `\(review.path)` of \(review.platform) names \(commit.id.short)", approvers: named)
        }
      }
    }
    return nil
  }

  // MARK: Signatures

  /// The signatures of the merge, of the commit of the claim, and of tags on the one by which the text came into force.
  private func signatures(of act: Act) -> [ApprovalSignature] {
    let commits = [act.merge, act.claim.commit].compactMap { $0 }.filter { history.commits[$0].isSigned }
    let tags = signedTags[act.merge ?? act.claim.commit] ?? []
    return commits.map { .init(carrier: .commit($0), verdict: signatures.verdict(on: history.commits[$0])) }
      + tags.map { .init(carrier: .tag($0.name), verdict: signatures.verdict(on: $0)) }
  }

  private func signed(
    by approvers: [String], _ signatures: [ApprovalSignature], _ witness: Approval.Witness?
  ) -> Support? {
    for signature in signatures {
      guard case .good(let people) = signature.verdict else { continue }
      let named = approvers.filter(people.contains)
      if named.isEmpty { continue }
      let grounds = "\(signature.name(in: history)) is signed by the approver"
      guard let witness, witness.problem == nil else {
        return Support(level: .signed, grounds: grounds, approvers: named)
      }
      return Support(
        level: .anchored,
        grounds: "\(grounds), and \(witness.service) saw it on \(witness.date) as `\(witness.path)` records",
        approvers: named)
    }
    return nil
  }

  /// What the review records say an outside witness confirmed about the commit by which the text came into force. One
  /// that fits is preferred.
  private func witness(of act: Act) -> Approval.Witness? {
    let commit = history.commits[act.merge ?? act.claim.commit]
    let stated = reviews.naming(commit.id).filter { $0.witness != nil }
    guard !stated.isEmpty else { return nil }
    let digest = signatures.object(of: commit).map { hexadecimal(SHA256.hash(data: $0)) }
    let witnesses = stated.compactMap { review in
      review.witness.map { witness in
        Approval.Witness(
          service: witness.service, date: witness.date, path: review.path,
          problem: problem(of: witness, commit: commit, digest: digest))
      }
    }
    return witnesses.first { $0.problem == nil } ?? witnesses.first
  }

  private func problem(
    of witness: ReviewRecords.Review.Witness, commit: History.Commit, digest: String?
  ) -> String? {
    guard let digest else { return "the commit cannot be read" }
    if witness.digest != digest { return "its digest is not that of \(commit.id.short)" }
    // A day for clocks that go wrong.
    if witness.seconds < commit.committer.seconds - 86_400 {
      return "it is dated \(witness.date), before \(commit.id.short) was made"
    }
    if witness.date - asOf > 1 { return "it is dated \(witness.date), after \(asOf)" }
    return nil
  }
}
