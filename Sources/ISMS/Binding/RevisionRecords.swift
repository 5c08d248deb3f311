import Source
import Syntax

/// Reads the records of one kind that an older revision of a file held. What cannot be read is left out: findings are
/// about the files of today.
public struct RevisionRecords {
  private let kind: RecordKind
  private let catalog: Catalog
  private let controls: ControlReader

  /// A reader for records of `kind`.
  public init(_ kind: RecordKind, catalog: Catalog = .standard) {
    self.kind = kind
    self.catalog = catalog
    controls = ControlReader(catalog: catalog)
  }

  /// The records in the text of a file that was called `path`.
  ///
  /// - Parameter ids: the records that are wanted; nil for all. Rows of others are not typed.
  public func read(_ source: SourceText, path: String, ids: Set<String>? = nil) -> [Record] {
    guard path.hasSuffix(".md") else { return rows(of: CSV.read(source).table, in: source, ids: ids) }
    guard let frontMatter = FrontMatter.parse(source).frontMatter else { return [] }
    let root = frontMatter.root
    if text("type", of: root) == kind.rawValue {
      var reader = FieldReader(source: source, controls: controls, catalog: catalog)
      let owner = FieldReader.Owner(kind: kind.title, id: nil, location: frontMatter.range)
      let schema = Schema.record(kind)
      let (fields, unread) = reader.read(root, schema.fields, reserved: ["type"], owner: owner)
      guard let id = fields[schema.identifier]?.text, ids?.contains(id) ?? true else { return [] }
      return [
        Record(
          kind: kind, id: id, fields: fields, location: Location(path: path, range: frontMatter.range), unread: unread)
      ]
    }
    guard text("register", of: root) == kind.register else { return [] }
    let register = RegisterReader(kind: kind, register: text("id", of: root) ?? "")
    let markdown = MarkdownDocument.parse(source, from: frontMatter.bodyStart)
    return rows(of: markdown.tables.first(where: register.fits), in: source, ids: ids)
  }

  private func rows(of table: Table?, in source: SourceText, ids: Set<String>?) -> [Record] {
    let register = RegisterReader(kind: kind, register: "")
    guard let table, register.fits(table) else { return [] }
    let schema = Schema.record(kind)
    let column = table.header.cells.firstIndex { schema.field(forHeading: $0.text)?.name == schema.identifier }
    let wanted = table.rows.filter { row in
      guard let ids, let column, column < row.cells.count else { return true }
      return ids.contains(row.cells[column].text)
    }
    var reader = FieldReader(source: source, controls: controls, catalog: catalog)
    return register.read(Table(header: table.header, rows: wanted), into: &reader)
  }

  private func text(_ key: String, of map: FieldMap) -> String? {
    if case .scalar(let scalar)? = map[key] { scalar.text } else { nil }
  }
}
