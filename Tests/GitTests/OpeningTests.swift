import Foundation
import Source
import Testing

@testable import Git

@Suite struct OpeningTests {
  @Test func findsTheRepositoryFromAFolderBelow() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("policies/access/control.md", "x")
    try temporary.commit()
    let repository = try Repository.open(at: temporary.path + "/policies/access", environment: [:])
    #expect(repository.workingFolder == temporary.path)
    #expect(repository.gitFolder == temporary.path + "/.git")
    #expect(!repository.isBare && !repository.isShallow && !repository.isEmpty && !repository.isPartial)
    let fromFile = try Repository.open(at: temporary.path + "/policies/access/control.md", environment: [:])
    #expect(fromFile.workingFolder == temporary.path)
  }

  @Test func notARepository() throws {
    let temporary = try TemporaryRepository(initialise: false)
    let environment = ["GIT_CEILING_DIRECTORIES": temporary.top.deletingLastPathComponent().path]
    let found = failure { () throws(GitError) in
      _ = try Repository.open(at: temporary.path, environment: environment)
    }
    #expect(found?.message == "\(temporary.path) is not inside a git repository")
    #expect(found?.fix.contains("git init") == true)
  }

  @Test func notAFolder() throws {
    let temporary = try TemporaryRepository(initialise: false)
    let path = temporary.path + "/nowhere"
    let found = failure { () throws(GitError) in _ = try Repository.open(at: path, environment: [:]) }
    #expect(found?.message == "there is no folder \(path)")
  }

  @Test func wrongGitFolder() throws {
    let temporary = try TemporaryRepository()
    let environment = ["GIT_DIR": temporary.path + "/elsewhere"]
    let found = failure { () throws(GitError) in
      _ = try Repository.open(at: temporary.path, environment: environment)
    }
    #expect(found?.message.contains("GIT_DIR") == true)
  }

  @Test func gitFolderAndWorkTreeFromTheEnvironment() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    let head = try temporary.commit()
    let other = temporary.sibling("other")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    try Data("b".utf8).write(to: other.appendingPathComponent("b.md"))
    let repository = try Repository.open(
      at: other.path, environment: ["GIT_DIR": temporary.path + "/.git", "GIT_WORK_TREE": other.path])
    #expect(try repository.headCommit() == head)
    #expect(repository.workingFolder == other.path)
    #expect(try repository.snapshotOfWorkingTree().paths == ["b.md"])
  }

  @Test func emptyRepository() throws {
    let temporary = try TemporaryRepository()
    let repository = try temporary.open()
    #expect(repository.isEmpty)
    #expect(try repository.headCommit() == nil)
    #expect(try repository.snapshotOfIndex().files.isEmpty)
    #expect(try !repository.isDirty())
    let found = failure { () throws(GitError) in _ = try repository.resolve("HEAD") }
    #expect(found?.message == "there is no HEAD: the repository has no commit yet")
    try temporary.write("a.md", "a")
    #expect(try repository.isDirty())
  }

  @Test func bareRepository() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "text")
    let head = try temporary.commit()
    let bare = temporary.sibling("bare.git")
    try temporary.git(["clone", "--quiet", "--bare", temporary.path, bare.path])
    let repository = try Repository.open(at: bare.path, environment: [:])
    #expect(repository.isBare)
    #expect(repository.workingFolder == nil)
    #expect(try repository.headCommit() == head)
    let snapshot = try repository.snapshot(ofCommit: head)
    #expect(try repository.text("a.md", in: snapshot) == "text")
    #expect(try repository.history(upTo: head).commits.count == 1)
    #expect(try !repository.isDirty())
    let found = failure { () throws(GitError) in _ = try repository.snapshotOfWorkingTree() }
    #expect(found?.message.contains("bare repository") == true)
  }

  @Test func namesWithSHA256() throws {
    let temporary = try TemporaryRepository(initialise: false)
    guard (try? temporary.git(["init", "--quiet", "--object-format=sha256"])) != nil else { return }
    let found = failure { () throws(GitError) in _ = try temporary.openTyped() }
    #expect(found?.message.contains("SHA-256") == true)
  }

  @Test func unknownExtension() throws {
    let temporary = try TemporaryRepository()
    try temporary.git(["config", "core.repositoryFormatVersion", "1"])
    try temporary.git(["config", "extensions.somethingNew", "true"])
    let found = failure { () throws(GitError) in _ = try temporary.openTyped() }
    #expect(found?.message.contains("format that auditpack cannot read") == true)
    #expect(found?.message.lowercased().contains("somethingnew") == true)
  }

  @Test(arguments: ["worktreeConfig", "partialClone", "preciousObjects"])
  func harmlessExtensions(_ name: String) throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    let head = try temporary.commit()
    try temporary.git(["config", "core.repositoryFormatVersion", "1"])
    try temporary.git(["config", "extensions.\(name)", name == "partialClone" ? "origin" : "true"])
    let repository = try temporary.open()
    #expect(try repository.headCommit() == head)
    #expect(repository.isPartial == (name == "partialClone"))
  }

  @Test func linkedWorkingTree() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    try temporary.commit()
    let linked = temporary.sibling("linked")
    try temporary.git(["worktree", "add", "--quiet", "-b", "side", linked.path])
    try Data("changed".utf8).write(to: linked.appendingPathComponent("a.md"))
    try temporary.git(["commit", "--quiet", "--all", "--message", "side"], in: linked)
    let head = try temporary.line("rev-parse", "HEAD", in: linked)
    let repository = try Repository.open(at: linked.path, environment: [:])
    #expect(repository.workingFolder == linked.path)
    #expect(repository.gitFolder == temporary.path + "/.git/worktrees/linked")
    #expect(try repository.headCommit()?.hex == head)
    #expect(try repository.text("a.md", in: repository.snapshotOfWorkingTree()) == "changed")
    // As in a hook of that working tree.
    let hook = try Repository.open(at: linked.path, environment: ["GIT_DIR": temporary.path + "/.git/worktrees/linked"])
    #expect(hook.workingFolder == linked.path)
    #expect(try hook.headCommit()?.hex == head)
    #expect(try hook.history(upTo: try hook.resolve("HEAD")).commits.count == 2)
  }

  @Test func linkedWorkingTreeWithRelativePaths() throws {
    // What git 2.48 and later write with worktree.useRelativePaths.
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    let head = try temporary.commit()
    let linked = temporary.sibling("linked")
    try temporary.git(["worktree", "add", "--quiet", "-b", "side", linked.path])
    try Data("gitdir: ../repository/.git/worktrees/linked\n".utf8).write(to: linked.appendingPathComponent(".git"))
    try temporary.write(".git/worktrees/linked/gitdir", "../../../../linked/.git\n")
    try temporary.git(["config", "core.repositoryFormatVersion", "1"])
    try temporary.git(["config", "extensions.relativeWorktrees", "true"])
    let repository = try Repository.open(at: linked.path, environment: [:])
    #expect(repository.workingFolder == linked.path)
    #expect(try repository.headCommit() == head)
    #expect(try repository.snapshotOfWorkingTree().paths == ["a.md"])
  }

  @Test func repositoryOfAnotherUser() throws {
    guard getuid() == 0 else { return }
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    try temporary.commit()
    for folder in ["", "/.git"] {
      try FileManager.default.setAttributes(
        [.ownerAccountID: NSNumber(value: 12345)], ofItemAtPath: temporary.path + folder)
    }
    let found = failure { () throws(GitError) in _ = try temporary.openTyped() }
    #expect(found?.message.contains("belongs to another user") == true)
    #expect(found?.fix.contains("git config --global --add safe.directory \(temporary.path)") == true)
  }

  @Test func ownership() {
    #expect(Ownership.isOwn(owner: 1000, user: 1000, sudoUser: nil))
    #expect(!Ownership.isOwn(owner: 1000, user: 0, sudoUser: nil))
    #expect(Ownership.isOwn(owner: 1000, user: 0, sudoUser: 1000))
    #expect(!Ownership.isOwn(owner: 1000, user: 1001, sudoUser: 1000))
    #expect(Ownership.isSafe("/a/b", values: ["*"]))
    #expect(Ownership.isSafe("/a/b", values: ["/a/b/"]))
    #expect(Ownership.isSafe("/a/b", values: ["/a/*"]))
    #expect(!Ownership.isSafe("/a/b", values: ["/a"]))
    #expect(!Ownership.isSafe("/a/b", values: ["*", ""]))
    #expect(!Ownership.isSafe("/ab/c", values: ["/a/*"]))
    #expect(Ownership.quoted("/it's here") == "'/it'\\''s here'")
  }

  @Test func resolvesWhatGitResolves() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    let first = try temporary.commit("first")
    try temporary.write("a.md", "b")
    let second = try temporary.commit("second")
    try temporary.git(["tag", "--annotate", "stage-1", "--message", "Stage 1"])
    try temporary.git(["tag", "dry-run", "HEAD~1"])
    let repository = try temporary.open()
    for revision in ["HEAD", "main", "refs/heads/main", "stage-1", "stage-1^{commit}", "@", second.hex, second.short] {
      #expect(try repository.resolve(revision) == second)
    }
    for revision in ["HEAD~1", "main^", "dry-run", ":/first"] { #expect(try repository.resolve(revision) == first) }
    let unknown = failure { () throws(GitError) in _ = try repository.resolve("stage-9") }
    #expect(unknown?.message == "no commit is called stage-9")
    #expect(unknown?.fix == "there are: branch main; tags dry-run, stage-1")
    let tree = failure { () throws(GitError) in _ = try repository.resolve("HEAD^{tree}") }
    #expect(tree?.message.contains("not a commit") == true)
    for revision in ["", "..", "HEAD~9", "^", "a b", "\u{0}", "HEAD@{", "0000000000000000000000000000000000000000"] {
      #expect(throws: GitError.self) { _ = try repository.resolve(revision) }
    }
  }

  @Test func brokenHeadIsNotAnEmptyRepository() throws {
    let temporary = try TemporaryRepository()
    try temporary.write("a.md", "a")
    try temporary.commit()
    try temporary.write(".git/HEAD", "nonsense\n")
    #expect(throws: GitError.self) {
      let repository = try temporary.open()
      _ = try repository.headCommit()
    }
  }
}

extension TemporaryRepository {
  /// Like `open`, for use where only a `GitError` may be thrown.
  func openTyped() throws(GitError) -> Repository { try Repository.open(at: path, environment: [:]) }
}
