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

/// The histories of all evidence items.
public struct EvidenceHistories: Sendable {
  /// In the order of the ISMS; nil for items without an id.
  private let all: [EvidenceHistory?]
  /// The position of each id; of items with one id the first counts.
  private let positions: [String: Int]

  /// The histories of these items, in the same order.
  fileprivate init(_ items: [Evidence], _ histories: [EvidenceHistory]) {
    var all: [EvidenceHistory?] = []
    var positions: [String: Int] = [:]
    all.reserveCapacity(items.count)
    positions.reserveCapacity(items.count)
    for (position, item) in items.enumerated() {
      if item.id.isEmpty {
        all.append(nil)
      } else if let first = positions.updateValue(position, forKey: item.id) {
        positions[item.id] = first
        all.append(all[first])
      } else {
        all.append(histories[position])
      }
    }
    self.all = all
    self.positions = positions
  }

  /// The history of the item with an id; nil if there is none.
  public subscript(id: String) -> EvidenceHistory? { positions[id].flatMap { all[$0] } }

  /// The history of the item at a position.
  subscript(position: Int) -> EvidenceHistory? { all[position] }
}

/// Answers for every evidence item what git knows about its files. A class, so that nothing is copied for each of them.
final class EvidenceReader {
  private let isms: ISMS
  private let history: History
  private let revisions: RevisionReader
  private let renames: Renames
  private let mainLine: MainLine
  private let contents: EvidenceContents

  private init(
    isms: ISMS, history: History, revisions: RevisionReader, mainLine: MainLine, contents: EvidenceContents
  ) {
    self.isms = isms
    self.history = history
    self.revisions = revisions
    renames = Renames(history, reader: revisions)
    self.mainLine = mainLine
    self.contents = contents
  }

  /// The histories of all items of `isms`.
  ///
  /// - Parameter revisions: makes a reader of older revisions for one thread.
  static func histories(
    of isms: ISMS, history: History, mainLine: MainLine, contents: EvidenceContents,
    revisions: @escaping @Sendable () -> RevisionReader
  ) -> EvidenceHistories {
    let histories = concurrentlyInParts(Array(isms.evidence.indices)) { positions in
      let reader = EvidenceReader(
        isms: isms, history: history, revisions: revisions(), mainLine: mainLine, contents: contents)
      return positions.map { reader.history(of: isms.evidence[$0], contents.files(ofItem: $0)) }
    }
    return EvidenceHistories(isms.evidence, histories)
  }

  private func history(of item: Evidence, _ named: ArraySlice<EvidenceContents.Named>) -> EvidenceHistory {
    // A row of a register shares its file with other rows, so git cannot tell when the row was written.
    let hasOwnFile = item.record.register == nil
    let claim = hasOwnFile && history.isComplete ? collectionCommit(of: item) : nil
    let isOnly = named.count == 1
    let files = named.map { named in
      file(
        named.path, named.blob, claim: claim,
        digest: isOnly && item.sha256 != nil ? contents.content(of: named)?.digest : nil)
    }
    if files.isEmpty, hasOwnFile, item.heldAt == nil, let own = isms.files[item.location.path] {
      return EvidenceHistory(
        files: [file(own.path, own.blob, claim: claim, digest: nil, isText: true)], collectionCommit: claim)
    }
    return EvidenceHistory(files: files, collectionCommit: claim)
  }

  /// The commit that wrote the present date of collection.
  private func collectionCommit(of item: Evidence) -> Int? {
    guard let day = item.collectedOn else { return nil }
    let present = isms.files[item.location.path]?.blob
    var result: Int?
    renames.forEachStep(of: item.location.path) { step in
      // Most items never change: what they state is known without their revisions.
      guard let after = step.change.after,
        after == present || revisions.claim(of: after)?.collectedOn.flatMap({ CalendarDate($0) }) == day
      else { return false }
      result = step.commit
      return true
    }
    return result
  }

  private func file(
    _ path: String, _ blob: ObjectID, claim: Int?, digest: String?, isText: Bool = false
  ) -> EvidenceHistory.File {
    let merge = claim.flatMap(mainLine.merge)
    var newest: (commit: Int, content: ObjectID)?
    var oldest: (commit: Int, content: ObjectID)?
    /// The revision that was collected: the newest that is not younger than the claim, or came by its merge.
    var collected: (commit: Int, content: ObjectID)?
    var later: [Int] = []
    renames.forEachStep(of: path) { step in
      // What was before a deletion is another file.
      guard let content = step.change.after else { return false }
      if newest == nil { newest = (step.commit, content) }
      oldest = (step.commit, content)
      guard let claim, collected == nil else { return true }
      if step.commit >= claim || merge != nil && mainLine.merge(of: step.commit) == merge {
        collected = oldest
      } else {
        later.append(step.commit)
      }
      return true
    }
    var changedAfter: [Int]?
    if claim != nil, newest?.content == blob, let before = collected ?? oldest {
      let isSame = before.content == blob || isText && revisions.haveSameWords(before.content, blob) ?? true
      changedAfter = isSame ? [] : collected == nil ? later.dropLast() : later
    }
    return EvidenceHistory.File(
      path: path, blob: blob, entered: history.isComplete ? oldest?.commit : nil,
      lastChanged: history.isComplete ? newest?.commit : nil, changedAfter: changedAfter, digest: digest)
  }
}

/// Two lower-case digits for each byte.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
