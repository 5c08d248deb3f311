import Foundation
import Testing

@Suite struct HistoryCommandTests {
  /// A policy written by Bo and approved by Ana, changed later.
  private func makeHistory() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.git("config", "user.name", "unused", in: "isms")
    try sandbox.write(Self.policy("within 24 hours"), to: "isms/policies/keys.md")
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git(
      "commit", "-q", "--author", "Bo Lind <bo@example.com>", "-m", "Keys",
      "-m", "Approved-by: Ana Ruiz <ana@example.com>", in: "isms")
    return sandbox
  }

  private static func policy(_ time: String) -> String {
    Sample.policy(id: "POL-02", title: "Keys").replacing("on the last working day", with: time)
  }

  private func change(_ sandbox: Sandbox) throws {
    try sandbox.write(Self.policy("within 48 hours"), to: "isms/policies/keys.md")
    try sandbox.git("commit", "-q", "-a", "--author", "Bo Lind <bo@example.com>", "-m", "Longer", in: "isms")
  }

  private func json(_ run: Run) throws -> [String: Any] {
    #expect(run.status == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func theApprovalIsShownAsStronglyAsHistorySupportsIt() throws {
    let sandbox = try makeHistory()
    let run = try sandbox.auditpack("history", "POL-02", in: "isms")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("POL-02  Keys\npolicies/keys.md\n"))
    #expect(run.output.contains("claimed   version 1.0 approved by ceo on 2026-03-02"))
    #expect(run.output.contains("level     1, recorded: Approved-by in "))
    #expect(run.output.contains("text      as approved"))
    #expect(!run.output.contains("\u{1B}["))
  }

  @Test func aLaterChangeIsShownWordByWord() throws {
    let sandbox = try makeHistory()
    try change(sandbox)
    let run = try sandbox.auditpack("history", "POL-02", in: "isms")
    #expect(run.output.contains("text      changed by 1 commit after the approval"))
    #expect(run.output.contains("Access ends within [-24-] {+48+} hours, as A.5.18"))
    let check = try sandbox.auditpack("check", "--rule", "DOC-05", in: "isms")
    #expect(check.output.contains("minor[DOC-05]: `POL-02` changed after it was approved"))
    #expect(check.output.contains("by Bo Lind"))
  }

  @Test func jsonHasTheDocumentedShape() throws {
    let sandbox = try makeHistory()
    try change(sandbox)
    try sandbox.git("mv", "policies/keys.md", "policies/key-management.md", in: "isms")
    try sandbox.git("commit", "-q", "-m", "Move", in: "isms")
    let report = try json(sandbox.auditpack("history", "POL-02", "--format", "json", in: "isms"))
    #expect(report["schema_version"] as? Int == 1)
    #expect(report["id"] as? String == "POL-02")
    #expect(report["path"] as? String == "policies/key-management.md")
    #expect(report["history_complete"] as? Bool == true)
    let revisions = try #require(report["revisions"] as? [[String: Any]])
    #expect(revisions.map { $0["kind"] as? String } == ["renamed", "modified", "added"])
    #expect(revisions.map { $0["material"] as? Bool } == [false, true, true])
    #expect(revisions.map { $0["path"] as? String }.last == "policies/keys.md")
    let first = try #require(revisions.last)
    #expect((first["author"] as? [String: String]) == ["name": "Bo Lind", "email": "bo@example.com"])
    #expect((first["trailers"] as? [[String: String]])?.first?["key"] == "Approved-by")
    #expect((first["committed_at"] as? String) == "2026-03-02T10:00:00+01:00")
    let log = try sandbox.git(
      "rev-list", "HEAD", "--", "policies/key-management.md", "policies/keys.md", in: "isms")
    #expect(revisions.compactMap { $0["commit"] as? String } == log.output.split(separator: "\n").map(String.init))
    let approval = try #require(report["approval"] as? [String: Any])
    #expect(approval["level"] as? Int == 1 && approval["level_name"] as? String == "recorded")
    #expect(approval["body_matches"] as? Bool == false)
    #expect(approval["approvers"] as? [String] == ["ceo"])
    #expect(approval["claim_commit"] as? String == first["commit"] as? String)
    #expect(approval["changes_after"] as? [String] == [revisions[1]["commit"] as? String ?? ""])
    #expect((approval["claimed"] as? [String: Any])?["on"] as? String == "2026-03-02")
  }

  @Test func filesAreFoundFromAnyFolderAndAfterTheirEnd() throws {
    let sandbox = try makeHistory()
    let below = try sandbox.auditpack("history", "keys.md", in: "isms/policies")
    #expect(below.status == 0 && below.output.hasPrefix("POL-02"))
    try sandbox.git("rm", "-q", "policies/keys.md", in: "isms")
    try sandbox.git("commit", "-q", "-m", "Not needed", in: "isms")
    let gone = try sandbox.auditpack("history", "policies/keys.md", in: "isms")
    #expect(gone.status == 0 && gone.output.contains("deleted") && gone.output.contains("Not needed"))
  }

  @Test func whatIsNotThereIsNamed() throws {
    let sandbox = try makeHistory()
    let run = try sandbox.auditpack("history", "POL-2", in: "isms")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.errors.contains("no document, record or file is called `POL-2`"))
    #expect(run.errors.contains("did you mean `POL-02`?"))
    #expect(try sandbox.auditpack("history", in: "isms").status == 64)
  }

  @Test func aShallowCloneIsNotJudged() throws {
    let sandbox = try makeHistory()
    try change(sandbox)
    let address = "file://\(sandbox.folder.path)/isms"
    try sandbox.git("clone", "-q", "--depth", "1", address, "shallow")
    let check = try sandbox.auditpack("check", "--rule", "GIT-04", "--rule", "DOC-05", in: "shallow")
    #expect(check.status == 1 && check.output.contains("blocker[GIT-04]: the clone is shallow"))
    #expect(!check.output.contains("minor[DOC-05]"))
    let history = try sandbox.auditpack("history", "POL-02", in: "shallow")
    #expect(history.output.contains("the history is incomplete, so nothing is judged"))
    let report = try json(sandbox.auditpack("history", "POL-02", "--format", "json", in: "shallow"))
    #expect(report["history_complete"] as? Bool == false)
    #expect((report["approval"] as? [String: Any])?["body_matches"] == nil)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen"), "ssh-keygen is missing"))
  func aCommitSignedWithTheApproversKeyIsPersonallySigned() throws {
    let sandbox = try Sandbox()
    let key = sandbox.folder.appending(path: "key").path
    let made = try Run.program(
      "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], in: sandbox.folder)
    #expect(made.status == 0)
    let line = try sandbox.read("key.pub").trimmingCharacters(in: .whitespacesAndNewlines)
    try sandbox.makeRepository()
    try sandbox.write(
      Sample.people.replacing("emails          |", with: "emails          | signing key |")
        .replacing("-----------------|\n", with: "-----------------|---|\n")
        .replacing("ana@example.com |", with: "ana@example.com | \(line) |")
        .replacing("bo@example.com  |", with: "bo@example.com | |"), to: "isms/registers/people.md")
    try sandbox.write(
      Self.policy("within 24 hours").replacing("approved\n", with: "draft\n"), to: "isms/policies/keys.md")
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git("commit", "-q", "--author", "Bo Lind <bo@example.com>", "-m", "Draft", in: "isms")
    try sandbox.write(Self.policy("within 24 hours"), to: "isms/policies/keys.md")
    try sandbox.git(
      "-c", "gpg.format=ssh", "-c", "user.signingkey=\(key)", "commit", "-q", "-a", "-S", "-m", "Approve", in: "isms")
    let run = try sandbox.auditpack("history", "POL-02", in: "isms")
    #expect(run.output.contains("level     3, personally signed: commit "))
    // Another key is no proof.
    try sandbox.write(
      try sandbox.read("isms/registers/people.md").replacing(
        "AAAAC3NzaC1lZDI1NTE5AAAAI", with: "AAAAC3NzaC1lZDI1NTE5AAAAJ"),
      to: "isms/registers/people.md")
    try sandbox.git("commit", "-q", "-a", "-m", "Other key", in: "isms")
    let other = try sandbox.auditpack("history", "POL-02", in: "isms")
    #expect(other.output.contains("level     1, recorded"))
  }
}
