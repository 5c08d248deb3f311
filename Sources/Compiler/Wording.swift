/// How findings name many things at once.
extension Collection where Element == String {
  /// The names in backticks: at most six, then how many more.
  var listed: String {
    let shown = prefix(6).map { "`\($0)`" }
    return count > 6 ? shown.joined(separator: ", ") + " and \(count - 6) more" : Compiler.enumerated(shown)
  }
}

/// `a`, `a and b`, `a, b and c`; with another word before the last where one is given.
func enumerated(_ words: [String], _ conjunction: String = "and") -> String {
  guard words.count > 1, let last = words.last else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

extension Int {
  /// `1 day`, `3 days`.
  func counted(_ word: String) -> String { "\(self) \(word)\(self == 1 ? "" : "s")" }
}
