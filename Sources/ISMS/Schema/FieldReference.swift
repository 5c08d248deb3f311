/// `docs/fields.md`: every field of every kind of document and record, generated from the schema.
public enum FieldReference {
  /// The page as Markdown.
  public static var markdown: String {
    var text = """
      # Field reference

      Generated from the schema by `make bless`; a test compares it. Fields in **bold** are required. Any key that starts
      with `x-` is yours. Column headings are compared without case, spaces and what stands in brackets; other names that
      are understood stand behind "also".

      ## Documents

      Every Markdown file whose front matter has a `type` of the list below is a document.


      """
    text += table(Schema.documentFields)
    for type in DocumentType.allCases {
      guard let fields = Schema.typeFields[type] else { continue }
      text += "\n### Only `type: \(type.rawValue)`\n\n" + table(fields)
    }
    text += "\n## Records\n\nA record is a file with `type:`, a row of a Markdown table, or a row of a CSV file, in a "
    text += "document with `register:`.\n"
    for kind in RecordKind.allCases where kind != .document {
      text += "\n### \(kind.title.prefix(1).uppercased() + kind.title.dropFirst())\n\n"
      text += "`type: \(kind.rawValue)` or `register: \(kind.register ?? "")`\n\n" + table(Schema.record(kind).fields)
    }
    text += "\n## auditpack.yaml\n\n" + table(Configuration.fields)
    return text
  }

  private static func table(_ fields: [FieldSpecification], prefix: String = "") -> String {
    var text = prefix.isEmpty ? "| Field | Holds | Meaning |\n|---|---|---|\n" : ""
    for field in fields {
      let name = "`\(prefix)\(field.name)`"
      let also = field.synonyms.isEmpty ? "" : " Also \(field.synonyms.map { "`\($0)`" }.joined(separator: ", "))."
      let inner = Self.inner(field.type)
      let holds = inner == nil ? field.type.title : isList(field.type) ? "list of maps" : "map"
      text += "| \(field.isRequired ? "**\(name)**" : name) | \(holds) | \(field.meaning)\(also) |\n"
      if let inner { text += table(inner, prefix: "\(prefix)\(field.name).") }
    }
    return text
  }

  private static func inner(_ type: FieldType) -> [FieldSpecification]? {
    switch type {
    case .map(let fields): fields
    case .list(let element): inner(element)
    default: nil
    }
  }

  private static func isList(_ type: FieldType) -> Bool { if case .list = type { true } else { false } }
}
