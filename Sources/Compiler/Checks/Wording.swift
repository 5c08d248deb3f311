import Source

/// How findings name many things at once.
extension Collection where Element == String {
  /// The names in backticks: at most six, then how many more.
  var listed: String {
    let shown = prefix(6).map { "`\($0)`" }
    if count > 6 { return shown.joined(separator: ", ") + " and \(count - 6) more" }
    guard shown.count > 1, let last = shown.last else { return shown.joined() }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Check {
  /// More findings than this that say the same are one: it has one cause, and nobody reads the same sentence ninety
  /// times.
  static let mostAlike = 10

  /// One finding for each thing, or one for all where they are many.
  static func alike<Thing>(
    _ things: [Thing], each: (Thing) -> Diagnostic, together: ([Thing]) -> Diagnostic
  ) -> [Diagnostic] {
    things.count > mostAlike ? [together(things)] : things.map(each)
  }
}

extension Int {
  /// `1 day`, `3 days`.
  func counted(_ word: String) -> String { "\(self) \(word)\(self == 1 ? "" : "s")" }
}
