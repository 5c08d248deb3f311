import Foundation
import Source
import Testing

@testable import Git

@Suite struct IndexFileTests {
  private func shown(_ entry: IndexEntry, _ path: UnsafeRawBufferPointer) -> String {
    let name = path.map { String($0, radix: 16) }.joined(separator: " ")
    return "\(name): \(entry.id) \(String(entry.mode, radix: 8)) stage \(entry.stage) intent \(entry.isIntentToAdd) "
      + "skipped \(entry.isSkipped) conflict \(entry.isConflict) \(entry.stamp)"
  }

  private func shown(_ file: IndexFile) -> [String] {
    var lines: [String] = []
    file.forEachEntry { lines.append(shown($0, $1)) }
    return lines
  }

  private func place(_ temporary: TemporaryRepository) -> URL { temporary.top.appending(path: ".git/index") }

  private func bytes(_ temporary: TemporaryRepository) throws -> [UInt8] {
    Array(try Data(contentsOf: place(temporary)))
  }

  /// Every entry as libgit2 reads it, after it was compared with what `IndexFile` reads.
  @discardableResult
  private func compared(_ temporary: TemporaryRepository) throws -> [String] {
    let repository = try temporary.open()
    var expected: [String] = []
    try repository.forEachOpenedEntry { expected.append(shown($0, $1)) }
    let file = try #require(try repository.indexFile())
    #expect(shown(file) == expected)
    return expected
  }

  private func update(_ temporary: TemporaryRepository, _ records: String) throws {
    try temporary.git(["update-index", "-z", "--index-info"], input: Array(records.utf8))
  }

  private let ids = (1...4).map { String(repeating: String($0), count: 40) }

  /// Plain, executable, linked, noted and skipped files, a submodule, and names of all kinds.
  private func everyKind() throws -> TemporaryRepository {
    let temporary = try TemporaryRepository()
    for name in ["a", "a.b", "a-b", "é", "skipped", "assumed", "noted"] {
      try temporary.write(name, name)
    }
    try temporary.link("link", to: "a")
    try temporary.run("/bin/sh", ["-c", "printf x > $(printf '\\377\\351')"])
    try temporary.git(["add", "--all"])
    try temporary.git(["rm", "--quiet", "--cached", "noted"])
    try temporary.git(["add", "--intent-to-add", "noted"])
    try temporary.git(["update-index", "--chmod=+x", "a.b"])
    try temporary.git(["update-index", "--skip-worktree", "skipped"])
    try temporary.git(["update-index", "--assume-unchanged", "assumed"])
    try update(temporary, "160000 \(ids[0])\tvendor/inner\0")
    return temporary
  }

  @Test func entriesOfEveryKind() throws {
    let temporary = try everyKind()
    let entries = try compared(temporary)
    #expect(entries.count == 10)
    for (part, count) in [
      ("intent true", 1), ("skipped true", 1), (" 100644 ", 7), (" 100755 ", 1), (" 120000 ", 1), (" 160000 ", 1),
    ] {
      #expect(entries.filter { $0.contains(part) }.count == count, "\(part)")
    }
    #expect(entries.contains { $0.hasPrefix("ff e9: ") })
    let snapshot = try temporary.open().snapshotOfIndex()
    #expect(
      snapshot.paths == ["a", "a-b", "a.b", "assumed", "link", "skipped", "vendor/inner", "é", "\u{FFFD}\u{FFFD}"])
    #expect(snapshot.file("vendor/inner")?.kind == .submodule)
  }

  @Test func conflicts() throws {
    let temporary = try everyKind()
    try update(
      temporary,
      "100644 \(ids[1]) 1\tc\0100644 \(ids[2]) 2\tc\0100755 \(ids[3]) 3\tc\0100644 \(ids[1]) 1\td\0"
        + "100644 \(ids[2]) 3\td\0")
    let entries = try compared(temporary)
    #expect(entries.filter { $0.contains("conflict true") }.count == 5)
    let repository = try temporary.open()
    let found = failure { () throws(GitError) in _ = try repository.snapshotOfIndex() }
    #expect(found?.message == "the index has unresolved conflicts: c, d")
  }

  @Test func namesOfEveryLength() throws {
    let temporary = try TemporaryRepository()
    let lengths = Array(1...70) + [4094, 4095, 4096, 5000]
    let names = lengths.map { String(repeating: "n", count: $0) }
    try update(temporary, names.map { "100644 \(ids[1])\t\($0)\0" }.joined())
    #expect(try compared(temporary).count == names.count)
    #expect(try temporary.open().snapshotOfIndex().paths == names)
    try temporary.git(["update-index", "--skip-worktree", names[0], names[8], names[9], names[71], names[73]])
    #expect(try compared(temporary).filter { $0.contains("skipped true") }.count == 5)
  }

  @Test func indexWithoutEntriesAndNoIndex() throws {
    let temporary = try TemporaryRepository()
    #expect(try temporary.open().indexFile() == nil)
    #expect(try temporary.open().snapshotOfIndex().files.isEmpty)
    try temporary.git(["read-tree", "--empty"])
    #expect(try compared(temporary).isEmpty)
    #expect(try temporary.open().snapshotOfIndex().files.isEmpty)
    try temporary.write("a", "a")
    try temporary.git(["add", "a"])
    let repository = try temporary.open()
    #expect(try repository.snapshotOfIndex().paths == ["a"])
    try FileManager.default.removeItem(at: place(temporary))
    #expect(try repository.snapshotOfIndex().files.isEmpty)
  }

  @Test(arguments: 1...6) func generatedRepositories(seed: UInt64) throws {
    let temporary = try TemporaryRepository()
    var generator = RepositoryGenerator(seed: seed)
    try temporary.git(["fast-import", "--quiet", "--force"], input: generator.stream(commits: 40))
    try temporary.git(["read-tree", "main"])
    #expect(try !compared(temporary).isEmpty)
    let repository = try temporary.open()
    let head = try temporary.id("main")
    #expect(try repository.snapshotOfIndex().files == repository.snapshot(ofCommit: head).files)
  }

  @Test func extensionsAreSkipped() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("folder/a", "a")
    try temporary.commit()
    #expect(try Data(bytes(temporary)).range(of: Data("TREE".utf8)) != nil)
    #expect(try compared(temporary).count == 1)
    try temporary.git(["update-index", "--force-untracked-cache"])
    try temporary.git(["status"])
    #expect(try Data(bytes(temporary)).range(of: Data("UNTR".utf8)) != nil)
    #expect(try compared(temporary).count == 1)
  }

  @Test func linkedWorkingTreesHaveTheirOwn() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a", "a")
    try temporary.commit()
    let other = temporary.sibling("other")
    try temporary.git(["worktree", "add", "--quiet", "-b", "other", other.path])
    try Data("b".utf8).write(to: other.appending(path: "b"))
    try temporary.git(["add", "b"], in: other)
    let repository = try Repository.open(at: other.path, environment: [:])
    #expect(try repository.indexFile().map(shown)?.count == 2)
    #expect(try repository.snapshotOfIndex().paths == ["a", "b"])
    #expect(try temporary.open().snapshotOfIndex().paths == ["a"])
  }

  @Test func theCompressedFormIsLeftToLibgit2() throws {
    let temporary = try everyKind()
    let snapshot = try temporary.open().snapshotOfIndex()
    try temporary.git(["update-index", "--index-version", "4"])
    let repository = try temporary.open()
    #expect(try repository.indexFile() == nil)
    #expect(try repository.snapshotOfIndex().files == snapshot.files)
    #expect(!snapshot.files.isEmpty)
  }

  @Test func splitAndSparseFormsAreLeftToLibgit2() throws {
    let temporary = try TemporaryRepository()
    for path in ["kept/a.md", "left/b.md", "left/deep/c.md"] { try temporary.write(path, path) }
    let head = try temporary.commit()
    let files = try temporary.open().snapshot(ofCommit: head).files
    func fixOfRefusal() throws -> String? {
      let repository = try temporary.open()
      #expect(try repository.indexFile() == nil)
      return failure { () throws(GitError) in _ = try repository.snapshotOfIndex() }?.fix
    }
    try temporary.git(["update-index", "--split-index"])
    #expect(try fixOfRefusal() == "run: git update-index --no-split-index")
    try temporary.git(["update-index", "--no-split-index"])
    #expect(try temporary.open().snapshotOfIndex().files == files)
    try temporary.git(["sparse-checkout", "set", "--cone", "--sparse-index", "kept"])
    #expect(try fixOfRefusal() == "run: git sparse-checkout reapply --no-sparse-index")
    try temporary.git(["sparse-checkout", "reapply", "--no-sparse-index"])
    #expect(try compared(temporary).filter { $0.contains("skipped true") }.count == 2)
    #expect(try temporary.open().snapshotOfIndex().files == files)
  }

  @Test func aLinkedIndexIsLeftToLibgit2() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a", "a")
    try temporary.commit()
    let moved = temporary.top.appending(path: ".git/moved")
    try FileManager.default.moveItem(at: place(temporary), to: moved)
    try FileManager.default.createSymbolicLink(at: place(temporary), withDestinationURL: moved)
    #expect(try temporary.open().indexFile() == nil)
    #expect(try temporary.open().snapshotOfIndex().paths == ["a"])
  }

  @Test func theChecksumMayBeLeftOut() throws {
    let temporary = try everyKind()
    var bytes = try bytes(temporary)
    let before = try #require(IndexFile(bytes))
    bytes.replaceSubrange((bytes.count - 20)..., with: [UInt8](repeating: 0, count: 20))
    #expect(try shown(#require(IndexFile(bytes))) == shown(before))
    try Data(bytes).write(to: place(temporary))
    #expect(try temporary.open().snapshotOfIndex().files.count == 9)
  }

  @Test func theNamedIndexIsReadWithoutLibgit2() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a", "a")
    try temporary.commit()
    let other = temporary.top.appending(path: ".git/other")
    try temporary.git(["read-tree", "--empty"], environment: ["GIT_INDEX_FILE": other.path])
    let repository = try temporary.open(["GIT_INDEX_FILE": other.path])
    #expect(try repository.indexFile().map(shown)?.isEmpty == true)
    #expect(try repository.snapshotOfIndex().files.isEmpty)
    #expect(!repository.isNamedIndexOpen)
    // The working tree is compared with it, too, and what is read next is what is there then.
    #expect(try repository.snapshotOfWorkingTree().paths == ["a"])
    #expect(repository.isNamedIndexOpen)
    try temporary.git(["read-tree", "HEAD"], environment: ["GIT_INDEX_FILE": other.path])
    #expect(try repository.snapshotOfIndex().paths == ["a"])
    // A form that only libgit2 reads, and one that nobody does.
    try temporary.git(["update-index", "--index-version", "4"], environment: ["GIT_INDEX_FILE": other.path])
    let compressed = try temporary.open(["GIT_INDEX_FILE": other.path])
    #expect(try compressed.indexFile() == nil)
    #expect(try compressed.snapshotOfIndex().paths == ["a"])
    try Data("DIRC".utf8).write(to: other)
    let damaged = try temporary.open(["GIT_INDEX_FILE": other.path])
    let found = failure { () throws(GitError) in _ = try damaged.snapshotOfIndex() }
    #expect(found?.message.contains("cannot read the index \(other.path)") == true)
    #expect(try damaged.snapshot(ofCommit: temporary.head()).paths == ["a"])
  }

  // MARK: Forms that are not the usual one

  /// An entry with a name of five bytes or fewer, and its padding.
  private func entry(
    _ name: String, mode: UInt32 = 0o100644, flags: UInt16? = nil, more: UInt16? = nil, padding: UInt8 = 0
  ) -> [UInt8] {
    func number(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
    func short(_ value: UInt16) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
    let flags = flags ?? UInt16(name.utf8.count) | (more == nil ? 0 : 0x4000)
    var bytes = [UInt8](repeating: 7, count: 24) + number(mode) + [UInt8](repeating: 7, count: 12)
    bytes += [UInt8](repeating: 0xAB, count: 20) + short(flags)
    if let more { bytes += short(more) }
    bytes += Array(name.utf8) + [0]
    while bytes.count % 8 != 0 { bytes.append(padding) }
    return bytes
  }

  private func file(version: UInt8 = 2, count: UInt8? = nil, _ entries: [[UInt8]], _ rest: [UInt8] = []) -> IndexFile? {
    var bytes: [UInt8] = Array("DIRC".utf8) + [0, 0, 0, version, 0, 0, 0]
    bytes.append(count ?? UInt8(entries.count))
    for entry in entries { bytes += entry }
    return IndexFile(bytes + rest + [UInt8](repeating: 1, count: 20))
  }

  @Test func onlyWhatIsDocumentedIsRead() {
    let tree = Array("TREE".utf8) + [0, 0, 0, 2, 1, 1]
    // What is right.
    #expect(file([]).map(shown)?.isEmpty == true)
    #expect(file([entry("a"), entry("b")], tree + tree).map(shown)?.count == 2)
    #expect(file(version: 3, [entry("a", more: 0x2000), entry("b", more: 0x4000)]).map(shown)?.count == 2)
    #expect(file([entry("a", flags: 0x1001), entry("a", flags: 0x3001), entry("b")]).map(shown)?.count == 3)
    #expect(file([entry("a", flags: 0x8001)]).map(shown)?.count == 1)
    // Versions and the bits that only some of them have.
    for version: UInt8 in [0, 1, 4, 5] { #expect(file(version: version, [entry("a")]) == nil, "\(version)") }
    #expect(file([entry("a", more: 0x2000)]) == nil)
    for more: UInt16 in [0x8000, 0x1000, 1] { #expect(file(version: 3, [entry("a", more: more)]) == nil, "\(more)") }
    // Counts.
    #expect(file(count: 1, [entry("a"), entry("b")]) == nil)
    #expect(file(count: 3, [entry("a"), entry("b")]) == nil)
    #expect(file(count: 255, [entry("a")]) == nil)
    // Names.
    #expect(file([entry("")]) == nil)
    #expect(file([entry("abc", flags: 2)]) == nil)
    #expect(file([entry("abc", flags: 4)]) == nil)
    #expect(file([entry("abc", flags: 0xFFF)]) == nil)
    #expect(file([entry("a\0b")]) == nil)
    #expect(file([entry("abc", padding: 1)]) == nil)
    // Order.
    #expect(file([entry("b"), entry("a")]) == nil)
    #expect(file([entry("ab"), entry("a")]) == nil)
    #expect(file([entry("a"), entry("a")]) == nil)
    #expect(file([entry("a"), entry("a", flags: 0x1001)]) == nil)
    #expect(file([entry("a", flags: 0x2001), entry("a", flags: 0x1001)]) == nil)
    #expect(file([entry("a", flags: 0x2001), entry("a", flags: 0x2001)]) == nil)
    // Modes; that of a folder stands in a sparse index.
    for mode: UInt32 in [0, 0o040000, 0o100664, 0o100600, 0o110644, 0o1_100644] {
      #expect(file([entry("a", mode: mode)]) == nil, "\(String(mode, radix: 8))")
    }
    // Extensions.
    for name in ["link", "sdir", "tREE", "\0\0\0\0", "[REE"] {
      #expect(file([entry("a")], Array(name.utf8) + [0, 0, 0, 0]) == nil, "\(name)")
    }
    #expect(file([entry("a")], [0]) == nil)
    #expect(file([entry("a")], tree + Array("TREE".utf8)) == nil)
    #expect(file([entry("a")], Array("TREE".utf8) + [0, 0, 0, 1]) == nil)
    #expect(file([entry("a")], Array("TREE".utf8) + [255, 255, 255, 255]) == nil)
    #expect(file([entry("a")], Array(tree.dropLast())) == nil)
  }

  /// Whether every entry of a file lies in it and follows the one before.
  private func isInOrder(_ file: IndexFile) -> Bool {
    var last: ([UInt8], UInt16)?
    var isInOrder = true
    file.forEachEntry { entry, path in
      let path = Array(path)
      if path.isEmpty || path.contains(0) { isInOrder = false }
      if let last, path.lexicographicallyPrecedes(last.0) || (path == last.0 && entry.stage <= last.1) {
        isInOrder = false
      }
      last = (path, entry.stage)
    }
    return isInOrder
  }

  @Test func truncationsAndChangedBytes() throws {
    let temporary = try everyKind()
    try update(temporary, "100644 \(ids[1]) 1\tc\0100644 \(ids[2]) 2\tc\0100755 \(ids[3]) 3\tc\0")
    let whole = try bytes(temporary)
    let entries = try shown(#require(IndexFile(whole)))
    for count in 0..<whole.count {
      // Where only whole extensions are missing, the rest is an index of its own.
      if let file = IndexFile(Array(whole.prefix(count))) {
        #expect(shown(file) == entries, "\(count) bytes")
      }
    }
    var state: UInt64 = 42
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var refused = 0
    for _ in 0..<500 {
      var bytes = whole
      let position = random(bytes.count)
      bytes[position] ^= UInt8(1 + random(255))
      if let file = IndexFile(bytes) {
        #expect(isInOrder(file) && shown(file).count == entries.count, "byte \(position)")
      } else {
        refused += 1
      }
    }
    #expect(refused > 50)
    // Many at once, and pieces that are missing in the middle.
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<(1 + random(8)) { bytes[random(bytes.count)] = UInt8(random(256)) }
      if random(2) == 0 {
        let start = random(bytes.count)
        bytes.removeSubrange(start..<min(bytes.count, start + 1 + random(100)))
      }
      if let file = IndexFile(bytes) { #expect(isInOrder(file)) }
    }
  }
}
