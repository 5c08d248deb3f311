import Compiler
import Foundation
import Pack
import Source

extension EarlierPack {
  /// Larger than any manifest, in bytes.
  private static let largestManifest = 256 << 20

  /// Reads the manifest of the pack in the folder `path`, or the manifest itself.
  init(path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(message: "there is no earlier pack `\(path)`", fix: "name its folder, or its \(Manifest.path)")
    }
    let file =
      isFolder.boolValue ? URL(fileURLWithPath: path).appending(path: Manifest.path) : URL(fileURLWithPath: path)
    let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
    guard let size, size <= Self.largestManifest, let data = try? Data(contentsOf: file) else {
      throw Failure(
        message: "`\(path)` holds no \(Manifest.path) that can be read",
        fix: "name the folder of a pack, or its \(Manifest.path)")
    }
    guard let pack = Manifest.earlierPack(in: Array(data)) else {
      throw Failure(
        message: "`\(file.path)` is not the manifest of a pack that was made from a commit",
        fix: "name a pack that `auditpack build` made without --worktree")
    }
    self = pack
  }
}

extension Workspace {
  /// The state that `--since` names, for pages and for the commits after it.
  func start(
    of since: String, in compilation: Compilation
  ) throws -> (option: PackOptions.Since, changes: ChangesSince) {
    let history = compilation.history
    if let date = CalendarDate(since) {
      guard date <= compilation.asOf else {
        throw Failure(
          message: "--since \(date) lies after \(compilation.asOf), the day of what is compiled",
          fix: "name a day before it, or a commit")
      }
      let position = history.commits.firstIndex { $0.committer.date <= date }
      if position == nil, let first = history.commits.map(\.committer.date).min() {
        Console.error(
          history.isComplete
            ? "--since \(date) is before the first commit of \(first), so everything counts as changed\n"
            : "--since \(date) is before \(first), the oldest commit that was fetched: run `git fetch --unshallow`\n")
      }
      return (.date(date), ChangesSince(position, in: history))
    }
    let commit = try repository.resolve(since)
    guard let position = history.commits.firstIndex(where: { $0.id == commit }) else {
      throw Failure(
        message: "--since \(since) is \(commit.short), which is not an ancestor of what is compiled",
        fix: history.isComplete
          ? "name a commit that came before it; where both lines part says `git merge-base`"
          : "fetch the whole history: git fetch --unshallow")
    }
    return (.commit(commit, name: since), ChangesSince(position, in: history))
  }
}
