import Compiler
import Foundation
import Source

/// Applies fixes to the files of the working tree.
struct Fixing {
  /// A fix may uncover the next one; more rounds than this would mean that two fixes undo each other.
  private static let mostRounds = 5

  private let workspace: Workspace
  private let asOf: CalendarDate?
  private let rules: Set<String>
  private let includingUnsafe: Bool

  /// Fixes in the working tree of a repository.
  ///
  /// - Parameter rules: codes of the rules whose findings are mended; all if empty.
  init(_ workspace: Workspace, asOf: CalendarDate?, rules: Set<String>, includingUnsafe: Bool) {
    self.workspace = workspace
    self.asOf = asOf
    self.rules = rules
    self.includingUnsafe = includingUnsafe
  }

  /// Prints the change as a patch.
  func show() throws {
    Console.output(UnifiedDiff.text(of: try plan()))
  }

  /// Writes the change and says on standard error what was mended.
  func apply() throws {
    var mended = 0
    var paths: Set<String> = []
    var again: Set<String> = []
    for _ in 0..<Self.mostRounds {
      let plan = try plan()
      guard !plan.files.isEmpty else { break }
      try refuse(filesStagedInPart: plan)
      try write(plan)
      mended += plan.mended.count
      paths.formUnion(plan.files.map(\.path))
      again.formUnion(plan.files.filter(\.touchesApprovedText).map(\.path))
    }
    Console.error(
      mended == 0
        ? "no finding has a fix that can be applied\n"
        : "mended \(Summary.counted(mended, "finding")) in \(Summary.counted(paths.count, "file"))\n")
    for path in again.sorted() {
      Console.error("the text of \(path) was approved and has changed: read it, and have it approved again\n")
    }
  }

  private func plan() throws -> FixPlan {
    let compilation = try workspace.compile(.workingTree, asOf: asOf)
    // What the baseline lists or a deviation accepts was left as it is on purpose.
    let findings = compilation.diagnostics.filter { rules.isEmpty || rules.contains($0.rule.code) }
    return FixPlan(findings, in: compilation.isms, includingUnsafe: includingUnsafe)
  }

  /// A file whose staged content differs from `HEAD` and from the file: nobody could tell afterwards what was staged.
  private func refuse(filesStagedInPart plan: FixPlan) throws {
    let repository = workspace.repository
    func blobs(_ snapshot: Snapshot) -> [String: ObjectID] {
      Dictionary(snapshot.files.map { ($0.path, $0.blob) }, uniquingKeysWith: { first, _ in first })
    }
    let head = try repository.headCommit().map { blobs(try repository.snapshot(ofCommit: $0)) } ?? [:]
    let index = blobs(try repository.snapshotOfIndex())
    let files = blobs(try repository.snapshotOfWorkingTree())
    let mixed = plan.files.map(\.path).filter { path in
      index[path] != nil && index[path] != head[path] && index[path] != files[path]
    }
    guard mixed.isEmpty else {
      throw Failure(
        message:
          "\(mixed.joined(separator: ", ")) \(mixed.count == 1 ? "has" : "have") both staged and unstaged changes",
        fix: "stage the rest (git add), or put it aside (git stash --keep-index), then run again")
    }
  }

  /// Writes all files beside their places first, then puts them in place one by one, so that none is ever half written.
  private func write(_ plan: FixPlan) throws {
    guard let folder = workspace.repository.workingFolder else { return }
    let manager = FileManager.default
    var written: [(new: String, place: String)] = []
    defer {
      for file in written where manager.fileExists(atPath: file.new) { try? manager.removeItem(atPath: file.new) }
    }
    for file in plan.files {
      let place = folder + (folder.hasSuffix("/") ? "" : "/") + file.path
      guard let now = manager.contents(atPath: place), Array(now) == file.before else {
        throw Failure(
          message: "`\(file.path)` is not what was checked: it changed meanwhile, or git converts it when it is read",
          fix: "run again; if that does not help, apply the output of --diff by hand")
      }
      let new = "\(place).auditpack-\(ProcessInfo.processInfo.processIdentifier)"
      try Data(file.after).write(to: URL(fileURLWithPath: new))
      written.append((new, place))
      let mode = try manager.attributesOfItem(atPath: place)[.posixPermissions]
      if let mode { try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: new) }
    }
    for file in written where rename(file.new, file.place) != 0 {
      throw Failure(
        message: "`\(file.place)` cannot be replaced: \(String(cString: strerror(errno)))",
        fix: "make the file and its folder writable, then run again")
    }
  }
}
