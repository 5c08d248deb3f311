internal import Clibgit2
import Source

/// A file beside the objects of a repository in which something that was read is kept for the next run.
///
/// Nothing depends on it. It begins with a line that names what it holds and in which form, and ends with a checksum: what
/// is missing, cut short, changed or of another form counts as nothing. It is replaced as a whole, so that two runs at
/// once see an old file or a new one, and where it cannot be written, nothing happens.
struct KeptFile {
  /// Its name in the folder `auditpack` of the git folder, which all working trees share.
  let name: String
  /// What it holds and in which form; another form is another file.
  let form: String

  /// A file that is larger is not ours, in bytes.
  private static let largest = 1 << 30

  private var heading: [UInt8] { Array("auditpack \(name) \(form)\n".utf8) }

  /// What was kept; nil if there is nothing that can be believed.
  func read(in folder: String) -> ArraySlice<UInt8>? {
    let heading = heading
    guard
      let bytes = Platform.bytes(ofFile: Array("\(folder)/\(name)".utf8CString), limit: Self.largest),
      bytes.count >= heading.count + Checksum.size, bytes.starts(with: heading)
    else { return nil }
    let end = bytes.count - Checksum.size
    let isWhole = bytes.withUnsafeBytes { bytes in
      Checksum.sum(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
        == UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
    }
    return isWhole ? bytes[heading.count..<end] : nil
  }

  /// Keeps bytes for the next run.
  func write(_ bytes: [UInt8], in folder: String) {
    var whole = heading
    whole.reserveCapacity(whole.count + bytes.count + Checksum.size)
    whole += bytes
    let sum = whole.withUnsafeBytes { Checksum.sum($0) }
    whole += withUnsafeBytes(of: sum.littleEndian) { Array($0) }
    guard whole.count <= Self.largest else { return }
    Platform.replace(file: name, in: folder, by: whole)
  }
}

/// The files beside the objects of one repository in which something is kept for the next run; for any thread.
public struct KeptFiles: Sendable {
  /// The folder `auditpack` of the git folder; nil where nothing is kept.
  let folder: String?

  /// What an earlier run kept under a name in a form; nil if there is nothing that can be believed.
  public func read(_ name: String, form: String) -> ArraySlice<UInt8>? {
    folder.flatMap { KeptFile(name: name, form: form).read(in: $0) }
  }

  /// Keeps bytes for the next run. Where that is not possible, nothing happens.
  public func write(_ bytes: [UInt8], as name: String, form: String) {
    if let folder { KeptFile(name: name, form: form).write(bytes, in: folder) }
  }
}

extension Repository {
  /// What is kept beside the objects. In partial and shallow clones, where a result must not depend on what was there
  /// once, nothing is.
  public var keptFiles: KeptFiles {
    KeptFiles(
      folder: isShallow || isPartial
        ? nil : git_repository_commondir(handle.pointer).map { String(cString: $0) + "auditpack" })
  }
}
