/// The candidate most like `word`, for "did you mean"; nil if none is near.
///
/// Counts inserted, missing, changed and swapped characters; case does not count. The bound grows with the length of
/// `word`: none for one or two characters, 1 up to five, 2 up to nine, 3 beyond. Of two candidates equally near, one of
/// the same length comes first, then the one that comes first in the order of text.
public func nearest(_ word: String, in candidates: some Sequence<String>) -> String? {
  let wanted = foldedScalars(word)
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  let bound = wanted.count <= 2 ? 0 : wanted.count <= 5 ? 1 : wanted.count <= 9 ? 2 : 3
  var best: (distance: Int, lengthDiffers: Bool, candidate: String)?
  for candidate in candidates {
    guard abs(candidate.utf8.count - word.utf8.count) <= 4 * (bound + 1) else { continue }
    let other = foldedScalars(candidate)
    guard abs(other.count - wanted.count) <= bound else { continue }
    let distance = editDistance(wanted, other)
    guard distance <= bound, distance < max(wanted.count, other.count) else { continue }
    let found = (distance, other.count != wanted.count, candidate)
    if let best, (best.distance, best.lengthDiffers ? 1 : 0, best.candidate) <= (found.0, found.1 ? 1 : 0, found.2) {
      continue
    }
    best = found
  }
  return best?.candidate
}

/// The characters of a text in lower case, as far as they are ASCII.
private func foldedScalars(_ text: String) -> [UInt32] {
  text.unicodeScalars.map { (0x41...0x5A).contains($0.value) ? $0.value + 32 : $0.value }
}

/// Insertions, deletions, changes and swaps of neighbours that turn one text into the other.
private func editDistance(_ left: [UInt32], _ right: [UInt32]) -> Int {
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for row in 1...left.count {
    var current = [Int](repeating: row, count: right.count + 1)
    for column in 1...right.count {
      let isSame = left[row - 1] == right[column - 1]
      var distance = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        distance = min(distance, beforeLast[column - 2] + 1)
      }
      current[column] = distance
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
