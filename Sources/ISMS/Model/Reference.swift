import Source

/// Somewhere one thing names another: a field, a mention in a text, or a link.
public struct Reference: Hashable, Sendable {
  /// What is named.
  public enum Target: Hashable, Sendable {
    /// A control, by its id.
    case control(String)
    /// A clause, by its number.
    case clause(String)
    /// A document or record, by its id.
    case item(String)
    /// A file of the repository, with the anchor after `#`.
    case file(path: String, anchor: String?)
  }

  /// How it is named.
  public enum Form: Hashable, Sendable {
    /// In a field of front matter or a cell.
    case field(String)
    /// In the text of a document.
    case mention
    /// By a link.
    case link
  }

  /// What is named.
  public let target: Target
  /// How.
  public let form: Form
  /// Where.
  public let location: Location
  /// Id of the document or record that names it; its path where it has no id.
  public let origin: String
  /// The section of the origin's text, as position in its headings; nil outside of sections.
  public let section: Int?
  /// What is wrong with it; nil if the target exists.
  public let problem: String?
  /// What was probably meant, where the target does not exist.
  public let suggestion: String?
}

/// All references, found from either end.
public struct ReferenceIndex: Sendable {
  /// Every reference, by file and place.
  public let all: [Reference]
  /// Those with a problem, in the same order.
  public let broken: [Reference]
  private let byTarget: [Reference.Target: [Int]]
  private let byOrigin: Lazy<[String: [Int]]>

  init(_ references: [Reference]) {
    // Most files have few references: ordering them file by file compares few paths.
    let files = Dictionary(grouping: references, by: \.location.path).sorted { $0.key < $1.key }
    let all = files.flatMap { _, references in
      references.sorted { ($0.location.range ?? SourceRange(0, 0)) < ($1.location.range ?? SourceRange(0, 0)) }
    }
    self.all = all
    broken = all.filter { $0.problem != nil }
    byTarget = Dictionary(grouping: all.indices) { all[$0].target }
    byOrigin = Lazy(computing: { Dictionary(grouping: all.indices) { all[$0].origin } })
  }

  /// References to something.
  public func to(_ target: Reference.Target) -> [Reference] { (byTarget[target] ?? []).map { all[$0] } }

  /// References of a document or record.
  public func from(_ origin: String) -> [Reference] { (byOrigin.value[origin] ?? []).map { all[$0] } }
}
