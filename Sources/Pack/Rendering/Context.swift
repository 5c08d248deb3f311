/// Named values for a template.
struct Context: ExpressibleByDictionaryLiteral, Sendable {
  private(set) var values: [String: TemplateValue]

  init(dictionaryLiteral elements: (String, TemplateValue)...) {
    values = Dictionary(elements, uniquingKeysWith: { _, last in last })
  }

  /// The value called `name`; setting nil removes it.
  subscript(name: String) -> TemplateValue? {
    get { values[name] }
    set { values[name] = newValue }
  }
}

/// HTML or Markdown the program made itself; nothing else may be inserted without escaping.
struct Markup: Sendable {
  let text: String
  var isNull: Bool { text.isEmpty }
}

/// A place in the pack: a page, and an anchor on it.
struct Address: Hashable, Sendable {
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
    // A forge makes the anchors of headings itself and knows none of a page's own.
    let isTwin = ending == nil && pageEnding == ".md"
    let shown = isTwin ? anchor.flatMap { $0.hasPrefix("t-") ? String($0.dropFirst(2)) : nil } : anchor
    if page == path, ending == nil, let shown { return "#" + percentEncoded(shown) }
    let target = page + (ending ?? pageEnding)
    // Copied files lie beside the folder of the twin, not in it.
    let place = ending != nil && pageEnding == ".md" ? "markdown/" + path : path
    let slash = UInt8(ascii: "/")
    var common = target.utf8.startIndex
    var rest = place.utf8.startIndex
    // Both begin with the same folders up to here.
    for (index, other) in zip(target.utf8.indices, place.utf8.indices) {
      guard target.utf8[index] == place.utf8[other] else { break }
      guard target.utf8[index] == slash else { continue }
      common = target.utf8.index(after: index)
      rest = place.utf8.index(after: other)
    }
    let climbs = place.utf8[rest...].count { $0 == slash }
    let way = percentEncoded(String(repeating: "../", count: climbs) + target[common...])
    return shown.map { way + "#" + percentEncoded($0) } ?? way
  }
}

/// The text with everything but letters, digits and `-._~/` as `%XX`.
func percentEncoded(_ text: String) -> String {
  func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: true
    default: false
    }
  }
  guard !text.utf8.allSatisfy(isPlain) else { return text }
  let digits = Array("0123456789ABCDEF".utf8)
  var encoded: [UInt8] = []
  for byte in text.utf8 {
    if isPlain(byte) {
      encoded.append(byte)
    } else {
      encoded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}

/// A link between pages, or text alone where the target is not part of this pack.
struct Link: Sendable {
  /// What is read.
  let text: String
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

  static func enumerated(_ links: [Link]) -> [Link] {
    links.indices.map { index in
      var link = links[index]
      link.isLast = index == links.count - 1
      return link
    }
  }
}

/// How something stands: a word, a shape and a colour that say the same.
struct Badge: Sendable {
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
}
