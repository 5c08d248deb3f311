import Source

extension Location {
  /// First and last position of the place, lines and columns from 1; nil if it is a file as a whole.
  func span(in sources: SourceFiles) -> (start: SourcePosition, end: SourcePosition)? {
    guard let range, let source = sources[path] else { return nil }
    return (source.position(of: range.lowerBound), source.position(of: range.upperBound))
  }
}
