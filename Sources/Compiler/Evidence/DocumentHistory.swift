import ISMS
import Source
import Syntax

/// What git says about one document: its revisions under every name it had, and its approval.
public struct DocumentHistory: Sendable {
  /// One commit that changed the document.
  public struct Revision: Sendable {
    /// What the commit did.
    public enum Kind: String, Sendable {
      /// The file came into being.
      case added
      /// The content changed.
      case modified
      /// The file moved, with or without a change.
      case renamed
      /// A merge whose result differs from every parent.
      case merged
    }

    /// Position in `History.commits`.
    public let commit: Int
    /// Path of the file after the commit.
    public let path: String
    /// Content before; nil if it came into being.
    public let before: ObjectID?
    /// Content after.
    public let after: ObjectID
    /// What the commit did.
    public let kind: Kind
  }

  /// Commits that changed it, newest first.
  public let revisions: [Revision]
  /// What history says about its approval; nil if it claims none.
  public internal(set) var approval: Approval?

  /// The histories of all documents, by id.
  static func all(
    of isms: ISMS, history: History, renames: Renames, approvals: ApprovalReader
  ) -> [String: DocumentHistory] {
    guard !history.commits.isEmpty else { return [:] }
    var histories: [String: DocumentHistory] = [:]
    for document in isms.documents where histories[document.id] == nil {
      let revisions = revisions(of: document, history: history, renames: renames)
      histories[document.id] = DocumentHistory(
        revisions: revisions, approval: approvals.approval(of: document, revisions: revisions))
    }
    let claims = histories.values.compactMap { $0.approval?.claimCommit }
    let counts = Dictionary(claims.map { ($0, 1) }, uniquingKeysWith: +)
    for (id, history) in histories {
      if let claim = history.approval?.claimCommit { histories[id]?.approval?.claimedTogether = counts[claim] ?? 1 }
    }
    return histories
  }

  /// Revisions of a document, followed through renames.
  private static func revisions(of document: Document, history: History, renames: Renames) -> [Revision] {
    var revisions: [Revision] = []
    var path = document.path
    var seenPaths: Set<String> = [path]
    var pending = history.revisions(of: path)
    while let next = pending.popFirst() {
      let commit = history.commits[next.commit]
      let change = history.changes[next.change]
      guard let after = change.after else { break }
      // A merge is compared with what the branch had: the first parent may not know the file at all.
      let merged = commit.isMerge ? pending.first.flatMap { history.changes[$0.change].after } : nil
      if change.before == nil, merged == nil,
        let old = renames.origin(ofDocument: document.id, at: path, content: after, in: next.commit)
      {
        revisions.append(
          Revision(commit: next.commit, path: path, before: old.content, after: after, kind: .renamed))
        guard seenPaths.insert(old.path).inserted else { break }
        path = old.path
        pending = history.revisions(of: path).drop { $0.commit <= next.commit }
        continue
      }
      let before = merged ?? change.before
      let kind: Revision.Kind = before == nil ? .added : commit.isMerge ? .merged : .modified
      revisions.append(Revision(commit: next.commit, path: path, before: before, after: after, kind: kind))
    }
    return revisions
  }
}
