import Source
import TestSupport
import Testing

@testable import Syntax

@Suite struct FrontMatterTests {
  private func data(_ text: String) -> (root: FieldMap, diagnostics: [Diagnostic]) {
    let (frontMatter, diagnostics) = FrontMatter.parseDataFile(SourceText(path: "x.yaml", text: text))
    return (frontMatter.root, diagnostics)
  }

  /// A short form of the tree for expectations: `{a=1 b=[x y] c=~}`.
  private func shown(_ value: FieldValue) -> String {
    switch value {
    case .scalar(let scalar): scalar.text
    case .empty: "~"
    case .list(let items, _): "[" + items.map(shown).joined(separator: "|") + "]"
    case .map(let map): "{" + map.entries.map { "\($0.key)=\(shown($0.value))" }.joined(separator: "|") + "}"
    }
  }

  @Test(arguments: [
    ("", "{}"),
    ("\n# note\n", "{}"),
    ("a: b\n", "{a=b}"),
    ("a: b", "{a=b}"),
    ("---\na: b\n", "{a=b}"),
    ("\u{FEFF}a: b\n", "{a=b}"),
    ("\u{FEFF}---\r\na: b\r\n", "{a=b}"),
    ("a:\n", "{a=~}"),
    ("a: # note\nb: c # note\n", "{a=~|b=c}"),
    ("A.5.15: x\n_x: y\n9: z\nx-a/b.c: w\n", "{A.5.15=x|_x=y|9=z|x-a/b.c=w}"),
    ("a: http://x.y:80/z\n", "{a=http://x.y:80/z}"),
    ("a: b:c\n", "{a=b:c}"),
    ("a: b#c\n", "{a=b#c}"),
    ("a: -x\nb: .5\nc: (d)\n", "{a=-x|b=.5|c=(d)}"),
    ("a: 'it''s'\nb: \"x \\\"y\\\" \\u00e9\\x41\\U0001F600\"\n", "{a=it's|b=x \"y\" éA😀}"),
    ("a: \"x: y # z\"\n", "{a=x: y # z}"),
    ("a: \"x\" # note\n", "{a=x}"),
    ("a: []\nb: [ ]\nc: [x]\nd: [x, 'y', \"z\",]\n", "{a=[]|b=[]|c=[x]|d=[x|y|z]}"),
    ("a: [x,\n  y # note\n  , z\n  ]\nb: c\n", "{a=[x|y|z]|b=c}"),
    ("a:\n- x\n- y\nb: c\n", "{a=[x|y]|b=c}"),
    ("a:\n  - x\n  -\n  - z\n", "{a=[x|~|z]}"),
    ("a:\n  - b: c\n    d: e\n  - f: g\n", "{a=[{b=c|d=e}|{f=g}]}"),
    ("a:\n  - b:\n      - c\n    d: e\n", "{a=[{b=[c]|d=e}]}"),
    ("a:\n  b: c\n  d:\n    e: f\ng: h\n", "{a={b=c|d={e=f}}|g=h}"),
    ("a: |\n  x\n    y\n\n  z\nb: c\n", "{a=x\n  y\n\nz\n|b=c}"),
    ("a: |-\n  x\n\nb: c\n", "{a=x|b=c}"),
    ("a: |+\n  x\n\nb: c\n", "{a=x\n\n|b=c}"),
    ("a: >\n  x\n  y\n\n  z\n   w\n  v\n", "{a=x y\nz\n w\nv\n}"),
    ("a: >-\n  x # y\n  k: v\n", "{a=x # y k: v}"),
    ("a: |\n  x", "{a=x}"),
    ("a: |\nb: c\n", "{a=|b=c}"),
    (
      "a:\n b:\n  c:\n   d:\n    e:\n     f:\n      g:\n       h:\n        i: x\n",
      "{a={b={c={d={e={f={g={h={i=x}}}}}}}}}"
    ),
    ("title: Zürich “quoted” 日本\n", "{title=Zürich “quoted” 日本}"),
    ("a: x #\nb: y\n", "{a=x|b=y}"),
  ])
  func accepts(text: String, tree: String) {
    let (root, diagnostics) = data(text)
    #expect(shown(.map(root)) == tree)
    #expect(diagnostics.map(\.message) == [])
    #expect(!root.isPartial && root.unreadableKeys.isEmpty)
  }

  @Test(arguments: [
    ("a: b: c\nz: 1\n", "{z=1}", ["colon-in-text"]),
    ("a: b:\nz: 1\n", "{z=1}", ["colon-in-text"]),
    ("a: [b: c]\nz: 1\n", "{z=1}", ["colon-in-text"]),
    ("a: [b:, c]\nz: 1\n", "{z=1}", ["colon-in-text"]),
    ("a:b\nz: 1\n", "{z=1}", ["missing-space-after-colon"]),
    ("a:\"b\"\nz: 1\n", "{z=1}", ["missing-space-after-colon"]),
    ("a : b\nz: 1\n", "{z=1}", ["space-before-colon"]),
    ("a = b\nz: 1\n", "{z=1}", ["missing-colon"]),
    ("a b: c\nz: 1\n", "{z=1}", ["missing-colon"]),
    ("just text\nz: 1\n", "{z=1}", ["missing-colon"]),
    ("http://x\nz: 1\n", "{z=1}", ["missing-colon"]),
    ("a:\tb\nz: 1\n", "{z=1}", ["tab-in-front-matter"]),
    ("a: b\tc\nz: 1\n", "{z=1}", ["tab-in-front-matter"]),
    ("a: b\t\nz: 1\n", "{z=1}", ["tab-in-front-matter"]),
    ("a:\n\tb: c\nz: 1\n", "{z=1}", ["tab-in-front-matter"]),
    ("\ta: b\nz: 1\n", "{z=1}", ["tab-in-front-matter"]),
    ("\t\nz: 1\n", "{z=1}", ["tab-in-front-matter"]),
    ("'a': b\nz: 1\n", "{z=1}", ["quoted-key"]),
    ("\"a\": b\nz: 1\n", "{z=1}", ["quoted-key"]),
    ("tіtle: b\nz: 1\n", "{z=1}", ["unreadable-key"]),
    ("тitle: b\nz: 1\n", "{z=1}", ["unreadable-key"]),
    (".a: b\nz: 1\n", "{z=1}", ["unreadable-key"]),
    ("a: 1\na: 2\nz: 1\n", "{a=1|z=1}", ["duplicate-key"]),
    ("a: &x b\nz: 1\n", "{z=1}", ["anchor-or-alias"]),
    ("a: *x\nz: 1\n", "{z=1}", ["anchor-or-alias"]),
    ("a: !x b\nz: 1\n", "{z=1}", ["tag"]),
    ("<<: x\nz: 1\n", "{z=1}", ["merge-key"]),
    ("%YAML 1.2\nz: 1\n", "{z=1}", ["directive"]),
    ("a: {b: c}\nz: 1\n", "{z=1}", ["map-in-braces"]),
    ("{a: b}\nz: 1\n", "{z=1}", ["map-in-braces"]),
    ("a: [b, [c]]\nz: 1\n", "{z=1}", ["nested-list-in-brackets"]),
    ("a: [{b: c}]\nz: 1\n", "{z=1}", ["nested-list-in-brackets"]),
    ("a: [\"b\": c]\nz: 1\n", "{z=1}", ["nested-list-in-brackets"]),
    ("? a\nz: 1\n", "{z=1}", ["complex-key"]),
    ("a: @b\nz: 1\n", "{z=1}", ["reserved-character"]),
    ("a: `b`\nz: 1\n", "{z=1}", ["reserved-character"]),
    ("a: ]b\nz: 1\n", "{z=1}", ["stray-punctuation"]),
    ("a: , b\nz: 1\n", "{z=1}", ["stray-punctuation"]),
    ("a: - b\nz: 1\n", "{z=1}", ["stray-punctuation"]),
    ("a: :b\nz: 1\n", "{z=1}", ["stray-punctuation"]),
    ("a: [|, b]\nz: 1\n", "{z=1}", ["stray-punctuation"]),
    ("a: [b, , c]\nz: 1\n", "{z=1}", ["broken-list"]),
    ("a: [b\nz: 1\n", "{z=1}", ["broken-list"]),
    ("a: [b\n  c]\nz: 1\n", "{z=1}", ["broken-list"]),
    ("a: ['b' 'c']\nz: 1\n", "{z=1}", ["broken-list"]),
    ("a: \"b\nz: 1\n", "{z=1}", ["unterminated-quote"]),
    ("a: 'b\n  c'\nz: 1\n", "{z=1}", ["unterminated-quote"]),
    ("a: \"\\q\"\nz: 1\n", "{z=1}", ["unknown-escape"]),
    ("a: \"\\ud800\"\nz: 1\n", "{z=1}", ["unknown-escape"]),
    ("a: \"\\U00110000\"\nz: 1\n", "{z=1}", ["unknown-escape"]),
    ("a: \"b\" c\nz: 1\n", "{z=1}", ["text-after-value"]),
    ("a: [b] c\nz: 1\n", "{z=1}", ["text-after-value"]),
    ("a: > 5\nz: 1\n", "{z=1}", ["text-after-value"]),
    ("a: ['b'# c\n  ]\nz: 1\n", "{z=1}", ["text-after-value"]),
    ("a: b #12\nz: 1\n", "{z=1}", ["hash-without-space"]),
    ("a: #12\nz: 1\n", "{z=1}", ["hash-without-space"]),
    ("a: b\n  c\nz: 1\n", "{z=1}", ["text-over-several-lines"]),
    ("a: [b]\n  c\nz: 1\n", "{z=1}", ["text-over-several-lines"]),
    ("a:\n  b\nz: 1\n", "{z=1}", ["value-on-next-line"]),
    ("a: b\n  c: d\nz: 1\n", "{a=b|z=1}", ["bad-indentation"]),
    ("  a: b\n  z: 1\n", "{a=b|z=1}", ["bad-indentation"]),
    ("  a: b\nz: 1\n", "{a=b|z=1}", ["bad-indentation"]),
    ("a:\n    b: c\n  d: e\nz: 1\n", "{a={b=c}|z=1}", ["bad-indentation"]),
    ("a: b\n- c\nz: 1\n", "{a=b|z=1}", ["list-item-among-keys"]),
    ("- a\n- b\nz: 1\n", "{z=1}", ["list-instead-of-keys"]),
    ("a:\n  - - b\n  - c\nz: 1\n", "{a=[c]|z=1}", ["list-inside-list"]),
    ("a: |2\n  b\nz: 1\n", "{z=1}", ["indentation-indicator"]),
    ("a: |\n  b\n   \n  c\nz: 1\n", "{z=1}", ["white-space-in-text-block"]),
    ("a: |\n    b\n  c\nz: 1\n", "{z=1}", ["bad-indentation"]),
    ("z: 1\n---\na: b\n", "{z=1|a=b}", ["second-document"]),
    ("z: 1\n...\n", "{z=1}", ["second-document"]),
    ("a: b\rz: 1\r", "{a=b|z=1}", ["lone-carriage-return"]),
    ("a: b\u{202E}c\nz: 1\n", "{a=b\u{FFFD}c|z=1}", ["invisible-character"]),
    ("a: b\u{0}c\u{1}\nz: 1\n", "{a=b\u{FFFD}c\u{FFFD}|z=1}", ["invisible-character"]),
    (
      "a:\n b:\n  c:\n   d:\n    e:\n     f:\n      g:\n       h:\n        i:\n         j: x\nz: 1\n",
      "{a={b={c={d={e={f={g={h={}}}}}}}}|z=1}", ["too-deep"]
    ),
  ])
  func refusesAndReadsOn(text: String, tree: String, names: [String]) {
    let (root, diagnostics) = data(text)
    #expect(shown(.map(root)) == tree)
    #expect(diagnostics.map(\.rule.name) == names)
    #expect(diagnostics.allSatisfy { $0.location.range != nil })
  }

  @Test func nineMistakesAreNineFindings() {
    let text = """
      id: POL-01
      title: Access: who may
      type:policy
      owner : Ana
      status: *draft
      version: "1.0
      version_2: 1.0
      classification internal
      controls: [A.5.15,, A.5.18]
      approved_by: @ben
      id: POL-02
      reviewed_on: 2026-01-02

      """
    let (root, diagnostics) = data(text)
    #expect(
      diagnostics.map(\.rule.name) == [
        "colon-in-text", "missing-space-after-colon", "space-before-colon", "anchor-or-alias", "unterminated-quote",
        "missing-colon", "broken-list", "reserved-character", "duplicate-key",
      ])
    #expect(shown(.map(root)) == "{id=POL-01|version_2=1.0|reviewed_on=2026-01-02}")
    #expect(root.mayHaveLost("title") && root.mayHaveLost("owner"))
    #expect(root.unreadableKeys == ["title", "type", "owner", "status", "version", "controls", "approved_by"])
  }

  @Test func aColonInATitleIsExplained() throws {
    let (_, diagnostics) = data("title: Access control: remote work\n")
    let finding = try #require(diagnostics.first)
    #expect(finding.message == "value of `title` contains `: ` and is not in quotes")
    #expect(finding.help == "put the value in quotes: `title: \"Access control: remote work\"`")
    #expect(finding.location.range == SourceRange(21, 22))
    #expect(finding.fixes.first?.applicability == .safe)
    let quotes = data("a: say \"x\": y's\n").diagnostics
    #expect(quotes.first?.fixes.first?.edits.first?.replacement == "'say \"x\": y''s'")
  }

  @Test func namesTheByteThatIsNotUTF8() {
    let bytes = Array("id: a\nowner: Ren".utf8) + [0xE9] + Array("\nz: 1\n".utf8)
    let (frontMatter, diagnostics) = FrontMatter.parseDataFile(SourceText(path: "x.yaml", bytes: bytes))
    #expect(diagnostics.map(\.message) == ["byte 16 (0xE9) is not UTF-8"])
    #expect(shown(.map(frontMatter.root)) == "{id=a|owner=Ren\u{FFFD}|z=1}")
  }

  // MARK: - Limits

  @Test func limitsHaveFindings() {
    let long = String(repeating: "x", count: 5000)
    #expect(data("a: \(long)\nz: 1\n").diagnostics.map(\.rule.name) == ["line-too-long"])
    let text = "a: |\n" + String(repeating: "  " + String(repeating: "x", count: 998) + "\n", count: 17) + "z: 1\n"
    let (root, diagnostics) = data(text)
    #expect(diagnostics.map(\.rule.name) == ["text-too-long"])
    #expect(shown(.map(root)) == "{z=1}")
    let many = (0..<5000).map { "k\($0): x\n" }.joined()
    let manyResult = data(many)
    #expect(manyResult.diagnostics.map(\.rule.name) == ["too-many-entries"])
    #expect(manyResult.root.entries.count == 4096 && manyResult.root.isPartial)
    let exact = (0..<4096).map { "k\($0): x\n" }.joined()
    #expect(data(exact).diagnostics.isEmpty)
    let large = data("z: 1\n" + String(repeating: "# note\n", count: 10_000))
    #expect(large.diagnostics.map(\.rule.name) == ["block-too-large"])
    #expect(large.root.mayHaveLost("z"))
  }

  @Test(arguments: [
    "- ", "a:\n ", "[", "\"", "- a: ", "x\n", "\n", " ", "\t", "a: [\n", "\r", "a: |\n", "\u{0}", "? ", "a: b\n  c\n",
    "\tx\n", "a:\n\tx\n", "a: [\n\tx\n",
  ])
  func takesHostileBlocks(piece: String) {
    let text = String(repeating: piece, count: 65_536 / piece.utf8.count)
    let took = processorTime { _ = data(text) }
    #expect(took < .seconds(10))
  }

  // MARK: - Positions

  /// Keys and values stand where they say.
  private func checkPositions(_ value: FieldValue, _ source: SourceText) {
    #expect(value.range.upperBound <= source.bytes.count)
    switch value {
    case .scalar(let scalar):
      let text = source.text(scalar.range)
      switch scalar.style {
      case .plain: #expect(text == scalar.text)
      case .singleQuoted: #expect(text.hasPrefix("'") && text.hasSuffix("'"))
      case .doubleQuoted: #expect(text.hasPrefix("\"") && text.hasSuffix("\""))
      case .literal: #expect(text.hasPrefix("|"))
      case .folded: #expect(text.hasPrefix(">"))
      }
    case .list(let items, let range):
      #expect(source.text(range).hasPrefix("[") || source.text(range).hasPrefix("-"))
      for item in items {
        #expect(range.contains(item.range))
        checkPositions(item, source)
      }
    case .map(let map):
      for entry in map.entries {
        #expect(source.text(entry.keyRange) == entry.key)
        #expect(map.range.contains(entry.keyRange) && map.range.contains(entry.value.range))
        checkPositions(entry.value, source)
      }
    case .empty(let range): #expect(range.isEmpty)
    }
  }

  @Test func generatedBlocksHaveRightPositionsAndFixes() {
    var generator = FrontMatterGenerator(seed: 99)
    var fixed = 0
    for _ in 0..<3000 {
      let source = SourceText(path: "x.yaml", bytes: generator.next())
      let (frontMatter, diagnostics) = FrontMatter.parseDataFile(source)
      if diagnostics.isEmpty { checkPositions(.map(frontMatter.root), source) }
      for diagnostic in diagnostics {
        #expect((diagnostic.location.range?.upperBound ?? .max) <= source.bytes.count)
        for fix in diagnostic.fixes where fix.applicability == .safe {
          let mended = SourceText(path: "x.yaml", bytes: applied(fix, to: source.bytes))
          let left = FrontMatter.parseDataFile(mended).diagnostics
          let isLeft = left.contains {
            $0.rule == diagnostic.rule && $0.location == diagnostic.location && $0.message == diagnostic.message
          }
          let shown = String(decoding: source.bytes, as: UTF8.self).debugDescription
          #expect(!isLeft, "\(fix.title) does not mend \(diagnostic.message) in \(shown)")
          fixed += 1
        }
      }
    }
    #expect(fixed > 200)
  }

  private func applied(_ fix: Fix, to bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for edit in fix.edits.reversed() {
      guard let range = edit.location.range else { continue }
      bytes.replaceSubrange(range.offsets, with: Array(edit.replacement.utf8))
    }
    return bytes
  }

  // MARK: - Fences

  @Test(arguments: [
    ("---\na: b\n---\nbody", "{a=b}", [], "body"),
    ("---\r\na: b\r\n---\r\nbody", "{a=b}", [], "body"),
    ("\u{FEFF}---\na: b\n---\nbody", "{a=b}", [], "body"),
    ("---  \na: b\n---  \nbody", "{a=b}", [], "body"),
    ("---\n---\nbody", "{}", [], "body"),
    ("---\n# note\n---\nbody", "{}", [], "body"),
    ("---\na: b\n---", "{a=b}", [], ""),
    ("---\na: b\n---\n\n---\nbody", "{a=b}", [], "\n---\nbody"),
    ("---\na: b\n...\nbody", "{a=b}", ["dots-as-closing-fence"], "body"),
    ("---\na: |\n  x\n---\nbody", "{a=x\n}", [], "body"),
    ("---\na: b: c\nz: 1\n---\nbody", "{z=1}", ["colon-in-text"], "body"),
    ("---\na = b\n---\nbody", "{}", ["missing-colon"], "body"),
    ("---\n{a: b}\n---\nbody", "{}", ["map-in-braces"], "body"),
    ("a: b\nid: x\n---\nbody", "{a=b|id=x}", ["missing-opening-fence"], "body"),
    ("type: policy\n---\nbody", "{type=policy}", ["missing-opening-fence"], "body"),
    ("a: b\nlist:\n  - x\n  - y\n---\nbody", "{a=b|list=[x|y]}", ["missing-opening-fence"], "body"),
    ("---\nid: x\na: b\n\n# Head\nbody", "{id=x|a=b}", ["unclosed-front-matter"], "\n# Head\nbody"),
    ("---\nid: x\na:\n  - y\n\ntext\n", "{id=x|a=[y]}", ["unclosed-front-matter"], "\ntext\n"),
    ("---\nid: x", "{id=x}", ["unclosed-front-matter"], ""),
    ("\n\n---\nid: x\n---\nbody", "{id=x}", ["front-matter-not-first"], "body"),
    (" ---\nid: x\n---\nbody", "{id=x}", ["front-matter-not-first"], "body"),
    ("+++\nid = \"x\"\n+++\nbody", "{}", ["foreign-front-matter"], "body"),
    ("{\n  \"id\": \"x}\",\n  \"b\": {}\n}\nbody", "{}", ["foreign-front-matter"], "body"),
    ("---\na: b\n---\t\nbody", "{a=b}", ["tab-in-front-matter"], "body"),
    ("---\rid: x\r---\rbody", "{id=x}", ["lone-carriage-return"], "body"),
  ])
  func findsTheBlock(text: String, tree: String, names: [String], body: String) throws {
    let source = SourceText(path: "x.md", text: text)
    let (found, diagnostics) = FrontMatter.parse(source)
    let frontMatter = try #require(found)
    #expect(shown(.map(frontMatter.root)) == tree)
    #expect(diagnostics.map(\.rule.name) == names)
    #expect(String(decoding: source.bytes[frontMatter.bodyStart...], as: UTF8.self) == body)
  }

  @Test(arguments: [
    "", "\n", "# Head\n", "text\n---\n", "---\n", "---\ntext\n", "---\n\nSome text here.\n\n---\nmore\n",
    "----\na: b\n---\n",
    "Note: a heading\n---\ntext\n", "note: a heading\n---\ntext\n", "- a\n- b\n---\n", "+++\ntext\n", "{a}\n", "{\"\n",
    "--- x\na: b\n---\n",
    "http://x\n---\n", " \n\n# Head\n", "***\na: b\n***\n", "--\na: b\n--\n", "a: b\n\nText. More text\n\n---\n",
  ])
  func leavesOtherDocumentsAlone(text: String) {
    let (frontMatter, diagnostics) = FrontMatter.parse(SourceText(path: "x.md", text: text))
    #expect(frontMatter == nil)
    #expect(diagnostics.isEmpty)
  }

  /// A block reads the same between fences as it does in a file of its own, whatever is in it.
  @Test func fencesChangeNothing() {
    var generator = FrontMatterGenerator(seed: 4)
    var compared = 0
    for _ in 0..<2000 {
      var block = generator.next()
      if block.last != 0x0A { block.append(0x0A) }
      let document = SourceText(path: "x.md", bytes: Array("---\n".utf8) + block + Array("---\nbody".utf8))
      let (found, diagnostics) = FrontMatter.parse(document)
      // Fences inside the block end it early, and prose between two fences is no block.
      guard let found, found.bodyStart == document.bytes.count - 4 else { continue }
      let (alone, own) = FrontMatter.parseDataFile(
        SourceText(path: "x.md", bytes: Array("---\n".utf8) + block))
      #expect(found.root == alone.root)
      #expect(diagnostics.map(\.message) == own.map(\.message))
      compared += 1
    }
    #expect(compared > 1500)
  }

  @Test func survivesAnyBytes() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ -> UInt8 in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : Array("-:\n \t\r#[]{}'\"|>a.+".utf8).randomElement(using: &random) ?? 0
      }
      let source = SourceText(path: "x.md", bytes: bytes)
      let (frontMatter, diagnostics) = FrontMatter.parse(source)
      #expect((frontMatter?.bodyStart ?? 0) <= bytes.count)
      let all = diagnostics + FrontMatter.parseDataFile(source).diagnostics
      #expect(all.allSatisfy { ($0.location.range?.upperBound ?? .max) <= bytes.count })
    }
  }

  // MARK: - Rules

  @Test(arguments: FrontMatterRules.all.map(\.code))
  func rulesShowThemselves(code: String) throws {
    let rule = try #require(FrontMatterRules.all.first { $0.code == code })
    // What cannot be shown as text, or only at length, has no example.
    if rule.flagged.contains("<byte ") { return }  // run by CompilerTests, which can write such bytes
    func codes(_ example: String) throws -> [String] {
      let headerEnd = try #require(example.firstIndex(of: "\n"))
      let isData = example.hasPrefix("-- auditpack.yaml")
      let source = SourceText(path: "x", text: String(example[example.index(after: headerEnd)...]))
      let diagnostics = isData ? FrontMatter.parseDataFile(source).diagnostics : FrontMatter.parse(source).diagnostics
      return diagnostics.map(\.rule.code)
    }
    #expect(try codes(rule.flagged) == [code])
    #expect(try codes(rule.accepted) == [])
  }

  @Test func codesAndNamesAreUniqueAndInOrder() {
    let rules = FrontMatterRules.all
    #expect(Set(rules.map(\.name)).count == rules.count)
    #expect(rules.map(\.code) == rules.indices.map { $0 < 9 ? "FM-0\($0 + 1)" : "FM-\($0 + 1)" })
    for rule in rules {
      #expect(!rule.explanation.contains("  ") && !rule.fix.isEmpty)
      #expect(rule.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D || (0x30...0x39).contains($0) })
    }
  }
}
