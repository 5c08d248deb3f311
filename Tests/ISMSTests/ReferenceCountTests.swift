import Source
import TestSupport
import Testing

@testable import ISMS

/// References are counted without putting all of them together; the count must be theirs.
@Suite struct ReferenceCountTests {
  private static let text = """
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
    clauses: [5.3]
    ---

    | id | role |
    |----|------|
    | ceo | Chief |
    -- policy.md --
    ---
    id: POL-01
    type: policy
    title: Policy
    version: "1.0"
    status: approved
    owner: cto
    approved_by: [ceo, cto]
    classification: internal
    controls: [A.5.15, A.5.16]
    supersedes: [POL-00]
    ---

    As A.5.15 and EV-01 say, see [the evidence](evidence.md), [a lost one](lost.md) and [this](#nowhere).
    -- evidence.md --
    ---
    id: EV-01
    type: evidence
    title: Export
    files: [policy.md, ./people.md, ../outside.csv, lost.csv, export]
    collected_by: ceo
    controls: [A.5.15]
    ---
    -- export/a.csv --
    a,b

    """

  @Test func everyReferenceIsCountedOnce() {
    let repository = LiterateRepository(Self.text)
    let (isms, _) = Binder.bind(repository.snapshot, contents: repository)
    let expected = Dictionary(isms.references.all.map { ($0.manner, 1) }, uniquingKeysWith: +)
    // Controls and clauses in fields are known when they are read, and not counted.
    for (manner, count) in expected where manner.named == .item || manner.named == .file || manner.form == .mention {
      #expect(isms.references.count { $0 == manner } == count, "\(manner)")
    }
    #expect(isms.references.count { _ in true } < isms.references.all.count)
    #expect(isms.references.broken == isms.references.all.filter { $0.problem != nil })
    #expect(isms.references.broken.count == 7)
    #expect(isms.references.mentions(ofControl: "A.5.15").map(\.origin) == ["POL-01"])
    #expect(isms.references.to(.control("A.5.15")).map(\.origin) == ["EV-01", "POL-01", "POL-01"])
  }
}
