import Source
import Syntax

/// What a text names, before anybody knows what of it exists, and what in it can be linked to.
struct TextReferences: Sendable {
  /// A control, a clause or what looks like an id.
  struct Named: Sendable {
    let mention: Mention
    /// The section, as position in the headings of the text; nil outside of sections.
    let section: Int?
  }

  /// A link into the repository, or to what cannot be told from it.
  struct Link: Sendable {
    let destination: String
    /// The bytes of the destination.
    let range: SourceRange
    /// The section, as position in the headings of the text; nil outside of sections.
    let section: Int?
  }

  let named: [Named]
  let links: [Link]
  /// The anchors of its headings.
  let anchors: Set<String>
  /// Whether there is anything to read besides code.
  let holdsText: Bool

  /// Nothing is named.
  init() { self.init(named: [], links: [], anchors: [], holdsText: false) }

  init(named: [Named], links: [Link], anchors: Set<String>, holdsText: Bool) {
    self.named = named
    self.links = links
    self.anchors = anchors
    self.holdsText = holdsText
  }

  /// Reads a text.
  init(_ markdown: MarkdownDocument, scanner: ReferenceScanner) {
    let runs = markdown.textRuns
    var named: [Named] = []
    // References do not reach over the end of a paragraph, heading or cell.
    var rest = runs[...]
    while let first = rest.first {
      let end = rest.firstIndex { $0.block != first.block } ?? rest.endIndex
      for mention in scanner.mentions(in: markdown.source, ranges: rest[..<end].map(\.range)) {
        named.append(Named(mention: mention, section: first.section))
      }
      rest = rest[end...]
    }
    self.named = named
    links = markdown.links.filter { Self.mayLeadIntoRepository($0.destination) }.map { link in
      Link(
        destination: link.destination, range: link.destinationRange,
        section: Self.section(at: link.range.lowerBound, runs: runs))
    }
    anchors = markdown.anchors
    holdsText = !runs.isEmpty
  }

  private static func section(at offset: Int, runs: [MarkdownDocument.TextRun]) -> Int? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].range.lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? runs[low - 1].section : nil
  }

  private static func mayLeadIntoRepository(_ destination: String) -> Bool {
    !destination.isEmpty && !destination.hasPrefix("//") && !hasScheme(destination)
  }

  private static func hasScheme(_ destination: String) -> Bool {
    guard let colon = destination.firstIndex(of: ":") else { return false }
    let scheme = destination[..<colon]
    return !scheme.isEmpty && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }
}
