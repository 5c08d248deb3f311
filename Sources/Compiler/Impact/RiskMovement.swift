import ISMS

/// What became of a risk between two states: opened, closed, or moved to another level.
public struct RiskMovement: Sendable {
  /// What happened.
  public enum Kind: String, Sendable {
    /// It is new, or open again.
    case opened
    /// It is closed, or gone.
    case closed
    /// Its level before treatment, or what remains after it, is another.
    case moved
  }

  /// A level before and after.
  public struct Step: Sendable, Hashable {
    /// Before; nil if there was none.
    public let before: Int?
    /// After; nil if there is none.
    public let after: Int?
  }

  /// The risk, as far as it is known in the later state, else as it was.
  public let risk: Risk
  /// What happened.
  public let kind: Kind
  /// The level before treatment.
  public let level: Step
  /// What remains after treatment.
  public let remaining: Step

  /// What became of the risks among `changes`, by id. Levels of both states are those of one method, so that they can be
  /// compared.
  public static func all(in changes: [RecordChange], method: RiskMethod) -> [RiskMovement] {
    changes.filter { $0.record == .risk }.compactMap { change in
      let before = change.before.map(Risk.init(record:))
      let after = change.after.map(Risk.init(record:))
      guard let risk = after ?? before else { return nil }
      let wasOpen = before.map { !$0.isClosed } ?? false
      let isOpen = after.map { !$0.isClosed } ?? false
      guard wasOpen || isOpen else { return nil }
      func step(_ level: (Risk) -> Int?) -> Step {
        Step(before: before.flatMap(level), after: after.flatMap(level))
      }
      let level = step(method.level(of:))
      let remaining = step(method.remainingLevel(of:))
      guard wasOpen != isOpen || level.before != level.after || remaining.before != remaining.after else { return nil }
      return RiskMovement(
        risk: risk, kind: wasOpen == isOpen ? .moved : isOpen ? .opened : .closed, level: level, remaining: remaining)
    }
  }
}
