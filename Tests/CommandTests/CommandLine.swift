import Foundation
import Testing

/// Runs the built program, and git, in temporary folders.
struct Run {
  let output: String
  let errors: String
  let status: Int32

  /// The folder in which the package manager puts what it builds.
  private static let products: URL = {
    let test = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    return (test ?? URL(fileURLWithPath: CommandLine.arguments[0])).deletingLastPathComponent()
  }()

  static let binary = products.appending(path: "auditpack").path

  /// Runs a program to its end.
  static func program(
    _ path: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path]
    variables["GIT_CONFIG_NOSYSTEM"] = "1"
    variables["GIT_AUTHOR_NAME"] = "Ana Ruiz"
    variables["GIT_AUTHOR_EMAIL"] = "ana@example.com"
    variables["GIT_COMMITTER_NAME"] = "Ana Ruiz"
    variables["GIT_COMMITTER_EMAIL"] = "ana@example.com"
    variables["GIT_AUTHOR_DATE"] = "2026-03-02T10:00:00+0100"
    variables["GIT_COMMITTER_DATE"] = "2026-03-02T10:00:00+0100"
    process.environment = variables.merging(environment) { $1 }
    // Not in the folder, where `git add` would see them.
    let elsewhere = FileManager.default.temporaryDirectory
    let output = elsewhere.appending(path: "auditpack-output-\(UUID().uuidString)")
    let errors = elsewhere.appending(path: "auditpack-errors-\(UUID().uuidString)")
    defer {
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: errors)
    }
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Run(
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self), status: process.terminationStatus)
  }
}

/// A temporary folder that goes away with the test.
final class Sandbox {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "auditpack-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func auditpack(_ arguments: String..., in below: String = "", environment: [String: String] = [:]) throws -> Run {
    try Run.program(Run.binary, arguments, in: folder.appending(path: below), environment: environment)
  }

  @discardableResult
  func git(_ arguments: String..., in below: String = "", environment: [String: String] = [:]) throws -> Run {
    let run = try Run.program(
      "/usr/bin/env", ["git"] + arguments, in: folder.appending(path: below), environment: environment)
    #expect(run.status == 0, "git \(arguments.joined(separator: " ")): \(run.errors)")
    return run
  }

  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  func write(_ data: Data, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func read(_ path: String) throws -> String { try String(contentsOf: folder.appending(path: path), encoding: .utf8) }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: path).path) }

  /// A repository with one policy and the people it names, committed.
  func makeRepository(_ name: String = "isms") throws {
    try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    try git("init", "-q", "-b", "main", in: name)
    try write(Sample.people, to: "\(name)/registers/people.md")
    try write(Sample.policy(), to: "\(name)/policies/access.md")
    try git("add", "-A", in: name)
    try git("commit", "-q", "-m", "First policy", in: name)
  }
}

/// Texts of a small ISMS.
enum Sample {
  static let people = """
    ---
    id: PEOPLE
    type: register
    register: people
    title: Roles and people
    version: "1.0"
    status: approved
    owner: ceo
    approved_by: ceo
    approved_on: 2026-03-02
    classification: internal
    clauses: [5.3]
    ---

    | id  | role            | name     | emails          |
    |-----|-----------------|----------|-----------------|
    | ceo | Chief executive | Ana Ruiz | ana@example.com |
    | cto | Chief engineer  | Bo Lind  | bo@example.com  |

    """

  static func policy(id: String = "POL-01", title: String = "Access control policy", more: String = "") -> String {
    """
    ---
    id: \(id)
    type: policy
    title: \(title)
    version: "1.0"
    status: approved
    owner: cto
    approved_by: ceo
    approved_on: 2026-03-02
    review_every: 12 months
    classification: internal
    controls: [A.5.15, A.5.18]
    \(more.isEmpty ? "" : more + "\n")---

    # Access control

    Access ends on the last working day, as A.5.18 asks.

    """
  }
}
