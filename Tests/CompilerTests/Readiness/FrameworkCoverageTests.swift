import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// What speaks for the criteria of other frameworks.
@Suite struct FrameworkCoverageTests {
  private static let own = """
    -- auditpack.yaml --
    frameworks: [SOC2, house.json]
    -- house.json --
    { "id": "house", "name": "House rules",
      "criteria": [
        { "id": "H.1", "title": "Entering" }, { "id": "H.2", "title": "Leaving" }, { "id": "H.3", "title": "Staying" },
        { "id": "H.4", "title": "Building" }, { "id": "H.5", "title": "Singing" }, { "id": "H.6", "title": "Deciding" }],
      "mapping": [
        { "iso": "A.5.15", "criterion": "H.1", "relation": "primary" },
        { "iso": "A.8.30", "criterion": "H.1", "relation": "supporting" },
        { "iso": "A.5.18", "criterion": "H.2", "relation": "supporting" },
        { "iso": "A.5.16", "criterion": "H.3", "relation": "primary" },
        { "iso": "A.8.30", "criterion": "H.4", "relation": "primary" },
        { "iso": "5.2", "criterion": "H.6", "relation": "primary" }] }

    """

  private static let evidence = """
    -- evidence/review.md --
    ---
    id: EV-1
    type: evidence
    title: Review
    evidence_type: access-review
    collected_on: 2026-02-01
    collected_by: ceo
    source: Accounts
    controls: [A.5.15]
    classification: internal
    ---
    -- evidence/old.md --
    ---
    id: EV-2
    type: evidence
    title: Old review
    evidence_type: access-review
    collected_on: 2024-02-01
    collected_by: ceo
    source: Accounts
    controls: [A.5.15, A.5.18]
    expires: 2025-01-01
    classification: internal
    ---

    """

  private func frameworks() throws -> [FrameworkCoverage] {
    let rows = """
      A.5.15,yes,Needed,implemented
      A.5.16,yes,Needed,planned
      A.5.18,yes,Needed,implemented
      A.8.30,no,Nobody develops for us,
      """
    let repository = LiterateRepository(
      Examples.soa(rows) + Examples.policy(clauses: "5.2") + "-- policies/leaving.md --\n"
        + Examples.frontMatter("POL-09", "policy", "controls: [A.5.18]") + "Go.\n" + Self.evidence + Self.own)
    let compilation = compile(
      repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(CalendarDate("2026-03-01")))
    #expect(!compilation.diagnostics.contains { $0.rule.code.hasPrefix("FRW") || $0.rule.code == "CFG-01" })
    return compilation.frameworks
  }

  @Test func eachCriterionGetsWhatItsControlsHave() throws {
    let frameworks = try frameworks()
    #expect(frameworks.map(\.framework.id) == ["soc2", "house"])
    let house = try #require(frameworks.last)
    let entries = Dictionary(uniqueKeysWithValues: house.entries.map { ($0.criterion.id, $0) })
    let entering = try #require(entries["H.1"])
    #expect(entering.state == .evidenced && entering.reason == nil)
    #expect(entering.evidence == ["EV-1", "EV-2"] && entering.freshEvidence == ["EV-1"])
    #expect(entering.primary == ["A.5.15"] && entering.supporting.isEmpty && entering.absent == ["A.8.30"])
    // Evidence that has ended does not speak; the document does.
    #expect(entries["H.2"]?.state == .documented && entries["H.2"]?.documents == ["POL-09"])
    #expect(entries["H.3"]?.reason == "`A.5.16` has no document and no evidence")
    #expect(entries["H.4"]?.reason == "`A.8.30` is not included")
    #expect(entries["H.5"]?.reason == "no control or clause of ISO/IEC 27001 matches it")
    #expect(entries["H.6"]?.state == .documented && entries["H.6"]?.documents == ["POL-01"])
    #expect(house.count(of: .nothing) == 3 && house.count(of: .documented) == 2)
  }

  @Test func theTrustServicesCriteriaAreWhole() throws {
    let soc2 = try #require(Framework.builtIn["soc2"])
    #expect(soc2.criteria.count == 61 && soc2.matches.count == 385)
    let counts = Dictionary(soc2.criteria.map { ($0.category ?? "", 1) }, uniquingKeysWith: +)
    #expect(
      counts == ["Security": 33, "Availability": 3, "Confidentiality": 2, "Processing integrity": 5, "Privacy": 18])
    // Criteria that no control of ISO/IEC 27001 matches stay without one.
    let unmatched = Set(soc2.criteria.map(\.id)).subtracting(soc2.matches.map(\.criterion))
    #expect(unmatched == ["PI1.1", "PI1.3", "PI1.4", "P3.2", "P6.2", "P6.3", "P6.5", "P6.7", "P7.1"])
  }

  @Test func aHostileFileIsCountedNotListed() throws {
    let lines = (0..<3_000).map { #"{ "iso": "A.9.\#($0)", "criterion": "H.1", "relation": "primary" }"# }
    let file =
      #"{ "id": "h", "name": "H", "criteria": [{ "id": "H.1", "title": "T" }], "mapping": ["#
      + lines.joined(separator: ",\n") + "] }\n"
    let deep = String(repeating: "[", count: 100_000)
    let repository = LiterateRepository(
      "-- auditpack.yaml --\nframeworks: [many.json, deep.json]\n-- many.json --\n" + file + "-- deep.json --\n" + deep)
    let compilation = compile(
      repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(CalendarDate("2026-03-01")))
    let found = compilation.diagnostics.filter { $0.rule.code.hasPrefix("FRW") }
    #expect(found.count == 22)
    #expect(found.contains { $0.message == "2980 more things are wrong with `many.json`" })
    #expect(found.contains { $0.message == "`deep.json` is not a JSON object, so it is no framework" })
  }
}
