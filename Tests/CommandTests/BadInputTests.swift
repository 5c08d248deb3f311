import Foundation
import Testing

/// Bad input gets a message that says where, what, why and how to mend it, and the promised exit code.
@Suite struct BadInputTests {
  @Test func notARepository() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.auditpack("check")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains("error:") && run.errors.contains("git init"))
  }

  @Test func noSuchFolder() throws {
    let run = try Sandbox().auditpack("check", "nowhere")
    #expect(run.status == 2 && run.errors.contains("`nowhere`"))
  }

  @Test func emptyRepository() throws {
    let sandbox = try Sandbox()
    try sandbox.git("init", "-q")
    for command in [["check"], ["status"], ["build", "-o", "pack"]] {
      let run = try Run.program(Run.binary, command, in: sandbox.folder)
      #expect(run.status == 2 && run.errors.contains("fix:"), "\(command): \(run.errors)")
    }
    #expect(!sandbox.exists("pack"))
  }

  @Test func bareRepository() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.git("clone", "-q", "--bare", "isms", "bare.git")
    let run = try sandbox.auditpack("check", in: "bare.git")
    #expect(run.status == 2 && run.errors.contains("--rev HEAD"))
    #expect(try sandbox.auditpack("check", "--rev", "HEAD", in: "bare.git").status == 1)
  }

  @Test func shallowCloneStopsABuildAndIsSaidByCheck() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("More.\n", to: "isms/notes.md")
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git("commit", "-q", "-m", "Second", in: "isms")
    try sandbox.git("clone", "-q", "--depth", "1", "file://\(sandbox.folder.path)/isms", "shallow")
    let build = try sandbox.auditpack("build", "-o", "../pack", in: "shallow")
    #expect(build.status == 2 && build.errors.contains("git fetch --unshallow"))
    #expect(!sandbox.exists("pack"))
    #expect(try sandbox.auditpack("check", in: "shallow").output.contains("git fetch --unshallow"))
    #expect(try sandbox.auditpack("build", "-o", "../pack", "--allow-incomplete-history", in: "shallow").status == 0)
    #expect(try sandbox.read("pack/integrity.html").contains("shallow"))
  }

  @Test func damagedRepositoriesAreNamed() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("More.\n", to: "isms/notes.md")
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git("commit", "-q", "-m", "Second", in: "isms")
    func file(_ revision: String) throws -> (id: String, path: String) {
      let id = try sandbox.git("rev-parse", revision, in: "isms").output.trimmingCharacters(in: .newlines)
      return (id, "isms/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    }
    // A commit before, a tree, the commit itself.
    for revision in ["HEAD~1", "HEAD~1:policies", "HEAD"] {
      let (id, path) = try file(revision)
      let bytes = try Data(contentsOf: sandbox.folder.appending(path: path))
      for content in [nil, Data("junk".utf8)] {
        try FileManager.default.removeItem(at: sandbox.folder.appending(path: path))
        if let content { try sandbox.write(content, to: path) }
        for arguments in [["check"], ["check", "--rev", "HEAD"], ["build", "-o", "../pack"], ["history", "POL-01"]] {
          let run = try Run.program(Run.binary, arguments, in: sandbox.folder.appending(path: "isms"))
          #expect(run.status == 2 && run.output.isEmpty, "\(revision) \(arguments): \(run.errors)")
          #expect(run.errors.contains(id) && run.errors.contains("fix: "), "\(revision) \(arguments): \(run.errors)")
          #expect(!run.errors.contains("no commit is called"))
        }
        if content == nil { try sandbox.write(bytes, to: path) }
      }
      try FileManager.default.removeItem(at: sandbox.folder.appending(path: path))
      try sandbox.write(bytes, to: path)
    }
    #expect(!sandbox.exists("pack"))
    // A pack cut short.
    try sandbox.git("gc", "-q", in: "isms")
    let packs = sandbox.folder.appending(path: "isms/.git/objects/pack")
    let names = try FileManager.default.contentsOfDirectory(atPath: packs.path)
    let pack = packs.appending(path: try #require(names.first { $0.hasSuffix(".pack") }))
    try FileManager.default.setAttributes([.posixPermissions: NSNumber(value: 0o644)], ofItemAtPath: pack.path)
    let bytes = try Data(contentsOf: pack)
    for count in [0, bytes.count / 2] {
      try bytes.prefix(count).write(to: pack)
      let run = try sandbox.auditpack("check", "--rev", "HEAD", in: "isms")
      #expect(run.status == 2 && run.output.isEmpty, "\(run.errors)")
      #expect(!run.errors.contains("no commit is called"), "\(run.errors)")
    }
  }

  @Test func replacementsAndGraftsAreIgnoredAndToldOf() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("More.\n", to: "isms/notes.md")
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git("commit", "-q", "-m", "Second", in: "isms")
    #expect(try sandbox.auditpack("build", "-o", "../one", in: "isms").status == 0)
    try sandbox.git("replace", "--graft", "HEAD", in: "isms")
    let id = try sandbox.git("rev-parse", "HEAD", in: "isms").output
    try sandbox.write("# a remark\n\(id)", to: "isms/.git/info/grafts")
    #expect(try sandbox.git("rev-list", "--count", "HEAD", in: "isms").output == "1\n")
    let build = try sandbox.auditpack("build", "-o", "../two", in: "isms")
    #expect(build.errors.contains("ignored 1 replacement reference and 1 graft"))
    let difference = try Run.program("/usr/bin/env", ["diff", "-r", "one", "two"], in: sandbox.folder)
    #expect(difference.status == 0, "\(difference.output)")
    #expect(
      try sandbox.read("two/integrity.html").contains("Replacement references and grafts of the clone are ignored"))
  }

  @Test func noISMS() throws {
    let sandbox = try Sandbox()
    try sandbox.git("init", "-q")
    try sandbox.write("# Hello\n", to: "README.md")
    let run = try sandbox.auditpack("check")
    #expect(run.status == 2 && run.errors.contains("no document of an ISMS") && run.errors.contains("type: policy"))
  }

  @Test func unknownRevision() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let run = try sandbox.auditpack("check", "--rev", "no-such-tag", in: "isms")
    #expect(run.status == 2 && run.errors.contains("no-such-tag"))
  }

  @Test func everyMistakeIsFoundInOneRun() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    for number in 0..<10 {
      let title = number.isMultiple(of: 2) ? "Access: a policy" : "Access policy"
      try sandbox.write(Sample.policy(id: "POL-1\(number)", title: title), to: "isms/policies/p\(number).md")
    }
    try sandbox.write(Sample.policy(id: "POL-11"), to: "isms/policies/again.md")
    var bytes = Data(Sample.policy(id: "POL-20").utf8)
    bytes.append(contentsOf: [0xFF, 0x0A])
    try sandbox.write(bytes, to: "isms/policies/latin.md")
    try sandbox.write(Data(repeating: 0x61, count: 6 * 1_048_576), to: "isms/huge.md")
    let assets = Sample.people.replacing("PEOPLE", with: "ASSETS").replacing(
      "register: people", with: "register: assets\ndata: assets.csv")
    try sandbox.write(assets, to: "isms/registers/assets.md")
    try sandbox.write(
      "id,title,kind,owner\nA-1,Laptop,hardware,cto\nA-2,Phone\nA-3,Server,hardware,cto,x\n",
      to: "isms/registers/assets.csv")
    let run = try sandbox.auditpack("check", "--format", "concise", in: "isms")
    #expect(run.status == 1)
    for number in [0, 2, 4, 6, 8] { #expect(run.output.contains("policies/p\(number).md:4:"), "p\(number)") }
    #expect(run.output.contains("error[ID-01] the id `POL-11` is used twice"))
    #expect(run.output.contains("policies/latin.md:") && run.output.contains("error[FILE-03]"))
    #expect(run.output.contains("huge.md: error[FILE-01]"))
    #expect(run.output.contains("registers/assets.csv:3:") && run.output.contains("registers/assets.csv:4:"))
  }

  @Test func aFolderThatIsNotOursIsRefused() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("mine", to: "pack/thesis.txt")
    let run = try sandbox.auditpack("build", "-o", "../pack", in: "isms")
    #expect(run.status == 2 && run.errors.contains("thesis.txt") && run.errors.contains("fix:"))
    #expect(try sandbox.read("pack/thesis.txt") == "mine")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path).filter { $0.hasPrefix(".pack") }.isEmpty)
  }

  /// A list of checksums does not make a folder ours: only a manifest of this program whose files are all unchanged.
  @Test func aReleaseWithChecksumsIsNotAPack() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("precious", to: "release/app.tar")
    try sandbox.write("\(String(repeating: "0", count: 64))  app.tar\n", to: "release/SHA256SUMS")
    #expect(try sandbox.auditpack("build", "-o", "../release", in: "isms").status == 2)
    #expect(try sandbox.read("release/app.tar") == "precious")
  }

  @Test func aPackThatSomebodyChangedIsRefused() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    #expect(try sandbox.auditpack("build", "-o", "../pack", in: "isms").status == 0)
    try sandbox.write(try sandbox.read("pack/index.html") + "<!-- my notes -->", to: "pack/index.html")
    let run = try sandbox.auditpack("build", "-o", "../pack", in: "isms")
    #expect(run.status == 2 && run.errors.contains("`index.html`"))
    #expect(try sandbox.read("pack/index.html").contains("my notes"))
  }

  @Test func aResultThatCannotBeWrittenIsSaid() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let sandbox = try Sandbox()
    let run = try Run.program("/bin/sh", ["-c", "\"$0\" explain >/dev/full", Run.binary], in: sandbox.folder)
    #expect(run.status == 2 && run.errors.contains("standard output"))
  }

  /// What was made from an ISMS is not part of it.
  @Test func aPackInsideTheRepositoryIsNotRead() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let before = try sandbox.auditpack("check", "--format", "concise", in: "isms").output
    #expect(try sandbox.auditpack("build", "-o", "audit-pack", in: "isms").status == 0)
    #expect(try sandbox.auditpack("check", "--format", "concise", in: "isms").output == before)
  }

  @Test func aFileInThePlaceOfThePackIsRefused() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("mine", to: "pack")
    #expect(try sandbox.auditpack("build", "-o", "../pack", in: "isms").status == 2)
    #expect(try sandbox.read("pack") == "mine")
  }

  /// A file system of 64 KiB, where this process may mount one.
  @Test func aFullDiskLeavesTheLastPackAsItWas() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try FileManager.default.createDirectory(
      at: sandbox.folder.appending(path: "small"), withIntermediateDirectories: true)
    let mounted = try Run.program(
      "/usr/bin/env", ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "small"], in: sandbox.folder)
    guard mounted.status == 0 else { return print("skipped: this process may not mount a file system") }
    defer { _ = try? Run.program("/usr/bin/env", ["umount", "small"], in: sandbox.folder) }
    let run = try sandbox.auditpack("build", "-o", "../small/pack", in: "isms")
    #expect(run.status == 2 && run.errors.contains("the disk is full"), "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.appending(path: "small").path).isEmpty)
  }
}
