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
    var isPull: [Bool] = []
    var current = history.commits.isEmpty ? nil : 0
    var isVisited = Array(repeating: false, count: history.commits.count)
    while let position = current, !isVisited[position] {
      isVisited[position] = true
      let parents = history.commits[position].parents
      line.append(position)
      isPull.append(History.Commit.isPull(parents: parents, message: history.commits[position].message))
      // After `git pull` the common line is the second parent.
      current = (isPull.last == true ? parents[1] : parents.first).flatMap { history.position(of: $0) }
    }
    commits = line
    var mergedBy = [Int32](repeating: -1, count: history.commits.count)
    var pending: [Int] = []
    for (merge, isPull) in zip(line, isPull).reversed() where history.commits[merge].parents.count > 1 {
      pending.append(merge)
      while let position = pending.popLast() {
        for parent in history.commits[position].parents {
          guard let parent = history.position(of: parent), !isVisited[parent] else { continue }
          isVisited[parent] = true
          // Nobody approved anything by fetching what others did.
          if !isPull { mergedBy[parent] = Int32(merge) }
          pending.append(parent)
        }
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
  /// Whether a commit only joins what others had published meanwhile: what `git pull` makes.
  fileprivate static func isPull(parents: some Collection<ObjectID>, message: String) -> Bool {
    guard parents.count == 2 else { return false }
    if message.hasPrefix("Merge remote-tracking branch ") { return true }
    guard message.hasPrefix("Merge branch ") else { return false }
    var message = message
    return message.withUTF8 { bytes in
      for (position, byte) in bytes.enumerated() {
        if byte == 0x0A || byte == 0x0D { return false }
        if byte == UInt8(ascii: "'"), bytes[position...].starts(with: "' of ".utf8) { return true }
      }
      return false
    }
  }
}
