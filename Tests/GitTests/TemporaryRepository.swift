import Foundation
import Source

@testable import Git

/// A folder with a git repository for one test, removed with it. git runs with nobody's configuration and fixed dates.
final class TemporaryRepository {
  let top: URL
  let home: URL
  /// The repository, as a path.
  var path: String { top.path }
  private let folder: URL

  /// An empty repository, or an empty folder if `initialise` is false.
  init(_ options: [String] = [], initialise: Bool = true) throws {
    let name = "auditpack-git-\(UUID().uuidString)"
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appendingPathComponent(name)
    top = folder.appendingPathComponent("repository")
    home = folder.appendingPathComponent("home")
    try FileManager.default.createDirectory(at: top, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    if initialise { try git(["init", "--quiet", "--initial-branch=main"] + options) }
  }

  deinit {
    _ = try? run("/bin/chmod", ["-R", "u+rwX", folder.path], in: folder, input: nil, environment: [:])
    try? FileManager.default.removeItem(at: folder)
  }

  /// A sibling of the repository.
  func sibling(_ name: String) -> URL { folder.appendingPathComponent(name) }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs git in the repository; throws if it fails.
  @discardableResult
  func git(
    _ arguments: [String], in folder: URL? = nil, input: [UInt8]? = nil, environment: [String: String] = [:]
  ) throws -> [UInt8] {
    try run("/usr/bin/env", ["git"] + arguments, in: folder ?? top, input: input, environment: environment)
  }

  /// Runs git and gives its output without white space at the ends.
  func line(_ arguments: String..., in folder: URL? = nil) throws -> String {
    String(decoding: try git(arguments, in: folder), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Runs a program and gives its output; throws if it fails.
  @discardableResult
  func run(
    _ program: String, _ arguments: [String], in folder: URL? = nil, input: [UInt8]? = nil,
    environment: [String: String] = [:]
  ) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? top
    let base = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ana Author", "GIT_AUTHOR_EMAIL": "ana@example.com",
      "GIT_COMMITTER_NAME": "Cor Committer", "GIT_COMMITTER_EMAIL": "cor@example.com",
      "GIT_AUTHOR_DATE": "1767225600 +0100", "GIT_COMMITTER_DATE": "1767312000 +0100", "LC_ALL": "C",
      "GIT_NO_REPLACE_OBJECTS": "1", "GIT_ALLOW_PROTOCOL": "file",
    ]
    process.environment = base.merging(environment) { $1 }
    // Files rather than pipes, which can fill up and block.
    let inputFile = self.folder.appendingPathComponent("in-\(UUID().uuidString)")
    let outputFile = self.folder.appendingPathComponent("out-\(UUID().uuidString)")
    let errorFile = self.folder.appendingPathComponent("err-\(UUID().uuidString)")
    try Data(input ?? []).write(to: inputFile)
    try Data().write(to: outputFile)
    try Data().write(to: errorFile)
    defer { for file in [inputFile, outputFile, errorFile] { try? FileManager.default.removeItem(at: file) } }
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    let errors = String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(arguments.joined(separator: " ")): \(errors)")
    }
    return Array(try Data(contentsOf: outputFile))
  }

  func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

  func write(_ path: String, _ bytes: [UInt8]) throws {
    let file = top.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(at: top.appendingPathComponent(path)) }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: top.appendingPathComponent(path).path, withDestinationPath: target)
  }

  /// Adds everything and commits it.
  @discardableResult
  func commit(_ message: String = "A commit", environment: [String: String] = [:]) throws -> ObjectID {
    try git(["add", "--all"])
    try git(["commit", "--quiet", "--allow-empty", "--message", message], environment: environment)
    return try head()
  }

  func head() throws -> ObjectID { try id("HEAD") }

  func id(_ revision: String) throws -> ObjectID {
    let text = try line("rev-parse", "--verify", revision)
    guard let id = ObjectID(hex: text) else { throw Failure(description: "not an id: \(text)") }
    return id
  }

  /// The repository as the program opens it, with no variable of the process that runs the test.
  func open(_ environment: [String: String] = [:]) throws -> Repository {
    try Repository.open(at: path, environment: environment)
  }

  /// The path of a loose object's file.
  func objectFile(_ id: ObjectID) -> URL {
    top.appendingPathComponent(".git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))")
  }

  func removeObject(_ id: ObjectID) throws { try FileManager.default.removeItem(at: objectFile(id)) }
}

/// The failure that `body` ends in; nil if it does not.
func failure(_ body: () throws(GitError) -> Void) -> GitError? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}

extension Snapshot {
  /// The paths alone.
  var paths: [String] { files.map(\.path) }

  func file(_ path: String) -> File? { files.first { $0.path == path } }
}

extension Repository {
  /// The content of a file of a snapshot, as text.
  func text(_ path: String, in snapshot: Snapshot) throws -> String {
    guard let file = snapshot.file(path) else { throw TemporaryRepository.Failure(description: "no \(path)") }
    return String(decoding: try contents(of: file.blob, limit: 1 << 20), as: UTF8.self)
  }
}
