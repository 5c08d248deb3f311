import Source
import Syntax

/// What one Markdown file holds: a document, a record, or nothing of ours.
///
/// Reading it needs nothing but the file, so files are read side by side.
final class MarkdownFile: Sendable {
  /// What the file is.
  enum Content: Sendable {
    case document(Document)
    case record(RecordFile)
    /// Neither, though it may have been meant to be: there are findings about it.
    case other
    /// A file of somebody else: it is left alone.
    case foreign
  }

  let content: Content
  /// What its text names.
  let references: TextReferences
  let diagnostics: [Diagnostic]

  init(content: Content, references: TextReferences, diagnostics: [Diagnostic] = []) {
    self.content = content
    self.references = references
    self.diagnostics = diagnostics
  }

  /// Reads a file.
  convenience init(_ source: SourceText, controls: ControlReader, scanner: ReferenceScanner, catalog: Catalog) {
    var diagnostics: [Diagnostic] = []
    if let conflict = source.conflictFinding { diagnostics.append(conflict) }
    let (frontMatter, found) = FrontMatter.parse(source)
    diagnostics += found
    guard let frontMatter else {
      let isUTF16 = source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF])
      if isUTF16 {
        diagnostics.append(
          Diagnostic(
            FileRules.invalidUTF8, "`\(source.path)` is UTF-16, so it is not read",
            at: Location(path: source.path, range: SourceRange(0, 2))))
      }
      self.init(nothingWith: diagnostics)
      return
    }
    guard let typeEntry = frontMatter.root.entries.first(where: { $0.key == "type" }),
      case .scalar(let type) = typeEntry.value
    else {
      self.init(nothingWith: diagnostics + Self.missingType(frontMatter, source: source))
      return
    }
    if diagnostics.isEmpty { diagnostics += source.invalidUTF8Findings }
    let markdown = MarkdownDocument.parse(source, from: frontMatter.bodyStart)
    diagnostics += markdown.diagnostics
    func record(_ kind: RecordKind, title: String, _ schema: Schema, reserved: [String] = []) -> (Record, [Diagnostic])
    {
      Self.record(
        frontMatter, kind: kind, title: title, schema: schema, reserved: reserved,
        reader: FieldReader(source: source, controls: controls, catalog: catalog))
    }
    if let documentType = DocumentType(rawValue: type.text) {
      let (record, found) = record(.document, title: documentType.rawValue, .document(documentType))
      let framework = record.text("framework")
      let references = TextReferences(
        markdown, scanner: framework.map { ReferenceScanner(catalog: catalog, framework: $0) } ?? scanner)
      let text = FileText(markdown, holdsText: references.holdsText)
      self.init(
        content: .document(Document(record: record, type: documentType, text: text)), references: references,
        diagnostics: diagnostics + found)
    } else if let kind = RecordKind(rawValue: type.text), kind != .document {
      let (record, found) = record(kind, title: kind.title, .record(kind), reserved: ["type"])
      let references = TextReferences(markdown, scanner: scanner)
      let text = FileText(markdown, holdsText: references.holdsText)
      self.init(
        content: .record(RecordFile(record: record, text: text)), references: references,
        diagnostics: diagnostics + found)
    } else {
      self.init(nothingWith: diagnostics + [Self.unknownType(type, source: source)])
    }
  }

  /// A file that is not read as a document or record; somebody else's where nothing is to be said about it.
  private convenience init(nothingWith diagnostics: [Diagnostic]) {
    self.init(
      content: diagnostics.isEmpty ? .foreign : .other, references: TextReferences(), diagnostics: diagnostics)
  }

  private static func record(
    _ frontMatter: FrontMatter, kind: RecordKind, title: String, schema: Schema, reserved: [String],
    reader: consuming FieldReader
  ) -> (Record, [Diagnostic]) {
    let source = reader.source
    let entry = frontMatter.root.entries.first { $0.key == schema.identifier }
    var name: String?
    if case .scalar(let scalar)? = entry?.value, FieldReader.isIdentifier(scalar.text) { name = scalar.text }
    let fence = SourceRange(frontMatter.range.lowerBound, min(frontMatter.range.lowerBound + 3, source.bytes.count))
    let owner = FieldReader.Owner(kind: title, id: name, location: fence)
    let (fields, unread) = reader.read(frontMatter.root, schema.fields, reserved: reserved, owner: owner)
    let record = Record(
      kind: kind, id: name ?? "", fields: fields,
      location: Location(path: source.path, range: entry?.value.range ?? fence), unread: unread)
    return (record, reader.diagnostics)
  }

  private static func missingType(_ frontMatter: FrontMatter, source: SourceText) -> [Diagnostic] {
    // Front matter without any field of ours belongs to another program: a site generator, a note-taking tool.
    let ours: Set = ["id", "title", "version", "status", "owner", "classification"]
    let known = frontMatter.root.entries.filter { ours.contains($0.key) }
    guard known.count >= 3, let first = frontMatter.root.entries.first else { return [] }
    return [
      Diagnostic(
        FieldRules.missingField, "`\(source.path)` has no `type`, so it is not read as a document",
        at: Location(path: source.path, range: first.keyRange),
        help: "add `type:` with one of "
          + DocumentType.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))
    ]
  }

  private static func unknownType(_ type: FieldValue.Scalar, source: SourceText) -> Diagnostic {
    let known =
      DocumentType.allCases.map(\.rawValue) + RecordKind.allCases.filter { $0 != .document }.map(\.rawValue)
    let meant = nearest(type.text.lowercased(), in: known)
    let location = Location(path: source.path, range: type.range)
    return Diagnostic(
      FieldRules.wrongType, "`\(type.text)` is no type of document or record", at: location,
      label: meant.map { "did you mean `\($0)`?" },
      help: "write one of " + known.map { "`\($0)`" }.joined(separator: ", "),
      fixes: meant.map { [Fix("write `\($0)`", .unsafe, edits: [.init(location, replacement: $0)])] } ?? [])
  }
}

extension SourceText {
  /// The finding that the file holds an unresolved conflict; nil if it holds none.
  var conflictFinding: Diagnostic? {
    unresolvedConflict.map { conflict in
      Diagnostic(
        FileRules.conflict, "`\(path)` holds an unresolved merge conflict",
        at: Location(path: path, range: conflict), label: "both versions stand below")
    }
  }

  /// The finding that the file is not valid UTF-8; none if it is.
  var invalidUTF8Findings: [Diagnostic] {
    guard let offset = firstInvalidUTF8 else { return [] }
    return [
      Diagnostic(
        FileRules.invalidUTF8, "`\(path)` is not valid UTF-8 at byte \(offset)",
        at: Location(path: path, range: SourceRange(offset, min(offset + 1, bytes.count))))
    ]
  }
}
