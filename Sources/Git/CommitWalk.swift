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
    let author: History.Signature
    let committer: History.Signature
    let message: String
    let isSigned: Bool
    /// Whether its parents were not fetched, so that nobody can say what it changed.
    let isBoundary: Bool
  }

  private(set) var commits: [Found] = []
  private(set) var positions: [ObjectID: Int] = [:]

  /// Reads every commit from `tip` on that is not in `cache`; `boundary` holds the commits whose parents were not fetched.
  init(
    from tip: ObjectID, boundary: Set<ObjectID>, cache: HistoryCache, objects: borrowing ObjectStore,
    people: inout People
  ) throws(GitError) {
    var found: [Found] = []
    var pending = [(id: tip, child: ObjectID.null)]
    positions.reserveCapacity(cache.commits.count)
    found.reserveCapacity(cache.commits.count)
    positions[tip] = -1
    while let next = pending.popLast() {
      let commit: Found
      if let known = cache[next.id] {
        commit = Found(known)
      } else {
        commit = try Self.read(
          next.id, next.child == .null ? "commit" : "commit (a parent of \(next.child.short))",
          isBoundary: boundary.contains(next.id), objects: objects, people: &people)
      }
      positions[next.id] = found.count
      found.append(commit)
      if commit.isBoundary { continue }
      for parent in commit.parents where positions[parent] == nil {
        positions[parent] = -1
        pending.append((parent, next.id))
      }
    }
    sort(found)
  }

  private static func read(
    _ id: ObjectID, _ context: @autoclosure () -> String, isBoundary: Bool, objects: borrowing ObjectStore,
    people: inout People
  ) throws(GitError) -> Found {
    let text = try objects.read(id, as: GIT_OBJECT_COMMIT, context()).withBytes { ObjectText($0, people: &people) }
    guard let tree = text.tree else { throw GitError.damaged("commit", id, "it names no tree") }
    let nobody = History.Signature(name: "", email: "", seconds: 0)
    return Found(
      id: id, tree: tree, parents: text.parents, author: text.author ?? nobody, committer: text.committer ?? nobody,
      message: text.message, isSigned: text.isSigned, isBoundary: isBoundary)
  }

  /// Children before parents; among those that are free, the youngest first, and of one age the first found.
  private mutating func sort(_ found: [Found]) {
    var children = [Int32](repeating: 0, count: found.count)
    for commit in found where !commit.isBoundary {
      for parent in commit.parents {
        if let position = positions[parent] { children[position] += 1 }
      }
    }
    var queue = CommitQueue()
    if let tip = found.first { queue.insert(0, seconds: tip.committer.seconds) }
    commits.reserveCapacity(found.count)
    while let next = queue.removeFirst() {
      let commit = found[next]
      commits.append(commit)
      if commit.isBoundary { continue }
      for parent in commit.parents {
        guard let position = positions[parent] else { continue }
        children[position] -= 1
        if children[position] == 0 { queue.insert(position, seconds: found[position].committer.seconds) }
      }
    }
    for (position, commit) in commits.enumerated() { positions[commit.id] = position }
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
  fileprivate init(_ known: History.Commit) {
    self.init(
      id: known.id, tree: known.tree, parents: known.parents, author: known.author, committer: known.committer,
      message: known.message, isSigned: known.isSigned, isBoundary: false)
  }
}
