import Source

/// The commits that led from one state to the one that is compiled.
public struct ChangesSince: Sendable {
  /// Positions of the commits, newest first.
  public let commits: [Int]
  private let isAfter: [Bool]

  /// The commits of a history that are no ancestors of `commit`, a position in it; all of them if nil.
  public init(_ commit: Int?, in history: History) {
    var isAfter = Array(repeating: true, count: history.commits.count)
    if let commit {
      var pending = [commit]
      isAfter[commit] = false
      while let position = pending.popLast() {
        for parent in history.commits[position].parents {
          guard let index = history.position(of: parent), isAfter[index] else { continue }
          isAfter[index] = false
          pending.append(index)
        }
      }
    }
    self.isAfter = isAfter
    commits = isAfter.indices.filter { isAfter[$0] }
  }

  /// Whether a commit came after the state.
  public func contains(_ commit: Int) -> Bool { isAfter[commit] }
}
