import Compiler
import ISMS
import Source

extension Disclosed {
  /// A record as JSON and CSV show it: the fields of its schema, and what the program knows besides.
  typealias Fields = [String: Value]

  /// Records of one kind; those only referenced with id and title alone, those omitted not at all.
  func records(_ views: [some RecordView]) -> [Fields] {
    guard showsRegisters else { return [] }
    return views.compactMap { base($0) }
  }

  private func base(_ view: some RecordView) -> Fields? {
    let schema = Schema.record(view.record.kind)
    switch disclosure.handling(of: view.record) {
    case .omit: return nil
    case .reference:
      var fields: Fields = [schema.identifier: .text(view.id), "handling": .text("reference")]
      if let name = Self.titleField(of: view.record.kind), let title = view.record.text(name) {
        fields[name] = .text(text(title))
      }
      return fields
    case .include:
      var fields = fields(of: view.record, schema: schema)
      fields[schema.identifier] = .text(view.id)
      fields["handling"] = .text("include")
      fields["defined_at"] = place(view.location).map { .part($0) }
      if fields["description"] == nil, schema["description"] != nil, let text = textBelow(view.record) {
        fields["description"] = .text(text)
      }
      return fields
    }
  }

  /// The field that people call a record by; nil if it has none but its id.
  private static func titleField(of kind: RecordKind) -> String? {
    switch kind {
    case .person: "role"
    case .treatmentAction: "action"
    case .deviation: nil
    default: "title"
    }
  }

  /// The text of a record that has a file of its own; nil if there is none.
  private func textBelow(_ record: Record) -> String? {
    guard let file = recordFile(at: record.location.path), file.record.id == record.id else { return nil }
    let body = file.source.text(SourceRange(min(file.bodyStart, file.source.bytes.count), file.source.bytes.count))
    let lines = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
      let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) })
    else { return nil }
    return text(lines[first...last].joined(separator: "\n"))
  }

  /// Risks with the levels and bands that the method gives them.
  var risks: [Fields] {
    guard showsRegisters else { return [] }
    let method = isms.riskMethod
    return isms.risks.compactMap { risk in
      guard var fields = base(risk) else { return nil }
      guard disclosure.includes(risk) else { return fields }
      let level = method.level(of: risk)
      let residual = method.residualLevel(of: risk)
      fields["computed"] = .part(
        ComputedLevels(
          level: level, band: level.flatMap { method.band(of: $0)?.name }, residualLevel: residual,
          residualBand: residual.flatMap { method.band(of: $0)?.name },
          aboveThreshold: (residual ?? level).map { $0 > method.acceptanceThreshold }))
      return fields
    }
  }

  /// Levels of a risk as the method computes them.
  struct ComputedLevels: Encodable {
    let level: Int?
    let band: String?
    let residualLevel: Int?
    let residualBand: String?
    /// Whether what remains, or the risk itself where nothing is stated, is above the threshold of acceptance.
    let aboveThreshold: Bool?
  }

  // MARK: - Statement of Applicability

  /// What a customer reads of a row: whether, how far and by whom, in no words of the register.
  private static let publicFields: Set<String> = ["control", "included", "basis", "status", "responsibility"]

  /// Rows of the Statement of Applicability, with the title of the catalog where it knows the control.
  var soaRows: [Fields] {
    (isms.soa?.rows ?? []).compactMap { row in
      let handling = disclosure.handling(of: row.record)
      guard handling > .omit, var fields = base(row) else { return nil }
      let control = isms.catalog.control(row.control)
      fields["title"] = control.map { .text($0.title) } ?? fields["title"]
      fields["theme"] = control.map { .text($0.theme.rawValue) }
      guard showsRegisters else {
        return fields.filter { Self.publicFields.contains($0.key) || ["title", "theme", "handling"].contains($0.key) }
      }
      return fields
    }
  }

  // MARK: - Documents

  /// Documents under control, those only referenced without path and text.
  var documents: [Fields] {
    isms.documents.compactMap { document in
      let handling = disclosure.handling(of: document.record)
      guard handling > .omit else { return nil }
      var fields = fields(of: document.record, schema: .document(document.type))
      if handling == .reference {
        fields = fields.filter { Self.referencedDocumentFields.contains($0.key) }
      } else {
        fields["path"] = disclosure.mayName(path: document.path) ? .text(document.path) : nil
        fields["next_review"] = document.nextReview.map { .text($0.description) }
      }
      // They are records of their own.
      fields["deviations"] = nil
      fields["id"] = .text(document.id)
      fields["type"] = .text(document.type.rawValue)
      fields["title"] = .text(text(document.title))
      fields["handling"] = .text(handling.rawValue)
      fields["sha256"] = .text(sha256(document.source.bytes))
      if let history = compilation.documentHistories[document.id] {
        fields["approval"] = history.approval.map { .part(approval($0)) }
        if handling == .include, showsRegisters {
          fields["revisions"] = .list(history.revisions.map { .part(revision($0)) })
        }
      }
      return fields
    }
  }

  private static let referencedDocumentFields: Set<String> = [
    "id", "type", "title", "version", "status", "owner", "classification",
  ]

  /// What history says about an approval.
  struct ExportedApproval: Encodable {
    /// From 0, stated, to 4, anchored.
    let level: Int
    let name: String
    let grounds: String?
    let commit: String?
    let textUnchanged: Bool?
    let changesAfter: [String]
  }

  private func approval(_ approval: Approval) -> ExportedApproval {
    ExportedApproval(
      level: approval.level.rawValue, name: approval.level.name,
      grounds: showsRegisters ? text(approval.grounds) : nil, commit: approval.claimCommit.map(commit),
      textUnchanged: approval.textIsUnchanged, changesAfter: approval.changesAfter.map(commit))
  }

  /// A commit that changed a document.
  struct ExportedRevision: Encodable {
    let commit: String
    let kind: String
    let path: String?
    let author: String
    let committedOn: String
    let subject: String
  }

  private func revision(_ revision: DocumentHistory.Revision) -> ExportedRevision {
    let commit = compilation.history.commits[revision.commit]
    return ExportedRevision(
      commit: commit.id.hex, kind: revision.kind.rawValue,
      path: disclosure.mayName(path: revision.path) ? revision.path : nil, author: commit.author.name,
      committedOn: commit.committer.date.description, subject: text(commit.subject))
  }

  // MARK: - Evidence

  private static let referencedEvidenceFields: Set<String> = [
    "id", "title", "evidence_type", "period", "as_of", "collected_on", "collected_by", "classification", "controls",
    "clauses", "sha256", "expires",
  ]

  /// Evidence items, those only referenced with type, time, hashes and custodian.
  var evidence: [Fields] {
    isms.evidence.compactMap { item in
      let handling = disclosure.handling(of: item.record)
      guard handling > .omit else { return nil }
      var fields = fields(of: item.record, schema: .record(.evidence))
      fields["file"] = nil
      fields["files"] = nil
      fields["in_pack"] = nil
      if handling == .reference {
        fields = fields.filter { Self.referencedEvidenceFields.contains($0.key) }
      } else {
        fields["defined_at"] = place(item.location).map { .part($0) }
      }
      fields["id"] = .text(item.id)
      fields["title"] = .text(text(item.title))
      fields["handling"] = .text(
        handling == .include && disclosure.isRedacted(item) ? "redacted" : handling.rawValue)
      fields["recorded_sha256"] = fields.removeValue(forKey: "sha256")
      fields["files"] = .list(files(of: item).map { .part($0) })
      return fields
    }
  }
}
