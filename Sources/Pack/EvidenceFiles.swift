import ISMS
import Source

/// The files of evidence that are copied into the pack, read before anything is written.
struct EvidenceFiles {
  /// The largest file that is copied, in bytes.
  static let largestFile = 64 * 1024 * 1024

  /// The files, in order of their paths.
  let files: [OutputFile]

  init(_ site: Site) throws(PackError) {
    var files: [OutputFile] = []
    var secrets: [Location] = []
    for path in site.addresses.copies.keys.sorted() {
      guard let entry = site.isms.files[path], let address = site.addresses.copies[path],
        let bytes = try? site.contents.contents(of: entry.blob, limit: Self.largestFile)
      else { continue }
      if let range = SecretScan.firstSecret(in: bytes) { secrets.append(Location(path: path, range: range)) }
      files.append(OutputFile(path: address.page, bytes: bytes))
    }
    for document in site.isms.documents where site.disclosure.includes(document) {
      if let range = SecretScan.firstSecret(in: document.source.bytes) {
        secrets.append(Location(path: document.path, range: range))
      }
    }
    guard secrets.isEmpty else { throw .secret(secrets) }
    self.files = files
  }
}

/// Looks for text that gives access to something: private keys and well-known forms of tokens.
enum SecretScan {
  /// A fixed beginning, and how many characters of a token follow at least.
  private static let patterns: [(prefix: [UInt8], length: Int)] = [
    (Array("AKIA".utf8), 16), (Array("ASIA".utf8), 16), (Array("ghp_".utf8), 36), (Array("gho_".utf8), 36),
    (Array("github_pat_".utf8), 40), (Array("glpat-".utf8), 20), (Array("xoxb-".utf8), 20), (Array("xoxp-".utf8), 20),
    (Array("sk_live_".utf8), 20), (Array("AIza".utf8), 35),
  ]
  private static let keyBlock = Array("-----BEGIN ".utf8)
  private static let privateKey = Array("PRIVATE KEY-----".utf8)

  /// The place of the first secret; nil if there is none.
  static func firstSecret(in bytes: [UInt8]) -> SourceRange? {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        switch buffer[index] {
        case UInt8(ascii: "A"), UInt8(ascii: "g"), UInt8(ascii: "x"), UInt8(ascii: "s"):
          let isInWord = index > 0 && isTokenByte(buffer[index - 1])
          if !isInWord, let end = token(in: buffer, at: index) { return SourceRange(index, end) }
        case UInt8(ascii: "-"):
          if let end = key(in: buffer, at: index) { return SourceRange(index, end) }
        default: break
        }
        index += 1
      }
      return nil
    }
  }

  private static func token(in buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    for pattern in patterns where starts(buffer, at: index, with: pattern.prefix) {
      var end = index + pattern.prefix.count
      while end < buffer.count, isTokenByte(buffer[end]) { end += 1 }
      if end - index - pattern.prefix.count >= pattern.length { return end }
    }
    return nil
  }

  private static func key(in buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    guard starts(buffer, at: index, with: keyBlock) else { return nil }
    // The kind of key stands between: `RSA `, `EC `, `OPENSSH ` or nothing.
    for start in index + keyBlock.count...index + keyBlock.count + 24
    where starts(buffer, at: start, with: privateKey) {
      return start + privateKey.count
    }
    return nil
  }

  private static func starts(_ buffer: UnsafeBufferPointer<UInt8>, at index: Int, with text: [UInt8]) -> Bool {
    guard index + text.count <= buffer.count else { return false }
    for offset in text.indices where buffer[index + offset] != text[offset] { return false }
    return true
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
