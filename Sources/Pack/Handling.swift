import ISMS
import Source

/// What the pack does with a document, an evidence item or a record.
enum Handling: String, Comparable {
  /// Not even named, only counted.
  case omit
  /// Named, with type, time and hash, not shown; its path is never printed.
  case reference
  /// Shown. The file of a redacted evidence item is the derivative; `Disclosure.isRedacted` tells.
  case include

  private var openness: Int {
    switch self {
    case .omit: 0
    case .reference: 1
    case .include: 2
    }
  }

  static func < (left: Handling, right: Handling) -> Bool { left.openness < right.openness }
}

/// What one audience may see: the only place that decides it.
///
/// Defaults come from the classification; an evidence item may ask for less, never for more. A record shares the fate
/// of the register that holds it. A customer sees documents, evidence and the Statement of Applicability, and no other
/// record whatever its class.
struct Disclosure {
  /// How many things of a kind are not shown.
  struct Withheld: Equatable {
    /// Named, not shown.
    var referenced = 0
    /// Not named.
    var omitted = 0
  }

  /// Who will open the pack.
  let audience: Audience
  /// Documents that are not shown.
  private(set) var withheldDocuments = Withheld()
  /// Evidence items that are not shown.
  private(set) var withheldEvidence = Withheld()
  private let byID: [String: Handling]
  private let byPath: [String: Handling]
  private let registers: [String: Handling]
  private let names: NameTrie
  /// Whether nothing is withheld from anybody.
  private let isOpen: Bool

  /// All there is: what the author of the ISMS sees.
  static let everything = Disclosure()

  private init() {
    audience = .internal
    (byID, byPath, registers, names, isOpen) = ([:], [:], [:], NameTrie(), true)
  }

  /// What `audience` may see of an ISMS.
  ///
  /// - Throws: `PackError` if a document or an evidence item has no known classification.
  init(_ isms: ISMS, audience: Audience) throws(PackError) {
    self.audience = audience
    var unknown: [Location] = []
    var byID: [String: Handling] = [:]
    var byPath: [String: Handling] = [:]
    var registers: [String: Handling] = [:]
    func merge(_ handling: Handling, path: String) { byPath[path] = min(handling, byPath[path] ?? handling) }
    func merge(_ handling: Handling, path: String, writtenIn file: String) {
      if let path = Paths.resolve(path, in: Paths.folder(of: file)) { merge(handling, path: path) }
    }

    for document in isms.documents {
      guard let handling = Self.handling(of: document.classification, for: audience) else {
        unknown.append(document.record.location(of: "classification"))
        continue
      }
      withheldDocuments.count(handling)
      byID[document.id] = min(handling, byID[document.id] ?? handling)
      merge(handling, path: document.path)
      if let data = document.record.text("data") { merge(handling, path: data, writtenIn: document.path) }
      if let kind = document.record.text("register") { registers[kind] = min(handling, registers[kind] ?? handling) }
    }
    for item in isms.evidence {
      guard let byClass = Self.handling(of: item.classification, for: audience) else {
        unknown.append(item.record.location(of: "classification"))
        continue
      }
      let handling = min(byClass, Self.wish(of: item))
      withheldEvidence.count(handling)
      byID[item.id] = min(handling, byID[item.id] ?? handling)
      // A row of a register does not decide about the register's file.
      if item.record.register == nil { merge(handling, path: item.location.path) }
      for file in item.files { merge(handling, path: file, writtenIn: item.location.path) }
    }
    guard unknown.isEmpty else { throw .unknownClassification(unknown) }
    isOpen = false
    self.byID = byID
    self.byPath = byPath
    self.registers = registers

    var names = NameTrie()
    for (path, handling) in byPath where handling != .include {
      names.insert(path)
      let file = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
      if file.contains(".") { names.insert(file) }
    }
    for document in isms.documents where byID[document.id] == .omit {
      names.insert(document.id)
      names.insert(document.title)
    }
    for item in isms.evidence where byID[item.id] == .omit {
      names.insert(item.id)
      names.insert(item.title)
    }
    self.names = names
  }

  private static func handling(of classification: String?, for audience: Audience) -> Handling? {
    switch classification {
    case "public", "internal": .include
    case "confidential": audience == .auditor ? .include : .reference
    case "restricted": .reference
    default: nil
    }
  }

  private static func wish(of item: Evidence) -> Handling {
    switch item.inPack {
    case "omit": .omit
    case "reference": .reference
    default: .include
    }
  }

  /// What happens to a document, an evidence item or a record.
  func handling(of record: Record) -> Handling {
    if isOpen { return .include }
    switch record.kind {
    case .document, .evidence:
      return byID[record.id] ?? .omit
    case .soaRow, .person:
      return ofRegister(record) ?? (audience == .customer ? .omit : .include)
    default:
      return audience == .customer ? .omit : ofRegister(record) ?? .include
    }
  }

  private func ofRegister(_ record: Record) -> Handling? {
    record.register.flatMap { byID[$0] } ?? record.kind.register.flatMap { registers[$0] }
  }

  /// Whether an included item's file is a redacted derivative, its recorded hash that of the original.
  func isRedacted(_ item: Evidence) -> Bool { item.inPack == "redacted" }

  /// Whether the path, or a folder around it, may be printed.
  func mayName(path: String) -> Bool {
    var rest = path[...]
    while true {
      if let handling = byPath[String(rest)], handling != .include { return false }
      guard let slash = rest.lastIndex(of: "/") else { return true }
      rest = rest[..<slash]
    }
  }

  /// Whether it is shown.
  func includes(_ view: some RecordView) -> Bool { handling(of: view.record) == .include }
  /// Whether it may at least be named.
  func names(_ view: some RecordView) -> Bool { handling(of: view.record) > .omit }

  /// Whether a finding may be named: it is not about something that is omitted.
  func names(_ finding: Diagnostic, in isms: ISMS) -> Bool {
    guard let record = finding.subject.flatMap({ isms.record($0) }) else { return true }
    return handling(of: record) > .omit
  }

  /// Free text without the names of omitted items and the paths of all that is not shown.
  func scrubbed(_ text: String) -> String { names.isEmpty ? text : names.replacing(in: text, with: "[withheld]") }

  /// What `scrubbed` does; nil where there is nothing to take out.
  var scrubber: (@Sendable (String) -> String)? {
    guard !names.isEmpty else { return nil }
    return { [names] text in names.replacing(in: text, with: "[withheld]") }
  }
}

extension Disclosure.Withheld {
  fileprivate mutating func count(_ handling: Handling) {
    switch handling {
    case .omit: omitted += 1
    case .reference: referenced += 1
    case .include: break
    }
  }
}

/// Finds whole names in text, however many there are, in one pass.
private struct NameTrie: Sendable {
  private var edges: [Int: Int] = [:]
  private var ends: Set<Int> = []
  private var count = 1

  var isEmpty: Bool { ends.isEmpty }

  mutating func insert(_ name: String) {
    guard !name.isEmpty else { return }
    var node = 0
    for byte in name.utf8 {
      let edge = node << 8 | Int(byte)
      if let next = edges[edge] {
        node = next
      } else {
        edges[edge] = count
        node = count
        count += 1
      }
    }
    ends.insert(node)
  }

  func replacing(in text: String, with mark: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    var isStart = true
    while index < bytes.count {
      if isStart, let end = longestMatch(in: bytes, from: index) {
        result += Array(mark.utf8)
        index = end
        isStart = false
        continue
      }
      isStart = !Self.isWord(bytes[index])
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func longestMatch(in bytes: [UInt8], from start: Int) -> Int? {
    var node = 0
    var index = start
    var match: Int?
    while index < bytes.count, let next = edges[node << 8 | Int(bytes[index])] {
      node = next
      index += 1
      if ends.contains(node), index == bytes.count || !Self.isWord(bytes[index]) { match = index }
    }
    return match
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: false
    }
  }
}
