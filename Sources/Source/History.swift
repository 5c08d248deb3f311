/// Everything git recorded on the way to a commit.
///
/// Compact by design, because long histories are normal: paths are stored once, and the changes of all commits lie in
/// one array.
public struct History: Sendable {
  /// A person with a time, as a commit states it. Free text: git accepts any name and any date.
  public struct Signature: Hashable, Sendable {
    /// Stated name.
    public let name: String
    /// Stated e-mail address.
    public let email: String
    /// Seconds since 1970-01-01 00:00 UTC.
    public let seconds: Int64
    /// Minutes east of UTC.
    public let offsetMinutes: Int

    /// A person at a time.
    public init(name: String, email: String, seconds: Int64, offsetMinutes: Int = 0) {
      self.name = name
      self.email = email
      self.seconds = seconds
      self.offsetMinutes = offsetMinutes
    }

    /// The day at the person's own clock.
    public var date: CalendarDate { CalendarDate(secondsSince1970: seconds, offsetMinutes: offsetMinutes) }
  }

  /// One commit.
  public struct Commit: Hashable, Sendable {
    /// Its name.
    public let id: ObjectID
    /// The tree it holds.
    public let tree: ObjectID
    /// Its parents; more than one for a merge, none for a root.
    public let parents: [ObjectID]
    /// Who wrote the change.
    public let author: Signature
    /// Who put it into the repository, and when.
    public let committer: Signature
    /// The whole message; bytes that are not UTF-8 are shown as U+FFFD.
    public let message: String
    /// Whether a signature is present. Says nothing about whether it is good.
    public let isSigned: Bool
    /// Positions of its changes in `History.changes`.
    public let changes: Range<Int>

    /// A commit with its changes.
    public init(
      id: ObjectID, tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String,
      isSigned: Bool = false, changes: Range<Int>
    ) {
      self.id = id
      self.tree = tree
      self.parents = parents
      self.author = author
      self.committer = committer
      self.message = message
      self.isSigned = isSigned
      self.changes = changes
    }

    /// The first line of the message.
    public var subject: String {
      String(message[..<(message.utf8.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? message.endIndex)])
    }

    /// Whether the commit joins lines of history.
    public var isMerge: Bool { parents.count > 1 }
  }

  /// What one commit did to one path. For a merge: only if the result differs from every parent (git's own default).
  public struct Change: Hashable, Sendable {
    /// Position in `History.paths`.
    public let path: Int
    /// Content before (in the first parent); nil if the path was added.
    public let before: ObjectID?
    /// Content after; nil if the path was deleted.
    public let after: ObjectID?

    /// A change of a path.
    public init(path: Int, before: ObjectID?, after: ObjectID?) {
      self.path = path
      self.before = before
      self.after = after
    }
  }

  /// An annotated or plain tag that names a commit.
  public struct Tag: Hashable, Sendable {
    /// Name without `refs/tags/`.
    public let name: String
    /// The commit it names, after following the tag object.
    public let commit: ObjectID
    /// Who made it; nil for a plain tag.
    public let tagger: Signature?
    /// Message of an annotated tag; empty for a plain one.
    public let message: String
    /// Whether a signature is present.
    public let isSigned: Bool

    /// A tag called `name` on `commit`.
    public init(name: String, commit: ObjectID, tagger: Signature? = nil, message: String = "", isSigned: Bool = false)
    {
      self.name = name
      self.commit = commit
      self.tagger = tagger
      self.message = message
      self.isSigned = isSigned
    }
  }

  /// Why the history may lack something.
  public enum Incompleteness: Hashable, Sendable {
    /// A shallow clone: older commits were not fetched.
    case shallow
    /// A partial clone: some contents were not fetched.
    case partial
    /// Nobody read the history.
    case notRead
  }

  /// What this clone holds to show another history than the commits state. It is ignored.
  public struct Overrides: Hashable, Sendable {
    /// Replacement references (`refs/replace/…`).
    public let replacements: Int
    /// Lines of `info/grafts`.
    public let grafts: Int

    /// So many of each.
    public init(replacements: Int, grafts: Int) {
      self.replacements = replacements
      self.grafts = grafts
    }

    /// Nothing.
    public static let none = Overrides(replacements: 0, grafts: 0)
  }

  /// Commits reachable from the compiled one, children before parents.
  public let commits: [Commit]
  /// Every path that ever changed, once.
  public let paths: [String]
  /// The changes of all commits; each commit knows its part.
  public let changes: [Change]
  /// Tags that name a commit in `commits`, by name.
  public package(set) var tags: [Tag]
  /// Reasons why something may be missing; empty if the history is complete.
  public package(set) var incompleteness: [Incompleteness]
  /// What would show another history, and was ignored.
  public let overrides: Overrides
  private let positions: [ObjectID: Int]
  private let pathPositions: [String: Int]
  /// The revisions of every path, one path after the other, and where those of each path end.
  private let revisions: [Revision]
  private let revisionEnds: [Int]

  /// One change of one path, with the positions of commit and change.
  public struct Revision: Hashable, Sendable {
    /// Position in `History.commits`.
    public let commit: Int
    /// Position in `History.changes`.
    public let change: Int
  }

  /// A history of these commits, children before parents.
  public init(
    commits: [Commit], paths: [String], changes: [Change], tags: [Tag] = [], incompleteness: [Incompleteness] = [],
    overrides: Overrides = .none
  ) {
    self.commits = commits
    self.paths = paths
    self.changes = changes
    self.tags = tags
    self.incompleteness = incompleteness
    self.overrides = overrides
    var positions = [ObjectID: Int](minimumCapacity: commits.count)
    for (position, commit) in commits.enumerated() { positions[commit.id] = position }
    self.positions = positions

    // Two paths that look alike to people, because bytes in them are no text, are one.
    var pathPositions = [String: Int](minimumCapacity: paths.count)
    let own = paths.enumerated().map { position, path in
      if let first = pathPositions[path] { return first }
      pathPositions[path] = position
      return position
    }
    self.pathPositions = pathPositions
    var ends = [Int](repeating: 0, count: paths.count)
    for commit in commits { for change in commit.changes { ends[own[changes[change].path]] += 1 } }
    for path in ends.indices.dropFirst() { ends[path] += ends[path - 1] }
    var slots = [0] + ends.dropLast()
    var revisions = [Revision](repeating: Revision(commit: 0, change: 0), count: ends.last ?? 0)
    for (position, commit) in commits.enumerated() {
      for change in commit.changes {
        let path = own[changes[change].path]
        revisions[slots[path]] = Revision(commit: position, change: change)
        slots[path] += 1
      }
    }
    self.revisions = revisions
    revisionEnds = ends
  }

  /// A history nobody read: every question about it "cannot be judged".
  public static let notRead = History(commits: [], paths: [], changes: [], incompleteness: [.notRead])

  /// Whether nothing is missing.
  public var isComplete: Bool { incompleteness.isEmpty }

  /// The commits that changed `path`, newest first; renames are not followed.
  public func revisions(of path: String) -> [Revision] {
    guard let position = pathPositions[path] else { return [] }
    return Array(revisions[(position == 0 ? 0 : revisionEnds[position - 1])..<revisionEnds[position]])
  }

  /// The position of a commit in `commits`; nil if it is not one of them.
  public func position(of commit: ObjectID) -> Int? { positions[commit] }
}
