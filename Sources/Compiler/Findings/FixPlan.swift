import ISMS
import Source

/// Which fixes can be applied together, and what the files are afterwards.
///
/// Fixes are taken in the order of the findings; one whose edits overlap an earlier one waits for the next run. A fix is
/// applied whole or not at all.
public struct FixPlan: Sendable {
  /// One file that changes.
  public struct File: Sendable {
    /// Its path in the repository.
    public let path: String
    /// Its bytes before.
    public let before: [UInt8]
    /// The edits, by place.
    public let edits: [Fix.Edit]
    /// Whether the text of an approved document changes, so that it has to be approved again.
    public let touchesApprovedText: Bool

    /// Its bytes afterwards.
    public var after: [UInt8] {
      var result: [UInt8] = []
      result.reserveCapacity(before.count + 64)
      var copied = 0
      for edit in edits {
        guard let range = edit.location.range else { continue }
        result += before[copied..<range.lowerBound]
        result += Array(edit.replacement.utf8)
        copied = range.upperBound
      }
      return result + before[copied...]
    }
  }

  /// The files that change, by path.
  public let files: [File]
  /// The findings whose fix is applied.
  public let mended: [Diagnostic]

  /// Plans the fixes of these findings about an ISMS.
  ///
  /// - Parameter includingUnsafe: whether fixes that may change the meaning are taken too.
  public init(_ findings: [Diagnostic], in isms: ISMS, includingUnsafe: Bool) {
    var accepted: [String: [Fix.Edit]] = [:]
    var mended: [Diagnostic] = []
    for finding in findings {
      let fix = finding.fixes.first { $0.applicability == .safe || (includingUnsafe && $0.applicability == .unsafe) }
      guard let fix, !fix.edits.isEmpty, fix.edits.allSatisfy({ Self.isPossible($0, in: isms) }) else { continue }
      var trial = accepted
      var isFree = true
      for edit in fix.edits where isFree { isFree = Self.insert(edit, into: &trial[edit.location.path, default: []]) }
      guard isFree else { continue }
      accepted = trial
      mended.append(finding)
    }
    self.mended = mended
    let approved = Dictionary(
      isms.documents.filter(\.isInForce).map { ($0.path, $0.bodyStart) }, uniquingKeysWith: { first, _ in first })
    files = accepted.sorted { $0.key < $1.key }.compactMap { path, edits in
      isms.sources[path].map { source in
        let body = approved[path] ?? .max
        return File(
          path: path, before: Array(source.bytes), edits: edits,
          touchesApprovedText: edits.contains { ($0.location.range?.upperBound ?? 0) > body })
      }
    }
  }

  private static func isPossible(_ edit: Fix.Edit, in isms: ISMS) -> Bool {
    guard let range = edit.location.range, let source = isms.sources[edit.location.path] else { return false }
    return range.upperBound <= source.bytes.count && isms.files[edit.location.path]?.kind == .file
  }

  /// Inserts the edit by its place; false if it meets another. The same edit twice is one.
  private static func insert(_ edit: Fix.Edit, into edits: inout [Fix.Edit]) -> Bool {
    guard let range = edit.location.range else { return false }
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if (edits[middle].location.range?.lowerBound ?? 0) < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    if low < edits.count, let next = edits[low].location.range {
      if edits[low] == edit { return true }
      guard range.upperBound < next.lowerBound || (range.upperBound == next.lowerBound && range != next) else {
        return false
      }
      // Two texts put in at one place have no order.
      if range.isEmpty && next.lowerBound == range.lowerBound { return false }
    }
    if low > 0, let previous = edits[low - 1].location.range {
      guard previous.upperBound < range.lowerBound || (previous.upperBound == range.lowerBound && !previous.isEmpty)
      else { return false }
    }
    edits.insert(edit, at: low)
    return true
  }
}
