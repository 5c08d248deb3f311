/// What a template may be given. Optional values are present but absent-valued: a name that a template asks for and
/// nobody gave would otherwise be looked up in the contexts around it.
struct TemplateValue: Sendable {
  /// What the renderer sees.
  let content: Content

  /// The kinds of values.
  indirect enum Content: Sendable {
    /// Nothing: a section over it is not shown.
    case absent
    /// Text that people wrote, not empty.
    case text(String)
    /// Yes or no, for sections.
    case flag(Bool)
    /// Markup that was made by the program and is inserted as it is.
    case markup(Markup)
    /// What was written for the form of the page, escaped where it has to be.
    case piece(String)
    /// The way from a page to a place.
    case way(Address, from: String, ending: String)
    /// A link.
    case link(Link)
    /// Links in order.
    case links([Link])
    /// A mark that says how something stands.
    case badge(Badge)
    /// Named values.
    case context(Context)
    /// Things in order.
    case contexts([Context])
    /// A piece of a cell.
    case part(Part)
    /// Pieces in order.
    case parts([Part])
    /// A table.
    case table(TableModel)
    /// Its columns, a column.
    case columns([TableModel.Column])
    case column(TableModel.Column)
  }

  private init(_ content: Content) { self.content = content }

  /// Text; nil and empty text are absent, so that a section over it shows nothing.
  static func text(_ text: String?) -> TemplateValue { TemplateValue(.some(text)) }
  /// Text in which code stands between backticks; nil and empty text show nothing.
  static func prose(_ text: String?) -> TemplateValue { TemplateValue(.parts(Part.prose(text))) }
  /// A number; nil is absent.
  static func number(_ number: Int?) -> TemplateValue { TemplateValue(.some(number.map { String($0) })) }
  /// Yes or no, for sections.
  static func flag(_ flag: Bool) -> TemplateValue { TemplateValue(.flag(flag)) }
  /// Markup that was made by the program and is inserted as it is.
  static func markup(_ markup: Markup) -> TemplateValue { markup.isNull ? absent : TemplateValue(.markup(markup)) }
  /// The way from a page to a place.
  static func way(_ address: Address, from page: String, ending: String = ".html") -> TemplateValue {
    TemplateValue(.way(address, from: page, ending: ending))
  }
  /// One link; nil is absent.
  static func link(_ link: Link?) -> TemplateValue { link.map { TemplateValue(.link($0)) } ?? absent }
  /// Links in order.
  static func links(_ links: [Link]) -> TemplateValue { TemplateValue(.links(Link.enumerated(links))) }
  /// A mark that says how something stands; nil is absent.
  static func badge(_ badge: Badge?) -> TemplateValue { badge.map { TemplateValue(.badge($0)) } ?? absent }
  /// Things in order.
  static func list(_ list: [Context]) -> TemplateValue { TemplateValue(.contexts(list)) }
  /// A thing; nil is absent.
  static func context(_ context: Context?) -> TemplateValue { context.map { TemplateValue(.context($0)) } ?? absent }
  /// A table; nil is absent, and so is a table without rows.
  static func table(_ table: TableModel?) -> TemplateValue {
    guard let table, !table.rows.isEmpty else { return absent }
    return TemplateValue(.table(table.withAnchorsOnce))
  }
  /// Nothing.
  static var absent: TemplateValue { TemplateValue(.absent) }
}

extension TemplateValue.Content {
  /// Text; nil and empty text are absent.
  static func some(_ text: String?) -> Self {
    guard let text, !text.isEmpty else { return .absent }
    return .text(text)
  }

  /// The value of a name in a form; nil if it has no such name, and the contexts around it are asked.
  func child(_ name: String, _ pieces: Pieces) -> Self? {
    switch self {
    case .context(let context): context[name]?.content
    case .link(let link): link.child(name, pieces)
    case .badge(let badge): name == "piece" ? .piece(pieces.badge(badge)) : nil
    case .part(let part): name == "piece" ? .piece(pieces.part(part)) : nil
    case .table(let table): table.child(name, pieces)
    case .column(let column): column.child(name)
    default: nil
    }
  }
}

extension Link {
  fileprivate func child(_ name: String, _ pieces: Pieces) -> TemplateValue.Content? {
    switch name {
    case "piece": .piece(pieces.link(self))
    case "text": .some(text)
    case "href": target.map { .way($0, from: page, ending: ".html") } ?? .absent
    case "way": target.map { .way($0, from: page, ending: ".md") } ?? .absent
    case "isLast": .flag(isLast)
    default: nil
    }
  }
}

extension TableModel {
  fileprivate func child(_ name: String, _ pieces: Pieces) -> TemplateValue.Content? {
    switch name {
    case "caption": .some(caption)
    case "columns": .columns(columns)
    case "rows": .piece(pieces.rows(self))
    case "canFilter": .flag(canFilter)
    case "count": .text(String(total ?? rows.count))
    case "shown": .text(String(rows.count))
    case "isCut": .flag(total != nil)
    case "rest": rest.map { .link($0) } ?? .absent
    default: nil
    }
  }
}

extension TableModel.Column {
  fileprivate func child(_ name: String) -> TemplateValue.Content? {
    switch name {
    case "title": .some(title)
    case "style": .some(style)
    default: nil
    }
  }
}
