import Foundation
import Source
import Testing

@testable import Git

@Suite struct DamageTests {
  private func threeCommits() throws -> (TemporaryRepository, [ObjectID]) {
    let temporary = try TemporaryRepository()
    var commits: [ObjectID] = []
    for number in 1...3 {
      try temporary.write("folder/a.md", String(repeating: "text \(number)\n", count: 100))
      commits.append(try temporary.commit("\(number)"))
    }
    return (temporary, commits)
  }

  @Test func missingCommit() throws {
    let (temporary, commits) = try threeCommits()
    try temporary.removeObject(commits[1])
    let repository = try temporary.open()
    let found = failure { () throws(GitError) in _ = try repository.history(upTo: commits[2]) }
    #expect(found?.message.contains(commits[1].hex) == true)
    #expect(found?.message.contains("is missing") == true)
    #expect(found?.message.contains(commits[2].short) == true)
    #expect(found?.fix.isEmpty == false)
    // What is not affected still works.
    #expect(try repository.snapshot(ofCommit: commits[2]).files.count == 1)
    #expect(try repository.history(upTo: commits[0]).commits.count == 1)
  }

  @Test func aLostCommitIsNotCalledUnknown() throws {
    let (temporary, commits) = try threeCommits()
    let repository = try temporary.open()
    try temporary.removeObject(commits[0])
    let before = failure { () throws(GitError) in _ = try repository.resolve("HEAD~2") }
    #expect(before?.message.contains("\(commits[0]) is missing") == true)
    try temporary.removeObject(commits[2])
    for name in ["HEAD", "main", "HEAD^", "main~2"] {
      let found = failure { () throws(GitError) in _ = try temporary.openTyped().resolve(name) }
      #expect(found?.message.contains("\(commits[2]) is missing") == true, "\(name): \(found?.message ?? "")")
    }
    // What nobody ever named is unknown.
    for name in ["nowhere", String(repeating: "ab", count: 20)] {
      let found = failure { () throws(GitError) in _ = try temporary.openTyped().resolve(name) }
      #expect(found?.message.contains("no commit is called \(name)") == true)
    }
  }

  @Test func missingTree() throws {
    let (temporary, commits) = try threeCommits()
    let tree = try temporary.id("HEAD~1:folder")
    try temporary.removeObject(tree)
    let repository = try temporary.open()
    let found = failure { () throws(GitError) in _ = try repository.history(upTo: commits[2]) }
    #expect(found?.message.contains(tree.hex) == true)
    #expect(found?.message.contains("folder") == true)
    let snapshot = failure { () throws(GitError) in _ = try repository.snapshot(ofCommit: commits[1]) }
    #expect(snapshot?.message.contains(tree.hex) == true)
  }

  @Test func missingBlob() throws {
    let (temporary, commits) = try threeCommits()
    let blob = try temporary.id("HEAD:folder/a.md")
    try temporary.removeObject(blob)
    let repository = try temporary.open()
    #expect(try repository.history(upTo: commits[2]).changes.count == 3)
    #expect(throws: ContentError.missing(blob)) { _ = try repository.contents(of: blob, limit: 1000) }
  }

  @Test func commitThatIsNotThere() throws {
    let (temporary, _) = try threeCommits()
    let nowhere = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
    let repository = try temporary.open()
    let history = failure { () throws(GitError) in _ = try repository.history(upTo: nowhere) }
    #expect(history?.message.contains(nowhere.hex) == true)
    let snapshot = failure { () throws(GitError) in _ = try repository.snapshot(ofCommit: nowhere) }
    #expect(snapshot?.message.contains(nowhere.hex) == true)
    let tree = try temporary.id("HEAD^{tree}")
    #expect(failure { () throws(GitError) in _ = try repository.history(upTo: tree) } != nil)
  }

  @Test func damagedLooseObjects() throws {
    let (temporary, commits) = try threeCommits()
    for id in [commits[0], try temporary.id("HEAD~1:folder")] {
      let file = temporary.objectFile(id)
      let good = try Data(contentsOf: file)
      for bad in [
        Data(), Data("junk".utf8), good.prefix(good.count / 2), good.prefix(20) + Data(repeating: 7, count: 40),
      ] {
        try FileManager.default.removeItem(at: file)
        try bad.write(to: file)
        let repository = try temporary.open()
        let found = failure { () throws(GitError) in _ = try repository.history(upTo: commits[2]) }
        #expect(found?.message.contains(id.hex) == true, "\(bad.count) bytes")
      }
      try FileManager.default.removeItem(at: file)
      try good.write(to: file)
    }
    #expect(try temporary.open().history(upTo: commits[2]).commits.count == 3)
  }

  @Test func damagedPack() throws {
    let (temporary, commits) = try threeCommits()
    try temporary.git(["repack", "-adq"])
    try temporary.git(["prune-packed"])
    let good = try temporary.open().history(upTo: commits[2])
    let folder = temporary.top.appendingPathComponent(".git/objects/pack")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let pack = folder.appendingPathComponent(try #require(names.first { $0.hasSuffix(".pack") }))
    let bytes = try Data(contentsOf: pack)
    try FileManager.default.setAttributes([.posixPermissions: NSNumber(value: 0o644)], ofItemAtPath: pack.path)
    var failures = 0
    for position in stride(from: 12, to: bytes.count - 20, by: 7) {
      var bad = bytes
      bad[position] ^= 0xFF
      try bad.write(to: pack)
      let repository = try temporary.open()
      do throws(GitError) {
        // Damage that the history does not touch (a blob) must not change it.
        let found = try repository.history(upTo: commits[2])
        #expect(
          found.commits.elementsEqual(good.commits) && found.changes.elementsEqual(good.changes)
            && found.paths.elementsEqual(good.paths))
      } catch {
        failures += 1
        #expect(error.message.contains("is damaged") || error.message.contains("is missing"))
      }
    }
    #expect(failures > 10)
    for count in [0, 5, 100, bytes.count / 2] {
      try bytes.prefix(count).write(to: pack)
      let found = failure { () throws(GitError) in _ = try temporary.openTyped().history(upTo: commits[2]) }
      #expect(found != nil)
    }
  }

  @Test func damagedIndex() throws {
    let (temporary, _) = try threeCommits()
    let file = temporary.top.appendingPathComponent(".git/index")
    let good = try Data(contentsOf: file)
    // The signature, the number of entries, the mode and the flags of the first; the end of the name.
    for position in [0, 11, 12 + 26, 12 + 61, 12 + 62 + "folder/a.md".utf8.count] {
      var bytes = good
      bytes[position] ^= 0xFF
      try bytes.write(to: file)
      let repository = try temporary.open()
      let index = failure { () throws(GitError) in _ = try repository.snapshotOfIndex() }
      #expect(index?.message.contains("index") == true, "byte \(position)")
      let working = failure { () throws(GitError) in _ = try repository.snapshotOfWorkingTree() }
      #expect(working?.message.contains("index") == true, "byte \(position)")
    }
  }

  @Test func anIndexThatNamesAnotherContent() throws {
    let (temporary, _) = try threeCommits()
    let file = temporary.top.appendingPathComponent(".git/index")
    var bytes = try Data(contentsOf: file)
    bytes[12 + 40] ^= 0xFF
    try bytes.write(to: file)
    // The structure is whole, so this shows where the content is wanted.
    let repository = try temporary.open()
    let found = try #require(try repository.snapshotOfIndex().file("folder/a.md"))
    #expect(throws: ContentError.missing(found.blob)) { _ = try repository.contents(of: found.blob, limit: 1000) }
    let working = failure { () throws(GitError) in _ = try repository.snapshotOfWorkingTree() }
    #expect(working?.message.contains("index") == true)
  }

  @Test func malformedTreesAndCommits() throws {
    let temporary = try TemporaryRepository()
    func store(_ kind: String, _ bytes: [UInt8]) throws -> ObjectID {
      let output = try temporary.git(["hash-object", "--literally", "-t", kind, "-w", "--stdin"], input: bytes)
      return try #require(ObjectID(hex: String(decoding: output.prefix(40), as: UTF8.self)))
    }
    let id = [UInt8](repeating: 1, count: 20)
    let trees: [[UInt8]] = [
      [0], Array("100644 a".utf8), Array("100644 a\0".utf8), Array("100644 a\0".utf8) + id.dropLast(),
      Array("xyz a\0".utf8) + id, Array("100644 \0".utf8) + id, Array(" a\0".utf8) + id,
      Array("99999999999999 a\0".utf8) + id, Array("100644 a\0".utf8) + id + [0x31],
    ]
    let repository = try temporary.open()
    for tree in trees {
      let treeID = try store("tree", tree)
      let commit = try store("commit", Array("tree \(treeID)\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx".utf8))
      #expect(failure { () throws(GitError) in _ = try repository.snapshot(ofCommit: commit) } != nil, "\(tree)")
      #expect(failure { () throws(GitError) in _ = try repository.history(upTo: commit) } != nil, "\(tree)")
    }
    let empty = try store("tree", [])
    for text in ["", "tree", "tree \n\n", "author A <a> 1 +0000\n\nx", "tree zzz\n\n"] {
      let commit = try store("commit", Array(text.utf8))
      #expect(failure { () throws(GitError) in _ = try repository.history(upTo: commit) } != nil)
    }
    for text in [
      "tree \(empty)", "tree \(empty)\nauthor\ncommitter <\n\n", "tree \(empty)\nauthor > 9999999999999999999999 +9\n",
    ] {
      let commit = try store("commit", Array(text.utf8))
      #expect(try repository.history(upTo: commit).commits.count == 1)
      #expect(try repository.snapshot(ofCommit: commit).files.isEmpty)
    }
  }

  @Test(.timeLimit(.minutes(1))) func treesThatNameEachOther() throws {
    // Ten levels of ten names make ten thousand million paths from eleven small objects.
    let temporary = try TemporaryRepository()
    func store(_ kind: String, _ bytes: [UInt8]) throws -> ObjectID {
      let output = try temporary.git(["hash-object", "-t", kind, "-w", "--stdin"], input: bytes)
      return try #require(ObjectID(hex: String(decoding: output.prefix(40), as: UTF8.self)))
    }
    var below = try store("blob", [0x78])
    var mode = "100644"
    for _ in 0..<10 {
      var tree: [UInt8] = []
      for name in 0..<10 { tree += Array("\(mode) \(name)\0".utf8) + below.bytes }
      below = try store("tree", tree)
      mode = "40000"
    }
    let text = "tree \(below)\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx"
    let commit = try store("commit", Array(text.utf8))
    let repository = try temporary.open()
    repository.limits.paths = 20_000
    let found = failure { () throws(GitError) in _ = try repository.snapshot(ofCommit: commit) }
    #expect(found?.message.contains("more than 20000 paths") == true)
    let history = failure { () throws(GitError) in _ = try repository.history(upTo: commit) }
    #expect(history?.message.contains("more than") == true)
  }
}
