import ISMS
import Source

/// What history says about the approval a document claims. The pack never claims more than the level shows.
public struct Approval: Sendable {
  /// How strongly history supports the claim.
  public enum Level: Int, Sendable, Comparable {
    /// Only the document says so.
    case stated
    /// A commit or trailer of the approver, unsigned: recorded, the identity is not authenticated.
    case recorded
    /// Attested by the hosting platform.
    case attested
    /// Signed with the approver's own key.
    case signed
    /// Signed, and dated by an outside witness.
    case anchored

    /// One word.
    public var name: String {
      switch self {
      case .stated: "stated"
      case .recorded: "recorded"
      case .attested: "platform-attested"
      case .signed: "personally signed"
      case .anchored: "anchored"
      }
    }

    /// A sentence for the pack.
    public var meaning: String {
      switch self {
      case .stated: "Stated by the document; history shows no act of the approver."
      case .recorded: "Recorded in history; the identity is not authenticated."
      case .attested: "Attested by the hosting platform."
      case .signed: "Signed by the person."
      case .anchored: "Signed and independently dated."
      }
    }

    /// Weaker levels come first.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// The commit that wrote the present claim, as position in `History.commits`; nil if history does not show it.
  public let claimCommit: Int?
  /// How strongly history supports the claim.
  public let level: Level
  /// What the level rests on, in a few words.
  public let grounds: String
  /// Whether the text is still the one that was approved, white space aside; nil if that cannot be judged.
  public let textIsUnchanged: Bool?
  /// Commits that changed the text after the approval, newest first, as positions in `History.commits`.
  public let changesAfter: [Int]
}

/// Answers the approval question for documents of one history.
struct ApprovalReader {
  private let isms: ISMS
  private let history: History
  private let revisions: RevisionReader
  private let emails: [String: Set<String>]
  /// For each commit that came by a merge, that merge: positions in `History.commits`.
  private let mergedBy: [Int: Int]

  init(isms: ISMS, history: History, revisions: RevisionReader) {
    self.isms = isms
    self.history = history
    self.revisions = revisions
    emails = Dictionary(
      isms.people.map { ($0.id, Set($0.emails.map { $0.lowercased() })) }, uniquingKeysWith: { $0.union($1) })
    mergedBy = Self.findMerges(history)
  }

  /// For each commit that is not on the first-parent line, the merge that brought it there.
  private static func findMerges(_ history: History) -> [Int: Int] {
    let positions = Dictionary(
      history.commits.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var line: [Int] = []
    var current = history.commits.isEmpty ? nil : 0
    var isVisited = Array(repeating: false, count: history.commits.count)
    while let position = current, !isVisited[position] {
      line.append(position)
      isVisited[position] = true
      current = history.commits[position].parents.first.flatMap { positions[$0] }
    }
    var mergedBy: [Int: Int] = [:]
    for merge in line.reversed() where history.commits[merge].isMerge {
      var pending = history.commits[merge].parents.dropFirst().compactMap { positions[$0] }
      while let position = pending.popLast() {
        guard !isVisited[position] else { continue }
        isVisited[position] = true
        mergedBy[position] = merge
        pending += history.commits[position].parents.compactMap { positions[$0] }
      }
    }
    return mergedBy
  }

  /// What history says about the approval a document claims; nil if it claims none.
  func approval(of document: Document, revisions list: [DocumentHistory.Revision]) -> Approval? {
    guard document.isInForce || document.approvedOn != nil || !document.approvedBy.isEmpty else { return nil }
    guard history.isComplete, let newest = list.first, let present = revisions.claim(of: newest.after),
      newest.after == isms.files[document.path]?.blob
    else {
      return Approval(
        claimCommit: nil, level: .stated,
        grounds: history.isComplete ? "the state that was compiled is not committed" : "the history is incomplete",
        textIsUnchanged: nil, changesAfter: [])
    }
    let run = list.prefix { revision in
      revisions.claim(of: revision.after).map { $0.claimsSameApproval(as: present) } ?? false
    }
    guard let claim = run.last else { return nil }
    let (level, grounds) = support(for: document, claim: claim, older: list.dropFirst(run.count))
    let approvedWords = revisions.words(of: claim.after)
    let presentWords = revisions.words(of: newest.after)
    let isUnchanged: Bool? =
      approvedWords == nil || presentWords == nil ? nil : approvedWords == presentWords
    let later = isUnchanged == false ? run.dropLast().filter { changesText($0) } : []
    return Approval(
      claimCommit: claim.commit, level: level, grounds: grounds, textIsUnchanged: isUnchanged,
      changesAfter: later.map(\.commit))
  }

  private func changesText(_ revision: DocumentHistory.Revision) -> Bool {
    guard let before = revision.before else { return true }
    return revisions.words(of: before) != revisions.words(of: revision.after)
  }

  /// How strongly history supports that the approvers approved the claim.
  private func support(
    for document: Document, claim: DocumentHistory.Revision, older: ArraySlice<DocumentHistory.Revision>
  ) -> (Approval.Level, String) {
    let approvers = document.approvedBy
    let addresses = approvers.reduce(into: Set<String>()) { $0.formUnion(emails[$1] ?? []) }
    guard !approvers.isEmpty else { return (.stated, "the document names no approver") }
    guard !addresses.isEmpty else { return (.stated, "no e-mail address of the approver is in the people register") }
    let previousApproval = older.prefix { revisions.claim(of: $0.after)?.status != "approved" }
    let authors = Set(([claim] + previousApproval).map { history.commits[$0.commit].author.email.lowercased() })
    guard !authors.isSubset(of: addresses) else { return (.stated, "the approver is the only author") }
    for position in [claim.commit] + (mergedBy[claim.commit].map { [$0] } ?? []) {
      let commit = history.commits[position]
      if let trailer = commit.trailers.first(where: { $0.isApproval && addresses.contains($0.email.lowercased()) }) {
        return (.recorded, "\(trailer.key) in \(commit.id.short)")
      }
      if addresses.contains(commit.author.email.lowercased()) {
        return (
          .recorded, (commit.isMerge ? "merged by the approver in " : "committed by the approver in ") + commit.id.short
        )
      }
    }
    return (.stated, "neither the commit nor its merge is the approver's, and no trailer names them")
  }
}

/// A line such as `Approved-by: Ana <ana@example.com>` at the end of a commit message.
public struct Trailer: Hashable, Sendable {
  /// The word before the colon.
  public let key: String
  /// What follows.
  public let value: String

  /// The address in angle brackets; empty if there is none.
  public var email: String {
    guard let open = value.lastIndex(of: "<"), let close = value.lastIndex(of: ">"), open < close else { return "" }
    return String(value[value.index(after: open)..<close])
  }

  /// Whether it says that somebody approved or reviewed the commit.
  public var isApproval: Bool { ["approved-by", "reviewed-by", "acked-by"].contains(key.lowercased()) }
}

extension History.Commit {
  /// The trailers in the last paragraph of the message.
  public var trailers: [Trailer] {
    let lines = message.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let paragraphs = lines.split { $0.allSatisfy(\.isWhitespace) }
    guard paragraphs.count > 1, let last = paragraphs.last else { return [] }
    return last.compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let key = line[..<colon]
      guard !key.isEmpty, key.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
        return nil
      }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      return Trailer(key: String(key), value: String(value))
    }
  }
}
