import Foundation
import Testing

@Suite struct DiffCommandTests {
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let changed = Sample.policy(title: "Access | [rules](x) @ana")
      .replacing("controls: [A.5.15, A.5.18]", with: "controls: [A.5.15, A.8.2]")
      .replacing("last working day", with: "last day")
    try sandbox.write(changed, to: "isms/policies/access.md")
    try sandbox.git("commit", "-q", "-a", "-m", "Change", in: "isms")
    return sandbox
  }

  @Test func theImpactOfAChangeIsSaid() throws {
    let sandbox = try sandbox()
    let run = try sandbox.auditpack("diff", "HEAD~1", "HEAD", in: "isms")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("a first document: A.8.2"))
    #expect(run.output.contains("no document any more: A.5.18"))
    #expect(run.output.contains("POL-01: the text changed after it was approved"))
    #expect(run.output.contains("New findings"))
    let same = try sandbox.auditpack("diff", "HEAD", "HEAD", in: "isms")
    #expect(same.output.contains("Nothing an auditor would look at"))
    #expect(try sandbox.auditpack("diff", "HEAD~1", "HEAD", "--fail-on", "minor", in: "isms").status == 1)
    #expect(try sandbox.auditpack("diff", "HEAD", "--fail-on", "observation", in: "isms").status == 0)
  }

  @Test func markdownMentionsNobody() throws {
    let sandbox = try sandbox()
    let run = try sandbox.auditpack("diff", "HEAD~1", "HEAD", "--format", "markdown", in: "isms")
    #expect(run.output.hasPrefix("## What "))
    #expect(run.output.contains("`Access | [rules](x) @ana`"))
    #expect(!run.output.replacing("`Access | [rules](x) @ana`", with: "").contains("@ana"))
  }

  @Test func jsonNamesWhatChanged() throws {
    let sandbox = try sandbox()
    let run = try sandbox.auditpack("diff", "HEAD~1", "--format", "json", in: "isms")
    let data = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(data["schema_version"] as? Int == 1)
    let changes = try #require(data["changes"] as? [[String: Any]])
    #expect(changes.map { $0["id"] as? String } == ["POL-01"])
    #expect((data["ended_approvals"] as? [[String: Any]])?.first?["document"] as? String == "POL-01")
  }
}
