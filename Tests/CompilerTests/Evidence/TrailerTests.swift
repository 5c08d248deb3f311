import Foundation
import ISMS
import Source
import TestSupport
import Testing

@testable import Compiler

@Suite struct TrailerTests {
  private static func commit(_ message: String) -> History.Commit {
    let person = History.Signature(name: "Ana", email: "ana@example.com", seconds: 0)
    let id = ObjectID.null
    return History.Commit(
      id: id, tree: id, parents: [], author: person, committer: person, message: message, changes: 0..<0)
  }

  static let messages = [
    "Subject\n\nApproved-by: Ana Ruiz <ana@example.com>\n",
    "Subject\n\nBody.\n\nReviewed-by: Ana\n <ana@example.com>\nAcked-by: Bo <bo@example.com>\n",
    "Subject\n\nBody.\nApproved-by: Ana <ana@example.com>\n",
    "Subject\n\nApproved-by: Ana <ana@example.com>\n\nThis is the end.\n",
    "Approved-by: Ana <ana@example.com>\n",
    "Subject\n\nThis is prose.\nSigned-off-by: Bo <bo@example.com>\nApproved-by: Ana <ana@example.com>\n",
    "Subject\n\nOne\nTwo\nThree\nFour\nFive\nSix\nSeven\nSigned-off-by: Bo <bo@example.com>\n",
    "Änderung\n\nApproved-by: Ána <ana@example.com>\n",
    "Subject\n\nFixes: #12\nNot a trailer\n",
    "Subject\n\nApproved-by : Ana <ana@example.com>\n",
    "Subject\n\nApproved by: Ana <ana@example.com>\n",
    "Subject\n\nApproved-by:\n",
    "Subject\n\n\n\nApproved-by: Ana <ana@example.com>\n\n\n",
    "Subject\n\n(cherry picked from commit 0123456)\nprose here\nReviewed-by: Ana <ana@example.com>\n",
    "Subject\nsecond line of it\n\nKey: a\n  b\n  c\nOther: d\n",
    "\n\nSubject\n\nReviewed-by: Ana\n",
    "Subject\n\n  indented: first\nReviewed-by: Ana\n",
    "Subject",
    "",
  ]

  /// What git itself reads, so that nobody has to argue.
  @Test(arguments: messages)
  func trailersAreThoseGitReads(message: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "interpret-trailers", "--parse", "--no-divider"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    try process.run()
    // As `git commit` cleans a message, and `git log` shows it.
    let clean = message.drop { $0 == "\n" }
    input.fileHandleForWriting.write(Data(clean.utf8))
    try input.fileHandleForWriting.close()
    let expected = String(decoding: readAll(output.fileHandleForReading.fileDescriptor), as: UTF8.self)
    process.waitUntilExit()
    let found = Self.commit(String(clean)).trailers.map { "\($0.key): \($0.value)\n" }.joined()
    #expect(found == expected, "\(message)")
  }

  @Test func nameAndAddressAreTakenApart() {
    let trailer = Trailer(key: "Approved-by", value: "Ana Ruiz <ana@example.com>")
    #expect(trailer.name == "Ana Ruiz" && trailer.email == "ana@example.com" && trailer.isApproval)
    #expect(Trailer(key: "Acked-by", value: "Ana Ruiz").name == "Ana Ruiz")
    #expect(!Trailer(key: "Signed-off-by", value: "Ana").isApproval)
  }

  @Test(arguments: [
    ("Policy (#12)", "#12"), ("Policy (!7)", "!7"), ("Policy (#x)", nil), ("Policy", nil), ("(#)", nil),
    ("A (#1) b", nil),
  ])
  func squashesAreRecognised(subject: String, reference: String?) {
    #expect(Self.commit(subject + "\n\nBody\n").squashedFrom == reference)
  }

  @Test func mailmapJoinsAddresses() {
    let map = Mailmap(
      Array(
        """
        # Two machines
        Ana Ruiz <ana@example.com> <Ana@Home.example>
        <bo@example.com> <bo@old.example>
        Bo Lind <bo@example.com> Build Server <build@example.com>
        Only A Name <ana@example.com>
        broken <line
        """.utf8))
    #expect(map.canonical(name: "x", email: "ana@home.example") == "ana@example.com")
    #expect(map.canonical(name: "x", email: "BO@old.example") == "bo@example.com")
    #expect(map.canonical(name: "build server", email: "build@example.com") == "bo@example.com")
    #expect(map.canonical(name: "Somebody", email: "build@example.com") == "build@example.com")
    #expect(map.canonical(name: "", email: "Other@example.com") == "other@example.com")
  }
}
