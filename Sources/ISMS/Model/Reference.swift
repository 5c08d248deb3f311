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

  /// What kind of thing names which kind of thing, and how.
  public struct Manner: Hashable, Sendable {
    /// What kind of thing is named.
    public enum Named: Hashable, Sendable {
      /// A control.
      case control
      /// A clause.
      case clause
      /// A document or record.
      case item
      /// A file.
      case file

      init(_ target: Target) {
        self =
          switch target {
          case .control: .control
          case .clause: .clause
          case .item: .item
          case .file: .file
          }
      }
    }

    /// What kind of thing is named.
    public let named: Named
    /// How.
    public let form: Form
    /// What kind of thing names it.
    public let origin: RecordKind
  }

  /// What is named.
  public let target: Target
  /// How.
  public let form: Form
  /// Where.
  public let location: Location
  /// Id of the document or record that names it; its path where it has no id.
  public let origin: String
  /// What kind of thing the origin is.
  public let originKind: RecordKind
  /// The section of the origin's text, as position in its headings; nil outside of sections.
  public let section: Int?
  /// What is wrong with it; nil if the target exists.
  public let problem: String?
  /// What was probably meant, where the target does not exist.
  public let suggestion: String?

  /// What kind of thing names which kind of thing, and how.
  public var manner: Manner { Manner(named: .init(target), form: form, origin: originKind) }
}

/// What was found out about references, and what is wrong with what texts name.
struct BoundReferences: Sendable {
  let index: ReferenceIndex
  let diagnostics: [Diagnostic]
}

/// All references, found from either end. Few callers need more than a part of them, so the rest is put together when
/// somebody asks for it.
public struct ReferenceIndex: Sendable {
  /// Those with a problem, by file and place.
  public let broken: [Reference]
  private let counts: [Reference.Manner: Int]
  private let unordered: Lazy<[Reference]>
  private let inOrder: Lazy<[Reference]>
  private let mentions: Lazy<[String: [Reference]]>
  private let byControl: Lazy<[String: [Reference]]>
  private let byTarget: Lazy<[Reference.Target: [Int]]>
  private let byOrigin: Lazy<[String: [Int]]>

  /// - Parameters:
  ///   - found: those of texts, and those of fields that have a problem.
  ///   - counts: how many references of each manner there are.
  ///   - all: gives every reference.
  init(found: [Reference], counts: [Reference.Manner: Int], all: @escaping @Sendable () -> [Reference]) {
    self.counts = counts
    broken = Self.ordered(found.filter { $0.problem != nil })
    mentions = Lazy(computing: { Self.byControl(found.filter { $0.form == .mention }) })
    let unordered = Lazy(computing: all)
    self.unordered = unordered
    byControl = Lazy(computing: { Self.byControl(unordered.value) })
    let inOrder = Lazy(computing: { Self.ordered(unordered.value) })
    self.inOrder = inOrder
    byTarget = Lazy(computing: {
      let all = inOrder.value
      return Dictionary(grouping: all.indices) { all[$0].target }
    })
    byOrigin = Lazy(computing: {
      let all = inOrder.value
      return Dictionary(grouping: all.indices) { all[$0].origin }
    })
  }

  private static func byControl(_ references: [Reference]) -> [String: [Reference]] {
    var byControl: [String: [Reference]] = [:]
    for reference in references {
      if case .control(let control) = reference.target { byControl[control, default: []].append(reference) }
    }
    return byControl.mapValues(ordered)
  }

  /// By file and place. References are large, so that their positions are moved and not they.
  private static func ordered(_ references: [Reference]) -> [Reference] {
    references.indices.sorted { left, right in
      let (left, right) = (references[left].location, references[right].location)
      if left.path != right.path { return left.path < right.path }
      return left.range ?? SourceRange(0, 0) < right.range ?? SourceRange(0, 0)
    }.map { references[$0] }
  }

  /// The number of references of some manners. Controls and clauses in fields, which are known when they are read, are not
  /// counted.
  public func count(where isCounted: (Reference.Manner) -> Bool) -> Int {
    counts.reduce(0) { isCounted($1.key) ? $0 + $1.value : $0 }
  }

  /// Every reference, by file and place.
  public var all: [Reference] { inOrder.value }

  /// Mentions of a control in texts, by file and place.
  public func mentions(ofControl control: String) -> [Reference] { mentions.value[control] ?? [] }

  /// References to something, by file and place.
  public func to(_ target: Reference.Target) -> [Reference] {
    if case .control(let control) = target { return byControl.value[control] ?? [] }
    return (byTarget.value[target] ?? []).map { all[$0] }
  }

  /// References of a document or record, by place.
  public func from(_ origin: String) -> [Reference] { (byOrigin.value[origin] ?? []).map { all[$0] } }
}
