import ArgumentParser
import Compiler
import Foundation
import Git
import ISMS
import Source

/// Which state of the repository a command compiles.
enum State {
  /// The files as they lie in the working tree.
  case workingTree
  /// The index: what the next commit will hold.
  case index
  /// A commit, by a name of it.
  case revision(String)
  /// A commit.
  case commit(ObjectID)
}

/// A day given on the command line.
extension CalendarDate: ExpressibleByArgument {
  /// Reads `YYYY-MM-DD`.
  public init?(argument: String) { self.init(argument) }
}

/// A repository with the ISMS folder in it: where compilation begins.
struct Workspace {
  let repository: Repository
  private let path: String
  /// Folder of `PATH` below the top of the working tree; empty for the top.
  let start: String

  /// Opens the repository that holds `path`.
  init(path: String) throws {
    var information = stat()
    guard stat(path, &information) == 0 else {
      throw Failure(message: "there is no folder `\(path)`", fix: "name the folder of the ISMS, or run in it")
    }
    repository = try Repository.open(at: path)
    self.path = path
    var place = path
    if information.st_mode & S_IFMT != S_IFDIR { place = (path as NSString).deletingLastPathComponent }
    let folder = Self.resolved(place.isEmpty ? "." : place)
    if let top = repository.workingFolder.map(Self.resolved), folder.hasPrefix(top + "/") {
      start = String(folder.dropFirst(top.count + 1))
    } else {
      start = ""
    }
  }

  /// A path from the root, without symbolic links; itself where nothing is there.
  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// A file of the working tree as git names it; nil if it lies outside.
  func pathInRepository(_ path: String) -> String? {
    guard let folder = repository.workingFolder else { return nil }
    let top = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    // The file itself may be gone, or be a link: only its folder is resolved.
    let file = URL(fileURLWithPath: path)
    let place = file.deletingLastPathComponent().resolvingSymlinksInPath().path + "/" + file.lastPathComponent
    return place.hasPrefix(top + "/") ? String(place.dropFirst(top.count + 1)) : nil
  }

  /// Compiles a state.
  ///
  /// - Parameters:
  ///   - asOf: the reference date; the day of the commit, or today for index and working tree, if nil.
  ///   - comparesWithCommit: whether to find out what in the working tree is not committed.
  ///   - usingCache: whether what earlier runs read of the history and found out about contents may be believed.
  ///   - previous: what an earlier pack says about itself.
  ///   - mayBeEmpty: whether a state without any document is a result and not a failure.
  func compile(
    _ state: State, asOf: CalendarDate?, comparesWithCommit: Bool = false, usingCache: Bool = true,
    previous: EarlierPack? = nil, mayBeEmpty: Bool = false
  ) throws -> Compilation {
    var snapshot: Snapshot
    let reading: Reading
    switch state {
    case .revision(let revision):
      return try compile(
        .commit(try repository.resolve(revision)), asOf: asOf, usingCache: usingCache, previous: previous,
        mayBeEmpty: mayBeEmpty)
    case .commit(let commit):
      reading = Reading(upTo: commit, of: repository, at: path, usingCache: usingCache)
      snapshot = try repository.snapshot(ofCommit: commit)
    case .index:
      reading = Reading(upTo: try repository.headCommit(), of: repository, at: path, usingCache: usingCache)
      snapshot = try repository.snapshotOfIndex()
    case .workingTree:
      guard !repository.isBare else {
        throw Failure(
          message: "the repository \(repository.gitFolder) is bare, so it has no working tree to check",
          fix: "check a commit: auditpack check --rev HEAD")
      }
      let tip = try repository.headCommit()
      reading = Reading(upTo: tip, of: repository, at: path, usingCache: usingCache)
      snapshot = try repository.snapshotOfWorkingTree()
      if comparesWithCommit {
        let committed = try tip.map { try repository.snapshot(ofCommit: $0) }
        snapshot.uncommitted = committed.map { snapshot.paths(differingFrom: $0) } ?? snapshot.files.map(\.path)
      }
    }
    let folder = try ismsFolder(in: snapshot)
    let kept = reading.kept.value
    let compilation = try Compiler.compile(
      snapshot, history: try reading.history.value.get(), folder: folder,
      contents: usingCache ? CheckedOutContents(of: repository) as any ContentReader : repository,
      signatures: repository, openPGP: GnuPG(), facts: kept.facts, previous: previous,
      asOf: asOf ?? snapshot.committedOn ?? Self.today)
    kept.keep()
    guard
      mayBeEmpty || !compilation.isms.documents.isEmpty || !compilation.isms.recordFiles.isEmpty
        || !compilation.diagnostics.allSatisfy({ $0.rule.code == "DOC-01" })
    else {
      throw Failure(
        message: snapshot.files.isEmpty
          ? "the repository holds no file yet, so there is no ISMS to compile"
          : "no document of an ISMS found among \(compilation.isms.files.count) files"
            + (folder.isEmpty ? "" : " in `\(folder)`"),
        fix: "start a Markdown file with front matter (`---`, `id: POL-01`, `type: policy`, …, `---`), add it to git, "
          + "and run again; README.md shows a first policy")
    }
    return compilation
  }

  /// What is read while the files are listed.
  private struct Reading {
    /// The history, read through a repository of its own.
    let history: Meanwhile<Result<History, any Error>>
    /// What earlier runs found out about contents.
    let kept: Lazy<KeptFacts>

    init(upTo tip: ObjectID?, of repository: Repository, at path: String, usingCache: Bool) {
      let files = repository.keptFiles
      let kept = Lazy(computing: { KeptFacts(in: files, isBelieved: usingCache) })
      self.kept = kept
      history = Meanwhile {
        // The facts are wanted at once, and the history when all files are read.
        _ = kept.value
        return Result {
          try tip.map { try Repository.open(at: path).history(upTo: $0, usingCache: usingCache) } ?? .notRead
        }
      }
    }
  }

  /// The folder of the ISMS: the nearest one above `PATH` with `auditpack.yaml`, or the only one below, or the top.
  private func ismsFolder(in snapshot: Snapshot) throws -> String {
    let suffix = "/" + Configuration.fileName
    let marked = Set(
      snapshot.files.compactMap { file -> String? in
        // Most names end otherwise.
        guard file.path.lastByte == suffix.lastByte else { return nil }
        if file.path == Configuration.fileName { return "" }
        return file.path.hasSuffix(suffix) ? String(file.path.dropLast(suffix.count)) : nil
      })
    var folder = start
    while true {
      if marked.contains(folder) { return folder }
      guard !folder.isEmpty else { break }
      folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
    }
    let below = marked.filter { start.isEmpty || $0.hasPrefix(start + "/") }
    if below.count > 1 {
      throw Failure(
        message:
          "there are \(below.count) folders with \(Configuration.fileName): \(below.sorted().joined(separator: ", "))",
        fix: "name the one to compile, for example: auditpack check \(below.min() ?? "")")
    }
    return below.first ?? start
  }

  private static var today: CalendarDate {
    var now = time(nil)
    var local = tm()
    tzset()
    localtime_r(&now, &local)
    return CalendarDate(secondsSince1970: Int64(now), offsetMinutes: local.tm_gmtoff / 60)
  }
}
