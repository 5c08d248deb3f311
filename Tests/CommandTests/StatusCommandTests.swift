import Foundation
import Testing

@Suite struct StatusCommandTests {
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    let long = String(repeating: "very long ", count: 30)
    try sandbox.write(
      "organisation: Fern \(long)\u{202E}\nframeworks: [soc2]\ncertification:\n  stage_1: 2026-11-03\n",
      to: "isms/auditpack.yaml")
    for number in 1...30 {
      try sandbox.write(
        Sample.policy(id: "POL-1\(number)", title: "\"Policy \(number): \(long)\""), to: "isms/policies/\(number).md")
    }
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git("commit", "-q", "-m", "Many policies", in: "isms")
    return sandbox
  }

  @Test(arguments: [40, 80, 200]) func itFitsTheScreen(width: Int) throws {
    let run = try sandbox().auditpack(
      "status", "--as-of", "2026-06-01", in: "isms", environment: ["COLUMNS": String(width)])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines { #expect(line.count <= width, "\(line)") }
    if width >= 80 { #expect(lines.count <= 40) }
    #expect(!run.output.contains("\u{1B}") && !run.output.contains("\u{202E}"))
  }

  @Test func itSaysWhatStandsInTheWayFirst() throws {
    let run = try sandbox().auditpack("status", "--as-of", "2026-06-01", in: "isms", environment: ["COLUMNS": "200"])
    #expect(run.output.contains("Stage 1        On its documents this ISMS would not pass Stage 1: "))
    #expect(run.output.contains("blocker DOC-01 ("))
    #expect(run.output.contains("SOC 2          61 criteria: 0 with fresh evidence, "))
    #expect(run.output.contains("Next dates     2026-11-03  Stage 1 audit"))
    #expect(run.output.contains("Approvals      "))
  }

  @Test func coloursAreForTerminalsOrWhoAsks() throws {
    let run = try sandbox().auditpack("status", "--color", "always", in: "isms")
    #expect(run.output.contains("\u{1B}[1mStage 1\u{1B}[0m"))
  }

  @Test func theDataHasItAll() throws {
    let run = try sandbox().auditpack("status", "--as-of", "2026-06-01", "--format", "json", in: "isms")
    let status = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(status["schema_version"] as? Int == 1)
    let stage = try #require(status["stage_one"] as? [String: Any])
    #expect(stage["outcome"] as? String == "fails")
    #expect((stage["missing"] as? [[String: Any]])?.first?["reason"] is String)
    let documents = try #require(status["documents"] as? [String: Any])
    #expect((documents["approvals"] as? [Any])?.count == 5)
    #expect(documents["total"] as? Int == 32)
    for key in ["controls", "risks", "evidence", "performance", "findings"] {
      #expect(status[key] is [String: Any], "\(key)")
    }
    #expect((status["frameworks"] as? [[String: Any]])?.first?["criteria"] as? Int == 61)
  }
}
