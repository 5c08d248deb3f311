/// Which numbers of controls exist, today and in 2013.
struct ControlNumbers: Sendable {
  /// Most controls a range may name.
  static let longestRange = 15

  /// The number of the last control of each theme.
  let themes: [Int: Int]

  enum Kind {
    case known
    /// The theme exists, the number does not.
    case beyond(last: Int)
    /// A control of the edition of 2013.
    case old
    case unknown
  }

  /// What the numbers behind `A.` stand for.
  func kind(_ parts: [Int]) -> Kind {
    if parts.count == 2 {
      guard let last = themes[parts[0]] else { return .unknown }
      return (1...max(last, 1)).contains(parts[1]) ? .known : .beyond(last: last)
    }
    guard parts.count == 3, let objectives = Self.controlsOf2013[parts[0]], (1...objectives.count).contains(parts[1])
    else { return .unknown }
    return (1...objectives[parts[1] - 1]).contains(parts[2]) ? .old : .unknown
  }

  /// The target that a control with these numbers is.
  func target(_ parts: [Int]) -> Mention.Target {
    let name = Self.name(parts)
    return switch kind(parts) {
    case .known: .control(name)
    case .beyond(let last): .unknownControl(name, theme: parts[0], last: last)
    case .old: .oldControl(name)
    case .unknown: .unknownControl(name, theme: nil, last: nil)
    }
  }

  /// The target that a range is.
  ///
  /// - Parameter written: the range as it stands in the text.
  func target(from first: [Int], to last: [Int], written: String) -> Mention.Target {
    func bad(_ reason: String) -> Mention.Target { .badControlRange(written, reason: reason) }
    guard first.count == 2, last.count == 2 else { return bad("has an end that is not a control of 2022") }
    guard first[0] == last[0] else { return bad("runs from theme \(first[0]) to theme \(last[0])") }
    for parts in [first, last] {
      switch kind(parts) {
      case .known: break
      case .beyond(let end):
        return bad("ends at \(Self.name(parts)), but theme \(parts[0]) ends at A.\(parts[0]).\(end)")
      case .old, .unknown: return bad("ends at \(Self.name(parts)), which does not exist")
      }
    }
    guard first[1] < last[1] else { return bad("does not ascend") }
    let count = last[1] - first[1] + 1
    guard count <= Self.longestRange else { return bad("names \(count) controls, more than \(Self.longestRange)") }
    return .controls((first[1]...last[1]).map { "A.\(first[0]).\($0)" })
  }

  /// `A.5.15`.
  static func name(_ parts: [Int]) -> String { "A." + parts.map(String.init).joined(separator: ".") }

  /// Every control, in order.
  var all: [String] {
    themes.sorted { $0.key < $1.key }.flatMap { theme, last in (1...max(last, 1)).map { "A.\(theme).\($0)" } }
  }

  /// The control that was probably meant by a number that does not exist.
  func suggestion(for parts: [Int]) -> String? {
    guard parts.count == 2 else { return nil }
    let swapped = Int(String(String(parts[1]).reversed())) ?? 0
    if case .known = kind([parts[0], swapped]), swapped != parts[1] { return Self.name([parts[0], swapped]) }
    if let last = themes[parts[0]], (last + 1...last + 3).contains(parts[1]) { return Self.name([parts[0], last]) }
    let others = themes.keys.filter { parts[1] >= 1 && parts[1] <= (themes[$0] ?? 0) }
    if others.count == 1, let theme = others.first { return Self.name([theme, parts[1]]) }
    return nil
  }

  /// Number of controls of each objective in the edition of 2013.
  private static let controlsOf2013: [Int: [Int]] = [
    5: [2], 6: [5, 2], 7: [2, 3, 1], 8: [4, 3, 3], 9: [2, 6, 1, 5], 10: [2], 11: [6, 9], 12: [4, 1, 1, 4, 1, 2, 1],
    13: [3, 4], 14: [3, 9, 1], 15: [3, 2], 16: [7], 17: [3, 1], 18: [5, 3],
  ]
}
