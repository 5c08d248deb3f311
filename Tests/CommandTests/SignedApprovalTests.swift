import Foundation
import Testing

/// Approvals signed with OpenPGP, by the `gpg` of this machine with a key ring of its own.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/gpg"), "gpg is missing"))
struct SignedApprovalTests {
  /// A repository whose policy Bo wrote, with an OpenPGP key of Ana; approvals of policies must be signed.
  private final class Signing {
    let sandbox: Sandbox
    /// What git calls to sign: gpg with the key ring, in the year of the commits.
    let signer: String
    private let ring: URL

    init() throws {
      sandbox = try Sandbox()
      ring = sandbox.folder.appending(path: "ring")
      signer = sandbox.folder.appending(path: "signer").path
      try FileManager.default.createDirectory(
        at: ring, withIntermediateDirectories: true, attributes: [.posixPermissions: NSNumber(value: 0o700)])
      try sandbox.write(
        """
        #!/bin/sh
        exec gpg --homedir '\(ring.path)' --faked-system-time "${SIGN_TIME:-20260302T090000}" "$@"

        """, to: "signer")
      try FileManager.default.setAttributes([.posixPermissions: NSNumber(value: 0o755)], ofItemAtPath: signer)
      try sandbox.makeRepository()
      // By itself, so that the policy below is no other name of this one.
      try sandbox.git("rm", "-q", "policies/access.md", in: "isms")
      try sandbox.git("commit", "-q", "-m", "Begin anew", in: "isms")
      try makeKey("ana@example.com")
      try sandbox.write(
        Sample.people.replacing("emails          |", with: "emails          | signing key |")
          .replacing("-----------------|\n", with: "-----------------|---|\n")
          .replacing("ana@example.com |", with: "ana@example.com | ../keys/ana.asc |")
          .replacing("bo@example.com  |", with: "bo@example.com | |"), to: "isms/registers/people.md")
      try sandbox.write(try export("ana@example.com"), to: "isms/keys/ana.asc")
      try sandbox.write("approval:\n  minimum_level:\n    policy: 3\n", to: "isms/auditpack.yaml")
      try sandbox.write(
        Self.policy.replacing("approved\n", with: "draft\n"), to: "isms/policies/keys.md")
      try sandbox.git("add", "-A", in: "isms")
      try sandbox.git("commit", "-q", "--author", "Bo Lind <bo@example.com>", "-m", "Draft", in: "isms")
      try sandbox.write(Self.policy, to: "isms/policies/keys.md")
    }

    deinit {
      _ = try? Run.program("/usr/bin/env", ["gpgconf", "--homedir", ring.path, "--kill", "all"], in: sandbox.folder)
    }

    static let policy = Sample.policy(id: "POL-02", title: "Keys")

    func gpg(_ arguments: String..., time: String = "20260101T000000") throws -> Run {
      let run = try Run.program(
        signer, ["--batch", "--passphrase", ""] + arguments, in: sandbox.folder, environment: ["SIGN_TIME": time])
      #expect(run.status == 0, "\(run.errors)")
      return run
    }

    func makeKey(_ name: String, expires: String = "never") throws {
      _ = try gpg("--quick-generate-key", name, "ed25519", "sign", expires)
    }

    func export(_ name: String) throws -> String { try gpg("--armor", "--export", name).output }

    /// Commits everything, signed with a key.
    func approve(key: String = "ana@example.com") throws {
      try sandbox.git(
        "-c", "gpg.program=\(signer)", "-c", "user.signingkey=\(key)", "commit", "-q", "-a", "-S", "-m", "Approve",
        in: "isms")
    }

    func history(_ environment: [String: String] = [:]) throws -> String {
      try sandbox.auditpack("history", "POL-02", in: "isms", environment: environment).output
    }

    func check(_ environment: [String: String] = [:]) throws -> String {
      try sandbox.auditpack("check", "--rev", "HEAD", "--rule", "GIT-02", in: "isms", environment: environment).output
    }
  }

  @Test func aGoodSignatureOfTheApproverCounts() throws {
    let signing = try Signing()
    try signing.approve()
    let history = try signing.history()
    #expect(history.contains("level     3, personally signed: commit "))
    #expect(history.contains(" is good, by a key of ceo"))
    #expect(try signing.check().hasPrefix("no findings"))
    // The user's own key ring and options are never looked at.
    try signing.sandbox.write("verify-options no-such-option\n", to: "isms/.gnupg/gpg.conf")
    #expect(try signing.history().contains("personally signed"))
    let tag = try signing.sandbox.git(
      "-c", "gpg.program=\(signing.signer)", "-c", "user.signingkey=ana@example.com", "tag", "-s", "-m", "Release",
      "r1", in: "isms")
    #expect(tag.status == 0)
    #expect(try signing.history().contains("signature of tag r1 is good, by a key of ceo"))
    // With a witness who saw this commit it is anchored; with one who saw another it is not, and that is said.
    let bytes = try signing.sandbox.git("cat-file", "commit", "HEAD", in: "isms").output
    try signing.sandbox.write(bytes, to: "commit")
    let digest = try Run.program("/usr/bin/env", ["sha256sum", "commit"], in: signing.sandbox.folder).output.prefix(64)
    let commit = try signing.sandbox.git("rev-parse", "HEAD", in: "isms").output.prefix(40)
    for (digest, isAnchored) in [(String(digest), true), (String(repeating: "a", count: 64), false)] {
      try signing.sandbox.write(
        """
        {"format": "auditpack-review-1", "platform": "none", "reviews": [{"commit": "\(commit)", "approvals": [],
          "witness": {"service": "stamps.example", "time": "2026-03-02T11:00:00+01:00", "digest": "\(digest)"}}]}
        """, to: "isms/reviews/1.review.json")
      try signing.sandbox.git("add", "-A", in: "isms")
      try signing.sandbox.git("commit", "-q", "-m", "A witness", in: "isms")
      #expect(try signing.history().contains("level     4, anchored") == isAnchored)
      #expect(try signing.check().contains("the witness of the approval of `POL-02` does not fit") == !isAnchored)
    }
  }

  @Test func aBadSignatureIsReported() throws {
    let signing = try Signing()
    try signing.approve()
    let bytes = try signing.sandbox.git("cat-file", "commit", "HEAD", in: "isms").output
    try signing.sandbox.write(bytes.replacing("Approve", with: "approve"), to: "changed")
    let id = try signing.sandbox.git("hash-object", "-t", "commit", "-w", "../changed", in: "isms").output
    try signing.sandbox.git("reset", "-q", "--hard", id.trimmingCharacters(in: .newlines), in: "isms")
    #expect(try signing.check().contains("minor[GIT-02]: the signature of the approval of `POL-02` is bad"))
    #expect(try signing.history().contains("is bad: it does not fit what was signed"))
    #expect(try signing.history().contains("level     1, recorded"))
  }

  @Test func aKeyThatIsNotListedAndNoSignatureAreTold() throws {
    let signing = try Signing()
    try signing.makeKey("other@example.com")
    try signing.approve(key: "other@example.com")
    #expect(
      try signing.check().contains(
        "minor[GIT-02]: the approval of `POL-02` has a signature that is by a key that the people register does not list"
      ))
    try signing.sandbox.git("commit", "-q", "--amend", "-m", "Approve", in: "isms")
    #expect(try signing.check().contains("minor[GIT-02]: the approval of `POL-02` is not signed"))
  }

  @Test func aKeyThatExpiredLaterWasGoodWhenItSigned() throws {
    let signing = try Signing()
    try signing.makeKey("short@example.com", expires: "20260310T000000")
    try signing.sandbox.write(try signing.export("short@example.com"), to: "isms/keys/ana.asc")
    try signing.approve(key: "short@example.com")
    #expect(try signing.history().contains("level     3, personally signed"))
    let later = try signing.sandbox.auditpack(
      "check", "--rev", "HEAD", "--rule", "GIT-02", "--as-of", "2026-05-01", in: "isms")
    #expect(later.output.hasPrefix("no findings"))
  }

  @Test func withoutGpgItCannotBeChecked() throws {
    let signing = try Signing()
    try signing.approve()
    let environment = ["PATH": "/nowhere"]
    #expect(
      try signing.check(environment).contains(
        "has a signature that cannot be checked: `gpg` is not installed, which checks OpenPGP signatures"))
    #expect(try signing.history(environment).contains("level     1, recorded"))
    // A program called gpg in the repository is not run.
    try signing.sandbox.write("#!/bin/sh\ntouch ran\n", to: "isms/gpg")
    try FileManager.default.setAttributes(
      [.posixPermissions: NSNumber(value: 0o755)],
      ofItemAtPath: signing.sandbox.folder.appending(path: "isms/gpg").path)
    _ = try signing.check(["PATH": ".::/nowhere"])
    #expect(!signing.sandbox.exists("isms/ran"))
  }

  @Test func aKeyFileThatIsNoneIsNamed() throws {
    let signing = try Signing()
    try signing.approve()
    try signing.sandbox.write("not a key", to: "isms/keys/ana.asc")
    try signing.sandbox.git("commit", "-q", "-a", "-m", "Spoil the key", in: "isms")
    #expect(try signing.check().contains("minor[GIT-02]: the approval of `POL-02` has a signature that"))
    try signing.sandbox.git("rm", "-q", "keys/ana.asc", in: "isms")
    try signing.sandbox.git("commit", "-q", "-m", "Lose the key", in: "isms")
    #expect(try signing.check().contains("the signing key of `ceo` is neither a key nor a file with one"))
  }
}
