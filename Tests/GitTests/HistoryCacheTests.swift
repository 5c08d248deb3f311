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
    first.commits.elementsEqual(second.commits) && first.changes.elementsEqual(second.changes)
      && first.pathTable.bytes.elementsEqual(second.pathTable.bytes)
      && first.pathTable.ends.elementsEqual(second.pathTable.ends)
      && first.tags == second.tags && first.isComplete == second.isComplete
      && first.paths.allSatisfy { first.revisions(of: $0) == second.revisions(of: $0) }
      && first.commits.allSatisfy { first.position(of: $0.id) == second.position(of: $0.id) }
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
  }

  @Test func bytesWithARightSumThatSayWhatCannotBeDoNoHarm() throws {
    let temporary = try generated(34)
    let tip = try temporary.id("main")
    let expected = try history(temporary, tip)
    let good = try Data(contentsOf: file(temporary))
    #expect(Self.sealed(good.dropLast(8)) == good)
    let repository = try temporary.open()
    /// What is read from these bytes; everything in it is asked for.
    func read(_ data: Data) throws -> History? {
      try Self.sealed(data).write(to: file(temporary))
      guard let found = HistoryCache.read(repository.keptFiles) else { return nil }
      _ = isSame(found, expected)
      _ = found.commits.map { ($0.subject, $0.author.date, $0.committer.date, found.changes[$0.changes].count) }
      return found
    }
    let body = good.dropLast(8)
    #expect(try read(body).map { isSame($0, expected) } == true)
    let heading = try #require(body.firstIndex(of: 0x0A)) + 1
    var refused = 0
    var tried = 0
    for value in [0xFF, 0x7F, 0x00] as [UInt8] {
      for position in stride(from: heading, to: body.count, by: max(1, body.count / 200)) {
        var bad = body
        bad[position] = value
        if try read(bad) == nil { refused += 1 }
        tried += 1
      }
    }
    #expect(refused > tried / 10 && refused < tried, "\(refused) of \(tried): other names of objects can be")
    for count in stride(from: 0, to: body.count, by: max(1, body.count / 150)) {
      #expect(try read(body.prefix(count)) == nil, "\(count) bytes")
    }
    #expect(try read(body + [0]) == nil)
    // Another form, and what is kept of something else.
    for other in ["auditpack history 2\n", "auditpack history 30\n", "auditpack contents 3\n", ""] {
      #expect(try read(Data(other.utf8) + body.dropFirst(heading)) == nil, "\(other)")
    }
    // Four bytes at a time, so that whole numbers are the largest, the least or none.
    for number in [[0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0, 0]] as [[UInt8]] {
      for position in stride(from: heading, to: body.count - 4, by: max(1, body.count / 100)) {
        var bad = body
        bad.replaceSubrange(position..<(position + 4), with: number)
        _ = try read(bad)
      }
    }
  }

  /// With the sum that belongs to the bytes.
  private static func sealed(_ data: Data) -> Data {
    func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
      let product = (state ^ word).multipliedFullWidth(by: 0xFF51_AFD7_ED55_8CCD).low
      return product << 29 + product >> 35
    }
    let bytes = Array(data)
    var lanes = (0..<4).map { 0x9E37_79B9_7F4A_7C15 + UInt64($0) }
    let whole = bytes.count / 32 * 4
    for word in 0..<whole {
      let value = bytes[(word * 8)..<(word * 8 + 8)].reversed().reduce(0) { $0 << 8 + UInt64($1) }
      lanes[word % 4] = mixed(lanes[word % 4], value)
    }
    let rest = bytes[(whole * 8)...].map { UInt64($0) } + lanes[1...] + [UInt64(bytes.count)]
    let sum = rest.reduce(lanes[0], mixed)
    return data + withUnsafeBytes(of: (sum ^ sum >> 32).littleEndian) { Data($0) }
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
