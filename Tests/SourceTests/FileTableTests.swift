import Testing

@testable import Source

@Suite struct FileTableTests {
  private func file(_ path: String, _ digit: Character = "1") -> Snapshot.File {
    Snapshot.File(path: path, blob: ObjectID(hex: String(repeating: digit, count: 40)) ?? .null)
  }

  @Test func aFileIsFoundByItsPath() {
    let paths = (0..<5_000).map { "evidence/\($0 % 7)/export-\($0).csv" } + ["a", "", "ä/ö.md"]
    let table = FileTable(paths.map { file($0) })
    #expect(table.count == paths.count && Array(table.paths) == paths)
    for path in paths { #expect(table[path]?.path == path) }
    for path in ["evidence/0/export-1.csv", "evidence", "b", "a/", "ä/o.md"] { #expect(table[path] == nil) }
  }

  /// Names that are not UTF-8 are repaired, and may then be the same.
  @Test func ofTwoWithOnePathTheFirstCounts() {
    let table = FileTable([file("a", "1"), file("b\u{FFFD}", "2"), file("b\u{FFFD}", "3"), file("c", "4")])
    #expect(table.count == 3 && table["b\u{FFFD}"]?.blob.hex.first == "2" && table["c"]?.blob.hex.first == "4")
  }

  /// Some systems write `ä` as two characters: it is the same text.
  @Test func theSameCharactersAreTheSamePath() {
    let table = FileTable([file("richtlinien/zuga\u{308}nge.md")])
    #expect(table["richtlinien/zug\u{E4}nge.md"] != nil)
    #expect(table.file("zug\u{E4}nge.md", besides: "richtlinien/x.md") != nil)
  }

  @Test(arguments: [
    ("b.csv", "a/b.csv.md", "a/b.csv"), ("c/d.csv", "a/b.csv.md", "a/c/d.csv"), ("top.csv", "x.md", "top.csv"),
    ("ö.csv", "a/x.md", "a/ö.csv"),
  ])
  func aFileIsFoundBesideAnother(written: String, path: String, expected: String) {
    let table = FileTable(["a/b.csv", "a/b.csv.md", "a/c/d.csv", "a/ö.csv", "top.csv", "x.md"].map { file($0) })
    #expect(table.file(written, besides: path)?.path == expected)
    #expect(table.file(written + "x", besides: path) == nil)
  }

  /// What has to be resolved first is not found as it is written.
  @Test func aPathIsTakenAsItIsWritten() {
    let table = FileTable([file("a/b.csv"), file("b.csv")])
    for written in ["./b.csv", "../b.csv", "/b.csv", ""] { #expect(table.file(written, besides: "a/x.md") == nil) }
  }
}

@Suite struct PathTableTests {
  /// Two paths with one hash are told apart, and nothing is lost when the table grows.
  @Test func pathsWithOneHashAreToldApart() {
    let paths = (0..<200).map { "path \($0)" }
    var table = PathTable()
    for position in paths.indices { table.enter(position % 3, at: position) }
    for (position, path) in paths.enumerated() {
      #expect(table.position(of: position % 3) { paths[$0] == path } == position)
    }
    #expect(table.position(of: 1) { _ in false } == nil && table.position(of: 3) { _ in true } == nil)
  }

  @Test func everyByteOfAPathCounts() {
    var hashes: Set<Int> = []
    for length in 0..<40 {
      let path = String(repeating: "a", count: length)
      hashes.insert(PathTable.hash(of: path))
      for index in 0..<length {
        hashes.insert(PathTable.hash(of: String(path.prefix(index)) + "b" + String(path.dropFirst(index + 1))))
      }
    }
    #expect(hashes.count == 40 + (0..<40).reduce(0, +))
  }
}

@Suite struct ContentTableTests {
  /// Names that lie evenly, as digests do, and names that somebody chose.
  @Test(arguments: [0, 1, 2, 70, 3_000])
  func everyEntryIsFound(count: Int) throws {
    var random = SystemRandomNumberGenerator()
    for isEven in [true, false] {
      var entries: [ObjectID: [UInt8]] = [:]
      for index in 0..<count {
        var bytes = (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }
        if !isEven { bytes.replaceSubrange(0..<7, with: repeatElement(index < count / 2 ? 0 : 0xFF, count: 7)) }
        entries[try #require(ObjectID(bytes: bytes))] = Array("\(index)".utf8)
      }
      let table = try #require(ContentTable(bytes: ContentTable.bytes(of: entries)[...]))
      for (name, entry) in entries { #expect(table.entry(of: name) { Array($0.rest()) } == entry) }
      for _ in 0..<100 {
        let other = try #require(ObjectID(bytes: (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }))
        #expect(table.place(of: other) == nil)
      }
      #expect(table.place(of: .null) == nil)
    }
  }
}
