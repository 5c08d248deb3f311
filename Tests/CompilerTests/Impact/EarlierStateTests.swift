import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// What changed since a commit is found from history alone, and is what comparing two whole states finds.
@Suite struct EarlierStateTests {
  private static let register =
    Examples.people + "-- registers/assets.md --\n"
    + Examples.frontMatter("AST-REG", "register", "register: assets\ndata: assets.csv") + "Assets.\n\n"
    + Examples.sites("AST-9").replacing("registers/assets.md", with: "registers/sites.md")
    .replacing("AST-REG", with: "SITE-REG")

  private static let first =
    Examples.commit("2026-01-12", .ana, "Everything") + register
    + "-- registers/assets.csv --\nid,title,kind,owner\nAST-1,Laptops,hardware,ceo\nAST-2,Servers,hardware,ceo\n"
    + Examples.risk("likelihood: 2\nimpact: 3").replacing(Examples.people, with: "")
    + Examples.risk("likelihood: 1\nimpact: 1").replacing(Examples.people, with: "").replacing("R-001", with: "R-002")
    + "-- notes.md --\nNothing.\n"

  private static let second =
    Examples.commit("2026-02-12", .bo, "Changes")
    + "-- registers/assets.csv --\nid,title,kind,owner\nAST-3,Phones,hardware,ceo\nAST-1,Old laptops,hardware,ceo\n"
    + "-- delete risk/R-002.md --\n-- delete risk/R-001.md --\n"
    + Examples.risk("likelihood: 2\nimpact: 4").replacing(Examples.people, with: "")
    .replacing("risk/R-001.md", with: "risk/laptop.md")
    + "-- notes.md --\nStill nothing.\n"

  private func compiled(_ text: String) throws -> (LiterateRepository, Compilation) {
    let repository = LiterateRepository(text)
    let compilation = compile(
      repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(CalendarDate("2026-03-01")))
    return (repository, compilation)
  }

  private func described(_ changes: [RecordChange]) -> [String] {
    changes.map { change in
      let fields = change.fields.map { "\($0.name) \($0.before ?? "-")>\($0.after ?? "-")" }
      return ([change.kind.rawValue, change.id] + fields).joined(separator: " ")
    }
  }

  @Test func recordsOfFilesAndTablesAreCompared() throws {
    let (repository, after) = try compiled(Self.first + Self.second)
    let changes = after.changes(ChangesSince(1, in: after.history), contents: repository)
    #expect(
      described(changes) == [
        "changed R-001 impact 3>4", "removed R-002", "changed AST-1 title Laptops>Old laptops", "removed AST-2",
        "added AST-3",
      ])
    let before = try compiled(Self.first).1
    #expect(described(changes) == described(RecordChange.all(from: before.isms, to: after.isms)))
  }

  @Test func whatIsNotCommittedCounts() throws {
    var repository = LiterateRepository(Self.first)
    repository.edit("registers/assets.csv", Array("id,title,kind,owner\nAST-1,Laptops,hardware,ceo\n".utf8))
    let compilation = compile(
      repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(CalendarDate("2026-03-01")))
    // Against the beginning there is nothing to compare with.
    #expect(compilation.changes(ChangesSince(nil, in: compilation.history), contents: repository).isEmpty)
    let (second, whole) = try compiled(Self.first + Self.second)
    #expect(whole.changes(ChangesSince(0, in: whole.history), contents: second).isEmpty)
  }

  @Test func aRegisterThatIsGoneTakesItsRowsWithIt() throws {
    let (repository, after) = try compiled(
      Self.first + Examples.commit("2026-02-12", .bo, "No assets") + "-- delete registers/assets.md --\n")
    let changes = after.changes(ChangesSince(1, in: after.history), contents: repository)
    #expect(described(changes) == ["removed AST-REG", "removed AST-1", "removed AST-2"])
  }

  @Test func risksAreOpenedClosedAndMoved() throws {
    let closed = Examples.risk("likelihood: 2\nimpact: 3\nstatus: closed").replacing(Examples.people, with: "")
    let (repository, after) = try compiled(
      Self.first + Examples.commit("2026-02-12", .bo, "Risks") + closed
        + Examples.risk("likelihood: 4\nimpact: 1").replacing(Examples.people, with: "").replacing(
          "R-001", with: "R-002")
        + Examples.risk("likelihood: 3\nimpact: 3").replacing(Examples.people, with: "").replacing(
          "R-001", with: "R-003")
    )
    let changes = after.changes(ChangesSince(1, in: after.history), contents: repository)
    let movements = RiskMovement.all(in: changes, method: after.isms.riskMethod)
    #expect(
      movements.map { "\($0.kind) \($0.risk.id) \($0.level.before ?? 0) \($0.level.after ?? 0)" } == [
        "closed R-001 6 6", "moved R-002 1 4", "opened R-003 0 9",
      ])
  }
}
