import Crypto
import Source
import Syntax

/// The text of a document as far as a change of it matters: its words in order.
///
/// Editorial, and so not part of it: the front matter, white space and line breaks, how wide a table is drawn, and where
/// links lead. Anything else is material: a word, a number, a cell, a mark of punctuation, the markup of a heading.
struct MaterialText: Equatable {
  /// The words, each followed by a space.
  private let words: [UInt8]
  /// For each word: where it begins in `words`, and in the file.
  private let places: [(word: Int, source: Int)]

  /// Where the file ends, in bytes.
  let end: Int

  /// The words of a file whose text begins at `start`.
  init(_ source: SourceText, from start: Int) {
    let start = min(max(0, start), source.bytes.count)
    var writer = Writer()
    writer.words.reserveCapacity(source.bytes.count - start + 1)
    source.bytes.withUnsafeBufferPointer { bytes in
      var offset = start
      for skipped in Self.linkSyntax(MarkdownDocument.parse(source, from: start)) {
        if skipped.lowerBound > offset { writer.add(offset..<min(skipped.lowerBound, bytes.count), of: bytes) }
        offset = max(offset, skipped.upperBound)
      }
      if offset < bytes.count { writer.add(offset..<bytes.count, of: bytes) }
    }
    writer.endWord()
    end = source.bytes.count
    words = writer.words
    places = writer.places
  }

  /// SHA-256 of the words: two texts have the same words where these are the same.
  var digest: ContentFacts.Digest { ContentFacts.Digest(SHA256.hash(data: words)) }

  static func == (left: MaterialText, right: MaterialText) -> Bool { left.words == right.words }

  /// Number of words.
  var count: Int { places.count }

  /// The words, for a comparison word by word.
  var list: [ArraySlice<UInt8>] {
    places.indices.map { index in
      let end = index + 1 < places.count ? places[index + 1].word : words.count
      return words[places[index].word..<max(places[index].word, end - 1)]
    }
  }

  /// Where this text of `source` begins to differ from `other`.
  func firstDifference(from other: MaterialText, in source: SourceText) -> FirstDifference {
    let common = commonWords(with: other)
    let start = min(offset(ofWord: common) ?? end, source.bytes.count)
    let lineEnd = source.bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.bytes.count
    return FirstDifference(words: common, rest: SourceRange(start, lineEnd))
  }

  /// Number of words this text and `other` have in common before they differ.
  func commonWords(with other: MaterialText) -> Int {
    let limit = min(words.count, other.words.count)
    var same = 0
    while same < limit, words[same] == other.words[same] { same += 1 }
    if same == words.count { return places.count }
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].word <= same { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// Where a word begins in the file; nil behind the last.
  func offset(ofWord index: Int) -> Int? { places.indices.contains(index) ? places[index].source : nil }

  /// The bytes of links that are not words: brackets and destinations, in order.
  private static func linkSyntax(_ markdown: MarkdownDocument) -> [Range<Int>] {
    let bytes = markdown.source.bytes
    var ranges: [Range<Int>] = []
    for link in markdown.links where link.kind == .link {
      let range = link.range.offsets
      guard range.upperBound <= bytes.count, !range.isEmpty else { continue }
      let target = link.destinationRange.offsets
      ranges.append(range.lowerBound..<range.lowerBound + 1)
      if range.contains(target.lowerBound) {
        // Back over `<` and white space to the `](` in front of the destination.
        var open = target.lowerBound - 1
        while open > range.lowerBound, bytes[open] != 0x28 { open -= 1 }
        ranges.append(max(range.lowerBound + 1, open - 1)..<range.upperBound)
      } else {
        if !target.isEmpty { ranges.append(target) }
        ranges.append(endOfReference(range, bytes)..<range.upperBound)
      }
    }
    return ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// Where the text of `[text][label]`, `[text][]` or `[text]` ends.
  private static func endOfReference(_ range: Range<Int>, _ bytes: [UInt8]) -> Int {
    let last = range.upperBound - 1
    var open = last - 1
    while open > range.lowerBound + 1, bytes[open] != 0x5B { open -= 1 }
    return open > range.lowerBound + 1 && bytes[open - 1] == 0x5D ? open - 1 : last
  }

  /// Collects words.
  private struct Writer {
    var words: [UInt8] = []
    var places: [(word: Int, source: Int)] = []
    private var isInWord = false

    /// Bytes that stand together; the last word goes on in the next ones.
    mutating func add(_ piece: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
      var start = piece.lowerBound
      for offset in piece {
        let byte = bytes[offset]
        let isBar = byte == 0x7C
        guard isBar || byte == 0x20 || (0x09...0x0D).contains(byte) else { continue }
        append(start..<offset, of: bytes)
        endWord()
        // Cells are separate words, however close the bar stands.
        if isBar {
          append(offset..<offset + 1, of: bytes)
          endWord()
        }
        start = offset + 1
      }
      append(start..<piece.upperBound, of: bytes)
    }

    private mutating func append(_ part: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
      guard !part.isEmpty else { return }
      if !isInWord {
        places.append((words.count, part.lowerBound))
        isInWord = true
      }
      words.append(contentsOf: bytes[part])
    }

    mutating func endWord() {
      guard isInWord, let start = places.last?.word else { return }
      isInWord = false
      // `-----` under the head of a table is as long as the widest cell.
      if words.count - start > 3, Self.isRuleMark(words[start]), Self.isRuleMark(words[words.count - 1]) {
        shortenRule(from: start)
      }
      words.append(0x20)
    }

    private static func isRuleMark(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x3A || byte == 0x3D }

    private mutating func shortenRule(from start: Int) {
      let rule = words[start...]
      if rule.allSatisfy({ $0 == 0x2D || $0 == 0x3A }) || rule.allSatisfy({ $0 == 0x3D }),
        let mark = rule.first(where: { $0 != 0x3A })
      {
        let isLeft = rule.first == 0x3A
        let isRight = rule.last == 0x3A
        words.removeSubrange(start...)
        words += (isLeft ? [0x3A] : []) + [mark, mark, mark] + (isRight ? [0x3A] : [])
      }
    }
  }
}

/// Where the words of a text begin to differ from those of another.
struct FirstDifference: Hashable {
  /// How many words are the same before.
  let words: Int
  /// The rest of the line in the file of the text, from the first other word; the end of the file where it has no more.
  let rest: SourceRange
}

/// What a change of a document means for its approval.
public enum ChangeNature: String, Sendable {
  /// A word, a number or a cell changed.
  case material
  /// Only front matter, white space, links or the name of the file changed.
  case editorial
  /// The words changed in a commit that `.git-blame-ignore-revs` lists.
  case listedAsEditorial = "listed_as_editorial"

  /// Whether an approval does not survive it.
  public var isMaterial: Bool { self == .material }
}
