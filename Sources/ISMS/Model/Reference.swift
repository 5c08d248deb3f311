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

/// All references, found from either end. Few callers need more than a part of them in order.
public struct ReferenceIndex: Sendable {
  /// Those with a problem, by file and place.
  public let broken: [Reference]
  private let unordered: [Reference]
  private let inOrder: Lazy<[Reference]>
  private let byControl: Lazy<[String: [Reference]]>
  private let byTarget: Lazy<[Reference.Target: [Int]]>
  private let byOrigin: Lazy<[String: [Int]]>

  init(_ references: [Reference]) {
    unordered = references
    broken = references.filter { $0.problem != nil }.sorted(by: Self.isBefore)
    let inOrder = Lazy(computing: { references.sorted(by: Self.isBefore) })
    self.inOrder = inOrder
    byControl = Lazy(computing: {
      var byControl: [String: [Reference]] = [:]
      for reference in references {
        if case .control(let control) = reference.target { byControl[control, default: []].append(reference) }
      }
      return byControl.mapValues { $0.sorted(by: Self.isBefore) }
    })
    byTarget = Lazy(computing: { [all = inOrder] in
      let all = all.value
      return Dictionary(grouping: all.indices) { all[$0].target }
    })
    byOrigin = Lazy(computing: { [all = inOrder] in
      let all = all.value
      return Dictionary(grouping: all.indices) { all[$0].origin }
    })
  }

  private static func isBefore(_ left: Reference, _ right: Reference) -> Bool {
    if left.location.path != right.location.path { return left.location.path < right.location.path }
    return left.location.range ?? SourceRange(0, 0) < right.location.range ?? SourceRange(0, 0)
  }

  /// The number of references of a kind.
  public func count(where isCounted: (Reference) -> Bool) -> Int { unordered.count(where: isCounted) }

  /// Every reference, by file and place.
  public var all: [Reference] { inOrder.value }

  /// References to something, by file and place.
  public func to(_ target: Reference.Target) -> [Reference] {
    if case .control(let control) = target { return byControl.value[control] ?? [] }
    return (byTarget.value[target] ?? []).map { all[$0] }
  }

  /// References of a document or record, by place.
  public func from(_ origin: String) -> [Reference] { (byOrigin.value[origin] ?? []).map { all[$0] } }
}
