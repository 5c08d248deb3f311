/// Facts about what lies in the scope that make controls of Annex A necessary, whatever anybody prefers (4.3, 6.1.3 c).
/// The front matter of a scope document states them below `facts:`.
public enum ScopeFact: String, Sendable, CaseIterable {
  /// Rooms the organisation runs itself.
  case premises
  /// Work outside rooms of the organisation.
  case remoteWork = "remote_work"
  /// Disks, sticks, tapes and paper that carry information about.
  case removableMedia = "removable_media"
  /// Software made for the organisation.
  case ownDevelopment = "own_development"
  /// Software that others make for the organisation.
  case outsourcedDevelopment = "outsourced_development"
  /// Services in a cloud of somebody else.
  case cloudServices = "cloud_services"
  /// Anybody outside who provides something.
  case suppliers
  /// Information about people.
  case personalData = "personal_data"

  /// The controls that the fact makes necessary.
  public var controls: [String] {
    switch self {
    case .premises: ["A.7.1", "A.7.2", "A.7.3", "A.7.5"]
    case .remoteWork: ["A.6.7", "A.7.9"]
    case .removableMedia: ["A.7.10"]
    case .ownDevelopment: ["A.8.4", "A.8.25", "A.8.26", "A.8.27", "A.8.28", "A.8.29", "A.8.31"]
    case .outsourcedDevelopment: ["A.8.30"]
    case .cloudServices: ["A.5.23"]
    case .suppliers: ["A.5.19", "A.5.20", "A.5.22"]
    case .personalData: ["A.5.34"]
    }
  }

  /// The fact as a sentence.
  public var sentence: String {
    switch self {
    case .premises: "the organisation runs rooms of its own"
    case .remoteWork: "people work outside the organisation's rooms"
    case .removableMedia: "removable media are used"
    case .ownDevelopment: "software is developed"
    case .outsourcedDevelopment: "others develop software for the organisation"
    case .cloudServices: "cloud services are used"
    case .suppliers: "there are suppliers"
    case .personalData: "personal data are held"
    }
  }

  /// The facts that make a control necessary.
  public static func facts(for control: String) -> [ScopeFact] { byControl[control] ?? [] }

  private static let byControl: [String: [ScopeFact]] = allCases.reduce(into: [:]) { index, fact in
    for control in fact.controls { index[control, default: []].append(fact) }
  }

  /// The field of `facts:` that states it.
  static let fields: [FieldSpecification] = allCases.map { fact in
    .optional(
      fact.rawValue, .boolean,
      "Whether \(fact.sentence); it makes \(fact.controls.joined(separator: ", ")) necessary (SOA-05).")
  }
}

extension ISMS {
  /// What the scope documents in force say about a fact: the answer with the document that gives it, yes before no; nil
  /// if none does.
  public func statement(of fact: ScopeFact) -> (isTrue: Bool, field: Field, scope: Document)? {
    let answers = documents(of: .scope).compactMap { document -> (isTrue: Bool, field: Field, scope: Document)? in
      guard let field = document.record.fields["facts"]?.fields[fact.rawValue], case .boolean(let isTrue) = field.value
      else { return nil }
      return (isTrue, field, document)
    }
    return answers.first(where: \.isTrue) ?? answers.first
  }

  /// A record of the registers that shows a fact, the field that does, and the same in words; nil if none does. For rooms,
  /// media, remote work, own development and cloud services no register has a field.
  public func witness(of fact: ScopeFact) -> (record: Record, field: String, sentence: String)? {
    let active = suppliers.filter(\.isActive)
    switch fact {
    case .outsourcedDevelopment:
      return active.first(where: \.developsSoftware).map {
        ($0.record, "development", "supplier `\($0.id)` develops software")
      }
    case .suppliers:
      return active.first.map { ($0.record, "id", "there are suppliers, such as `\($0.id)`") }
    case .personalData:
      let holders = assets.filter(\.isInUse).map(\.record) + active.map(\.record)
      return holders.first { $0.boolean("personal_data") == true }.map {
        ($0, "personal_data", "\($0.kind.title) `\($0.id)` holds personal data")
      }
    case .premises, .remoteWork, .removableMedia, .ownDevelopment, .cloudServices: return nil
    }
  }

  /// Whether the repository keeps records of a kind: it has some, or a register for them.
  public func keeps(_ kind: RecordKind) -> Bool {
    documents.contains { $0.status != .retired && $0.record.text("register") == kind.register }
      || recordFiles.contains { $0.record.kind == kind }
  }
}
