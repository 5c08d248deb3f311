import Source
import Testing

@testable import Compiler

/// Sensitive text is found, and what only looks like it is left alone.
@Suite struct SensitiveTextTests {
  private static let token = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
  private static let key =
    "-----BEGIN RSA PRIVATE KEY-----\n" + String(repeating: "MIIEpAIBAAKCAQEA7x9", count: 4) + "\n-----END RSA"

  private func find(_ text: String, isData: Bool = true) -> SensitiveText.Find? {
    SensitiveText.first(in: Array(text.utf8), isData: isData)
  }

  @Test(arguments: [
    ("id,token\n1,\(token)", "a token of GitHub", 2),
    ("aws_access_key_id = AKIA4Q7Z2MX9B1LPD8WY", "an access key of AWS", 1),
    ("x\ny\n\(key)", "a private key", 3),
    ("    key: |\n      \(key)", "a private key", 2),
    ("card 4539 1488 0343 6467 used", "a payment card number", 1),
    ("a,4539148803436467\nb,5425233430109903", "a payment card number", 1),
    ("person,Date of Birth\nE-1,17.05.1990", "a date of birth", 2),
    ("name;ssn\nAna;\nBo;078-05-1121", "a social security number", 3),
    ("{ \"date_of_birth\": \"1990-05-17\" }", "a date of birth", 1),
    ("- passport_no: NL1234567", "a passport number", 1),
  ])
  func isFound(text: String, what: String, line: Int) {
    #expect(find(text) == SensitiveText.Find(what: what, line: line), "\(text)")
  }

  @Test(arguments: [
    "AKIAIOSFODNN7EXAMPLE", "AKIAXXXXXXXXXXXXXXXX", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "my_\(token)",
    "A file that begins with -----BEGIN PRIVATE KEY----- is a key.",
    "order 4539148803436467 was one number in ten", "4111 1111 1111 1111", "4539-1488-0343-6468",
    "2026-02-20 1771 5488",
    "id=AB4539148803436467", "The date of birth: none is kept, 2026", "person,date of birth\nE-1,****-**-17\nE-2,",
    "person,birthday\nE-1,XX.XX.1990", "{ \"dob_known\": \"2026\" }", "",
  ])
  func isLeftAlone(text: String) { #expect(find(text) == nil, "\(text)") }

  @Test func documentsMaySpeakAboutPersonalData() {
    #expect(find("date of birth,x\n1990-05-17,1", isData: false) == nil)
    #expect(find("see \(Self.token)", isData: false) != nil)
  }

  @Test func numbersInCompressedFilesMeanNothing() {
    let bytes: [UInt8] = [0x50, 0x4B, 0x00] + Array(" 4539 1488 0343 6467 ".utf8)
    #expect(SensitiveText.first(in: bytes, isData: true) == nil)
  }

  @Test func hostileTextsCostTheirLength() {
    for part in ["-----BEGIN ", "ghp_", "4539 ", ":", "\"", ",", "date_of_birth:", "4539148803436467"] {
      let text = Array(String(repeating: part, count: 400_000 / part.utf8.count).utf8)
      let clock = ContinuousClock()
      #expect(clock.measure { _ = SensitiveText.first(in: text, isData: true) } < .seconds(20), "\(part)")
    }
  }
}
