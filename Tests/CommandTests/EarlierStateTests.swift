import Foundation
import Testing

/// An earlier pack and an earlier state: was history rewritten, and what changed since?
@Suite struct EarlierStateTests {
  private static func register(_ rows: String, in sandbox: Sandbox) throws {
    try sandbox.write(
      Sample.people.replacing("id: PEOPLE", with: "id: ASSETS").replacing(
        "register: people", with: "register: assets\ndata: assets.csv"
      )
      .replacing("clauses: [5.3]\n", with: "").split(separator: "|").first.map(String.init) ?? "",
      to: "isms/registers/assets.md")
    try sandbox.write("id,title,kind,owner\n\(rows)", to: "isms/registers/assets.csv")
  }

  private func commit(_ sandbox: Sandbox, _ message: String, on day: String = "2026-03-02") throws {
    try sandbox.git("add", "-A", in: "isms")
    let time = "\(day)T10:00:00+0100"
    try sandbox.git(
      "commit", "-q", "--allow-empty", "-m", message, in: "isms",
      environment: ["GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time])
  }

  @Test func rewrittenHistoryIsFoundWithTheEarlierPack() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try commit(sandbox, "Second")
    #expect(try sandbox.auditpack("build", "isms", "-o", "old").status == 0)
    let id = try sandbox.git("rev-parse", "HEAD", in: "isms").output.trimmingCharacters(in: .newlines)
    try commit(sandbox, "Third")
    for earlier in ["old", "old/manifest.json"] {
      let check = try sandbox.auditpack("check", "isms", "--previous", earlier, "--rule", "GIT-01")
      #expect(check.status == 0 && check.output.hasPrefix("no findings"), "\(check.output)\(check.errors)")
    }
    #expect(try sandbox.auditpack("build", "isms", "-o", "new", "--previous", "old").status == 0)
    #expect(try sandbox.read("new/integrity.html").contains("\(id), which is part of this history"))
    // Without the earlier pack nothing of it may show.
    #expect(try sandbox.auditpack("build", "isms", "-o", "plain").status == 0)
    #expect(try !sandbox.read("plain/integrity.html").contains("Earlier pack"))

    // The first commit is written anew, so every commit is another one.
    try sandbox.git("checkout", "-q", "--orphan", "again", in: "isms")
    try commit(sandbox, "All of it, again")
    let check = try sandbox.auditpack("check", "isms", "--previous", "old", "--rule", "GIT-01")
    #expect(check.status == 1)
    #expect(check.output.contains("major[GIT-01]: the earlier pack as of 2026-03-02 was made from \(id.prefix(7))"))
    #expect(check.output.contains(id) && check.output.contains("the commit that approved `POL-01` is gone"))
    #expect(try sandbox.auditpack("build", "isms", "-o", "new", "--previous", "old").status == 0)
    #expect(try sandbox.read("new/integrity.html").contains("it was rewritten since"))
    // A shallow clone proves nothing.
    try commit(sandbox, "One more")
    try sandbox.git("clone", "-q", "--depth", "1", "file://\(sandbox.folder.path)/isms", "shallow")
    let shallow = try sandbox.auditpack("check", "shallow", "--previous", "old", "--rule", "GIT-01")
    #expect(!shallow.output.contains("major[GIT-01]") && shallow.output.contains("could not be judged: GIT-01"))
  }

  @Test func whatIsNoEarlierPackIsSaid() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("{}", to: "wrong/manifest.json")
    try sandbox.write("x", to: "empty/file")
    #expect(try sandbox.auditpack("build", "isms", "-o", "draft", "--worktree").status == 0)
    for (name, words) in [
      ("nowhere", "there is no earlier pack `nowhere`"), ("empty", "`empty` holds no manifest.json"),
      ("wrong", "is not the manifest of a pack that was made from a commit"),
      ("draft", "is not the manifest of a pack that was made from a commit"),
    ] {
      let run = try sandbox.auditpack("check", "isms", "--previous", name)
      #expect(run.status == 2 && run.output.isEmpty && run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test func changedRowsOfRegistersAreListed() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try Self.register("AST-1,Laptop,device,cto\nAST-2,Phone,device,cto\n", in: sandbox)
    try commit(sandbox, "Assets", on: "2026-03-03")
    try sandbox.git("tag", "before", in: "isms")
    try Self.register("AST-1,Laptop,device,ceo\nAST-3,Printer,device,cto\n", in: sandbox)
    try sandbox.write(
      Sample.people.replacing("bo@example.com ", with: "bo@example.org "), to: "isms/registers/people.md")
    try commit(sandbox, "Other assets", on: "2026-03-05")
    #expect(try sandbox.auditpack("build", "isms", "-o", "pack", "--since", "before").status == 0)
    let page = try sandbox.read("pack/markdown/changes.md")
    #expect(page.contains("cto → ceo") && page.contains("bo@example.com → bo@example.org"))
    for row in ["AST-1", "AST-2", "AST-3", "cto"] { #expect(page.contains(row), "\(row)") }
    #expect(try sandbox.auditpack("build", "isms", "-o", "pack", "--since", "2026-03-04").status == 0)
    #expect(try sandbox.read("pack/markdown/changes.md").contains("cto → ceo"))
    #expect(try sandbox.auditpack("build", "isms", "-o", "pack", "--since", "2026-03-05").status == 0)
    #expect(try !sandbox.read("pack/markdown/changes.md").contains("cto → ceo"))
  }

  @Test func sinceSaysWhatItCannotDo() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try commit(sandbox, "Second", on: "2026-03-05")
    let future = try sandbox.auditpack("build", "isms", "-o", "pack", "--since", "2026-03-06")
    #expect(future.status == 2 && future.errors.contains("--since 2026-03-06 lies after 2026-03-05"))
    #expect(!sandbox.exists("pack"))
    let early = try sandbox.auditpack("build", "isms", "-o", "pack", "--since", "2020-01-01")
    #expect(early.status == 0 && early.errors.contains("before the first commit of 2026-03-02"))
    #expect(try sandbox.read("pack/changes.html").contains("2020-01-01, which is before the first commit"))
    try sandbox.git("checkout", "-q", "-b", "side", "HEAD~1", in: "isms")
    try commit(sandbox, "Side", on: "2026-03-06")
    let side = try sandbox.auditpack("history", "POL-01", "--path", "isms", "--rev", "main", "--since", "side")
    #expect(side.status == 2 && side.errors.contains("is not an ancestor of what is compiled"))
    let none = try sandbox.auditpack("history", "POL-01", "--path", "isms", "--rev", "main", "--since", "2026-03-04")
    #expect(none.status == 0 && none.output.contains("Revisions, newest first\n  none"))
    let all = try sandbox.auditpack("history", "POL-01", "--path", "isms", "--rev", "main", "--since", "2020-01-01")
    #expect(all.status == 0 && all.output.contains("First policy"))
  }
}
