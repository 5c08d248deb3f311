import Source
import Testing

@testable import Git

/// The parts that work on bytes alone.
@Suite struct PartsTests {
  private func tree(_ entries: [(String, String, UInt8)]) -> [UInt8] {
    // In git's order: a folder stands as if its name ended in a slash.
    func key(_ entry: (String, String, UInt8)) -> String { entry.0 == "40000" ? entry.1 + "/" : entry.1 }
    return entries.sorted { key($0).utf8.lexicographicallyPrecedes(key($1).utf8) }.flatMap {
      Array("\($0.0) \($0.1)\0".utf8) + [UInt8](repeating: $0.2, count: 20)
    }
  }

  /// What differs, as `name before after`, with a slash behind a folder.
  private func differences(_ old: [UInt8], _ new: [UInt8]) -> [String]? {
    new.withUnsafeBytes { new in
      old.withUnsafeBytes { old in
        var changes: [EntryChange] = []
        guard TreeDiff.compare(new: TreeBytes(bytes: new), old: TreeBytes(bytes: old), into: &changes) else {
          return nil
        }
        return changes.map { change in
          func first(_ entry: TreeEntry?) -> String { entry.map { String($0.id.bytes[0]) } ?? "-" }
          let name = String(decoding: change.name, as: UTF8.self) + (change.isFolder ? "/" : "")
          return "\(name) \(first(change.old)) \(first(change.new))"
        }
      }
    }
  }

  @Test func treesAreComparedNameByName() {
    let old = tree([("100644", "a", 1), ("100644", "b", 2), ("40000", "c", 3), ("100644", "d", 4)])
    #expect(differences(old, old) == [])
    #expect(differences([], old) == ["a - 1", "b - 2", "c/ - 3", "d - 4"])
    #expect(differences(old, []) == ["a 1 -", "b 2 -", "c/ 3 -", "d 4 -"])
    #expect(differences(old, tree([("100644", "a", 1), ("40000", "c", 3), ("100644", "d", 5)])) == ["b 2 -", "d 4 5"])
    #expect(
      differences(old, tree([("100644", "a", 1), ("100644", "b", 2), ("100644", "c", 3), ("100644", "d", 4)]))
        == ["c - 3", "c/ 3 -"])
  }

  @Test func aFolderSortsBehindItsSlash() {
    let old = tree([("100644", "a", 1), ("100644", "a.b", 2), ("100644", "a0", 3)])
    let new = tree([("40000", "a", 1), ("100644", "a.b", 2), ("100644", "a0", 3)])
    #expect(differences(old, new) == ["a 1 -", "a/ - 1"])
    #expect(differences(new, old) == ["a - 1", "a/ 1 -"])
  }

  @Test func groupPermissionsOfEarlyGitMeanNothing() {
    #expect(differences(tree([("100664", "a", 1)]), tree([("100644", "a", 1)])) == [])
    #expect(differences(tree([("100755", "a", 1)]), tree([("100644", "a", 1)])) == ["a 1 1"])
  }

  @Test func everyTruncationOfATreeIsNoticed() {
    let whole = tree([("100644", "a", 1), ("40000", "folder", 2)])
    for count in 1..<whole.count where count != 29 {
      #expect(differences([], Array(whole.prefix(count))) == nil, "\(count) bytes")
    }
    #expect(differences([], Array(whole.prefix(29))) == ["a - 1"])
  }

  @Test func randomTrees() {
    var state: UInt64 = 42
    func random(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    func entries() -> [String: (String, String, UInt8)] {
      var entries: [String: (String, String, UInt8)] = [:]
      for _ in 0..<random(30) {
        let name = String((0..<(1 + random(3))).map { _ in Array("ab.-0")[Int(random(5))] })
        entries[name] = (["100644", "40000", "120000"][Int(random(3))], name, UInt8(random(3)))
      }
      return entries
    }
    for _ in 0..<2000 {
      let (old, new) = (entries(), entries())
      var expected: Set<String> = []
      for name in Set(old.keys).union(new.keys) {
        for isFolder in [true, false] {
          let before = old[name].flatMap { ($0.0 == "40000") == isFolder ? $0 : nil }
          let after = new[name].flatMap { ($0.0 == "40000") == isFolder ? $0 : nil }
          if before?.0 == after?.0, before?.2 == after?.2 { continue }
          let ids = [before, after].map { $0.map { String($0.2) } ?? "-" }.joined(separator: " ")
          expected.insert(name + (isFolder ? "/ " : " ") + ids)
        }
      }
      let found = differences(tree(Array(old.values)), tree(Array(new.values)))
      #expect(found.map(Set.init) == expected)
      #expect(found?.count == expected.count)
    }
  }

  @Test func namesAreNumberedByTheirBytes() {
    var table = NameTable()
    let names = (0..<5000).map { "name-\($0)-\(String(repeating: "x", count: $0 % 40))" } + ["", "é", "e\u{301}"]
    for _ in 0..<2 {
      for (number, name) in names.enumerated() {
        let found = Array(name.utf8).withUnsafeBytes { table.number(of: $0) }
        #expect(found == number)
      }
    }
    #expect(table.count == names.count)
    #expect(Array(table.name(5001)) == Array("é".utf8))
  }

  private func signature(_ line: String) -> History.Signature {
    var people = People()
    let numbered = Array(line.utf8).withUnsafeBytes { people.numbered($0) }
    return people.signature(numbered)
  }

  @Test func signatures() {
    let plain = History.Signature(name: "Ana B. C.", email: "a@b", seconds: 1_700_000_000, offsetMinutes: -210)
    #expect(signature("Ana B. C. <a@b> 1700000000 -0330") == plain)
    #expect(signature("  Ana B. C.   < a@b >  1700000000  -0330 ") == plain)
    #expect(signature("A > B <a@b> 5 +0000") == History.Signature(name: "A > B", email: "a@b", seconds: 5))
    #expect(signature("<a@b> 5 +0000") == History.Signature(name: "", email: "a@b", seconds: 5))
    #expect(signature("Nobody") == History.Signature(name: "", email: "", seconds: 0))
    #expect(signature("A <a@b>") == History.Signature(name: "A", email: "a@b", seconds: 0))
    #expect(signature("A <a@b> 99999999999999999999999 +0000").seconds == 253_402_300_799)
    #expect(signature("A <a@b> 1 +99999999999999").offsetMinutes == 99 * 60 + 59)
    #expect(signature("") == History.Signature(name: "", email: "", seconds: 0))
  }

  @Test func idsFromDigits() {
    let hex = "0123456789abcdef0123456789ABCDEF01234567"
    let found = Array(hex.utf8).withUnsafeBytes { ObjectID(hexDigits: $0) }
    #expect(found == ObjectID(hex: hex))
    #expect(found?.hex == hex.lowercased())
    for bad in ["", "0", String(hex.dropLast()), hex + "0", "g" + hex.dropFirst(), hex.dropLast() + "\n"] {
      #expect(Array(bad.utf8).withUnsafeBytes { ObjectID(hexDigits: $0) } == nil)
    }
  }
}
