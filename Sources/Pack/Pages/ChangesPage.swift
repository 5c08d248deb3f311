import Compiler
import ISMS
import Source

/// `changes.html`: what changed since a state, a day or the last audit.
enum ChangesPage {
  static func page(_ site: Site) -> Page {
    let scope = Scope(site, "changes")
    let baseline = Baseline(site)
    let changes = documentChanges(since: baseline, site)
    let records = ChangedRecords.shown(since: baseline.changes, site)
    let context: Context = [
      "hasHistory": .flag(!site.history.commits.isEmpty), "baseline": .text(baseline.title),
      "baselineCommit": .text(baseline.commit.map { site.history.commits[$0].id.short }),
      "commitCount": .number(baseline.changes.commits.count),
      "added": .table(table("Documents added", changes.filter { $0.isAdded && !$0.isRetired }, scope)),
      "modified": .table(
        table("Documents modified", changes.filter { !$0.isAdded && !$0.isRetired && $0.count > 0 }, scope)),
      "retired": .table(table("Documents retired", changes.filter(\.isRetired), scope)),
      "deleted": .table(deleted(since: baseline, scope)),
      "approvals": .table(approvals(since: baseline, scope)),
      "afterApproval": .table(afterApproval(scope)),
      "records": .table(recordChanges(since: baseline, scope)),
      "soaRows": .table(ChangedRecords.soaRows(records, scope)),
      "riskMovements": .table(ChangedRecords.risks(records, scope)),
      "registerRows": .table(ChangedRecords.others(records, scope)),
      "people": .table(people(since: baseline, scope)), "months": .table(months(scope)),
      "tags": .table(tags(scope)),
    ]
    return Page(path: "changes", template: "changes", title: "Changes", leansOnHistory: true, context: context)
  }

  /// The state changes are counted from.
  struct Baseline {
    /// What the reader calls it.
    let title: String
    /// Position of its commit; nil where everything counts.
    let commit: Int?
    /// The commits that came after it.
    let changes: ChangesSince

    init(_ site: Site) {
      let history = site.history
      func last(until day: CalendarDate) -> Int? { history.commits.firstIndex { $0.committer.date <= day } }
      switch site.options.since {
      case .commit(let id, let name):
        commit = history.commits.firstIndex { $0.id == id }
        title = commit == nil ? "the beginning, because \(name) is not an ancestor" : name
      case .date(let day):
        commit = last(until: day)
        title = commit == nil ? "\(day), which is before the first commit" : "\(day)"
      case nil:
        let audit = site.isms.audits.filter { $0.status == "performed" && site.disclosure.includes($0) }
          .compactMap { audit in audit.performedOn.map { ($0, audit) } }
          .max { ($0.0, $0.1.id) < ($1.0, $1.1.id) }
        if let audit, let position = last(until: audit.0) {
          commit = position
          title = "the last performed audit, \(audit.1.title) (\(audit.0))"
        } else {
          commit = nil
          title = "the beginning"
        }
      }
      changes = ChangesSince(commit, in: history)
    }
  }

  private struct DocumentChange {
    let document: Document
    let count: Int
    let isAdded: Bool
    let isRetired: Bool
    let last: History.Commit?
    let authors: [String]
  }

  private static func documentChanges(since baseline: Baseline, _ site: Site) -> [DocumentChange] {
    site.isms.documents.compactMap { document in
      guard site.disclosure.includes(document), let history = site.history(of: document) else { return nil }
      let revisions = history.revisions.filter { baseline.changes.contains($0.commit) }
      guard let newest = revisions.first else { return nil }
      let authors = Set(revisions.map { site.history.commits[$0.commit].author.name }).sorted()
      return DocumentChange(
        document: document, count: revisions.count, isAdded: revisions.contains { $0.kind == .added },
        isRetired: document.status == .retired, last: site.history.commits[newest.commit], authors: authors)
    }
  }

  private static func table(_ caption: String, _ changes: [DocumentChange], _ scope: Scope) -> TableModel {
    TableModel(
      caption: caption,
      columns: [.init("Document", "id"), "Title", "Version", .init("Commits", "number"), "Last change", "Who"],
      rows: changes.map { change in
        TableModel.Row(
          nil,
          [
            .link(scope.document(change.document)), .text(change.document.title), .text(change.document.version),
            .text(String(change.count)),
            Cell(change.last.map { [.text("\($0.author.date)"), .note($0.subject)] } ?? []),
            .text(change.authors.joined(separator: ", ")),
          ])
      })
  }

  private static func deleted(since baseline: Baseline, _ scope: Scope) -> TableModel {
    let site = scope.site
    var renamed: Set<String> = []
    for history in site.compilation.documentHistories.values {
      for revision in history.revisions { renamed.insert(revision.path) }
    }
    let rows = baseline.changes.commits.flatMap { position -> [TableModel.Row] in
      let commit = site.history.commits[position]
      return commit.changes.compactMap { index in
        let change = site.history.changes[index]
        let path = site.history.paths[change.path]
        guard change.after == nil, path.hasSuffix(".md"), site.isms.files[path] == nil, !renamed.contains(path),
          site.disclosure.mayName(path: path)
        else { return nil }
        return TableModel.Row(
          nil,
          [
            .code(path), .value(commit.author.date), .code(commit.id.short), .text(commit.subject),
            .text(commit.author.name),
          ])
      }
    }
    return TableModel(
      caption: "Files deleted", columns: ["File", .init("Date", "date"), "Commit", "Change", "Who"], rows: rows)
  }

  private static func approvals(since baseline: Baseline, _ scope: Scope) -> TableModel {
    let site = scope.site
    let approved = site.isms.documents.compactMap { document -> (Document, Approval, Int)? in
      guard site.disclosure.includes(document), let approval = site.history(of: document)?.approval,
        let commit = approval.claimCommit, baseline.changes.contains(commit)
      else { return nil }
      return (document, approval, commit)
    }
    return TableModel(
      caption: "Documents approved",
      columns: [.init("Document", "id"), "Title", "Version", .init("Approved", "short"), "Level", "Entered by commit"],
      rows: approved.sorted { ($0.2, $0.0.id) < ($1.2, $1.0.id) }.map { document, approval, position in
        let commit = site.history.commits[position]
        return TableModel.Row(
          nil,
          [
            .link(scope.document(document)), .text(document.title), .text(document.version),
            .links(document.approvedBy.map(scope.item)).note(document.approvedOn?.description),
            .badge(.level(approval.level)).note(approval.grounds),
            .code(commit.id.short).note("\(commit.author.date)"),
          ])
      })
  }

  private static func afterApproval(_ scope: Scope) -> TableModel {
    let site = scope.site
    let changed = site.isms.documents.filter {
      site.disclosure.includes($0) && site.history(of: $0)?.approval?.textIsUnchanged == false
    }
    return TableModel(
      caption: "Documents changed after their approval",
      columns: [.init("Document", "id"), "Title", "Version", "Commits after"],
      rows: changed.map { document in
        let commits = site.history(of: document)?.approval?.changesAfter ?? []
        return TableModel.Row(
          nil,
          [
            .link(scope.document(document)), .text(document.title), .text(document.version),
            .text(commits.prefix(12).map { site.history.commits[$0].id.short }.joined(separator: ", "))
              .note(commits.count > 12 ? "and \(commits.count - 12) more" : nil),
          ])
      })
  }

  /// Files of records and registers that changed: risks, SoA rows, evidence.
  private static func recordChanges(since baseline: Baseline, _ scope: Scope) -> TableModel {
    let site = scope.site
    let documents = Set(site.isms.documents.map(\.path))
    var order: [String] = []
    var counts: [String: (count: Int, isAdded: Bool, last: Int)] = [:]
    for position in baseline.changes.commits {
      for index in site.history.commits[position].changes {
        let change = site.history.changes[index]
        let path = site.history.paths[change.path]
        guard site.isms.files[path] != nil, !documents.contains(path), site.addresses.file(path) != nil,
          site.disclosure.mayName(path: path)
        else { continue }
        if counts[path] == nil { order.append(path) }
        let known = counts[path] ?? (0, false, position)
        counts[path] = (known.count + 1, known.isAdded || change.before == nil, known.last)
      }
    }
    guard order.count <= site.options.limits.rows else {
      return folders(order.map { ($0, counts[$0] ?? (0, false, 0)) }, scope)
    }
    return TableModel(
      caption: "Records, registers and evidence",
      columns: ["File", "What", .init("Commits", "number"), "Last change"],
      rows: order.sorted().compactMap { path in
        guard let entry = counts[path] else { return nil }
        let commit = site.history.commits[entry.last]
        return TableModel.Row(
          nil,
          [
            .link(scope.link(path, to: site.addresses.file(path))), .text(entry.isAdded ? "added" : "modified"),
            .text(String(entry.count)), Cell([.text("\(commit.author.date)"), .note(commit.subject)]),
          ])
      }, canFilter: true)
  }

  /// The same folder by folder, where there are too many files for a page. Each file's own page tells of its changes.
  private static func folders(
    _ files: [(path: String, change: (count: Int, isAdded: Bool, last: Int))], _ scope: Scope
  ) -> TableModel {
    let commits = scope.site.history.commits
    let groups = Dictionary(grouping: files) { Paths.folder(of: $0.path) }
    return TableModel(
      caption: "Records, registers and evidence, folder by folder",
      columns: [
        "Folder", .init("Files added", "number"), .init("Modified", "number"), .init("Commits", "number"),
        "Last change",
      ],
      rows: groups.keys.sorted().map { folder in
        let changes = (groups[folder] ?? []).map(\.change)
        let added = changes.count(where: \.isAdded)
        // Commits count from the newest.
        let last = changes.map(\.last).min().map { commits[$0] }
        return TableModel.Row(
          nil,
          [
            .code(folder.isEmpty ? "." : folder), .text(String(added)), .text(String(changes.count - added)),
            .text(String(changes.reduce(0) { $0 + $1.count })),
            Cell(last.map { [.text("\($0.author.date)"), .note($0.subject)] } ?? []),
          ])
      }, canFilter: true)
  }

  private static func people(since baseline: Baseline, _ scope: Scope) -> TableModel {
    let commits = baseline.changes.commits.map { scope.site.history.commits[$0] }
    let byName = Dictionary(grouping: commits) { "\($0.author.name) <\($0.author.email)>" }
    return TableModel(
      caption: "Who changed it", columns: ["Author as stated in git", .init("Commits", "number"), "First", "Last"],
      rows: byName.keys.sorted().map { name in
        let dates = (byName[name] ?? []).map(\.author.date)
        return TableModel.Row(
          nil, [.text(name), .text(String(dates.count)), .value(dates.min()), .value(dates.max())])
      })
  }

  /// The whole history, month by month.
  private static func months(_ scope: Scope) -> TableModel {
    let site = scope.site
    var documentsByCommit: [Int: Set<String>] = [:]
    for document in site.isms.documents where site.disclosure.includes(document) {
      for revision in site.history(of: document)?.revisions ?? [] {
        documentsByCommit[revision.commit, default: []].insert(document.id)
      }
    }
    var order: [String] = []
    var groups: [String: [Int]] = [:]
    for (position, commit) in site.history.commits.enumerated() {
      let month = String(commit.author.date.description.prefix(7))
      if groups[month] == nil { order.append(month) }
      groups[month, default: []].append(position)
    }
    return TableModel(
      caption: "The whole history by month",
      columns: [
        .init("Month", "date"), .init("Commits", "number"), .init("Merges", "number"), "Documents changed", "Who",
      ],
      rows: order.sorted(by: >).map { month in
        let positions = groups[month] ?? []
        let documents = positions.reduce(into: Set<String>()) { $0.formUnion(documentsByCommit[$1] ?? []) }.sorted()
        let people = Set(positions.map { site.history.commits[$0].author.name }).sorted()
        return TableModel.Row(
          nil,
          [
            .text(month), .text(String(positions.count)),
            .text(String(positions.count { site.history.commits[$0].isMerge })),
            .links(documents.prefix(12).map(scope.item)).note(
              documents.count > 12 ? "and \(documents.count - 12) more" : nil),
            .text(people.joined(separator: ", ")),
          ])
      })
  }

  static func tags(_ scope: Scope) -> TableModel {
    let commits = Dictionary(
      scope.site.history.commits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return TableModel(
      caption: "Tags", columns: ["Tag", "Commit", .init("Date", "date"), "By", "Signature", "Message"],
      rows: scope.site.history.tags.map { tag in
        TableModel.Row(
          nil,
          [
            .text(tag.name), .code(tag.commit.short), .value(tag.tagger?.date ?? commits[tag.commit]?.committer.date),
            .text(tag.tagger?.name ?? "plain tag"), .text(tag.isSigned ? "present" : "none"),
            .text(tag.message.isEmpty ? nil : tag.message),
          ])
      })
  }
}
