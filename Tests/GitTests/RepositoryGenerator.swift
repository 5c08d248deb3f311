/// A stream for `git fast-import` that makes a repository from a seed: merges of two and more parents, criss-cross,
/// several roots, dates that run backwards, renames, files that become folders, empty commits, odd names.
struct RepositoryGenerator {
  private typealias Tree = [String: (mode: String, content: String)]

  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func random(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % limit
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random(elements.count)] }

  /// Names as fast-import quotes them; the octal ones are not UTF-8.
  private static let names = [
    "a", "a-b", "a.b", "a0", "b", "folder", "Folder", "z z", "new\\nline", "\\303\\251", "e\\314\\201", "\\377\\376",
    "\\351", "\\\"quoted\\\"", "tab\\there", "long-name-that-fills-more-than-eight-bytes.md", "~",
  ]

  private mutating func path() -> String {
    var path = pick(Self.names)
    while random(3) > 0, path.utf8.count < 120 { path += "/" + pick(Self.names) }
    return path
  }

  private static func set(_ path: String, _ mode: String, _ content: String, in tree: inout Tree) {
    // A file takes the place of a folder, and of every file where it needs a folder.
    tree = tree.filter { !$0.key.hasPrefix(path + "/") && !path.hasPrefix($0.key + "/") }
    tree[path] = (mode, content)
  }

  private mutating func edit(_ tree: inout Tree) {
    let known = tree.keys.sorted()
    switch known.isEmpty ? 0 : random(10) {
    case 0...2: Self.set(path(), "100644", "new \(random(1000))", in: &tree)
    case 3...5: Self.set(pick(known), "100644", "edited \(random(1000))", in: &tree)
    case 6: tree[pick(known)] = nil
    case 7:
      let old = pick(known)
      if let file = tree.removeValue(forKey: old) { Self.set(path(), file.mode, file.content, in: &tree) }
    case 8:
      let old = pick(known)
      if let file = tree[old], file.mode.hasPrefix("100") {
        tree[old] = (file.mode == "100644" ? "100755" : "100644", file.content)
      }
    default:
      if random(2) == 0 {
        Self.set(path(), "120000", "target \(random(9))", in: &tree)
      } else {
        let digit = String(random(9) + 1)
        Self.set(path(), "160000", String(repeating: digit, count: 40), in: &tree)
      }
    }
  }

  /// The stream; the last commit is on `main` and joins everything.
  mutating func stream(commits: Int) -> [UInt8] {
    var text = ""
    var trees: [Tree] = []
    var clock = 1_600_000_000
    for number in 0..<commits {
      var parents: [Int] = []
      let isLast = number == commits - 1
      if number > 0, random(25) > 0 || isLast {
        parents.append(max(0, number - 1 - random(random(4) == 0 ? 12 : 2)))
        if random(4) == 0 || isLast {
          let more = random(4) == 0 ? 1 + random(4) : 1
          for _ in 0..<more { parents.append(random(number)) }
        }
      }
      if isLast {
        // Everything nobody built on yet.
        parents += (0..<number).filter { number - $0 < 12 }
      }
      parents = parents.enumerated().filter { parents.firstIndex(of: $0.element) == $0.offset }.map(\.element)
      var tree = parents.first.map { trees[$0] } ?? [:]
      for other in parents.dropFirst() {
        // As a merge does: some paths from the other side.
        for (path, file) in trees[other].sorted(by: { $0.key < $1.key }) where random(2) == 0 {
          Self.set(path, file.mode, file.content, in: &tree)
        }
        for path in tree.keys.sorted() where trees[other][path] == nil && random(4) == 0 { tree[path] = nil }
      }
      for _ in 0..<(parents.count > 1 ? random(3) : random(6)) { edit(&tree) }
      trees.append(tree)
      clock += random(5) == 0 ? -random(5000) : random(3000)
      text += "commit refs/heads/\(isLast ? "main" : "c\(number)")\nmark :\(number + 1)\n"
      text += "author Ana <ana@example.com> \(clock - random(9999)) +0200\n"
      text += "committer \(pick(["Cor", "Dée", "E. F."])) <c\(random(3))@example.com> \(clock) -0330\n"
      text += "data 3\nc\(number % 10)\n\n"
      if let first = parents.first { text += "from :\(first + 1)\n" }
      for other in parents.dropFirst() { text += "merge :\(other + 1)\n" }
      text += "deleteall\n"
      for (path, file) in tree.sorted(by: { $0.key < $1.key }) {
        if file.mode == "160000" {
          text += "M 160000 \(file.content) \"\(path)\"\n"
        } else {
          text += "M \(file.mode) inline \"\(path)\"\ndata \(file.content.utf8.count)\n\(file.content)\n"
        }
      }
      text += "\n"
    }
    return Array(text.utf8)
  }
}
