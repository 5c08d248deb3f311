// Writes a Swift file that holds data files: `EmbedTool OUTPUT.swift ROOT FILE…`. Names are paths below ROOT. A
// build-tool plugin runs it, so that the finished binary needs no file beside it.
//
// Lists of a catalog become values of their types: a program that starts for every commit has no time to decode them, and
// what does not fit is an error of the build. Other files are held as text.
import Foundation

/// A list in a catalog whose entries become values.
struct CatalogList {
  /// File of the catalog, below ROOT.
  let file: String
  /// Where the list stands in it.
  let key: String
  /// The type of the entries. Its initialiser takes the entry's keys in alphabetical order.
  let type: String
  /// Keys whose words are cases of an enumeration.
  var cases: Set<String> = []
  /// Keys no value is made of.
  var unused: Set<String> = []
}

let lists = [
  CatalogList(
    file: "iso27001-2022.json", key: "controls", type: "Catalog.Control", cases: ["theme"],
    unused: ["cloud_saas_default"]),
  CatalogList(file: "iso27001-2022.json", key: "clauses", type: "Catalog.Clause", cases: ["basis"]),
  CatalogList(
    file: "evidence-types.json", key: "types", type: "Catalog.EvidenceType",
    unused: ["formats", "sources", "population", "controls"]),
]

/// What is wrong with a catalog.
struct CatalogError: Error, CustomStringConvertible { let description: String }

/// `new_in_2022` as `newIn2022`.
func label(_ key: String) -> String {
  let words = key.split(separator: "_")
  return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
}

/// The Swift expression for a value of JSON.
func expression(_ value: Any, of list: CatalogList, type: String = "") throws -> String {
  switch value {
  case is NSNull: return "nil"
  case let text as String: return literal(text)
  // A number of JSON is a yes or no where its type says so; catalogs hold no other.
  case let flag as Bool: return flag ? "true" : "false"
  case let items as [Any]: return "[" + (try items.map { try expression($0, of: list) }.joined(separator: ", ")) + "]"
  case let object as [String: Any]:
    let arguments = try object.filter { !list.unused.contains($0.key) }
      .map { key, value in
        let isCase = list.cases.contains(key)
        return (label(key), isCase ? ".\(value)" : try expression(value, of: list))
      }
      .sorted { $0.0 < $1.0 }
    return "\(type).init(" + arguments.map { "\($0): \($1)" }.joined(separator: ", ") + ")"
  default: throw CatalogError(description: "\(list.file) holds a value that no catalog has: \(value)")
  }
}

/// The lines that declare a list as a property, named as its key.
func declaration(of list: CatalogList, in data: Data) throws -> [String] {
  guard let file = try JSONSerialization.jsonObject(with: data) as? [String: Any], let items = file[list.key] as? [Any]
  else { throw CatalogError(description: "\(list.file) has no list `\(list.key)`") }
  return ["  /// Of `\(list.file)`.", "  static let \(list.key): [\(list.type)] = ["]
    + (try items.map { "    \(try expression($0, of: list, type: list.type))," }) + ["  ]"]
}

func literal(_ text: String) -> String {
  var escaped = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": escaped += "\\\\"
    case "\"": escaped += "\\\""
    case "\n": escaped += "\\n"
    case "\r": escaped += "\\r"
    case "\t": escaped += "\\t"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      escaped += "\\u{\(String(scalar.value, radix: 16))}"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped + "\""
}

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2, let output = arguments.first, let root = arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("usage: EmbedTool OUTPUT.swift ROOT FILE…\n".utf8))
  exit(64)
}
do {
  var lines = [
    "/// Data files that were part of the source tree when this program was built.",
    "enum Embedded {",
    "  /// Every file by its path.",
    "  static let files: [(path: String, text: String)] = [",
  ]
  var declarations: [String] = []
  for file in arguments.dropFirst(2).sorted() {
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    let name = String(file.dropFirst(root.count + 1))
    let own = lists.filter { $0.file == name }
    declarations += try own.flatMap { try declaration(of: $0, in: data) }
    if own.isEmpty { lines.append("    (\(literal(name)), \(literal(String(decoding: data, as: UTF8.self)))),") }
  }
  lines += ["  ]"] + declarations + ["}", ""]
  try lines.joined(separator: "\n").write(toFile: output, atomically: true, encoding: .utf8)
} catch {
  FileHandle.standardError.write(Data("EmbedTool: \(error)\n".utf8))
  exit(1)
}
