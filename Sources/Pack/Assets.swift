import ISMS
import Source

/// Files every page uses: looks, filters, print.
enum Assets {
  static func files(_ site: Site) -> [OutputFile] {
    var files: [OutputFile] = []
    for name in ["style.css", "script.js"] {
      if let text = Templates.asset(name) { files.append(OutputFile(path: "assets/" + name, text: text)) }
    }
    files.append(OutputFile(path: "assets/print.css", text: printStyle(site)))
    files += SearchIndex(site).files()
    return files
  }

  /// Running heads: Chromium fills the margins of a page from the style sheet alone, so each document has a named page.
  private static func printStyle(_ site: Site) -> String {
    let state = (site.options.isDraft ? "DRAFT · " : "") + site.originTitle + " · as of \(site.asOf)"
    var style = """
      @page {
        size: auto;
        margin: 20mm 14mm 18mm;
        font: 8pt system-ui, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif;
        @top-left { content: \(quoted(site.organisation)); }
        @top-right { content: \(quoted("Audit pack for the " + site.options.audience.rawValue)); }
        @bottom-left { content: \(quoted(state)); }
        @bottom-right { content: "Page " counter(page) " of " counter(pages); }
      }
      @page wide { size: landscape; }
      @media print { .wide { page: wide; } }

      """
    for document in site.isms.documents where site.disclosure.includes(document) {
      guard let name = site.addresses.printName(of: document) else { continue }
      let head =
        (document.id.isEmpty ? document.path : document.id) + (document.version.map { " · version " + $0 } ?? "")
        + " · " + document.title
      style += "@page \(name) { @top-left { content: \(quoted(head)); } }\n"
      style += "@media print { .\(name) { page: \(name); } }\n"
    }
    return style
  }

  /// A string of CSS.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\", "<", ">", "&": result += "\\" + String(scalar.value, radix: 16) + " "
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
