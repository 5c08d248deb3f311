import Source

extension Audit {
  /// When it took place, or is planned to.
  public var day: CalendarDate? { performedOn ?? plannedOn }

  /// Clauses it covers: those planned, and those its report states.
  public func coveredClauses(in isms: ISMS) -> [String] { clauses + stated("audited_clauses", in: isms) }

  /// Controls it covers: those planned, and those its report states.
  public func coveredControls(in isms: ISMS) -> [String] { controls + stated("audited_controls", in: isms) }

  private func stated(_ field: String, in isms: ISMS) -> [String] {
    report.flatMap { isms.document($0) }?.record.texts(field) ?? []
  }
}

extension Set<String> {
  /// Whether one of these clauses is `clause` or holds it: `6` holds `6.1.3`.
  public func covers(clause: String) -> Bool {
    var rest = clause[...]
    while true {
      if contains(String(rest)) { return true }
      guard let dot = rest.lastIndex(of: ".") else { return false }
      rest = rest[..<dot]
    }
  }
}
