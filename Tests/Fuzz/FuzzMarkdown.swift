import Source
import Syntax

/// Any bytes as Markdown: no crash, every position lies in the file, and the safe HTML is safe.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let source = SourceText(path: "x.md", bytes: bytes)
  let start = size > 0 ? Int(bytes[size - 1]) % (size + 1) : 0
  for start in Set([0, start]) {
    let document = MarkdownDocument.parse(source, from: start)
    let problems = SafetyCheck.problems(in: document.html())
    require(problems.isEmpty, "\(problems)")
    for finding in document.diagnostics { check(finding, source) }
    for link in document.links {
      require(link.range.upperBound <= size && link.destinationRange.upperBound <= size, "link outside the file")
    }
    for table in document.tables {
      for row in [table.header] + table.rows {
        require(row.cells.count == table.header.cells.count, "ragged row")
        for cell in row.cells { require(cell.range.upperBound <= size, "cell outside the file") }
      }
    }
    var end = 0
    for run in document.textRuns {
      require(run.range.lowerBound >= end && run.range.upperBound <= size, "runs out of order")
      end = run.range.upperBound
    }
    _ = document.headings.count + document.anchors.count + document.plainText().utf8.count
    _ = document.outline().utf8.count
  }
  for dialect in [MarkdownDocument.Dialect.commonMark, .gfm] {
    _ = MarkdownDocument.parse(source, dialect: dialect).commonMarkHTML().utf8.count
  }
  return 0
}
