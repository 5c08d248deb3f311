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
  /// One finding for each thing, or one for all where every one of them is concerned: a column that nobody filled has one
  /// cause.
  ///
  /// - Parameter population: how many things there are.
  static func alike<Thing>(
    _ things: [Thing], of population: Int, each: (Thing) -> Diagnostic, together: ([Thing]) -> Diagnostic
  ) -> [Diagnostic] {
    things.count > 3 && things.count == population ? [together(things)] : things.map(each)
  }
}

extension Int {
  /// `1 day`, `3 days`.
  func counted(_ word: String) -> String { "\(self) \(word)\(self == 1 ? "" : "s")" }
}
