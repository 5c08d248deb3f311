/// A standard or framework that text names.
enum NamedStandard: Hashable, Sendable {
  /// ISO/IEC 27001, or 27002, which shares its numbers.
  case own
  /// A standard with controls numbered `A.x.y`.
  case withAnnex(String)
  /// Any other standard.
  case other(String)

  /// An ISO, IEC, EN or BS standard by its number.
  init(number: Int) {
    switch number {
    case 27001, 27002: self = .own
    case 27018, 27701, 42001: self = .withAnnex("ISO/IEC \(number)")
    default: self = .other("ISO \(number)")
    }
  }

  /// A framework as front matter or configuration names it: `iso27001`, `ISO/IEC 42001`, `soc2`.
  init(name: String) {
    let digits = name.split { !($0.isASCII && $0.isNumber) }.first { $0.count >= 4 && $0.count <= 6 }
    let isStandard = name.lowercased().contains("iso") || name.first?.isNumber == true
    if isStandard, let number = digits.flatMap({ Int(String($0)) }) {
      self = NamedStandard(number: number)
    } else {
      self = .other(name)
    }
  }

  /// The name to show; nil for our own.
  var shown: String? {
    switch self {
    case .own: nil
    case .withAnnex(let name), .other(let name): name
    }
  }
}
