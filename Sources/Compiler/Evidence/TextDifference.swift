import ISMS
import Source

/// What changed between two texts, word by word; editorial changes are not part of it.
public struct TextDifference: Sendable {
  /// Words that were taken away and words that came in their place.
  public struct Change: Hashable, Sendable {
    /// A few words before, unchanged.
    public let before: String
    /// Words of the old text; empty where words were only added.
    public let removed: String
    /// Words of the new text; empty where words were only taken away.
    public let added: String
    /// A few words behind, unchanged.
    public let after: String
    /// Where the change begins in the new file, in bytes.
    public let offset: Int
  }

  /// The changes, in order of the text.
  public let changes: [Change]
  /// Whether the texts differ in so much that one change stands for everything between the first and the last.
  public let isCoarse: Bool

  /// More words than this are not compared one by one.
  private static let mostEdits = 1500
  private static let context = 4

  /// The difference between two contents, with front matter left out; nil if one cannot be had.
  public static func between(
    _ old: ObjectID, _ new: ObjectID, contents: any ContentReader
  ) -> TextDifference? {
    let reader = RevisionReader(contents: contents)
    guard let old = reader.text(of: old), let new = reader.text(of: new) else { return nil }
    return TextDifference(from: old, to: new)
  }

  init(from old: MaterialText, to new: MaterialText) {
    let oldWords = old.list
    let newWords = new.list
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ word: ArraySlice<UInt8>) -> Int {
      if let known = numbers[word] { return known }
      let next = numbers.count
      numbers[word] = next
      return next
    }
    let left = oldWords.map(number)
    let right = newWords.map(number)
    var start = 0
    while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
    var tail = 0
    while tail < min(left.count, right.count) - start, left[left.count - 1 - tail] == right[right.count - 1 - tail] {
      tail += 1
    }
    let kept = Self.commonPairs(
      Array(left[start..<left.count - tail]), Array(right[start..<right.count - tail]), most: Self.mostEdits)
    isCoarse = kept == nil
    var pairs = (kept ?? []).map { (old: $0.old + start, new: $0.new + start) }
    pairs.append((left.count - tail, right.count - tail))

    var changes: [Change] = []
    var (i, j) = (start, start)
    for pair in pairs {
      if pair.old > i || pair.new > j {
        let next = pair.new
        changes.append(
          Change(
            before: Self.text(newWords[max(0, j - Self.context)..<j]), removed: Self.text(oldWords[i..<pair.old]),
            added: Self.text(newWords[j..<next]),
            after: Self.text(newWords[next..<min(newWords.count, next + Self.context)]),
            offset: new.offset(ofWord: j) ?? new.end))
      }
      (i, j) = (pair.old + 1, pair.new + 1)
    }
    self.changes = changes
  }

  private static func text(_ words: ArraySlice<ArraySlice<UInt8>>) -> String {
    words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  /// The positions two lists have in common, by the shortest edit (Myers 1986); nil if that takes more than `most` edits.
  static func commonPairs(_ left: [Int], _ right: [Int], most: Int) -> [(old: Int, new: Int)]? {
    let limit = min(left.count + right.count, most)
    guard limit > 0 else { return [] }
    var reach = [Int](repeating: 0, count: 2 * limit + 3)
    let middle = limit + 1
    var trace: [[Int]] = []
    for edits in 0...limit {
      trace.append(Array(reach[(middle - edits - 1)...(middle + edits + 1)]))
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let goesDown =
          diagonal == -edits
          || diagonal != edits && reach[middle + diagonal - 1] < reach[middle + diagonal + 1]
        var x = goesDown ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1] + 1
        var y = x - diagonal
        while x < left.count, y < right.count, left[x] == right[y] { (x, y) = (x + 1, y + 1) }
        reach[middle + diagonal] = x
        if x >= left.count, y >= right.count { return backtrack(trace, left.count, right.count) }
      }
    }
    return nil
  }

  private static func backtrack(_ trace: [[Int]], _ width: Int, _ height: Int) -> [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    var (x, y) = (width, height)
    for edits in trace.indices.reversed() {
      let reach = trace[edits]
      func value(_ diagonal: Int) -> Int { reach[diagonal + edits + 1] }
      let diagonal = x - y
      let goesDown = diagonal == -edits || diagonal != edits && value(diagonal - 1) < value(diagonal + 1)
      let last = goesDown ? diagonal + 1 : diagonal - 1
      let fromX = edits == 0 ? 0 : value(last)
      let fromY = edits == 0 ? 0 : fromX - last
      while x > fromX, y > fromY {
        (x, y) = (x - 1, y - 1)
        pairs.append((x, y))
      }
      (x, y) = (fromX, fromY)
    }
    return pairs.reversed()
  }
}
