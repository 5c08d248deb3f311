/// How an auditor would probably grade a finding. Only an auditor grades; these are predictions.
public enum Grade: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// Worth saying; no requirement is missed.
  case observation
  /// An isolated lapse.
  case minor
  /// A required element is absent or a process broke down.
  case major
  /// Would stop Stage 2, or stops the tool where noted.
  case blocker
  /// The input cannot be read.
  case error

  private var rank: Int {
    switch self {
    case .observation: 0
    case .minor: 1
    case .major: 2
    case .blocker: 3
    case .error: 4
    }
  }

  /// Milder grades come first.
  public static func < (left: Grade, right: Grade) -> Bool { left.rank < right.rank }
}

/// The audit at which what a rule is about is looked at first (ISO/IEC 17021-1).
public enum AuditStage: String, Hashable, Sendable, CaseIterable {
  /// The review of the documents, and whether audits and reviews are held.
  case stageOne = "Stage 1"
  /// The audit of what is really done.
  case stageTwo = "Stage 2"
  /// The audits after certification.
  case surveillance = "surveillance"
}

/// A kind of finding: its stable code, what it means and how it is mended.
///
/// Codes never change meaning and are never used again: two rules are the same if their codes are. `auditpack explain`,
/// the pack, SARIF and `docs/checks.md` all print this text. A class, so that a finding carries one reference and not
/// every text; its examples are put together when somebody asks for them.
public final class Rule: Hashable, Sendable, CustomStringConvertible {
  /// Stable code such as `SOA-02`.
  public let code: String
  /// Name in kebab case that reads after "allow": `exclusion-without-justification`.
  public let name: String
  /// One line that says what is wrong when the rule fires.
  public let title: String
  /// Predicted grade where nothing raises or lowers it.
  public let grade: Grade
  /// Clause or control of ISO/IEC 27001:2022 the finding refers to, such as `6.1.3 d`; nil for what cannot be read.
  public let clause: String?
  /// When the grade is raised or lowered; nil if never.
  public let adjustment: String?
  /// What the rule reads: fields, registers, history. Nil for rules about how files are written.
  public let data: String?
  /// The audit at which an auditor looks at it first.
  public let stage: AuditStage
  /// Why it matters, in a few sentences.
  public let explanation: String
  /// What to do about it; starts with a verb.
  public let fix: String
  /// A small repository in which the rule fires: files between `-- path --` lines.
  public var flagged: String { makeFlagged() }
  /// The same repository, mended.
  public var accepted: String { makeAccepted() }

  private let makeFlagged: @Sendable () -> String
  private let makeAccepted: @Sendable () -> String

  /// A kind of finding. `flagged` and `accepted` run as tests.
  public init(
    code: String, name: String, title: String, grade: Grade, clause: String? = nil, adjustment: String? = nil,
    data: String? = nil, stage: AuditStage = .stageOne, explanation: String, fix: String,
    flagged: @autoclosure @escaping @Sendable () -> String, accepted: @autoclosure @escaping @Sendable () -> String
  ) {
    self.code = code
    self.name = name
    self.title = title
    self.grade = grade
    self.clause = clause
    self.adjustment = adjustment
    self.data = data
    self.stage = stage
    self.explanation = explanation
    self.fix = fix
    makeFlagged = flagged
    makeAccepted = accepted
  }

  /// Whether two rules have the same code.
  public static func == (left: Rule, right: Rule) -> Bool { left === right || left.code == right.code }

  /// The code tells rules apart.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }

  /// The code.
  public var description: String { code }
}

/// A place in the repository: a file, and where known the bytes in it.
public struct Location: Hashable, Sendable {
  /// Path inside the repository.
  public let path: String
  /// The bytes; nil means the file as a whole.
  public let range: SourceRange?

  /// The place `range` in the file at `path`.
  public init(path: String, range: SourceRange?) {
    self.path = path
    self.range = range
  }
}

/// One finding, as a compiler would print it and an auditor can read it.
public struct Diagnostic: Hashable, Sendable {
  /// A second place that shows the reason.
  public struct Related: Hashable, Sendable {
    /// Where.
    public let location: Location
    /// What is to be seen there.
    public let message: String

    /// `message` about `location`.
    public init(_ location: Location, _ message: String) {
      self.location = location
      self.message = message
    }
  }

  /// The kind of finding.
  public var rule: Rule { content.rule }
  /// Predicted grade of this finding.
  public var grade: Grade
  /// A headline that stands alone: lower case, no full stop, names the thing.
  public var message: String { content.message }
  /// The smallest place that shows it.
  public var location: Location { content.location }
  /// A few words beside the marked text.
  public var label: String? { content.label }
  /// Other places that belong to it.
  public var related: [Related] { content.related }
  /// Clause or control if it differs from the rule's.
  public var clause: String? { content.clause }
  /// Why this is a finding; the rule's explanation serves where nil.
  public var why: String? { content.why }
  /// What to do here; starts with a verb. The rule's serves where nil.
  public var help: String? { content.help }
  /// Edits that mend it.
  public var fixes: [Fix] { content.fixes }
  /// The id of the document or record it is about.
  public var subject: String? { content.subject }

  /// All but the grade, which is all that ever changes: findings are sorted, filtered and handed on by this reference.
  private let content: Content

  /// A finding of the kind `rule`.
  public init(
    _ rule: Rule, _ message: String, at location: Location, grade: Grade? = nil, label: String? = nil,
    related: [Related] = [], clause: String? = nil, why: String? = nil, help: String? = nil, fixes: [Fix] = [],
    subject: String? = nil
  ) {
    self.grade = grade ?? rule.grade
    content = Content(
      rule: rule, message: message, location: location, label: label, related: related, clause: clause ?? rule.clause,
      why: why, help: help, fixes: fixes, subject: subject)
  }

  private final class Content: Hashable, Sendable {
    let rule: Rule
    let message: String
    let location: Location
    let label: String?
    let related: [Related]
    let clause: String?
    let why: String?
    let help: String?
    let fixes: [Fix]
    let subject: String?

    init(
      rule: Rule, message: String, location: Location, label: String?, related: [Related], clause: String?,
      why: String?, help: String?, fixes: [Fix], subject: String?
    ) {
      self.rule = rule
      self.message = message
      self.location = location
      self.label = label
      self.related = related
      self.clause = clause
      self.why = why
      self.help = help
      self.fixes = fixes
      self.subject = subject
    }

    static func == (left: Content, right: Content) -> Bool {
      left === right
        || (left.rule == right.rule && left.message == right.message && left.location == right.location
          && left.label == right.label && left.related == right.related && left.clause == right.clause
          && left.why == right.why && left.help == right.help && left.fixes == right.fixes
          && left.subject == right.subject)
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(rule)
      hasher.combine(message)
      hasher.combine(location)
    }
  }
}

extension Diagnostic: CustomStringConvertible {
  /// All that it says, for tests and debuggers.
  public var description: String {
    let optional = [("label", label), ("clause", clause), ("why", why), ("help", help), ("subject", subject)]
    return "\(grade)[\(rule)] \(message) at \(location)"
      + optional.map { name, text in text.map { ", \(name): \($0)" } ?? "" }.joined()
      + (related.isEmpty ? "" : ", related: \(related)") + (fixes.isEmpty ? "" : ", fixes: \(fixes)")
  }
}

/// A set of edits that mends a finding.
public struct Fix: Hashable, Sendable {
  /// How far a fix may be trusted.
  public enum Applicability: String, Hashable, Sendable, Codable {
    /// Keeps the meaning of everything else; `--fix` applies it.
    case safe
    /// Probably what is meant; applied only with `--unsafe-fixes`.
    case unsafe
    /// Shows the shape; a person fills it in. Never applied.
    case placeholder
  }

  /// One replacement of bytes.
  public struct Edit: Hashable, Sendable {
    /// Where, in a file with a known range.
    public let location: Location
    /// The new text.
    public let replacement: String

    /// Replace the bytes of `location` by `replacement`.
    public init(_ location: Location, replacement: String) {
      self.location = location
      self.replacement = replacement
    }
  }

  /// What the fix does; starts with a verb.
  public let title: String
  /// How far it may be trusted.
  public let applicability: Applicability
  /// The edits; they do not overlap.
  public let edits: [Edit]

  /// A fix called `title`.
  public init(_ title: String, _ applicability: Applicability, edits: [Edit]) {
    self.title = title
    self.applicability = applicability
    self.edits = edits
  }
}
