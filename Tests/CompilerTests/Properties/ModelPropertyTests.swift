import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

/// What holds for every ISMS, shown on generated ones. `seed` repeats a failure.
@Suite struct ModelPropertyTests {
  private static let seeds = Array(UInt64(1)...40)

  /// The repository of a seed: some with a history of two people, some without.
  private func repository(_ files: [String: String], seed: UInt64) -> LiterateRepository {
    var text = ""
    for (position, file) in files.sorted(by: { $0.key < $1.key }).enumerated() {
      if !seed.isMultiple(of: 3), position.isMultiple(of: 9) {
        let person = position.isMultiple(of: 2) ? "Ana <ana@example.com>" : "Bo <bo@example.com>"
        text += "-- commit 2025-0\(1 + position / 9 % 9)-02 \(person): Step \(position) --\n"
      }
      text += "-- \(file.key) --\n\(file.value)\n"
    }
    return LiterateRepository(text)
  }

  private func compile(_ repository: LiterateRepository, _ snapshot: Snapshot? = nil) throws -> Compilation {
    Compiler.compile(
      snapshot ?? repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(CalendarDate("2026-03-01")))
  }

  private func written(_ compilation: Compilation) -> [String] {
    let renderer = TextRenderer(sources: compilation.isms.sources, style: .init(mostOfOneRule: .max))
    return compilation.diagnostics.map(renderer.render)
  }

  @Test(arguments: seeds) func nothingDependsOnTheOrderOfFiles(seed: UInt64) throws {
    var generator = ModelGenerator(seed: seed)
    let repository = repository(generator.files(), seed: seed)
    let compilation = try compile(repository)
    let snapshot = repository.snapshot
    var random = SeededGenerator(seed: seed)
    let shuffled = Snapshot(
      origin: snapshot.origin, tree: snapshot.tree, files: snapshot.files.shuffled(using: &random),
      committedOn: snapshot.committedOn)
    let other = try compile(repository, shuffled)
    #expect(written(compilation) == written(other))
    #expect(compilation.reports.map(\.population) == other.reports.map(\.population))
    #expect(compilation.reports.map(\.unjudged) == other.reports.map(\.unjudged))
    #expect(compilation.documentationReview.sentence == other.documentationReview.sentence)
    #expect(compilation.dueDates == other.dueDates)
  }

  @Test(arguments: seeds) func anUnrelatedDocumentChangesNoFindingOfAnother(seed: UInt64) throws {
    var generator = ModelGenerator(seed: seed)
    var files = generator.files()
    let before = try compile(repository(files, seed: 3))
    files["zz/unrelated.md"] = """
      ---
      id: UNRELATED-1
      type: document
      title: Menu of the canteen
      version: "1.0"
      status: draft
      owner: UNRELATED-2
      classification: internal
      ---

      Soup.
      """
    let after = try compile(repository(files, seed: 3))
    // The grade of a lapse may depend on how common it is among documents; that it is one may not.
    func findings(_ compilation: Compilation) -> [String] {
      compilation.diagnostics.filter { $0.location.path != "zz/unrelated.md" && $0.subject != "UNRELATED-1" }
        .map { "\($0.rule.code) \($0.location) \($0.message)" }.sorted()
    }
    #expect(findings(before) == findings(after))
  }

  @Test(arguments: seeds) func everyFindingCanBeWritten(seed: UInt64) throws {
    var generator = ModelGenerator(seed: seed)
    let compilation = try compile(repository(generator.files(), seed: seed))
    for finding in compilation.diagnostics + compilation.waived.map(\.diagnostic) {
      #expect(!finding.message.isEmpty && !finding.message.hasSuffix("."), "\(finding.message)")
      if let range = finding.location.range, let source = compilation.isms.sources[finding.location.path] {
        #expect(range.upperBound <= source.bytes.count, "\(finding.message)")
      }
    }
    // Each rule looked at something, or said why not.
    for report in compilation.reports where report.population != nil {
      #expect(report.unjudged == nil || report.findings == 0, "\(report.rule.code)")
    }
    let names = Fingerprints(compilation.diagnostics)
    #expect(Set(compilation.diagnostics.indices.map { names[$0] }).count == compilation.diagnostics.count)
  }

  // MARK: Size

  /// A repository with as many documents as stated, 50 times as many evidence items and twice as many risks.
  private func large(_ documents: Int) -> LiterateRepository {
    var text =
      Examples.people + "-- soa/soa.md --\n"
      + Examples.frontMatter("SOA-01", "register", "register: soa\ndata: soa.csv")
    text += "-- soa/soa.csv --\ncontrol,included,justification,status\n" + Examples.allRows + "\n"
    let controls = Catalog.standard.controls.map(\.id)
    for number in 0..<documents {
      text += "-- policies/\(number).md --\n"
      text += Examples.frontMatter(
        "POL-\(number)", "policy", "controls: [\(controls[number % 93])]\nreview_every: 6 months")
      text +=
        "# Rules\n\nAs \(controls[number % 93]) says, see [another](\((number + 7) % documents).md#rules) and R-\(number).\n"
    }
    for number in 0..<documents * 2 {
      text += """
        -- risk/\(number).md --
        ---
        id: R-\(number)
        type: risk
        title: Risk \(number)
        owner: ceo
        likelihood: \(number % 4 + 1)
        impact: \(number % 3 + 1)
        controls: [\(controls[number % 93])]
        ---

        Something happens.

        """
    }
    for number in 0..<documents * 50 {
      text += """
        -- evidence/\(number).md --
        ---
        id: EV-\(number)
        type: evidence
        title: Item \(number)
        evidence_type: access-review
        collected_on: 2026-01-\(number % 18 + 10)
        collected_by: ceo
        source: System \(number % 40)
        controls: [\(controls[number % 93])]
        classification: internal
        ---

        """
    }
    return LiterateRepository(text)
  }

  @Test func timeGrowsWithTheSize() throws {
    func time(_ documents: Int) throws -> Duration {
      let repository = large(documents)
      let snapshot = repository.snapshot
      return try (0..<2).map { _ in try processorTime { _ = try compile(repository, snapshot) } }.min() ?? .zero
    }
    let small = try time(8)
    let big = try time(32)
    // Four times as much: linear is 4, quadratic is 16. Fixed costs make the small one relatively dearer.
    #expect(big < small * 8, "\(small) for 8 documents, \(big) for 32")
  }
}
