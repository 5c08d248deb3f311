import ISMS
import Source
import Syntax

/// The text of a document or record file as HTML, and as Markdown whose links lead through the pack.
struct RenderedText {
  let html: Markup
  let markdown: Markup

  /// - Parameters:
  ///   - anchorPrefix: stands before every anchor, so that none meets one of the page around it.
  ///   - headingLevelOffset: how many levels of headings stand above the text.
  init(
    _ document: MarkdownDocument, of source: SourceText, origin: String, scope: Scope,
    anchorPrefix: String = textAnchor(""), headingLevelOffset: Int = 1
  ) {
    let resolver = TextLinks(path: source.path, scope: scope)
    let notes = SectionNotes(of: origin, in: source.path, scope: scope)
    // The renderer asks about destinations while it writes; the answers are plain values.
    let destinations = resolver.destinations(of: document, ending: ".html")
    let options = MarkdownDocument.HTMLOptions(
      resolve: { destinations[$0] }, decorations: resolver.decorations(origin: origin),
      headingLevelOffset: headingLevelOffset, anchorPrefix: anchorPrefix, headingNotes: notes.html)
    html = Markup(text: document.html(options))
    let ways = resolver.destinations(of: document, ending: ".md")
    markdown = Markup(text: document.forgeMarkdown { ways[$0] })
  }
}

/// Where the links of one text lead inside the pack.
struct TextLinks {
  let path: String
  let scope: Scope

  /// Where links and images lead, as plain values.
  struct Destinations: Sendable {
    fileprivate var links: [String: String] = [:]
    fileprivate var images: [String: String] = [:]

    /// Where one leads; nil for what the pack does not show, whose words stay without a link.
    subscript(link: MarkdownDocument.Link) -> String? {
      link.kind == .image ? images[link.destination] : links[link.destination]
    }
  }

  /// Where each destination of a text leads.
  func destinations(of text: MarkdownDocument, ending: String) -> Destinations {
    var destinations = Destinations()
    for link in text.links where link.kind != .image && destinations.links[link.destination] == nil {
      destinations.links[link.destination] = resolve(link.destination, ending: ending)
    }
    for image in text.imageDestinations where destinations.images[image] == nil {
      destinations.images[image] =
        Self.hasScheme(image)
        ? image
        : DocumentPictures.path(of: image, in: path).flatMap(scope.site.addresses.picture)?
          .relative(from: scope.path, pageEnding: ending)
    }
    return destinations
  }

  private func resolve(_ destination: String, ending: String) -> String? {
    if Self.hasScheme(destination) || destination.hasPrefix("//") { return destination }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = Paths.percentDecoded(String(parts.first?.prefix { $0 != "?" } ?? ""))
    let anchor = parts.count > 1 ? Paths.percentDecoded(String(parts[1])) : nil
    // The renderer gives a fragment it gets back unchanged the prefix of the page's text.
    if file.isEmpty { return destination }
    guard let target = Paths.resolve(file, in: Paths.folder(of: path)) else { return nil }
    return scope.site.addresses.file(target, anchor: anchor)?.relative(from: scope.path, pageEnding: ending)
  }

  /// Mentions of controls, clauses, documents and records become links.
  func decorations(origin: String) -> [MarkdownDocument.Decoration] {
    var decorations: [MarkdownDocument.Decoration] = []
    var end = 0
    let mentions = scope.isms.references.from(origin)
      .filter { $0.form == .mention && $0.problem == nil && $0.location.path == path }
      .sorted { ($0.location.range ?? SourceRange(0, 0)) < ($1.location.range ?? SourceRange(0, 0)) }
    for mention in mentions {
      guard let range = mention.location.range, range.lowerBound >= end else { continue }
      let link: Link
      switch mention.target {
      case .control(let id): link = scope.control(id)
      case .clause(let id): link = scope.clause(id)
      case .item(let id): link = scope.item(id)
      case .file: continue
      }
      guard let target = link.target, target.page != scope.path else { continue }
      decorations.append(
        MarkdownDocument.Decoration(
          range: range, destination: target.relative(from: scope.path, pageEnding: ".html"), title: link.detail))
      end = range.upperBound
    }
    return decorations
  }

  static func hasScheme(_ destination: String) -> Bool {
    guard let colon = destination.firstIndex(of: ":") else { return false }
    let scheme = destination[..<colon]
    return !scheme.isEmpty && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }
}
