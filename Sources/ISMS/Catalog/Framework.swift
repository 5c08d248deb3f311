import Source

/// Another set of requirements, with the controls and clauses of ISO/IEC 27001 that speak for each of them.
///
/// A framework is one JSON file: those in `Catalogs/frameworks/` are part of the program, and `auditpack.yaml` may name
/// a file of the repository that has the same shape. Titles are in our own words; ids and counts are facts.
public struct Framework: Sendable {
  /// One requirement.
  public struct Criterion: Sendable, Hashable {
    /// Such as `CC6.1`.
    public let id: String
    /// The part of the framework it belongs to, such as `Availability`; nil if the file does not say.
    public let category: String?
    /// The group within the category; nil if the file does not say.
    public let series: String?
    /// What it is about.
    public let title: String
  }

  /// How well a control or clause matches a criterion.
  public enum Relation: String, Sendable, CaseIterable {
    /// The closest match.
    case primary
    /// Overlaps in part.
    case supporting
  }

  /// A control or clause that speaks for a criterion.
  public struct Match: Sendable, Hashable {
    /// Control or clause of ISO/IEC 27001.
    public let iso: String
    /// Id of the criterion.
    public let criterion: String
    /// How well it matches.
    public let relation: Relation
  }

  /// The name in `auditpack.yaml` and in addresses, such as `soc2`.
  public let id: String
  /// What people call it.
  public let name: String
  /// Edition and full title.
  public let title: String
  /// The criteria, in order.
  public let criteria: [Criterion]
  /// The matches, in the order of the file.
  public let matches: [Match]

  /// The frameworks that are part of the program, by id.
  public static let builtIn: [String: Framework] = {
    let files = Embedded.files.filter { $0.path.hasPrefix("frameworks/") }
    let read = files.compactMap { file -> Framework? in
      var reader = FrameworkReader(catalog: .standard)
      return reader.read(SourceText(path: file.path, text: file.text))
    }
    return Dictionary(read.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }()

  /// The shape of the file, as an example: what the help of a finding shows.
  static let shape = """
    { "id": "nis2", "name": "NIS 2", "title": "…", "criteria": [{ "id": "21.2.a", "title": "…" }], \
    "mapping": [{ "iso": "A.5.1", "criterion": "21.2.a", "relation": "primary" }] }
    """
}
