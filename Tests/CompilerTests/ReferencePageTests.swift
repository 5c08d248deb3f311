import Foundation
import ISMS
import Testing

@testable import Compiler

/// The generated pages of `docs/` say what the program says.
@Suite struct ReferencePageTests {
  private func compare(_ page: String, _ expected: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/\(page)")
    if ProcessInfo.processInfo.environment["AUDITPACK_BLESS"] != nil {
      try expected.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(try String(contentsOf: file, encoding: .utf8) == expected, "docs/\(page) is stale: run make bless")
    }
  }

  @Test func fieldReferenceIsFresh() throws { try compare("fields.md", FieldReference.markdown) }

  @Test func findingsAreFresh() throws { try compare("checks.md", RuleReference.markdown) }
}
