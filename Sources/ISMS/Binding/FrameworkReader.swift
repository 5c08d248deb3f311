#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Source

/// Reads the file of a framework and says everything that is wrong with it in one run.
struct FrameworkReader {
  /// Findings of one file that are written out; the rest is counted.
  private static let most = 20

  private let catalog: Catalog
  /// What is wrong.
  private(set) var diagnostics: [Diagnostic] = []
  private var omitted = 0

  init(catalog: Catalog) { self.catalog = catalog }

  /// A value of JSON, as far as a framework holds it.
  private indirect enum Node: Decodable {
    case object([String: Node])
    case list([Node])
    case text(String)
    case number(Int)
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let object = try? container.decode([String: Node].self) {
        self = .object(object)
      } else if let list = try? container.decode([Node].self) {
        self = .list(list)
      } else {
        self = .other
      }
    }
  }

  /// The framework in a file; nil if it cannot be used at all.
  mutating func read(_ source: SourceText) -> Framework? {
    guard case .object(let file)? = try? JSONDecoder().decode(Node.self, from: Data(source.bytes)) else {
      report(FrameworkRules.unreadable, "`\(source.path)` is not a JSON object, so it is no framework", source)
      return nil
    }
    check(keys: file, ["id", "name", "title", "counts", "criteria", "mapping"], of: "`\(source.path)`", source)
    guard let id = text(file, "id", of: "`\(source.path)`", source), isName(id, source),
      let name = text(file, "name", of: "`\(source.path)`", source)
    else { return finish(source, nil) }
    let criteria = readCriteria(file["criteria"], source)
    let matches = readMapping(file["mapping"], criteria, source)
    if case .object(let counts)? = file["counts"] {
      check(counts["criteria"], "criteria", criteria.count, source)
      check(counts["mapping"], "mapping", matches.count, source)
    }
    guard !criteria.isEmpty else {
      if diagnostics.isEmpty { report(FrameworkRules.unreadable, "`\(source.path)` holds no criterion", source) }
      return finish(source, nil)
    }
    var title = name
    if case .text(let text)? = file["title"] { title = text }
    return finish(source, Framework(id: id, name: name, title: title, criteria: criteria, matches: matches))
  }

  private mutating func readCriteria(_ node: Node?, _ source: SourceText) -> [Framework.Criterion] {
    guard case .list(let items)? = node else {
      report(FrameworkRules.unreadable, "`\(source.path)` has no list `criteria`", source)
      return []
    }
    var known: Set<String> = []
    return items.enumerated().compactMap { position, item in
      let owner = "`criteria[\(position)]`"
      guard case .object(let fields) = item else {
        report(
          FrameworkRules.unreadable, "\(owner) in `\(source.path)` is not an object", source,
          help: "write an object between braces")
        return nil
      }
      check(keys: fields, ["id", "category", "series", "title"], of: owner, source)
      guard let id = text(fields, "id", of: owner, source), let title = text(fields, "title", of: owner, source)
      else { return nil }
      guard known.insert(id).inserted else {
        report(
          FrameworkRules.unreadable, "`\(source.path)` lists the criterion `\(id)` twice", source, near: id,
          help: "give one of them another id, or remove it")
        return nil
      }
      func optional(_ name: String) -> String? { if case .text(let text)? = fields[name] { text } else { nil } }
      return Framework.Criterion(id: id, category: optional("category"), series: optional("series"), title: title)
    }
  }

  private mutating func readMapping(
    _ node: Node?, _ criteria: [Framework.Criterion], _ source: SourceText
  ) -> [Framework.Match] {
    guard case .list(let items)? = node else {
      report(FrameworkRules.unreadable, "`\(source.path)` has no list `mapping`", source)
      return []
    }
    let known = Set(criteria.map(\.id))
    var pairs: Set<[String]> = []
    return items.enumerated().compactMap { position, item in
      let owner = "`mapping[\(position)]`"
      guard case .object(let fields) = item else {
        report(
          FrameworkRules.unreadable, "\(owner) in `\(source.path)` is not an object", source,
          help: "write an object between braces")
        return nil
      }
      check(keys: fields, ["iso", "criterion", "relation"], of: owner, source)
      guard let iso = text(fields, "iso", of: owner, source),
        let criterion = text(fields, "criterion", of: owner, source),
        let word = text(fields, "relation", of: owner, source)
      else { return nil }
      guard catalog.control(iso) != nil || catalog.clause(iso) != nil else {
        let names = catalog.controls.map(\.id) + catalog.clauses.map(\.id)
        unknown(iso, "control or clause of ISO/IEC 27001", nearest(iso, in: names), owner, source)
        return nil
      }
      guard known.contains(criterion) else {
        unknown(criterion, "criterion of the framework", nearest(criterion, in: criteria.map(\.id)), owner, source)
        return nil
      }
      guard let relation = Framework.Relation(rawValue: word) else {
        let names = Framework.Relation.allCases.map(\.rawValue)
        unknown(word, "relation; it is `primary` or `supporting`", nearest(word, in: names), owner, source)
        return nil
      }
      guard pairs.insert([iso, criterion]).inserted else {
        report(
          FrameworkRules.brokenMapping, "\(owner) in `\(source.path)` matches `\(iso)` and `\(criterion)` again", source
        )
        return nil
      }
      return Framework.Match(iso: iso, criterion: criterion, relation: relation)
    }
  }

  // MARK: Findings

  /// The text of a key that has to be there. One that was only misspelt is a finding already.
  private mutating func text(
    _ fields: [String: Node], _ key: String, of owner: String, _ source: SourceText
  ) -> String? {
    if case .text(let text)? = fields[key], !text.isEmpty { return text }
    let place = owner.contains(source.path) ? owner : "\(owner) in `\(source.path)`"
    if fields[key] != nil {
      report(
        FrameworkRules.unreadable, "`\(key)` of \(place) is not a text", source, help: "put the value in double quotes")
    } else if !fields.keys.contains(where: { nearest($0, in: [key]) != nil }) {
      report(FrameworkRules.unreadable, "\(place) has no `\(key)`", source, help: "add `\"\(key)\": \"…\"`")
    }
    return nil
  }

  private mutating func isName(_ id: String, _ source: SourceText) -> Bool {
    // It becomes the name of a page and of a file, so different ids must not make the same one.
    let words = id.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isPlain = words.allSatisfy { word in
      !word.isEmpty && word.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }
    if isPlain, id.utf8.count <= 60 { return true }
    report(
      FrameworkRules.unreadable,
      "the `id` of `\(source.path)` is no name of small letters, digits and hyphens: `\(id.prefix(60))`", source,
      near: id, help: "write an id such as `nis2` or `house-rules`")
    return false
  }

  private mutating func check(keys fields: [String: Node], _ known: [String], of owner: String, _ source: SourceText) {
    let place = owner.contains(source.path) ? owner : "\(owner) in `\(source.path)`"
    for key in fields.keys.sorted() where !known.contains(key) && !key.hasPrefix("x-") {
      let meant = nearest(key, in: known)
      report(
        FrameworkRules.unreadable, "\(place) has the unknown key `\(key.prefix(60))`", source, near: key,
        label: meant.map { "did you mean `\($0)`?" },
        help: (meant.map { "write `\($0)`" } ?? "remove the key") + ", or start it with `x-` if it is your own")
    }
  }

  /// Compares a stated number with what could be used. Where something else is wrong, that is the reason.
  private mutating func check(_ node: Node?, _ name: String, _ count: Int, _ source: SourceText) {
    guard case .number(let stated)? = node, stated != count, diagnostics.isEmpty else { return }
    report(
      FrameworkRules.unreadable, "`\(source.path)` says that `\(name)` has \(stated) entries, and it has \(count)",
      source,
      near: "counts", help: "correct `counts`, or the list")
  }

  private mutating func unknown(
    _ word: String, _ kind: String, _ near: @autoclosure () -> String?, _ owner: String, _ source: SourceText
  ) {
    // Comparing with every name is left out where the finding is only counted.
    guard diagnostics.count < Self.most else {
      omitted += 1
      return
    }
    let meant = near()
    report(
      FrameworkRules.brokenMapping, "\(owner) in `\(source.path)` names `\(word.prefix(60))`, which is no \(kind)",
      source,
      near: word, label: meant.map { "did you mean `\($0)`?" },
      help: meant.map { "write `\($0)`, or remove the line" } ?? "correct the name, or remove the line")
  }

  /// - Parameter near: a text of the file whose first place is shown.
  private mutating func report(
    _ rule: Rule, _ message: String, _ source: SourceText, near: String? = nil, label: String? = nil,
    help: String? = nil
  ) {
    guard diagnostics.count < Self.most else {
      omitted += 1
      return
    }
    let range = near.flatMap { place(of: $0, in: source) }
    diagnostics.append(
      Diagnostic(rule, message, at: Location(path: source.path, range: range), label: label, help: help))
  }

  private mutating func finish(_ source: SourceText, _ framework: Framework?) -> Framework? {
    if omitted > 0 {
      diagnostics.append(
        Diagnostic(
          FrameworkRules.unreadable, "\(omitted) more things are wrong with `\(source.path)`",
          at: Location(path: source.path, range: nil), help: "mend those that are listed, then run again"))
    }
    return framework
  }

  /// The first place of a text between quotes.
  private func place(of text: String, in source: SourceText) -> SourceRange? {
    source.bytes.firstRange(of: Array("\"\(text)\"".utf8)).map { SourceRange($0.lowerBound + 1, $0.upperBound - 1) }
  }
}

/// Findings about files that describe a framework.
public enum FrameworkRules {
  private static let framework = """
    { "id": "rules", "name": "House rules",
      "criteria": [{ "id": "H.1", "title": "Who may enter" }],
      "mapping": [{ "iso": "A.5.15", "criterion": "H.1", "relation": "primary" }] }

    """

  private static func example(replacing text: String = "", by other: String = "") -> String {
    Example.policy() + "-- auditpack.yaml --\nframeworks: [frameworks/house.json]\n-- frameworks/house.json --\n"
      + (text.isEmpty ? framework : framework.replacing(text, with: other))
  }

  /// The file has another shape.
  public static let unreadable = Rule(
    code: "FRW-01", name: "unreadable-framework", title: "the file of a framework cannot be read", grade: .error,
    explanation: """
      A framework is a JSON file with an id, a name, a list of criteria and a list that maps controls and clauses of \
      ISO/IEC 27001 to them. What does not have this shape is left out, and its criteria would look as if nothing spoke \
      for them.
      """,
    fix: "give the file the shape \(Framework.shape)",
    flagged: example(replacing: "\"title\"", by: "\"titel\""), accepted: example())

  /// The mapping names what does not exist.
  public static let brokenMapping = Rule(
    code: "FRW-02", name: "broken-framework-mapping", title: "the mapping of a framework names something unknown",
    grade: .error,
    explanation: """
      A line of the mapping says which control or clause speaks for which criterion. With a name that does not exist, \
      or said twice, the line says nothing, and the criterion may look as if nothing spoke for it.
      """,
    fix: "correct the names, or remove the line",
    flagged: example(replacing: "A.5.15", by: "A.5.99"), accepted: example())

  /// All of them.
  public static let all = [unreadable, brokenMapping]
}
