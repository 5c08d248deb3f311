import ISMS
import Source
import Syntax

extension Approval {
  /// How the records of a register, kept in a CSV file or a folder of files, compare with those that were approved.
  public struct RegisterData: Sendable {
    /// Records that were added, changed or removed since the approval, by id or path; empty if none.
    public let records: [String]
    /// Whether more changed than how far planned work has come.
    public let isMaterial: Bool
    /// Commits that changed the files after the approval, newest first, as positions in `History.commits`.
    public let changesAfter: [Int]
    /// The first place that differs, in a file of today; nil if only something is gone.
    public let firstChange: Location?

    /// Whether the records are those that were approved.
    public var isUnchanged: Bool { records.isEmpty }
  }
}

/// Compares the records a register keeps in other files with those at its approval: whoever approves a register approves
/// what it lists.
final class RegisterDataReader {
  private let isms: ISMS
  private let history: History
  private let revisions: RevisionReader
  private let mainLine: MainLine
  /// Every path of history and present, in order of their bytes, so that a folder is a range.
  private lazy var sortedPaths: [String] = Set(history.paths).union(isms.files.paths)
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

  /// How many more files of folders are compared.
  private var budget = 1_000_000
  private lazy var recordKinds: [String: RecordKind] = Dictionary(
    isms.recordFiles.map { ($0.path, $0.record.kind) }, uniquingKeysWith: { first, _ in first })

  init(isms: ISMS, history: History, revisions: RevisionReader, mainLine: MainLine) {
    self.isms = isms
    self.history = history
    self.revisions = revisions
    self.mainLine = mainLine
  }

  /// The records of `document` now and at its approval; nil if it keeps them in its own text, or a file cannot be had.
  ///
  /// - Parameters:
  ///   - revision: the revision of the document that was approved.
  ///   - commit: the commit of the main line by which it came into force.
  func data(of document: Document, approved revision: DocumentHistory.Revision, in commit: Int) -> Approval
    .RegisterData?
  {
    guard let data = document.record.text("data"), let name = document.record.text("register"),
      let kind = RecordKind.allCases.first(where: { $0.register == name }),
      let present = Paths.resolve(data, in: Paths.folder(of: document.path)),
      let stated = revisions.claim(of: revision.after)?.data,
      let approved = Paths.resolve(stated, in: Paths.folder(of: revision.path))
    else { return nil }
    let isFile = isms.files[present]?.kind == .file
    var found = Found()
    if isFile {
      guard compareTables(approved, present, kind, since: commit, &found) else { return nil }
    } else {
      let (new, old) = (prefix(of: present), prefix(of: approved))
      let names = names(below: new).union(names(below: old))
      // Many registers over one large folder cannot all be honest.
      budget -= names.count
      guard budget > 0 else { return nil }
      for name in names.sorted() { compareFiles(old + name, new + name, kind, since: commit, &found) }
    }
    return Approval.RegisterData(
      records: found.records, isMaterial: found.isMaterial, changesAfter: found.commits.sortedWithoutRepetition,
      firstChange: found.place)
  }

  private struct Found {
    var records: [String] = []
    var isMaterial = false
    var commits: [Int] = []
    var place: Location?
  }

  private func compareTables(
    _ approved: String, _ present: String, _ kind: RecordKind, since commit: Int, _ found: inout Found
  ) -> Bool {
    let before = blob(of: approved, at: commit)
    let now = isms.files[present]?.blob
    if before == now { return true }
    func table(_ blob: ObjectID?) -> Table?? {
      guard let blob else { return .some(nil) }
      return revisions.source(of: blob).map { kind.table(in: $0, isMarkdown: false) }
    }
    guard let old = table(before), let new = table(now) else { return false }
    let difference = RegisterDifference(from: old, to: new, of: kind)
    if difference.rows.isEmpty { return true }
    found.records = difference.rows.map(\.id)
    found.isMaterial = difference.isMaterial
    found.place = difference.rows.lazy.compactMap(\.range).first.map { Location(path: present, range: $0) }
    note(present, since: commit, &found)
    return true
  }

  /// A file of its own is compared with its front matter, which holds the facts.
  private func compareFiles(
    _ approved: String, _ present: String, _ kind: RecordKind, since commit: Int, _ found: inout Found
  ) {
    let before = blob(of: approved, at: commit)
    let now = isms.files[present]?.blob
    if before == now { return }
    // Other files may lie in the same folder.
    let isRecord =
      recordKinds[present] == kind
      || before.flatMap { revisions.claim(of: $0)?.type } == kind.rawValue
    guard isRecord else { return }
    if let before, let now, let old = revisions.source(of: before), let new = revisions.source(of: now),
      MaterialText(old, from: 0) == MaterialText(new, from: 0)
    {
      return
    }
    found.records.append(present)
    found.isMaterial = true
    if found.place == nil, now != nil { found.place = Location(path: present, range: nil) }
    note(present, since: commit, &found)
  }

  private func note(_ path: String, since commit: Int, _ found: inout Found) {
    for revision in history.revisions(of: path) where mainLine.arrival(of: revision.commit) < commit {
      found.commits.append(revision.commit)
    }
  }

  /// The content of a path when a commit of the main line was made; nil if there was none.
  private func blob(of path: String, at commit: Int) -> ObjectID? {
    let revision = history.revisions(of: path).first { mainLine.arrival(of: $0.commit) >= commit }
    return revision.flatMap { history.changes[$0.change].after }
  }

  private func prefix(of folder: String) -> String { folder.isEmpty ? "" : folder + "/" }

  /// What follows `prefix` in the paths that begin with it.
  private func names(below prefix: String) -> Set<String> {
    var low = 0
    var high = sortedPaths.count
    while low < high {
      let middle = (low + high) / 2
      if sortedPaths[middle].utf8.lexicographicallyPrecedes(prefix.utf8) { low = middle + 1 } else { high = middle }
    }
    let found = sortedPaths[low...].prefix { $0.utf8.starts(with: prefix.utf8) }
    return Set(found.map { String(decoding: $0.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) })
  }
}

extension [Int] {
  /// The numbers in their order, each once. Those of one path are in order already.
  fileprivate var sortedWithoutRepetition: [Int] {
    var result: [Int] = []
    for number in sorted() where number != result.last { result.append(number) }
    return result
  }
}
