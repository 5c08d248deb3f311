/// Everything git recorded on the way to a commit.
///
/// Compact by design, because long histories are normal: what is known of all commits lies in a few arrays, paths are
/// stored once, and a text is made when somebody asks for it.
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

  /// One commit. It holds nothing itself: what is asked for is taken from the table that the commits of a history share.
  public struct Commit: Equatable, Sendable {
    private let table: CommitTable
    private let position: Int

    init(_ position: Int, of table: CommitTable) {
      self.table = table
      self.position = position
    }

    /// A commit by itself, with its changes.
    public init(
      id: ObjectID, tree: ObjectID, parents: some Sequence<ObjectID>, author: Signature, committer: Signature,
      message: String, isSigned: Bool = false, changes: Range<Int>
    ) {
      var columns = CommitColumns()
      columns.firstChange = changes.lowerBound
      columns.append(
        id: id, tree: tree, parents: parents, author: author, committer: committer, message: message,
        isSigned: isSigned, changesTo: changes.upperBound)
      self.init(0, of: CommitTable(columns))
    }

    /// Its name.
    public var id: ObjectID { table.columns.ids[position] }
    /// The tree it holds.
    public var tree: ObjectID { table.columns.trees[position] }
    /// Its parents; more than one for a merge, none for a root.
    public var parents: Parents { Parents(table, table.columns.parentRange(position)) }
    /// Who wrote the change.
    public var author: Signature { table.columns.signature(table.columns.authors[position]) }
    /// Who put it into the repository, and when.
    public var committer: Signature { table.columns.signature(table.columns.committers[position]) }
    /// The whole message; bytes that are not UTF-8 are shown as U+FFFD.
    public var message: String { table.columns.messages.text(position) }
    /// The first line of the message.
    public var subject: String {
      String(
        decoding: table.columns.messages.bytes(of: position).prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
    /// Whether a signature is present. Says nothing about whether it is good.
    public var isSigned: Bool { table.columns.areSigned[position] != 0 }
    /// Whether the commit joins lines of history.
    public var isMerge: Bool { table.columns.parentRange(position).count > 1 }
    /// Positions of its changes in `History.changes`.
    public var changes: Range<Int> { table.columns.changeRange(position) }

    /// Whether all that is known of two commits is the same.
    public static func == (left: Commit, right: Commit) -> Bool {
      left.id == right.id && left.tree == right.tree && left.parents.elementsEqual(right.parents)
        && left.author == right.author && left.committer == right.committer && left.message == right.message
        && left.isSigned == right.isSigned && left.changes == right.changes
    }
  }

  /// The parents of a commit, by name.
  public struct Parents: RandomAccessCollection, Sendable {
    private let table: CommitTable
    private let range: Range<Int>

    init(_ table: CommitTable, _ range: Range<Int>) {
      self.table = table
      self.range = range
    }

    /// Zero.
    public var startIndex: Int { 0 }
    /// How many they are.
    public var endIndex: Int { range.count }
    /// The name of a parent.
    public subscript(index: Int) -> ObjectID {
      precondition(index < range.count, "a commit has no such parent")
      let parent = Int(table.columns.parents[range.lowerBound + index])
      return parent < 0 ? table.columns.absent[~parent] : table.columns.ids[parent]
    }
  }

  /// The commits of a history.
  public struct Commits: RandomAccessCollection, Sendable {
    let table: CommitTable

    /// Zero.
    public var startIndex: Int { 0 }
    /// How many they are.
    public var endIndex: Int { table.columns.ids.count }
    /// The commit at a position.
    public subscript(position: Int) -> Commit {
      precondition(indices.contains(position), "the history has no such commit")
      return Commit(position, of: table)
    }
  }

  /// The paths of a history, in order of their bytes; bytes that are not UTF-8 are shown as U+FFFD.
  public struct Paths: RandomAccessCollection, Sendable {
    let table: TextTable

    /// Zero.
    public var startIndex: Int { 0 }
    /// How many they are.
    public var endIndex: Int { table.count }
    /// The path at a position.
    public subscript(position: Int) -> String { table.text(position) }
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

  /// The changes of a history, made from columns when somebody asks for one.
  public struct Changes: RandomAccessCollection, Sendable {
    /// Positions in `History.paths`.
    package let paths: Column<Int32>
    /// Contents before; `null` for none.
    package let before: Column<ObjectID>
    /// Contents after; `null` for none.
    package let after: Column<ObjectID>

    /// Columns of one length.
    package init(paths: Column<Int32>, before: Column<ObjectID>, after: Column<ObjectID>) {
      precondition(paths.count == before.count && paths.count == after.count, "every change has all of them")
      (self.paths, self.before, self.after) = (paths, before, after)
    }

    /// These changes.
    package init(_ changes: some Sequence<Change>) {
      var paths: Column<Int32> = []
      var before: Column<ObjectID> = []
      var after: Column<ObjectID> = []
      for change in changes {
        paths.append(Int32(change.path))
        before.append(change.before ?? .null)
        after.append(change.after ?? .null)
      }
      self.init(paths: paths, before: before, after: after)
    }

    /// Zero.
    public var startIndex: Int { 0 }
    /// How many they are.
    public var endIndex: Int { paths.count }
    /// The change at a position.
    public subscript(position: Int) -> Change {
      Change(path: Int(paths[position]), before: before[position].unlessNull, after: after[position].unlessNull)
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
  public let commits: Commits
  /// Every path that ever changed, once.
  public let paths: Paths
  /// The changes of all commits; each commit knows its part.
  public let changes: Changes
  /// Tags that name a commit in `commits`, by name.
  public package(set) var tags: [Tag]
  /// Reasons why something may be missing; empty if the history is complete.
  public package(set) var incompleteness: [Incompleteness]
  /// What would show another history, and was ignored.
  public package(set) var overrides: Overrides
  private let commitIndex: ObjectIndex
  private let pathIndex: PathIndex
  /// The revisions of every path, one path after the other, and where those of each path end.
  private let revisions: [Revision]
  private let revisionEnds: [Int32]

  /// One change of one path, with the positions of commit and change.
  public struct Revision: Hashable, Sendable {
    private let commitPosition: Int32
    private let changePosition: Int32

    /// Position in `History.commits`.
    public var commit: Int { Int(commitPosition) }
    /// Position in `History.changes`.
    public var change: Int { Int(changePosition) }

    fileprivate init(commit: Int, change: Int) {
      commitPosition = Int32(commit)
      changePosition = Int32(change)
    }
  }

  /// A history of these commits, children before parents.
  public init(
    commits: some Collection<Commit>, paths: some Collection<String>, changes: some Sequence<Change>, tags: [Tag] = [],
    incompleteness: [Incompleteness] = [], overrides: Overrides = .none
  ) {
    let changes = Array(changes)
    let order = paths.enumerated().sorted { $0.element.utf8.lexicographicallyPrecedes($1.element.utf8) }
    var table = TextTable()
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, path) in order.enumerated() {
      table.append(path.element)
      ranks[path.offset] = rank
    }
    self.init(
      CommitColumns(commits), paths: table,
      changes: Changes(
        commits.flatMap { changes[$0.changes] }.map {
          Change(path: ranks[$0.path], before: $0.before, after: $0.after)
        }))
    self.tags = tags
    self.incompleteness = incompleteness
    self.overrides = overrides
  }

  /// A history of these commits, children before parents, with paths in order of their bytes, each once.
  package init(_ columns: CommitColumns, paths: TextTable, changes: Changes) {
    commits = Commits(table: CommitTable(columns))
    self.paths = Paths(table: paths)
    self.changes = changes
    tags = []
    incompleteness = []
    overrides = .none
    commitIndex = ObjectIndex(columns.ids)
    pathIndex = PathIndex(paths)

    let like = pathIndex.likeEarlier
    func first(_ path: Int) -> Int { like.isEmpty ? path : like[path] ?? path }
    var ends = [Int32](repeating: 0, count: paths.count)
    for path in changes.paths { ends[first(Int(path))] += 1 }
    for path in ends.indices.dropFirst() { ends[path] += ends[path - 1] }
    var slots = [0] + ends.dropLast()
    var revisions = [Revision](repeating: Revision(commit: 0, change: 0), count: changes.count)
    for commit in columns.ids.indices {
      for change in columns.changeRange(commit) {
        let path = first(Int(changes.paths[change]))
        revisions[Int(slots[path])] = Revision(commit: commit, change: change)
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
  public func revisions(of path: String) -> ArraySlice<Revision> {
    var nowhere: Int?
    return revisions(of: path, near: &nowhere)
  }

  /// The commits that changed `path`, newest first.
  ///
  /// - Parameter place: where the last path was found, and then where this one is: whoever asks for one file after the
  ///   other asks for neighbours.
  package func revisions(of path: String, near place: inout Int?) -> ArraySlice<Revision> {
    guard let position = pathIndex.position(of: path, in: paths.table, near: place) else { return [] }
    place = position
    return revisions[Int(position == 0 ? 0 : revisionEnds[position - 1])..<Int(revisionEnds[position])]
  }

  /// The position of a commit in `commits`; nil if it is not one of them.
  public func position(of commit: ObjectID) -> Int? {
    commitIndex.position(of: commit, in: commits.table.columns.ids)
  }

  /// What is known of the commits.
  package var columns: CommitColumns { commits.table.columns }

  /// Every path as git has it.
  package var pathTable: TextTable { paths.table }
}
