import Foundation
import TestSupport
import Testing

@testable import SampleHistory

/// Runs git, and gives its output.
private func git(_ arguments: [String], in folder: URL) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["git"] + arguments
  process.currentDirectoryURL = folder
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let data = readAll(output.fileHandleForReading.fileDescriptor)
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
  return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
}

private func withFolder(_ body: (URL) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sample-history-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder)
}

@Suite struct RepositoryTests {
  private let story = """
    person ana Ana Ruiz <ana@example.org>
    commit 2025-04-22 09:30 +0200 ana
    | Begin
    add a.md
    commit 2025-04-23 09:30 +0200 ana on more
    | Say more
    change a.md
    < one
    > two
    merge more 2025-04-24 09:30 +0200 ana
    | Merge more
    tag done 2025-04-24 10:00 +0200 ana
    | Done
    """

  private func chronicle() throws -> Chronicle {
    try Chronicle(
      entries: StoryParser.parse([(name: "a.story", text: story)]), final: ["a.md": Array("two\r\nthree\n".utf8)])
  }

  @Test func gitGivesTheSameIdsEverywhere() throws {
    try withFolder { folder in
      let repository = folder.appendingPathComponent("sample")
      try Repository.create(chronicle(), at: repository.path)
      #expect(try git(["rev-parse", "main"], in: repository) == "a24ccab6622caf722de4d2b4ac487caf82f48322")
      #expect(try git(["status", "--porcelain"], in: repository).isEmpty)
      #expect(
        try git(["for-each-ref", "--format=%(refname) %(objecttype)"], in: repository)
          == "refs/heads/main commit\nrefs/tags/done tag")
      #expect(try git(["log", "--format=%s|%P", "-1"], in: repository).split(separator: " ").count == 3)
      #expect(try git(["show", "main~1:a.md"], in: repository).hasPrefix("one"))
      #expect(try Array(Data(contentsOf: repository.appendingPathComponent("a.md"))) == Array("two\r\nthree\n".utf8))

      // A second run replaces the first.
      try Repository.create(chronicle(), at: repository.path)
      #expect(try git(["fsck", "--strict"], in: repository).isEmpty)
    }
  }

  @Test func anotherFolderIsLeftAlone() throws {
    try withFolder { folder in
      try Data("mine".utf8).write(to: folder.appendingPathComponent("mine.txt"))
      #expect(throws: StoryError.self) { try Repository.create(chronicle(), at: folder.path) }
      #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("mine.txt").path))
    }
  }
}
