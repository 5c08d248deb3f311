import Containers
import Foundation
import Pack

/// The archive of a pack, beside its folder: put in place when it is whole.
struct PackArchive {
  private let place: URL
  private let fresh: URL
  private let archive: ZipArchive

  /// Begins the archive of the pack that is written to `folder`.
  init(for folder: PackFolder) throws {
    let target = folder.target
    place = target.deletingLastPathComponent().appending(path: target.lastPathComponent + ".zip")
    fresh = target.deletingLastPathComponent()
      .appending(path: ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).zip")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    do {
      archive = try ZipArchive(path: fresh.path, folder: target.lastPathComponent)
    } catch { throw Self.failure(place) }
  }

  /// Adds a file of the pack.
  func add(_ file: OutputFile) throws {
    do { try archive.add(file) } catch {
      try? FileManager.default.removeItem(at: fresh)
      throw Self.failure(place)
    }
  }

  /// Ends the archive; its path.
  func finish() throws -> String {
    do { try archive.close() } catch {
      try? FileManager.default.removeItem(at: fresh)
      throw Self.failure(place)
    }
    guard rename(fresh.path, place.path) == 0 else { throw Self.failure(place) }
    return place.path
  }

  private static func failure(_ place: URL) -> Failure {
    Failure(
      message: "the archive cannot be written to `\(place.path)`",
      fix: "free some space, or choose a folder you may write to with -o")
  }
}
