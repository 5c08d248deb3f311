import FoundationEssentials

/// A value of an export whose shape follows the schema of the record it comes from.
enum Value: Encodable {
  case text(String)
  case integer(Int)
  case boolean(Bool)
  case list([Value])
  case object([String: Value])
  /// A part with a type of its own.
  case part(any Encodable)

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text): try text.encode(to: encoder)
    case .integer(let number): try number.encode(to: encoder)
    case .boolean(let flag): try flag.encode(to: encoder)
    case .list(let items): try items.encode(to: encoder)
    case .object(let members): try members.encode(to: encoder)
    case .part(let part): try part.encode(to: encoder)
    }
  }

  /// A list of texts.
  static func texts(_ texts: [String]) -> Value { .list(texts.map { .text($0) }) }

  /// The value as the cell of a table.
  var cell: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .boolean(let flag): flag ? "yes" : "no"
    case .list(let items): items.map(\.cell).joined(separator: "; ")
    case .object(let members): members.keys.sorted().map { "\($0): \(members[$0]?.cell ?? "")" }.joined(separator: ", ")
    case .part(let part): (part as? any CustomStringConvertible)?.description ?? ""
    }
  }
}

/// JSON as the pack holds it: keys in snake case and in order, so that two packs can be compared line by line.
enum JSON {
  /// A value as a file with a line end.
  static func file(_ path: String, _ value: some Encodable) throws -> OutputFile {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return OutputFile(path: path, bytes: Array(try encoder.encode(value)) + [0x0A])
  }

  /// A value whose keys are spelled by others, such as SARIF.
  static func verbatimFile(_ path: String, _ value: some Encodable) throws -> OutputFile {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return OutputFile(path: path, bytes: Array(try encoder.encode(value)) + [0x0A])
  }
}
