import Compiler
import FoundationEssentials
import ISMS
import Source

/// What a pack consists of: collects name, size and hash of every file as it is written, and becomes `manifest.json`
/// and `SHA256SUMS`. No file is kept.
public struct Manifest {
  /// Path of the checksums, in the format of `sha256sum`.
  public static let checksumsPath = "SHA256SUMS"
  /// Path of the manifest.
  public static let path = "manifest.json"

  /// One file of the pack.
  struct Entry: Encodable {
    let path: String
    let sha256: String
    let size: Int
  }

  /// The approval of a document when this pack was made. A later pack can notice that history was rewritten since.
  struct RecordedApproval: Encodable {
    let version: String?
    let commit: String?
    let level: Int
  }

  private struct Content: Encodable {
    let schemaVersion = 1
    let tool: Tool
    let origin: String
    let commit: String?
    let tree: String?
    let audience: String
    let draft: Bool
    let asOf: String
    let historyComplete: Bool
    let approvals: [String: RecordedApproval]
    let files: [Entry]
  }

  private let compiled: CompiledState
  private let options: PackOptions
  private let approvals: [String: RecordedApproval]
  private var entries: [Entry] = []

  /// The manifest of a pack that nothing was written to yet.
  init(_ compilation: Compilation, options: PackOptions, disclosure: Disclosure) {
    compiled = CompiledState(compilation)
    self.options = options
    var approvals: [String: RecordedApproval] = [:]
    for document in compilation.isms.documents where !document.id.isEmpty && disclosure.names(document) {
      guard let approval = compilation.documentHistories[document.id]?.approval else { continue }
      approvals[document.id] = RecordedApproval(
        version: document.version, commit: approval.claimCommit.map { compilation.history.commits[$0].id.hex },
        level: approval.level.rawValue)
    }
    self.approvals = approvals
  }

  /// The files a manifest lists, with their SHA-256; nil if the bytes are no manifest of this program.
  public static func recordedFiles(in bytes: [UInt8]) -> [String: String]? {
    struct Listing: Decodable {
      struct Tool: Decodable { let name: String }
      struct File: Decodable {
        let path: String
        let sha256: String
      }
      let tool: Tool
      let files: [File]
    }
    guard let listing = try? JSONDecoder().decode(Listing.self, from: Data(bytes)), listing.tool.name == "auditpack"
    else { return nil }
    return Dictionary(listing.files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a manifest says about the state its pack was made from; nil if the bytes are no manifest of this program, or the
  /// pack was not made from a commit.
  public static func earlierPack(in bytes: [UInt8]) -> EarlierPack? {
    struct Recorded: Decodable {
      struct Tool: Decodable { let name: String }
      struct Approval: Decodable { let commit: String? }
      let tool: Tool
      let commit: String?
      let asOf: String
      let approvals: [String: Approval]?
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let recorded = try? decoder.decode(Recorded.self, from: Data(bytes)), recorded.tool.name == "auditpack",
      let commit = recorded.commit.flatMap({ ObjectID(hex: $0) })
    else { return nil }
    let approvals = (recorded.approvals ?? [:]).compactMapValues { $0.commit.flatMap { ObjectID(hex: $0) } }
    return EarlierPack(commit: commit, asOf: CalendarDate(recorded.asOf)?.description ?? "?", approvals: approvals)
  }

  /// SHA-256 as the manifest states it.
  public static func digest(of bytes: [UInt8]) -> String { sha256(bytes) }

  /// Notes a file that was written.
  public mutating func add(_ file: OutputFile) { add(file, sha256: Pack.sha256(file.bytes)) }

  /// Notes a file whose digest is known.
  mutating func add(_ file: OutputFile, sha256: String) {
    entries.append(Entry(path: file.path, sha256: sha256, size: file.bytes.count))
  }

  /// `manifest.json`, then `SHA256SUMS`, which covers it and every file that was added. They are the last of a pack.
  public func files() throws -> [OutputFile] {
    let sorted = entries.sorted { comesFirst($0.path, $1.path) }
    let manifest = try JSON.file(
      Self.path,
      Content(
        tool: Tool(version: options.toolVersion), origin: compiled.origin, commit: compiled.commit,
        tree: compiled.tree, audience: options.audience.rawValue, draft: options.isDraft, asOf: compiled.asOf,
        historyComplete: compiled.historyComplete, approvals: approvals, files: sorted))
    var all = self
    all.add(manifest)
    let lines = all.entries.sorted { comesFirst($0.path, $1.path) }.map(Self.line)
    return [manifest, OutputFile(path: Self.checksumsPath, text: lines.joined())]
  }

  /// A line as `sha256sum` writes it: a name with a backslash or a line end is escaped, and the line begins with `\`.
  private static func line(_ entry: Entry) -> String {
    let name = entry.path.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\r", with: "\\r")
    return "\(name == entry.path ? "" : "\\")\(entry.sha256)  \(name)\n"
  }
}

/// The program that made an export.
struct Tool: Encodable {
  let name = "auditpack"
  let version: String
}

/// Which state an export describes.
struct CompiledState: Encodable {
  let origin: String
  let commit: String?
  let tree: String?
  let committedOn: String?
  let asOf: String
  let historyComplete: Bool
  /// Why the history is incomplete.
  let historyLacks: [String]

  init(_ compilation: Compilation) {
    switch compilation.snapshot.origin {
    case .commit(let id): (origin, commit) = ("commit", id.hex)
    case .index: (origin, commit) = ("index", nil)
    case .workingTree: (origin, commit) = ("working_tree", nil)
    }
    tree = compilation.snapshot.tree?.hex
    committedOn = compilation.snapshot.committedOn?.description
    asOf = compilation.asOf.description
    historyComplete = compilation.history.isComplete
    historyLacks = compilation.history.incompleteness.map { reason in
      switch reason {
      case .shallow: "shallow"
      case .partial: "partial"
      case .notRead: "not_read"
      }
    }
  }
}
