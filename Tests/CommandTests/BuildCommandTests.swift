import Foundation
import Testing

@Suite struct BuildCommandTests {
  @Test func theSameCommitGivesTheSameBytes() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    #expect(try sandbox.auditpack("build", "-o", "../one", in: "isms").status == 0)
    // Another place, another time zone, another language, a dirty working tree: nothing of it may matter.
    try sandbox.write("scribble", to: "isms/scratch.txt")
    let elsewhere = ["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8"]
    #expect(try sandbox.auditpack("build", "-o", "../two", in: "isms", environment: elsewhere).status == 0)
    let difference = try Run.program("/usr/bin/env", ["diff", "-r", "one", "two"], in: sandbox.folder)
    #expect(difference.status == 0, "\(difference.output)")
    let sums = try Run.program(
      "/usr/bin/env", ["sha256sum", "--quiet", "-c", "SHA256SUMS"], in: sandbox.folder.appending(path: "one"))
    #expect(sums.status == 0, "\(sums.output)\(sums.errors)")
  }

  @Test func aPackIsReplacedAsAWhole() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    #expect(try sandbox.auditpack("build", "-o", "../pack", in: "isms").status == 0)
    let page = "pack/documents/pol-01.html"
    #expect(sandbox.exists(page))
    try sandbox.git("rm", "-q", "policies/access.md", in: "isms")
    try sandbox.git("commit", "-q", "-m", "No policy", in: "isms")
    #expect(try sandbox.auditpack("build", "-o", "../pack", in: "isms").status == 0)
    #expect(!sandbox.exists(page), "a page of the last pack is left")
  }

  @Test func aDraftSaysSoOnEveryPage() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    #expect(try sandbox.auditpack("build", "isms", "-o", "pack", "--worktree").status == 0)
    for page in ["index.html", "soa.html", "documents/pol-01.html"] {
      #expect(try sandbox.read("pack/\(page)").contains("DRAFT"), "\(page)")
    }
    #expect(try sandbox.read("pack/integrity.html").contains("which holds what the last commit holds"))
    #expect(try !sandbox.read("pack/findings.html").contains("differs from the last commit"))
    try sandbox.write("scribble", to: "isms/scratch.txt")
    try sandbox.git("rm", "-q", "--cached", "policies/access.md", in: "isms")
    try FileManager.default.removeItem(at: sandbox.folder.appending(path: "isms/policies/access.md"))
    #expect(try sandbox.auditpack("build", "isms", "-o", "pack", "--worktree").status == 0)
    #expect(try sandbox.read("pack/integrity.html").contains("2 files differ from the last commit"))
    #expect(try sandbox.read("pack/findings.html").contains("the working tree differs from the last commit in 2 files"))
    // The pack of the commit is not touched by it.
    #expect(try sandbox.auditpack("build", "isms", "-o", "pack").status == 0)
    #expect(try sandbox.read("pack/integrity.html").contains("made from the commit alone, and leaves it untouched"))
    #expect(try !sandbox.read("pack/findings.html").contains("differs from the last commit"))
  }

  /// The binary needs nothing beside it: it is copied away and run with an empty environment.
  @Test func aMovedBinaryWorks() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let moved = sandbox.folder.appending(path: "bin/auditpack")
    try FileManager.default.createDirectory(at: moved.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: URL(fileURLWithPath: Run.binary), to: moved)
    let run = try Run.program(moved.path, ["build", "-o", "../pack"], in: sandbox.folder.appending(path: "isms"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try sandbox.read("pack/soa.html").contains("A.5.15"))
  }
}
