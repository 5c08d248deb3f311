import Foundation
import Testing

/// `auditpack check --fix`, `--diff` and `--update-baseline` on the files of a repository.
@Suite struct FixCommandTests {
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write(
      Sample.policy(more: "reviewd_on: 2026/3/2").replacing("\n", with: "\r\n"), to: "isms/policies/access.md")
    return sandbox
  }

  @Test func fixMendsAndKeepsEveryOtherByte() throws {
    let sandbox = try sandbox()
    let before = try sandbox.read("isms/policies/access.md")
    let patch = try sandbox.auditpack("check", "--diff", in: "isms")
    #expect(patch.status == 0 && patch.output.contains("+reviewed_on: 2026/3/2"))
    #expect(try sandbox.read("isms/policies/access.md") == before)

    try sandbox.git("config", "core.autocrlf", "false", in: "isms")
    let run = try sandbox.auditpack("check", "--fix", "--rule", "FLD-01", "--rule", "FLD-03", in: "isms")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("mended 2 findings in 1 file"))
    #expect(
      try sandbox.read("isms/policies/access.md")
        == before.replacing("reviewd_on: 2026/3/2", with: "reviewed_on: 2026-03-02"))
    let left = try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.appending(path: "isms/policies").path)
    #expect(left == ["access.md"])
  }

  @Test func thePatchCanBeApplied() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write(Sample.policy(more: "reviewd_on: 2026-03-02"), to: "isms/policies/access.md")
    let patch = try sandbox.auditpack("check", "--diff", in: "isms")
    try sandbox.write(patch.output, to: "fix.patch")
    try sandbox.git("apply", "../fix.patch", in: "isms")
    #expect(try sandbox.read("isms/policies/access.md") == Sample.policy(more: "reviewed_on: 2026-03-02"))
  }

  @Test func aFileStagedInPartIsLeftAlone() throws {
    let sandbox = try sandbox()
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.write(Sample.policy(more: "reviewd_on: 2026-03-03"), to: "isms/policies/access.md")
    let run = try sandbox.auditpack("check", "--fix", in: "isms")
    #expect(run.status == 2 && run.errors.contains("both staged and unstaged changes"))
    #expect(try sandbox.read("isms/policies/access.md") == Sample.policy(more: "reviewd_on: 2026-03-03"))
  }

  @Test func unsafeFixesAreAppliedOnlyWhenAsked() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let text = Sample.policy().replacing("status: approved", with: "status: aproved")
    try sandbox.write(text, to: "isms/policies/access.md")
    _ = try sandbox.auditpack("check", "--fix", "--rule", "FLD-03", in: "isms")
    #expect(try sandbox.read("isms/policies/access.md") == text)
    _ = try sandbox.auditpack("check", "--unsafe-fixes", "--rule", "FLD-03", in: "isms")
    #expect(try sandbox.read("isms/policies/access.md") == Sample.policy())
  }

  @Test func theBaselineOnlyGetsShorter() throws {
    let sandbox = try sandbox()
    #expect(try sandbox.auditpack("check", in: "isms").status == 1)
    let run = try sandbox.auditpack("check", "--update-baseline", in: "isms")
    #expect(run.status == 0 && run.output.contains("from now on only new ones count"))
    let known = try sandbox.auditpack("check", in: "isms")
    #expect(known.status == 0 && known.output.contains("listed in the baseline"), "\(known.output)")

    try sandbox.write(Sample.policy(more: "aproved_by: cto"), to: "isms/policies/access.md")
    let new = try sandbox.auditpack("check", in: "isms")
    #expect(new.status == 1 && new.output.contains("aproved_by") && new.output.contains("BAS-02"))
    #expect(
      try sandbox.auditpack("check", "--update-baseline", in: "isms").output.contains("mended findings taken out"))
    let after = try sandbox.auditpack("check", in: "isms")
    #expect(after.status == 1 && after.output.contains("aproved_by") && !after.output.contains("BAS-02"))
  }

  @Test func newOnlyLeavesThePastAlone() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write(Sample.policy(more: "aproved_by: cto"), to: "isms/policies/access.md")
    try sandbox.git("commit", "-q", "-a", "-m", "A mistake", in: "isms")
    #expect(try sandbox.auditpack("check", "--staged", "--new-only", in: "isms").status == 0)
    try sandbox.write(
      Sample.policy(id: "POL-02", title: "Second", more: "aproved_by: ceo"), to: "isms/policies/second.md")
    try sandbox.git("add", "-A", in: "isms")
    let run = try sandbox.auditpack("check", "--staged", "--new-only", in: "isms")
    #expect(run.status == 1 && run.output.contains("second.md") && !run.output.contains("access.md"))
  }

  @Test func deletingTheOnlyDocumentOfAControlIsSaidAtOnce() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write(
      Sample.policy(id: "SOA-1", title: "Statement of Applicability", more: "register: soa")
        .replacing("type: policy", with: "type: register").replacing("controls: [A.5.15, A.5.18]\n", with: "")
        + "| control | included | justification | status |\n|---|---|---|---|\n"
        + "| A.5.15 | yes | Customers trust us with contracts | implemented |\n", to: "isms/soa/soa.md")
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git("commit", "-q", "-m", "Statement", in: "isms")
    #expect(try sandbox.auditpack("check", "--staged", "--new-only", in: "isms").status == 0)
    try sandbox.git("rm", "-q", "policies/access.md", in: "isms")
    let run = try sandbox.auditpack("check", "--staged", "--new-only", "--fail-on", "minor", in: "isms")
    #expect(run.status == 1 && run.output.contains("SOA-06") && run.output.contains("`A.5.15`"), "\(run.output)")
  }
}
