internal import Mustache

/// The templates that were part of the source tree when the program was built.
struct Templates {
  /// For which reader a page is rendered.
  enum Form: String, CaseIterable {
    /// Web pages.
    case html
    /// Their twin for a forge.
    case markdown

    /// Ending of the files.
    var ending: String { self == .html ? ".html" : ".md" }
    /// Folder of the pages in the pack; empty for the root.
    var folder: String { self == .html ? "" : "markdown/" }

    fileprivate var contentType: String { self == .html ? PackHTML.name : PackMarkdown.name }
  }

  private let libraries: [Form: MustacheLibrary]

  /// Reads every template; a template that cannot be read is a fault of the program.
  init() throws {
    MustacheContentTypes.register(PackHTML(), named: PackHTML.name)
    MustacheContentTypes.register(PackMarkdown(), named: PackMarkdown.name)
    var libraries: [Form: MustacheLibrary] = [:]
    for form in Form.allCases {
      var library = MustacheLibrary()
      for (name, text) in Self.texts(form) {
        // The engine starts every partial with its own idea of HTML, so each template names its content type.
        try library.register("{{% CONTENT_TYPE:\(form.contentType)}}" + text, named: name)
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
  func render(_ context: Context, template: String, form: Form) -> String? {
    libraries[form]?.render(context, withTemplate: template)
  }
}
