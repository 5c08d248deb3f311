internal import Mustache

/// What a template may be given. Optional values are present but absent-valued: a name that a template asks for and
/// nobody gave would otherwise be looked up in the contexts around it.
struct TemplateValue {
  /// What the template engine sees.
  let raw: Any

  /// Text; nil and empty text are absent, so that a section over it shows nothing.
  static func text(_ text: String?) -> TemplateValue {
    guard let text, !text.isEmpty else { return absent }
    return TemplateValue(raw: text)
  }
  /// Text in which code stands between backticks; nil and empty text show nothing.
  static func prose(_ text: String?) -> TemplateValue { TemplateValue(raw: Part.prose(text)) }
  /// A number; nil is absent.
  static func number(_ number: Int?) -> TemplateValue { number.map { TemplateValue(raw: String($0)) } ?? absent }
  /// Yes or no, for sections.
  static func flag(_ flag: Bool) -> TemplateValue { TemplateValue(raw: flag) }
  /// Markup that was made by the program and is inserted as it is.
  static func markup(_ markup: Markup) -> TemplateValue { markup.text.isEmpty ? absent : TemplateValue(raw: markup) }
  /// One link; nil is absent.
  static func link(_ link: Link?) -> TemplateValue { link.map { TemplateValue(raw: $0) } ?? absent }
  /// Links in order.
  static func links(_ links: [Link]) -> TemplateValue { TemplateValue(raw: Link.enumerated(links)) }
  /// A mark that says how something stands; nil is absent.
  static func badge(_ badge: Badge?) -> TemplateValue { badge.map { TemplateValue(raw: $0.context) } ?? absent }
  /// Things in order.
  static func list(_ list: [Context]) -> TemplateValue { TemplateValue(raw: list) }
  /// A thing; nil is absent.
  static func context(_ context: Context?) -> TemplateValue { context.map { TemplateValue(raw: $0) } ?? absent }
  /// A table; nil is absent, and so is a table without rows.
  static func table(_ table: TableModel?) -> TemplateValue {
    guard let table, !table.rows.isEmpty else { return absent }
    return TemplateValue(raw: table.context)
  }
  /// Nothing.
  static var absent: TemplateValue { TemplateValue(raw: Absent()) }
}

/// Named values for a template.
struct Context: MustacheParent, ExpressibleByDictionaryLiteral {
  private(set) var values: [String: TemplateValue]

  init(dictionaryLiteral elements: (String, TemplateValue)...) {
    values = Dictionary(elements, uniquingKeysWith: { _, last in last })
  }

  func child(named name: String) -> Any? { values[name]?.raw }

  /// The value called `name`; setting nil removes it.
  subscript(name: String) -> TemplateValue? {
    get { values[name] }
    set { values[name] = newValue }
  }
}

extension Context {
  /// The same with every text that people wrote put through `change`: the last step before a page is rendered.
  func changingTexts(_ change: (String) -> String) -> Context {
    var changed = self
    for (name, value) in values { changed[name] = TemplateValue(raw: Self.changed(value.raw, change)) }
    return changed
  }

  private static func changed(_ raw: Any, _ change: (String) -> String) -> Any {
    switch raw {
    case let text as String: change(text)
    case let markup as Markup: Markup(text: change(markup.text))
    case let context as Context: context.changingTexts(change)
    case let list as [Context]: list.map { $0.changingTexts(change) }
    case let link as Link: link.changingTexts(change)
    case let list as [Link]: list.map { $0.changingTexts(change) }
    case let list as [Part]: list.map { $0.changingTexts(change) }
    default: raw
    }
  }
}

/// A value that is not there: renders as nothing, and a section over it is not shown.
struct Absent: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}

/// HTML or Markdown the program made itself; nothing else may be inserted without escaping.
struct Markup: MustacheCustomRenderable {
  let text: String
  var renderText: String { text }
  var isNull: Bool { text.isEmpty }
}

/// A place in the pack: a page, and an anchor on it.
struct Address: Hashable {
  /// Path of the page without its ending, such as `controls/a-5-15`.
  let page: String
  /// Anchor on the page; nil means its top.
  let anchor: String?
  /// Ending of the file; nil for a page, which is `.html` or, in the Markdown twin, `.md`.
  let ending: String?

  init(_ page: String, _ anchor: String? = nil, ending: String? = nil) {
    self.page = page
    self.anchor = anchor
    self.ending = ending
  }

  /// The way to this place from a page.
  func relative(from path: String, pageEnding: String) -> String {
    let target = (page + (ending ?? pageEnding)).split(separator: "/", omittingEmptySubsequences: false)
    // Copied files lie beside the folder of the twin, not in it.
    let place = ending != nil && pageEnding == ".md" ? "markdown/" + path : path
    let base = place.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    // A forge makes the anchors of headings itself and knows none of a page's own.
    let isTwin = ending == nil && pageEnding == ".md"
    let shown = isTwin ? anchor.flatMap { $0.hasPrefix("t-") ? String($0.dropFirst(2)) : nil } : anchor
    var common = 0
    while common < base.count, common < target.count - 1, base[common] == target[common] { common += 1 }
    if page == path, ending == nil, let shown { return "#" + percentEncoded(shown) }
    let way = String(repeating: "../", count: base.count - common) + target[common...].joined(separator: "/")
    return percentEncoded(way) + (shown.map { "#" + percentEncoded($0) } ?? "")
  }
}

/// The text with everything but letters, digits and `-._~/` as `%XX`.
func percentEncoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var encoded: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: encoded.append(byte)
    default: encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}

/// A link between pages, or text alone where the target is not part of this pack.
struct Link: MustacheParent {
  /// What is read.
  private(set) var text: String
  /// Words beside it, such as the title of the thing named by its id.
  var detail: String?
  /// Where it leads.
  let target: Address?
  /// The page it stands on.
  let page: String
  /// Whether it is the last of its list.
  var isLast = true
  /// Whether it leads to the page it stands on.
  var isCurrent: Bool { target.map { $0.page == page && $0.anchor == nil } ?? false }

  init(_ text: String, to target: Address?, on page: String, detail: String? = nil) {
    self.text = text
    self.target = target
    self.page = page
    self.detail = detail
  }

  func child(named name: String) -> Any? {
    switch name {
    case "text": TemplateValue.text(text).raw
    case "detail": TemplateValue.text(detail).raw
    case "href": TemplateValue.text(target?.relative(from: page, pageEnding: ".html")).raw
    case "way": target.map { Markup(text: $0.relative(from: page, pageEnding: ".md")) } ?? Absent()
    case "isLast": isLast
    case "isCurrent": isCurrent
    default: nil
    }
  }

  /// The same link with other words.
  func changingTexts(_ change: (String) -> String) -> Link {
    var changed = self
    changed.text = change(text)
    changed.detail = detail.map(change)
    return changed
  }

  static func enumerated(_ links: [Link]) -> [Link] {
    links.indices.map { index in
      var link = links[index]
      link.isLast = index == links.count - 1
      return link
    }
  }
}

/// How something stands: a word, a shape and a colour that say the same.
struct Badge {
  /// What colour and shape it has.
  enum Kind: String {
    /// In order.
    case good
    /// Partly, or soon due.
    case part
    /// Begun or planned.
    case open
    /// Wrong or absent.
    case bad
    /// Left out on purpose, or of no weight.
    case none

    var shape: String {
      switch self {
      case .good: "✔"
      case .part: "◐"
      case .open: "○"
      case .bad: "✖"
      case .none: "–"
      }
    }
  }

  let word: String
  let kind: Kind

  init(_ word: String, _ kind: Kind) {
    self.word = word
    self.kind = kind
  }

  var context: Context { ["word": .text(word), "kind": .text(kind.rawValue), "shape": .text(kind.shape)] }
}
