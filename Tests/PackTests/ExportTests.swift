import Foundation
import Source
import Testing

@testable import Pack

@Suite struct ExportTests {
  @Test func auditorGetsEveryFile() throws {
    let paths = try ExportFixture.files(.auditor).map(\.path)
    #expect(
      Set(paths) == [
        "pack.json", "findings.sarif", "csv/soa.csv", "csv/risk-register.csv", "csv/treatment-plan.csv",
        "csv/evidence-index.csv", "csv/document-register.csv", "csv/findings.csv", "csv/suppliers.csv",
        "csv/assets.csv", "csv/obligations.csv", "csv/objectives.csv", "csv/nonconformities.csv", "csv/incidents.csv",
        "csv/people.csv", "csv/interested-parties.csv", "csv/measurements.csv", "csv/audits.csv", "csv/changes.csv",
        "csv/deviations.csv",
      ])
    #expect(paths.count == Set(paths).count)
  }

  @Test func customerGetsNoRegisterButTheStatement() throws {
    #expect(
      try ExportFixture.files(.customer).map(\.path) == [
        "pack.json", "csv/soa.csv", "csv/evidence-index.csv", "csv/document-register.csv",
      ])
  }

  @Test func sameCompilationGivesSameBytes() throws {
    for audience in Audience.allCases {
      let first = try ExportFixture.files(audience)
      let second = try ExportFixture.files(audience)
      #expect(first.map(\.path) == second.map(\.path))
      #expect(first.map(\.bytes) == second.map(\.bytes))
    }
  }

  @Test func customerReadsNoNameOfWhatIsWithheld() throws {
    for file in try ExportFixture.files(.customer) {
      for name in ExportFixture.secretNames {
        #expect(!file.text.contains(name), "\(file.path) names `\(name)`")
      }
      for word in ["R-01", "Phishing", "Otto", "otto@example.com", "HYPERLINK", "Secret words", "Port 22"] {
        #expect(!file.text.contains(word), "\(file.path) holds `\(word)`")
      }
    }
  }

  @Test func omittedItemsAreNamedToNobodyAndReferencedOnesWithoutPath() throws {
    let names = ["EV-HR", "Disciplinary hearing of Vera", "hearing-vera.txt", "EV-RAISE", "salaries.csv"]
    for audience in [Audience.internal, .auditor] {
      for file in try ExportFixture.files(audience) {
        for name in names { #expect(!file.text.contains(name), "\(file.path) names `\(name)` for \(audience)") }
      }
    }
    let pack = try ExportFixture.file("pack.json", .internal).text
    #expect(pack.contains("EV-PEN"))
    #expect(!pack.contains("pentest-2026.txt"))
    #expect(try ExportFixture.file("pack.json", .auditor).text.contains("pentest-2026.txt"))
  }

  @Test func packCountsWhatIsWithheld() throws {
    let pack = try object("pack.json", .customer)
    let withheld = try #require(pack["withheld"] as? [String: [String: Int]])
    #expect(withheld["documents"] == ["referenced": 2, "omitted": 0])
    #expect(withheld["evidence"] == ["referenced": 1, "omitted": 2])
    #expect((pack["evidence"] as? [Any])?.count == 2)
  }

  @Test func unknownClassificationStopsTheBuild() throws {
    let text = ExportFixture.text.replacing("classification: confidential", with: "classification: hush")
    let error = #expect(throws: PackError.self) { try ExportFixture.files(.auditor, text) }
    #expect(error?.message.contains("board/board-minutes.md") == true)
    #expect(error?.message.contains("evidence/EV-PEN.md") == true)
    #expect(error?.fix.contains("restricted") == true)
  }

  @Test func packHoldsApprovalsLevelsAndHashes() throws {
    let pack = try object("pack.json", .auditor)
    #expect(pack["schema_version"] as? Int == 1)
    #expect(pack["organisation"] as? String == "Fernhill B.V.")
    let documents = try #require(pack["documents"] as? [[String: Any]])
    let policy = try #require(documents.first { $0["id"] as? String == "POL-01" })
    let approval = try #require(policy["approval"] as? [String: Any])
    #expect(approval["level"] as? Int == 1)
    #expect(approval["text_unchanged"] as? Bool == true)
    let revisions = try #require(policy["revisions"] as? [[String: Any]])
    #expect(revisions.map { $0["kind"] as? String } == ["modified", "added"])
    #expect(revisions.first?["subject"] as? String == "Approve the policy, see [withheld]")
    let risks = try #require(pack["risks"] as? [[String: Any]])
    let levels = try #require(risks.first?["computed"] as? [String: Any])
    #expect(levels["level"] as? Int == 9)
    #expect(levels["residual_level"] as? Int == 3)
    #expect(levels["above_threshold"] as? Bool == false)
    let evidence = try #require(pack["evidence"] as? [[String: Any]])
    let review = try #require(evidence.first { $0["id"] as? String == "EV-01" })
    let files = try #require(review["files"] as? [[String: Any]])
    #expect(files.first?["path"] as? String == "evidence/files/review.csv")
    #expect(files.first?["sha256"] as? String == sha256(Array("user,ok\n".utf8)))
  }

  @Test func recordsOfARestrictedRegisterAreOnlyNamed() throws {
    let pack = try object("pack.json", .auditor)
    let actions = try #require(pack["treatment_actions"] as? [[String: String]])
    #expect(actions == [["id": "T-01", "action": "@train everybody", "handling": "reference"]])
    #expect(try ExportFixture.file("csv/treatment-plan.csv", .auditor).text.contains("\r\nT-01,,'@train everybody,,"))
    #expect(try ExportFixture.files(.auditor).allSatisfy { !$0.text.contains("actions.csv") })
  }

  @Test func textOfARecordFileIsItsDescription() throws {
    let risks = try #require(try object("pack.json", .auditor)["risks"] as? [[String: Any]])
    let theft = try #require(risks.first { $0["id"] as? String == "R-03" })
    #expect(theft["description"] as? String == "Somebody steals a laptop\nand [withheld] with it.")
    #expect((theft["computed"] as? [String: Any])?["above_threshold"] as? Bool == false)
  }

  @Test func tableOfADocumentIsExported() throws {
    let incidents = try #require(try object("pack.json", .auditor)["incidents"] as? [[String: Any]])
    #expect(incidents.map { $0["id"] as? String } == ["INC-01"])
  }

  @Test func waivedFindingsKeepTheirReason() throws {
    let findings = try #require(try object("pack.json", .auditor)["findings"] as? [[String: Any]])
    let waived = findings.filter { $0["waiver"] != nil }
    #expect(waived.map { $0["code"] as? String } == ["RSK-05"])
    #expect((waived.first?["waiver"] as? [String: Any])?["reason"] as? String == "The outage is cheap")
    let prints = findings.compactMap { $0["fingerprint"] as? String }
    #expect(Set(prints).count == findings.count)
  }

  private func object(_ path: String, _ audience: Audience) throws -> [String: Any] {
    let file = try ExportFixture.file(path, audience)
    return try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
  }
}
