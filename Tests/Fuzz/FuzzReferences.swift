import Source
import Syntax

private let scanner = ReferenceScanner(
  themes: [5: 37, 6: 8, 7: 14, 8: 34], clauses: ["4.1", "6.1.3", "9.2", "9.3", "10.2"])
private let identifiers: Set = ["POL-01", "R-001", "ACME-POL-7", "SUP-1", "Ärzte-1"]
private let declared = DeclaredIdentifiers(identifiers)

/// Any bytes as text: no crash, and what is found stands in the text, one behind the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let source = SourceText(path: "x.md", bytes: Array(UnsafeBufferPointer(start: data, count: size)))
  var end = 0
  for mention in scanner.mentions(in: source, ranges: [SourceRange(0, size)]) {
    require(!mention.range.isEmpty && mention.range.lowerBound >= end, "mentions out of order")
    require(mention.range.upperBound <= size, "mention outside the file")
    end = mention.range.upperBound
    if case .identifier(let identifier) = mention.target {
      require(source.text(mention.range) == identifier, "id is not what stands")
      _ = declared.isMeant(identifier, isDeclared: identifiers.contains(identifier))
    }
  }
  // In two runs, as text with code between them is.
  let middle = size / 2
  let ranges = [SourceRange(0, middle), SourceRange(min(middle + 1, size), size)]
  for mention in scanner.mentions(in: source, ranges: ranges) {
    require(mention.range.upperBound <= size, "mention outside the file")
  }
  return 0
}
