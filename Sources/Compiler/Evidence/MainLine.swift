import Source

/// The line of first parents from the compiled commit, and the merges by which everything else came to it.
public struct MainLine: Sendable {
  /// Commits of the line, newest first, as positions in `History.commits`.
  public let commits: [Int]
  /// For each commit the merge that brought it; negative for those of the line.
  private let mergedBy: [Int32]

  /// The main line of a history.
  init(_ history: History) {
    var line: [Int] = []
    var current = history.commits.isEmpty ? nil : 0
    var isVisited = Array(repeating: false, count: history.commits.count)
    while let position = current, !isVisited[position] {
      line.append(position)
      isVisited[position] = true
      let commit = history.commits[position]
      // After `git pull` the common line is the second parent.
      let next = commit.isPull ? commit.parents[1] : commit.parents.first
      current = next.flatMap { history.position(of: $0) }
    }
    commits = line
    var mergedBy = [Int32](repeating: -1, count: history.commits.count)
    for merge in line.reversed() where history.commits[merge].isMerge {
      let commit = history.commits[merge]
      var pending = commit.parents.compactMap { history.position(of: $0) }
      while let position = pending.popLast() {
        guard !isVisited[position] else { continue }
        isVisited[position] = true
        // Nobody approved anything by fetching what others did.
        if !commit.isPull { mergedBy[position] = Int32(merge) }
        pending += history.commits[position].parents.compactMap { history.position(of: $0) }
      }
    }
    self.mergedBy = mergedBy
  }

  /// The merge that brought a commit to the line; nil if it lies on the line.
  public func merge(of commit: Int) -> Int? { mergedBy[commit] < 0 ? nil : Int(mergedBy[commit]) }

  /// The commit of the line by which a commit came to it: its merge, or itself.
  func arrival(of commit: Int) -> Int { merge(of: commit) ?? commit }
}

extension History.Commit {
  /// Whether the merge only joins what others had published meanwhile: what `git pull` makes.
  var isPull: Bool {
    guard parents.count == 2 else { return false }
    func begins(_ words: StaticString) -> Bool {
      message.utf8.starts(with: UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount))
    }
    if begins("Merge remote-tracking branch ") { return true }
    guard begins("Merge branch ") else { return false }
    let bytes = Array(subject.utf8)
    return bytes.indices.contains { bytes[$0] == UInt8(ascii: "'") && bytes[$0...].starts(with: "' of ".utf8) }
  }
}
