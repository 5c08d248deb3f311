import ISMS
import Source
import Syntax

/// The commits that led from one state to the one that is compiled.
public struct ChangesSince: Sendable {
  /// Positions of the commits, newest first.
  public let commits: [Int]
  private let isAfter: [Bool]

  /// The commits of a history that are no ancestors of `commit`, a position in it; all of them if nil.
  public init(_ commit: Int?, in history: History) {
    var isAfter = Array(repeating: true, count: history.commits.count)
    if let commit {
      let positions = Dictionary(
        history.commits.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
      var pending = [commit]
      isAfter[commit] = false
      while let position = pending.popLast() {
        for parent in history.commits[position].parents {
          guard let index = positions[parent], isAfter[index] else { continue }
          isAfter[index] = false
          pending.append(index)
        }
      }
    }
    self.isAfter = isAfter
    commits = isAfter.indices.filter { isAfter[$0] }
  }

  /// Whether a commit came after the state.
  public func contains(_ commit: Int) -> Bool { isAfter[commit] }
}

/// The rows of one register that differ from an earlier state.
public struct RegisterChange: Sendable {
  /// Id of the register.
  public let register: String
  /// What its rows are.
  public let kind: RecordKind
  /// The file that holds the rows today.
  public let path: String
  /// The rows.
  public let difference: RegisterDifference
}

extension Compilation {
  /// The rows of registers that differ from an earlier state, register by register. Registers that were not there yet,
  /// and those whose records are files of their own, are left out.
  public func registerChanges(_ since: ChangesSince, contents: any ContentReader) -> [RegisterChange] {
    let reader = RevisionReader(contents: contents)
    return isms.documents.compactMap { document in
      guard let name = document.record.text("register"),
        let kind = RecordKind.allCases.first(where: { $0.register == name }),
        let old = documentHistories[document.id]?.revisions.first(where: { !since.contains($0.commit) })
      else { return nil }
      let place = tablePlace(document.record.text("data"), of: document.path)
      let before = tablePlace(reader.claim(of: old.after)?.data, of: old.path)
      let oldBlob =
        before.isMarkdown
        ? old.after
        : history.revisions(of: before.path).first { !since.contains($0.commit) }
          .flatMap { history.changes[$0.change].after }
      guard let now = isms.files[place.path], now.kind == .file, now.blob != oldBlob else { return nil }
      func table(_ blob: ObjectID?, _ isMarkdown: Bool) -> Table? {
        blob.flatMap { reader.source(of: $0) }.flatMap { kind.table(in: $0, isMarkdown: isMarkdown) }
      }
      let difference = RegisterDifference(
        from: table(oldBlob, before.isMarkdown), to: table(now.blob, place.isMarkdown), of: kind)
      guard !difference.rows.isEmpty else { return nil }
      return RegisterChange(register: document.id, kind: kind, path: place.path, difference: difference)
    }
  }

  private func tablePlace(_ data: String?, of path: String) -> (path: String, isMarkdown: Bool) {
    guard let data else { return (path, true) }
    return (Paths.resolve(data, in: Paths.folder(of: path)) ?? "", false)
  }
}
