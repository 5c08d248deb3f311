import ISMS
import Source
import Syntax
import TestSupport
import Testing

@testable import Compiler

/// The approval of a register covers what it lists, and one commit that approves many documents is told of.
@Suite struct RegisterDataTests {
  private static let people = """
    -- people.md --
    ---
    id: PEOPLE
    type: register
    register: people
    title: People
    version: "1.0"
    status: draft
    owner: ceo
    classification: internal
    ---

    | id | role | name | emails |
    |---|---|---|---|
    | ceo | Chief executive | Ana Ruiz | ana@example.com |
    | cto | Chief engineer | Bo Lind | bo@example.com |


    """

  private static func register(_ name: String, data: String, id: String = "REG") -> String {
    """
    -- registers/\(id).md --
    ---
    id: \(id)
    type: register
    register: \(name)
    data: \(data)
    title: A register
    version: "1.0"
    status: approved
    owner: cto
    approved_by: ceo
    approved_on: 2026-01-12
    classification: internal
    ---

    The rows are in a file.


    """
  }

  private static let approve =
    "-- commit 2026-01-12 Bo Lind <bo@example.com>: Register\\n\\nApproved-by: Ana <ana@example.com> --\n"
  private static let later = "-- commit 2026-02-02 Bo Lind <bo@example.com>: Rows --\n"
  private static let actions = """
    -- registers/rows.csv --
    id,risks,action,owner,due,status
    TA-1,R-1,Encrypt,cto,2026-06-01,open
    TA-2,R-1,Lock,cto,2026-06-01,open

    """

  private func compilation(_ text: String) throws -> Compilation {
    let repository = LiterateRepository(text)
    return compile(
      repository.snapshot, history: repository.history, contents: repository,
      asOf: try #require(CalendarDate("2026-03-01")))
  }

  private func data(_ text: String) throws -> Approval.RegisterData {
    try #require(try compilation(text).documentHistories["REG"]?.approval?.data)
  }

  private func findings(_ code: String, _ text: String) throws -> [Diagnostic] {
    try compilation(text).diagnostics.filter { $0.rule.code == code }
  }

  private static let plan = people + approve + register("treatment-actions", data: "rows.csv") + actions

  @Test func rowsAreAsApprovedWhateverTheirOrderAndQuotes() throws {
    #expect(try data(Self.plan).isUnchanged)
    let moved =
      Self.plan + Self.later
      + "-- registers/rows.csv --\nid,risks,owner,action,due,status\nTA-2,R-1,cto,\"Lock\",2026-06-01,open\n"
      + "TA-1,R-1,cto,Encrypt,2026-06-01,open\n"
    #expect(try data(moved).isUnchanged)
    #expect(try findings("DOC-05", moved).isEmpty)
  }

  @Test func anotherRowIsAChangeAndProgressIsNone() throws {
    let progress =
      Self.plan + Self.later
      + Self.actions.replacing("Encrypt,cto,2026-06-01,open", with: "Encrypt,cto,2026-06-01,done")
    let moved = try data(progress)
    #expect(moved.records == ["TA-1"] && !moved.isMaterial && moved.changesAfter == [0])
    #expect(try findings("DOC-05", progress).isEmpty)
    // Nobody else saw it.
    #expect(try findings("GIT-03", progress).map(\.subject) == ["REG"])

    let postponed = Self.plan + Self.later + Self.actions.replacing("Lock,cto,2026-06-01", with: "Lock,cto,2027-06-01")
    let changed = try data(postponed)
    #expect(changed.records == ["TA-2"] && changed.isMaterial)
    #expect(changed.firstChange?.path == "registers/rows.csv")
    let finding = try #require(try findings("DOC-05", postponed).first)
    #expect(finding.grade == .major && finding.message.hasPrefix("the records of `REG` changed"))
    #expect(try findings("GIT-03", postponed).isEmpty)

    for rows in [
      "TA-1,R-1,Encrypt,cto,2026-06-01,open\n",
      "TA-1,R-1,Encrypt,cto,2026-06-01,open\nTA-2,R-1,Lock,cto,2026-06-01,open\nTA-2,R-1,Again,cto,,open\n",
    ] {
      let found = try data(
        Self.plan + Self.later + "-- registers/rows.csv --\nid,risks,action,owner,due,status\n" + rows)
      #expect(found.records == ["TA-2"] && found.isMaterial)
    }
  }

  @Test func whatTheMergeBroughtIsApproved() throws {
    let text =
      Self.people + "-- commit 2026-01-11 Bo Lind <bo@example.com>: People --\n-- branch --\n"
      + "-- commit 2026-01-12 Bo Lind <bo@example.com>: Plan --\n"
      + Self.register("treatment-actions", data: "rows.csv") + Self.actions
      + Self.later + Self.actions.replacing("Lock", with: "Lock all doors")
      + "-- merge 2026-02-03 Ana Ruiz <ana@example.com>: Merge branch 'plan' --\n"
    #expect(try data(text).isUnchanged)
    let after = text + "-- commit 2026-02-04 Bo Lind <bo@example.com>: More --\n" + Self.actions
    #expect(try data(after).records == ["TA-2"])
  }

  @Test func recordFilesAreComparedWithTheirFacts() throws {
    func risk(_ level: Int, more: String = "") -> String {
      "-- registers/risks/R-1.md --\n---\nid: R-1\ntype: risk\ntitle: Loss\nowner: cto\nlikelihood: \(level)\nimpact: 2\n---\n\n\(more)A laptop\nis lost.\n\n"
    }
    let text = Self.people + Self.approve + Self.register("risks", data: "risks/") + risk(2)
    #expect(try data(text).isUnchanged)
    #expect(try data(text + Self.later + risk(2).replacing("laptop\nis", with: "laptop is")).isUnchanged)
    #expect(try data(text + Self.later + risk(3)).records == ["registers/risks/R-1.md"])
    #expect(try data(text + Self.later + "-- delete registers/risks/R-1.md --\n").records == ["registers/risks/R-1.md"])
    // Other files of the folder are no records, wherever the folder is.
    let beside = "-- registers/risks/notes.md --\nNotes.\n\n-- registers/risks/picture.svg --\n<svg/>\n\n"
    #expect(try data(text + Self.later + beside).isUnchanged)
    let here = text.replacing("data: risks/", with: "data: .")
    #expect(try data(here + Self.later + beside).isUnchanged)
    #expect(try data(here + Self.later + risk(3)).records == ["registers/risks/R-1.md"])
    let top = text.replacing("registers/REG.md", with: "REG.md").replacing("data: risks/", with: "data: ./")
    #expect(try data(top + Self.later + risk(3)).records == ["registers/risks/R-1.md"])
    // The register moved with its records, and nothing else happened.
    let moved =
      "-- delete registers/REG.md --\n-- delete registers/risks/R-1.md --\n"
      + Self.register("risks", data: "risks/").replacing("registers/", with: "risk/")
      + risk(2).replacing("registers/", with: "risk/")
    #expect(try data(text + Self.later + moved).isUnchanged)
  }

  @Test func aCommitThatRewritesAndApprovesIsToldOf() throws {
    func policy(_ text: String, version: String) -> String {
      "-- policy.md --\n---\nid: POL-01\ntype: procedure\ntitle: P\nversion: \"\(version)\"\nstatus: approved\nowner: cto\n"
        + "approved_by: ceo\napproved_on: 2026-01-12\nclassification: internal\n---\n\n\(text)\n\n"
    }
    let start = Self.people + Self.approve + policy("Old text.", version: "1.0")
    let rewritten = start + Self.later + policy("New text.", version: "2.0")
    let approval = try #require(try compilation(rewritten).documentHistories["POL-01"]?.approval)
    #expect(approval.claimRewroteText && approval.claimedTogether == 1)
    let finding = try #require(try findings("GIT-03", rewritten).first)
    #expect(finding.message.hasPrefix("`POL-01` was rewritten and called approved by Bo Lind alone"))
    // The approver's trailer is the second person.
    let seen = Self.later.replacing("Rows", with: "Text\\n\\nApproved-by: Ana <ana@example.com>")
    #expect(try findings("GIT-03", start + seen + policy("New text.", version: "2.0")).isEmpty)
    // Only the claim changed.
    let claim = try compilation(start + Self.later + policy("Old text.", version: "2.0"))
    #expect(claim.documentHistories["POL-01"]?.approval?.claimRewroteText == false)
  }

  @Test func manyApprovalsInOneCommitAreOneObservation() throws {
    func policies(_ count: Int, status: String) -> String {
      (1...count).map { number in
        "-- p\(number).md --\n---\nid: POL-\(number)\ntype: procedure\ntitle: P\nversion: \"1.0\"\nstatus: \(status)\n"
          + "owner: cto\napproved_by: ceo\napproved_on: 2026-02-02\nclassification: internal\n---\n\nText \(number).\n\n"
      }.joined()
    }
    let draft = "-- commit 2026-01-12 Bo Lind <bo@example.com>: Drafts --\n"
    func bulk(_ count: Int, _ message: String = Self.later) throws -> [Diagnostic] {
      try findings(
        "DOC-03", Self.people + draft + policies(count, status: "draft") + message + policies(count, status: "approved")
      )
    }
    let found = try bulk(12)
    #expect(found.count == 1 && found.first?.grade == .observation)
    #expect(found.first?.message.hasPrefix("12 documents were called approved in one commit") == true)
    #expect(try bulk(9).isEmpty)
    #expect(try bulk(12, Self.later.replacing("Rows", with: "All\\n\\nApproved-by: Ana <ana@example.com>")).isEmpty)
    // A first import says nothing about how its texts were approved before.
    #expect(try findings("DOC-03", Self.people + Self.later + policies(12, status: "approved")).isEmpty)
  }

  @Test func aDifferenceNamesRowsAndCells() throws {
    func table(_ text: String) throws -> Table {
      try #require(
        RecordKind.treatmentAction.table(in: SourceText(path: "a.csv", bytes: Array(text.utf8)), isMarkdown: false))
    }
    let difference = RegisterDifference(
      from: try table("id,action,owner\nTA-1,One,cto\nTA-2,Two,cto\n"),
      to: try table("Id,Action,Owner,Due\nTA-1,One,ceo,2026-01-01\nTA-3,Three,cto,\n"), of: .treatmentAction)
    #expect(difference.rows.map(\.id) == ["TA-1", "TA-3", "TA-2"])
    #expect(difference.rows.map(\.kind) == [.changed, .added, .removed])
    #expect(
      difference.rows[0].cells == [
        .init(name: "due", before: nil, after: "2026-01-01"), .init(name: "owner", before: "cto", after: "ceo"),
      ])
    #expect(difference.isMaterial)
  }
}
