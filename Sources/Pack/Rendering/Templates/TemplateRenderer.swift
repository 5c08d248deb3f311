/// Writes a template with values, straight into the bytes of a page.
struct TemplateRenderer {
  private let library: [String: Template]
  private let form: Templates.Form
  private let scrub: (@Sendable (String) -> String)?
  private var stack: [TemplateValue.Content]
  private var blocks: [String: [Template.Node]] = [:]
  private(set) var output: [UInt8] = []

  /// - Parameters:
  ///   - library: every template by name.
  ///   - stack: what names are looked up in, the last first.
  ///   - scrub: what every text and markup goes through; nil where there is nothing to take out.
  init(
    _ library: [String: Template], _ form: Templates.Form, _ stack: [Context], scrub: (@Sendable (String) -> String)?
  ) {
    self.library = library
    self.form = form
    self.scrub = scrub
    self.stack = stack.map { .context($0) }
    output.reserveCapacity(16_000)
  }

  mutating func render(_ nodes: [Template.Node]) {
    for node in nodes {
      switch node {
      case .text(let text): output += text
      case .value(let name, let isEscaped):
        if let value = find(name) { write(value, isEscaped: isEscaped) }
      case .section(let name, let content):
        if let value = find(name) { renderSection(value, content) }
      case .inverted(let name, let content):
        if !(find(name)?.isShown ?? false) { render(content) }
      case .partial(let name): render(library[name]?.nodes ?? [])
      case .chosenPartial(let name):
        if case .text(let chosen)? = find(name) { render(library[chosen]?.nodes ?? []) }
      case .parent(let name, let replaced):
        let around = blocks
        blocks = replaced
        render(library[name]?.nodes ?? [])
        blocks = around
      case .block(let name, let content): render(blocks[name] ?? content)
      }
    }
  }

  private func find(_ name: Template.Name) -> TemplateValue.Content? {
    for value in stack.reversed() {
      if let found = value.child(name) { return found }
    }
    return nil
  }

  private mutating func renderSection(_ value: TemplateValue.Content, _ content: [Template.Node]) {
    switch value {
    case .absent: return
    case .flag(let flag): if flag { render(content) }
    case .links(let list): for link in list { render(content, in: .link(link)) }
    case .contexts(let list): for context in list { render(content, in: .context(context)) }
    case .parts(let list): for part in list { render(content, in: .part(part)) }
    case .columns(let list): for column in list { render(content, in: .column(column)) }
    case .rows(let table): for row in table.rows { render(content, in: .row(row, of: table)) }
    case .cells(let row, let table):
      for (cell, column) in zip(row.cells, table.columns).dropFirst() { render(content, in: .cell(cell, column)) }
    default: render(content, in: value)
    }
  }

  private mutating func render(_ content: [Template.Node], in value: TemplateValue.Content) {
    stack.append(value)
    render(content)
    stack.removeLast()
  }

  private mutating func write(_ value: TemplateValue.Content, isEscaped: Bool) {
    switch value {
    case .text(let text):
      let text = scrub?(text) ?? text
      if isEscaped { escape(text) } else { output += text.utf8 }
    case .markup(let markup):
      let text = scrub?(markup.text) ?? markup.text
      if isEscaped { escape(text) } else { output += text.utf8 }
    case .way(let address, let page, let ending):
      // Everything but letters, digits and a few marks is already `%XX`.
      let way = address.relative(from: page, pageEnding: ending)
      if isEscaped { escape(way) } else { output += way.utf8 }
    default: return
    }
  }

  private mutating func escape(_ text: String) {
    switch form {
    case .html: PackHTML.append(text, to: &output)
    case .markdown: output += PackMarkdown.escape(text).utf8
    }
  }
}
