import Foundation
import Testing

/// What docs/ci.md tells people to write works: the YAML is YAML, the history is whole, and every command runs.
@Suite struct ContinuousIntegrationTests {
  private static let page: String = {
    let file = URL(fileURLWithPath: #filePath).appending(path: "../../../docs/ci.md").standardizedFileURL
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  private static func blocks(_ language: String) -> [String] {
    page.components(separatedBy: "\n```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0] + "\n"
    }
  }

  /// Every command line of the page that calls the program, without redirections.
  static let commands: [String] = (blocks("yaml") + blocks("sh")).flatMap { $0.split(separator: "\n") }.compactMap {
    line in
    guard let start = line.range(of: "auditpack ") else { return nil }
    let before = line[..<start.lowerBound].trimmingCharacters(in: CharacterSet(charactersIn: " -"))
    guard before.isEmpty || before == "run:" else { return nil }
    return line[start.lowerBound...].components(separatedBy: " >> ")[0]
  }

  @Test func commandsAreFound() {
    #expect(Self.commands.count >= 9, "\(Self.commands)")
    #expect(Self.blocks("yaml").count { $0.contains("fetch-depth: 0") || $0.contains("GIT_DEPTH: \"0\"") } == 2)
  }

  @Test(arguments: commands)
  func aCommandOfThePageRuns(command: String) throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.git("update-ref", "refs/remotes/origin/main", "HEAD", in: "isms")
    let arguments = command.split(separator: " ").dropFirst().map(String.init)
    let run = try Run.program(Run.binary, arguments, in: sandbox.folder.appending(path: "isms"))
    // The small repository has findings, so 1 is an answer; what must not come is a usage or a compile error.
    #expect(run.status == 0 || run.status == 1, "\(command): \(run.errors)")
    if let index = arguments.firstIndex(of: "--output") { #expect(sandbox.exists("isms/" + arguments[index + 1])) }
  }

  @Test func theYAMLIsYAML() throws {
    let sandbox = try Sandbox()
    for (number, block) in Self.blocks("yaml").enumerated() {
      try sandbox.write(block, to: "\(number).yaml")
      let program = "import sys, yaml; value = yaml.safe_load(open(sys.argv[1])); assert isinstance(value, dict)"
      let run = try Run.program("/usr/bin/env", ["python3", "-c", program, "\(number).yaml"], in: sandbox.folder)
      guard run.status != 127, !run.errors.contains("No module named") else { return }
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  @Test func aShallowCloneJudgesNothingAndBuildsNothing() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write(Sample.policy(more: "reviewed_on: 2026-03-02"), to: "isms/policies/access.md")
    try sandbox.git("commit", "-q", "-a", "-m", "Second", in: "isms")
    try sandbox.git("clone", "-q", "--depth", "1", "file://\(sandbox.folder.path)/isms", "clone")
    let check = try sandbox.auditpack("check", "--rev", "HEAD", "--format", "concise", in: "clone")
    #expect(check.output.contains("[GIT-04]"))
    #expect(try sandbox.auditpack("build", "--rev", "HEAD", "-o", "../pack", in: "clone").status == 2)
    let forced = try sandbox.auditpack(
      "build", "--rev", "HEAD", "-o", "../pack", "--allow-incomplete-history", in: "clone")
    #expect(forced.status == 0, "\(forced.errors)")
  }
}
