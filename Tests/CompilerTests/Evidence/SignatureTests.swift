import Source
import TestSupport
import Testing

@testable import Compiler

@Suite struct SignatureTests {
  private let text = Array(SSHFixtures.text.utf8)

  @Test(arguments: SSHFixtures.all.map(\.kind))
  func aSignatureIsGoodForItsTextAndItsKeyOnly(kind: String) throws {
    let fixture = try #require(SSHFixtures.all.first { $0.kind == kind })
    let key = try #require(SSHPublicKey(line: fixture.key))
    let signature = try #require(SSHSignature(armoured: Array(fixture.signature.utf8)))
    #expect(signature.isGood(over: text, by: key))
    #expect(!signature.isGood(over: text + [0x0A], by: key))
    for other in SSHFixtures.all where other.kind != kind {
      let otherKey = try #require(SSHPublicKey(line: other.key))
      #expect(!signature.isGood(over: text, by: otherKey))
    }
  }

  @Test func aChangedSignatureIsBadOrNone() throws {
    for fixture in SSHFixtures.all {
      let key = try #require(SSHPublicKey(line: fixture.key))
      let bytes = Array(fixture.signature.utf8)
      var good = 0
      for index in stride(from: 30, to: bytes.count - 30, by: 7) where bytes[index] != 0x0A {
        var changed = bytes
        changed[index] = changed[index] == 0x41 ? 0x42 : 0x41
        // The last digit of a line may carry bits that mean nothing.
        if SSHSignature(armoured: changed)?.isGood(over: text, by: key) == true { good += 1 }
      }
      #expect(good == 0, "\(fixture.kind)")
    }
  }

  @Test func whatIsNoSignatureIsNone() {
    #expect(SSHSignature(armoured: []) == nil)
    #expect(
      SSHSignature(armoured: Array("-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----".utf8)) == nil)
    #expect(
      SSHSignature(armoured: Array("-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----".utf8)) == nil)
    #expect(SSHPublicKey(line: "ssh-ed25519") == nil)
    #expect(SSHPublicKey(line: "ssh-rsa " + "AAAAC3NzaC1lZDI1NTE5AAAAIA==") == nil)
  }
}
