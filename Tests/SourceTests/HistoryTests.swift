import Testing

@testable import Source

@Suite struct HistoryTests {
  private func id(_ digits: String) throws -> ObjectID {
    try #require(ObjectID(hex: digits + String(repeating: "0", count: 40 - digits.count)))
  }

  private func commit(_ id: ObjectID, parents: [ObjectID] = [], changes: Range<Int>) -> History.Commit {
    let person = History.Signature(name: "Ana", email: "ana@example.com", seconds: 86_400, offsetMinutes: -90)
    return History.Commit(
      id: id, tree: id, parents: parents, author: person, committer: person, message: "Subject\r\nBody é\n",
      isSigned: true, changes: changes)
  }

  @Test func aCommitByItselfAndInAHistoryIsTheSame() throws {
    let (first, second, lost) = (try id("1"), try id("2"), try id("3"))
    let commits = [
      commit(second, parents: [first, lost], changes: 0..<2), commit(first, parents: [lost], changes: 2..<3),
    ]
    let changes = [
      History.Change(path: 0, before: first, after: second), History.Change(path: 1, before: nil, after: first),
      History.Change(path: 0, before: nil, after: first),
    ]
    let history = History(commits: commits, paths: ["z.md", "a.md"], changes: changes)
    #expect(history.commits.elementsEqual(commits))
    #expect(Array(history.commits[0].parents) == [first, lost] && history.commits[0].isMerge)
    #expect(history.commits[0].subject == "Subject" && history.commits[0].message == "Subject\r\nBody é\n")
    #expect(Array(history.paths) == ["a.md", "z.md"], "paths are put in order")
    #expect(history.changes.map { history.paths[$0.path] } == ["z.md", "a.md", "z.md"])
    #expect(history.revisions(of: "z.md").map(\.change) == [0, 2])
    #expect(history.revisions(of: "a.md").map(\.commit) == [0])
    #expect(history.revisions(of: "b.md").isEmpty && history.revisions(of: "").isEmpty)
    #expect(history.position(of: first) == 1 && history.position(of: lost) == nil)
    #expect(History.notRead.position(of: first) == nil && History.notRead.revisions(of: "a.md").isEmpty)
    // A part of another history keeps its changes.
    let part = History(commits: history.commits.dropFirst(), paths: history.paths, changes: history.changes)
    #expect(
      part.commits.map(\.changes) == [0..<1]
        && part.changes.elementsEqual([History.Change(path: 1, before: changes[2].before, after: changes[2].after)])
    )
  }

  @Test func namesWithTheSameBeginningAreToldApart() throws {
    let ids = try ["0f", "0e", "0", "ffff", "0000000000000000000001", "00000000000000000000001", "7", "8"].map(id)
    // Few of one beginning, and many.
    let many = try (0..<40).map { try id("00000000000000000000aa" + String(($0 * 7) % 40 + 10)) }
    for ids in [Column(ids), Column(ids + many)] {
      let index = ObjectIndex(ids)
      for (position, id) in ids.enumerated() { #expect(index.position(of: id, in: ids) == position) }
      for other in ["0d", "1", "00000000000000000000000001", "fff"] {
        #expect(index.position(of: try id(other), in: ids) == nil, "\(other)")
      }
    }
  }

  @Test func pathsThatLookAlikeAreOne() throws {
    let object = try id("1")
    // One letter composed in two ways, and bytes that are no text.
    var paths = TextTable()
    for path in ["caf\u{65}\u{301}", "caf\u{E9}"] { paths.append(path) }
    for byte in [0xFE, 0xFF] as [UInt8] { paths.append([0x78, byte]) }
    var columns = CommitColumns()
    columns.append(
      id: object, tree: object, parents: [], author: History.Signature(name: "", email: "", seconds: 0),
      committer: History.Signature(name: "", email: "", seconds: 0), message: "", isSigned: false, changesTo: 4)
    let changes = History.Changes((0..<4).map { History.Change(path: $0, before: nil, after: object) })
    let history = History(columns, paths: paths, changes: changes)
    #expect(paths.isInOrder)
    for path in ["caf\u{65}\u{301}", "caf\u{E9}"] { #expect(history.revisions(of: path).map(\.change) == [0, 1]) }
    #expect(history.revisions(of: "x\u{FFFD}").map(\.change) == [2, 3])
    #expect(history.revisions(of: "x").isEmpty)
  }

  @Test func aTextIsFoundWhereverTheSearchBegins() {
    for count in 0...20 {
      var table = TextTable()
      for number in 0..<count { table.append(String(UnicodeScalar(UInt8(97 + number)))) }
      for start in 0...21 {
        for number in 0..<count {
          let letter = UInt8(97 + number)
          #expect(table.position(of: [letter], near: start) == number, "\(number) of \(count) from \(start)")
          #expect(table.position(of: [letter, 0], near: start) == nil)
        }
        #expect(table.position(of: [UInt8](), near: start) == nil)
      }
    }
  }

  @Test func textsHaveTheOrderOfTheirBytes() {
    let texts = ["", "a", "a/b", "a0", "abcdefgh", "abcdefgh/longer than eight", "abcdefgi", "b", "\u{7F}", "\u{80}"]
    var table = TextTable()
    for text in texts { table.append(text) }
    #expect(table.isInOrder && table.count == texts.count)
    for (position, text) in texts.enumerated() {
      #expect(table.text(position) == text && table.position(of: text.utf8) == position)
      #expect(table.position(of: Array((text + "!").utf8)) == nil)
    }
    table.append("a")
    #expect(!table.isInOrder)
    #expect(TextTable(bytes: [1, 2, 3], ends: [1, 3]) != nil && TextTable(bytes: [], ends: []) != nil)
    for ends in [[], [1], [2, 1, 3], [4], [-1, 3], [3, .max]] {
      #expect(TextTable(bytes: [1, 2, 3], ends: Column(ends)) == nil, "\(ends)")
    }
  }
}
