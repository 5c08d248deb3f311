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

  /// The last day that each evidence item of `isms` speaks for, in their order; nil where nothing sets an end.
  static func ends(in isms: ISMS) -> [CalendarDate?] {
    // Thousands of items are of a few types.
    var limits: [String: CalendarDuration?] = [:]
    return isms.evidence.map { item in
      if let expires = item.expires { return expires }
      guard let start = item.speaksUntil else { return nil }
      let type = item.type ?? ""
      let limit: CalendarDuration?
      if let known = limits[type] {
        limit = known
      } else {
        limit = isms.configuration.freshness[type] ?? isms.catalog.evidenceType(type)?.limit
        limits[type] = .some(limit)
      }
      return limit.map { start + $0 }
    }
  }

  /// Whether the item speaks on a day; one without a limit does.
  public func isFresh(on day: CalendarDate) -> Bool { until.map { $0 >= day } ?? true }
}

/// Which evidence items a later one has taken the place of: those of the same series, or of the same type and source
/// for the same controls and clauses.
struct SupersededEvidence: Sendable {
  private let superseded: Set<ObjectIdentifier>
  /// Held, so that their identities stay their own.
  private let items: [Evidence]

  /// Compares `items`.
  init(_ items: [Evidence]) {
    self.items = items
    var groups: [String: Int] = [:]
    var newest: [CalendarDate] = []
    var timed: [(position: Int, until: CalendarDate, group: Int)] = []
    var key: [UInt8] = []
    for (position, item) in items.enumerated() {
      guard let until = item.speaksUntil else { continue }
      key.removeAll(keepingCapacity: true)
      Self.write(item, to: &key)
      let group = groups[String(decoding: key, as: UTF8.self), default: newest.count]
      if group == newest.count {
        groups[String(decoding: key, as: UTF8.self)] = group
        newest.append(until)
      } else {
        newest[group] = max(newest[group], until)
      }
      timed.append((position, until, group))
    }
    superseded = Set(timed.lazy.filter { $0.until < newest[$0.group] }.map { ObjectIdentifier(items[$0.position]) })
  }

  /// Writes what items that take the place of each other have in common: one text, so that thousands are told apart with
  /// one look each.
  private static func write(_ item: Evidence, to key: inout [UInt8]) {
    let separator: UInt8 = 0x1F
    if let series = item.series {
      key.append(separator)
      key += series.utf8
      return
    }
    key += (item.type ?? "").utf8
    key.append(separator)
    // Dates and numbers of reports change from one collection to the next.
    let source = item.source ?? item.title
    if source.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in source.utf8 where !(0x30...0x39 ~= byte) { key.append(0x41...0x5A ~= byte ? byte | 0x20 : byte) }
    } else {
      key += source.lowercased().filter { !$0.isNumber }.utf8
    }
    let supports = item.clauses.isEmpty ? item.controls : item.controls + item.clauses
    for name in supports.count > 1 ? supports.sorted() : supports {
      key.append(separator)
      key += name.utf8
    }
  }

  /// Whether a later item speaks in place of `item`.
  func contains(_ item: Evidence) -> Bool { superseded.contains(ObjectIdentifier(item)) }
}
