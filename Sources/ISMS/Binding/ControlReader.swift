import Source
import Syntax

/// Reads control names in fields and mentions, and says what is wrong with those that Annex A does not hold.
struct ControlReader: Sendable {
  private let catalog: Catalog
  private let scanner: ReferenceScanner

  init(catalog: Catalog) {
    self.catalog = catalog
    scanner = ReferenceScanner(catalog: catalog)
  }

  /// The controls a field names; more than one for a range.
  ///
  /// - Parameter isRow: whether it is the control a row of the Statement of Applicability is about. There a control of
  ///   the edition of 2013 is kept, so that the row is not lost; SOA-14 judges it.
  func read(
    _ text: String, at location: Location, owner: FieldReader.Owner, isRow: Bool = false
  ) -> (controls: [String], diagnostics: [Diagnostic]) {
    guard let reading = scanner.parseControl(text) else {
      // A control of the organisation's own, or of another framework, has a name of another shape.
      if FieldReader.isIdentifier(text), !text.hasPrefix("A."), text.contains(where: \.isLetter) { return ([text], []) }
      let diagnostic = Diagnostic(
        FieldRules.unknownControl, "`\(text)` is not the name of a control", at: location,
        help: "write it as in Annex A, such as `A.5.15`", subject: owner.id)
      return ([], [diagnostic])
    }
    if case .foreignControl(let control, _) = reading.target { return ([control], []) }
    if isRow, case .oldControl(let control) = reading.target { return ([control], []) }
    let found = diagnostics(for: reading.target, suggestion: reading.suggestion, at: location, subject: owner.id)
    return (reading.controls, found)
  }

  /// What is wrong with the control a text mentions.
  func diagnostics(for mention: Mention, at location: Location, subject: String?) -> [Diagnostic] {
    diagnostics(for: mention.target, suggestion: nil, at: location, subject: subject)
  }

  private func diagnostics(
    for target: Mention.Target, suggestion: String?, at location: Location, subject: String?
  ) -> [Diagnostic] {
    func replace(by control: String, _ applicability: Fix.Applicability) -> [Fix] {
      [Fix("write `\(control)`", applicability, edits: [.init(location, replacement: control)])]
    }
    switch target {
    case .unknownControl(let name, let theme, let last):
      let end = theme.flatMap { theme in last.map { "theme \(theme) ends with A.\(theme).\($0)" } }
      return [
        Diagnostic(
          FieldRules.unknownControl, "there is no control \(name)" + (end.map { "; \($0)" } ?? ""), at: location,
          label: suggestion.map { "did you mean `\($0)`?" },
          help: suggestion.map { "write `\($0)`, if that is meant" } ?? "name the control that is meant",
          fixes: suggestion.map { replace(by: $0, .unsafe) } ?? [], subject: subject)
      ]
    case .oldControl(let name):
      let successors = catalog.successors[name] ?? []
      let present = successors.map { "`\($0)`" }.joined(separator: " and ")
      return [
        Diagnostic(
          FieldRules.oldControl,
          "\(name) is a control of the 2013 edition"
            + (present.isEmpty ? "" : ", now \(present)"), at: location,
          help: present.isEmpty ? nil : "write \(present)",
          fixes: successors.count == 1 ? replace(by: successors[0], .unsafe) : [], subject: subject)
      ]
    case .badControlRange(let name, let reason):
      return [
        Diagnostic(
          FieldRules.badControlRange, "the range \(name) \(reason)", at: location, subject: subject)
      ]
    default: return []
    }
  }
}

extension ReferenceScanner {
  /// A scanner for the clauses and controls of the catalog.
  ///
  /// - Parameter framework: whose controls `A.x.y` are where a text names no other.
  init(catalog: Catalog, framework: String = "iso27001") {
    self.init(
      themes: catalog.lastControls, clauses: Set(catalog.clauses.map(\.id)), defaultFramework: framework)
  }
}
