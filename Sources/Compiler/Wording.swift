/// `7 days`, `1 day`.
func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

/// `a`, `a and b`, `a, b and c`; with another word before the last where one is given.
func enumerated(_ words: [String], _ conjunction: String = "and") -> String {
  guard words.count > 1, let last = words.last else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

/// The first words, and how many more there are: `` `R-1`, `R-2`, `R-3` and 4 more``.
func shortened(_ names: [String], to limit: Int = 3) -> String {
  let quoted = names.map { "`\($0)`" }
  guard quoted.count > limit else { return enumerated(quoted) }
  return quoted.prefix(limit).joined(separator: ", ") + " and \(quoted.count - limit) more"
}
