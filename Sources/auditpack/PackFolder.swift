import Foundation
import Pack

/// The folder a pack is written to: replaced as a whole or not at all.
struct PackFolder {
  /// Path as the user gave it.
  let path: String

  var target: URL { URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath() }

  /// Lets `build` hand over its files, and puts them in the place of the last pack when all are written.
  ///
  /// - Returns: the number of files.
  func replace(with build: ((OutputFile) throws -> Void) throws -> Void) throws -> Int {
    try checkIsOurs()
    let parent = target.deletingLastPathComponent()
    let name = ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)"
    let fresh = parent.appending(path: name + ".new")
    let old = parent.appending(path: name + ".old")
    removeLeftovers(in: parent)
    var count = 0
    do {
      try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
      let writer = BackgroundWriter(into: fresh.path)
      // Nothing may be written to a folder that is being removed.
      defer { writer.stop() }
      try build { file in
        try writer.add(file)
        count += 1
      }
      try writer.finish()
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
    } catch let error as POSIXError {
      try? FileManager.default.removeItem(at: fresh)
      let isFull = error.code == .ENOSPC || error.code == .EDQUOT
      let reason = isFull ? "the disk is full" : String(cString: strerror(error.code.rawValue)).lowercased()
      throw Failure(
        message: "the pack cannot be written to `\(path)`: \(reason)",
        fix: isFull
          ? "free some space and run again; the last pack was not touched"
          : "choose a folder you may write to with -o; the last pack was not touched")
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

  /// Removes what interrupted builds of this folder left behind.
  private func removeLeftovers(in parent: URL) {
    let prefix = ".\(target.lastPathComponent)."
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? [] {
      guard name.hasPrefix(prefix), name.hasSuffix(".new"),
        let process = Int32(name.dropFirst(prefix.count).dropLast(4)), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(at: parent.appending(path: name))
    }
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

  /// Refuses a folder that holds anything the program did not write, or that somebody changed since.
  private func checkIsOurs() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw Failure(message: "`\(path)` is a file, and the pack is a folder", fix: "choose another folder with -o")
    }
    guard let walk = FileManager.default.enumerator(atPath: target.path) else { return }
    let recorded = Manifest.recordedFiles(
      in: FileManager.default.contents(atPath: target.appending(path: Manifest.path).path).map(Array.init) ?? [])
    for case let name as String in walk {
      switch walk.fileAttributes?[.type] as? FileAttributeType {
      case .typeDirectory?: if recorded == nil { throw foreign(name) }
      case .typeRegular? where name == Manifest.path || name == Manifest.checksumsPath:
        if recorded == nil { throw foreign(name) }
      case .typeRegular?:
        guard let digest = recorded?[name],
          FileManager.default.contents(atPath: target.appending(path: name).path)
            .map({ Manifest.digest(of: Array($0)) == digest }) == true
        else { throw foreign(name) }
      default: throw foreign(name)
      }
    }
  }

  private func foreign(_ name: String) -> Failure {
    Failure(
      message: "`\(path)` holds `\(name)`, which auditpack did not write, or which was changed since",
      fix: "choose an empty folder with -o, or move it away")
  }
}
