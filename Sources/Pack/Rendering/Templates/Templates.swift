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

  private let libraries: [Form: [String: Template]]

  /// Reads every template; one that cannot be read is a fault of the program.
  init() throws(PackError) {
    var libraries: [Form: [String: Template]] = [:]
    for form in Form.allCases {
      for (name, text) in Self.texts(form) {
        do throws(Template.SyntaxError) {
          libraries[form, default: [:]][name] = try Template(text)
        } catch {
          throw .template("`\(form.rawValue)/\(name).mustache`: \(error.message)")
        }
      }
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
    guard let library = libraries[form], let template = library[template] else { return nil }
    var renderer = TemplateRenderer(library, form, contexts, scrub: scrub)
    renderer.render(template.nodes)
    return renderer.output
  }
}
