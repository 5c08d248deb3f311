import ISMS
import Source
import Syntax
import Testing

@testable import Pack

@Suite struct ExportCSVTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
    ("two\nlines", "\"two\nlines\""),
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
    ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""), ("=a,b", "\"'=a,b\""), ("＝1", "'＝1"), ("a=1", "a=1"),
    ("\r\n=x", "\"'\r\n=x\""), ("Zürich", "Zürich"),
  ])
  func cellsAreQuotedAndHarmless(cell: String, written: String) {
    #expect(String(decoding: CSVTable.escaped(cell), as: UTF8.self) == written)
  }

  @Test func tableBeginsWithMarkAndEndsLinesWithCRLF() {
    let table = CSVTable(
      ExportedTable("x", [.init("id") { (row: String) in row }, .init("again") { $0 + $0 }], rows: ["a", "b,"]))
    #expect(table.file.path == "csv/x.csv")
    #expect(table.file.bytes == [0xEF, 0xBB, 0xBF] + Array("id,again\r\na,aa\r\n\"b,\",\"b,b,\"\r\n".utf8))
  }

  @Test func noCellOfTheFixtureIsAFormula() throws {
    var cells = 0
    for file in try ExportFixture.files(.auditor) where file.path.hasSuffix(".csv") {
      #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]), "\(file.path)")
      let (table, diagnostics) = CSV.read(SourceText(path: file.path, bytes: file.bytes))
      #expect(diagnostics.isEmpty, "\(file.path)")
      let rows = try #require(table?.rows)
      for row in rows {
        for cell in row.cells {
          cells += 1
          #expect(!["=", "+", "-", "@"].contains(cell.text.prefix(1)), "\(file.path): \(cell.text)")
        }
      }
    }
    #expect(cells > 100)
  }

  @Test func everyKindOfRecordHasAFile() throws {
    let names: [RecordKind: String] = [
      .document: "document-register", .evidence: "evidence-index", .risk: "risk-register",
      .treatmentAction: "treatment-plan",
    ]
    let paths = Set(try ExportFixture.files(.auditor).map(\.path))
    for kind in RecordKind.allCases {
      let name = names[kind] ?? kind.register ?? kind.rawValue
      #expect(paths.contains("csv/\(name).csv"))
    }
  }

  @Test func registersKeepTheirText() throws {
    let soa = try ExportFixture.file("csv/soa.csv", .auditor).text
    #expect(soa.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""))
    #expect(soa.contains("\"Policy, \"\"now\"\" signed\""))
    #expect(soa.contains("Shown by [withheld]"))
    let risks = try ExportFixture.file("csv/risk-register.csv", .auditor).text
    #expect(risks.contains("R-01,'+Phishing,"))
    #expect(risks.contains(",9,Treat,3,Monitor\r\n"))
  }
}
