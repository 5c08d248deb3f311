import Source
import TestSupport
import Testing

@testable import Syntax

@Suite struct CSVTests {
  private func read(_ text: String) -> (rows: [[String]], codes: [String], diagnostics: [Diagnostic]) {
    let (table, diagnostics) = CSV.read(SourceText(path: "risks.csv", text: text))
    let rows = table.map { [$0.header.cells.map(\.text)] + $0.rows.map { $0.cells.map(\.text) } } ?? []
    return (rows, diagnostics.map(\.rule.code), diagnostics)
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
    ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
    ("a\tb\tc\n\t2\t\n", [["a", "b", "c"], ["", "2", ""]]),
    ("sep=;\na;b\n1;2\n", [["a", "b"], ["1", "2"]]),
    ("sep=|", [["sep=|"]]),
    ("a\n1\n\n2\n", [["a"], ["1"], ["2"]]),
    ("a,b\n,\n1,2\n ,\n", [["a", "b"], ["1", "2"]]),
    ("a , b\n 1 ,2 \n", [["a", "b"], ["1", "2"]]),
    ("a,b\n\"1,5\",2\n", [["a", "b"], ["1,5", "2"]]),
    ("a,b\n \"1\" , \"2\" \n", [["a", "b"], ["1", "2"]]),
    ("a,b\n\"say \"\"yes\"\"\",\"\"\n", [["a", "b"], ["say \"yes\"", ""]]),
    ("a,b\n\"\"\"\",x\n", [["a", "b"], ["\"", "x"]]),
    ("a,b\n\"two\nlines\",2\n3,4\n", [["a", "b"], ["two\nlines", "2"], ["3", "4"]]),
    ("a,b\r\n\"two\r\nlines\",2\r\n", [["a", "b"], ["two\nlines", "2"]]),
    ("a,b\n5\" disk,2\n", [["a", "b"], ["5\" disk", "2"]]),
    ("\"a;x\",b\n1,2\n", [["a;x", "b"], ["1", "2"]]),
    ("\"a\nb\",c\n1,2\n", [["a\nb", "c"], ["1", "2"]]),
    ("name\nZoë\n日本\n", [["name"], ["Zoë"], ["日本"]]),
    ("a,b,\n1,2,\n", [["a", "b", ""], ["1", "2", ""]]),
    ("\n\na,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n", [["a", "b"]]),
  ])
  func readsWithoutFinding(text: String, rows: [[String]]) {
    let result = read(text)
    #expect(result.rows == rows)
    #expect(result.codes == [])
  }

  @Test(arguments: [
    ("", [], ["TBL-01"]),
    ("\n\n", [], ["TBL-01"]),
    (",,\n", [], ["TBL-01"]),
    ("a,b\n1\n3,4\n", [["a", "b"], ["1", ""], ["3", "4"]], ["TBL-06"]),
    ("a,b\n1,2,3\n3,4\n", [["a", "b"], ["1", "2"], ["3", "4"]], ["TBL-06"]),
    ("a,b\n1,2,,\n3\n", [["a", "b"], ["1", "2"], ["3", ""]], ["TBL-06", "TBL-06"]),
    ("a,b\n\"1,2\n3,4\n", [["a", "b"], ["1", "2"], ["3", "4"]], ["TBL-04"]),
    ("a,b\n\"1,2\n\"3\",4\n5,6\n", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]], ["TBL-04"]),
    ("a,b\n\"1\" x,2\n3,4\n", [["a", "b"], ["1 x", "2"], ["3", "4"]], ["TBL-05"]),
    ("a,A\n1,2\n", [["a", "A"], ["1", "2"]], ["TBL-07"]),
    ("a,b\r1,2\r3,4\r", [["a", "b"], ["1", "2"], ["3", "4"]], ["TBL-09"]),
    ("a,b\n1,\u{202E}2\n", [["a", "b"], ["1", "\u{FFFD}2"]], ["TBL-03"]),
    (
      "a,b\n1,\u{0}\u{0}\n\u{0},4\n", [["a", "b"], ["1", "\u{FFFD}\u{FFFD}"], ["\u{FFFD}", "4"]], ["TBL-03", "TBL-03"]
    ),
    ("a,b\n\"\n", [["a", "b"]], ["TBL-04"]),
  ])
  func reportsAndReadsOn(text: String, rows: [[String]], codes: [String]) {
    let result = read(text)
    #expect(result.rows == rows)
    #expect(result.codes == codes)
  }

  @Test func saysLineAndCountsOfARaggedRow() {
    let result = read("a,b,c\n1,\"x\ny\",3\n1,2\n")
    #expect(result.diagnostics.map(\.message) == ["line 4 has 2 cells, the header has 3"])
  }

  @Test func namesOtherEncodings() {
    let latin = CSV.read(SourceText(path: "a.csv", bytes: Array("a\n".utf8) + [0xE9, 0x0A, 0xE8, 0x0A]))
    #expect(latin.diagnostics.map(\.message) == ["byte 2 (0xE9) is not UTF-8, and 1 more"])
    #expect(latin.table?.rows.count == 2)
    let wide = CSV.read(SourceText(path: "a.csv", bytes: [0xFF, 0xFE, 0x61, 0, 0x0A, 0]))
    #expect(wide.diagnostics.map(\.message) == ["table is UTF-16, not UTF-8"])
    #expect(wide.table == nil)
  }

  @Test func cutsTablesWithTooManyColumns() {
    let header = (0..<1200).map { "c\($0)" }.joined(separator: ",")
    let row = (0..<1200).map { "\($0)" }.joined(separator: ",")
    let result = read("\(header)\n\(row)\n")
    #expect(result.codes == ["TBL-08"])
    #expect(result.rows.map(\.count) == [1000, 1000])
  }

  /// What a cell says is what stands at its place, and cells follow each other.
  @Test(arguments: 0..<400)
  func cellsStandWhereTheySay(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "a", "b c", ",", ",", ";", "\"", "\"\"", "\n", "\n", "\r\n", "\r", " ", "\t", "é", "日", "x,y\n", "\"a,b\"",
      ",\"c\n",
    ]
    let text = (0..<Int.random(in: 0...40, using: &random))
      .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
    let source = SourceText(path: "x.csv", text: text)
    let (table, diagnostics) = CSV.read(source)
    for diagnostic in diagnostics {
      #expect((diagnostic.location.range?.upperBound ?? 0) <= source.bytes.count)
    }
    guard let table else { return }
    var end = 0
    for row in [table.header] + table.rows {
      #expect(row.cells.count == table.header.cells.count)
      for cell in row.cells {
        #expect(cell.range.lowerBound >= end)
        #expect(row.range.contains(cell.range))
        end = cell.range.lowerBound
        if !source.text(cell.range).contains(where: { $0 == "\"" || $0 == "\r" || $0 == "\r\n" }) {
          #expect(source.text(cell.range) == cell.text)
        }
      }
    }
  }

  @Test(arguments: ["\"", "\"a\n", "\"\"\"\n", "\"\"x\n", "a,\"\n", ",", "\n", "\r", "a,b\n", "\u{0}"])
  func takesLinearTime(piece: String) {
    let source = SourceText(path: "x.csv", text: String(repeating: piece, count: 50_000))
    // Under a second alone, also in a debug build; quadratic time would be minutes.
    let took = processorTime { _ = CSV.read(source) }
    #expect(took < .seconds(10))
  }

  @Test(arguments: TableRules.all.map(\.code))
  func rulesShowThemselves(code: String) throws {
    let rule = try #require(TableRules.all.first { $0.code == code })
    func codes(_ example: String) -> [String] {
      guard let range = example.firstRange(of: "-- registers/risks.csv --\n") else { return [] }
      return CSV.read(SourceText(path: "risks.csv", text: String(example[range.upperBound...]))).diagnostics.map(
        \.rule.code)
    }
    // What cannot be shown as text has no example.
    if rule.flagged.contains("<byte ") { return }  // run by CompilerTests, which can write such bytes
    #expect(codes(rule.flagged).contains(rule.code))
    #expect(codes(rule.accepted) == [])
  }

  @Test func codesAndNamesAreUnique() {
    #expect(Set(TableRules.all.map(\.code)).count == TableRules.all.count)
    #expect(Set(TableRules.all.map(\.name)).count == TableRules.all.count)
  }
}
