import Foundation
import Testing

@testable import SampleHistory

/// A small story with every kind of operation.
private let people = """
  person ana Ana Ruiz <ana@example.org>
  person elodie Élodie Marchand <elodie@example.org>
  person forge Forge <forge@example.org>

  """

private let policy = """
  ---
  id: POL-1
  status: approved
  version: "1.0"
  approved_by: ceo
  controls: [A.5.1,
    A.5.2]
  ---
  # Policy

  Everyone locks the screen.

  ## Scope

  All of us.

  ## Review

  Once a year.

  """

private let suppliers = "id,title,owner\nSUP-01,\"Nordhavn, Cloud\",cto\nSUP-02,Mailfold,ceo\n"

private let goals = """
  | id | target |
  |---|---|
  | OBJ-1 | 95 % |
  | OBJ-2 | |

  """

private let story =
  people + """
    commit 2025-04-22 09:30 +0200 ana
    | Draft the policy
    |
    | First ideas.
    add rules.md suppliers.csv
    add goals.md old.txt

    commit 2025-05-01 10:00 +0200 elodie on review/policy
    | State who is in scope
    section rules.md Scope
    line rules.md Once a
    front rules.md version="0.1"

    commit 2025-05-02 10:00 +0200 ana
    | Add Mailfold
    row suppliers.csv SUP-02
    cell suppliers.csv SUP-01 title = Old, Cloud
    drop suppliers.csv SUP-01
    < SUP-00,Gone,cto

    merge review/policy 2025-05-03 10:00 +0200 elodie via forge
    | Merge the policy
    |
    | Approved-by: Élodie Marchand <elodie@example.org>
    front rules.md status=draft version="0.2" -approved_by

    commit 2025-06-01 10:00 +0200 ana
    | Move the policy
    move rules.md policies/policy.md
    change policies/policy.md
    < Everyone locks
    < the door.
    > Everyone locks the screen.

    tag trial 2025-06-01 12:00 +0200 ana
    | For a look

    commit 2025-07-01 10:00 +0100 ana
    | Set a target
    cell goals.md OBJ-1 target =
    row goals.md OBJ-2
    delete old.txt
    fixes CTX-06 goals.md an objective had no target
    """

private func chronicle(
  _ text: String = story, policy: String = policy, suppliers: String = suppliers, goals: String = goals
) throws -> Chronicle {
  let final = ["policies/policy.md": policy, "suppliers.csv": suppliers, "goals.md": goals]
  return try Chronicle(
    entries: StoryParser.parse([(name: "a.story", text: text)]),
    final: final.mapValues { Array($0.utf8) }, deleted: ["old.txt": Array("old\n".utf8)])
}

private func problems(_ text: String) -> [String] {
  do {
    _ = try chronicle(text)
    return []
  } catch let error as StoryError {
    return error.problems.map { error in error.place.map { "\($0.line): \(error.message)" } ?? error.message }
  } catch {
    return ["\(error)"]
  }
}

private func text(_ chronicle: Chronicle, _ commit: Int, _ path: String) -> String? {
  chronicle.commits[commit].tree[path].map { String(decoding: $0, as: UTF8.self) }
}

@Suite struct StoryTests {
  @Test func treesComeFromTheFinalFiles() throws {
    let chronicle = try chronicle()
    #expect(chronicle.commits.count == 6)
    #expect(chronicle.commits.map(\.parents) == [[], [0], [0], [2, 1], [3], [4]])

    let first = try #require(text(chronicle, 0, "rules.md"))
    #expect(first.contains("version: \"0.1\"\n"))
    #expect(first.contains("status: draft\n"))
    #expect(!first.contains("approved_by"))
    #expect(first.contains("controls: [A.5.1,\n  A.5.2]\n"))
    #expect(first.hasSuffix("Everyone locks\nthe door.\n\n## Review\n\n"))
    #expect(text(chronicle, 0, "suppliers.csv") == "id,title,owner\nSUP-01,\"Old, Cloud\",cto\nSUP-00,Gone,cto\n")
    #expect(text(chronicle, 0, "goals.md") == "| id | target |\n|---|---|\n| OBJ-1 | |\n")
    #expect(text(chronicle, 0, "old.txt") == "old\n")

    // The branch does not see what `main` does meanwhile, and the other way round.
    #expect(text(chronicle, 1, "rules.md")?.contains("## Scope") == true)
    #expect(text(chronicle, 1, "suppliers.csv")?.contains("SUP-02") == false)
    #expect(text(chronicle, 2, "rules.md")?.contains("## Scope") == false)
    #expect(text(chronicle, 2, "suppliers.csv") == suppliers)
    #expect(text(chronicle, 3, "rules.md")?.contains("## Scope") == true)
    #expect(text(chronicle, 3, "rules.md")?.contains("approved_by: ceo") == true)

    #expect(text(chronicle, 4, "rules.md") == nil)
    #expect(text(chronicle, 4, "policies/policy.md") == policy)
    #expect(chronicle.commits[5].tree.keys.sorted() == ["goals.md", "policies/policy.md", "suppliers.csv"])
    #expect(chronicle.tags.map(\.commit) == [4])
    #expect(chronicle.planted.map(\.planted.rule) == ["CTX-06"])
  }

  @Test func streamIsDeterministic() throws {
    let stream = String(decoding: FastImport.stream(try chronicle()), as: UTF8.self)
    #expect(stream == String(decoding: FastImport.stream(try chronicle()), as: UTF8.self))
    #expect(stream.contains("author Ana Ruiz <ana@example.org> 1745307000 +0200\n"))
    #expect(stream.contains("author Élodie Marchand <elodie@example.org> 1746259200 +0200\ncommitter Forge "))
    #expect(stream.contains("from :3\nmerge :2\n"))
    #expect(stream.contains("D rules.md\nM 100644 inline policies/policy.md\n"))
    #expect(stream.hasSuffix("done\n"))
  }

  @Test func momentsAreThoseOfTheCalendar() {
    #expect(Moment(date: "1970-01-01", time: "01:00", zone: "+0100")?.seconds == 0)
    #expect(Moment(date: "2024-02-29", time: "23:59", zone: "+0000")?.seconds == 1_709_251_140)
    #expect(Moment(date: "2026-10-23", time: "16:00", zone: "-0330")?.seconds == 1_792_783_800)
    #expect(Moment(date: "2026-02-29", time: "10:00", zone: "+0100") == nil)
    #expect(Moment(date: "2026-10-23", time: "24:00", zone: "+0100") == nil)
    #expect(Moment(date: "2026-10-23", time: "10:00", zone: "0100") == nil)
  }

  @Test(arguments: [
    ("commit 2025-13-01 10:00 +0100 ana", "is not a moment"),
    ("commit 2025-08-01 10:00 +0100 bob\n| x", "nobody is called `bob`"),
    ("commit 2025-08-01 10:00 +0100 ana", "the commit has no message"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x", "the commit changes nothing"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nfoo goals.md", "`foo` is not a word of the story"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nadd goals.md", "goals.md is there already"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nadd new.md", "there is no final file new.md"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nrow old.txt A", "there is no file old.txt yet"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nrow goals.md OBJ-9", "no row begins with `OBJ-9`"),
    (
      "commit 2025-08-01 10:00 +0100 ana\n| x\ncell goals.md OBJ-1 aim = 3",
      "0 rows begin with `OBJ-1` and have a column `aim`"
    ),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\ncell goals.md OBJ-1 target = 95 %", "changes nothing"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nfront goals.md a=b", "the file has no front matter"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nfront policies/policy.md -owner", "has no key `owner`"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nsection policies/policy.md Aims", "there is no heading `Aims`"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nchange goals.md\n< y\n> OBJ", "occurs 2 times, not once"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nchange goals.md\n< y", "a change needs later lines"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\ndrop goals.md OBJ-1\n> y", "a drop has earlier lines"),
    ("commit 2025-08-01 10:00 +0100 ana\n| x\nrewrite goals.md no.md", "there is no file `earlier/no.md`"),
    ("commit 2025-08-01 10:00 +0100 ana on b\n| x\ncell goals.md OBJ-1 target = 1", "is never merged"),
    ("merge b 2025-08-01 10:00 +0100 ana\n| x\ncell goals.md OBJ-1 target = 1", "there is no open branch `b`"),
    ("commit 2025-06-30 10:00 +0100 ana\n| x\ncell goals.md OBJ-1 target = 1", "is not later than its parent"),
  ]) func mistakesAreNamed(added: String, message: String) {
    let found = problems(story + "\n" + added)
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }

  @Test func everyMistakeIsNamedInOneRun() {
    let found = problems(
      story + "\ncommit 2025-08-01 10:00 +0100 ana\n| x\nrow goals.md OBJ-8\nfront policies/policy.md -owner\n")
    #expect(found.count == 2, "\(found)")
  }

  @Test func aFinalFileWithoutStoryIsNamed() {
    #expect(throws: StoryError(nil, "no commit adds goals.md").self) {
      try Chronicle(
        entries: StoryParser.parse([
          (name: "a", text: people + "commit 2025-06-30 10:00 +0100 ana\n| x\nadd a.md\n")
        ]), final: ["a.md": [], "goals.md": []])
    }
  }

  @Test func aChangedFinalTextFailsLoudly() {
    #expect(throws: StoryError.self) {
      try chronicle(policy: policy.replacingOccurrences(of: "locks the screen", with: "locks the laptop"))
    }
    #expect(throws: Never.self) {
      try chronicle(policy: policy.replacingOccurrences(of: "All of us", with: "Every one of us"))
    }
  }
}

extension StoryError: Equatable {
  /// Whether both name the same problems.
  public static func == (left: StoryError, right: StoryError) -> Bool { left.problems == right.problems }
}
