import Compiler
import Foundation
import Source
import Testing

@testable import Pack

@Suite struct ManifestTests {
  private func manifest(_ audience: Audience = .auditor) throws -> Manifest {
    let (compilation, _) = try ExportFixture.compilation()
    let disclosure = try Disclosure(compilation.isms, audience: audience)
    return Manifest(
      compilation, options: PackOptions(audience: audience, toolVersion: "0.1.0"), disclosure: disclosure)
  }

  @Test func knownHash() {
    #expect(sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func sumsCoverEveryFileInOrderAndComeLast() throws {
    var manifest = try manifest()
    for path in ["b.txt", "a/z.txt", "a.txt", "Ä.txt"] { manifest.add(OutputFile(path: path, text: path)) }
    let files = try manifest.files()
    #expect(files.map(\.path) == ["manifest.json", "SHA256SUMS"])
    let lines = try #require(files.last).text.split(separator: "\n")
    #expect(lines.map { $0.dropFirst(66) } == ["a.txt", "a/z.txt", "b.txt", "manifest.json", "Ä.txt"])
    #expect(lines.allSatisfy { $0.dropFirst(64).hasPrefix("  ") })
  }

  @Test func orderOfWritingDoesNotMatter() throws {
    let files = ["c", "a", "b"].map { OutputFile(path: $0, text: $0) }
    var forward = try manifest()
    var backward = try manifest()
    for file in files { forward.add(file) }
    for file in files.reversed() { backward.add(file) }
    #expect(try forward.files().map(\.bytes) == backward.files().map(\.bytes))
  }

  @Test func manifestRecordsApprovals() throws {
    let file = try #require(try manifest().files().first)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
    let approvals = try #require(object["approvals"] as? [String: [String: Any]])
    let (compilation, _) = try ExportFixture.compilation()
    #expect(approvals["POL-01"]?["version"] as? String == "1.2")
    #expect(approvals["POL-01"]?["commit"] as? String == compilation.history.commits[1].id.hex)
    #expect(object["commit"] as? String == compilation.history.commits[0].id.hex)
    #expect(object["audience"] as? String == "auditor")
  }

  @Test func sha256sumAcceptsThePack() throws {
    let folder = try Tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var manifest = try manifest()
    var files = try ExportFixture.files(.auditor)
    files += [
      OutputFile(path: "odd/two  spaces.txt", text: "x"), OutputFile(path: "odd/back\\slash.txt", text: "y"),
      OutputFile(path: "odd/line\nend.txt", text: "z"), OutputFile(path: "odd/empty", bytes: []),
    ]
    for file in files { manifest.add(file) }
    files += try manifest.files()
    for file in files {
      let place = folder.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: place)
    }
    guard let result = try Tool.run("sha256sum", ["-c", "--strict", "SHA256SUMS"], in: folder) else {
      withKnownIssue("sha256sum is not there") { Issue.record("sha256sum is not there") }
      return
    }
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.split(separator: "\n").count == files.count - 1)
    try Data("changed".utf8).write(to: folder.appending(path: "csv/soa.csv"))
    #expect(try Tool.run("sha256sum", ["-c", "--quiet", "SHA256SUMS"], in: folder)?.status != 0)
  }
}
