import Source
import Syntax

/// Reads control names in fields and mentions, and says what is wrong with those that Annex A does not hold.
struct ControlReader: Sendable {
  let catalog: Catalog

  func read(_ text: String, at location: Location, owner: FieldReader.Owner) -> (controls: [String], diagnostics: [Diagnostic]) { ([text], []) }
  func diagnostics(for mention: Mention, at location: Location, subject: String?) -> [Diagnostic] { [] }
}
func nearest(_ w: String, in l: some Sequence<String>) -> String? { nil }
struct ReferenceScanner { init(catalog: Catalog, identifiers: Set<String>) {}
  func mentions(in s: SourceText, ranges: [SourceRange]) -> [Mention] { [] } }
