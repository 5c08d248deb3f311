import Source

/// The line of first parents from the compiled commit, and the merges by which everything else came to it.
public struct MainLine: Sendable {
  /// Commits of the line, newest first, as positions in `History.commits`.
  public let commits: [Int]
  /// For each commit the merge that brought it; negative for those of the line.
  private let mergedBy: [Int32]

  /// The main line of a history.
  init(_ history: History) {
    // Parents are asked for by position: a table of names would be searched for each of them.
    let columns = history.columns
    func isPull(_ merge: Int) -> Bool {
      columns.messages.bytes.bytes.withUnsafeBufferPointer { $0[columns.messages.range(merge)].isMessageOfPull }
    }
    var line: [Int] = []
    var pulls: Set<Int> = []
    var merges: [Int] = []
    var isVisited = [Bool](repeating: false, count: columns.ids.count)
    var current = isVisited.isEmpty ? -1 : 0
    while current >= 0, !isVisited[current] {
      isVisited[current] = true
      line.append(current)
      let parents = columns.parentRange(current)
      guard var next = parents.first else { break }
      if parents.count > 1 {
        merges.append(current)
        if parents.count == 2, isPull(current) {
          pulls.insert(current)
          // After `git pull` the common line is the second parent.
          next += 1
        }
      }
      // Below zero are those that the history does not hold.
      current = Int(columns.parents[next])
    }
    commits = line
    var mergedBy = [Int32](repeating: -1, count: columns.ids.count)
    var pending: [Int] = []
    for merge in merges.reversed() {
      let isPull = pulls.contains(merge)
      pending.append(merge)
      while let position = pending.popLast() {
        for parent in columns.parentRange(position) {
          let parent = Int(columns.parents[parent])
          guard parent >= 0, !isVisited[parent] else { continue }
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

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Whether the message of a merge says that it only joins what others had published meanwhile: what `git pull` writes.
  fileprivate var isMessageOfPull: Bool {
    guard starts(with: ofBranch) else { return starts(with: ofRemoteBranch) }
    var rest = dropFirst(ofBranch.count)
    while let byte = rest.popFirst(), byte != 0x0A, byte != 0x0D {
      if byte == 0x27, rest.starts(with: ofAddress) { return true }
    }
    return false
  }
}

private let ofRemoteBranch = Array("Merge remote-tracking branch ".utf8)
private let ofBranch = Array("Merge branch ".utf8)
/// Behind the quoted name of a branch.
private let ofAddress = Array(" of ".utf8)
