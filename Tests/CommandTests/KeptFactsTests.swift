import Foundation
import Testing

/// What an earlier run found out about contents is used by the next, and changes nothing that it says.
@Suite struct KeptFactsTests {
  @Test func checksSayTheSameWithAndWithoutIt() throws {
    let sandbox = try Sandbox()
    try sandbox.makeRepository()
    for number in 0..<300 {
      try sandbox.write("account,result\nuser-\(number),keep\n", to: "isms/evidence/\(number).csv")
      try sandbox.write(
        """
        ---
        id: EV-\(number)
        type: evidence
        title: Export \(number)
        evidence_type: access-review
        file: \(number).csv
        collected_on: 2026-03-01
        collected_by: cto
        source: Identity provider
        classification: internal
        ---

        """, to: "isms/evidence/\(number).md")
    }
    // One that nobody should publish: it has to be found by every run.
    try sandbox.write("account,date of birth\nana,1990-05-17\n", to: "isms/evidence/7.csv")
    try sandbox.git("add", "-A", in: "isms")
    try sandbox.git("commit", "-q", "-m", "Evidence", in: "isms")
    let kept = sandbox.folder.appending(path: "isms/.git/auditpack/contents")
    func check() throws -> Run {
      try sandbox.auditpack("check", "--staged", "--as-of", "2026-03-02", "--format", "json", in: "isms")
    }

    let first = try check()
    #expect(first.output.contains("EVD-06"))
    let written = try Data(contentsOf: kept)
    #expect(try check().output == first.output)
    #expect(try Data(contentsOf: kept) == written, "nothing is new, so nothing is written")

    // What is damaged, or of another build, is not believed.
    for bad in [Data(), written.prefix(written.count / 2), Data("auditpack contents 0\n".utf8) + written] {
      try bad.write(to: kept)
      #expect(try check().output == first.output)
      #expect(try Data(contentsOf: kept) == written, "it is written anew")
    }
    var changed = written
    changed[written.count / 2] ^= 0x20
    try changed.write(to: kept)
    #expect(try check().output == first.output)

    // `build` neither uses it nor writes it.
    try FileManager.default.removeItem(at: kept)
    _ = try sandbox.auditpack("build", "--rev", "HEAD", "-o", "../pack", in: "isms")
    #expect(!FileManager.default.fileExists(atPath: kept.path))
  }
}
