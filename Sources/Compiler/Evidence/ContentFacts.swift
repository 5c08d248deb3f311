import Crypto
import Source

/// What was found out about contents, by the names git gives them, so that nothing is read twice to find out the same.
///
/// A content never changes, so what was found in it holds for every compilation by the same program. Whoever compiles
/// again and again can keep it: `bytes` is what a later run begins with. The result of a compilation does not depend on
/// it, only the time it takes.
public final class ContentFacts {
  /// SHA-256.
  struct Digest: Hashable {
    let bytes: [UInt8]

    init(_ digest: SHA256.Digest) { bytes = Array(digest) }

    fileprivate init?(_ bytes: UnsafeRawBufferPointer?) {
      guard let bytes, bytes.count == SHA256.byteCount else { return nil }
      self.bytes = Array(bytes)
    }
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
  }

  /// Two contents, in this order.
  private struct Pair: Hashable {
    let content: ObjectID
    let other: ObjectID
  }

  private var facts: [ObjectID: Facts] = [:]
  private var differences: [Pair: FirstDifference] = [:]
  /// Number of facts that were not known at the beginning.
  public private(set) var newCount = 0

  /// Nothing is known.
  public init() {}

  // MARK: Asking

  /// What a content claims; `read` finds out, and gives nil where the content cannot be had.
  func claim(of content: ObjectID, read: () -> Claim??) -> Claim? {
    fact(of: content, { $0.claim }, { $0.claim = $1 }, read: read) ?? nil
  }

  /// The digest of the words of a content.
  func words(of content: ObjectID, read: () -> Digest?) -> Digest? {
    fact(of: content, { $0.words }, { $0.words = $1 }, read: read)
  }

  /// The digest of a content, in hexadecimal.
  func digest(of content: ObjectID, read: () -> String?) -> String? {
    fact(of: content, { $0.digest }, { $0.digest = $1 }, read: read)
  }

  /// The first sensitive text in a content that is data; the inner nil stands for none, the outer for a content that
  /// cannot be had.
  func sensitive(in content: ObjectID, read: () -> SensitiveText.Find??) -> SensitiveText.Find?? {
    fact(of: content, { $0.sensitive }, { $0.sensitive = $1 }, read: read)
  }

  /// Where the words of a content begin to differ from those of another.
  func firstDifference(
    of content: ObjectID, from other: ObjectID, read: () -> FirstDifference?
  ) -> FirstDifference? {
    let pair = Pair(content: content, other: other)
    if let known = differences[pair] { return known }
    guard let found = read() else { return nil }
    differences[pair] = found
    newCount += 1
    return found
  }

  private func fact<Fact>(
    of content: ObjectID, _ known: (borrowing Facts) -> Fact?, _ keep: (inout Facts, Fact) -> Void, read: () -> Fact?
  ) -> Fact? {
    if let index = facts.index(forKey: content), let fact = known(facts.values[index]) { return fact }
    guard let found = read() else { return nil }
    keep(&facts[content, default: Facts()], found)
    newCount += 1
    return found
  }

  // MARK: Keeping

  /// What an earlier run found out, as its `bytes` say; nil if they are not what this program writes.
  public init?(bytes: UnsafeRawBufferPointer) {
    var reader = ByteReader(bytes)
    guard let count = reader.count(least: 21) else { return nil }
    facts.reserveCapacity(count)
    for _ in 0..<count {
      guard let content = reader.id(), let known = Self.facts(&reader) else { return nil }
      facts[content] = known
    }
    guard let count = reader.count(least: 48) else { return nil }
    differences.reserveCapacity(count)
    for _ in 0..<count {
      guard let content = reader.id(), let other = reader.id(), let words = reader.number(),
        let offset = reader.number()
      else { return nil }
      differences[Pair(content: content, other: other)] = FirstDifference(words: words, offset: offset)
    }
    guard reader.isAtEnd else { return nil }
  }

  /// Everything that is known, for a later run.
  public var bytes: [UInt8] {
    var writer = ByteWriter(capacity: (facts.count + differences.count) * 64)
    writer.number(facts.count)
    for (content, known) in facts.sorted(by: { $0.key < $1.key }) {
      writer.id(content)
      known.write(to: &writer)
    }
    writer.number(differences.count)
    for (pair, found) in differences.sorted(by: { ($0.key.content, $0.key.other) < ($1.key.content, $1.key.other) }) {
      writer.id(pair.content)
      writer.id(pair.other)
      writer.number(found.words)
      writer.number(found.offset)
    }
    return writer.bytes
  }

  private static func facts(_ reader: inout ByteReader) -> Facts? {
    guard let kinds = reader.byte() else { return nil }
    var facts = Facts()
    if kinds & Facts.hasClaim != 0 {
      guard let claim = Claim(&reader) else { return nil }
      facts.claim = .some(claim)
    } else if kinds & Facts.hasNoClaim != 0 {
      facts.claim = .some(nil)
    }
    if kinds & Facts.hasWords != 0 {
      guard let words = Digest(reader.piece()) else { return nil }
      facts.words = words
    }
    if kinds & Facts.hasDigest != 0 {
      guard let digest = reader.text() else { return nil }
      facts.digest = digest
    }
    if kinds & Facts.isSensitive != 0 {
      guard let what = reader.text(), let line = reader.number() else { return nil }
      facts.sensitive = .some(SensitiveText.Find(what: what, line: line))
    } else if kinds & Facts.isHarmless != 0 {
      facts.sensitive = .some(nil)
    }
    return facts
  }
}

extension ContentFacts.Facts {
  static let hasClaim: UInt8 = 1
  static let hasNoClaim: UInt8 = 2
  static let hasWords: UInt8 = 4
  static let hasDigest: UInt8 = 8
  static let isSensitive: UInt8 = 16
  static let isHarmless: UInt8 = 32

  func write(to writer: inout ByteWriter) {
    var kinds: UInt8 = 0
    if let claim { kinds |= claim == nil ? Self.hasNoClaim : Self.hasClaim }
    if words != nil { kinds |= Self.hasWords }
    if digest != nil { kinds |= Self.hasDigest }
    if let sensitive { kinds |= sensitive == nil ? Self.isHarmless : Self.isSensitive }
    writer.byte(kinds)
    if let claim = claim ?? nil { claim.write(to: &writer) }
    if let words { writer.piece(words.bytes) }
    if let digest { writer.text(digest) }
    if let find = sensitive ?? nil {
      writer.text(find.what)
      writer.number(find.line)
    }
  }
}

extension Claim {
  fileprivate init?(_ reader: inout ByteReader) {
    var texts: [String?] = []
    guard let stated = reader.byte() else { return nil }
    for field in 0..<7 {
      guard stated & 1 << field != 0 else {
        texts.append(nil)
        continue
      }
      guard let text = reader.text() else { return nil }
      texts.append(text)
    }
    guard let count = reader.count(least: 4) else { return nil }
    var approvers: [String] = []
    for _ in 0..<count {
      guard let approver = reader.text() else { return nil }
      approvers.append(approver)
    }
    self.init(
      id: texts[0], type: texts[1], status: texts[2], version: texts[3], approvedBy: approvers, approvedOn: texts[4],
      collectedOn: texts[5], data: texts[6])
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
