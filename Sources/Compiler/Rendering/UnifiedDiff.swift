import Source

/// The changes of a fix plan as `diff -u` writes them, so that `git apply` can read them.
public enum UnifiedDiff {
  private static let context = 3

  /// The difference of every file of a plan.
  public static func text(of plan: FixPlan) -> String { plan.files.map(text).joined() }

  private static func text(of file: FixPlan.File) -> String {
    let lines = Lines(file.before)
    // Groups of lines that edits touch, joined where their contexts meet.
    var groups: [(lines: ClosedRange<Int>, edits: [Fix.Edit])] = []
    for edit in file.edits {
      guard let range = edit.location.range else { continue }
      let first = lines.number(of: range.lowerBound)
      let last = lines.number(of: range.upperBound)
      if let group = groups.last, first - group.lines.upperBound <= 2 * context {
        groups[groups.count - 1] = (
          group.lines.lowerBound...max(last, group.lines.upperBound), group.edits + [edit]
        )
      } else {
        groups.append((first...last, [edit]))
      }
    }
    var text = "--- a/\(file.path)\n+++ b/\(file.path)\n"
    var shift = 0
    for group in groups {
      let from = max(1, group.lines.lowerBound - context)
      let to = min(lines.count, group.lines.upperBound + context)
      let oldLines = group.lines.map { lines[$0] }.filter { !$0.isEmpty }
      let start = lines.start(of: group.lines.lowerBound)
      let changed = apply(group.edits, to: oldLines.flatMap { $0 }, at: start)
      let new = Lines(changed)
      let newLines = (1...max(1, new.count)).map { new[$0] }.filter { !$0.isEmpty }
      let before = (from..<group.lines.lowerBound).map { lines[$0] }
      let after = group.lines.upperBound < to ? (group.lines.upperBound + 1...to).map { lines[$0] } : []
      let oldCount = before.count + oldLines.count + after.count
      let newCount = before.count + newLines.count + after.count
      text += "@@ -\(oldCount == 0 ? 0 : from),\(oldCount) +\(newCount == 0 ? 0 : from + shift),\(newCount) @@\n"
      text += before.map { line(" ", $0) }.joined()
      text += oldLines.map { line("-", $0) }.joined()
      text += newLines.map { line("+", $0) }.joined()
      text += after.map { line(" ", $0) }.joined()
      shift += newCount - oldCount
    }
    return text
  }

  private static func apply(_ edits: [Fix.Edit], to bytes: [UInt8], at start: Int) -> [UInt8] {
    var result: [UInt8] = []
    var copied = 0
    for edit in edits {
      guard let range = edit.location.range else { continue }
      result += bytes[copied..<(range.lowerBound - start)]
      result += Array(edit.replacement.utf8)
      copied = range.upperBound - start
    }
    return result + bytes[copied...]
  }

  private static func line(_ mark: String, _ bytes: [UInt8]) -> String {
    let text = mark + String(decoding: bytes, as: UTF8.self)
    return bytes.last == 0x0A ? text : text + "\n\\ No newline at end of file\n"
  }

  /// The lines of a text, from 1, each with its line feed.
  private struct Lines {
    private let bytes: [UInt8]
    private var starts = [0]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      for (index, byte) in bytes.enumerated() where byte == 0x0A && index + 1 < bytes.count { starts.append(index + 1) }
    }

    var count: Int { bytes.isEmpty ? 0 : starts.count }

    /// The line that holds the byte at `offset`; what stands behind the last line belongs to it.
    func number(of offset: Int) -> Int {
      var (low, high) = (0, starts.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= offset { low = middle } else { high = middle }
      }
      return low + 1
    }

    func start(of line: Int) -> Int { line <= starts.count ? starts[line - 1] : bytes.count }

    subscript(line: Int) -> [UInt8] {
      guard line <= count else { return [] }
      return Array(bytes[start(of: line)..<(line < starts.count ? starts[line] : bytes.count)])
    }
  }
}
