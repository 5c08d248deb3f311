import ISMS
import Source
import TestSupport

/// Writes repositories of an ISMS: every field the schema knows is there now and then, mostly with a value that fits.
///
/// Names are drawn from a small pool, so that references meet; some meet nothing, and some things exist twice.
struct ModelGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The files of a repository, by path.
  mutating func files() -> [String: String] {
    var files: [String: String] = [:]
    if chance(4) { files["auditpack.yaml"] = configuration() }
    for type in DocumentType.allCases {
      for number in 1...Int.random(in: 1...3, using: &random) where !chance(5) {
        let path = pick(["policies", "risk", "", "a b"]) + "/\(type.rawValue)-\(number).md"
        files[path.hasPrefix("/") ? String(path.dropFirst()) : path] = document(type, number)
      }
    }
    for kind in RecordKind.allCases where kind != .document && !chance(6) { add(kind, to: &files) }
    return files
  }

  // MARK: Files

  private mutating func configuration() -> String {
    var text = ""
    for field in Configuration.fields where chance(2) { text += entry(field, indent: 0) }
    return text
  }

  private mutating func document(_ type: DocumentType, _ number: Int) -> String {
    frontMatter(
      Schema.document(type).fields,
      fixed: ["id": Self.id(.document, chance(12) ? 1 : number + type.rawValue.utf8.count), "type": type.rawValue])
      + body()
  }

  /// Records as rows of a CSV file with the document that names it, as rows of a table, or as files of their own.
  private mutating func add(_ kind: RecordKind, to files: inout [String: String]) {
    let schema = Schema.record(kind)
    let count = Int.random(in: 0...6, using: &random)
    let register = kind.register ?? kind.rawValue
    let head = [
      "id": "REG-" + register.uppercased(), "type": "register", "register": register,
      "status": pick(["approved", "draft"]),
    ]
    if chance(3) {
      for number in 0..<count {
        let name = kind == .soaRow ? value(.control) : Self.id(kind, number + 1)
        files["records/\(kind.rawValue)-\(number).md"] =
          frontMatter(schema.fields, fixed: [schema.identifier: name, "type": kind.rawValue]) + body()
      }
      return
    }
    let fields = schema.fields.filter { $0.name == schema.identifier || !chance(4) }
    let isCSV = Bool.random(using: &random)
    let separator = isCSV ? "," : " | "
    func line(_ cells: [String]) -> String {
      isCSV ? cells.joined(separator: separator) + "\n" : "| " + cells.joined(separator: separator) + " |\n"
    }
    var table = line(fields.map(\.name)) + (isCSV ? "" : line(fields.map { _ in "---" }))
    for number in 0..<count {
      table += line(
        fields.map { field in
          let text =
            field.name == schema.identifier && kind != .soaRow
            ? Self.id(kind, chance(10) ? 1 : number + 1) : cell(field.type)
          return isCSV ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text.replacing("|", with: "/")
        })
    }
    let document = frontMatter(
      Schema.document(.register).fields, fixed: isCSV ? head.merging(["data": register + ".csv"]) { $1 } : head)
    files["registers/\(register).md"] = document + (isCSV ? body() : table)
    if isCSV { files["registers/\(register).csv"] = table }
  }

  private mutating func frontMatter(_ fields: [FieldSpecification], fixed: [String: String]) -> String {
    var text = "---\n"
    for (name, value) in fixed.sorted(by: { $0.key < $1.key }) { text += "\(name): \"\(value)\"\n" }
    for field in fields where fixed[field.name] == nil && !["register", "data"].contains(field.name) && !chance(3) {
      text += entry(field, indent: 0)
    }
    return text + "---\n\n"
  }

  private mutating func body() -> String {
    let pieces = [
      "# Heading\n", "As A.5.\(number(50)) and clause 6.1.\(number(4)) say, \(Self.id(.risk, number(7))) is treated.\n",
      "See [that](../registers/people.md#heading) and [this](missing.md).\n", "TODO: write `{{this}}`.\n",
      "| a | b |\n|---|---|\n| A.8.30 | \(Self.id(.evidence, number(9))) |\n", "<script>x</script> \u{202E}text\n",
      "We commit to continual improvement and to applicable requirements.\n",
    ]
    return (0..<Int.random(in: 0...4, using: &random)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }
    .joined(separator: "\n")
  }

  // MARK: Values

  /// A field of YAML with its value, as lines.
  private mutating func entry(_ field: FieldSpecification, indent: Int) -> String {
    let pad = String(repeating: " ", count: indent)
    if chance(25) { return pad + field.name + ":\n" }
    switch field.type {
    case .map(let fields):
      let inner = fields.filter { _ in !chance(4) }
      guard !inner.isEmpty else { return "" }
      return pad + field.name + ":\n" + inner.map { entry($0, indent: indent + 2) }.joined()
    case .dictionary(let element):
      let keys = [pick(["policy", "access-review", "DOC-07", "all"]), "SOA-01"]
      return pad + field.name + ":\n"
        + keys.map { "\(pad)  \($0): \"\(cell(element))\"\n" }.joined()
    case .list(of: .map(let fields)):
      var text = pad + field.name + ":\n"
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let lines = fields.filter { _ in !chance(6) }.map { entry($0, indent: indent + 4) }.joined()
        guard !lines.isEmpty else { continue }
        text += pad + "  - " + String(lines.dropFirst(indent + 4))
      }
      return text
    case .list(let element):
      let items = (0..<Int.random(in: 1...3, using: &random)).map { _ in "\"" + quoted(cell(element)) + "\"" }
      return pad + field.name + ": [" + items.joined(separator: ", ") + "]\n"
    default: return pad + field.name + ": \"" + quoted(cell(field.type)) + "\"\n"
    }
  }

  private func quoted(_ text: String) -> String { text.replacing("\\", with: "").replacing("\"", with: "'") }

  /// A value as one text: one that fits, an empty one now and then, and sometimes anything.
  private mutating func cell(_ type: FieldType) -> String {
    if chance(20) { return "" }
    if chance(15) { return pick(["=1+1", "😀 x", "-", "2026-02-30", "A.9.2.1", "yes", "ghp_0", "1e9", "N/A", "; ;"]) }
    return value(type)
  }

  private mutating func value(_ type: FieldType) -> String {
    switch type {
    case .text: pick(["Something written", "Chief", "TBD", "40 accounts", "same", "=A1", "Ana Ruiz", "all of them"])
    case .identifier: Self.id(RecordKind.allCases[number(RecordKind.allCases.count)], number(6))
    case .reference(let kinds):
      Self.id(kinds.isEmpty ? .risk : kinds[number(kinds.count)], number(7) + 1)
    case .control: "A.\(pick(["5", "6", "7", "8"])).\(number(38) + 1)"
    case .clause: pick(["4.1", "5.2", "6.1.3", "9.3.3", "10.2", "4"])
    case .date: "202\(4 + number(4))-\(pick(["01", "06", "11"]))-\(10 + number(19))"
    case .period: "2025-0\(1 + number(6))-01/2025-\(10 + number(3))-28"
    case .duration: pick(["12 months", "90 days", "1 day", "3 years"])
    case .version: "1.\(number(12))"
    case .integer, .number: String(number(18))
    case .digest: String(repeating: pick(["0", "a", "f"]), count: 64)
    case .boolean: pick(["yes", "no", "true", "false"])
    case .email: pick(["ana@example.com", "bo@example.com"])
    case .path: pick(["../registers/people.csv", "people.md", "../evidence/", "../../outside", "records/risk-0.md"])
    case .choice(let choices): choices[number(choices.count)].value
    case .list(let element): value(element) + (Bool.random(using: &random) ? "; " + value(element) : "")
    case .map, .dictionary: "x"
    }
  }

  /// The id of a record: the same number gives the same one.
  private static func id(_ kind: RecordKind, _ number: Int) -> String {
    kind.rawValue.uppercased().filter { $0 != "-" }.prefix(4) + "-0\(number)"
  }

  private mutating func number(_ below: Int) -> Int { Int.random(in: 0..<below, using: &random) }
  private mutating func chance(_ one: Int) -> Bool { number(one) == 0 }
  private mutating func pick(_ choices: [String]) -> String { choices[number(choices.count)] }
}
