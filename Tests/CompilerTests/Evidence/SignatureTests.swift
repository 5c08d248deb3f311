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
    let others = try SSHFixtures.all.filter { $0.kind != kind }.map { try #require(SSHPublicKey(line: $0.key)) }
    #expect(signature.verdict(over: text, keys: [key]) == .good(keys: [0]))
    #expect(signature.verdict(over: text, keys: others + [key, key]) == .good(keys: [others.count, others.count + 1]))
    #expect(signature.verdict(over: text + [0x0A], keys: others + [key]) == .bad)
    #expect(signature.verdict(over: text, keys: others) == .unknownKey)
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
        if SSHSignature(armoured: changed)?.verdict(over: text, keys: [key]) == .good(keys: [0]) { good += 1 }
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
