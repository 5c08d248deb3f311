import Compiler
import Source

/// `findings.sarif`: the findings in SARIF 2.1.0, for code hosts and editors. Names of properties are SARIF's.
public struct SARIF: Encodable {
  /// Text, with Markdown where a viewer can show it.
  struct Message: Encodable {
    let text: String
    var markdown: String?
  }

  /// Severity by default.
  struct Configuration: Encodable { let level: String }

  /// Facts SARIF has no field for.
  struct RuleProperties: Encodable {
    let tags: [String]
    let grade: String
    let clause: String?
  }

  /// A kind of finding.
  struct Descriptor: Encodable {
    let id: String
    let name: String
    let shortDescription: Message
    let fullDescription: Message
    let help: Message
    let defaultConfiguration: Configuration
    let properties: RuleProperties
  }

  /// The program with its rules.
  struct Driver: Encodable {
    let name = "auditpack"
    let version: String
    let rules: [Descriptor]
  }

  /// The one tool of a run.
  struct Tool: Encodable { let driver: Driver }

  /// A file.
  struct Artifact: Encodable {
    let uri: String
    let uriBaseId = "SRCROOT"
  }

  /// A part of a file, counted from 1; the end column is behind the last character.
  struct Region: Encodable {
    let startLine: Int
    let startColumn: Int?
    let endLine: Int?
    let endColumn: Int?

    init?(_ place: Place) {
      guard let line = place.line else { return nil }
      startLine = line
      startColumn = place.column
      endLine = place.endLine
      endColumn = place.endColumn
    }
  }

  /// A place in a file.
  struct PhysicalLocation: Encodable {
    let artifactLocation: Artifact
    let region: Region?
  }

  /// A place, with what is to be seen there.
  struct Location: Encodable {
    var id: Int?
    let physicalLocation: PhysicalLocation
    var message: Message?

    init(_ place: Place, id: Int? = nil, message: String? = nil) {
      self.id = id
      physicalLocation = PhysicalLocation(
        artifactLocation: Artifact(uri: SARIF.uri(place.path)), region: Region(place))
      self.message = message.map { Message(text: $0) }
    }
  }

  /// An accepted deviation.
  struct Suppression: Encodable {
    let kind = "external"
    let status = "accepted"
    let justification: String
    let properties: SuppressionProperties
  }

  /// Which deviation, by whom, until when.
  struct SuppressionProperties: Encodable {
    let deviation: String
    let approvedBy: String?
    let expires: String?
  }

  /// One replacement of text.
  struct Replacement: Encodable {
    let deletedRegion: Region
    let insertedContent: Message
  }

  /// The replacements in one file.
  struct ArtifactChange: Encodable {
    let artifactLocation: Artifact
    let replacements: [Replacement]
  }

  /// Edits that mend a finding.
  struct Fix: Encodable {
    let description: Message
    let artifactChanges: [ArtifactChange]
  }

  /// Facts of a finding SARIF has no field for.
  struct ResultProperties: Encodable {
    let grade: String
    let clause: String?
    let subject: String?
    let help: String
  }

  /// A finding.
  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Message
    let locations: [Location]?
    let relatedLocations: [Location]?
    let partialFingerprints: [String: String]
    /// Against the baseline; absent where there is none.
    let baselineState: String?
    let suppressions: [Suppression]?
    let fixes: [Fix]?
    let properties: ResultProperties
  }

  /// A folder that paths are relative to.
  struct BaseFolder: Encodable { let description: Message }

  /// One run of the program.
  struct Run: Encodable {
    let tool: Tool
    let columnKind = "utf16CodeUnits"
    let originalUriBaseIds = [
      "SRCROOT": BaseFolder(description: Message(text: "The root of the repository that holds the ISMS."))
    ]
    let properties: RunProperties
    let results: [Result]
  }

  /// Which state was judged.
  struct RunProperties: Encodable {
    let commit: String?
    let tree: String?
    let asOf: String
    let audience: String
  }

  let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }
}

extension SARIF {
  /// The findings of a check for its author, who may see everything: these, those the baseline lists, and accepted ones.
  ///
  /// - Parameter contents: gives the bytes of files.
  public static func text(
    _ findings: [Diagnostic], of compilation: Compilation, toolVersion: String, contents: any ContentReader
  ) throws -> String {
    let options = PackOptions(audience: .internal, toolVersion: toolVersion)
    let disclosed = Disclosed(compilation, options: options, disclosure: .everything, contents: contents)
    let report = SARIF(disclosed.findings(open: findings), rules: Rule.all, disclosed)
    return String(decoding: try JSON.verbatimFile("findings.sarif", report).bytes, as: UTF8.self)
  }

  init(_ findings: [ExportedFinding], rules: [Rule], _ disclosed: Disclosed) {
    let state = CompiledState(disclosed.compilation)
    let positions = Dictionary(rules.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    runs = [
      Run(
        tool: Tool(driver: Driver(version: disclosed.options.toolVersion, rules: rules.map(Self.descriptor))),
        properties: RunProperties(
          commit: state.commit, tree: state.tree, asOf: state.asOf, audience: disclosed.options.audience.rawValue),
        results: findings.map { finding in
          Self.result(finding, ruleIndex: positions[finding.code] ?? -1, disclosed)
        })
    ]
  }

  /// The severity a code host knows: what would stop or endanger a certificate is an error.
  private static func level(_ grade: Grade) -> String {
    switch grade {
    case .error, .blocker, .major: "error"
    case .minor: "warning"
    case .observation: "note"
    }
  }

  private static func descriptor(_ rule: Rule) -> Descriptor {
    var tags = ["iso27001"]
    if let clause = rule.clause { tags.append(clause) }
    return Descriptor(
      id: rule.code, name: rule.name, shortDescription: Message(text: rule.title),
      fullDescription: Message(text: rule.explanation),
      help: Message(
        text: "\(rule.explanation)\n\nFix: \(rule.fix)",
        markdown: """
          \(rule.explanation)

          **Fix:** \(rule.fix)

          Flagged:

          \(fenced(rule.flagged))

          Accepted:

          \(fenced(rule.accepted))
          """),
      defaultConfiguration: Configuration(level: level(rule.grade)),
      properties: RuleProperties(tags: tags, grade: rule.grade.rawValue, clause: rule.clause))
  }

  /// Text in a fence that is longer than any in it.
  private static func fenced(_ text: String) -> String {
    var longest = 2
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)text\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  private static func result(_ finding: ExportedFinding, ruleIndex: Int, _ disclosed: Disclosed) -> Result {
    let related = finding.related.enumerated().compactMap { position, related in
      related.place.map { Location($0, id: position + 1, message: related.message) }
    }
    let fixes = finding.diagnostic.fixes.compactMap { fix($0, disclosed) }
    return Result(
      ruleId: finding.code, ruleIndex: ruleIndex, level: level(finding.grade), message: Message(text: finding.message),
      locations: finding.place.map { [Location($0)] }, relatedLocations: related.isEmpty ? nil : related,
      partialFingerprints: ["auditpack/v1": finding.fingerprint],
      baselineState: disclosed.compilation.baseline.map { _ in finding.isKnown ? "unchanged" : "new" },
      suppressions: finding.waiver.map { waiver in
        [
          Suppression(
            justification: waiver.reason,
            properties: SuppressionProperties(
              deviation: waiver.deviation, approvedBy: waiver.approvedBy, expires: waiver.expires))
        ]
      },
      fixes: fixes.isEmpty ? nil : fixes,
      properties: ResultProperties(
        grade: finding.grade.rawValue, clause: finding.clause, subject: finding.subject, help: finding.help))
  }

  /// A fix that can be applied as it is; nil for one that a person must fill in or whose place may not be named.
  private static func fix(_ fix: Source.Fix, _ disclosed: Disclosed) -> Fix? {
    guard fix.applicability != .placeholder, !fix.edits.isEmpty else { return nil }
    var replacements: [String: [Replacement]] = [:]
    for edit in fix.edits {
      guard let place = disclosed.place(edit.location), let region = Region(place) else { return nil }
      replacements[place.path, default: []].append(
        Replacement(deletedRegion: region, insertedContent: Message(text: edit.replacement)))
    }
    return Fix(
      description: Message(text: disclosed.text(fix.title)),
      artifactChanges: replacements.keys.sorted(by: comesFirst).map { path in
        ArtifactChange(artifactLocation: Artifact(uri: uri(path)), replacements: replacements[path] ?? [])
      })
  }

  /// A path as a relative URI: everything but unreserved characters and `/` is percent-encoded.
  static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.append(byte)
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
