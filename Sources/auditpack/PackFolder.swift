import Foundation
import Pack

/// The folder a pack is written to: replaced as a whole or not at all.
struct PackFolder {
  /// Path as the user gave it.
  let path: String

  private var target: URL { URL(fileURLWithPath: path).standardizedFileURL }

  /// Lets `build` hand over its files, and puts them in the place of the last pack when all are written.
  ///
  /// - Returns: the number of files.
  func replace(with build: ((OutputFile) throws -> Void) throws -> Void) throws -> Int {
    try checkIsOurs()
    let parent = target.deletingLastPathComponent()
    let name = ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)"
    let fresh = parent.appending(path: name + ".new")
    let old = parent.appending(path: name + ".old")
    var count = 0
    do {
      try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
      var folders: Set<String> = []
      try build { file in
        let place = fresh.appending(path: file.path)
        let folder = place.deletingLastPathComponent()
        if folders.insert(folder.path).inserted {
          try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        try Data(file.bytes).write(to: place)
        count += 1
      }
      if FileManager.default.fileExists(atPath: target.path) {
        try FileManager.default.moveItem(at: target, to: old)
      }
      do {
        try FileManager.default.moveItem(at: fresh, to: target)
      } catch {
        if FileManager.default.fileExists(atPath: old.path) { try? FileManager.default.moveItem(at: old, to: target) }
        throw error
      }
      try? FileManager.default.removeItem(at: old)
    } catch let error as PackError {
      try? FileManager.default.removeItem(at: fresh)
      throw Failure(message: error.message, fix: error.fix)
    } catch let error as CocoaError {
      try? FileManager.default.removeItem(at: fresh)
      throw Failure(
        message: "the pack cannot be written to `\(path)`: \(Self.reason(error))",
        fix: error.code == .fileWriteOutOfSpace
          ? "free some space and run again; the last pack was not touched"
          : "choose a folder you may write to with -o; the last pack was not touched")
    } catch {
      try? FileManager.default.removeItem(at: fresh)
      throw error
    }
    return count
  }

  private static func reason(_ error: CocoaError) -> String {
    switch error.code {
    case .fileWriteOutOfSpace: "the disk is full"
    case .fileWriteNoPermission: "no permission to write there"
    case .fileWriteVolumeReadOnly: "the file system is read-only"
    default:
      (error.underlying as NSError?).map { String(cString: strerror(Int32($0.code))) } ?? error.localizedDescription
    }
  }

  /// A name in `SHA256SUMS`; lines that begin with a backslash escape backslashes and line ends.
  private static func name(_ text: Substring, isEscaped: Bool) -> String {
    guard isEscaped else { return String(text) }
    return String(text.replacing("\\n", with: "\n").replacing("\\r", with: "\r").replacing("\\\\", with: "\\"))
  }

  /// Refuses a folder that holds anything the program did not write.
  private func checkIsOurs() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw Failure(message: "`\(path)` is a file, and the pack is a folder", fix: "choose another folder with -o")
    }
    let present = try FileManager.default.subpathsOfDirectory(atPath: target.path).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: target.appending(path: name).path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    guard !present.isEmpty else { return }
    let listing = (try? String(contentsOf: target.appending(path: Manifest.checksumsPath), encoding: .utf8)) ?? ""
    let ours = Set(
      listing.split(separator: "\n").compactMap { line in
        line.firstRange(of: "  ").map { Self.name(line[$0.upperBound...], isEscaped: line.hasPrefix("\\")) }
      } + [Manifest.checksumsPath])
    let foreign = present.filter { !ours.contains($0) }.sorted()
    guard let first = foreign.first else { return }
    let count = foreign.count == 1 ? "`\(first)`" : "`\(first)` and \(foreign.count - 1) more files"
    throw Failure(
      message: "`\(path)` holds \(count) that auditpack did not write",
      fix: "choose an empty folder with -o, or move these files away")
  }
}
