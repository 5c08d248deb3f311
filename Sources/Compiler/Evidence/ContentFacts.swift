import Crypto
import ISMS
import Source
import Synchronization

/// What was found out about contents, by the names git gives them, so that nothing is read twice to find out the same.
///
/// A content never changes, so what was found in it holds for every compilation by the same program. Whoever compiles
/// again and again can keep it: `bytes` is what a later run begins with. The result of a compilation does not depend on
/// it, only the time it takes.
public final class ContentFacts: Sendable {
  /// SHA-256, as four numbers: thousands are compared.
  struct Digest: Hashable {
    private let words: (Int64, Int64, Int64, Int64)

    init(_ digest: SHA256.Digest) {
      words = digest.withUnsafeBytes { bytes in
        func word(_ position: Int) -> Int64 { bytes.loadUnaligned(fromByteOffset: position * 8, as: Int64.self) }
        return (word(0), word(1), word(2), word(3))
      }
    }

    fileprivate init?(_ reader: inout ByteReader) {
      guard let first = reader.long(), let second = reader.long(), let third = reader.long(), let last = reader.long()
      else { return nil }
      words = (first, second, third, last)
    }

    fileprivate func write(to writer: inout ByteWriter) {
      writer.long(words.0)
      writer.long(words.1)
      writer.long(words.2)
      writer.long(words.3)
    }

    static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

    func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
  }

  /// What is known of one content.
  fileprivate struct Facts {
    /// What its front matter claims; the inner nil stands for a content without front matter.
    var claim: Claim??
    /// Of the words of its text.
    var words: Digest?
    /// Of its bytes, in hexadecimal, as evidence states it.
    var digest: String?
    /// The sensitive text found in it as data; the inner nil stands for none.
    var sensitive: SensitiveText.Find??
    /// Questions that were answered with yes.
    var answers: Answers = []
  }

  /// The parts of what is known of one content: whoever asks for one need not read the others.
  fileprivate struct Parts: OptionSet {
    let rawValue: UInt8
    static let claim = Parts(rawValue: 1)
    static let words = Parts(rawValue: 2)
    static let digest = Parts(rawValue: 4)
    static let sensitive = Parts(rawValue: 8)
    static let all: Parts = [.claim, .words, .digest, .sensitive]
  }

  /// Questions about a text that most texts answer with yes.
  struct Answers: OptionSet {
    let rawValue: UInt8
    /// Whether nothing of a template is left in it.
    static let isFilledIn = Answers(rawValue: 1)
    /// Whether it holds no sensitive text.
    static let isHarmlessText = Answers(rawValue: 2)
  }

  /// Two contents, in this order.
  private struct Pair: Hashable {
    let content: ObjectID
    let other: ObjectID
  }

  /// What Markdown files hold.
  let files: KnownFiles
  private let kept: ContentTable
  private let found: Mutex<Found>

  /// What this run found out, and the differences that earlier ones knew.
  private struct Found {
    /// Of contents of which `kept` does not say all of it.
    var facts: [ObjectID: Facts] = [:]
    var differences: [Pair: FirstDifference] = [:]
    var count = 0
  }

  /// Number of facts that were not known at the beginning.
  public var newCount: Int { found.withLock { $0.count } + files.newCount }

  /// Nothing is known.
  public init() {
    files = KnownFiles()
    kept = ContentTable()
    found = Mutex(Found())
  }

  // MARK: Asking

  /// What a content claims; `read` finds out, and gives nil where the content cannot be had.
  func claim(of content: ObjectID, read: () -> Claim??) -> Claim? {
    fact(.claim, of: content, { $0.claim }, { $0.claim = $1 }, read: read) ?? nil
  }

  /// The digest of the words of a content.
  func words(of content: ObjectID, read: () -> Digest?) -> Digest? {
    fact(.words, of: content, { $0.words }, { $0.words = $1 }, read: read)
  }

  /// The digest of a content, in hexadecimal.
  func digest(of content: ObjectID, read: () -> String?) -> String? {
    fact(.digest, of: content, { $0.digest }, { $0.digest = $1 }, read: read)
  }

  /// The first sensitive text in a content that is data; the inner nil stands for none, the outer for a content that
  /// cannot be had.
  func sensitive(in content: ObjectID, read: () -> SensitiveText.Find??) -> SensitiveText.Find?? {
    fact(.sensitive, of: content, { $0.sensitive }, { $0.sensitive = $1 }, read: read)
  }

  /// The questions that each of many contents is known to answer with yes, in their order.
  func answers(of contents: [ObjectID?]) -> [Answers] {
    let found = found.withLock { $0.facts }
    return contents.map { content in
      guard let content else { return [] }
      if !found.isEmpty, let known = found[content] { return known.answers }
      return kept.entry(of: content) { Facts.answers($0.rest()) } ?? []
    }
  }

  /// Notes that a content answers a question with yes.
  func note(_ content: ObjectID, to answer: Answers) {
    add(to: content) { $0.answers.insert(answer) }
  }

  /// Where the words of a content begin to differ from those of another.
  func firstDifference(
    of content: ObjectID, from other: ObjectID, read: () -> FirstDifference?
  ) -> FirstDifference? {
    let pair = Pair(content: content, other: other)
    if let known = found.withLock({ $0.differences[pair] }) { return known }
    guard let difference = read() else { return nil }
    found.withLock { found in
      if found.differences.updateValue(difference, forKey: pair) == nil { found.count += 1 }
    }
    return difference
  }

  private func fact<Fact>(
    _ part: Parts, of content: ObjectID, _ known: (borrowing Facts) -> Fact?, _ keep: (inout Facts, Fact) -> Void,
    read: () -> Fact?
  ) -> Fact? {
    if let facts = facts(of: content, part), let fact = known(facts) { return fact }
    guard let answer = read() else { return nil }
    add(to: content) { keep(&$0, answer) }
    return answer
  }

  private func add(to content: ObjectID, _ fact: (inout Facts) -> Void) {
    found.withLock { found in
      fact(&found.facts[content, default: kept.entry(of: content) { Facts(&$0, .all) } ?? Facts()])
      found.count += 1
    }
  }

  private func facts(of content: ObjectID, _ parts: Parts) -> Facts? {
    found.withLock { $0.facts.isEmpty ? nil : $0.facts[content] } ?? kept.entry(of: content) { Facts(&$0, parts) }
  }

  // MARK: Keeping

  /// What an earlier run found out, as its `bytes` say; nil if they are not what this program writes.
  public init?(bytes: ArraySlice<UInt8>) {
    func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
      bytes[(bytes.startIndex + range.lowerBound)..<(bytes.startIndex + range.upperBound)]
    }
    let parts = bytes.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      return reader.pieceRange().flatMap { files in reader.pieceRange().map { (files: files, rest: $0) } }
    }
    guard let parts, let files = KnownFiles(bytes: slice(parts.files)),
      let kept = ContentTable(bytes: slice(parts.rest)),
      let differences = bytes.withUnsafeBytes({ bytes in
        Self.differences(UnsafeRawBufferPointer(rebasing: bytes[parts.rest.upperBound...]))
      })
    else { return nil }
    self.files = files
    self.kept = kept
    found = Mutex(Found(differences: differences))
  }

  private static func differences(_ bytes: UnsafeRawBufferPointer) -> [Pair: FirstDifference]? {
    var reader = ByteReader(bytes)
    guard let count = reader.count(least: 52) else { return nil }
    var differences = [Pair: FirstDifference](minimumCapacity: count)
    for _ in 0..<count {
      guard let content = reader.id(), let other = reader.id(), let words = reader.number(),
        let start = reader.number(), let end = reader.number(), start <= end
      else { return nil }
      differences[Pair(content: content, other: other)] =
        FirstDifference(words: words, rest: SourceRange(start, end))
    }
    return reader.isAtEnd ? differences : nil
  }

  /// Everything that is known, for a later run.
  public var bytes: [UInt8] {
    let found = found.withLock { $0 }
    var entries: [ObjectID: [UInt8]] = [:]
    for content in kept.names { entries[content] = kept.entry(of: content) { Array($0.rest()) } }
    for (content, facts) in found.facts { entries[content] = facts.entry }
    var writer = ByteWriter()
    writer.piece(files.bytes)
    writer.piece(ContentTable.bytes(of: entries))
    writer.number(found.differences.count)
    for (pair, found) in found.differences.sorted(by: {
      ($0.key.content, $0.key.other) < ($1.key.content, $1.key.other)
    }) {
      writer.id(pair.content)
      writer.id(pair.other)
      writer.number(found.words)
      writer.number(found.rest.lowerBound)
      writer.number(found.rest.upperBound)
    }
    return writer.bytes
  }
}

extension ContentFacts.Facts {
  private static let hasClaim: UInt8 = 1
  private static let hasNoClaim: UInt8 = 2
  private static let hasWords: UInt8 = 4
  private static let hasDigest: UInt8 = 8
  private static let isSensitive: UInt8 = 16
  private static let isHarmless: UInt8 = 32

  /// The answers of an entry.
  fileprivate static func answers(_ entry: UnsafeRawBufferPointer) -> ContentFacts.Answers {
    ContentFacts.Answers(rawValue: entry.first ?? 0)
  }

  /// Reads these parts of an entry.
  fileprivate init?(_ reader: inout ByteReader, _ parts: ContentFacts.Parts) {
    guard let answered = reader.byte(), let kinds = reader.byte() else { return nil }
    answers = ContentFacts.Answers(rawValue: answered)
    if kinds & Self.hasWords != 0 {
      guard let words = ContentFacts.Digest(&reader) else { return nil }
      self.words = words
    }
    if kinds & Self.isSensitive != 0 {
      guard let what = reader.text(), let line = reader.number() else { return nil }
      sensitive = .some(SensitiveText.Find(what: what, line: line))
    } else if kinds & Self.isHarmless != 0 {
      sensitive = .some(nil)
    }
    // What takes longest to read stands last.
    if parts.isSubset(of: [.words, .sensitive]) {
      _ = reader.rest()
      return
    }
    if kinds & Self.hasDigest != 0 {
      guard let digest = reader.text() else { return nil }
      self.digest = digest
    }
    if !parts.contains(.claim) {
      _ = reader.rest()
      return
    }
    if kinds & Self.hasClaim != 0 {
      guard let claim = Claim(&reader) else { return nil }
      self.claim = .some(claim)
    } else if kinds & Self.hasNoClaim != 0 {
      claim = .some(nil)
    }
  }

  fileprivate var entry: [UInt8] {
    var writer = ByteWriter(capacity: 64)
    var kinds: UInt8 = 0
    if let claim { kinds |= claim == nil ? Self.hasNoClaim : Self.hasClaim }
    if words != nil { kinds |= Self.hasWords }
    if digest != nil { kinds |= Self.hasDigest }
    if let sensitive { kinds |= sensitive == nil ? Self.isHarmless : Self.isSensitive }
    writer.byte(answers.rawValue)
    writer.byte(kinds)
    if let words { words.write(to: &writer) }
    if let find = sensitive ?? nil {
      writer.text(find.what)
      writer.number(find.line)
    }
    if let digest { writer.text(digest) }
    if let claim = claim ?? nil { claim.write(to: &writer) }
    return writer.bytes
  }
}

extension Claim {
  fileprivate init?(_ reader: inout ByteReader) {
    guard let stated = reader.byte() else { return nil }
    /// The text of a field: nil if none is stated, and nil of that if there should be one and is not.
    func text(_ field: UInt8, _ reader: inout ByteReader) -> String?? {
      stated & 1 << field == 0 ? .some(nil) : reader.text().map { .some($0) }
    }
    guard let id = text(0, &reader), let type = text(1, &reader), let status = text(2, &reader),
      let version = text(3, &reader), let approvedOn = text(4, &reader), let collectedOn = text(5, &reader),
      let data = text(6, &reader)
    else { return nil }
    guard let count = reader.count(least: 4) else { return nil }
    var approvers: [String] = []
    for _ in 0..<count {
      guard let approver = reader.text() else { return nil }
      approvers.append(approver)
    }
    self.init(
      id: id, type: type, status: status, version: version, approvedBy: approvers, approvedOn: approvedOn,
      collectedOn: collectedOn, data: data)
  }

  fileprivate func write(to writer: inout ByteWriter) {
    let texts = [id, type, status, version, approvedOn, collectedOn, data]
    var stated: UInt8 = 0
    for (field, text) in texts.enumerated() where text != nil { stated |= 1 << field }
    writer.byte(stated)
    for text in texts { if let text { writer.text(text) } }
    writer.number(approvedBy.count)
    for approver in approvedBy { writer.text(approver) }
  }
}
