import Compiler
import ISMS

/// Another framework with what speaks for each of its criteria.
struct ExportedFramework: Encodable {
  /// One criterion.
  struct Criterion: Encodable {
    let id: String
    let category: String?
    let series: String?
    let title: String
    /// `evidenced`, `documented` or `nothing`.
    let state: FrameworkCoverage.Entry.State
    let reason: String?
    let primary: [String]
    let supporting: [String]
    /// Matching controls that are not included.
    let absent: [String]
    let documents: [String]
    let evidence: [String]
    let freshEvidence: [String]
  }

  let id: String
  let name: String
  let title: String
  let criteria: [Criterion]

  /// The criteria as a table.
  var table: ExportedTable {
    typealias Column = ExportedTable.Column<Criterion>
    func list(_ name: String, _ ids: @escaping (Criterion) -> [String]) -> Column {
      Column(name) { ids($0).joined(separator: "; ") }
    }
    let columns = [
      Column("criterion") { $0.id }, Column("category") { $0.category ?? "" }, Column("series") { $0.series ?? "" },
      Column("title") { $0.title }, Column("state") { $0.state.rawValue }, Column("reason") { $0.reason ?? "" },
      list("primary") { $0.primary }, list("supporting") { $0.supporting }, list("not_included") { $0.absent },
      list("documents") { $0.documents }, list("evidence") { $0.evidence },
      list("fresh_evidence") { $0.freshEvidence },
    ]
    return ExportedTable("framework-" + id, columns, rows: criteria)
  }
}

extension Disclosed {
  /// The other frameworks.
  var frameworks: [ExportedFramework] {
    guard showsRegisters else { return [] }
    return compilation.frameworks.map { coverage in
      ExportedFramework(
        id: coverage.framework.id, name: text(coverage.framework.name), title: text(coverage.framework.title),
        criteria: coverage.entries.map { entry in
          ExportedFramework.Criterion(
            id: entry.criterion.id, category: entry.criterion.category.map(text),
            series: entry.criterion.series.map(text), title: text(entry.criterion.title), state: entry.state,
            reason: entry.reason.map(text), primary: entry.primary, supporting: entry.supporting,
            absent: entry.absent, documents: ids(entry.documents), evidence: ids(entry.evidence),
            freshEvidence: ids(entry.freshEvidence))
        })
    }
  }
}
