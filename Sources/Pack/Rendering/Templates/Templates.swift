internal import Mustache

/// The templates that were part of the source tree when the program was built.
struct Templates: Sendable {
  /// For which reader a page is rendered.
  enum Form: String, CaseIterable, Sendable {
    /// Web pages.
    case html
    /// Their twin for a forge.
    case markdown

    /// Ending of the files.
    var ending: String { self == .html ? ".html" : ".md" }
    /// Folder of the pages in the pack; empty for the root.
    var folder: String { self == .html ? "" : "markdown/" }
  }

  private let libraries: [Form: MustacheLibrary]

  /// Reads every template; one that cannot be read is a fault of the program.
  init() throws(PackError) {
    MustacheContentTypes.register(PackHTML(), named: "PACK_HTML")
    MustacheContentTypes.register(PackMarkdown(), named: "PACK_MARKDOWN")
    var libraries: [Form: MustacheLibrary] = [:]
    for form in Form.allCases {
      var library = MustacheLibrary()
      let contentType = form == .html ? "PACK_HTML" : "PACK_MARKDOWN"
      for (name, text) in Self.texts(form) {
        do {
          // The library starts every partial with its own idea of HTML, so each template names its content type.
          try library.register("{{% CONTENT_TYPE:\(contentType)}}" + text, named: name)
        } catch {
          throw .template("`\(form.rawValue)/\(name).mustache`: \(error)")
        }
      }
      libraries[form] = library
    }
    self.libraries = libraries
  }

  /// The templates of a form by name.
  static func texts(_ form: Form) -> [(name: String, text: String)] {
    let prefix = form.rawValue + "/"
    let ending = ".mustache"
    return Embedded.files.compactMap { file in
      guard file.path.hasPrefix(prefix), file.path.hasSuffix(ending) else { return nil }
      return (String(file.path.dropFirst(prefix.count).dropLast(ending.count)), file.text)
    }
  }

  /// The text of a file that is no template, such as the style sheet.
  static func asset(_ path: String) -> String? { Embedded.files.first { $0.path == path }?.text }

  /// A page in one form; nil if there is no template of that name.
  ///
  /// - Parameters:
  ///   - contexts: what names are looked up in, the last first.
  ///   - scrub: what every text goes through before it is written; nil where there is nothing to take out.
  func render(
    _ contexts: [Context], template: String, form: Form, scrub: (@Sendable (String) -> String)?
  ) -> [UInt8]? {
    let stack = TemplateView.Stack(contexts, Pieces(form: form, scrub: scrub))
    return libraries[form]?.render(stack, withTemplate: template).map { Array($0.utf8) }
  }
}
