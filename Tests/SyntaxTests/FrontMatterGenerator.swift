import TestSupport

/// Writes blocks of front matter: valid ones, and ones with a few bytes or lines changed.
struct FrontMatterGenerator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A block that is valid more often than not, with zero to four changes.
  mutating func next() -> [UInt8] {
    var bytes = Int.random(in: 0..<4, using: &random) == 0 ? Array(pick(Self.seeds).utf8) : Array(block().utf8)
    for _ in 0..<Int.random(in: 0...4, using: &random) { mutate(&bytes) }
    return bytes
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  // MARK: - Valid blocks

  private mutating func block() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...5, using: &random) { text += entry(0, 0) }
    if chance(8) { text = text.replacing("\n", with: "\r\n") }
    if chance(10), !text.isEmpty { text.removeLast() }
    return text
  }

  private mutating func entry(_ indent: Int, _ depth: Int) -> String {
    let pad = String(repeating: " ", count: indent)
    var text = ""
    if chance(9) { text += pick(["\n", "# note\n", pad + "# note\n", "#\n", "  \n"]) }
    return text + pad + key() + ":" + value(indent, depth, isInMap: true)
  }

  private mutating func key() -> String {
    pick([
      "id", "type", "title", "controls", "A.5.15", "x-a/b", "_a", "9", "owner_2", "a.b-c", "k\(random.next() % 50)",
    ])
  }

  private mutating func value(_ indent: Int, _ depth: Int, isInMap: Bool) -> String {
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return pick(["", " ", " # note"]) + "\n"
    case 1: return textBlock(indent)
    case 2: return " " + flow(indent) + tail()
    case 3...5 where depth < 4 && isInMap:
      let deeper = indent + pick([1, 2, 2, 2, 4])
      return "\n" + (0..<Int.random(in: 1...3, using: &random)).map { _ in entry(deeper, depth + 1) }.joined()
    case 6...8 where depth < 4 && isInMap:
      let column = indent + pick([0, 2, 2, 4])
      return "\n" + (0..<Int.random(in: 1...3, using: &random)).map { _ in item(column, depth + 1) }.joined()
    default: return pick([" ", " ", "  "]) + inline() + tail()
    }
  }

  private mutating func item(_ indent: Int, _ depth: Int) -> String {
    let pad = String(repeating: " ", count: indent)
    if chance(3) {
      var text = pad + "- " + key() + ":" + value(indent + 2, depth + 1, isInMap: true)
      for _ in 0..<Int.random(in: 0...2, using: &random) { text += entry(indent + 2, depth + 1) }
      return text
    }
    return pad + "-" + value(indent, depth, isInMap: false)
  }

  private mutating func tail() -> String { pick(["\n", "\n", "\n", "\n", " \n", " # note\n", "  ## x\n"]) }

  private mutating func inline() -> String {
    pick([
      "POL-01", "Access control", "2026-03-02", "1.10", "no", "012", "12:30", "a:b", "http://x.y/z", "-x", "a#b",
      "x - y",
      "Zürich", "“quoted”", "日本", "a'b", "\"a b\"", "\"\"", "''", "'a''b'", "\"\\u00e9\\n\\\\\\\"\"", "\"a # b\"",
      "'a: b'",
      "a, b", "(x) [y] {z}", "~", "null", "true", "=", "<x>", "$x", "\\d", "1e3", "0x1F", "\"\\x41\\U0001F600\"", "😀",
    ])
  }

  private mutating func flow(_ indent: Int) -> String {
    let pad = String(repeating: " ", count: indent + 2)
    let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      pick(["A.5.15", "a b", "\"x, y\"", "'z'", "a:b", "http://x", "é", "-1", "x#y"])
    }
    let separator = pick([", ", ",", " , ", ",\n" + pad, ", # note\n" + pad])
    return "[" + pick(["", " ", "\n" + pad]) + items.joined(separator: separator) + pick(["", ",", " ", "\n" + pad])
      + "]"
  }

  private mutating func textBlock(_ indent: Int) -> String {
    let pad = String(repeating: " ", count: indent + pick([1, 2, 4]))
    var text = " " + pick(["|", ">"]) + pick(["", "-", "+"]) + pick(["", " ", " # note"]) + "\n"
    if chance(6) { text += "\n" }
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      text += pick([pad + "text", pad + "more text", pad + "  indented", "", pad + "# x", pad + "a: b"]) + "\n"
    }
    return text
  }

  // MARK: - Changes

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let at = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0...4: bytes.insert(contentsOf: Array(pick(Self.tokens).utf8), at: at)
    case 5 where at < bytes.count: bytes.remove(at: at)
    case 6 where at < bytes.count:
      bytes[at] = pick(Array("\t\r\n #:-[]{}'\"|>&*!,?\\\u{7F}aA0".utf8) + [0, 0xFF, 0xC3, 0xE2])
    case 7:
      let end = min(bytes.count, at + Int.random(in: 0...12, using: &random))
      bytes.removeSubrange(at..<end)
    case 8:
      let end = min(bytes.count, at + Int.random(in: 0...20, using: &random))
      bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
    default:
      // A line moves to the right or to the left.
      guard let start = bytes[..<at].lastIndex(of: 0x0A).map({ $0 + 1 }), start < bytes.count else { return }
      if bytes[start] == 0x20, chance(2) {
        bytes.remove(at: start)
      } else {
        bytes.insert(contentsOf: Array(pick([" ", "  ", "    ", "\t"]).utf8), at: start)
      }
    }
  }

  private static let tokens = [
    " ", "  ", "\t", "\n", "\r", "\r\n", ":", ": ", " :", "-", "- ", "\n- ", "#", " #", " # ", "'", "\"", "\\", "[",
    "]", "{",
    "}", ",", "|", ">", "|-\n", ">+\n", "|2\n", "&a ", "*a", "!t ", "%", "@", "`", "?", "? ", "<<: ", "---", "\n---\n",
    "\n...\n", "\u{85}", "\u{A0}", "\u{2028}", "\u{202E}", "\u{FEFF}", "\u{0}", "\u{7F}", "é", "а", "\\x4", "\\u00e9",
    "\\q",
    "\n  ", "\n \n", "\n\n", " \n", "=", "~", "a: b\n", "  a: b\n", "id: x\n", "\n  - x\n", "\n# c\n", "\n   # c\n",
    "]\n", "[a,\n",
  ]

  private static let seeds = [
    """
    id: POL-01
    type: policy
    title: Access control
    version: "1.2"
    status: approved
    owner: R-ISM
    controls: [A.5.15, A.5.18, A.8.2]
    clauses:
      - 5.2
      - 6.1.3
    reviews:
      - date: 2026-01-02
        by: ana
        note: >-
          looked at every
          account
      - date: 2025-01-03
        by: ben

    """,
    """
    # risk
    id: R-014
    affects: [C, I, A]
    description: |
      Lost laptop.

        With data.
    likelihood: 3
    treatment:
    - TA-1
    - TA-2
    accepted_by:
    period: 2026-07-01/2026-09-30

    """,
    "a:\n  b:\n    c:\n      d:\n        e:\n          f:\n            g:\n              h:\n                i: x\n",
    "a:\n - b:\n    - c:\n       - d:\n          - e: f\n",
    "text: |+\n  a\n\n\nnext: >\n  a\n  b\n\n  c\n   d\n  e\n",
    "list: [a, 'b', \"c\"]\nother: [\n  a,\n  b # note\n  ,\n  c,\n]\n",
    "",
    "\n\n# only a comment\n",
  ]
}
