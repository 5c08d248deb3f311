import Foundation
import Testing

@Suite struct CheckCommandTests {
  @Test func versionAndHelpAreResults() throws {
    let sandbox = try Sandbox()
    let version = try sandbox.auditpack("--version")
    #expect(version.status == 0 && version.output.hasPrefix("0."))
    let help = try sandbox.auditpack("--help")
    #expect(help.status == 0)
    for command in ["check", "build", "explain", "history", "status", "parse"] {
      #expect(help.output.contains(command))
    }
  }

  @Test func wrongUsageIs64() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.auditpack("check", "--no-such-option").status == 64)
    #expect(try sandbox.auditpack("check", "--rule", "NOPE-1").status == 64)
    #expect(try sandbox.auditpack("explain", "SOA-2").status == 64)
    #expect(try sandbox.auditpack("check", "--staged", "--rev", "HEAD").status == 64)
  }

  @Test func findingsGiveExitCodeOneAndTheChosenGradeDecides() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let run = try sandbox.auditpack("check", in: "isms")
    #expect(run.status == 1)
    #expect(run.output.contains("blocker[DOC-01]: clause 4.3: ISMS scope statement is absent"))
    #expect(run.errors.isEmpty)
    let one = try sandbox.auditpack("check", "--rule", "DOC-07", in: "isms")
    #expect(one.status == 0 && one.output.contains("no findings"))
  }

  @Test func jsonIsVersionedAndGoesToStandardOutput() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let run = try sandbox.auditpack("check", "--rev", "HEAD", "--format", "json", in: "isms")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(report["schema_version"] as? Int == 1)
    let compiled = try #require(report["compiled"] as? [String: Any])
    #expect(compiled["origin"] as? String == "commit")
    #expect(compiled["as_of"] as? String == "2026-03-02")
    #expect(compiled["history_complete"] as? Bool == true)
  }

  @Test func stagedChecksTheIndexAndNotTheWorkingTree() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write(Sample.policy(more: "aproved_by: cto"), to: "isms/policies/access.md")
    #expect(try !sandbox.auditpack("check", "--staged", "--rule", "FLD-01", in: "isms").output.contains("aproved_by"))
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.write(Sample.policy(), to: "isms/policies/access.md")
    let staged = try sandbox.auditpack("check", "--staged", "--rule", "FLD-01", in: "isms")
    #expect(staged.status == 1 && staged.output.contains("did you mean `approved_by`?"))
    #expect(try sandbox.auditpack("check", "--rule", "FLD-01", in: "isms").status == 0)
  }

  @Test func aFolderInsideTheISMSFindsIt() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("organisation: Example Ltd\n", to: "isms/auditpack.yaml")
    let run = try sandbox.auditpack("status", "policies", in: "isms")
    #expect(run.status == 0 && run.output.hasPrefix("Example Ltd"))
  }
}
