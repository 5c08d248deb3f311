import Source
import Syntax

/// Any bytes as CSV: no crash, every row has the header's cells, and they stand one behind the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let source = SourceText(path: "x.csv", bytes: Array(UnsafeBufferPointer(start: data, count: size)))
  let (table, findings) = CSV.read(source)
  for finding in findings { check(finding, source) }
  guard let table else { return 0 }
  var end = 0
  for row in [table.header] + table.rows {
    require(row.cells.count == table.header.cells.count, "ragged row")
    require(row.range.lowerBound >= end && row.range.upperBound <= size, "row out of order")
    for cell in row.cells {
      require(cell.range.lowerBound >= end && row.range.contains(cell.range), "cell out of order")
      end = cell.range.upperBound
    }
  }
  return 0
}
