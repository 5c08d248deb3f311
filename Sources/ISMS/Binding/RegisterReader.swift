import Source
import Syntax

extension RecordKind {
  /// The table of a file that holds records of this kind: that of a CSV file, or the first of a Markdown file whose
  /// columns fit. Nil if there is none.
  public func table(in source: SourceText, isMarkdown: Bool) -> Table? {
    let start = isMarkdown ? FrontMatter.parse(source).frontMatter?.bodyStart ?? 0 : 0
    let tables =
      isMarkdown ? MarkdownDocument.parse(source, from: start).tables : [CSV.read(source).table].compactMap { $0 }
    return tables.first(where: RegisterReader(kind: self, register: "").fits)
  }

  /// Fields that only say how far planned work has come. They move on between two approvals of the register.
  public var progressFields: Set<String> {
    switch self {
    case .soaRow: ["status"]
    case .treatmentAction: ["status", "done_on", "note"]
    default: []
    }
  }
}

/// Reads the rows of a table as records of one kind.
struct RegisterReader {
  let kind: RecordKind
  /// The id of the document the rows belong to.
  let register: String
  private let schema: Schema

  init(kind: RecordKind, register: String) {
    self.kind = kind
    self.register = register
    schema = Schema.record(kind)
  }

  /// Whether a table has the columns of this kind: the one that names the record, and another one it requires.
  func fits(_ table: Table) -> Bool {
    let found = Set(table.header.cells.compactMap { schema.field(forHeading: $0.text)?.name })
    guard found.contains(schema.identifier) else { return false }
    let required = schema.fields.filter { $0.isRequired && $0.name != schema.identifier }
    return required.isEmpty || required.contains { found.contains($0.name) }
  }

  /// The records of a table that fits.
  func read(_ table: Table, into reader: inout FieldReader) -> [Record] {
    let (columns, misspelt) = readHeader(table.header, into: &reader)
    return table.rows.compactMap { row in
      guard row.cells.contains(where: { !$0.text.isEmpty }) else { return nil }
      return read(row, columns: columns, misspelt: misspelt, into: &reader)
    }
  }

  /// The field of each column, and the fields that unknown headings probably mean.
  private func readHeader(
    _ header: Table.Row, into reader: inout FieldReader
  ) -> (columns: [FieldSpecification?], misspelt: Set<String>) {
    var seen: Set<String> = []
    var misspelt: Set<String> = []
    let columns = header.cells.map { cell -> FieldSpecification? in
      guard let field = schema.field(forHeading: cell.text), seen.insert(field.name).inserted else {
        if let meant = reportUnknown(cell, into: &reader) { misspelt.insert(meant) }
        return nil
      }
      return field
    }
    for field in schema.fields where field.isRequired && !seen.contains(field.name) {
      let owner = FieldReader.Owner(
        kind: "register of \(kind.register ?? kind.rawValue)", id: register, location: header.range)
      reader.reportMissing(field, owner: owner)
    }
    return (columns, misspelt.subtracting(seen))
  }

  /// Reports an unknown column and answers the field that was probably meant.
  private func reportUnknown(_ cell: Table.Cell, into reader: inout FieldReader) -> String? {
    guard !cell.text.isEmpty, !cell.text.lowercased().hasPrefix("x-") else { return nil }
    let meant = nearest(cell.text.lowercased(), in: schema.fields.map(\.name))
    reader.report(
      Diagnostic(
        FieldRules.unknownKey, "unknown column `\(cell.text)` in a table of \(kind.register ?? kind.rawValue)",
        at: Location(path: reader.source.path, range: cell.range), grade: meant == nil ? .observation : nil,
        label: meant.map { "did you mean `\($0)`?" } ?? "this column is not read",
        help: meant.map { "write `\($0)`" } ?? "remove the column, or start its heading with `x-`", subject: register))
    return meant
  }

  private func read(
    _ row: Table.Row, columns: [FieldSpecification?], misspelt: Set<String>, into reader: inout FieldReader
  ) -> Record {
    let identifierCell = zip(columns, row.cells).first { $0.0?.name == schema.identifier }?.1
    let name = identifierCell.map(\.text) ?? ""
    let owner = FieldReader.Owner(kind: kind.title, id: name.isEmpty ? nil : name, location: row.range)
    var fields = Fields(capacity: min(columns.count, schema.fields.count))
    var unread = misspelt
    for (column, cell) in zip(columns, row.cells) {
      guard let column else { continue }
      let field = reader.read(cell, column, owner: owner)
      fields[column.name] = field
      var isLost = field == nil
      if case .list(let items)? = field?.value { isLost = items.isEmpty }
      if isLost, !cell.text.isEmpty { unread.insert(column.name) }
    }
    let id = fields[schema.identifier]?.text ?? ""
    let range = identifierCell.map { $0.text.isEmpty ? row.range : $0.range } ?? row.range
    return Record(
      kind: kind, id: id, fields: fields, location: Location(path: reader.source.path, range: range),
      register: register, unread: unread)
  }
}
