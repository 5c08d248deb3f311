import Source

/// The line of first parents from the compiled commit, and the merges by which everything else came to it.
public struct MainLine: Sendable {
  /// Commits of the line, newest first, as positions in `History.commits`.
  public let commits: [Int]
  private let positions: [ObjectID: Int]
  private let mergedBy: [Int: Int]

  /// The main line of a history.
  init(_ history: History) {
    let positions = Dictionary(
      history.commits.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.positions = positions
    var line: [Int] = []
    var current = history.commits.isEmpty ? nil : 0
    var isVisited = Array(repeating: false, count: history.commits.count)
    while let position = current, !isVisited[position] {
      line.append(position)
      isVisited[position] = true
      let commit = history.commits[position]
      // After `git pull` the common line is the second parent.
      let next = commit.isPull ? commit.parents[1] : commit.parents.first
      current = next.flatMap { positions[$0] }
    }
    commits = line
    var mergedBy: [Int: Int] = [:]
    for merge in line.reversed() where history.commits[merge].isMerge {
      let commit = history.commits[merge]
      var pending = commit.parents.compactMap { positions[$0] }
      while let position = pending.popLast() {
        guard !isVisited[position] else { continue }
        isVisited[position] = true
        // Nobody approved anything by fetching what others did.
        if !commit.isPull { mergedBy[position] = merge }
        pending += history.commits[position].parents.compactMap { positions[$0] }
      }
    }
    self.mergedBy = mergedBy
  }

  /// The merge that brought a commit to the line; nil if it lies on the line.
  public func merge(of commit: Int) -> Int? { mergedBy[commit] }

  /// The commit of the line by which a commit came to it: its merge, or itself.
  func arrival(of commit: Int) -> Int { mergedBy[commit] ?? commit }

  /// The position of a commit in `History.commits`; nil if it is not an ancestor of the compiled one.
  public func position(of commit: ObjectID) -> Int? { positions[commit] }
}

extension History.Commit {
  /// Whether the merge only joins what others had published meanwhile: what `git pull` makes.
  var isPull: Bool {
    guard parents.count == 2 else { return false }
    let subject = subject
    return subject.hasPrefix("Merge remote-tracking branch ")
      || subject.hasPrefix("Merge branch ") && subject.contains("' of ")
  }
}
