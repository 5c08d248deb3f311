import Compiler
import Source

extension Freshness {
  /// How that stands on a day.
  func badge(on day: CalendarDate) -> Badge {
    guard let until else { return Badge("speaks for its period", .none) }
    if until < day { return Badge("stale since \(until)", .bad) }
    return Badge("fresh until \(until)", until - day <= 30 ? .part : .good)
  }
}
