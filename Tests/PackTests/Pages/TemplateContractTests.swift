import Testing

@testable import Pack

/// Templates are data that nobody compiles: a name that does not exist would render as nothing, and nobody would see it.
struct TemplateContractTests {
  @Test(arguments: Templates.Form.allCases) func everyNameExistsInItsPage(form: Templates.Form) throws {
    let walker = try TemplateWalker(form)
    for site in try Self.sites() {
      for group in PageGroup.all where group.isFor(site.options.audience) {
        for page in group.pages(site).all where page.forms.contains(form) {
          walker.walk(
            page.template, [page.limited(to: site.options.limits).context, PageFrame(site).context(of: page)])
        }
      }
    }
    #expect(walker.missing.sorted() == [], "names that no context gives")
    #expect(walker.unescaped.sorted() == [], "only markup the program made may stand in three braces")
    #expect(
      walker.neverShown.filter { place in !Self.rare.contains { place.hasPrefix($0 + " ") } }.sorted() == [],
      "sections the fixture never shows, so that nobody checked them")
    #expect(walker.neverUsed.sorted() == [], "templates no page uses")
  }

  /// Sections that only a large or a perfect repository shows, or one with an earlier state; what stands in them is words,
  /// the name itself, or a table.
  static let rare = [
    "document: {{#approvedIn}}", "document: {{#editorial}}", "document: {{#isCoarse}}", "document: {{#more}}",
    "integrity: {{#previous}}", "document: {{#recordCount}}",
    "document: {{#rewroteText}}",
    "print: {{#leftOut}}", "print: {{#leftRegisters}}", "print: {{^table}}",
    "findings: {{#isClean}}", "findings: {{^byClause}}", "findings: {{^unjudged}}", "index: {{^hasFindings}}",
  ]

  /// Together these show every part of every page.
  static func sites() throws -> [Site] {
    [
      try PackFixture.site(), try PackFixture.site(.customer), try PackFixture.site(.internal),
      try PackFixture.site(isDraft: true, isShallow: true), try PackFixture.site(text: "-- readme.md --\nNothing.\n"),
      try PackFixture.site(text: PackFixture.clean), try PackFixture.site(text: try PackFixture.withBaseline),
      try PackFixture.site(text: PackFixture.rowAlone), try ChangedRecordsTests.site(),
      try PackFixture.site(
        text: PackFixture.text + "-- assets/second.md --\n---\nid: AST-2\ntype: asset\ntitle: Another\n---\n\nText.\n",
        limits: PageLimits(rows: 1, links: 1)),
      try PackFixture.site(
        text: PackFixture.text.replacing("status: approved", with: "status: draft")
          .replacing("approved_by: ceo\n", with: "")
          .replacing("| 5; 6.1.3 | A.5.15 |", with: "| 5; 6.1.3 | A.5.1; A.5.15; A.8.1 |")),
    ]
  }
}

/// Walks a template as the engine would, over real contexts, and notes what is not there.
private final class TemplateWalker {
  private indirect enum Node {
    case name(String, isEscaped: Bool)
    case section(String, isInverted: Bool, [Node], place: String)
    case partial(String)
    case parent(String, [String: [Node]])
    case block(String, [Node])
  }

  private let pieces: Pieces
  private var templates: [String: [Node]] = [:]
  private var sections: Set<String> = []
  private var shown: Set<String> = []
  private var used: Set<String> = []
  private(set) var missing: Set<String> = []
  private(set) var unescaped: Set<String> = []

  var neverShown: Set<String> { sections.subtracting(shown) }
  var neverUsed: Set<String> { Set(templates.keys).subtracting(used) }

  init(_ form: Templates.Form) throws {
    pieces = Pieces(form: form, scrub: nil)
    for (name, text) in Templates.texts(form) {
      var tags = Self.tags(in: text)[...]
      templates[name] = parse(&tags, in: name, until: nil)
      try #require(tags.isEmpty, "\(name) closes a section it did not open")
    }
  }

  func walk(_ template: String, _ contexts: [Context]) {
    walk(template, contexts.map { .context($0) }, overrides: [:])
  }

  // MARK: Reading

  private static func tags(in text: String) -> [String] {
    text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.firstRange(of: "}}").map { String(part[..<$0.lowerBound]) }
    }
  }

  private func parse(_ tags: inout ArraySlice<String>, in template: String, until end: String?) -> [Node] {
    var nodes: [Node] = []
    while let tag = tags.popFirst() {
      let name = String(tag.dropFirst())
      switch tag.first {
      case "#", "^":
        let place = "\(template): {{\(tag)}} \(tags.startIndex)"
        sections.insert(place)
        nodes.append(
          .section(name, isInverted: tag.first == "^", parse(&tags, in: template, until: name), place: place))
      case "/":
        #expect(name == end, "\(template) closes \(name) inside \(end ?? "nothing")")
        return nodes
      case ">": nodes.append(.partial(name))
      case "<":
        var overrides: [String: [Node]] = [:]
        for case .block(let block, let content) in parse(&tags, in: template, until: name) {
          overrides[block] = content
        }
        nodes.append(.parent(name, overrides))
      case "$": nodes.append(.block(name, parse(&tags, in: template, until: name)))
      case "{", "&": nodes.append(.name(name, isEscaped: false))
      case "!", "%": continue
      default: nodes.append(.name(tag, isEscaped: true))
      }
    }
    return nodes
  }

  // MARK: Walking

  private func walk(_ template: String, _ stack: [TemplateValue.Content], overrides: [String: [Node]]) {
    used.insert(template)
    guard let nodes = templates[template] else {
      missing.insert("template \(template)")
      return
    }
    walk(nodes, stack, in: template, overrides: overrides)
  }

  private func walk(_ nodes: [Node], _ stack: [TemplateValue.Content], in template: String, overrides: [String: [Node]])
  {
    for node in nodes {
      switch node {
      case .name(let name, let isEscaped):
        let value = find(name, stack, in: template)
        switch value {
        case nil, .absent?, .markup?, .piece?, .way?: continue
        default: if !isEscaped { unescaped.insert("\(template): \(name)") }
        }
      case .section(let name, let isInverted, let content, let place):
        let frames = frames(of: find(name, stack, in: template))
        guard frames.isEmpty == isInverted else { continue }
        shown.insert(place)
        for frame in isInverted ? [nil] : frames {
          walk(content, stack + (frame.map { [$0] } ?? []), in: template, overrides: overrides)
        }
      case .partial(let name): walk(name, stack, overrides: [:])
      case .parent(let name, let blocks): walk(name, stack, overrides: blocks)
      case .block(let name, let content):
        walk(overrides[name] ?? content, stack, in: template, overrides: overrides)
      }
    }
  }

  /// What a section over a value pushes, once for each time it is shown; nil pushes nothing.
  private func frames(of value: TemplateValue.Content?) -> [TemplateValue.Content?] {
    guard let value, value.isShown else { return [] }
    return switch value {
    case .flag: [nil]
    case .contexts(let list): list.map { .context($0) }
    case .links(let list): list.map { .link($0) }
    case .parts(let list): list.map { .part($0) }
    case .columns(let list): list.map { .column($0) }
    default: [value]
    }
  }

  private func find(_ name: String, _ stack: [TemplateValue.Content], in template: String) -> TemplateValue.Content? {
    for frame in stack.reversed() {
      if let value = frame.child(name, pieces) { return value }
    }
    missing.insert("\(template): \(name)")
    return nil
  }
}

extension TemplateValue.Content {
  /// Whether a section over it is shown.
  var isShown: Bool {
    switch self {
    case .absent: false
    case .flag(let flag): flag
    case .links(let list): !list.isEmpty
    case .contexts(let list): !list.isEmpty
    case .parts(let list): !list.isEmpty
    case .columns(let list): !list.isEmpty
    default: true
    }
  }
}
