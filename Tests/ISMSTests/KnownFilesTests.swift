import Foundation
import Source
import Syntax
import TestSupport
import Testing

@testable import ISMS

/// What an earlier run read in Markdown files changes nothing but the time it takes.
@Suite struct KnownFilesTests {
  private static let text = """
    -- auditpack.yaml --
    organisation: Quillstone
    -- readme.md --
    No front matter.
    -- notes.md --
    ---
    layout: page
    ---

    Of another program.
    -- policy.md --
    ---
    id: POL-01
    type: policy
    title: Access — Zugänge
    version: "1.0"
    status: approved
    owner: ceo
    approved_by: [ceo, cto]
    approved_on: 2026-01-12
    review_every: 12 months
    retention:
      evidence: 3 years
      all: 18 months
    classification: internal
    controls: [A.5.15–A.5.18, ACME-1]
    x-own: kept out
    ---

    # Rules

    As A.5.15, A.5.16 to A.5.18, A.9.2.1, A.5.99, A.5.18–A.5.15, clause 6.1.3, ISO/IEC 42001 A.6.2, R-001, R-404 and
    AES-256 say, see [the risk](risk.md#what-may-happen), [a lost one](lost.md) and <https://example.com>.

    ## Rules
    -- other.md --
    ---
    id: POL-02
    type: policy
    framework: iso42001
    title: Models
    version: "1.0"
    status: draft
    owner: ceo
    classification: internal
    ---

    A.6.2 is not ours.
    -- minutes.md --
    ---
    id: MR-01
    type: management-review
    title: Review
    version: "1.0"
    status: approved
    owner: ceo
    classification: internal
    held_on: 2026-02-01
    actions:
      - id: ACT-1
        status: open
      - id: ACT-2
        status: done
    ---
    -- risk.md --
    ---
    id: R-001
    type: risk
    title: A laptop is lost
    owner: ceo
    likelihood: 3
    impact: 2
    treatment: reduce
    affects: [C, A]
    controls: [A.8.1]
    assessed_on: 2026-02-01
    ---

    # What may happen
    -- evidence.md --
    ---
    id: EV-01
    type: evidence
    title: Export
    evidence_type: access-review
    period: 2026-01-01/2026-03-31
    collected_on: 2026-04-01
    collected_by: ceo
    source: Identity provider
    classification: internal
    ---
    -- wrong.md --
    ---
    id: EV-02
    type: evidence
    title: Export
    collected_on: soon
    ---

    """

  /// Everything that binding gives, as text that can be compared.
  private func described(_ repository: LiterateRepository, _ known: KnownFiles, _ contents: any ContentReader)
    -> [String]
  {
    let (isms, diagnostics) = Binder.bind(repository.snapshot, contents: contents, known: known)
    func described(_ field: Field) -> String {
      switch field.value {
      case .list(let items): "\(items.map(described)) \(field.location)"
      case .map(let fields): "\(fields.sorted { $0.key < $1.key }.map { "\($0): \(described($1))" }) \(field.location)"
      default: "\(field.value) \(field.location)"
      }
    }
    func described(_ record: Record) -> String {
      let fields = record.fields.sorted { $0.key < $1.key }.map { "\($0): \(described($1))" }
      return "\(record.kind) \(record.id) \(fields) \(record.location) \(record.unread.sorted())"
    }
    return isms.documents.map {
      "\($0.type) \($0.path) \($0.bodyStart) \(described($0.record)) \($0.markdown.textRuns)"
    }
      + isms.recordFiles.map {
        "\($0.path) \($0.bodyStart) \($0.holdsText) \(described($0.record)) \($0.markdown.textRuns)"
      }
      + isms.references.all.map { "\($0)" } + (diagnostics + isms.findingsAboutReferences).map { "\($0)" }
      + isms.sources.paths.sorted().map { "\($0) \(isms.sources[$0]?.bytes.count ?? -1)" }
  }

  @Test func aLaterRunReadsTheSameWithoutTheFiles() throws {
    let repository = LiterateRepository(Self.text)
    let first = KnownFiles()
    let expected = described(repository, first, repository)
    #expect(
      expected.contains { $0.contains("old") || $0.contains("A.9.2.1") } && expected.contains { $0.contains("R-404") })
    // All but the file with a finding, and the one that is no Markdown.
    #expect(first.newCount == 7)

    let bytes = first.bytes
    let later = try #require(KnownFiles(bytes: bytes[...]))
    for (found, expected) in zip(described(repository, later, repository), expected) { #expect(found == expected) }
    #expect(later.newCount == 0 && later.bytes == bytes)

    let counted = CountingReader(repository)
    let (isms, _) = Binder.bind(
      repository.snapshot, contents: counted, known: try #require(KnownFiles(bytes: bytes[...])))
    #expect(isms.documents.count == 3 && isms.recordFiles.count == 3)
    #expect(counted.count == 2, "the settings, and the file with a finding")
    // In front matter that is ASCII the line of a field is known, and it is the line that the text has.
    let fields = isms.documents.flatMap { $0.record.fields.map(\.value.location) }
    let positions = fields.map { isms.sources.position(of: $0) }
    #expect(fields.count > 20)
    #expect(counted.count == 3, "and the one file whose front matter is not ASCII")
    #expect(isms.documents[0].source.bytes == repository.files[isms.documents[0].path])
    #expect(counted.count == 4)
    for (field, position) in zip(fields, positions) {
      #expect(position == isms.sources[field.path]?.position(of: field.range?.lowerBound ?? -1))
    }
  }

  /// The repository lost a content since: nobody believes an empty text in its place.
  @Test func aTextThatIsLostIsAFinding() throws {
    let repository = LiterateRepository(Self.text)
    let first = KnownFiles()
    _ = described(repository, first, repository)
    let later = try #require(KnownFiles(bytes: first.bytes[...]))
    let (isms, diagnostics) = Binder.bind(repository.snapshot, contents: Nothing(), known: later)
    let policy = try #require(isms.document("POL-01"))
    #expect(isms.findingsAboutLostTexts.isEmpty)
    #expect(policy.source.bytes.isEmpty && policy.bodyStart == 0 && policy.markdown.textRuns.isEmpty)
    #expect(isms.findingsAboutLostTexts.map(\.location.path) == [policy.path])
    // Those that were not known are findings at once.
    #expect(
      Set(diagnostics.filter { $0.rule == FileRules.missingContent }.map(\.location.path)) == [
        "auditpack.yaml", "wrong.md",
      ])
  }

  private struct Nothing: ContentReader {
    func contents(of id: ObjectID, limit: Int) throws(ContentError) -> [UInt8] { throw .missing(id) }
  }

  @Test func whatIsNotThereAnyMoreIsForgotten() throws {
    let repository = LiterateRepository(Self.text)
    let first = KnownFiles()
    _ = described(repository, first, repository)
    let later = try #require(KnownFiles(bytes: first.bytes[...]))
    let rest = Snapshot(origin: .index, files: repository.snapshot.files.filter { $0.path == "risk.md" })
    _ = Binder.bind(rest, contents: repository, known: later)
    let last = try #require(KnownFiles(bytes: later.bytes[...]))
    #expect(last.kept.names == rest.files.map(\.blob))
  }

  @Test func whatIsCutShortOrChangedDoesNotCrash() throws {
    let repository = LiterateRepository(Self.text)
    let known = KnownFiles()
    _ = described(repository, known, repository)
    let good = known.bytes
    for count in 0..<good.count {
      #expect(KnownFiles(bytes: good[..<count]) == nil, "\(count) bytes")
    }
    #expect(KnownFiles(bytes: (good + [0])[...]) == nil)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      var bad = good
      let position = Int.random(in: good.indices, using: &random)
      bad[position] = [0xFF, 0, bad[position] ^ 1][Int.random(in: 0..<3, using: &random)]
      guard let damaged = KnownFiles(bytes: bad[...]) else { continue }
      _ = described(repository, damaged, repository)
    }
  }
}
