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
    } else if let text = isms.catalog.evidenceTypes.first(where: { $0.id == type })?.freshness {
      // The type's text begins with a duration where it has a fixed one: `90 days (point in time)`.
      let words = text.prefix { $0 != "(" && $0 != "," && $0 != ";" }.split(separator: " ").joined(separator: " ")
      let limit = CalendarDuration(words)
      until = start.flatMap { start in limit.map { start + $0 } }
      grounds = text
    } else {
      until = nil
      grounds = "no limit is known for its type"
    }
  }
}
