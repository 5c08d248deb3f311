import Source

@testable import ISMS
@testable import Pack

/// Tags of a page, read without mercy.
struct HTMLPage {
  private(set) var tags: [String] = []
  private(set) var attributes: [String] = []
  private(set) var ids: [String] = []
  private(set) var links: [String] = []
  private(set) var problems: [String] = []

  private static let read: [Audience: Result<[String: HTMLPage], any Error>] = Dictionary(
    uniqueKeysWithValues: Audience.allCases.map { audience in
      (
        audience,
        Result {
          try PackFixture.packs(audience).filter { $0.key.hasSuffix(".html") }.mapValues { HTMLPage($0) }
        }
      )
    })

  /// The pages of the pack of the small company, each read once for all tests.
  static func pages(_ audience: Audience = .auditor) throws -> [String: HTMLPage] {
    try read[audience]?.get() ?? [:]
  }

  private static let empty: Set = ["meta", "link", "br", "img", "hr", "input", "rect", "!doctype"]

  init(_ file: OutputFile) {
    var open: [String] = []
    let bytes = file.bytes
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      // A quoted value may hold `>` in no page of ours: it is escaped.
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag = String(decoding: bytes[start + 1..<end], as: UTF8.self)
      index = end + 1
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if open.last == name { open.removeLast() } else { problems.append("</\(name)> inside \(open.suffix(3))") }
        continue
      }
      let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" }).lowercased()
      tags.append(name)
      if !Self.empty.contains(name), !tag.hasSuffix("/") { open.append(name) }
      read(tag.dropFirst(name.count), of: name)
    }
    if !open.isEmpty { problems.append("never closed: \(open)") }
  }

  /// Links between the pages that lead nowhere, or to an anchor that is not there.
  ///
  /// - Parameter files: paths of every file of the pack.
  static func brokenLinks(_ files: Set<String>, _ pages: [String: HTMLPage]) -> [String] {
    let anchors = pages.mapValues { Set($0.ids) }
    var problems: [String] = []
    for (path, page) in pages {
      for link in page.links where !link.contains(":") {
        let (target, anchor) = page.target(of: link, on: path)
        guard files.contains(target) else {
          problems.append("\(path) links to \(link)")
          continue
        }
        guard let anchor, let anchors = anchors[target] else { continue }
        if !anchors.contains(anchor) { problems.append("\(path) links to \(link)") }
      }
    }
    return problems.sorted()
  }

  /// Pages that can be reached from `index.html` by links alone.
  static func reachable(_ pages: [String: HTMLPage]) -> Set<String> {
    var reached: Set<String> = ["index.html"]
    var waiting = ["index.html"]
    while let path = waiting.popLast() {
      guard let page = pages[path] else { continue }
      for link in page.links where !link.contains(":") {
        let target = page.target(of: link, on: path).page
        if pages[target] != nil, reached.insert(target).inserted { waiting.append(target) }
      }
    }
    return reached
  }

  private func target(of link: String, on path: String) -> (page: String, anchor: String?) {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let page =
      parts[0].isEmpty
      ? path : Paths.resolve(Paths.percentDecoded(parts[0]), in: Paths.folder(of: path)) ?? "outside"
    return (page, parts.count > 1 ? Paths.percentDecoded(parts[1]) : nil)
  }

  private mutating func read(_ rest: Substring, of name: String) {
    var rest = rest.drop(while: \.isWhitespace)
    while let equals = rest.firstIndex(of: "="), rest[rest.index(after: equals)...].first == "\"" {
      let attribute = String(rest[..<equals].split(separator: " ").last ?? "")
      let value = rest[rest.index(equals, offsetBy: 2)...]
      guard let quote = value.firstIndex(of: "\"") else { return }
      attributes.append(attribute)
      let text = String(value[..<quote]).replacing("&amp;", with: "&")
      switch attribute {
      case "id": ids.append(text)
      case "href", "src": links.append(text)
      case "aria-labelledby": links.append("#" + text)
      default: break
      }
      rest = value[value.index(after: quote)...]
    }
  }
}
