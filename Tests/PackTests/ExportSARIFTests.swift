import Foundation
import Source
import Testing

@testable import Pack

@Suite struct ExportSARIFTests {
  @Test func everyRuleIsListedOnceWithHelp() throws {
    let rules = try rules()
    #expect(rules.count == Rule.all.count)
    #expect(Set(rules.compactMap { $0["id"] as? String }).count == rules.count)
    for rule in rules {
      let help = rule["help"] as? [String: String]
      #expect(help?["text"]?.isEmpty == false && help?["markdown"]?.isEmpty == false)
    }
  }

  @Test func resultsPointAtTheirRuleAndPlace() throws {
    let rules = try rules()
    let results = try results()
    #expect(!results.isEmpty)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect((result["partialFingerprints"] as? [String: String])?["auditpack/v1"]?.count == 32)
    }
    let risk = try #require(results.first { $0["ruleId"] as? String == "RSK-05" })
    let suppression = try #require((risk["suppressions"] as? [[String: Any]])?.first)
    #expect(suppression["kind"] as? String == "external")
    #expect(suppression["justification"] as? String == "The outage is cheap")
    let location = try #require((risk["locations"] as? [[String: Any]])?.first)
    let physical = try #require(location["physicalLocation"] as? [String: Any])
    #expect((physical["artifactLocation"] as? [String: String])?["uri"] == "registers/risks.csv")
    #expect((physical["region"] as? [String: Int])?["startLine"] == 3)
  }

  @Test func openFindingsAreNotSuppressed() throws {
    #expect(try results().filter { $0["suppressions"] != nil }.count == 1)
  }

  @Test(arguments: [
    ("a/b.md", "a/b.md"), ("Zürich plan.md", "Z%C3%BCrich%20plan.md"), ("a#b?.md", "a%23b%3F.md"),
    ("c:d.md", "c%3Ad.md"),
  ])
  func pathsBecomeURIs(path: String, uri: String) { #expect(SARIF.uri(path) == uri) }

  private func run() throws -> [String: Any] {
    let file = try ExportFixture.file("findings.sarif", .auditor)
    let log = try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  private func rules() throws -> [[String: Any]] {
    let driver = try #require((try run()["tool"] as? [String: Any])?["driver"] as? [String: Any])
    return try #require(driver["rules"] as? [[String: Any]])
  }

  private func results() throws -> [[String: Any]] { try #require(try run()["results"] as? [[String: Any]]) }
}
