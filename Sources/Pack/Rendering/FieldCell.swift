import ISMS
import Source

/// Values of fields as cells.
enum FieldCell {
  static func cell(_ field: Field?, _ scope: Scope) -> Cell {
    guard let field else { return Cell([]) }
    switch field.value {
    case .text(let text): return value(text, scope)
    case .date(let date): return .value(date)
    case .period(let period): return .text("\(period.lowerBound) to \(period.upperBound)")
    case .duration(let duration): return .value(duration)
    case .integer(let number): return .text(String(number))
    case .boolean(let flag): return .text(flag ? "yes" : "no")
    case .list(let items):
      let texts = items.compactMap(\.text)
      let isIDs = texts.allSatisfy { scope.isms.record($0) != nil || scope.isms.catalog.control($0) != nil }
      if isIDs, !texts.isEmpty { return .links(texts.map(scope.item)) }
      if texts.contains(where: { $0.count > 24 }) { return Cell(texts.map { .note($0) }) }
      return .text(texts.map { $0.replacing("_", with: " ") }.joined(separator: ", "))
    case .map: return Cell([])
    }
  }

  /// The value in words, for small print.
  static func text(_ field: Field?) -> String? {
    guard let field else { return nil }
    switch field.value {
    case .text(let text): return text.replacing("_", with: " ")
    case .date(let date): return "\(date)"
    case .period(let period): return "\(period.lowerBound) to \(period.upperBound)"
    case .duration(let duration): return "\(duration)"
    case .integer(let number): return "\(number)"
    case .boolean(let flag): return flag ? "yes" : "no"
    case .list(let items): return items.compactMap(\.text).joined(separator: ", ")
    case .map: return nil
    }
  }

  private static func value(_ text: String, _ scope: Scope) -> Cell {
    scope.isms.record(text) != nil ? .link(scope.item(text)) : .text(text)
  }
}
