import Foundation
import Testing

@testable import Pack

/// The pack of the small company, byte for byte: some pages as files a person can read, and the digests of all others.
///
/// `make bless` writes what the program makes now; the difference shows what a change does to the pack.
struct GoldenPackTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  private static let isBlessing = ProcessInfo.processInfo.environment["AUDITPACK_BLESS"] == "1"

  /// One page of each shape.
  private static let pages = [
    "index.html", "soa.html", "controls/a-5-15.html", "documents/pol-01.html", "risks.html", "risks/r-001.html",
    "evidence/index.html", "markdown/documents/pol-01.md", "markdown/risks.md", "assets/print.css",
  ]

  @Test(arguments: pages) func page(path: String) throws {
    let made = try #require(try PackFixture.packs()[path])
    let file = Self.folder.appending(path: path.replacing("/", with: "-"))
    if Self.isBlessing {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(made.bytes).write(to: file)
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let lines = made.text.split(separator: "\n", omittingEmptySubsequences: false)
    let different = zip(expected, lines).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(
      different == nil && expected.count == lines.count,
      "\(path), line \((different?.offset ?? min(expected.count, lines.count)) + 1): \(different?.element.1 ?? "the end")"
    )
  }

  @Test(arguments: Audience.allCases) func digests(audience: Audience) throws {
    // The manifest and the checksums follow from the other files.
    let files = try PackFixture.packs(audience).values.filter {
      $0.path != Manifest.path && $0.path != Manifest.checksumsPath
    }
    let lines = files.sorted { comesFirst($0.path, $1.path) }.map { "\(sha256($0.bytes))  \($0.path)" }
    let file = Self.folder.appending(path: "\(audience.rawValue).sha256")
    if Self.isBlessing {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n").map(String.init)
    let changed = Set(lines).symmetricDifference(expected).map { String($0.dropFirst(66)) }
    #expect(Set(changed).sorted() == [], "these files are not what they were; see the difference of `make bless`")
  }
}
