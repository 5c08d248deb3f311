import Foundation
import Git

/// The pre-commit hook of a repository.
///
/// Where git calls a file of its own (`hooks/pre-commit`), an earlier hook is moved beside it and called first. Where a
/// tool keeps a script that the team shares (`.husky/pre-commit`), a marked block is added to that script.
struct Hook {
  private static let first = "# >>> auditpack"
  private static let last = "# <<< auditpack"
  private static let chained = "pre-commit.before-auditpack"

  private enum Manager {
    case git(folder: String)
    case husky(script: String)
    case lefthook(script: String, configuration: String)
  }

  private let manager: Manager
  private let top: String
  /// The folder of the ISMS below the top, as the argument of `auditpack check`.
  private let folder: String

  /// The hook of the repository that is open.
  init(_ workspace: Workspace) throws {
    guard let top = workspace.repository.workingFolder else {
      throw Failure(
        message: "\(workspace.repository.gitFolder) is bare, and nobody commits in it",
        fix: "install the hook in a clone, and the check in CI: docs/ci.md")
    }
    self.top = top
    folder = workspace.start
    let hooks = try workspace.repository.hooksFolder()
    let files = FileManager.default
    let lefthook = ["lefthook.yml", ".lefthook.yml", "lefthook.yaml", ".lefthook.yaml"]
      .first { files.fileExists(atPath: top + "/" + $0) }
    if hooks == top + "/.husky" || hooks == top + "/.husky/_" {
      manager = .husky(script: top + "/.husky/pre-commit")
    } else if let lefthook {
      manager = .lefthook(script: top + "/.lefthook/pre-commit/auditpack.sh", configuration: lefthook)
    } else {
      manager = .git(folder: hooks)
    }
  }

  private var command: String {
    "auditpack check --staged --new-only" + (folder.isEmpty ? "" : " " + Self.quoted(folder))
  }

  /// The lines that check.
  private var block: String {
    """
    \(Self.first)
    if command -v auditpack >/dev/null 2>&1; then
      \(command) || exit 1
    else
      echo 'auditpack is not installed, so this commit is not checked' >&2
    fi
    \(Self.last)

    """
  }

  // MARK: Install

  /// Installs the hook; says what was done.
  func install() throws -> String {
    switch manager {
    case .git(let folder): return try installInGit(folder)
    case .husky(let script):
      var text = try read(script) ?? ""
      if let range = Self.block(in: text) { text.removeSubrange(range) }
      if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
      try write(text + block, to: script)
      return "added the check to \(shown(script)); commit the file to share it\n"
    case .lefthook(let script, let configuration):
      try write("#!/bin/sh\n" + block, to: script)
      return """
        wrote \(shown(script))
        lefthook runs it once \(configuration) names it:

          pre-commit:
            scripts:
              "auditpack.sh":
                runner: sh

        then run: lefthook install

        """
    }
  }

  private func installInGit(_ folder: String) throws -> String {
    let place = folder + "/pre-commit"
    let earlier = folder + "/" + Self.chained
    var remark = ""
    let isThere = (try? FileManager.default.attributesOfItem(atPath: place)) != nil
    let present = try read(place)
    if isThere, present.flatMap({ Self.block(in: $0) }) == nil {
      guard (try? FileManager.default.attributesOfItem(atPath: earlier)) == nil else {
        throw Failure(
          message: "both \(shown(place)) and \(shown(earlier)) exist, and neither may be lost",
          fix: "look at both, keep one of them, and run again")
      }
      try FileManager.default.moveItem(atPath: place, toPath: earlier)
      remark = "the hook that was there is now \(shown(earlier)) and runs first\n"
    }
    let text = """
      #!/bin/sh
      # Written by `auditpack hook install`; `auditpack hook uninstall` takes it away.
      earlier="$(dirname "$0")/\(Self.chained)"
      if [ -x "$earlier" ]; then
        "$earlier" "$@" || exit $?
      fi
      \(block)
      """
    try write(text, to: place)
    return "installed \(shown(place)): \(command)\n" + remark
  }

  // MARK: Uninstall

  /// Takes the hook out; says what was done.
  func uninstall() throws -> String {
    switch manager {
    case .git(let folder):
      let place = folder + "/pre-commit"
      let earlier = folder + "/" + Self.chained
      guard let text = try read(place), Self.block(in: text) != nil else { return notThere(place) }
      try FileManager.default.removeItem(atPath: place)
      guard (try? FileManager.default.attributesOfItem(atPath: earlier)) != nil else {
        return "removed \(shown(place))\n"
      }
      try FileManager.default.moveItem(atPath: earlier, toPath: place)
      return "removed the check; \(shown(place)) is the earlier hook again\n"
    case .husky(let script):
      guard var text = try read(script), let range = Self.block(in: text) else { return notThere(script) }
      text.removeSubrange(range)
      if text.isEmpty {
        try FileManager.default.removeItem(atPath: script)
      } else {
        try write(text, to: script)
      }
      return "took the check out of \(shown(script))\n"
    case .lefthook(let script, let configuration):
      guard FileManager.default.fileExists(atPath: script) else { return notThere(script) }
      try FileManager.default.removeItem(atPath: script)
      return "removed \(shown(script)); take `auditpack.sh` out of \(configuration), too\n"
    }
  }

  private func notThere(_ place: String) -> String { "\(shown(place)) holds no check of auditpack\n" }

  // MARK: Files

  /// The marked block with its line end.
  private static func block(in text: String) -> Range<String.Index>? {
    guard let from = text.range(of: first), let to = text.range(of: last, range: from.upperBound..<text.endIndex)
    else { return nil }
    let end = text[to.upperBound...].first == "\n" ? text.index(after: to.upperBound) : to.upperBound
    return from.lowerBound..<end
  }

  private func read(_ place: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: place) else { return nil }
    return FileManager.default.contents(atPath: place).map { String(decoding: $0, as: UTF8.self) }
  }

  private func write(_ text: String, to place: String) throws {
    let file = URL(fileURLWithPath: place)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place)
  }

  private func shown(_ place: String) -> String {
    place.hasPrefix(top + "/") ? String(place.dropFirst(top.count + 1)) : place
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
