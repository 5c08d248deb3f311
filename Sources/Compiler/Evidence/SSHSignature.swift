import Crypto
import CryptoExtras
import Source

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A public key as OpenSSH writes it: `ssh-ed25519 AAAA… comment`.
struct SSHPublicKey: Equatable {
  /// The key as signatures carry it.
  let blob: [UInt8]

  /// The key in a line of a people register; nil for anything else.
  init?(line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count >= 2, let data = Data(base64Encoded: String(words[1])) else { return nil }
    var reader = SSHReader(Array(data))
    guard let kind = reader.string(), kind.elementsEqual(words[0].utf8) else { return nil }
    blob = Array(data)
  }
}

/// A signature made by `ssh-keygen -Y sign`, as git does with `gpg.format=ssh` (PROTOCOL.sshsig of OpenSSH).
struct SSHSignature {
  private let key: [UInt8]
  private let namespace: [UInt8]
  private let reserved: [UInt8]
  private let hash: [UInt8]
  private let kind: [UInt8]
  private let value: [UInt8]
  /// What a token adds: one byte of flags and a counter of four. Empty for other keys.
  private let tail: [UInt8]

  private static let magic = Array("SSHSIG".utf8)

  /// Reads the armoured form; nil for signatures of another kind.
  init?(armoured bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let first = lines.firstIndex(of: "-----BEGIN SSH SIGNATURE-----"),
      let last = lines.firstIndex(of: "-----END SSH SIGNATURE-----"), first < last,
      let data = Data(base64Encoded: lines[(first + 1)..<last].joined())
    else { return nil }
    let bytes = Array(data)
    guard bytes.starts(with: Self.magic) else { return nil }
    var reader = SSHReader(Array(bytes.dropFirst(Self.magic.count)))
    guard reader.number() == 1, let key = reader.string(), let namespace = reader.string(),
      let reserved = reader.string(), let hash = reader.string(), let signature = reader.string(), reader.isAtEnd
    else { return nil }
    var inner = SSHReader(signature)
    guard let kind = inner.string(), let value = inner.string() else { return nil }
    self.key = key
    self.namespace = namespace
    self.reserved = reserved
    self.hash = hash
    self.kind = kind
    self.value = value
    tail = inner.remainder
  }

  /// What the check against listed keys comes to, for a signature over `text`, made for git.
  func verdict(over text: [UInt8], keys: [SSHPublicKey]) -> SignatureVerdict {
    let listed = keys.indices.filter { keys[$0].blob == key }
    guard !listed.isEmpty else { return .unknownKey }
    // A signature made for something else than git is none for git.
    guard namespace.elementsEqual("git".utf8) else { return .bad }
    let digest: [UInt8]
    switch String(decoding: hash, as: UTF8.self) {
    case "sha256": digest = Array(SHA256.hash(data: text))
    case "sha512": digest = Array(SHA512.hash(data: text))
    default: return .unchecked("its hash function is unknown")
    }
    var signed = Self.magic
    for part in [namespace, reserved, hash, digest] { signed.appendSSH(part) }
    var reader = SSHReader(key)
    let kind = reader.string().map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard let isGood = isGood(over: signed, keyKind: kind, &reader) else {
      return .unchecked("keys of the kind `\(kind)` are not known")
    }
    return isGood ? .good(keys: listed) : .bad
  }

  /// Whether the signature is good over `signed`; nil for a kind of key that is not known. `reader` stands behind the
  /// kind of the key.
  private func isGood(over signed: [UInt8], keyKind: String, _ reader: inout SSHReader) -> Bool? {
    let isOwnKind = kind.elementsEqual(keyKind.utf8)
    switch keyKind {
    case "ssh-ed25519":
      guard isOwnKind, tail.isEmpty, let raw = reader.string(), reader.isAtEnd else { return false }
      return isGoodEdwards(over: signed, key: raw)
    case "ecdsa-sha2-nistp256":
      guard isOwnKind, tail.isEmpty, let point = ellipticPoint(&reader, size: 32), reader.isAtEnd else { return false }
      return isGoodElliptic(over: signed, point: point)
    case "ecdsa-sha2-nistp384":
      guard isOwnKind, tail.isEmpty, let point = ellipticPoint(&reader, size: 48), reader.isAtEnd,
        let raw = ellipticSignature(size: 48), let key = try? P384.Signing.PublicKey(x963Representation: point),
        let signature = try? P384.Signing.ECDSASignature(rawRepresentation: raw)
      else { return false }
      return key.isValidSignature(signature, for: SHA384.hash(data: signed))
    case "ecdsa-sha2-nistp521":
      guard isOwnKind, tail.isEmpty, let point = ellipticPoint(&reader, size: 66), reader.isAtEnd,
        let raw = ellipticSignature(size: 66), let key = try? P521.Signing.PublicKey(x963Representation: point),
        let signature = try? P521.Signing.ECDSASignature(rawRepresentation: raw)
      else { return false }
      return key.isValidSignature(signature, for: SHA512.hash(data: signed))
    case "ssh-rsa":
      guard tail.isEmpty, let exponent = reader.string(), let modulus = reader.string(), reader.isAtEnd,
        let key = try? _RSA.Signing.PublicKey(
          n: Data(modulus.drop { $0 == 0 }), e: Data(exponent.drop { $0 == 0 }))
      else { return false }
      let signature = _RSA.Signing.RSASignature(rawRepresentation: value)
      switch String(decoding: kind, as: UTF8.self) {
      case "rsa-sha2-256":
        return key.isValidSignature(signature, for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5)
      case "rsa-sha2-512":
        return key.isValidSignature(signature, for: SHA512.hash(data: signed), padding: .insecurePKCS1v1_5)
      // The old kind, `ssh-rsa`, signs SHA-1.
      default: return false
      }
    // Keys that live in a token (PROTOCOL.u2f of OpenSSH).
    case "sk-ssh-ed25519@openssh.com":
      guard isOwnKind, let raw = reader.string(), let signed = tokenText(over: signed, &reader) else { return false }
      return isGoodEdwards(over: signed, key: raw)
    case "sk-ecdsa-sha2-nistp256@openssh.com":
      guard isOwnKind, let point = ellipticPoint(&reader, size: 32), let signed = tokenText(over: signed, &reader)
      else { return false }
      return isGoodElliptic(over: signed, point: point)
    default: return nil
    }
  }

  private func isGoodEdwards(over signed: [UInt8], key raw: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw) else { return false }
    return key.isValidSignature(value, for: signed)
  }

  /// For the curve P-256.
  private func isGoodElliptic(over signed: [UInt8], point: [UInt8]) -> Bool {
    guard let raw = ellipticSignature(size: 32), let key = try? P256.Signing.PublicKey(x963Representation: point),
      let signature = try? P256.Signing.ECDSASignature(rawRepresentation: raw)
    else { return false }
    return key.isValidSignature(signature, for: SHA256.hash(data: signed))
  }

  /// What a token signs: the application of the key, its own flags and counter, and the text, the first and the last as
  /// digests. `reader` stands before the application.
  private func tokenText(over signed: [UInt8], _ reader: inout SSHReader) -> [UInt8]? {
    guard tail.count == 5, let application = reader.string(), reader.isAtEnd else { return nil }
    return Array(SHA256.hash(data: application)) + tail + Array(SHA256.hash(data: signed))
  }

  private func ellipticPoint(_ reader: inout SSHReader, size: Int) -> [UInt8]? {
    guard reader.string() != nil, let point = reader.string(), point.count == 2 * size + 1 else { return nil }
    return point
  }

  /// The two numbers of the signature, each in `size` bytes.
  private func ellipticSignature(size: Int) -> [UInt8]? {
    var reader = SSHReader(value)
    guard let r = reader.string(), let s = reader.string(), reader.isAtEnd else { return nil }
    var result: [UInt8] = []
    for number in [r, s] {
      let digits = number.drop { $0 == 0 }
      guard digits.count <= size else { return nil }
      result += Array(repeating: 0, count: size - digits.count) + digits
    }
    return result
  }
}

/// Takes apart what SSH writes: 32-bit numbers, and texts behind their length.
private struct SSHReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  var remainder: [UInt8] { Array(rest) }

  mutating func number() -> Int? {
    guard rest.count >= 4 else { return nil }
    defer { rest = rest.dropFirst(4) }
    return rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func string() -> [UInt8]? {
    guard let count = number(), count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}

extension [UInt8] {
  fileprivate mutating func appendSSH(_ bytes: [UInt8]) {
    let count = UInt32(bytes.count)
    for shift in [24, 16, 8, 0] as [UInt32] { append(UInt8(truncatingIfNeeded: count >> shift)) }
    append(contentsOf: bytes)
  }
}
