/// Writes what stands within a line, and the rows of tables: the parts of a page of which there are so many that asking a
/// template for each would take most of the time.
struct Pieces: Sendable {
  /// For which reader.
  let form: Templates.Form
  /// What every text goes through before it is written; nil where there is nothing to take out.
  let scrub: (@Sendable (String) -> String)?

  /// Text that people wrote, escaped.
  func text(_ text: String) -> String {
    let text = scrub?(text) ?? text
    return form == .html ? PackHTML.escape(text) : PackMarkdown.escape(text)
  }

  /// A link, or its words alone where the target is not part of this pack.
  func link(_ link: Link) -> String {
    guard let target = link.target else {
      return form == .html ? "<span class=\"plain\">\(text(link.text))</span>" : text(link.text)
    }
    // Everything in a way but letters, digits and a few marks is `%XX` already.
    let way = target.relative(from: link.page, pageEnding: form.ending)
    if form == .markdown { return "[\(text(link.text))](\(way))" }
    let detail = link.detail.flatMap { $0.isEmpty ? nil : " title=\"\(text($0))\"" } ?? ""
    let current = link.isCurrent ? " aria-current=\"page\"" : ""
    return "<a href=\"\(way)\"\(current)\(detail)>\(text(link.text))</a>"
  }

  /// A mark that says how something stands: by colour, word and shape.
  func badge(_ badge: Badge) -> String {
    form == .html
      ? "<span class=\"badge badge-\(badge.kind.rawValue)\">\(text(badge.word))</span>"
      : "\(badge.kind.shape) \(text(badge.word))"
  }

  /// A piece of a cell or sentence; a link is followed by a comma unless it is the last.
  func part(_ part: Part) -> String {
    switch (part, form) {
    case (.text(let text), _): self.text(text)
    case (.note(let text), .html): "<span class=\"note\">\(self.text(text))</span>"
    case (.note(let text), .markdown): " (\(self.text(text)))"
    case (.code(let text), .html): "<code>\(self.text(text))</code>"
    case (.code(let text), .markdown): self.text(text)
    case (.strong(let text), .html): "<strong>\(self.text(text))</strong>"
    case (.strong(let text), .markdown): "**\(self.text(text))**"
    case (.link(let link), _): self.link(link) + (link.isLast ? "" : ", ")
    case (.badge(let badge), _): self.badge(badge)
    }
  }

  /// The rows of a table, each on a line.
  func rows(_ table: TableModel) -> String {
    var output = ""
    for row in table.rows {
      if !output.isEmpty { output += "\n" }
      switch form {
      case .html: writeHTML(row, table.columns, to: &output)
      case .markdown: writeMarkdown(row, table.columns, to: &output)
      }
    }
    return output
  }

  private func writeHTML(_ row: TableModel.Row, _ columns: [TableModel.Column], to output: inout String) {
    output += row.anchor.map { "<tr id=\"\(text($0))\">" } ?? "<tr>"
    for (index, (cell, column)) in zip(row.cells, columns).enumerated() {
      output += index == 0 ? "<th scope=\"row\" data-label=\"" : "<td data-label=\""
      output += text(column.title)
      output += column.style.isEmpty ? "\">" : "\" class=\"col-\(text(column.style))\">"
      for part in cell.parts { output += self.part(part) }
      output += index == 0 ? "</th>" : "</td>"
    }
    output += "</tr>"
  }

  private func writeMarkdown(_ row: TableModel.Row, _ columns: [TableModel.Column], to output: inout String) {
    output += "|"
    for (cell, _) in zip(row.cells, columns) {
      output += " "
      for part in cell.parts { output += self.part(part) }
      output += " |"
    }
  }
}
