import ISMS
import Source
import Syntax

/// A change of the management system that history shows: of its scope, its risk method or its roles (6.3).
public struct SystemChange: Sendable {
  /// `scope`, `method` or `roles`, as `kind` of a planned change names it.
  public let kind: String
  /// Id of the document.
  public let document: String
  /// Fields that changed, or roles.
  public let what: [String]
  /// The commit that changed them, as position in `History.commits`.
  public let commit: Int
  /// The commit of the main line by which they came into force.
  public let arrival: Int
}

extension DecisionReader {
  /// Fields of a scope document that say what is inside. Where it meets others, and on whom it depends, changes with them.
  private static let scopeFields = [
    "boundaries", "exclusions", "sites", "services", "legal_entities", "facts",
  ]
  private static let methodFields = [
    "scales", "level", "matrix", "bands", "acceptance_threshold", "acceptance_authority", "review_interval",
  ]
  private static let roleFields = ["duties", "may_approve", "may_accept"]

  /// What changed after the first approval and not longer ago than `period`, newest first, with the number of revisions
  /// compared.
  func systemChanges(until asOf: CalendarDate, within period: CalendarDuration) -> (
    changes: [SystemChange], revisions: Int
  ) {
    var changes: [SystemChange] = []
    var count = 0
    func compare(_ kind: String, _ document: Document, _ path: String, _ read: (SourceText, String) -> [String: String])
    {
      guard let first = firstApproval(of: document) else { return }
      let states = states(of: path)
      let recent = states.prefix(Self.mostRevisions).prefix { state in
        let arrival = arrival(of: state.commit)
        return arrival < first && asOf <= history.commits[arrival].committer.date + period
      }
      var newer: (commit: Int, values: [String: String])?
      // The state before is what the oldest change is compared with.
      for state in states.prefix(recent.count + 1) {
        guard let source = revisions.source(of: state.blob) else { break }
        let values = read(source, state.path)
        if let newer {
          count += 1
          let what = RecordChange.Field.differing(from: values, to: newer.values).map(\.name)
          if !what.isEmpty {
            changes.append(
              SystemChange(
                kind: kind, document: document.id, what: what, commit: newer.commit, arrival: arrival(of: newer.commit))
            )
          }
        }
        newer = (state.commit, values)
      }
    }
    for document in isms.documents(of: .scope) {
      compare("scope", document, document.path) { source, _ in
        Self.values(FrontMatter.parse(source).frontMatter?.root, Self.scopeFields)
      }
    }
    if let id = isms.riskMethod.declaredBy, let document = isms.document(id) {
      compare("method", document, document.path) { source, _ in
        guard case .map(let method)? = FrontMatter.parse(source).frontMatter?.root["method"] else { return [:] }
        return Self.values(method, Self.methodFields)
      }
    }
    if let person = isms.people.first, let document = person.record.register.flatMap({ isms.document($0) }) {
      let reader = RevisionRecords(.person, catalog: isms.catalog)
      compare("roles", document, person.location.path) { source, path in
        let roles = reader.read(source, path: path).map { record in
          (record.id, Self.roleFields.map { record.fields[$0]?.written ?? "" }.joined(separator: "\n"))
        }
        return Dictionary(roles, uniquingKeysWith: { first, _ in first })
      }
    }
    return (changes.sorted { ($0.arrival, $0.document) < ($1.arrival, $1.document) }, count)
  }

  /// When the oldest revision that claims an approval came into force; nil if none does.
  private func firstApproval(of document: Document) -> Int? {
    histories[document.id]?.revisions.last { revisions.claim(of: $0.after)?.isApproved == true }
      .map { arrival(of: $0.commit) }
  }

  /// The values of fields as one text each, however they are laid out; those that are absent are left out.
  private static func values(_ map: FieldMap?, _ names: [String]) -> [String: String] {
    var result: [String: String] = [:]
    for name in names { result[name] = map?[name].map(text) }
    return result
  }

  private static func text(_ value: FieldValue) -> String {
    switch value {
    case .scalar(let scalar): scalar.text
    case .list(let items, _): "[" + items.map(text).joined(separator: "\n") + "]"
    case .map(let map): map.entries.map { "\($0.key): \(text($0.value))" }.sorted().joined(separator: "\n")
    case .empty: ""
    }
  }
}
