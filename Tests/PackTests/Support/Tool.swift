import Foundation
import TestSupport

/// Programs of the machine that check what the pack holds.
enum Tool {
  /// Runs a program; nil if the machine lacks it.
  static func run(
    _ name: String, _ arguments: [String], in folder: URL? = nil
  ) throws -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = readAll(pipe.fileHandleForReading.fileDescriptor)
    process.waitUntilExit()
    // What `env` says of a program it cannot find.
    return process.terminationStatus == 127
      ? nil : (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Whether Python with jsonschema is there.
  static let hasJSONSchema = (try? run("python3", ["-c", "import jsonschema"]))??.status == 0

  /// What a JSON Schema validator finds in `instance`, one line each; empty if it is valid.
  static func violations(of schema: URL, in instance: [UInt8]) throws -> String {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "instance.json")
    try Data(instance).write(to: file)
    let program = """
      import json, sys
      from jsonschema import validators
      schema = json.load(open(sys.argv[1]))
      validator = validators.validator_for(schema)
      validator.check_schema(schema)
      for error in validator(schema).iter_errors(json.load(open(sys.argv[2]))):
          print("/".join(str(part) for part in error.absolute_path), error.message[:300])
      """
    guard let result = try run("python3", ["-W", "ignore", "-c", program, schema.path, file.path]) else {
      return "python3 is not there"
    }
    return result.output
  }

  /// A new folder of its own.
  static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "auditpack-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// The root of the package.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the conformance suites; nil if it is absent.
  static let suites: URL? = {
    let named = ProcessInfo.processInfo.environment["AUDITPACK_SUITES"].map { URL(fileURLWithPath: $0) }
    let folder = named ?? package.deletingLastPathComponent().appending(path: "shared/suites")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}
