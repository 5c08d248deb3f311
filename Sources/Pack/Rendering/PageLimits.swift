/// How much one page holds, so that a browser opens it and a forge shows its twin however large the repository is.
///
/// Registers with more rows are spread over several pages (`Listing`). What is not the main matter of its page, such as
/// the evidence of one control, ends after so many rows and says how many there are.
struct PageLimits: Sendable {
  /// Rows of a table.
  var rows = 300
  /// Links in a list or a cell; Annex A has to fit.
  var links = 100

  /// The edition to print is one page, and holds more of everything.
  static let edition = PageLimits(rows: 2_000, links: 200)
}

extension Page {
  /// The page with no table and no list beyond the limits.
  func limited(to limits: PageLimits) -> Page {
    // In print there is nothing to follow a link to.
    let everything =
      path == PrintEdition.path ? nil : Link("pack.json", to: Address("pack.json", ending: ""), on: path)
    guard let less = Shortening(limits: limits, everything: everything).context(context) else { return self }
    var page = self
    page.context = less
    return page
  }
}

/// Cuts what is too long for a page, and says so there. Each function returns nil for what fits, so that nothing is
/// copied on the many pages that do.
private struct Shortening {
  let limits: PageLimits
  /// Where all of it stands; nil in print.
  let everything: Link?

  func context(_ context: Context) -> Context? {
    var shortened: Context?
    for (name, value) in context.values {
      if let less = self.value(value.content) { shortened = shortened ?? context; shortened?[name] = less }
    }
    return shortened
  }

  private func value(_ value: TemplateValue.Content) -> TemplateValue? {
    switch value {
    case .links(let links):
      guard links.count > limits.links else { return nil }
      return .links(links.prefix(limits.links) + [Link(more(links.count), to: nil, on: "")])
    case .context(let context): return self.context(context).map { .context($0) }
    case .contexts(let list):
      let shortened = list.map(context)
      guard shortened.contains(where: { $0 != nil }) else { return nil }
      return .list(zip(list, shortened).map { $1 ?? $0 })
    case .table(let table): return self.table(table).map { .table($0) }
    default: return nil
    }
  }

  private func more(_ count: Int) -> String { "and \(count - limits.links) more" }

  private func table(_ table: TableModel) -> TableModel? {
    let isLong = table.rows.count > limits.rows
    guard isLong || table.rows.contains(where: { $0.cells.contains { $0.parts.count > limits.links } }) else {
      return nil
    }
    var shortened = table
    if isLong {
      shortened.rows = Array(table.rows.prefix(limits.rows))
      shortened.total = table.rows.count
      shortened.rest = table.rest ?? everything
    }
    for index in shortened.rows.indices { shortened.rows[index].cells = shortened.rows[index].cells.map(cell) }
    return shortened
  }

  private func cell(_ cell: Cell) -> Cell {
    guard cell.parts.count > limits.links else { return cell }
    func isLink(_ part: Part) -> Bool { if case .link = part { true } else { false } }
    let count = cell.parts.count(where: isLink)
    guard count > limits.links, let first = cell.parts.firstIndex(where: isLink) else { return cell }
    var parts: [Part] = Array(cell.parts[..<first])
    var shown = 0
    for part in cell.parts[first...] {
      if isLink(part) { shown += 1 }
      if shown > limits.links { break }
      parts.append(part)
    }
    // What follows the links, such as a note with their number, stays.
    let tail = cell.parts.reversed().prefix { !isLink($0) }.reversed()
    return Cell(parts + [.text(more(count))] + tail)
  }
}
