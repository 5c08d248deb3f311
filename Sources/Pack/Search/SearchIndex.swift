import Compiler
import ISMS
import Source

/// What the search box looks through: made when the pack is made, because a folder on a laptop has no server.
///
/// The index is a script that hands its entries over, the only kind of data that a page opened as a file may load. It
/// holds what the audience may read, and nothing else.
struct SearchIndex {
  /// One thing that can be found.
  struct Entry {
    let title: String
    /// What it is, in a word or two.
    let kind: String
    /// Where it stands, from the root of the pack.
    let way: String
    /// Further words that lead to it, in lower case.
    var words: String
  }

  /// Where it ends to be useful to load: sizes in bytes.
  struct Limits {
    /// Larger parts are split, so that the first results come soon.
    var part = 400_000
    /// Beyond this, entries are found by their title alone.
    var words = 3_000_000
    /// Beyond this, the index says that it is not complete.
    var all = 6_000_000
  }

  /// Words of an entry beside its title.
  private static let mostWords = 60

  private(set) var entries: [Entry] = []
  private let scope: Scope

  init(_ site: Site) {
    scope = Scope(site, "index")
    for (title, path) in Navigation.entries { add(title, "page", scope.page(title, path).target, []) }
    if !site.isCustomer {
      for trace in site.compilation.controls { add(trace) }
    }
    for document in site.isms.documents where site.disclosure.includes(document) { add(document) }
    for item in site.isms.evidence where site.disclosure.names(item) {
      let isShown = site.disclosure.includes(item)
      add(
        named(item), "evidence", site.addresses.item(item.id),
        isShown ? [item.type, item.source, item.result, item.series].compactMap { $0 } + item.controls : [])
    }
    guard !site.isCustomer else { return }
    addRecords()
    var seen: Set<String> = []
    for finding in site.findings where seen.insert(finding.rule.code).inserted {
      add(
        "\(finding.rule.code) \(finding.rule.title)", "finding",
        site.addresses.page("findings", "rule-" + slug(finding.rule.code)), [finding.rule.name])
    }
  }

  private func named(_ view: some RecordView) -> String { "\(view.id) \(scope.title(of: view.record) ?? "")" }

  private mutating func addRecords() {
    let isms = scope.isms
    add(isms.risks)
    add(isms.treatmentActions)
    add(isms.people)
    add(isms.audits)
    add(isms.nonconformities)
    add(isms.suppliers)
    add(isms.obligations)
    add(isms.interestedParties)
    add(isms.objectives)
    add(isms.incidents)
    add(isms.deviations)
    add(isms.assets)
    add(isms.measurements)
  }

  private mutating func add(_ views: [some RecordView]) {
    for view in views where scope.site.disclosure.includes(view) && !view.id.isEmpty {
      let fields = view.record.fields
      let texts = fields.names.filter { $0 != "id" && $0 != "title" }.compactMap { FieldCell.text(fields[$0]) }
      add(named(view), view.record.kind.title, scope.site.addresses.item(view.id), texts)
    }
  }

  private mutating func add(_ trace: ControlTrace) {
    let title = scope.isms.catalog.control(trace.control)?.title ?? trace.row?.record.text("title") ?? ""
    add(
      "\(trace.control) \(title)", "control", scope.site.addresses.control(trace.control),
      [trace.row?.implementation, trace.row?.justification].compactMap { $0 })
  }

  /// A document, and each of its sections with the words that stand in it.
  private mutating func add(_ document: Document) {
    guard let address = scope.site.addresses.file(document.path), address.anchor == nil else { return }
    add(
      "\(document.id) \(document.title)", document.type.rawValue, address, [document.summary].compactMap { $0 })
    let headings = scope.site.headings(of: document)
    var sections: [Int: [String]] = [:]
    for run in document.markdown.textRuns where !run.isHeading {
      sections[run.section ?? -1, default: []].append(document.source.text(run.range))
    }
    if let opening = sections[-1], headings.isEmpty { entries[entries.count - 1].words += " " + words(opening, in: "") }
    for (index, heading) in headings.enumerated() {
      add(
        "\(heading.text) · \(document.title)", "section", Address(address.page, textAnchor(heading.anchor)),
        sections[index] ?? [])
    }
  }

  private mutating func add(_ title: String, _ kind: String, _ address: Address?, _ texts: [String]) {
    guard let address else { return }
    let title = scope.site.disclosure.scrubbed(title)
    entries.append(
      Entry(
        title: title, kind: kind, way: address.relative(from: "index", pageEnding: ".html"),
        words: words(texts, in: title)))
  }

  /// Each word once, without those of the title and the very short ones.
  private func words(_ texts: [String], in title: String) -> String {
    var seen = Set(title.lowercased().split { !$0.isLetter && !$0.isNumber })
    var words: [Substring] = []
    for text in texts {
      let scrubbed = scope.site.disclosure.scrubbed(text).lowercased()
      for word in scrubbed.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
        guard words.count < Self.mostWords else { return words.joined(separator: " ") }
        if word.utf8.count > 2, word.utf8.count < 40, seen.insert(word).inserted { words.append(word) }
      }
    }
    return words.joined(separator: " ")
  }

  // MARK: Files

  /// The index as scripts, each of which says how many there are.
  func files(_ limits: Limits = Limits()) -> [OutputFile] {
    var parts: [String] = []
    var part = ""
    var size = 0
    var isComplete = true
    for entry in entries {
      guard size < limits.all else {
        isComplete = false
        break
      }
      let fields = [entry.title, entry.kind, entry.way] + (size < limits.words ? [entry.words] : [])
      let line = "[" + fields.map(Self.quoted).joined(separator: ",") + "]"
      if !part.isEmpty, part.utf8.count + line.utf8.count > limits.part {
        parts.append(part)
        part = ""
      }
      part += part.isEmpty ? line : ",\n" + line
      size += line.utf8.count
    }
    parts.append(part)
    return parts.enumerated().map { index, part in
      OutputFile(
        path: "search/index-\(index + 1).js", text: "auditpackSearch(\(parts.count), \(isComplete), [\n\(part)\n]);\n")
    }
  }

  /// A string of JavaScript that no parser of HTML or scripts can read otherwise.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "<", ">", "&", "\u{2028}", "\u{2029}",
        _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
