import Foundation
import Source
import Testing

@testable import Git

/// What earlier runs kept changes nothing but the time it takes.
@Suite struct HistoryCacheTests {
  private func generated(_ seed: UInt64) throws -> TemporaryRepository {
    let temporary = try TemporaryRepository()
    var generator = RepositoryGenerator(seed: seed)
    try temporary.git(["fast-import", "--quiet", "--force"], input: generator.stream(commits: 60))
    return temporary
  }

  private func file(_ temporary: TemporaryRepository) -> URL { temporary.top.appending(path: ".git/auditpack/history") }

  private func history(
    _ temporary: TemporaryRepository, _ tip: ObjectID, usingCache: Bool = true, least: Int = 0
  ) throws -> History {
    let repository = try temporary.open()
    repository.leastCached = least
    return try repository.history(upTo: tip, usingCache: usingCache)
  }

  private func isSame(_ first: History, _ second: History) -> Bool {
    first.commits == second.commits && first.paths == second.paths && first.changes == second.changes
      && first.tags == second.tags && first.isComplete == second.isComplete
  }

  @Test(arguments: [3, 5, 8, 13] as [UInt64])
  func everyTipHasTheHistoryItHasWithoutCache(seed: UInt64) throws {
    let temporary = try generated(seed)
    let head = try temporary.id("main")
    let commits = try history(temporary, head, usingCache: false).commits
    #expect(!FileManager.default.fileExists(atPath: file(temporary).path))
    // Older, newer, of another branch, the same again: each finds what others have left.
    let positions = [30, 45, 10, 0, 0, 20, 59, 5].filter { $0 < commits.count }
    for position in positions {
      let tip = commits[position].id
      let expected = try history(temporary, tip, usingCache: false)
      #expect(isSame(try history(temporary, tip), expected), "\(position)")
      #expect(FileManager.default.fileExists(atPath: file(temporary).path))
    }
  }

  @Test func newCommitsAreAddedToWhatIsKnown() throws {
    let temporary = try generated(21)
    let first = try history(temporary, try temporary.id("main"))
    try temporary.git(["reset", "-q", "--hard", "main"])
    try temporary.write("added/later.md", "text")
    try temporary.remove(
      try #require(
        try temporary.open().snapshot(ofCommit: try temporary.id("main")).files.first { $0.kind == .file }?.path))
    let tip = try temporary.commit("Later")
    let expected = try history(temporary, tip, usingCache: false)
    #expect(isSame(try history(temporary, tip), expected) && expected.commits.count == first.commits.count + 1)
    // Too little is new to be written.
    let before = try Data(contentsOf: file(temporary))
    try temporary.write("added/last.md", "text")
    let last = try temporary.commit("Last")
    _ = try history(temporary, last, least: 2)
    #expect(try Data(contentsOf: file(temporary)) == before)
    #expect(isSame(try history(temporary, last, least: 2), try history(temporary, last, usingCache: false)))
    #expect(try temporary.line("status", "--porcelain").isEmpty)
  }

  @Test func aLostCommitIsFoundWhereTheCacheIsNotUsed() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "one")
    let first = try temporary.commit("One")
    try temporary.write("a.md", "two")
    let second = try temporary.commit("Two")
    let expected = try history(temporary, second)
    try temporary.removeObject(first)
    #expect(isSame(try history(temporary, second), expected))
    #expect(throws: GitError.self) { _ = try history(temporary, second, usingCache: false) }
  }

  @Test func whatIsDamagedIsNeverBelieved() throws {
    let temporary = try generated(34)
    let tip = try temporary.id("main")
    let expected = try history(temporary, tip)
    let good = try Data(contentsOf: file(temporary))
    for position in stride(from: 0, to: good.count, by: max(1, good.count / 150)) {
      var bad = good
      bad[position] ^= 0x41
      try bad.write(to: file(temporary))
      #expect(isSame(try history(temporary, tip), expected), "byte \(position)")
      #expect(try Data(contentsOf: file(temporary)) == good, "it is written anew")
    }
    for bad in [
      Data(), Data("junk".utf8), good.prefix(30), good.dropLast(1), good + good, Data(repeating: 0, count: 5000),
    ] {
      try bad.write(to: file(temporary))
      #expect(isSame(try history(temporary, tip), expected), "\(bad.count) bytes")
    }
    // Bytes with a right sum that say what cannot be.
    for position in stride(from: 20, to: good.count - 4, by: max(1, good.count / 300)) {
      var bad = good
      bad[position] = 0xFF
      try Self.sealed(bad).write(to: file(temporary))
      _ = try? history(temporary, tip)
    }
    #expect(Self.sealed(good) == good)
  }

  /// With the sum that belongs to the bytes: CRC-32 as zlib has it.
  private static func sealed(_ data: Data) -> Data {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in data.dropLast(4) {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return data.dropLast(4) + withUnsafeBytes(of: (~sum).littleEndian) { Data($0) }
  }

  @Test func whereNothingCanBeWrittenNothingIs() throws {
    let temporary = try generated(55)
    let tip = try temporary.id("main")
    let expected = try history(temporary, tip, usingCache: false)
    // A file where the folder would be; the rights of a folder mean nothing to root.
    try temporary.write(".git/auditpack", "in the way")
    #expect(isSame(try history(temporary, tip), expected))
    try temporary.remove(".git/auditpack")
    // A folder where the file would be, and a link that leads elsewhere.
    try temporary.write(".git/auditpack/history/x", "in the way")
    #expect(isSame(try history(temporary, tip), expected))
    try temporary.remove(".git/auditpack")
    let outside = temporary.sibling("outside")
    try Data("mine".utf8).write(to: outside)
    try FileManager.default.createDirectory(
      at: temporary.top.appending(path: ".git/auditpack"), withIntermediateDirectories: true)
    try temporary.link(".git/auditpack/history", to: outside.path)
    #expect(isSame(try history(temporary, tip), expected))
    #expect(try Data(contentsOf: outside) == Data("mine".utf8))
    let names = try FileManager.default.contentsOfDirectory(
      atPath: temporary.top.appending(path: ".git/auditpack").path)
    #expect(names == ["history"], "nothing is left behind")
  }

  @Test func severalAtOnceDoNotHarmEachOther() async throws {
    let temporary = try generated(89)
    let path = temporary.path
    let tip = try temporary.id("main")
    let expected = try history(temporary, tip, usingCache: false)
    let tips = expected.commits.prefix(20).map(\.id)
    let counts = try await withThrowingTaskGroup(of: [Int].self) { group in
      for _ in 0..<6 {
        group.addTask {
          let repository = try Repository.open(at: path, environment: [:])
          repository.leastCached = 0
          return try (tips + tips).map { try repository.history(upTo: $0, usingCache: true).changes.count }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let wanted = try (tips + tips).map { try history(temporary, $0, usingCache: false).changes.count }
    #expect(counts.count == 6 && counts.allSatisfy { $0 == wanted })
    #expect(isSame(try history(temporary, tip), expected))
  }

  @Test func aShallowCloneKeepsAndBelievesNothing() throws {
    let temporary = try generated(144)
    _ = try history(temporary, try temporary.id("main"))
    let clone = temporary.sibling("shallow")
    try temporary.git(["clone", "-q", "--depth", "3", "file://\(temporary.path)", clone.path])
    let repository = try Repository.open(at: clone.path, environment: [:])
    repository.leastCached = 0
    let tip = try #require(try repository.headCommit())
    let expected = try repository.history(upTo: tip)
    let folder = clone.appending(path: ".git/auditpack")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: file(temporary), to: folder.appending(path: "history"))
    let found = try repository.history(upTo: tip, usingCache: true)
    #expect(isSame(found, expected) && found.incompleteness == [.shallow])
  }

  @Test func linkedWorkingTreesShareIt() throws {
    let temporary = try generated(233)
    try temporary.git(["reset", "-q", "--hard", "main"])
    let linked = temporary.sibling("linked")
    try temporary.git(["worktree", "add", "-q", "--detach", linked.path])
    let repository = try Repository.open(at: linked.path, environment: [:])
    repository.leastCached = 0
    let tip = try temporary.id("main")
    #expect(isSame(try repository.history(upTo: tip, usingCache: true), try history(temporary, tip, usingCache: false)))
    #expect(FileManager.default.fileExists(atPath: file(temporary).path))
  }
}
