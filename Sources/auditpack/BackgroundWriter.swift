import Foundation
import Pack
import Synchronization

/// Writes new files into a folder on a thread of its own, while the next ones are made.
///
/// What goes wrong is thrown by the next call, and at the latest by `finish`.
final class BackgroundWriter: Sendable {
  /// So many files may wait.
  private static let mostWaiting = 64
  /// A larger file is waited for, so that what waits never takes much memory; in bytes.
  private static let largestWaiting = 1 << 20

  private let folder: String
  private let queue = DispatchQueue(label: "files of the pack")
  private let room = DispatchSemaphore(value: mostWaiting)
  private let failure = Mutex<(any Error)?>(nil)
  /// Folders that exist, relative to `folder`.
  private let folders = Mutex<Set<String>>([])

  /// - Parameter folder: path of a folder that exists.
  init(into folder: String) { self.folder = folder }

  /// Writes a file below the folder, or notes that it is to be written.
  func add(_ file: OutputFile) throws {
    try check()
    room.wait()
    queue.async {
      defer { self.room.signal() }
      guard self.failure.withLock({ $0 == nil }) else { return }
      do { try self.write(file) } catch { self.failure.withLock { $0 = error } }
    }
    if file.bytes.count > Self.largestWaiting { try finish() }
  }

  /// Waits until every file is written.
  func finish() throws {
    stop()
    try check()
  }

  /// Waits until nothing is written any more.
  func stop() { queue.sync {} }

  private func check() throws {
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Foundation would wait until the disk has each of thousands of files; a pack that a power cut damages is built again.
  private func write(_ file: OutputFile) throws {
    let parent = file.path.lastIndex(of: "/").map { String(file.path[..<$0]) } ?? ""
    if !parent.isEmpty, folders.withLock({ $0.insert(parent).inserted }) {
      try FileManager.default.createDirectory(atPath: folder + "/" + parent, withIntermediateDirectories: true)
    }
    let descriptor = open(folder + "/" + file.path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    func fail() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    guard descriptor >= 0 else { throw fail() }
    var written = 0
    while written < file.bytes.count {
      let count = file.bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let error = fail()
        close(descriptor)
        throw error
      }
      written += count
    }
    // Some file systems say only here that there is no space left.
    guard close(descriptor) == 0 else { throw fail() }
  }
}
