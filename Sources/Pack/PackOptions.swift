import Source

/// Who will open the pack.
public enum Audience: String, Sendable, CaseIterable {
  /// The organisation's own staff.
  case `internal`
  /// The certification body, or whoever audits.
  case auditor
  /// A customer's security team.
  case customer
}

/// One file of a pack.
public struct OutputFile: Sendable {
  /// Path inside the pack, with `/` between folders.
  public let path: String
  /// The content.
  public let bytes: [UInt8]

  /// The file at `path` with these bytes.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The file at `path` with this text as UTF-8.
  public init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }
}

/// What `writePack` is told besides the compilation.
public struct PackOptions: Sendable {
  /// The state that changes are counted from.
  public enum Since: Sendable, Hashable {
    /// A day: changes committed after it.
    case date(CalendarDate)
    /// A commit, with what the reader calls it: a tag, a branch, an abbreviated id.
    case commit(ObjectID, name: String)
  }

  /// Who will open the pack.
  public var audience: Audience
  /// Whether every page is marked as a draft, because the state compiled is not a commit.
  public var isDraft: Bool
  /// Whether a pack is written although the history is incomplete; every page that leans on it says so.
  public var allowsIncompleteHistory: Bool
  /// Version of the program, for the page on integrity.
  public var toolVersion: String
  /// The state that changes are counted from; nil means the last performed audit, else the beginning.
  public var since: Since?
  /// How much one page holds; smaller in tests.
  var limits = PageLimits()
  /// How much the edition to print holds; smaller in tests.
  var editionLimits = PageLimits.edition

  /// Options of a build.
  public init(
    audience: Audience, isDraft: Bool = false, allowsIncompleteHistory: Bool = false, toolVersion: String,
    since: Since? = nil
  ) {
    self.audience = audience
    self.isDraft = isDraft
    self.allowsIncompleteHistory = allowsIncompleteHistory
    self.toolVersion = toolVersion
    self.since = since
  }
}

/// Why no pack can be written.
public struct PackError: Error, Hashable, CustomStringConvertible {
  /// What is wrong: lower case, no full stop.
  public let message: String
  /// What to do about it; starts with a verb.
  public let fix: String

  /// `message`, mended by `fix`.
  public init(message: String, fix: String) {
    self.message = message
    self.fix = fix
  }

  /// Both, on one line.
  public var description: String { "\(message); \(fix)" }
}

extension PackError {
  /// Documents or evidence without a classification the program knows: nobody could say who may read them.
  static func unknownClassification(_ locations: [Location]) -> PackError {
    PackError(
      message: "the classification is missing or unknown in \(list(locations)), so nobody can say who may read it",
      fix: "write `classification:` with `public`, `internal`, `confidential` or `restricted`")
  }

  /// What the pack would include holds a secret or personal data.
  static func sensitive(_ findings: [Diagnostic]) -> PackError {
    let shown = findings.prefix(10).map(\.message).joined(separator: "; ")
    return PackError(
      message: findings.count > 10 ? shown + "; and \(findings.count - 10) more" : shown,
      fix: "\(findings.first?.rule.fix ?? "remove it"), or accept \(findings.first?.rule.code ?? "it") by a deviation")
  }

  /// The history lacks commits, and nobody allowed a pack without them.
  static let incompleteHistory = PackError(
    message: "the history is incomplete, so approvals and changes cannot be judged",
    fix: "run `git fetch --unshallow`, or build with --allow-incomplete-history")

  /// A fault of the program: a template that does not fit its page.
  static func template(_ reason: String) -> PackError {
    PackError(message: "a page could not be rendered: \(reason)", fix: "report it: this is a fault of auditpack")
  }

  private static func list(_ locations: [Location]) -> String {
    let shown = locations.prefix(10).map { "`\($0.path)`" }.joined(separator: ", ")
    return locations.count > 10 ? shown + " and \(locations.count - 10) more" : shown
  }
}
