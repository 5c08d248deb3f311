import ISMS
import Source

/// How one document or record of an ISMS differs between two states.
public struct RecordChange: Sendable {
  /// A field that differs.
  public struct Field: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The value before, as it is written in a table; nil if there was none.
    public let before: String?
    /// The value after; nil if there is none.
    public let after: String?

    /// The values that differ, by name. This is the one comparison, whether values come from records or from cells.
    static func differing(from old: [String: String], to new: [String: String]) -> [Field] {
      var fields: [Field] = []
      for (name, before) in old where new[name] != before {
        fields.append(Field(name: name, before: before, after: new[name]))
      }
      for (name, after) in new where old[name] == nil { fields.append(Field(name: name, before: nil, after: after)) }
      return fields.sorted { $0.name < $1.name }
    }
  }

  /// What happened.
  public enum Kind: String, Hashable, Sendable {
    /// It is only in the later state.
    case added
    /// It is only in the earlier state.
    case removed
    /// It is in both, and some field or the text differs.
    case changed
  }

  /// What kind of thing it is.
  public let record: RecordKind
  /// Its id; the control of a row of the Statement of Applicability.
  public let id: String
  /// Its title.
  public let title: String
  /// What happened.
  public let kind: Kind
  /// The fields that differ, by name; none for what is added or removed.
  public let fields: [Field]
  /// Whether the text below the front matter differs.
  public let textChanged: Bool
  /// The record before; nil if there was none.
  public let before: Record?
  /// The record after; nil if there is none.
  public let after: Record?

  /// Every document and record that differs between two states of an ISMS, by kind and id.
  ///
  /// - Parameter paths: the files to which both states are to be compared; nil for all.
  static func all(from before: ISMS, to after: ISMS, in paths: Set<String>? = nil) -> [RecordChange] {
    RecordKind.allCases.flatMap { kind in
      let old = before.records(of: kind)
      let new = after.records(of: kind)
      let compared = new.filter { paths?.contains($0.value.location.path) ?? true }
      return Set(old.keys).union(compared.keys).sorted().compactMap { id in
        change(kind, id, old[id], new[id], textChanged: text(of: id, in: before) != text(of: id, in: after))
      }
    }
  }

  private static func change(
    _ kind: RecordKind, _ id: String, _ old: Record?, _ new: Record?, textChanged: Bool
  ) -> RecordChange? {
    let title = new?.text("title") ?? old?.text("title") ?? new?.text("action") ?? new?.text("role") ?? id
    guard let old, let new else {
      return RecordChange(
        record: kind, id: id, title: title, kind: old == nil ? .added : .removed, fields: [], textChanged: false,
        before: old, after: new)
    }
    // Deviations in front matter are records of their own.
    func written(_ record: Record) -> [String: String] {
      Dictionary(
        record.fields.filter { kind != .document || $0.key != "deviations" }.map { ($0.key, $0.value.written) },
        uniquingKeysWith: { first, _ in first })
    }
    let fields = Field.differing(from: written(old), to: written(new))
    let hasText = kind == .document && textChanged
    guard !fields.isEmpty || hasText else { return nil }
    return RecordChange(
      record: kind, id: id, title: title, kind: .changed, fields: fields, textChanged: hasText, before: old, after: new)
  }

  private static func text(of id: String, in isms: ISMS) -> ArraySlice<UInt8>? {
    isms.document(id).map { $0.source.bytes[$0.bodyStart...] }
  }
}

extension ISMS {
  /// The records of a kind, by id, the first of each.
  fileprivate func records(of kind: RecordKind) -> [String: Record] {
    Dictionary(
      list(of: kind).filter { !$0.id.isEmpty }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The records of a kind, in order.
  func list(of kind: RecordKind) -> [Record] {
    switch kind {
    case .document: documents.map(\.record)
    case .soaRow: (soa?.rows ?? []).map(\.record)
    case .risk: risks.map(\.record)
    case .treatmentAction: treatmentActions.map(\.record)
    case .person: people.map(\.record)
    case .evidence: evidence.map(\.record)
    case .asset: assets.map(\.record)
    case .supplier: suppliers.map(\.record)
    case .obligation: obligations.map(\.record)
    case .interestedParty: interestedParties.map(\.record)
    case .objective: objectives.map(\.record)
    case .measurement: measurements.map(\.record)
    case .incident: incidents.map(\.record)
    case .nonconformity: nonconformities.map(\.record)
    case .audit: audits.map(\.record)
    case .deviation: deviations.map(\.record)
    case .change: changes.map(\.record)
    }
  }
}

extension Field {
  /// The value as it is written in a table; lists with `; ` between their items.
  var written: String {
    switch value {
    case .text(let text): text
    case .date(let date): date.description
    case .period(let period): "\(period.lowerBound)/\(period.upperBound)"
    case .duration(let duration): duration.description
    case .integer(let number): String(number)
    case .boolean(let flag): flag ? "yes" : "no"
    case .list(let items): items.map(\.written).joined(separator: "; ")
    case .map(let fields):
      fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.written)" }.joined(separator: ", ")
    }
  }
}
