import Source
import Syntax

/// Any bytes as a document with front matter and as a data file: no crash, and every position lies in the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let source = SourceText(path: "x.md", bytes: Array(UnsafeBufferPointer(start: data, count: size)))
  let (document, findings) = FrontMatter.parse(source)
  if let document {
    check(.map(document.root), source, isAccepted: findings.isEmpty)
    require(document.range.upperBound <= size && document.bodyStart <= size, "block outside the file")
  }
  let (file, moreFindings) = FrontMatter.parseDataFile(source)
  check(.map(file.root), source, isAccepted: moreFindings.isEmpty)
  for finding in findings + moreFindings { check(finding, source) }
  return 0
}

private func check(_ value: FieldValue, _ source: SourceText, isAccepted: Bool) {
  require(value.range.upperBound <= source.bytes.count, "value outside the file")
  switch value {
  case .scalar(let scalar):
    // What is refused may be shown with characters replaced.
    guard isAccepted, scalar.style == .plain else { return }
    require(source.text(scalar.range) == scalar.text, "plain text is not what stands there")
  case .empty: break
  case .list(let items, _): for item in items { check(item, source, isAccepted: isAccepted) }
  case .map(let map):
    require(Set(map.entries.map(\.key)).count == map.entries.count, "key twice")
    for entry in map.entries {
      require(source.text(entry.keyRange) == entry.key, "key is not what stands there")
      check(entry.value, source, isAccepted: isAccepted)
    }
  }
}
