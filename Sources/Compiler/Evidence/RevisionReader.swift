import ISMS
import Source
import Syntax

/// Reads older revisions of documents: the claim they make and the words of their text.
final class RevisionReader {
  /// A commit that deletes more files than this is not searched for renames.
  static let largestRename = 1000

  /// What a revision says about itself.
  struct Claim: Hashable {
    let id: String?
    let status: String?
    let version: String?
    let approvedBy: [String]
    let approvedOn: String?

    /// Whether it claims to be approved.
    var isApproved: Bool { status == "approved" || approvedOn != nil || !approvedBy.isEmpty }

    /// Whether two revisions make the same claim of approval.
    func claimsSameApproval(as other: Claim) -> Bool {
      isApproved == other.isApproved && version == other.version && approvedBy == other.approvedBy
        && approvedOn == other.approvedOn && status == other.status
    }
  }

  private let contents: any ContentReader
  private let editorialCommits: Set<ObjectID>
  private var claims: [ObjectID: Claim?] = [:]

  /// - Parameter editorialCommits: commits that `.git-blame-ignore-revs` lists.
  init(contents: any ContentReader, editorialCommits: Set<ObjectID> = []) {
    self.contents = contents
    self.editorialCommits = editorialCommits
  }

  func source(of blob: ObjectID) -> SourceText? {
    guard let bytes = try? contents.contents(of: blob, limit: Binder.largestText) else { return nil }
    return SourceText(path: "", bytes: bytes)
  }

  /// The claim in a revision's front matter; nil if the content cannot be had or has none.
  func claim(of blob: ObjectID) -> Claim? {
    if let known = claims[blob] { return known }
    let claim = readClaim(of: blob)
    claims[blob] = .some(claim)
    return claim
  }

  private func readClaim(of blob: ObjectID) -> Claim? {
    guard let root = frontMatter(of: blob) else { return nil }
    return Claim(
      id: root.texts("id").first, status: root.texts("status").first, version: root.texts("version").first,
      approvedBy: root.texts("approved_by"), approvedOn: root.texts("approved_on").first)
  }

  /// The entries of a revision's front matter; nil if the content cannot be had or has none.
  func frontMatter(of blob: ObjectID) -> FieldMap? {
    source(of: blob).flatMap { FrontMatter.parse($0).frontMatter?.root }
  }

  /// The words of a revision's text without its front matter; nil if the content cannot be had.
  func text(of blob: ObjectID) -> MaterialText? {
    guard let source = source(of: blob) else { return nil }
    return MaterialText(source, from: FrontMatter.parse(source).frontMatter?.bodyStart ?? 0)
  }

  /// Whether a revision changed the text materially; nil if a content cannot be had.
  func nature(of revision: DocumentHistory.Revision, in history: History) -> ChangeNature? {
    guard let before = revision.before else { return .material }
    if before == revision.after { return .editorial }
    guard let old = text(of: before), let new = text(of: revision.after) else { return nil }
    if old == new { return .editorial }
    return editorialCommits.contains(history.commits[revision.commit].id) ? .listedAsEditorial : .material
  }

  /// The commits that the lines of `.git-blame-ignore-revs` name.
  static func editorialCommits(_ bytes: [UInt8]) -> Set<ObjectID> {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return Set(lines.compactMap { ObjectID(hex: String($0.prefix { $0 != "#" }).trimmingWhiteSpace()) })
  }
}

extension FieldMap {
  /// The texts of an entry: one, or those of a list; empty if it is absent.
  func texts(_ key: String) -> [String] {
    switch self[key] {
    case .scalar(let scalar): [scalar.text]
    case .list(let items, _): items.compactMap { if case .scalar(let scalar) = $0 { scalar.text } else { nil } }
    default: []
    }
  }
}
