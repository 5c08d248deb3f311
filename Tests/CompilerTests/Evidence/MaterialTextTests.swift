import Source
import Syntax
import Testing

@testable import Compiler

@Suite struct MaterialTextTests {
  private func text(_ text: String) -> MaterialText {
    let source = SourceText(path: "", text: text)
    return MaterialText(source, from: FrontMatter.parse(source).frontMatter?.bodyStart ?? 0)
  }

  @Test(arguments: [
    ("Access ends on the last day.", "Access  ends\non the last day.\n\n"),
    ("Access ends.\r\n\r\nAlways.\r\n", "Access ends.\n\nAlways.\n"),
    ("---\nid: A\nstatus: draft\n---\n\nText.", "---\nid: A\nstatus: approved\n---\nText."),
    ("See the [method](risk.md).", "See the [method](../risk/method.md#scale)."),
    ("See the [method](risk.md \"Title\").", "See the [method](<risk method.md>)."),
    ("See the method.", "See the [method](risk.md)."),
    ("See the [risk method][m] now.\n\n[m]: a.md\n", "See the [risk method][m] now.\n\n[m]: b.md\n"),
    ("|a|b|\n|-|-|\n|1|2|\n", "| a | b |\n| - | - |\n| 1 | 2 |\n"),
    ("| a | b |\n|---|:--:|\n| 1 | 2 |\n", "| a   | b   |\n|-----|:---:|\n| 1   | 2   |\n"),
  ])
  func theseAreEditorial(before: String, after: String) { #expect(text(before) == text(after)) }

  @Test(arguments: [
    ("Access ends on the last day.", "Access ends on the first day."),
    ("within 24 hours", "within 48 hours"),
    ("Keys must be changed.", "Keys must not be changed."),
    ("one two", "onetwo"),
    ("| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|---|\n| 1 | 3 |\n"),
    ("| a | b |\n|---|---|\n| 1 |   |\n", "| a | b |\n|---|---|\n|   | 1 |\n"),
    ("See the [method](a.md).", "See the [procedure](a.md)."),
    ("![The network](old.png)", "![The network](new.png)"),
    ("# Scope", "## Scope"),
    ("`rm -r a`", "`rm -r b`"),
    ("Text.", ""),
    ("A, B and C.", "A B and C."),
  ])
  func theseAreMaterial(before: String, after: String) { #expect(text(before) != text(after)) }

  @Test func theFirstDifferenceIsAWordOfTheFile() throws {
    func difference(_ now: String, _ then: String) -> FirstDifference {
      text(now).firstDifference(from: text(then), in: SourceText(path: "", text: now))
    }
    let lines = "---\nid: A\n---\nOne  two [three](b.md)\n"
    let start = lines.utf8.count
    #expect(
      difference(lines + "five six.\nSeven.\n", "---\nid: A\n---\nOne two [three](a.md) four.\n")
        == FirstDifference(words: 3, rest: SourceRange(start, start + 9)))
    #expect(difference("One two", "One twofold") == FirstDifference(words: 1, rest: SourceRange(4, 7)))
    #expect(difference("One", "One two") == FirstDifference(words: 1, rest: SourceRange(3, 3)))
    #expect(difference("", "One") == FirstDifference(words: 0, rest: SourceRange(0, 0)))
  }

  @Test func theDifferenceSaysWhatWasTakenAwayAndAdded() {
    let difference = TextDifference(
      from: text("The rights of a leaver end within 24 hours of the last day."),
      to: text("The rights of a leaver end within 48 hours of the very last day."))
    #expect(difference.changes.map(\.removed) == ["24", ""])
    #expect(difference.changes.map(\.added) == ["48", "very"])
    #expect(difference.changes.first?.before == "a leaver end within")
    #expect(difference.changes.first?.after == "hours of the very")
  }

  @Test func aDifferenceIsWholeForAnyTwoTexts() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let left = (0..<Int.random(in: 0...30, using: &random)).map { _ in Int.random(in: 0...4, using: &random) }
      let right = (0..<Int.random(in: 0...30, using: &random)).map { _ in Int.random(in: 0...4, using: &random) }
      guard let pairs = TextDifference.commonPairs(left, right, most: 1000) else {
        Issue.record("\(left) \(right)")
        continue
      }
      #expect(pairs.allSatisfy { left[$0.old] == right[$0.new] })
      #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.old < $1.old && $0.new < $1.new })
      #expect(pairs.count == longestCommon(left, right), "\(left) \(right)")
    }
  }

  private func longestCommon(_ left: [Int], _ right: [Int]) -> Int {
    var row = [Int](repeating: 0, count: right.count + 1)
    for value in left {
      var next = row
      for (index, other) in right.enumerated() {
        next[index + 1] = value == other ? row[index] + 1 : max(row[index + 1], next[index])
      }
      row = next
    }
    return row[right.count]
  }

  @Test func textsThatShareNothingAreOneChange() {
    let old = (0..<2000).map { "a\($0)" }.joined(separator: " ")
    let new = (0..<2000).map { "b\($0)" }.joined(separator: " ")
    let difference = TextDifference(from: text(old), to: text(new))
    #expect(difference.isCoarse && difference.changes.count == 1)
  }
}
