import ISMS
import Source

/// How long an evidence item speaks for its controls, as the item, the configuration or its type says.
public struct Freshness: Sendable {
  /// The last day it speaks for; nil if nothing sets an end.
  public let until: CalendarDate?
  /// What sets the end.
  public let grounds: String

  /// The freshness of `item` in the management system `isms`.
  public init(_ item: Evidence, _ isms: ISMS) {
    if let expires = item.expires {
      until = expires
      grounds = "stated by the item"
      return
    }
    let type = item.type ?? ""
    let start = item.speaksUntil
    if let limit = isms.configuration.freshness[type], let start {
      until = start + limit
      grounds = "\(limit) for `\(type)` by auditpack.yaml"
    } else if let known = isms.catalog.evidenceType(type) {
      until = start.flatMap { start in known.limit.map { start + $0 } }
      grounds = known.freshness
    } else {
      until = nil
      grounds = "no limit is known for its type"
    }
  }

  /// Whether the item speaks on a day; one without a limit does.
  public func isFresh(on day: CalendarDate) -> Bool { until.map { $0 >= day } ?? true }
}

/// Which evidence items a later one has taken the place of: those of the same series, or of the same type and source
/// for the same controls and clauses.
struct SupersededEvidence {
  private struct Key: Hashable {
    let series: String?
    let type: String
    let source: String
    let supports: [String]

    init(_ item: Evidence) {
      series = item.series
      let isAlone = item.series == nil
      type = isAlone ? item.type ?? "" : ""
      // Dates and numbers of reports change from one collection to the next.
      source = isAlone ? Self.withoutNumbers(item.source ?? item.title) : ""
      supports = isAlone ? (item.controls + item.clauses).sorted() : []
    }

    private static func withoutNumbers(_ text: String) -> String {
      let lowered = text.lowercased()
      if lowered.utf8.allSatisfy({ $0 < 0x80 }) {
        return String(decoding: lowered.utf8.filter { !(0x30...0x39).contains($0) }, as: UTF8.self)
      }
      return lowered.filter { !$0.isNumber }
    }
  }

  private var newest: [Key: CalendarDate] = [:]

  init(_ items: [Evidence]) {
    for item in items {
      guard let until = item.speaksUntil else { continue }
      let key = Key(item)
      newest[key] = max(until, newest[key] ?? until)
    }
  }

  /// Whether a later item speaks in place of `item`.
  func contains(_ item: Evidence) -> Bool {
    guard let until = item.speaksUntil, let newest = newest[Key(item)] else { return false }
    return until < newest
  }
}
