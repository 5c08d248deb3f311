internal import Mustache

/// A value as the library that renders templates asks for it.
struct TemplateView: MustacheParent {
  private let content: TemplateValue.Content
  private let pieces: Pieces

  private init(_ content: TemplateValue.Content, _ pieces: Pieces) {
    self.content = content
    self.pieces = pieces
  }

  func child(named name: String) -> Any? {
    content.child(name, pieces).map { Self.shown($0, pieces) }
  }

  /// What the library sees of a value.
  private static func shown(_ content: TemplateValue.Content, _ pieces: Pieces) -> Any {
    switch content {
    case .absent: Absent()
    case .text(let text): pieces.scrub?(text) ?? text
    case .flag(let flag): flag
    case .markup(let markup): Inserted(renderText: pieces.scrub?(markup.text) ?? markup.text)
    case .piece(let text): Inserted(renderText: text)
    case .way(let address, let page, let ending):
      Inserted(renderText: address.relative(from: page, pageEnding: ending))
    case .links(let list): list.map { TemplateView(.link($0), pieces) }
    case .contexts(let list): list.map { TemplateView(.context($0), pieces) }
    case .parts(let list): list.map { TemplateView(.part($0), pieces) }
    case .columns(let list): list.map { TemplateView(.column($0), pieces) }
    default: TemplateView(content, pieces)
    }
  }

  /// A value that is not there: renders as nothing, and a section over it is not shown.
  private struct Absent: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
  }

  /// What is inserted as it is.
  private struct Inserted: MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { false }
  }

  /// Contexts in which names are looked up, the last first.
  struct Stack: MustacheParent {
    private let views: [TemplateView]

    init(_ contexts: [Context], _ pieces: Pieces) {
      views = contexts.reversed().map { TemplateView(.context($0), pieces) }
    }

    func child(named name: String) -> Any? {
      for view in views { if let value = view.child(named: name) { return value } }
      return nil
    }
  }
}
