import Foundation
import Testing

/// The pack of the sample ISMS, byte for byte: the digests of its files as the program makes them.
///
/// `make bless` writes what the program makes now; the difference shows what a change does to the pack.
@Suite struct SamplePackTests {
  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/sample.sha256")
  private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "sample-isms")

  @Test func thePackIsWhatItWas() throws {
    let sandbox = try Sandbox()
    try sandbox.git("init", "-q", "-b", "main", "isms", in: ".")
    let program = URL(fileURLWithPath: Run.binary).deletingLastPathComponent().appending(path: "sample-history").path
    let stream = "'\(program)' '\(Self.sample.path)' | git -C isms fast-import --quiet"
    let made = try Run.program("/bin/sh", ["-c", stream], in: sandbox.folder)
    try #require(made.status == 0, "\(made.errors)")

    let check = try sandbox.auditpack("check", "isms", "--rev", "stage-1")
    #expect(check.status == 0 && check.output.hasPrefix("no findings"))
    let build = try sandbox.auditpack("build", "isms", "--rev", "stage-1", "-o", "pack")
    try #require(build.status == 0, "\(build.errors)")
    let sums = try String(contentsOf: sandbox.folder.appending(path: "pack/SHA256SUMS"), encoding: .utf8)
    // The bytes of the workbook are those of the library that wrote it, and the manifest names its digest.
    let lines = sums.split(separator: "\n").map(String.init).filter {
      !$0.hasSuffix("  soa.xlsx") && !$0.hasSuffix("  manifest.json")
    }
    if ProcessInfo.processInfo.environment["AUDITPACK_BLESS"] == "1" {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: Self.golden)
    }
    let expected = try String(contentsOf: Self.golden, encoding: .utf8).split(separator: "\n").map(String.init)
    let changed = Set(lines).symmetricDifference(expected).map { String($0.dropFirst(66)) }
    #expect(Set(changed).sorted() == [], "these files are not what they were; see the difference of `make bless`")
  }
}
