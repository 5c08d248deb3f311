import Foundation
import Source

/// Checks OpenPGP signatures with the `gpg` of this machine.
///
/// gpg gets a key ring of its own in a temporary folder, which holds the keys of the people register and nothing else. It
/// never sees the user's key ring or options, starts no agent, asks no network, and its clock is set to the reference
/// date. It has ten seconds for each answer and may write 64 KiB.
final class GnuPG: OpenPGPVerifier {
  private static let mostSeconds = 10
  private static let mostOutput = 64 * 1024

  /// A key ring with the position of each key by its fingerprint.
  private struct Ring {
    let folder: URL
    let positions: [String: [Int]]
    let keys: [[UInt8]]
    let asOf: CalendarDate
  }

  private enum Problem: Error {
    case sentence(String)
  }

  private var ring: Result<Ring, Problem>?

  deinit {
    if case .success(let ring)? = ring { try? FileManager.default.removeItem(at: ring.folder) }
  }

  func verdict(on signed: SignedText, keys: [[UInt8]], asOf: CalendarDate) -> SignatureVerdict {
    do {
      let ring = try keyRing(keys, asOf: asOf)
      let signature = ring.folder.appending(path: "signature")
      let text = ring.folder.appending(path: "text")
      try Data(signed.signature).write(to: signature)
      try Data(signed.text).write(to: text)
      return Self.verdict(try run(["--verify", signature.path, text.path], ring.folder, asOf), ring)
    } catch Problem.sentence(let sentence) {
      return .unchecked(sentence)
    } catch {
      return .unchecked("the temporary folder cannot be written")
    }
  }

  private func keyRing(_ keys: [[UInt8]], asOf: CalendarDate) throws -> Ring {
    if let ring {
      let ring = try ring.get()
      if ring.keys == keys, ring.asOf == asOf { return ring }
      try? FileManager.default.removeItem(at: ring.folder)
    }
    do {
      let made = try makeRing(keys, asOf: asOf)
      ring = .success(made)
      return made
    } catch let problem as Problem {
      ring = .failure(problem)
      throw problem
    }
  }

  private func makeRing(_ keys: [[UInt8]], asOf: CalendarDate) throws -> Ring {
    let folder = FileManager.default.temporaryDirectory.appending(path: "auditpack-gpg-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: NSNumber(value: 0o700)])
      var positions: [String: [Int]] = [:]
      for (position, key) in keys.enumerated() {
        let file = folder.appending(path: "key")
        try Data(key).write(to: file)
        for status in try run(["--import-options", "import-minimal", "--import", file.path], folder, asOf)
        where status.first == "IMPORT_OK" && status.count == 3 {
          positions[status[2], default: []].append(position)
        }
      }
      return Ring(folder: folder, positions: positions, keys: keys, asOf: asOf)
    } catch {
      try? FileManager.default.removeItem(at: folder)
      throw error as? Problem ?? .sentence("the temporary folder cannot be written")
    }
  }

  // MARK: What gpg says

  /// The answer in the lines gpg writes for programs (doc/DETAILS of GnuPG).
  private static func verdict(_ lines: [[String]], _ ring: Ring) -> SignatureVerdict {
    let answers = ["GOODSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "BADSIG", "ERRSIG"]
    let found = lines.filter { answers.contains($0.first ?? "") }
    guard let answer = found.first else { return .unchecked("`gpg` cannot read it") }
    guard found.count == 1 else { return .unchecked("it holds more than one signature") }
    if answer[0] == "BADSIG" { return .bad }
    if answer[0] == "ERRSIG" {
      // The reason is the sixth field behind the word; 9 is a missing key.
      return answer.count > 6 && answer[6] == "9"
        ? .unknownKey : .unchecked("`gpg` does not know its algorithm, or does not accept it")
    }
    guard let valid = lines.first(where: { $0.first == "VALIDSIG" }), valid.count > 10,
      let keys = ring.positions[valid[10]]
    else { return .unchecked("`gpg` does not accept it") }
    switch answer[0] {
    case "GOODSIG": return .good(keys: keys)
    case "EXPSIG": return .lapsed(keys: keys, "the signature has expired")
    case "REVKEYSIG": return .lapsed(keys: keys, "the key was revoked")
    default:
      // A key that expired later was good when it signed.
      let ends = lines.filter { $0.first == "KEYEXPIRED" && $0.count > 1 }.compactMap { Int($0[1]) }
      if let end = ends.min(), let made = Int(valid[3]), made < end { return .good(keys: keys) }
      return .lapsed(keys: keys, "the key had expired")
    }
  }

  // MARK: Running it

  private static let program: URL? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    // A relative folder may be one of the repository that is looked at.
    return folders.filter { $0.hasPrefix("/") }.map { URL(fileURLWithPath: String($0)).appending(path: "gpg") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  /// Runs gpg and gives its status lines as words.
  private func run(_ arguments: [String], _ folder: URL, _ asOf: CalendarDate) throws -> [[String]] {
    guard let program = Self.program else {
      throw Problem.sentence("`gpg` is not installed, which checks OpenPGP signatures")
    }
    let process = Process()
    process.executableURL = program
    process.arguments =
      [
        "--no-options", "--homedir", folder.path, "--batch", "--no-tty", "--quiet", "--no-autostart",
        "--disable-dirmngr", "--no-auto-key-retrieve", "--trust-model", "always", "--weak-digest", "SHA1",
        "--faked-system-time", asOf.description.replacing("-", with: "") + "T235959", "--status-fd", "1",
      ] + arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": folder.path, "TZ": "UTC"]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    do { try process.run() } catch { throw Problem.sentence("`gpg` cannot be started") }
    let output = Self.read(pipe.fileHandleForReading.fileDescriptor)
    if output == nil { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    guard let output else { throw Problem.sentence("`gpg` takes too long, or says too much") }
    let mark = "[GNUPG:] "
    return output.split(separator: "\n").filter { $0.hasPrefix(mark) }.map {
      $0.dropFirst(mark.count).split(separator: " ").map(String.init)
    }
  }

  /// Everything that comes from a program until it ends; nil if that takes too long or is too much.
  private static func read(_ file: Int32) -> String? {
    let end = ContinuousClock.now + .seconds(mostSeconds)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let left = (end - ContinuousClock.now).components
      guard left.seconds >= 0, left.attoseconds >= 0, bytes.count <= mostOutput else { return nil }
      var wanted = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wanted, 1, Int32(left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000) + 1)
      if ready < 0, errno != EINTR { return nil }
      guard ready > 0 else { continue }
      let count = Foundation.read(file, &piece, piece.count)
      if count < 0, errno != EINTR { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      if count > 0 { bytes += piece.prefix(count) }
    }
  }
}
