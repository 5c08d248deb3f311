import Foundation

/// Makes the git repository.
enum Repository {
  /// The file inside `.git` by which a repository of ours is known, so that only that is replaced.
  private static let marker = "auditpack-sample"

  /// Writes the chronicle into a new repository at the path and checks out `main`.
  ///
  /// A repository that was made here before is replaced; anything else there is left alone.
  /// - Throws: `StoryError` when something else lies there, or git fails.
  static func create(_ chronicle: Chronicle, at path: String) throws {
    let manager = FileManager.default
    let folder = URL(fileURLWithPath: path, isDirectory: true)
    let git = folder.appendingPathComponent(".git", isDirectory: true)
    if manager.fileExists(atPath: folder.path) {
      let isEmpty = try manager.contentsOfDirectory(atPath: folder.path).isEmpty
      let isOurs = manager.fileExists(atPath: git.appendingPathComponent(marker).path)
      guard isEmpty || isOurs else {
        throw StoryError(nil, "\(path) exists and is not a sample repository; remove it or name another folder")
      }
      try manager.removeItem(at: folder)
    }
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)

    let stream = folder.appendingPathComponent("stream")
    try Data(FastImport.stream(chronicle)).write(to: stream)
    // No template, so that no hook of the user runs.
    try run(["init", "-q", "--template=", "--object-format=sha1", "-b", "main", "."], in: folder)
    try manager.createDirectory(at: git.appendingPathComponent("info"), withIntermediateDirectories: true)
    try run(["fast-import", "--quiet"], in: folder, input: stream)
    try manager.removeItem(at: stream)
    try run(["reset", "-q", "--hard", "main"], in: folder)
    try Data("Made from sample-isms by SampleHistory.\n".utf8).write(to: git.appendingPathComponent(marker))
  }

  private static func run(_ arguments: [String], in folder: URL, input: URL? = nil) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null"] + arguments
    process.currentDirectoryURL = folder
    // Neither the user's settings nor a repository around us have a say.
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    environment["HOME"] = folder.path
    environment["XDG_CONFIG_HOME"] = folder.path
    process.environment = environment
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    if let input {
      process.standardInput = try FileHandle(forReadingFrom: input)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    do {
      try process.run()
    } catch {
      throw StoryError(nil, "git could not be started: \(error.localizedDescription)")
    }
    // A signal may interrupt the reading; then the reason is lost, and not the program.
    let text = (try? errors.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw StoryError(nil, "git \(arguments[0]) failed: \(String(decoding: text, as: UTF8.self))")
    }
  }
}
