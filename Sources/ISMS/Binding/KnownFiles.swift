import Source
import Synchronization

/// What Markdown files hold, by the names git gives to their contents, so that a file that did not change is not parsed
/// again.
///
/// Reading a file needs nothing but its bytes and the program, so what it holds is the same in every run of the program.
/// Files with findings are not kept: their findings show the text around them, so they are read anyway.
public final class KnownFiles: Sendable {
  /// What earlier runs read.
  let kept: ContentTable
  private let needed = Mutex(Needed())

  /// What this run asked for.
  private struct Needed {
    /// What was in `kept`.
    var used: [ObjectID] = []
    var fresh: [ObjectID: MarkdownFile] = [:]
  }

  /// Number of files that were not known at the beginning.
  public var newCount: Int { needed.withLock { $0.fresh.count } }

  /// Nothing is known.
  public init() { kept = ContentTable() }

  /// What an earlier run read, as its `bytes` say; nil if they are not what this program writes.
  public init?(bytes: ArraySlice<UInt8>) {
    guard let kept = ContentTable(bytes: bytes) else { return nil }
    self.kept = kept
  }

  /// Everything this run needed, for a later one.
  public var bytes: [UInt8] {
    let needed = needed.withLock { $0 }
    var entries: [ObjectID: [UInt8]] = [:]
    for content in needed.used { entries[content] = kept.entry(of: content) { Array($0.rest()) } }
    for (content, file) in needed.fresh { entries[content] = file.entry }
    return ContentTable.bytes(of: entries)
  }

  /// Notes what this run found known.
  func note(used contents: [ObjectID]) { needed.withLock { $0.used += contents } }

  /// Notes what this run read.
  func add(_ file: MarkdownFile, of content: ObjectID) {
    if file.isKeepable { needed.withLock { $0.fresh[content] = file } }
  }
}
