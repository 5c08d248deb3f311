import Foundation
import Source
import Testing

@testable import Git

@Suite struct HistoryTests {
  @Test func oneCommitAfterTheOther() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "one")
    let first = try temporary.commit("First line\n\nBody\n")
    try temporary.write("a.md", "two")
    try temporary.write("b/c.md", "c")
    let second = try temporary.commit("Second")
    try temporary.remove("a.md")
    let third = try temporary.commit("Third")
    let history = try temporary.open().history(upTo: third)
    #expect(history.commits.map(\.id) == [third, second, first])
    #expect(history.commits.map { Array($0.parents) } == [[second], [first], []])
    #expect(Array(history.paths) == ["a.md", "b/c.md"])
    #expect(history.isComplete)
    let one = try temporary.id("\(first.hex):a.md")
    let two = try temporary.id("\(second.hex):a.md")
    let added = try temporary.id("\(second.hex):b/c.md")
    #expect(
      history.changes[history.commits[2].changes].elementsEqual([History.Change(path: 0, before: nil, after: one)]))
    #expect(
      history.changes[history.commits[1].changes].elementsEqual([
        History.Change(path: 0, before: one, after: two), History.Change(path: 1, before: nil, after: added),
      ]))
    #expect(
      history.changes[history.commits[0].changes].elementsEqual([History.Change(path: 0, before: two, after: nil)]))
    #expect(history.revisions(of: "a.md").map(\.commit) == [0, 1, 2])
    let commit = history.commits[2]
    #expect(commit.subject == "First line")
    #expect(commit.message == "First line\n\nBody\n")
    #expect(
      commit.author
        == History.Signature(name: "Ana Author", email: "ana@example.com", seconds: 1_767_225_600, offsetMinutes: 60))
    #expect(commit.committer.name == "Cor Committer")
    #expect(!commit.isSigned && !commit.isMerge)
    #expect(commit.tree == (try temporary.id("\(first.hex)^{tree}")))
  }

  @Test(arguments: 1...12)
  func equalToGitLog(seed: UInt64) throws {
    let temporary = try TemporaryRepository()
    var generator = RepositoryGenerator(seed: seed)
    try temporary.git(["fast-import", "--quiet", "--force"], input: generator.stream(commits: 150))
    if seed % 2 == 0 { try temporary.git(["repack", "-adq", "--depth=50"]) }
    if seed % 3 == 0 { try temporary.git(["commit-graph", "write", "--reachable"]) }
    try expectEqualToGitLog(temporary, "main")
  }

  /// Compares every commit with `git log --raw --no-renames`, merges by git's rule (`-c`).
  private func expectEqualToGitLog(_ temporary: TemporaryRepository, _ revision: String) throws {
    let log = try temporary.git(
      [
        "-c", "advice.graftFileDeprecated=false", "log", "--raw", "--no-renames", "--no-abbrev", "-c", "-z",
        "--date-order",
        "--format=%x01%H %T %at %ct %P%n%an%n%ae%n%cn%n%ce%x02", revision,
      ], environment: ["GIT_GRAFT_FILE": "/dev/null"])
    let repository = try temporary.open()
    let history = try repository.history(upTo: try repository.resolve(revision))
    var position = 0
    var expected: [String] = []
    func finish(_ last: Int) {
      guard last >= 0 else { return }
      guard last < history.commits.count else {
        Issue.record("git has more commits")
        return
      }
      let commit = history.commits[last]
      let found = history.changes[commit.changes].map { change in
        let zeros = String(repeating: "0", count: 40)
        return "\(change.before?.hex ?? zeros) \(change.after?.hex ?? zeros) \(history.paths[change.path])"
      }
      // Two names that are not UTF-8 can look alike.
      #expect(found.sorted() == expected.sorted(), "commit \(commit.id)")
      expected = []
    }
    let tokens = log.split(separator: 0, omittingEmptySubsequences: false)
    var index = 0
    while index < tokens.count {
      var token = tokens[index]
      index += 1
      if token.first == 1 {
        finish(position - 1)
        guard position < history.commits.count else { break }
        let commit = history.commits[position]
        position += 1
        let end = token.firstIndex(of: 2) ?? token.endIndex
        let parents = commit.parents.map(\.hex).joined(separator: " ")
        let line =
          "\(commit.id) \(commit.tree) \(commit.author.seconds) \(commit.committer.seconds) \(parents)\n"
          + "\(commit.author.name)\n\(commit.author.email)\n\(commit.committer.name)\n\(commit.committer.email)"
        #expect(String(decoding: token[..<end].dropFirst(), as: UTF8.self) == line)
        token = token[end...].dropFirst()
      }
      while token.first == 0x0A { token = token.dropFirst() }
      guard token.first == 0x3A else { continue }
      let fields = String(decoding: token, as: UTF8.self).split(separator: " ")
      let colons = fields[0].prefix { $0 == ":" }.count
      let path = String(decoding: tokens[index], as: UTF8.self)
      index += 1
      // `:` once for each parent, then the modes, the ids of the parents and of the result, and the letters.
      expected.append("\(fields[colons + 1]) \(fields[2 * colons + 1]) \(path)")
    }
    finish(position - 1)
    #expect(position == history.commits.count)
    #expect(history.pathTable.isInOrder)
  }

  @Test func mergeChangesOnlyWhatDiffersFromEveryParent() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("one.md", "1")
    try temporary.write("two.md", "2")
    try temporary.write("both.md", "base")
    try temporary.commit("base", environment: ["GIT_COMMITTER_DATE": "1767312001 +0000"])
    try temporary.git(["checkout", "--quiet", "-b", "side"])
    try temporary.write("two.md", "side")
    try temporary.write("both.md", "side")
    try temporary.commit("side", environment: ["GIT_COMMITTER_DATE": "1767312002 +0000"])
    try temporary.git(["checkout", "--quiet", "main"])
    try temporary.write("one.md", "main")
    try temporary.write("both.md", "main")
    try temporary.commit("main", environment: ["GIT_COMMITTER_DATE": "1767312003 +0000"])
    try temporary.git(["merge", "--quiet", "--no-commit", "--strategy=ours", "side"])
    try temporary.write("two.md", "side")
    try temporary.write("both.md", "resolved")
    let merge = try temporary.commit("merge")
    let history = try temporary.open().history(upTo: merge)
    let commit = try #require(history.commits.first { $0.id == merge })
    #expect(commit.isMerge)
    #expect(commit.changes.map { history.paths[history.changes[$0].path] } == ["both.md"])
    #expect(history.changes[commit.changes.lowerBound].before == (try temporary.id("main~1:both.md")))
    try expectEqualToGitLog(temporary, "main")
  }

  @Test func submodulesAndModes() throws {
    let temporary = try TemporaryRepository()
    let stream = """
      commit refs/heads/main
      committer A <a@b> 1 +0000
      data 1
      x
      M 160000 1111111111111111111111111111111111111111 module
      M 100644 inline tool
      data 1
      t

      commit refs/heads/main
      committer A <a@b> 2 +0000
      data 1
      y
      M 160000 2222222222222222222222222222222222222222 module
      M 100755 inline tool
      data 1
      t

      """
    try temporary.git(["fast-import", "--quiet"], input: Array(stream.utf8))
    let history = try temporary.open().history(upTo: try temporary.head())
    let newest = history.changes[history.commits[0].changes]
    #expect(newest.map { history.paths[$0.path] } == ["module", "tool"])
    #expect(newest.first?.after?.hex == String(repeating: "2", count: 40))
    #expect(newest.last.map { $0.before == $0.after } == true)
    try expectEqualToGitLog(temporary, "main")
  }

  @Test func tags() throws {
    let temporary = try TemporaryRepository()
    let first = try temporary.commit("first")
    try temporary.git(["tag", "plain"])
    try temporary.git(["tag", "--annotate", "noted", "--message", "A note"])
    try temporary.git(["tag", "--annotate", "of-a-tag", "noted", "--message", "Outer"])
    try temporary.git(["tag", "folder/name"])
    try temporary.write("a.md", "x")
    let second = try temporary.commit("second")
    try temporary.git(["tag", "later"])
    try temporary.git(["tag", "of-a-tree", "HEAD^{tree}"])
    try temporary.git(["tag", "--annotate", "of-a-blob", "HEAD:a.md", "--message", "x"])
    let signed = """
      object \(first)
      type commit
      tag signed
      tagger T <t@example.com> 1700000000 -0130

      Text
      -----BEGIN SSH SIGNATURE-----
      abc
      -----END SSH SIGNATURE-----

      """
    let id = String(
      decoding: try temporary.git(["hash-object", "-t", "tag", "-w", "--stdin"], input: Array(signed.utf8)),
      as: UTF8.self)
    try temporary.git(["update-ref", "refs/tags/signed", id.trimmingCharacters(in: .newlines)])
    let repository = try temporary.open()
    let tags = try repository.history(upTo: second).tags
    #expect(tags.map(\.name) == ["folder/name", "later", "noted", "of-a-tag", "plain", "signed"])
    #expect(tags.map(\.commit) == [first, second, first, first, first, first])
    #expect(tags[0].tagger == nil && tags[0].message.isEmpty)
    #expect(tags[2].tagger?.name == "Cor Committer" && tags[2].message == "A note\n" && !tags[2].isSigned)
    #expect(tags[3].message == "Outer\n")
    #expect(tags[5].isSigned && tags[5].message == "Text\n" && tags[5].tagger?.offsetMinutes == -90)
    #expect(
      try repository.history(upTo: first).tags.map(\.name) == ["folder/name", "noted", "of-a-tag", "plain", "signed"])
    try temporary.git(["pack-refs", "--all"])
    #expect(try temporary.open().history(upTo: second).tags == tags)
  }

  @Test func shallowClone() throws {
    let temporary = try TemporaryRepository()
    for number in 1...5 {
      try temporary.write("a.md", "\(number)")
      try temporary.write("file-\(number).md", "x")
      try temporary.commit("\(number)")
    }
    let clone = temporary.sibling("shallow")
    try temporary.git(["clone", "--quiet", "--depth=2", "file://\(temporary.path)", clone.path])
    let repository = try Repository.open(at: clone.path, environment: [:])
    #expect(repository.isShallow)
    let head = try #require(try repository.headCommit())
    let history = try repository.history(upTo: head)
    #expect(history.incompleteness == [.shallow])
    #expect(history.commits.map(\.message) == ["5\n", "4\n"])
    #expect(history.commits[1].changes.isEmpty)
    #expect(history.commits[1].parents.count == 1)
    #expect(Array(history.paths) == ["a.md", "file-5.md"])
    #expect(try repository.snapshot(ofCommit: head).files.count == 6)
    let older = failure { () throws(GitError) in _ = try repository.resolve("HEAD~3") }
    #expect(older?.message.contains("git fetch --unshallow") == true)
  }

  @Test func shallowCloneWithAMerge() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    try temporary.commit("base")
    try temporary.git(["checkout", "--quiet", "-b", "side"])
    try temporary.write("b.md", "b")
    try temporary.commit("side")
    try temporary.git(["checkout", "--quiet", "main"])
    try temporary.git(["merge", "--quiet", "--no-ff", "side", "--message", "merge"])
    let clone = temporary.sibling("shallow")
    try temporary.git(["clone", "--quiet", "--depth=2", "file://\(temporary.path)", clone.path])
    let repository = try Repository.open(at: clone.path, environment: [:])
    let history = try repository.history(upTo: try #require(try repository.headCommit()))
    #expect(history.commits.count == 3)
    #expect(history.changes.isEmpty)
  }

  @Test func partialClone() throws {
    let temporary = try TemporaryRepository()
    try temporary.git(["config", "uploadpack.allowFilter", "true"])
    try temporary.write("a.md", "old")
    try temporary.commit("1")
    let old = try temporary.id("HEAD:a.md")
    try temporary.write("a.md", "new")
    let head = try temporary.commit("2")
    let clone = temporary.sibling("partial")
    try temporary.git([
      "clone", "--quiet", "--no-checkout", "--filter=blob:none", "file://\(temporary.path)", clone.path,
    ])
    let repository = try Repository.open(at: clone.path, environment: [:])
    #expect(repository.isPartial)
    let history = try repository.history(upTo: head)
    #expect(history.incompleteness == [.partial])
    #expect(history.commits.count == 2 && history.changes.count == 2)
    #expect(try repository.snapshot(ofCommit: head).paths == ["a.md"])
    #expect(throws: ContentError.missing(old)) { _ = try repository.contents(of: old, limit: 100) }
    let treeless = temporary.sibling("treeless")
    try temporary.git([
      "clone", "--quiet", "--no-checkout", "--filter=tree:0", "file://\(temporary.path)", treeless.path,
    ])
    let found = failure { () throws(GitError) in
      _ = try Repository.open(at: treeless.path, environment: [:]).history(upTo: head)
    }
    #expect(found?.message.contains("partial clone") == true)
    #expect(found?.fix.contains("git fetch") == true)
  }

  @Test func replacementsAndGraftsAreIgnored() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "1")
    let first = try temporary.commit("1")
    try temporary.write("a.md", "2")
    let second = try temporary.commit("2")
    try temporary.write("a.md", "3")
    let third = try temporary.commit("3")
    try temporary.git(["replace", "--graft", second.hex], environment: ["GIT_NO_REPLACE_OBJECTS": "0"])
    try temporary.git(["replace", "\(first.hex):a.md", "\(third.hex):a.md"])
    try temporary.write(".git/info/grafts", "\(third.hex) \(first.hex)\n")
    let repository = try temporary.open()
    let history = try repository.history(upTo: third)
    #expect(history.commits.map(\.id) == [third, second, first])
    #expect(history.commits.map { Array($0.parents) } == [[second], [first], []])
    #expect(try repository.text("a.md", in: repository.snapshot(ofCommit: first)) == "1")
    try expectEqualToGitLog(temporary, "main")
  }

  @Test func messagesThatAreNotUTF8() throws {
    let temporary = try TemporaryRepository()
    func raw(_ header: String, _ message: [UInt8]) throws -> ObjectID {
      let tree = try temporary.line("hash-object", "-t", "tree", "-w", "/dev/null")
      let text = "tree \(tree)\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\(header)\n"
      let id = try temporary.git(
        ["hash-object", "-t", "commit", "-w", "--stdin"], input: Array(text.utf8) + message)
      return try #require(ObjectID(hex: String(decoding: id.prefix(40), as: UTF8.self)))
    }
    let repository = try temporary.open()
    func message(_ id: ObjectID) throws -> String {
      try #require(try repository.history(upTo: id).commits.first).message
    }
    let latin = Array("caf".utf8) + [0xE9, 0x0A]
    #expect(try message(raw("", latin)) == "caf\u{FFFD}\n")
    #expect(try message(raw("encoding ISO-8859-1\n", latin)) == "café\n")
    #expect(try message(raw("encoding windows-1252\n", [0x93, 0x78, 0x94])) == "“x”")
    #expect(try message(raw("encoding ISO-8859-1\n", Array("café".utf8))) == "café")
    #expect(try message(raw("encoding KOI8-R\n", latin)) == "caf\u{FFFD}\n")
    let signed = try raw("gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n", latin)
    #expect(try #require(try repository.history(upTo: signed).commits.first).isSigned)
    #expect(try message(signed) == "caf\u{FFFD}\n")
  }

  @Test func signaturesOverExactlyTheirText() throws {
    let temporary = try TemporaryRepository()
    let key = temporary.sibling("key").path
    guard (try? temporary.run("/usr/bin/env", ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key])) != nil else {
      return
    }
    for (name, value) in [("gpg.format", "ssh"), ("user.signingKey", key)] {
      try temporary.git(["config", name, value])
    }
    try temporary.git(["commit", "--quiet", "--allow-empty", "--gpg-sign", "--message", "Signed\n\n body\n"])
    try temporary.git(["tag", "--sign", "approved", "--message", "Approved"])
    try temporary.git(["tag", "plain"])
    try temporary.git(["tag", "--annotate", "noted", "--message", "x"])
    let repository = try temporary.open()
    let head = try temporary.head()
    let history = try repository.history(upTo: head)
    #expect(history.commits.map(\.isSigned) == [true])
    #expect(history.tags.map(\.isSigned) == [true, false, false])
    #expect(history.tags[0].message == "Approved\n")
    #expect(try repository.signedText(ofTag: "plain") == nil)
    #expect(try repository.signedText(ofTag: "noted") == nil)
    #expect(throws: GitError.self) { _ = try repository.signedText(ofTag: "absent") }
    for signed in [try repository.signedText(ofCommit: head), try repository.signedText(ofTag: "approved")] {
      let signed = try #require(signed)
      let file = temporary.sibling("signature")
      try Data(signed.signature).write(to: file)
      let arguments = ["ssh-keygen", "-Y", "check-novalidate", "-n", "git", "-s", file.path]
      let output = try temporary.run("/usr/bin/env", arguments, input: signed.text)
      #expect(String(decoding: output, as: UTF8.self).contains("Good"))
      #expect(throws: (any Error).self) {
        try temporary.run("/usr/bin/env", arguments, input: signed.text + [0x0A])
      }
    }
    let unsigned = try temporary.commit()
    #expect(try repository.signedText(ofCommit: unsigned) == nil)
  }
}
