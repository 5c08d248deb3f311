import Source
import Syntax
import TestSupport
import Testing

@testable import ISMS

@Suite struct BinderTests {
  private func bind(_ text: String) -> (isms: ISMS, codes: [String], messages: [String]) {
    let repository = LiterateRepository(text)
    var (isms, diagnostics) = Binder.bind(repository.snapshot, contents: repository)
    diagnostics += isms.findingsAboutReferences
    return (isms, diagnostics.map(\.rule.code), diagnostics.map(\.message))
  }

  private func document(_ id: String, _ type: String, _ more: String, body: String = "") -> String {
    """
    -- \(id.lowercased()).md --
    ---
    id: \(id)
    type: \(type)
    title: \(id)
    version: "1.0"
    status: approved
    owner: ceo
    classification: internal
    \(more)---

    \(body)

    """
  }

  /// A record may be a file, a row of a Markdown table or a row of a CSV file; what is read is the same.
  @Test func aRecordIsTheSameFromEverySource() throws {
    let file = """
      -- R-001.md --
      ---
      id: R-001
      type: risk
      title: A laptop is lost
      owner: cto
      likelihood: 3
      impact: 2
      treatment: reduce
      controls: [A.8.1, A.7.9]
      assessed_on: 2026-02-01
      ---

      """
    let heading =
      "Risk ID | Risk | Risk owner | Likelihood (1-4) | Impact [1-4] | Treatment option | Controls | Last assessed"
    let row = "R-001 | A laptop is lost | cto | 3 | 2 | mitigate | A.8.1; A 7.9 | 2026-02-01"
    let rule = String(repeating: "---|", count: 8)
    let table = document("REG", "register", "register: risks\n", body: "| \(heading) |\n|\(rule)\n| \(row) |")
    let cells = { (line: String) in line.split(separator: "|").map { $0.trimmingSpaces() }.joined(separator: ",") }
    let csv =
      document("REG", "register", "register: risks\ndata: r.csv\n") + "-- r.csv --\n\(cells(heading))\n\(cells(row))\n"
    for text in [file, table, csv] {
      let (isms, _, messages) = bind(text)
      let risk = try #require(isms.risks.first, "\(messages)")
      #expect(isms.risks.count == 1)
      #expect(risk.id == "R-001" && risk.title == "A laptop is lost" && risk.owner == "cto")
      #expect(risk.likelihood == 3 && risk.impact == 2 && risk.treatment == .modify)
      #expect(risk.controls == ["A.8.1", "A.7.9"])
      #expect(risk.assessedOn == CalendarDate("2026-02-01"))
    }
  }

  /// Every value knows its bytes, down to the item of a list in a cell.
  @Test func valuesKnowTheirPlace() throws {
    let table = """
      | id | title | owner | likelihood | impact | controls |
      |---|---|---|---|---|---|
      | R-1 | Theft | ceo | 2 | 3 | A.8.1; A.7.9 |
      """
    let (isms, _, _) = bind(document("REG", "register", "register: risks\n", body: table))
    let risk = try #require(isms.risks.first)
    let source = try #require(isms.sources["reg.md"])
    func text(_ location: Location) -> String { location.range.map { source.text($0) } ?? "" }
    #expect(text(risk.location) == "R-1")
    #expect(text(risk.record.location(of: "impact")) == "3")
    #expect(text(risk.record.location(of: "controls", item: "A.7.9")) == "A.7.9")
  }

  @Test func aRangeOfControlsIsAllOfThem() {
    let (isms, _, _) = bind(document("POL", "policy", "controls: [A.5.15-A.5.18, 8.2]\n"))
    #expect(isms.documents.first?.controls == ["A.5.15", "A.5.16", "A.5.17", "A.5.18", "A.8.2"])
  }

  @Test func referencesAreFoundFromBothEnds() throws {
    let risk = """
      -- r.md --
      ---
      id: R-7
      type: risk
      title: Theft
      owner: ceo
      likelihood: 1
      impact: 1
      controls: [A.8.1]
      ---

      """
    let (isms, _, _) = bind(
      risk + document("POL", "policy", "", body: "# Devices\n\nTreats R-7 with A.8.1, see [it](r.md)."))
    #expect(isms.references.to(.item("R-7")).map(\.origin) == ["POL"])
    #expect(isms.references.to(.control("A.8.1")).map(\.origin).sorted() == ["POL", "R-7"])
    #expect(isms.references.from("POL").contains { $0.target == .file(path: "r.md", anchor: nil) && $0.problem == nil })
    let mention = try #require(isms.references.to(.item("R-7")).first)
    #expect(mention.section == 0 && mention.form == .mention)
  }

  @Test func ordinaryMarkdownIsLeftAlone() {
    let (isms, codes, _) = bind("-- README.md --\n# Hello A.9.99\n-- blog.md --\n---\nlayout: post\ndate: today\n---\n")
    #expect(isms.documents.isEmpty && codes.isEmpty)
  }

  @Test func aRegisterWithoutItsFileSaysSo() {
    let (_, codes, messages) = bind(document("REG", "register", "register: risks\ndata: missing.csv\n"))
    #expect(codes == ["FILE-04"] && messages[0].contains("`missing.csv`"))
  }

  @Test func theFolderOfTheISMSIsTheWorld() {
    let repository = LiterateRepository(
      "-- isms/auditpack.yaml --\norganisation: Example\n-- isms/p.md --\n---\nid: A\n---\n-- other/broken.md --\n---\nid: A: b\ntype: policy\n---\n"
    )
    let (isms, diagnostics) = Binder.bind(repository.snapshot, folder: "isms", contents: repository)
    #expect(isms.configuration.organisation == "Example")
    #expect(diagnostics.isEmpty && isms.files.count == 2)
  }

  /// The order in which files are listed must not matter.
  @Test func theOrderOfFilesDoesNotMatter() {
    let text =
      document("B", "policy", "controls: [A.5.1]\n") + document("A", "policy", "controls: [A.5.99]\n", body: "POL-9")
    let repository = LiterateRepository(text)
    let turned = Snapshot(origin: .workingTree, files: repository.snapshot.files.reversed())
    let one = Binder.bind(repository.snapshot, contents: repository)
    let other = Binder.bind(turned, contents: repository)
    #expect(one.isms.documents.map(\.id).sorted() == other.isms.documents.map(\.id).sorted())
    #expect(
      Set(one.diagnostics + one.isms.findingsAboutReferences)
        == Set(other.diagnostics + other.isms.findingsAboutReferences))
  }
}
