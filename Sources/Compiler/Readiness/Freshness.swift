import ISMS
import Source

/// How long an evidence item speaks for its controls, as the item, the configuration or its type says.
public struct Freshness: Sendable {
  /// The last day it speaks for; nil if nothing sets an end.
  public let until: CalendarDate?
  private let source: Source

  /// What can set the end.
  private enum Source {
    case item
    case configuration(CalendarDuration, type: String)
    case type(Catalog.EvidenceType)
    case nothing
  }

  /// The freshness of `item` in the management system `isms`.
  public init(_ item: Evidence, _ isms: borrowing ISMS) {
    let type = item.type ?? ""
    let start = item.speaksUntil
    if let expires = item.expires {
      until = expires
      source = .item
    } else if let limit = isms.configuration.freshness[type], let start {
      until = start + limit
      source = .configuration(limit, type: type)
    } else if let known = isms.catalog.evidenceType(type) {
      until = start.flatMap { start in known.limit.map { start + $0 } }
      source = .type(known)
    } else {
      until = nil
      source = .nothing
    }
  }

  /// What sets the end.
  public var grounds: String {
    switch source {
    case .item: "stated by the item"
    case .configuration(let limit, let type): "\(limit) for `\(type)` by auditpack.yaml"
    case .type(let known): known.freshness
    case .nothing: "no limit is known for its type"
    }
  }

  /// Whether the item speaks on a day; one without a limit does.
  public func isFresh(on day: CalendarDate) -> Bool { until.map { $0 >= day } ?? true }
}

/// Which evidence items a later one has taken the place of: those of the same series, or of the same type and source
/// for the same controls and clauses.
struct SupersededEvidence: Sendable {
  private struct Key: Hashable {
    let series: String?
    let type: String
    let source: String
    let supports: [String]

    init(_ item: Evidence) {
      series = item.series
      guard item.series == nil else {
        (type, source, supports) = ("", "", [])
        return
      }
      type = item.type ?? ""
      // Dates and numbers of reports change from one collection to the next.
      source = Self.withoutNumbers(item.source ?? item.title)
      let supports = item.clauses.isEmpty ? item.controls : item.controls + item.clauses
      self.supports = supports.count > 1 ? supports.sorted() : supports
    }

    private static func withoutNumbers(_ text: String) -> String {
      let lowered = text.lowercased()
      if lowered.utf8.allSatisfy({ $0 < 0x80 }) {
        return String(decoding: lowered.utf8.filter { !(0x30...0x39).contains($0) }, as: UTF8.self)
      }
      return lowered.filter { !$0.isNumber }
    }
  }

  private let superseded: Set<ObjectIdentifier>
  /// Held, so that their identities stay their own.
  private let items: [Evidence]

  /// Compares `items`.
  init(_ items: [Evidence]) {
    self.items = items
    var groups: [Key: Int] = [:]
    var newest: [CalendarDate] = []
    var timed: [(item: Evidence, until: CalendarDate, group: Int)] = []
    for item in items {
      guard let until = item.speaksUntil else { continue }
      let key = Key(item)
      let group = groups[key] ?? newest.count
      if group == newest.count {
        groups[key] = group
        newest.append(until)
      } else {
        newest[group] = max(newest[group], until)
      }
      timed.append((item, until, group))
    }
    superseded = Set(timed.lazy.filter { $0.until < newest[$0.group] }.map { ObjectIdentifier($0.item) })
  }

  /// Whether a later item speaks in place of `item`.
  func contains(_ item: Evidence) -> Bool { superseded.contains(ObjectIdentifier(item)) }
}
