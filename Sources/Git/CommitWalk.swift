internal import Clibgit2
import Source

/// The commits reachable from one, children before parents.
///
/// Walked here rather than by `git_revwalk`: each commit is read once, and the boundary of a shallow clone is known
/// (some versions of libgit2 fail there, others silently end).
struct CommitWalk: ~Copyable {
  /// A commit before its changes are known.
  struct Found {
    let id: ObjectID
    let tree: ObjectID
    /// As the commit states them.
    let parents: [ObjectID]
    let author: CommitColumns.Signature
    let committer: CommitColumns.Signature
    let text: Text
    let isSigned: Bool
    /// Where the positions of its parents begin in `parentPositions`.
    fileprivate(set) var firstParent = 0
    /// Whether its parents were not fetched, so that nobody can say what it changed.
    let isBoundary: Bool
  }

  /// The message of a commit.
  enum Text {
    /// It was read now.
    case read(String)
    /// It is that of the commit at this position of the history that was kept.
    case kept(Int)
  }

  private(set) var commits: [Found] = []
  /// The positions of the parents of all commits; below zero those that are not in the history.
  private var parentPositions: [Int32] = []

  /// Reads every commit from `tip` on that is not in `kept`; `boundary` holds the commits whose parents were not fetched.
  /// `people` begin with those of `kept`.
  init(
    from tip: ObjectID, boundary: Set<ObjectID>, kept: History, objects: borrowing ObjectStore, people: inout People
  ) throws(GitError) {
    let columns = kept.columns
    var found: [Found] = []
    var pending = [(id: tip, child: ObjectID.null)]
    var positions: [ObjectID: Int32] = [:]
    positions.reserveCapacity(kept.commits.count)
    found.reserveCapacity(kept.commits.count)
    positions[tip] = -1
    while let next = pending.popLast() {
      let commit: Found
      if let position = kept.position(of: next.id) {
        commit = Found(kept.commits[position], position, columns)
      } else {
        commit = try Self.read(
          next.id, next.child == .null ? "commit" : "commit (a parent of \(next.child.short))",
          isBoundary: boundary.contains(next.id), objects: objects, people: &people)
      }
      positions[next.id] = Int32(found.count)
      found.append(commit)
      if commit.isBoundary { continue }
      for parent in commit.parents where positions[parent] == nil {
        positions[parent] = -1
        pending.append((parent, next.id))
      }
    }
    for index in found.indices {
      found[index].firstParent = parentPositions.count
      for parent in found[index].parents { parentPositions.append(positions[parent] ?? -1) }
    }
    sort(found)
  }

  private static func read(
    _ id: ObjectID, _ context: @autoclosure () -> String, isBoundary: Bool, objects: borrowing ObjectStore,
    people: inout People
  ) throws(GitError) -> Found {
    let text = try objects.read(id, as: GIT_OBJECT_COMMIT, context()).withBytes { ObjectText($0, people: &people) }
    guard let tree = text.tree else { throw GitError.damaged("commit", id, "it names no tree") }
    return Found(
      id: id, tree: tree, parents: text.parents, author: text.author ?? people.nobody(),
      committer: text.committer ?? people.nobody(), text: .read(text.message), isSigned: text.isSigned,
      isBoundary: isBoundary)
  }

  /// The positions of the parents of a commit; below zero those that are not in the history.
  func parents(of commit: Found) -> ArraySlice<Int32> {
    parentPositions[commit.firstParent..<(commit.firstParent + commit.parents.count)]
  }

  /// Children before parents; among those that are free, the youngest first, and of one age the first found.
  private mutating func sort(_ found: [Found]) {
    var children = [Int32](repeating: 0, count: found.count)
    for commit in found where !commit.isBoundary {
      for parent in parents(of: commit) where parent >= 0 { children[Int(parent)] += 1 }
    }
    var queue = CommitQueue()
    if let tip = found.first { queue.insert(0, seconds: tip.committer.seconds) }
    var ranks = [Int32](repeating: -1, count: found.count)
    commits.reserveCapacity(found.count)
    while let next = queue.removeFirst() {
      let commit = found[next]
      ranks[next] = Int32(commits.count)
      commits.append(commit)
      if commit.isBoundary { continue }
      for parent in parents(of: commit) where parent >= 0 {
        let position = Int(parent)
        children[position] -= 1
        if children[position] == 0 { queue.insert(position, seconds: found[position].committer.seconds) }
      }
    }
    for index in parentPositions.indices where parentPositions[index] >= 0 {
      parentPositions[index] = ranks[Int(parentPositions[index])]
    }
  }
}

/// Positions of commits, the youngest first; of one age, the one inserted first.
private struct CommitQueue {
  private var heap: [(seconds: Int64, turn: Int, position: Int)] = []
  private var turns = 0

  mutating func insert(_ position: Int, seconds: Int64) {
    heap.append((seconds, turns, position))
    turns += 1
    var index = heap.count - 1
    while index > 0, comes(heap[index], before: heap[(index - 1) / 2]) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func removeFirst() -> Int? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first.position }
    heap[0] = last
    var index = 0
    while true {
      var best = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count && comes(heap[child], before: heap[best]) {
        best = child
      }
      if best == index { return first.position }
      heap.swapAt(index, best)
      index = best
    }
  }

  private func comes(
    _ first: (seconds: Int64, turn: Int, position: Int), before second: (seconds: Int64, turn: Int, position: Int)
  ) -> Bool {
    first.seconds != second.seconds ? first.seconds > second.seconds : first.turn < second.turn
  }
}

extension CommitWalk.Found {
  /// A commit that was read before. None of a shallow clone is kept.
  fileprivate init(_ commit: History.Commit, _ position: Int, _ columns: CommitColumns) {
    self.init(
      id: commit.id, tree: commit.tree, parents: Array(commit.parents), author: columns.authors[position],
      committer: columns.committers[position], text: .kept(position), isSigned: commit.isSigned,
      isBoundary: false)
  }
}
