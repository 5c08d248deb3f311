import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// What was found out before changes nothing but the time it takes.
@Suite struct ContentFactsTests {
  private let repository = LiterateRepository(
    """
    -- commit 2026-01-12 Bo Lind <bo@example.com>: Policy --
    -- people.md --
    ---
    id: PEOPLE
    type: register
    register: people
    title: People
    version: "1.0"
    status: approved
    owner: ceo
    classification: internal
    ---

    | id | role | name | emails |
    |---|---|---|---|
    | ceo | Chief executive | Ana Ruiz | ana@example.com |

    -- policy.md --
    ---
    id: POL-01
    type: policy
    title: Policy
    version: "1.0"
    status: approved
    owner: ceo
    approved_by: [ceo]
    approved_on: 2026-01-12
    classification: internal
    ---

    Text.

    -- evidence/export.csv --
    account,date of birth
    ana,1990-05-17
    -- evidence/clean.csv --
    account,result
    ana,keep
    -- evidence/export.md --
    ---
    id: EV-01
    type: evidence
    title: Export
    evidence_type: access-review
    files: [export.csv, clean.csv]
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"
    collected_on: 2026-01-12
    classification: internal
    ---

    -- commit 2026-02-02 Bo Lind <bo@example.com>: Other words --
    -- policy.md --
    ---
    id: POL-01
    type: policy
    title: Policy
    version: "1.0"
    status: approved
    owner: ceo
    approved_by: [ceo]
    approved_on: 2026-01-12
    classification: internal
    ---

    Other words.

    """)

  private func compiled(_ facts: ContentFacts, _ contents: (any ContentReader)? = nil) throws -> [Diagnostic] {
    compile(
      repository.snapshot, history: repository.history, contents: contents ?? repository, facts: facts,
      asOf: try #require(CalendarDate("2026-03-01"))
    ).diagnostics
  }

  @Test func aLaterCompilationFindsTheSameWithoutReadingAgain() throws {
    let first = ContentFacts()
    let expected = try compiled(first)
    #expect(expected.contains { $0.rule.code == "DOC-05" } && expected.contains { $0.rule.code == "EVD-06" })
    #expect(first.newCount > 5)

    let later = try #require(ContentFacts(bytes: first.bytes[...]))
    let counted = CountingReader(repository)
    #expect(try compiled(later, counted) == expected)
    #expect(later.newCount == 0 && later.bytes == first.bytes)
    let fresh = CountingReader(repository)
    #expect(try compiled(ContentFacts(), fresh) == expected)
    #expect(counted.count < fresh.count)
  }

  @Test func whatIsCutShortOrChangedDoesNotCrash() throws {
    let facts = ContentFacts()
    _ = try compiled(facts)
    let good = facts.bytes
    #expect(ContentFacts(bytes: good[...]) != nil)
    for count in 0..<good.count {
      #expect(ContentFacts(bytes: good[..<count]) == nil, "\(count) bytes")
    }
    #expect(ContentFacts(bytes: (good + [0])[...]) == nil)
    for position in good.indices {
      var bad = good
      bad[position] = 0xFF
      _ = ContentFacts(bytes: bad[...])
    }
  }
}
