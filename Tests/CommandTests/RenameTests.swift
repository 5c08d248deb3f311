import Foundation
import Testing

/// Files are followed through renames, as `git log --follow` does.
@Suite struct RenameTests {
  private static let paragraphs = (1...12).map { "Paragraph \($0) says what holds for part \($0) of the company.\n" }

  private static func policy(_ id: String, _ paragraphs: [String]) -> String {
    Sample.policy(id: id, title: "Keys") + "\n" + paragraphs.joined(separator: "\n")
  }

  private static let description = """
    ---
    id: EV-01
    type: evidence
    title: Access review
    evidence_type: access-review
    file: review.csv
    collected_on: 2026-03-01
    collected_by: cto
    source: Identity provider
    classification: internal
    ---

    """

  private func commit(_ sandbox: Sandbox, _ message: String) throws {
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git("commit", "-q", "-m", message, in: "isms")
  }

  private func revisions(_ sandbox: Sandbox, of name: String) throws -> [[String: Any]] {
    let run = try sandbox.auditpack("history", name, "--format", "json", in: "isms")
    #expect(run.status == 0, "\(run.errors)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    return try #require(report["revisions"] as? [[String: Any]])
  }

  private func followed(_ sandbox: Sandbox, _ path: String) throws -> [String] {
    try sandbox.git("log", "--follow", "--format=%H", "--", path, in: "isms").output.split(separator: "\n")
      .map(String.init)
  }

  @Test func aPolicyIsFollowedThroughMovesEditsAndAnotherID() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    var text = Self.paragraphs
    try sandbox.write(Self.policy("POL-02", text), to: "isms/policies/keys.md")
    try commit(sandbox, "Keys")
    text[2] = "Another third paragraph.\n"
    try sandbox.write(Self.policy("POL-02", text), to: "isms/policies/keys.md")
    try commit(sandbox, "Another paragraph")
    try sandbox.git("mv", "policies/keys.md", "policies/key-management.md", in: "isms")
    try commit(sandbox, "Move as it is")
    try sandbox.git("mv", "policies/key-management.md", "policies/cryptography.md", in: "isms")
    text[5] = "Another sixth paragraph.\n"
    try sandbox.write(Self.policy("POL-02", text), to: "isms/policies/cryptography.md")
    try commit(sandbox, "Move with a change")
    try sandbox.git("mv", "policies/cryptography.md", "policies/pol-20.md", in: "isms")
    text[8] = "Another ninth paragraph.\n"
    try sandbox.write(Self.policy("POL-20", text), to: "isms/policies/pol-20.md")
    try commit(sandbox, "Move with another id")

    let found = try revisions(sandbox, of: "POL-20")
    #expect(found.compactMap { $0["commit"] as? String } == (try followed(sandbox, "policies/pol-20.md")))
    #expect(found.compactMap { $0["kind"] as? String } == ["renamed", "renamed", "renamed", "modified", "added"])
    #expect(found.compactMap { $0["material"] as? Bool } == [true, true, false, true, true])
  }

  @Test func anotherDocumentIsNoOrigin() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write(Self.policy("POL-02", Self.paragraphs), to: "isms/policies/keys.md")
    try commit(sandbox, "Keys")
    // The document lives on elsewhere, and a copy with another id comes into being beside it.
    try sandbox.git("rm", "-q", "policies/keys.md", in: "isms")
    try sandbox.write(Self.policy("POL-02", Self.paragraphs.reversed()), to: "isms/policies/moved.md")
    try sandbox.write(Self.policy("POL-03", Self.paragraphs.dropLast()), to: "isms/policies/copy.md")
    try commit(sandbox, "Two from one")
    #expect(try revisions(sandbox, of: "POL-02").compactMap { $0["kind"] as? String } == ["renamed", "added"])
    #expect(try revisions(sandbox, of: "POL-03").compactMap { $0["kind"] as? String } == ["added"])
    // A text that has little in common with what was deleted is a new one.
    try sandbox.git("rm", "-q", "policies/copy.md", in: "isms")
    try sandbox.write(
      Self.policy("POL-04", (1...12).map { "Clause \($0) of another text.\n" }), to: "isms/policies/new.md")
    try commit(sandbox, "Something else")
    #expect(try revisions(sandbox, of: "POL-04").compactMap { $0["kind"] as? String } == ["added"])
  }

  @Test func evidenceThatMovedAsItIsEnteredWhenItCame() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    try sandbox.write("account,result\nana,keep\n", to: "isms/evidence/review.csv")
    try sandbox.write(Self.description, to: "isms/evidence/review.md")
    try commit(sandbox, "Evidence")
    let entered = try sandbox.git("rev-parse", "HEAD", in: "isms").output.split(separator: "\n").map(String.init)
    try FileManager.default.createDirectory(
      at: sandbox.folder.appending(path: "isms/evidence/2026"), withIntermediateDirectories: true)
    try sandbox.git("mv", "evidence/review.csv", "evidence/review.md", "evidence/2026", in: "isms")
    try commit(sandbox, "A folder for each year")
    let run = try sandbox.auditpack("history", "EV-01", "--format", "json", in: "isms")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let file = try #require((report["evidence"] as? [[String: Any]])?.first)
    #expect(file["path"] as? String == "evidence/2026/review.csv")
    #expect(file["entered"] as? String == entered.first)
    #expect((file["changed_after_collection"] as? [String])?.isEmpty == true)
    let moved = try revisions(sandbox, of: "evidence/2026/review.csv")
    #expect(moved.compactMap { $0["commit"] as? String } == (try followed(sandbox, "evidence/2026/review.csv")))
    #expect(moved.compactMap { $0["kind"] as? String } == ["renamed", "added"])
  }
}
