import Foundation
import Source
import Testing

@testable import Git

@Suite struct SnapshotTests {
  @Test func contentsAreReadByManyThreads() throws {
    let temporary = try TemporaryRepository()
    for number in 0..<40 { try temporary.write("packed-\(number)", String(repeating: "text \(number)\n", count: 500)) }
    try temporary.commit()
    try temporary.git(["gc", "--quiet"])
    for number in 0..<10 { try temporary.write("loose-\(number)", "loose \(number)") }
    let files = try temporary.open().snapshot(ofCommit: try temporary.commit()).files
    let reader = SharedReader(try temporary.open())
    let found = concurrently(files + files + files) { file in
      (try? reader.contents(of: file.blob, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }
    for (file, text) in zip(files + files + files, found) {
      #expect(text == (try String(contentsOf: temporary.top.appending(path: file.path), encoding: .utf8)))
    }
  }

  @Test func commitHoldsWhatGitLists() throws {
    let temporary = try TemporaryRepository()
    for path in ["a", "a.b/c", "a-b", "b/c/d/e.md", "b/c.md", "z z/new\nline", "é.md", "e\u{301}.md"] {
      try temporary.write(path, path)
    }
    try temporary.link("link", to: "b/c.md")
    let head = try temporary.commit()
    let repository = try temporary.open()
    let snapshot = try repository.snapshot(ofCommit: head)
    #expect(snapshot.origin == .commit(head))
    #expect(snapshot.tree?.hex == (try temporary.line("rev-parse", "HEAD^{tree}")))
    #expect(snapshot.committedOn?.description == "2026-01-02")
    #expect(snapshot.uncommitted == nil)
    let listed = try temporary.git(["-c", "core.quotePath=false", "ls-tree", "-r", "-z", "HEAD"])
    let expected = listed.split(separator: 0).map { String(String(decoding: $0, as: UTF8.self).dropFirst(12)) }
    #expect(snapshot.files.map { "\($0.blob.hex)\t\($0.path)" } == expected)
    #expect(snapshot.file("link")?.kind == .symbolicLink)
    #expect(try repository.text("link", in: snapshot) == "b/c.md")
    #expect(try repository.text("b/c/d/e.md", in: snapshot) == "b/c/d/e.md")
  }

  /// The administrator can read everything.
  @Test(.enabled(if: Platform.currentUser != 0))
  func foldersThatCannotBeReadAreNamed() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("tracked/a.md", "a")
    try temporary.write(".gitignore", "build/\n")
    _ = try temporary.commit()
    try temporary.write("new/b/c.md", "c")
    try temporary.write("build/d.md", "d")
    func allow(_ mode: Int, _ path: String) throws {
      let place = temporary.top.appending(path: path).path
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
    }
    try allow(0, "build")
    #expect(try temporary.open().snapshotOfWorkingTree().files.count == 3)
    for (path, mode) in [("tracked", 0), ("tracked", 0o444), ("tracked", 0o111), ("new/b", 0), ("new", 0)] {
      try allow(mode, path)
      let error = #expect(throws: GitError.self) { try temporary.open().snapshotOfWorkingTree() }
      #expect(error?.message == "the folder \(path) in the working tree cannot be read")
      try allow(0o755, path)
    }
    #expect(try temporary.open().snapshotOfWorkingTree().files.count == 3)
  }

  @Test func foldersWithoutFilesAreNoFault() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    try FileManager.default.createDirectory(
      at: temporary.top.appending(path: "empty/deeper"), withIntermediateDirectories: true)
    #expect(try temporary.open().snapshotOfWorkingTree().files.map(\.path) == ["a.md"])
  }

  @Test func namesThatAreNotUTF8() throws {
    let temporary = try TemporaryRepository()
    let stream = "commit refs/heads/main\ncommitter A <a@b> 1 +0000\ndata 1\nx\nM 100644 inline "
    var bytes = Array(stream.utf8)
    bytes += Array("\"caf\\351/x.md\"\ndata 1\ny\n".utf8)
    bytes += Array("M 100644 inline \"caf\\303\\251/x.md\"\ndata 1\nz\n".utf8)
    try temporary.git(["fast-import", "--quiet"], input: bytes)
    let repository = try temporary.open()
    let snapshot = try repository.snapshot(ofCommit: try temporary.head())
    #expect(snapshot.paths == ["café/x.md", "caf\u{FFFD}/x.md"])
    #expect(try repository.text("caf\u{FFFD}/x.md", in: snapshot) == "y")
    #expect(try repository.history(upTo: try temporary.head()).changes.count == 2)
  }

  @Test func workingFilesWithNamesThatAreNotUTF8() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    try temporary.run("/bin/sh", ["-c", "printf old > $(printf 'caf\\351.md')"])
    let head = try temporary.commit()
    let repository = try temporary.open()
    #expect(try repository.snapshot(ofCommit: head).files == repository.snapshotOfWorkingTree().files)
    try temporary.run("/bin/sh", ["-c", "printf new > $(printf 'caf\\351.md'); printf x > $(printf '\\377')"])
    let snapshot = try repository.snapshotOfWorkingTree()
    #expect(snapshot.paths == ["a.md", "caf\u{FFFD}.md", "\u{FFFD}"])
    #expect(try repository.text("caf\u{FFFD}.md", in: snapshot) == "new")
    #expect(try repository.text("\u{FFFD}", in: snapshot) == "x")
  }

  @Test func submodule() throws {
    let inner = try TemporaryRepository()
    try inner.write("x", "x")
    let commit = try inner.commit()
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    try temporary.git(["submodule", "--quiet", "add", inner.path, "vendor/inner"])
    let head = try temporary.commit()
    let repository = try temporary.open()
    let snapshot = try repository.snapshot(ofCommit: head)
    #expect(snapshot.file("vendor/inner") == Snapshot.File(path: "vendor/inner", blob: commit, kind: .submodule))
    #expect(try repository.snapshotOfIndex().files == snapshot.files)
    #expect(try repository.snapshotOfWorkingTree().files == snapshot.files)
    #expect(throws: ContentError.missing(commit)) { _ = try repository.contents(of: commit, limit: 10) }
    // Not checked out, as in a plain clone: still unchanged.
    let clone = temporary.sibling("clone")
    try temporary.git(["clone", "--quiet", temporary.path, clone.path])
    let cloned = try Repository.open(at: clone.path, environment: [:])
    #expect(try cloned.snapshotOfWorkingTree().files == snapshot.files)
    #expect(try !cloned.isDirty())
  }

  @Test func index() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "old")
    try temporary.write("b.md", "b")
    try temporary.commit()
    try temporary.write("a.md", "staged")
    try temporary.write("new.md", "new")
    try temporary.git(["add", "a.md", "new.md"])
    try temporary.git(["rm", "--quiet", "--cached", "b.md"])
    try temporary.write("a.md", "not staged")
    try temporary.write("noted.md", "noted")
    try temporary.git(["add", "--intent-to-add", "noted.md"])
    let repository = try temporary.open()
    let snapshot = try repository.snapshotOfIndex()
    #expect(snapshot.origin == .index)
    #expect(snapshot.paths == ["a.md", "new.md"])
    #expect(try repository.text("a.md", in: snapshot) == "staged")
    // As `git commit` would have it.
    try temporary.git(["commit", "--quiet", "--message", "x"])
    try temporary.git(["add", "b.md"])
    #expect(try repository.snapshotOfIndex().paths == ["a.md", "b.md", "new.md"])
    try temporary.git(["rm", "--quiet", "--cached", "b.md"])
    #expect(try repository.snapshot(ofCommit: try temporary.head()).files == snapshot.files)
    let working = try repository.snapshotOfWorkingTree()
    #expect(working.paths == ["a.md", "b.md", "new.md", "noted.md"])
    #expect(try repository.text("a.md", in: working) == "not staged")
    #expect(try repository.text("noted.md", in: working) == "noted")
  }

  @Test func temporaryIndex() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "old")
    try temporary.write("b.md", "old")
    try temporary.commit()
    try temporary.write("a.md", "new a")
    try temporary.write("b.md", "new b")
    try temporary.git(["add", "a.md"])
    // What `git commit b.md` prepares: the commit before, and b.md.
    let file = temporary.path + "/.git/next-index-1.lock"
    try temporary.git(["read-tree", "HEAD"], environment: ["GIT_INDEX_FILE": file])
    try temporary.git(["add", "b.md"], environment: ["GIT_INDEX_FILE": file])
    for name in [file, ".git/next-index-1.lock"] {
      let repository = try Repository.open(at: temporary.path, environment: ["GIT_INDEX_FILE": name])
      let snapshot = try repository.snapshotOfIndex()
      #expect(try repository.text("a.md", in: snapshot) == "old")
      #expect(try repository.text("b.md", in: snapshot) == "new b")
    }
    let plain = try temporary.open()
    #expect(try plain.text("b.md", in: plain.snapshotOfIndex()) == "old")
  }

  @Test func temporaryIndexAsSeenFromAFolderBelow() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("sub/a.md", "a")
    try temporary.commit()
    try temporary.git(["read-tree", "--empty"], environment: ["GIT_INDEX_FILE": temporary.path + "/.git/other"])
    let path = temporary.path + "/sub"
    let repository = try Repository.open(at: path, environment: ["GIT_INDEX_FILE": ".git/other"])
    #expect(try repository.snapshotOfIndex().files.isEmpty)
  }

  @Test func realHooksSeeTheirIndex() throws {
    // The environment git gives to a hook, for `git commit -a` and `git commit FILE`.
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "old")
    try temporary.write("b.md", "old")
    try temporary.commit()
    let record = temporary.path + "/.git/recorded"
    try temporary.write(
      ".git/hooks/pre-commit",
      "#!/bin/sh\nenv | grep ^GIT_INDEX_FILE= > '\(record)'\ncp \"$GIT_INDEX_FILE\" '\(record)-index'\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: NSNumber(value: 0o755)], ofItemAtPath: temporary.path + "/.git/hooks/pre-commit")
    try temporary.write("a.md", "new")
    try temporary.write("b.md", "new")
    try temporary.git(["commit", "--quiet", "--message", "only a", "a.md"])
    let line = try String(contentsOfFile: record, encoding: .utf8).trimmingCharacters(in: .newlines)
    let value = String(line.dropFirst("GIT_INDEX_FILE=".count))
    try FileManager.default.copyItem(atPath: record + "-index", toPath: value)
    let repository = try Repository.open(at: temporary.path, environment: ["GIT_INDEX_FILE": value])
    #expect(try repository.snapshotOfIndex().files == repository.snapshot(ofCommit: try temporary.head()).files)
  }

  @Test func conflict() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a b.md", "base")
    try temporary.write("ok.md", "ok")
    try temporary.commit()
    try temporary.git(["checkout", "--quiet", "-b", "side"])
    try temporary.write("a b.md", "side")
    try temporary.commit()
    try temporary.git(["checkout", "--quiet", "main"])
    try temporary.write("a b.md", "main")
    try temporary.commit()
    #expect(throws: (any Error).self) { try temporary.git(["merge", "--quiet", "side"]) }
    let repository = try temporary.open()
    let found = failure { () throws(GitError) in _ = try repository.snapshotOfIndex() }
    #expect(found?.message == "the index has unresolved conflicts: a b.md")
    #expect(found?.fix == "resolve them, then run: git add 'a b.md'")
    let working = try repository.snapshotOfWorkingTree()
    #expect(working.paths == ["a b.md", "ok.md"])
    #expect(try repository.text("a b.md", in: working).contains("<<<<<<<"))
  }

  @Test func workingTree() throws {
    let temporary = try TemporaryRepository()
    for path in ["same.md", "changed.md", "deleted.md", "folder/gone.md", "becomes-folder", "becomes-link"] {
      try temporary.write(path, path)
    }
    try temporary.write(".gitignore", "*.tmp\nbuild/\n")
    try temporary.link("link", to: "same.md")
    let head = try temporary.commit()
    let repository = try temporary.open()
    #expect(try repository.snapshotOfWorkingTree().files == repository.snapshot(ofCommit: head).files)
    #expect(try !repository.isDirty())
    try temporary.write("ignored.tmp", "x")
    try temporary.write("build/out.md", "x")
    #expect(try !repository.isDirty())
    try temporary.write("changed.md", "other text")
    try temporary.remove("deleted.md")
    try temporary.remove("folder")
    try temporary.remove("becomes-folder")
    try temporary.write("becomes-folder/inside.md", "inside")
    try temporary.remove("becomes-link")
    try temporary.link("becomes-link", to: "nowhere")
    try temporary.remove("link")
    try temporary.link("link", to: "changed.md")
    try temporary.write("new/deep/er.md", "new")
    try temporary.write("new line\n.md", "odd")
    try temporary.write("new/ä.md", "umlaut")
    try temporary.git(["init", "--quiet", "nested"])
    try temporary.write("nested/n.md", "n")
    #expect(try repository.isDirty())
    let snapshot = try repository.snapshotOfWorkingTree()
    #expect(snapshot.origin == .workingTree)
    #expect(
      snapshot.paths == [
        ".gitignore", "becomes-folder/inside.md", "becomes-link", "changed.md", "link", "new line\n.md",
        "new/deep/er.md", "new/ä.md", "same.md",
      ])
    #expect(snapshot.file("becomes-link")?.kind == .symbolicLink)
    #expect(try repository.text("becomes-link", in: snapshot) == "nowhere")
    #expect(try repository.text("link", in: snapshot) == "changed.md")
    #expect(try repository.text("changed.md", in: snapshot) == "other text")
    #expect(try repository.text("new/ä.md", in: snapshot) == "umlaut")
    #expect(try repository.text("new line\n.md", in: snapshot) == "odd")
    // The names are those git would give.
    try temporary.remove("nested")
    let added = try temporary.commit()
    #expect(try repository.snapshot(ofCommit: added).files == snapshot.files)
  }

  @Test func workingTreeBelowALink() throws {
    // A folder replaced by a link is never followed.
    let temporary = try TemporaryRepository()
    try temporary.write("real/a.md", "a")
    try temporary.write("folder/a.md", "a")
    try temporary.commit()
    try temporary.remove("folder")
    try temporary.link("folder", to: "real")
    let repository = try temporary.open()
    let snapshot = try repository.snapshotOfWorkingTree()
    #expect(snapshot.paths == ["folder", "real/a.md"])
    #expect(snapshot.file("folder")?.kind == .symbolicLink)
  }

  @Test func lineEndsAreConverted() throws {
    let temporary = try TemporaryRepository()
    try temporary.write(".gitattributes", "*.md text\n*.bin -text\n")
    try temporary.write("a.md", "one\ntwo\n")
    try temporary.write("a.bin", "one\r\n")
    let head = try temporary.commit()
    try temporary.write("a.md", "one\r\ntwo\r\n")
    try temporary.write("new.md", "new\r\n")
    let repository = try temporary.open()
    let snapshot = try repository.snapshotOfWorkingTree()
    #expect(try snapshot.file("a.md") == repository.snapshot(ofCommit: head).file("a.md"))
    #expect(try repository.text("new.md", in: snapshot) == "new\n")
    let expected = try temporary.line("hash-object", "--path=new.md", "new.md")
    #expect(snapshot.file("new.md")?.blob.hex == expected)
  }

  @Test func pointersOfLargeFileStorage() throws {
    let temporary = try TemporaryRepository()
    let pointer =
      "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "a", count: 64))\nsize 9\n"
    try temporary.write(".gitattributes", "*.png filter=lfs -text\n")
    try temporary.write("shot.png", "the image")
    // Stands in for git-lfs: stores the pointer, keeps the content in the working tree.
    try temporary.git(["config", "filter.lfs.clean", "printf '\(pointer.replacingOccurrences(of: "\n", with: "\\n"))'"])
    let head = try temporary.commit()
    let repository = try temporary.open()
    let snapshot = try repository.snapshot(ofCommit: head)
    #expect(try repository.text("shot.png", in: snapshot) == pointer)
    #expect(try repository.snapshotOfIndex().files == snapshot.files)
    #expect(try repository.snapshotOfWorkingTree().files == snapshot.files)
    #expect(try !repository.isDirty())
    // As after a quick checkout: the index is not younger than the file, so the times alone prove nothing.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)], ofItemAtPath: temporary.path + "/.git/index")
    #expect(try temporary.open().snapshotOfWorkingTree().files == snapshot.files)
    try temporary.write("shot.png", "another image")
    #expect(try temporary.open().isDirty())
  }

  @Test func sparseCheckoutCountsAsUnchanged() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("kept/a.md", "a")
    try temporary.write("left/b.md", "b")
    let head = try temporary.commit()
    try temporary.git(["sparse-checkout", "set", "--cone", "--no-sparse-index", "kept"])
    #expect(!FileManager.default.fileExists(atPath: temporary.path + "/left/b.md"))
    let repository = try temporary.open()
    #expect(try repository.snapshotOfWorkingTree().files == repository.snapshot(ofCommit: head).files)
  }

  @Test func indexFormatsThatAreNotRead() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    try temporary.commit()
    try temporary.git(["update-index", "--split-index"])
    try temporary.write("b.md", "b")
    try temporary.git(["add", "b.md"])
    let repository = try temporary.open()
    let found = failure { () throws(GitError) in _ = try repository.snapshotOfIndex() }
    #expect(found?.fix == "run: git update-index --no-split-index")
    try temporary.git(["update-index", "--no-split-index"])
    #expect(try temporary.open().snapshotOfIndex().paths == ["a.md", "b.md"])
  }

  @Test func contentsRespectTheLimit() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "0123456789")
    try temporary.write("empty.md", "")
    let head = try temporary.commit()
    try temporary.write("b.md", "0123456789ab")
    let repository = try temporary.open()
    let blob = try temporary.id("HEAD:a.md")
    #expect(try repository.contents(of: blob, limit: 10).count == 10)
    #expect(throws: ContentError.tooLarge(size: 10)) { _ = try repository.contents(of: blob, limit: 9) }
    #expect(try repository.contents(of: try temporary.id("HEAD:empty.md"), limit: 0).isEmpty)
    let working = try repository.snapshotOfWorkingTree()
    let new = try #require(working.file("b.md")).blob
    #expect(throws: ContentError.tooLarge(size: 12)) { _ = try repository.contents(of: new, limit: 11) }
    #expect(try repository.contents(of: new, limit: 12).count == 12)
    try temporary.write("b.md", "0123456789AB")
    #expect(throws: ContentError.unreadable("b.md changed while it was read; run again")) {
      _ = try repository.contents(of: new, limit: 100)
    }
    #expect(throws: ContentError.unreadable("\(head) is not the content of a file")) {
      _ = try repository.contents(of: head, limit: 1000)
    }
    let reader: any ContentReader = repository
    #expect(try reader.contents(of: blob, limit: 10) == Array("0123456789".utf8))
  }
}
