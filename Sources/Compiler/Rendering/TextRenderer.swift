import ISMS
import Source

/// Writes findings as a compiler prints them: a headline, the place with the text marked, the reason and the fix.
public struct TextRenderer: Sendable {
  /// How the text is to look.
  public struct Style: Sendable {
    /// Whether colours are used.
    public let isColoured: Bool
    /// Columns of the terminal; lines of sources are cut to it.
    public let width: Int
    /// How many findings of one rule are written out before the rest is listed in one line each.
    public let mostOfOneRule: Int
    /// The folder that paths lie in, where the terminal can open a place when it is clicked; nil for plain text.
    public let linkFolder: String?

    /// A style.
    public init(isColoured: Bool = false, width: Int = 120, mostOfOneRule: Int = 5, linkFolder: String? = nil) {
      self.isColoured = isColoured
      self.width = width
      self.mostOfOneRule = mostOfOneRule
      self.linkFolder = linkFolder
    }
  }

  private let sources: SourceFiles
  private let style: Style

  /// Writes findings about these files.
  public init(sources: SourceFiles, style: Style = Style()) {
    self.sources = sources
    self.style = style
  }

  /// A part of the text.
  private enum Part {
    case finding(Diagnostic)
    case line(Diagnostic)
    case text(String)
  }

  /// So many parts are written in one go: each may need a text that has to be read first.
  private static let partsAtOnce = 16

  /// Every finding, in the order given; many of one rule are grouped and counted.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    var written: [String: Int] = [:]
    var rest: [String: [Diagnostic]] = [:]
    var parts: [Part] = []
    for diagnostic in diagnostics {
      let count = written[diagnostic.rule.code, default: 0]
      written[diagnostic.rule.code] = count + 1
      if count < style.mostOfOneRule {
        parts.append(.finding(diagnostic))
      } else {
        rest[diagnostic.rule.code, default: []].append(diagnostic)
      }
    }
    for (code, more) in rest.sorted(by: { $0.key < $1.key }) {
      parts.append(.text(paint("\(more.count) more of \(code)", .bold) + ", \(more.first?.rule.title ?? "")\n"))
      for diagnostic in more { parts.append(.line(diagnostic)) }
      parts.append(.text("\n"))
    }
    let groups = stride(from: 0, to: parts.count, by: Self.partsAtOnce).map {
      parts[$0..<min($0 + Self.partsAtOnce, parts.count)]
    }
    return concurrently(groups) { group in
      var text = ""
      for part in group {
        switch part {
        case .finding(let diagnostic): text += render(diagnostic) + "\n"
        case .line(let diagnostic):
          text += "  \(place(diagnostic.location)): \(DisplayWidth.visible(diagnostic.message))\n"
        case .text(let other): text += other
        }
      }
      return text
    }.joined()
  }

  /// One line: `path:line:column: grade[CODE] message`.
  public func renderConcise(_ diagnostic: Diagnostic) -> String {
    "\(place(diagnostic.location)): \(diagnostic.grade.rawValue)[\(diagnostic.rule.code)] "
      + DisplayWidth.visible(diagnostic.message)
  }

  /// One finding.
  public func render(_ diagnostic: Diagnostic) -> String {
    let color = Self.color(of: diagnostic.grade)
    var text = paint("\(diagnostic.grade.rawValue)[\(diagnostic.rule.code)]", color)
    text += paint(": " + DisplayWidth.visible(diagnostic.message), .bold) + "\n"
    let related = diagnostic.related.filter { $0.location.range != nil }
    let gutter = String(([diagnostic.location] + related.map(\.location)).map(lineNumber).max() ?? 0).count
    text += snippet(
      diagnostic.location, label: diagnostic.label, arrow: "-->", mark: "^", color: color, gutter: gutter)
    for other in diagnostic.related {
      text += snippet(
        other.location, label: other.message, arrow: ":::", mark: "-", color: .blue, gutter: gutter)
    }
    let margin = String(repeating: " ", count: gutter + 1)
    func note(_ name: String, _ value: String) {
      text +=
        margin + paint("= ", .blue) + paint(name, .bold) + ": " + wrap(value, indent: gutter + 5 + name.count) + "\n"
    }
    note("why", why(diagnostic))
    note("fix", diagnostic.help ?? diagnostic.rule.fix)
    note("more", "auditpack explain \(diagnostic.rule.code)")
    return text
  }

  private func why(_ diagnostic: Diagnostic) -> String {
    let reason = diagnostic.why ?? diagnostic.rule.explanation.firstSentence
    guard let clause = diagnostic.clause else { return reason }
    return "\(clause.first == "A" ? "" : "clause ")\(clause): \(reason)"
  }

  // MARK: Places

  private func lineNumber(_ location: Location) -> Int {
    sources.position(of: location)?.line ?? 0
  }

  /// `path:line:column`, or the path alone.
  public func place(_ location: Location) -> String {
    let path = DisplayWidth.visible(location.path)
    guard let position = sources.position(of: location) else { return path }
    return "\(path):\(position.line):\(position.column)"
  }

  /// The text as a link to a file (OSC 8), where the style asks for it.
  private func linked(_ text: String, to path: String) -> String {
    guard let folder = style.linkFolder else { return text }
    let digits = Array("0123456789ABCDEF".utf8)
    var address: [UInt8] = []
    for byte in ((folder.hasSuffix("/") ? folder : folder + "/") + path).utf8 {
      switch byte {
      case 0x2D...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x7E: address.append(byte)
      default: address += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return "\u{1B}]8;;file://\(String(decoding: address, as: UTF8.self))\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }

  private func snippet(
    _ location: Location, label: String?, arrow: String, mark: String, color: Color, gutter: Int
  ) -> String {
    let margin = String(repeating: " ", count: gutter)
    var text = margin + paint(arrow, .blue) + " " + linked(place(location), to: location.path) + "\n"
    guard let range = location.range, let source = sources[location.path],
      let line = source.range(ofLine: source.position(of: range.lowerBound).line)
    else {
      if let label { text += margin + paint(" = ", .blue) + DisplayWidth.visible(label) + "\n" }
      return text
    }
    let number = String(source.position(of: range.lowerBound).line)
    let padded = String(repeating: " ", count: gutter - number.count) + number
    let excerpt = Excerpt(source: source, line: line, marked: range, width: max(20, style.width - gutter - 4))
    let marks = String(repeating: mark, count: max(1, excerpt.markedColumns))
    let bar = paint(" |", .blue)
    text += margin + bar + "\n"
    text += paint(padded, .blue) + bar + " " + excerpt.text + "\n"
    text += margin + bar + " " + String(repeating: " ", count: excerpt.columnsBefore) + paint(marks, color)
    text += label.map { " " + paint(DisplayWidth.visible($0), color) } ?? ""
    text += "\n" + margin + bar + "\n"
    return text
  }

  private func wrap(_ text: String, indent: Int) -> String {
    DisplayWidth.wrapped(text, width: max(40, style.width - indent), indent: indent)
  }

  // MARK: Colours

  private enum Color: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "1;36"
    case blue = "1;34"
  }

  private static func color(of grade: Grade) -> Color {
    switch grade {
    case .error, .blocker, .major: .red
    case .minor: .yellow
    case .observation: .cyan
    }
  }

  private func paint(_ text: String, _ color: Color) -> String {
    style.isColoured ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// One line of a source, fit for a terminal, with the columns of the marked part.
private struct Excerpt {
  let text: String
  let columnsBefore: Int
  let markedColumns: Int

  init(source: SourceText, line: SourceRange, marked: SourceRange, width: Int) {
    let start = min(max(marked.lowerBound, line.lowerBound), line.upperBound)
    let end = min(max(marked.upperBound, start), line.upperBound)
    // A line may be megabytes long: look at no more of it than can be shown.
    let reach = width * 4
    let from = max(line.lowerBound, start - reach)
    let to = min(line.upperBound, end + reach, start + 2 * reach)
    let before = DisplayWidth.visible(source.text(SourceRange(from, start)))
    let inside = DisplayWidth.visible(source.text(SourceRange(start, min(end, to))))
    let after = DisplayWidth.visible(source.text(SourceRange(min(end, to), max(min(end, to), to))))

    var shownBefore = before
    var isCut = from > line.lowerBound
    let wanted = min(DisplayWidth.columns(of: inside), width * 2 / 3)
    while DisplayWidth.columns(of: shownBefore) + wanted + 2 > width, !shownBefore.isEmpty {
      shownBefore.removeFirst(max(1, shownBefore.count / 8))
      isCut = true
    }
    if isCut { shownBefore = "…" + shownBefore }
    let room = max(1, width - DisplayWidth.columns(of: shownBefore))
    let rest = DisplayWidth.cut(inside + after, to: room)
    text = shownBefore + rest
    columnsBefore = DisplayWidth.columns(of: shownBefore)
    markedColumns = min(DisplayWidth.columns(of: inside), DisplayWidth.columns(of: rest))
  }
}

extension String {
  /// The text up to the first full stop that ends a sentence.
  var firstSentence: String {
    var rest = utf8[...]
    while let stop = rest.firstIndex(of: UInt8(ascii: ".")) {
      rest = rest[utf8.index(after: stop)...]
      if rest.first == UInt8(ascii: " ") { return String(self[..<stop]) }
    }
    return hasSuffix(".") ? String(dropLast()) : self
  }
}
