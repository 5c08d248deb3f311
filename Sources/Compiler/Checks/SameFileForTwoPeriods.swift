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
    var first: [ObjectID: Use] = [:]
    var repeated: [ObjectID: [Use]] = [:]
    var population = 0
    for item in input.isms.evidence where !item.files.isEmpty {
      for file in input.evidenceHistories[item.id]?.files ?? [] {
        population += 1
        let use = (item, file.path)
        if let first = first[file.blob] {
          repeated[file.blob, default: [first]].append(use)
        } else {
          first[file.blob] = use
        }
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
