import ISMS
import Source
import Syntax

/// Reads older revisions of documents: the claim they make and the words of their text.
final class RevisionReader {
  private let contents: any ContentReader
  private let editorialCommits: Set<ObjectID>
  private let facts: ContentFacts
  /// The text that was compared last: the present one of a document is compared with several.
  private var compared: (content: ObjectID, source: SourceText, text: MaterialText)?

  /// The words that were asked for last: those after a change are those before the next.
  private var asked: (content: ObjectID, words: ContentFacts.Digest)?
  /// The trailers that were asked for last: those who wrote a text and those who approved it stand in one commit.
  private var trailers: (commit: Int, found: [Trailer])?

  /// - Parameters:
  ///   - editorialCommits: commits that `.git-blame-ignore-revs` lists.
  ///   - facts: what was found out about contents before, and what is found out now.
  init(
    contents: any ContentReader, editorialCommits: Set<ObjectID> = [], facts: ContentFacts = ContentFacts()
  ) {
    self.contents = contents
    self.editorialCommits = editorialCommits
    self.facts = facts
  }

  func source(of blob: ObjectID) -> SourceText? {
    guard let bytes = try? contents.contents(of: blob, limit: Binder.largestText) else { return nil }
    return SourceText(path: "", bytes: bytes)
  }

  /// What a revision's front matter states; nil if the content cannot be had or has none.
  func claim(of blob: ObjectID) -> Claim? {
    facts.claim(of: blob) {
      source(of: blob).map { source in FrontMatter.parse(source).frontMatter.map { Claim($0.root) } }
    }
  }

  /// The words of a revision's text without its front matter; nil if the content cannot be had.
  func text(of blob: ObjectID) -> MaterialText? {
    source(of: blob).map(Self.text)
  }

  private static func text(_ source: SourceText) -> MaterialText {
    MaterialText(source, from: FrontMatter.parse(source).frontMatter?.bodyStart ?? 0)
  }

  /// Whether two revisions have the same words; nil if a content cannot be had.
  func haveSameWords(_ first: ObjectID, _ second: ObjectID) -> Bool? {
    // The first last: whoever goes back in history asks for it again.
    guard let other = words(of: second), let one = words(of: first) else { return nil }
    return one == other
  }

  /// The digest of the words of a revision; nil if the content cannot be had.
  func words(of blob: ObjectID) -> ContentFacts.Digest? {
    if let asked, asked.content == blob { return asked.words }
    guard let words = facts.words(of: blob, read: { text(of: blob)?.digest }) else { return nil }
    asked = (blob, words)
    return words
  }

  /// Where the words of a revision begin to differ from those of another; nil if a content cannot be had.
  func firstDifference(of present: ObjectID, from other: ObjectID) -> FirstDifference? {
    facts.firstDifference(of: present, from: other) {
      if compared?.content != present { compared = source(of: present).map { (present, $0, Self.text($0)) } }
      guard let compared, let before = text(of: other) else { return nil }
      return compared.text.firstDifference(from: before, in: compared.source)
    }
  }

  /// Whether a revision changed the text materially; nil if a content cannot be had.
  func nature(of revision: DocumentHistory.Revision, in history: History) -> ChangeNature? {
    guard let before = revision.before else { return .material }
    if before == revision.after { return .editorial }
    guard let isSame = haveSameWords(before, revision.after) else { return nil }
    if isSame { return .editorial }
    return editorialCommits.contains(history.commits[revision.commit].id) ? .listedAsEditorial : .material
  }

  /// The trailers of a commit.
  func trailers(of commit: Int, in history: History) -> [Trailer] {
    if let trailers, trailers.commit == commit { return trailers.found }
    let found = history.commits[commit].trailers
    trailers = (commit, found)
    return found
  }

  /// The commits that the lines of `.git-blame-ignore-revs` name.
  static func editorialCommits(_ bytes: [UInt8]) -> Set<ObjectID> {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return Set(lines.compactMap { ObjectID(hex: String($0.prefix { $0 != "#" }).trimmingWhiteSpace()) })
  }
}

/// What a revision of a document or record says about itself in its front matter, as far as its history is judged by it.
struct Claim: Hashable {
  let id: String?
  let type: String?
  let status: String?
  let version: String?
  let approvedBy: [String]
  let approvedOn: String?
  /// Of evidence: when it was collected.
  let collectedOn: String?
  /// Of a register: the file with its rows.
  let data: String?

  /// Whether it claims to be approved.
  var isApproved: Bool { status == "approved" || approvedOn != nil || !approvedBy.isEmpty }

  /// Whether two revisions make the same claim of approval.
  func claimsSameApproval(as other: Claim) -> Bool {
    isApproved == other.isApproved && version == other.version && approvedBy == other.approvedBy
      && approvedOn == other.approvedOn && status == other.status
  }
}

extension Claim {
  /// What the entries of front matter say.
  init(_ root: FieldMap) {
    self.init(
      id: root.texts("id").first, type: root.texts("type").first, status: root.texts("status").first,
      version: root.texts("version").first, approvedBy: root.texts("approved_by"),
      approvedOn: root.texts("approved_on").first, collectedOn: root.texts("collected_on").first,
      data: root.texts("data").first)
  }
}

extension FieldMap {
  /// The texts of an entry: one, or those of a list; empty if it is absent.
  fileprivate func texts(_ key: String) -> [String] {
    switch self[key] {
    case .scalar(let scalar): [scalar.text]
    case .list(let items, _): items.compactMap { if case .scalar(let scalar) = $0 { scalar.text } else { nil } }
    default: []
    }
  }
}
