import Compiler
import Foundation
import ISMS
import Source
import Testing

@testable import Pack

/// Exports are what their schemas say. Needs Python with the package jsonschema.
@Suite struct ExportSchemaTests {
  private static let noValidator: Comment = "python3 with the package jsonschema is not there"

  @Test(.enabled(if: Tool.hasJSONSchema, noValidator), arguments: Audience.allCases)
  func packIsValid(audience: Audience) throws {
    let schema = Tool.package.appending(path: "docs/pack.schema.json")
    let violations = try Tool.violations(of: schema, in: ExportFixture.file("pack.json", audience).bytes)
    #expect(violations == "")
  }

  @Test(.enabled(if: Tool.hasJSONSchema, noValidator))
  func schemaRefusesWhatItDoesNotKnow() throws {
    let schema = Tool.package.appending(path: "docs/pack.schema.json")
    let pack = try ExportFixture.file("pack.json", .auditor).text
    for (part, damaged) in [
      ("\"schema_version\" : 1", "\"schema_version\" : 2"), ("\"draft\" : false", "\"drafts\" : false"),
      ("\"likelihood\" : 4,", "\"likelihood\" : \"4\","), ("\"level\" : 9", "\"levels\" : 9"),
    ] {
      #expect(pack.contains(part))
      let bytes = Array(pack.replacing(part, with: damaged).utf8)
      let violations = try Tool.violations(of: schema, in: bytes)
      #expect(!violations.isEmpty && !violations.contains("Traceback"), "\(damaged): \(violations)")
    }
  }

  @Test(.enabled(if: Tool.hasJSONSchema, noValidator))
  func checkReportIsValid() throws {
    let (compilation, _) = try ExportFixture.compilation()
    let report = try JSON.file("report.json", CheckReport(compilation, findings: compilation.diagnostics))
    let schema = Tool.package.appending(path: "docs/check-report.schema.json")
    #expect(try Tool.violations(of: schema, in: report.bytes) == "")
  }

  @Test(.enabled(if: Tool.hasJSONSchema && Tool.suites != nil, "no jsonschema, or no conformance suites"))
  func sarifIsValid() throws {
    let schema = try #require(Tool.suites).appending(path: "sarif-schema-2.1.0.json")
    let sarif = try ExportFixture.file("findings.sarif", .auditor)
    #expect(try Tool.violations(of: schema, in: sarif.bytes) == "")
  }

  /// The schema of the pack lists the fields of every kind of record; a new field in the model needs a line there.
  @Test func packSchemaKnowsEveryField() throws {
    let url = Tool.package.appending(path: "docs/pack.schema.json")
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    for kind in RecordKind.allCases {
      let name = kind.rawValue.replacing("-", with: "_")
      let properties = try #require(definitions[name]?["properties"] as? [String: Any], "no definition of \(name)")
      // These are exported in another form: files with their hashes, deviations as records of their own.
      let other: [RecordKind: [String]] = [
        .evidence: ["file", "files", "in_pack", "sha256"], .document: ["deviations"],
      ]
      let specifications =
        kind == .document ? DocumentType.allCases.flatMap { Schema.document($0).fields } : Schema.record(kind).fields
      for field in specifications where other[kind]?.contains(field.name) != true {
        #expect(properties[field.name] != nil, "\(name) lacks \(field.name)")
      }
    }
  }
}
