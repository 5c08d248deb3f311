import ISMS
import Source

extension Check {
  /// EVD-11: one file speaks for one period.
  static let sameFileForTwoPeriods = Check(
    Rule(
      code: "EVD-11", name: "same-file-for-two-periods", title: "the same file is filed for two periods",
      grade: .minor, clause: "9.1",
      explanation: """
        Two exports of different months are not the same to the byte. Where they are, one of them was copied, and its \
        period is not covered.
        """,
      fix: "collect the file of the period, or correct the period",
      flagged: Examples.series(collected: ["2025-04-10", "2025-07-11"], isCopied: true),
      accepted: Examples.series(collected: ["2025-04-10", "2025-07-11"]))
  ) { input in
    typealias Use = (item: Evidence, path: String)
    let items = input.isms.evidence
    // Nearly every content has one use, which need not be copied to be remembered.
    var last: [ObjectID: (item: Int, file: Int)] = [:]
    var repeated: [ObjectID: [Use]] = [:]
    last.reserveCapacity(items.count)
    var population = 0
    for (position, item) in items.enumerated() where !item.files.isEmpty {
      for (number, file) in (input.evidenceHistories[position]?.files ?? []).enumerated() {
        population += 1
        guard let earlier = last.updateValue((position, number), forKey: file.blob) else { continue }
        let first = input.evidenceHistories[earlier.item].map { (items[earlier.item], $0.files[earlier.file].path) }
        repeated[file.blob, default: first.map { [$0] } ?? []].append((item, file.path))
      }
    }
    guard population > 0 else {
      return .cannotJudge("evidence files", "no evidence item names a file of the repository (`file`, `files`)")
    }
    var diagnostics: [Diagnostic] = []
    for uses in repeated.values {
      let sorted = uses.sorted { ($0.path, $0.item.id) < ($1.path, $1.item.id) }
      guard let first = sorted.first else { continue }
      for use in sorted.dropFirst() where use.item.id != first.item.id {
        guard let time = Self.time(use.item), let other = Self.time(first.item), time != other else { continue }
        diagnostics.append(
          Diagnostic(
            input.rule, "`\(use.item.id)` for \(time) and `\(first.item.id)` for \(other) are the same file",
            at: use.item.timeLocation,
            related: [
              .init(
                first.item.timeLocation, "the same bytes")
            ], subject: use.item.id))
      }
    }
    return .looked(at: population, "evidence files", diagnostics)
  }

  private static func time(_ item: Evidence) -> String? {
    item.period.map { "\($0.lowerBound)/\($0.upperBound)" } ?? item.asOf?.description
  }
}
