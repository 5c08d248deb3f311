import Foundation
import Testing

/// The hook in real commits.
@Suite struct HookTests {
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    return sandbox
  }

  private func commit(_ sandbox: Sandbox, _ arguments: String..., in below: String = "isms") throws -> Run {
    let binary = URL(fileURLWithPath: Run.binary).deletingLastPathComponent().path
    let path = binary + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    return try Run.program(
      "/usr/bin/env", ["git", "commit", "-q", "-m", "Change"] + arguments, in: sandbox.folder.appending(path: below),
      environment: ["PATH": path])
  }

  private let mistake = Sample.policy(more: "aproved_by: cto")
  private let good = Sample.policy(more: "reviewed_on: 2026-03-02")

  @Test func aCommitWithANewFindingIsStopped() throws {
    let sandbox = try sandbox()
    let install = try sandbox.auditpack("hook", "install", in: "isms")
    #expect(install.status == 0 && install.output.contains("pre-commit"), "\(install.errors)")
    try sandbox.write(mistake, to: "isms/policies/access.md")
    let stopped = try commit(sandbox, "-a")
    #expect(stopped.status != 0 && stopped.errors.contains("aproved_by"), "\(stopped.output)\(stopped.errors)")
    // `commit -a` and `commit FILE` use an index of their own; the one of the repository holds the old text.
    let file = try commit(sandbox, "policies/access.md")
    #expect(file.status != 0 && file.errors.contains("aproved_by"))
    try sandbox.write(good, to: "isms/policies/access.md")
    let made = try commit(sandbox, "-a")
    #expect(made.status == 0, "\(made.output)\(made.errors)")
    #expect(try commit(sandbox, "--amend").status == 0)
  }

  @Test func onlyTheStagedPartCounts() throws {
    let sandbox = try sandbox()
    _ = try sandbox.auditpack("hook", "install", in: "isms")
    try sandbox.write(good, to: "isms/policies/access.md")
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.write(mistake, to: "isms/policies/access.md")
    #expect(try commit(sandbox).status == 0)
  }

  @Test func anEarlierHookRunsFirstAndComesBack() throws {
    let sandbox = try sandbox()
    let hook = "isms/.git/hooks/pre-commit"
    let earlier = "#!/bin/sh\necho earlier >> \"$(git rev-parse --show-toplevel)/../ran\"\ntest ! -e ../stop\n"
    try sandbox.write(earlier, to: hook)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: sandbox.folder.appending(path: hook).path)
    let install = try sandbox.auditpack("hook", "install", in: "isms")
    #expect(install.output.contains("runs first"))
    // Twice is once.
    #expect(try sandbox.auditpack("hook", "install", in: "isms").status == 0)
    try sandbox.write(good, to: "isms/policies/access.md")
    #expect(try commit(sandbox, "-a").status == 0)
    #expect(try sandbox.read("ran") == "earlier\n")
    try sandbox.write("", to: "stop")
    try sandbox.write(Sample.policy(), to: "isms/policies/access.md")
    #expect(try commit(sandbox, "-a").status != 0)
    let uninstall = try sandbox.auditpack("hook", "uninstall", in: "isms")
    #expect(uninstall.output.contains("the earlier hook again"))
    #expect(try sandbox.read(hook) == earlier)
    #expect(!sandbox.exists("isms/.git/hooks/pre-commit.before-auditpack"))
  }

  @Test func hooksPathAndLinkedWorkingTreesAreRespected() throws {
    let sandbox = try sandbox()
    try sandbox.git("config", "core.hooksPath", "tools/hooks", in: "isms")
    #expect(try sandbox.auditpack("hook", "install", in: "isms").status == 0)
    #expect(sandbox.exists("isms/tools/hooks/pre-commit"))
    _ = try sandbox.auditpack("hook", "uninstall", in: "isms")
    #expect(!sandbox.exists("isms/tools/hooks/pre-commit"))
    try sandbox.git("config", "--unset", "core.hooksPath", in: "isms")
    try sandbox.git("worktree", "add", "-q", "../linked", "-b", "linked", in: "isms")
    #expect(try sandbox.auditpack("hook", "install", in: "linked").status == 0)
    #expect(sandbox.exists("isms/.git/hooks/pre-commit"))
    try sandbox.write(mistake, to: "linked/policies/access.md")
    #expect(try commit(sandbox, "-a", in: "linked").status != 0)
  }

  @Test func huskyAndLefthookKeepTheirFiles() throws {
    let sandbox = try sandbox()
    try sandbox.git("config", "core.hooksPath", ".husky/_", in: "isms")
    try sandbox.write("npm test\n", to: "isms/.husky/pre-commit")
    _ = try sandbox.auditpack("hook", "install", in: "isms")
    #expect(try sandbox.read("isms/.husky/pre-commit").hasPrefix("npm test\n# >>> auditpack\n"))
    _ = try sandbox.auditpack("hook", "uninstall", in: "isms")
    #expect(try sandbox.read("isms/.husky/pre-commit") == "npm test\n")
    try sandbox.git("config", "--unset", "core.hooksPath", in: "isms")
    try sandbox.write("pre-commit:\n  parallel: true\n", to: "isms/lefthook.yml")
    let install = try sandbox.auditpack("hook", "install", in: "isms")
    #expect(install.output.contains("auditpack.sh") && sandbox.exists("isms/.lefthook/pre-commit/auditpack.sh"))
    #expect(try sandbox.read("isms/lefthook.yml") == "pre-commit:\n  parallel: true\n")
  }

  @Test func thePreCommitFrameworkRunsTheHook() throws {
    let sandbox = try sandbox()
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let hooks = try String(contentsOf: package.appending(path: ".pre-commit-hooks.yaml"), encoding: .utf8)
    #expect(hooks.contains("entry: auditpack check --staged --new-only") && hooks.contains("pass_filenames: false"))
    guard let version = try? Run.program("/usr/bin/env", ["pre-commit", "--version"], in: sandbox.folder),
      version.status == 0
    else { return }
    try sandbox.git("init", "-q", "-b", "main", "hooks")
    try sandbox.write(hooks, to: "hooks/.pre-commit-hooks.yaml")
    try sandbox.git("add", "-A", in: "hooks")
    try sandbox.git("commit", "-q", "-m", "Hooks", in: "hooks")
    try sandbox.git("tag", "v1", in: "hooks")
    try sandbox.write(
      "repos:\n  - repo: \(sandbox.folder.appending(path: "hooks").path)\n    rev: v1\n    hooks:\n      - id: auditpack\n",
      to: "isms/.pre-commit-config.yaml")
    try sandbox.git("add", "-A", in: "isms")
    let install = try Run.program(
      "/usr/bin/env", ["pre-commit", "install"], in: sandbox.folder.appending(path: "isms"))
    #expect(install.status == 0, "\(install.output)\(install.errors)")
    try sandbox.write(mistake, to: "isms/policies/access.md")
    try sandbox.git("add", "-A", in: "isms")
    let stopped = try commit(sandbox)
    #expect(stopped.status != 0 && (stopped.output + stopped.errors).contains("aproved_by"))
    try sandbox.write(good, to: "isms/policies/access.md")
    try sandbox.git("add", "-A", in: "isms")
    let made = try commit(sandbox)
    #expect(made.status == 0, "\(made.output)\(made.errors)")
  }
}
