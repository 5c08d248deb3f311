import Source
import TestSupport
import Testing

@testable import ISMS

/// A value that could not be read is one finding, and not missing besides.
@Suite struct UnreadFieldTests {
  private func evidence(_ fields: String) throws -> Record {
    let repository = LiterateRepository(
      "-- evidence/item.md --\n---\nid: EV-1\ntype: evidence\ntitle: Export\nclassification: internal\n\(fields)\n---\n"
    )
    return try #require(Binder.bind(repository.snapshot, contents: repository).isms.evidence.first).record
  }

  @Test(arguments: ["collected_on: soon", "colected_on: 2026-01-01", "collected_on: 2026-01-01"])
  func isNotMissing(line: String) throws { #expect(try !evidence(line).lacks("collected_on")) }

  @Test(arguments: ["source: x", "collected_on:"])
  func isMissing(line: String) throws { #expect(try evidence(line).lacks("collected_on")) }

  @Test func listsOfUnreadableItemsAreNotMissing() throws {
    #expect(try !evidence("controls: [A.9.99]").lacks("controls"))
    #expect(try !evidence("controls: A.9.99").lacks("controls"))
    #expect(try evidence("controls: []").lacks("controls"))
    #expect(try evidence("source: x").lacks("controls"))
  }

  @Test func cellsAreTreatedAlike() throws {
    let repository = LiterateRepository(
      """
      -- objectives.md --
      ---
      id: OBJ
      type: register
      register: objectives
      title: Objectives
      version: "1.0"
      status: draft
      owner: ceo
      classification: internal
      ---

      | id | title | due | controls |
      |---|---|---|---|
      | O-1 | Fast | soon | A.9.99 |
      | O-2 | Slow | | |

      """)
    let records = Binder.bind(repository.snapshot, contents: repository).isms.objectives.map(\.record)
    #expect(records.map { $0.lacks("due") } == [false, true])
    #expect(records.map { $0.lacks("controls") } == [false, true])
  }

  @Test func aClauseCoversWhatStandsBelowIt() {
    #expect(Set(["6", "9.2"]).covers(clause: "6.1.3"))
    #expect(Set(["6", "9.2"]).covers(clause: "9.2"))
    #expect(!Set(["6", "9.2"]).covers(clause: "9.3.1"))
    #expect(!Set(["1"]).covers(clause: "10.2"))
  }
}
