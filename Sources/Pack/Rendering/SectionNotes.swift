import ISMS
import Source

/// Which controls and risks each section of a text speaks of, shown beside its heading.
struct SectionNotes {
  /// More stand in the table below the document.
  private static let mostLinks = 8

  private var links: [Int: [Link]] = [:]
  private let scrub: (String) -> String

  /// - Parameters:
  ///   - origin: id of the document or record.
  ///   - path: its file; data beside it is no part of the text.
  init(of origin: String, in path: String, scope: Scope) {
    scrub = scope.site.disclosure.scrubbed
    var seen: Set<String> = []
    for reference in scope.isms.references.from(origin) {
      guard reference.form == .mention, reference.problem == nil, reference.location.path == path,
        let section = reference.section
      else { continue }
      let link: Link
      switch reference.target {
      case .control(let id): link = scope.control(id)
      case .item(let id) where scope.isms.record(id)?.kind == .risk: link = scope.item(id)
      default: continue
      }
      guard link.target != nil, seen.insert("\(section) \(link.text)").inserted else { continue }
      links[section, default: []].append(link)
    }
  }

  /// A line for each section that speaks of something, by the position of its heading.
  var html: [Int: String] {
    links.mapValues { links in
      let shown = links.prefix(Self.mostLinks).map { link in
        let way = link.target?.relative(from: link.page, pageEnding: ".html") ?? ""
        let title = link.detail.map { " <i>\(escape($0))</i>" } ?? ""
        return "<span><a href=\"\(PackHTML.escape(way))\">\(escape(link.text))</a>\(title)</span>"
      }
      let more = links.count > shown.count ? "<span>\(links.count - shown.count) more</span>" : ""
      return "<p class=\"speaks\"><b>Speaks of</b> " + shown.joined(separator: " ") + more + "</p>\n"
    }
  }

  private func escape(_ text: String) -> String { PackHTML.escape(scrub(text)) }
}
