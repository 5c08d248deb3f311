import ISMS
import Source

/// What git says about the files of one evidence item: when they came, and whether they are still what was collected.
public struct EvidenceHistory: Sendable {
  /// One file.
  public struct File: Sendable {
    /// Its path.
    public let path: String
    /// Its content.
    public let blob: ObjectID
    /// The commit that added it, as position in `History.commits`; nil if it is not committed.
    public let entered: Int?
    /// The commit that changed it last.
    public let lastChanged: Int?
    /// Commits that changed it after collection, newest first; empty if the content is the one that was collected. Nil
    /// if that cannot be judged.
    public let changedAfter: [Int]?
    /// SHA-256 of the content, in lower-case hexadecimal; nil if the item records none to compare with.
    public let digest: String?
  }

  /// The files the item names, in its order; the description itself where it names none.
  public let files: [File]
  /// The commit that wrote the present date of collection, as position in `History.commits`; nil if history does not
  /// show it.
  public let collectionCommit: Int?

  /// The commit by which the last of the files came into git; nil if one is not committed.
  public var entered: Int? {
    let positions = files.compactMap(\.entered)
    return positions.count == files.count ? positions.min() : nil
  }
}

/// Answers for every evidence item what git knows about its files.
struct EvidenceReader {
  let isms: ISMS
  let history: History
  let revisions: RevisionReader
  let renames: Renames
  let mainLine: MainLine
  let contents: EvidenceContents

  /// The histories of all items, by id.
  func histories() -> [String: EvidenceHistory] {
    var result: [String: EvidenceHistory] = [:]
    result.reserveCapacity(isms.evidence.count)
    for (item, named) in zip(isms.evidence, contents.named) where !item.id.isEmpty && result[item.id] == nil {
      result[item.id] = self.history(of: item, named)
    }
    return result
  }

  private func history(of item: Evidence, _ named: [Snapshot.File]) -> EvidenceHistory {
    // A row of a register shares its file with other rows, so git cannot tell when the row was written.
    let hasOwnFile = item.record.register == nil
    let claim = hasOwnFile && history.isComplete ? collectionCommit(of: item) : nil
    let files = named.map { file($0.path, $0.blob, claim: claim, recorded: named.count == 1 ? item.sha256 : nil) }
    if files.isEmpty, hasOwnFile, item.heldAt == nil, let own = isms.files[item.location.path] {
      return EvidenceHistory(
        files: [file(own.path, own.blob, claim: claim, recorded: nil, isText: true)], collectionCommit: claim)
    }
    return EvidenceHistory(files: files, collectionCommit: claim)
  }

  /// The commit that wrote the present date of collection.
  private func collectionCommit(of item: Evidence) -> Int? {
    guard let day = item.collectedOn else { return nil }
    let present = isms.files[item.location.path]?.blob
    var result: Int?
    for step in renames.steps(of: item.location.path) {
      guard let after = step.change.after else { break }
      // Most items never change: what they state is known without their revisions.
      guard after == present || revisions.claim(of: after)?.collectedOn.flatMap({ CalendarDate($0) }) == day else {
        break
      }
      result = step.commit
    }
    return result
  }

  private func file(
    _ path: String, _ blob: ObjectID, claim: Int?, recorded: String?, isText: Bool = false
  ) -> EvidenceHistory.File {
    // What was before a deletion is another file.
    let own = renames.steps(of: path).prefix { $0.change.after != nil }
    let isCommitted = own.first.map { $0.change.after == blob } ?? false
    var changedAfter: [Int]?
    if let claim, isCommitted {
      let merge = mainLine.merge(of: claim)
      let collected =
        own.firstIndex { $0.commit >= claim || (merge != nil && mainLine.merge(of: $0.commit) == merge) }
        ?? own.count - 1
      let isSame = own[collected].change.after.map { before in
        before == blob || isText && revisions.haveSameWords(before, blob) ?? true
      }
      changedAfter = isSame == false ? own[..<collected].map(\.commit) : []
    }
    return EvidenceHistory.File(
      path: path, blob: blob, entered: history.isComplete ? own.last?.commit : nil,
      lastChanged: history.isComplete ? own.first?.commit : nil, changedAfter: changedAfter,
      digest: recorded == nil ? nil : contents[blob]?.digest)
  }
}

/// Two lower-case digits for each byte.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
