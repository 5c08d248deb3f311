/// A picture on a page: drawings, and beside them a table that says the same.
struct Picture {
  /// What it shows; the caption.
  let title: String
  /// How to read it; nil where the title is enough.
  var note: String?
  /// The drawings, in order.
  let drawings: [SVG]
  /// The same in words and numbers.
  let table: TableModel
  /// Class of the figure, for pictures with a layout of their own.
  var style: String?

  /// What the template shows.
  var context: Context {
    [
      "title": .text(title), "note": .text(note), "style": .text(style),
      "drawings": .list(drawings.map { ["svg": .markup($0.markup)] }),
      "table": .table(table),
    ]
  }
}

extension TemplateValue {
  /// A picture; nil is absent, and so is one whose table is empty.
  static func picture(_ picture: Picture?) -> TemplateValue {
    guard let picture, !picture.table.rows.isEmpty else { return absent }
    return .context(picture.context)
  }
}
