import Source

/// Writes one drawing.
///
/// Looks come from classes of the style sheet, so that a drawing follows light, dark and print; attributes hold only
/// whole numbers, so that the same data gives the same bytes on every machine.
struct SVG {
  /// Where the words of a text begin.
  enum Anchor: String {
    /// At its left end.
    case start
    /// In its middle.
    case middle
    /// At its right end.
    case end
  }

  private let width: Int
  private let height: Int
  private let name: String
  private let title: String
  private let description: String
  private let scrub: (String) -> String
  private var body = ""
  private var linkCount = 0

  /// - Parameters:
  ///   - name: unique on the page; anchors of title and description are made from it.
  ///   - title: what the drawing shows.
  ///   - description: how to read it, for those who do not see it.
  init(width: Int, height: Int, name: String, title: String, description: String, _ scope: Scope) {
    self.width = width
    self.height = height
    self.name = name
    self.title = title
    self.description = description
    scrub = scope.site.disclosure.scrubbed
  }

  /// The drawing, ready to stand in a page.
  var markup: Markup {
    // As an image its links would not exist for a screen reader.
    let role = linkCount == 0 ? "img" : "group"
    return Markup(
      text: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" role=\"\(role)\""
        + " aria-labelledby=\"\(name)-title\" aria-describedby=\"\(name)-text\" class=\"drawing\">\n"
        + "<title id=\"\(name)-title\">\(escape(title))</title>"
        + "<desc id=\"\(name)-text\">\(escape(description))</desc>\n" + body + "</svg>\n")
  }

  private func escape(_ text: String) -> String { PackHTML.escape(scrub(text)) }

  private static func attribute(_ style: String) -> String { style.isEmpty ? "" : " class=\"\(style)\"" }

  /// A rectangle; `radius` rounds its corners.
  mutating func rectangle(x: Int, y: Int, width: Int, height: Int, style: String, radius: Int = 0) {
    let corners = radius > 0 ? " rx=\"\(radius)\"" : ""
    body +=
      "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(max(0, width))\" height=\"\(max(0, height))\"\(corners)"
      + "\(Self.attribute(style))/>\n"
  }

  /// A straight line.
  mutating func line(x1: Int, y1: Int, x2: Int, y2: Int, style: String) {
    body += "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\"\(Self.attribute(style))/>\n"
  }

  /// A path with the commands of SVG.
  mutating func path(_ commands: String, style: String) {
    body += "<path d=\"\(commands)\"\(Self.attribute(style))/>\n"
  }

  /// A line of text; without `maximum` it is written whole, else cut to that many characters.
  mutating func text(
    _ text: String, x: Int, y: Int, style: String = "", anchor: Anchor = .start, maximum: Int? = nil
  ) {
    let position = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    // Scrubbed before it is cut, or a part of a withheld name would stay.
    let shown = PackHTML.escape(Self.cut(scrub(text), to: maximum))
    body += "<text x=\"\(x)\" y=\"\(y)\"\(position)\(Self.attribute(style))>\(shown)</text>\n"
  }

  private static func cut(_ text: String, to maximum: Int?) -> String {
    guard let maximum, text.count > maximum else { return text }
    return text.prefix(max(0, maximum - 1)) + "…"
  }

  /// Text turned to read upwards.
  mutating func turnedText(_ text: String, x: Int, y: Int, style: String) {
    body +=
      "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"middle\" transform=\"rotate(-90 \(x) \(y))\""
      + "\(Self.attribute(style))>\(escape(text))</text>\n"
  }

  /// What `content` draws, as a link with a name for its tooltip and for screen readers; without a target only named.
  mutating func link(_ link: Link, name: String, style: String = "", _ content: (inout SVG) -> Void) {
    guard let way = link.target?.relative(from: link.page, pageEnding: ".html") else {
      group(name: name, style: style, content)
      return
    }
    linkCount += 1
    let label = escape(name)
    body +=
      "<a href=\"\(PackHTML.escape(way))\" aria-label=\"\(label)\"\(Self.attribute(style))><title>\(label)</title>\n"
    content(&self)
    body += "</a>\n"
  }

  /// What `content` draws, with a name for its tooltip.
  mutating func group(name: String? = nil, style: String, _ content: (inout SVG) -> Void) {
    body += "<g\(Self.attribute(style))>"
    if let name { body += "<title>\(escape(name))</title>" }
    body += "\n"
    content(&self)
    body += "</g>\n"
  }

  /// The shape of a mark around a point, as badges have it: tick, half disc, ring, cross or dash.
  mutating func mark(_ kind: Badge.Kind, x: Int, y: Int) {
    let commands =
      switch kind {
      case .good: "M-5 0L-1 4L5 -4"
      case .part: "M0 -5A5 5 0 0 1 0 5A5 5 0 0 1 0 -5M0 -4A4 4 0 0 0 0 4Z"
      case .open: "M0 -5A5 5 0 0 1 0 5A5 5 0 0 1 0 -5"
      case .bad: "M-4 -4L4 4M4 -4L-4 4"
      case .none: "M-5 0L5 0"
      }
    body +=
      "<path d=\"\(commands)\" transform=\"translate(\(x) \(y))\" class=\"shape shape-\(kind.rawValue)\"/>\n"
  }
}
