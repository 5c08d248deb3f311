import ISMS
import Source

/// The result of `auditpack history`: what git says about one document, record or file.
public struct HistoryReport: Encodable, Sendable {
  /// A person as a commit states them.
  struct Person: Encodable {
    let name: String
    let email: String
  }

  /// A line at the end of a commit message.
  struct Line: Encodable {
    let key: String
    let value: String
  }

  /// One commit that changed it.
  struct Revision: Encodable {
    let commit: String
    let parents: [String]
    let author: Person
    let committer: Person
    let authoredAt: String
    let committedAt: String
    let subject: String
    let path: String
    /// Content after; nil if the file was deleted.
    let blob: String?
    let kind: String
    /// Whether the text changed; nil if that cannot be judged.
    let material: Bool?
    let trailers: [Line]
  }

  /// What the document says about its approval.
  struct Claim: Encodable {
    let by: [String]
    let on: String?
    let version: String?
  }

  /// What history says about it.
  struct ApprovalReport: Encodable {
    let claimed: Claim
    let claimCommit: String?
    let approvalCommit: String?
    let bodyMatches: Bool?
    /// Number of documents whose claim the same commit wrote, this one included.
    let claimedTogether: Int
    /// Whether the commit of the claim changed the text as well.
    let claimRewroteText: Bool
    /// The records of a register that keeps them in other files; nil for other documents.
    let records: RecordsReport?
    let level: Int
    let levelName: String
    let grounds: String
    let approvers: [String]
    let signatures: [Signature]
    let witness: Witness?
    let changesAfter: [String]
  }

  /// The records of a register compared with those that were approved.
  struct RecordsReport: Encodable {
    let matches: Bool
    /// Ids or paths of those that differ.
    let changed: [String]
    let changesAfter: [String]
  }

  /// A signature the approval could rest on.
  struct Signature: Encodable {
    /// `commit 4f1c2e9` or `tag isms-2026.1`.
    let on: String
    let isGood: Bool
    /// What the check came to.
    let result: String
  }

  /// An outside witness of the approving commit.
  struct Witness: Encodable {
    let service: String
    let date: String
    let record: String
    /// Why it does not count; nil if it fits.
    let problem: String?
  }

  /// One file of an evidence item.
  struct EvidenceFile: Encodable {
    let path: String
    let entered: String?
    let lastChanged: String?
    let changedAfterCollection: [String]?
    let sha256: String?
    let sha256Matches: Bool?
  }

  let schemaVersion = 1
  /// Id of the document or record; nil for a file that is neither.
  let id: String?
  let path: String
  let revisions: [Revision]
  /// Nil if it claims no approval.
  let approval: ApprovalReport?
  /// Nil for what is no evidence.
  let evidence: [EvidenceFile]?
  let historyComplete: Bool

  let title: String?
  let remark: String?
  let difference: TextDifference?
  private let names: [String: String]
  private let natures: [ChangeNature?]
  private let isUncommitted: Bool
  private let lines: [Int]

  private enum CodingKeys: String, CodingKey {
    case schemaVersion, id, path, revisions, approval, evidence, historyComplete
  }

  /// The history of what `name` names: the id of a document or record, or the path of a file from the top of the
  /// repository, deleted ones included. Nil if there is no such thing.
  ///
  /// - Parameter since: the commits whose revisions are listed; all if nil.
  public init?(
    _ compilation: Compilation, of name: String, since: ChangesSince? = nil, contents: any ContentReader
  ) {
    let isms = compilation.isms
    let history = compilation.history
    let reader = RevisionReader(
      contents: contents, editorialCommits: editorialCommits(of: compilation.snapshot, contents))
    let byPath = isms.documents.first { $0.path == name }
    let document = isms.document(name) ?? byPath
    let record =
      document?.record ?? isms.record(name) ?? isms.recordFiles.first { $0.path == name }?.record
    guard let path = record?.location.path ?? (history.paths.contains(name) || isms.files[name] != nil ? name : nil)
    else { return nil }
    self.path = path
    id = record.flatMap { $0.id.isEmpty ? nil : $0.id }
    title = record?.text("title") ?? record?.text("role")
    remark = record?.register.map { "`\(record?.id ?? "")` is a row of `\($0)`; this is the history of its file" }
    historyComplete = history.isComplete
    isUncommitted = isms.files[path] != nil && history.revisions(of: path).isEmpty && history.isComplete

    let own = document.flatMap { compilation.documentHistories[$0.id] }
    let all: [FileRevision] =
      own?.revisions.map { revision in
        let kind = revision.kind == .merged ? "merge" : revision.kind.rawValue
        return FileRevision(
          commit: revision.commit, path: revision.path, after: revision.after, kind: kind,
          nature: reader.nature(of: revision, in: history))
      } ?? Self.revisions(of: path, in: history, reader: reader)
    let found = all.filter { since?.contains($0.commit) ?? true }
    natures = found.map(\.nature)
    revisions = found.map { Self.revision($0, in: history) }
    names = Dictionary(
      history.commits.map { ($0.id.hex, "\($0.id.short) on \($0.author.date) by \($0.author.name)") },
      uniquingKeysWith: { first, _ in first })
    func hex(_ position: Int) -> String { history.commits[position].id.hex }
    approval = document.flatMap { document in
      own?.approval.map { approval in
        ApprovalReport(
          claimed: Claim(
            by: document.approvedBy, on: document.approvedOn?.description, version: document.version),
          claimCommit: approval.claimCommit.map(hex), approvalCommit: approval.approvalCommit.map(hex),
          bodyMatches: approval.textIsUnchanged, claimedTogether: approval.claimedTogether,
          claimRewroteText: approval.claimRewroteText,
          records: approval.data.map {
            RecordsReport(matches: $0.isUnchanged, changed: $0.records, changesAfter: $0.changesAfter.map(hex))
          },
          level: approval.level.rawValue, levelName: approval.level.name,
          grounds: approval.grounds, approvers: approval.approvers,
          signatures: approval.signatures.map { signature in
            let isGood = if case .good = signature.verdict { true } else { false }
            return Signature(on: signature.name(in: history), isGood: isGood, result: signature.verdict.words)
          },
          witness: approval.witness.map {
            Witness(service: $0.service, date: $0.date.description, record: $0.path, problem: $0.problem)
          },
          changesAfter: approval.changesAfter.map(hex))
      }
    }
    evidence = record.flatMap { record in
      record.kind != .evidence
        ? nil
        : compilation.evidenceHistories[record.id]?.files.map { file in
          EvidenceFile(
            path: file.path, entered: file.entered.map(hex), lastChanged: file.lastChanged.map(hex),
            changedAfterCollection: file.changedAfter?.map(hex), sha256: file.digest,
            sha256Matches: record.text("sha256").flatMap { recorded in
              file.digest.map { $0 == recorded.lowercased() }
            })
        }
    }
    difference = own?.approval.flatMap { approval in
      guard approval.textIsUnchanged == false, let old = approval.approvedBlob, let new = isms.files[path]?.blob
      else { return nil }
      return TextDifference.between(old, new, contents: contents)
    }
    lines = (difference?.changes ?? []).map { isms.sources[path]?.position(of: $0.offset).line ?? 0 }
  }

  private struct FileRevision {
    let commit: Int
    let path: String
    let after: ObjectID?
    let kind: String
    let nature: ChangeNature?
  }

  private static func revisions(of path: String, in history: History, reader: RevisionReader) -> [FileRevision] {
    Renames(history, reader: reader).steps(of: path).map { step in
      guard let after = step.change.after else {
        return FileRevision(commit: step.commit, path: step.path, after: nil, kind: "deleted", nature: .material)
      }
      let before = step.origin?.content ?? step.change.before
      let isMerge = history.commits[step.commit].isMerge
      let kind = step.origin != nil ? "renamed" : before == nil ? "added" : isMerge ? "merge" : "modified"
      var nature: ChangeNature? = step.origin == nil ? .material : .editorial
      if step.path.hasSuffix(".md"), step.origin == nil {
        nature = reader.nature(
          of: DocumentHistory.Revision(
            commit: step.commit, path: step.path, before: before, after: after, kind: .modified), in: history)
      }
      return FileRevision(commit: step.commit, path: step.path, after: after, kind: kind, nature: nature)
    }
  }

  private static func revision(_ revision: FileRevision, in history: History) -> Revision {
    let commit = history.commits[revision.commit]
    return Revision(
      commit: commit.id.hex, parents: commit.parents.map(\.hex),
      author: Person(name: commit.author.name, email: commit.author.email),
      committer: Person(name: commit.committer.name, email: commit.committer.email),
      authoredAt: commit.author.timestamp, committedAt: commit.committer.timestamp, subject: commit.subject,
      path: revision.path, blob: revision.after?.hex, kind: revision.kind, material: revision.nature?.isMaterial,
      trailers: commit.trailers.map { Line(key: $0.key, value: $0.value) })
  }
}

// MARK: For people

extension HistoryReport {
  /// The report as text.
  public func text(isColoured: Bool = false) -> String {
    func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    var result = bold(DisplayWidth.visible([id, title].compactMap { $0 }.joined(separator: "  "))) + "\n"
    if id == nil && title == nil { result = "" }
    result += DisplayWidth.visible(path) + "\n"
    if let remark { result += remark + "\n" }
    if !historyComplete {
      result += "the history is incomplete, so nothing is judged: run `git fetch --unshallow`\n"
    }
    result += approvalText(bold)
    result += evidenceText(bold)
    result += "\n" + bold("Revisions, newest first") + "\n"
    if revisions.isEmpty { result += isUncommitted ? "  none: the file is not committed\n" : "  none\n" }
    let width = revisions.map { DisplayWidth.columns(of: $0.author.name) }.max() ?? 0
    for (revision, nature) in zip(revisions, natures) {
      let name = DisplayWidth.visible(revision.author.name)
      let padding = String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: name)))
      let word =
        switch nature {
        case .material:
          revision.kind == "added" ? "added     " : revision.kind == "deleted" ? "deleted   " : "changed   "
        case .editorial: revision.kind == "renamed" ? "renamed   " : "editorial "
        case .listedAsEditorial: "editorial*"
        case nil: "?         "
        }
      result +=
        "  \(revision.commit.prefix(7))  \(revision.authoredAt.prefix(10))  \(name)\(padding)  \(word)  "
        + DisplayWidth.visible(revision.subject) + "\n"
      if revision.kind == "renamed" || revision.path != path {
        result += String(repeating: " ", count: 33 + width) + "as " + DisplayWidth.visible(revision.path) + "\n"
      }
    }
    if natures.contains(.listedAsEditorial) { result += "  * listed in .git-blame-ignore-revs\n" }
    return result
  }

  private func named(_ commit: String) -> String { DisplayWidth.visible(names[commit] ?? String(commit.prefix(7))) }

  private func approvalText(_ bold: (String) -> String) -> String {
    guard let approval else { return "" }
    var text = "\n" + bold("Approval") + "\n"
    let claimed = approval.claimed
    text += "  claimed   version \(claimed.version ?? "?") approved"
    text += claimed.by.isEmpty ? ", by nobody named" : " by \(claimed.by.joined(separator: ", "))"
    text += (claimed.on.map { " on \($0)" } ?? ", without a date") + "\n"
    if let commit = approval.claimCommit {
      text += "  written   \(named(commit))\n"
      if approval.claimedTogether > 1 {
        text += "            with the approval of \((approval.claimedTogether - 1).counted("other document"))\n"
      }
      if approval.claimRewroteText { text += "            which changed the text as well\n" }
    }
    if let commit = approval.approvalCommit, commit != approval.claimCommit { text += "  merged    \(named(commit))\n" }
    let meaning = Approval.Level(rawValue: approval.level)?.meaning ?? ""
    text += "  level     \(approval.level), \(approval.levelName): \(DisplayWidth.visible(approval.grounds))\n"
    text += "            \(meaning)\n"
    for signature in approval.signatures {
      text += "  signature of \(DisplayWidth.visible("\(signature.on) \(signature.result)"))\n"
    }
    if let witness = approval.witness {
      let state =
        witness.problem.map { "does not count: \($0)" } ?? "saw the commit on \(witness.date), as the record says"
      text += "  witness   \(DisplayWidth.visible("\(witness.service) \(state)"))\n"
    }
    switch approval.bodyMatches {
    case true: text += "  text      as approved\n"
    case nil: text += "  text      cannot be compared with the approved one\n"
    case false:
      let count = approval.changesAfter.count
      text += "  text      changed by \(count) commit\(count == 1 ? "" : "s") after the approval\n"
      for commit in approval.changesAfter { text += "            \(named(commit))\n" }
    }
    if let records = approval.records {
      text += "  records   \(records.matches ? "as approved" : "differ from the approved ones")\n"
      if !records.matches {
        let shown = records.changed.prefix(10).joined(separator: ", ")
        let more = records.changed.count > 10 ? " and \(records.changed.count - 10) more" : ""
        text += "            \(DisplayWidth.visible(shown))\(more)\n"
        for commit in records.changesAfter { text += "            \(named(commit))\n" }
      }
    }
    guard let difference else { return text }
    text += "\n" + bold("What differs from the approved text") + "\n"
    if difference.isCoarse { text += "  so much that it is shown as one\n" }
    for (change, line) in zip(difference.changes, lines).prefix(40) {
      var words = [Self.cut(change.before)]
      if !change.removed.isEmpty { words.append("[-" + Self.cut(change.removed) + "-]") }
      if !change.added.isEmpty { words.append("{+" + Self.cut(change.added) + "+}") }
      words.append(Self.cut(change.after))
      text += "  \(line): " + words.filter { !$0.isEmpty }.joined(separator: " ") + "\n"
    }
    if difference.changes.count > 40 { text += "  and \(difference.changes.count - 40) more\n" }
    return text
  }

  private static func cut(_ text: String) -> String {
    DisplayWidth.visible(text.count > 400 ? text.prefix(200) + " … " + text.suffix(200) : text)
  }

  private func evidenceText(_ bold: (String) -> String) -> String {
    guard let evidence, !evidence.isEmpty else { return "" }
    var text = "\n" + bold("Files") + "\n"
    for file in evidence {
      text += "  \(DisplayWidth.visible(file.path))\n"
      if let commit = file.entered { text += "    entered git   \(named(commit))\n" }
      if let commit = file.lastChanged, commit != file.entered { text += "    last changed  \(named(commit))\n" }
      if let later = file.changedAfterCollection {
        text += later.isEmpty ? "    as collected\n" : "    changed after collection\n"
        for commit in later { text += "                  \(named(commit))\n" }
      }
      if let matches = file.sha256Matches {
        text += "    sha256        \(matches ? "as recorded" : "differs from the recorded one")\n"
      }
    }
    return text
  }
}

extension History.Signature {
  /// Day and time with the offset, as ISO 8601 has it: `2026-03-02T10:00:00+01:00`.
  public var timestamp: String {
    func two(_ value: Int64) -> String { (value < 10 ? "0" : "") + String(value) }
    let local = seconds &+ Int64(offsetMinutes) &* 60
    let second = ((local % 86_400) + 86_400) % 86_400
    let offset = Int64(abs(offsetMinutes))
    return "\(date)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      + "\(offsetMinutes < 0 ? "-" : "+")\(two(offset / 60)):\(two(offset % 60))"
  }
}
