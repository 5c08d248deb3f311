import Source

/// Stops with a message, which `precondition` does not give in an optimised build.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}

/// A finding lies in its file, and so does what its fixes replace.
func check(_ finding: Diagnostic, _ source: SourceText) {
  for location in [finding.location] + finding.related.map(\.location) {
    guard let range = location.range else { continue }
    require(range.upperBound <= source.bytes.count, "finding \(finding.rule.code) outside the file")
    let position = source.position(of: range.lowerBound)
    require(source.range(ofLine: position.line) != nil, "finding on no line")
  }
}
