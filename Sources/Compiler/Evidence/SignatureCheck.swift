import ISMS
import Source

/// The signature of a commit or tag that an approval rests on, and what its check came to.
public struct ApprovalSignature: Hashable, Sendable {
  /// What carries it.
  public enum Carrier: Hashable, Sendable {
    /// A commit, by position in `History.commits`.
    case commit(Int)
    /// A tag, by name.
    case tag(String)
  }

  /// What the check came to.
  public enum Verdict: Hashable, Sendable {
    /// Good, by a key listed for these people.
    case good(by: [String])
    /// By a key listed for these people, and it counts no longer; the text says why.
    case lapsed(by: [String], String)
    /// It does not fit what was signed.
    case bad
    /// No listed key made it.
    case unknownKey
    /// It cannot be checked; the text says why.
    case unchecked(String)

    /// Behind "the signature": `is good, by a key of ceo`.
    public var words: String {
      switch self {
      case .good(let people): "is good, by a key of \(people.joined(separator: ", "))"
      case .lapsed(let people, let reason):
        "is by a key of \(people.joined(separator: ", ")), and counts no longer: \(reason)"
      case .bad: "is bad: it does not fit what was signed"
      case .unknownKey: "is by a key that the people register does not list"
      case .unchecked(let reason): "cannot be checked: \(reason)"
      }
    }
  }

  /// What carries it.
  public let carrier: Carrier
  /// What the check came to.
  public let verdict: Verdict

  /// `commit 4f1c2e9` or `tag isms-2026.1`.
  public func name(in history: History) -> String {
    switch carrier {
    case .commit(let position): "commit \(history.commits[position].id.short)"
    case .tag(let name): "tag \(name)"
    }
  }
}

/// Checks the signatures of commits and tags against the keys in the people register, each once.
final class SignatureCheck {
  /// More than this is no key of one person, in bytes.
  private static let largestKey = 256 * 1024

  private let reader: (any SignatureReader)?
  private let openPGP: (any OpenPGPVerifier)?
  private let asOf: CalendarDate
  private var sshKeys: [SSHPublicKey] = []
  private var sshOwners: [String] = []
  private var openPGPKeys: [[UInt8]] = []
  private var openPGPOwners: [String] = []
  /// Why a listed key cannot be used.
  private var unusable: String?
  private var known: [ObjectID: ApprovalSignature.Verdict] = [:]
  private var knownTags: [String: ApprovalSignature.Verdict] = [:]

  /// - Parameters:
  ///   - reader: gives the signatures; without one nothing can be checked.
  ///   - openPGP: checks OpenPGP signatures; without one they cannot be checked.
  init(
    isms: ISMS, contents: any ContentReader, reader: (any SignatureReader)?, openPGP: (any OpenPGPVerifier)?,
    asOf: CalendarDate
  ) {
    self.reader = reader
    self.openPGP = openPGP
    self.asOf = asOf
    for person in isms.people {
      for line in person.signingKeys { add(line, of: person, isms, contents) }
    }
  }

  /// A key in the register: a line as OpenSSH writes it, an armoured OpenPGP key, or the path of a file with one.
  private func add(_ line: String, of person: Person, _ isms: ISMS, _ contents: any ContentReader) {
    if let key = SSHPublicKey(line: line) {
      sshKeys.append(key)
      sshOwners.append(person.id)
    } else if line.hasPrefix("-----BEGIN PGP PUBLIC KEY BLOCK-----") {
      openPGPKeys.append(Array(line.utf8) + [0x0A])
      openPGPOwners.append(person.id)
    } else {
      let folder = Paths.folder(of: person.record.location.path)
      if line.hasSuffix(".asc"), let file = Paths.resolve(line, in: folder).flatMap({ isms.files[$0] }),
        file.kind == .file,
        let bytes = try? contents.contents(of: file.blob, limit: Self.largestKey)
      {
        openPGPKeys.append(bytes)
        openPGPOwners.append(person.id)
      } else {
        unusable = "the signing key of `\(person.id)` is neither a key nor a file with one"
      }
    }
  }

  /// What the check of a signed commit comes to.
  func verdict(on commit: History.Commit) -> ApprovalSignature.Verdict {
    if let known = known[commit.id] { return known }
    let verdict = verdict(on: try? reader?.signature(ofCommit: commit.id))
    known[commit.id] = verdict
    return verdict
  }

  /// What the check of a signed tag comes to.
  func verdict(on tag: History.Tag) -> ApprovalSignature.Verdict {
    if let known = knownTags[tag.name] { return known }
    let verdict = verdict(on: try? reader?.signature(ofTag: tag.name))
    knownTags[tag.name] = verdict
    return verdict
  }

  /// The bytes of a commit; nil if they cannot be had.
  func object(of commit: History.Commit) -> [UInt8]? { try? reader?.object(ofCommit: commit.id) }

  private func verdict(on signed: SignedText?) -> ApprovalSignature.Verdict {
    guard let signed else { return .unchecked("it cannot be read") }
    if let signature = SSHSignature(armoured: signed.signature) {
      return named(signature.verdict(over: signed.text, keys: sshKeys), sshOwners)
    }
    let text = String(decoding: signed.signature.prefix(64), as: UTF8.self)
    guard text.hasPrefix("-----BEGIN PGP ") else {
      return .unchecked(
        text.hasPrefix("-----BEGIN SIGNED MESSAGE") ? "X.509 signatures are not checked" : "its format is not known")
    }
    guard !openPGPKeys.isEmpty else { return named(.unknownKey, []) }
    guard let openPGP else { return .unchecked("nothing that checks OpenPGP signatures is at hand") }
    return named(openPGP.verdict(on: signed, keys: openPGPKeys, asOf: asOf), openPGPOwners)
  }

  private func named(_ verdict: SignatureVerdict, _ owners: [String]) -> ApprovalSignature.Verdict {
    func people(_ keys: [Int]) -> [String] { keys.map { owners[$0] } }
    return switch verdict {
    case .good(let keys): .good(by: people(keys))
    case .lapsed(let keys, let reason): .lapsed(by: people(keys), reason)
    case .bad: .bad
    case .unknownKey: unusable.map { .unchecked($0) } ?? .unknownKey
    case .unchecked(let reason): .unchecked(reason)
    }
  }
}
