import Source

/// A place in text that names a control, a clause or something of the repository.
public struct Mention: Hashable, Sendable {
  /// What is named.
  public enum Target: Hashable, Sendable {
    /// A control of ISO/IEC 27001:2022 Annex A, as `A.5.15`.
    case control(String)
    /// A range of controls, each of them named.
    case controls([String])
    /// A control that does not exist; the theme and the number of its last control, where the theme exists.
    case unknownControl(String, theme: Int?, last: Int?)
    /// A control in the numbering of 2013, as `A.9.2.1`.
    case oldControl(String)
    /// A range of controls that cannot be meant; the reason continues "the range …".
    case badControlRange(String, reason: String)
    /// A clause of ISO/IEC 27001:2022, as `6.1.3`.
    case clause(String)
    /// What looks like an id of the repository, declared or not.
    case identifier(String)
    /// A control of another standard that numbers its controls in the same way.
    case foreignControl(String, standard: String)
  }

  /// What is named.
  public let target: Target
  /// The bytes that name it. Where it is spread over several runs of text, the bytes between them as well.
  public let range: SourceRange

  /// `target`, named in the bytes of `range`.
  public init(target: Target, range: SourceRange) {
    self.target = target
    self.range = range
  }
}
