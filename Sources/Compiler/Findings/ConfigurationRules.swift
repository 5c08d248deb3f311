import ISMS
import Source

/// Findings about values in `auditpack.yaml` that change nothing because what they name does not exist.
public enum ConfigurationRules {
  /// A grade for no rule, a freshness for no type of evidence, a level for no type of document, no framework.
  public static let withoutEffect = Rule(
    code: "CFG-01", name: "setting-without-effect", title: "a setting names something that does not exist",
    grade: .error,
    explanation: """
      A grade, a freshness or a minimum level of approval counts for the rule or type it names, and a framework is one \
      the program knows or a file of the repository. With a name that does not exist the setting does nothing, and the default stays in force although somebody decided otherwise.
      """,
    fix: "correct the name",
    flagged: Examples.policy() + "-- auditpack.yaml --\ngrades:\n  DOC-99: major\n",
    accepted: Examples.policy() + "-- auditpack.yaml --\ngrades:\n  DOC-07: major\n")

  /// All of them.
  public static let all = [withoutEffect]

  /// Settings of `isms` that have no effect.
  static func findings(in isms: ISMS) -> [Diagnostic] {
    let configuration = isms.configuration
    return
      unknown(
        configuration.grades.keys, in: ["grades"], of: configuration, "rule", known: Rule.all.map(\.code))
      + unknown(
        configuration.freshness.keys, in: ["freshness"], of: configuration, "type of evidence",
        known: Set(isms.catalog.evidenceTypes.map(\.id)).union(isms.evidence.compactMap(\.type)).sorted())
      + unknown(
        configuration.minimumApprovalLevels.keys, in: ["approval", "minimum_level"], of: configuration,
        "type of document", known: DocumentType.allCases.map(\.rawValue))
      + frameworks(in: isms)
  }

  private static func frameworks(in isms: ISMS) -> [Diagnostic] {
    isms.configuration.frameworks.compactMap { name, location in
      guard Framework.builtIn[name.lowercased()] == nil else { return nil }
      if let path = Paths.resolve(name, in: isms.folder), isms.files[path]?.kind == .file { return nil }
      let known = Framework.builtIn.keys.sorted()
      let near = nearest(name.lowercased(), in: known)
      return Diagnostic(
        withoutEffect, "`frameworks` in `auditpack.yaml` names `\(name)`, which is no framework and no file",
        at: location, label: near.map { "did you mean `\($0)`?" },
        help:
          "write \(known.map { "`\($0)`" }.joined(separator: ", ")), or the path of a JSON file in the folder of the "
          + "ISMS")
    }
  }

  private static func unknown(
    _ names: some Sequence<String>, in path: [String], of configuration: Configuration, _ kind: String,
    known: @autoclosure () -> [String]
  ) -> [Diagnostic] {
    // Most ISMS set nothing, and then nobody need know what there is.
    guard names.contains(where: { _ in true }) else { return [] }
    let known = known()
    let isKnown = Set(known)
    return names.filter { !isKnown.contains($0) }.sorted().compactMap { name in
      guard let location = configuration.location(of: path + [name]) else { return nil }
      let near = nearest(name.lowercased(), in: known.map { $0.lowercased() })
        .flatMap { lowered in known.first { $0.lowercased() == lowered } }
      return Diagnostic(
        withoutEffect, "`\(path.joined(separator: "."))` in `auditpack.yaml` names `\(name)`, which is no \(kind)",
        at: location, label: near.map { "did you mean `\($0)`?" },
        help: near.map { "write `\($0):`, or remove the line" } ?? "correct the name, or remove the line")
    }
  }
}
