import Source

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
