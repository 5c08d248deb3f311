import Foundation
import TestSupport
import Testing

@testable import Pack

/// The pack as its readers open it: from a folder, in a browser, with a keyboard, on paper.
///
/// Needs Chromium and Python; `pip install axe-playwright-python html5lib` adds the checks of accessibility and HTML.
@Suite(.serialized) struct PackInBrowserTests {
  private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  static let hasBrowser: Bool = {
    let isThere = Chromium.path != nil && (try? Tool.run("python3", ["--version"]))?.map { $0.status == 0 } == true
    if !isThere { print("no Chromium or no Python: the pack is not opened in a browser") }
    return isThere
  }()

  static let hasAxe: Bool = {
    let isThere = (try? open(URL(fileURLWithPath: "/"), "has-axe"))?.status == 0
    if !isThere { print("axe is not installed: pip install axe-playwright-python") }
    return isThere
  }()

  static let hasHTMLParser: Bool = {
    let isThere = (try? Tool.run("python3", ["-c", "import html5lib"]))?.map { $0.status == 0 } == true
    if !isThere { print("html5lib is not installed: pip install html5lib") }
    return isThere
  }()

  /// One page of every kind.
  private static let pages = [
    "index", "stage-1", "soa", "controls/a-5-15", "clauses", "documents/index", "documents/pol-01", "risks",
    "risks/r-001", "treatment-plan", "evidence/index", "evidence/ev-1", "registers/index", "registers/suppliers",
    "findings", "changes", "people", "audit-programme", "integrity", "print",
  ].map { $0 + ".html" }

  @discardableResult
  private static func open(_ folder: URL, _ check: String, _ pages: [String] = []) throws -> (
    status: Int32, output: String
  ) {
    let script = scripts.appending(path: "open_pack.py").path
    let result = try Tool.run("python3", [script, Chromium.path ?? "", folder.path, check] + pages)
    return result ?? (127, "python3 is not there")
  }

  /// Writes the pack of the small company, changed by `change`, and hands its folder over.
  private static func withPack(
    changing change: (String, String) -> String = { $1 }, _ body: (URL) throws -> Void
  ) throws {
    let folder = try Tool.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, file) in try PackFixture.packs() where !path.hasPrefix("markdown/") {
      let place = folder.appending(path: path)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      let isText = path.hasSuffix(".html") || path.hasSuffix(".css")
      try (isText ? Data(change(path, file.text).utf8) : Data(file.bytes)).write(to: place)
    }
    try body(folder)
  }

  @Test(.enabled(if: hasBrowser), .timeLimit(.minutes(10))) func noPageComplainsAsksForAnythingOrScrollsSideways()
    throws
  {
    _ = Self.hasAxe
    try Self.withPack { folder in
      let output = try Self.open(folder, "pages", Self.pages).output
      #expect(output == "")
    }
  }

  @Test(.enabled(if: hasBrowser), .timeLimit(.minutes(5))) func nothingIsMissingWithoutScripts() throws {
    try Self.withPack { folder in
      let output = try Self.open(folder, "without-scripts", Self.pages).output
      #expect(output == "")
    }
  }

  @Test(.enabled(if: hasBrowser), .timeLimit(.minutes(5))) func thePolicyIsInForce() throws {
    try Self.withPack { folder in
      let output = try Self.open(folder, "policy", ["index.html"]).output
      #expect(output == "")
    }
  }

  @Test(.enabled(if: hasBrowser), .timeLimit(.minutes(5))) func everythingWorksWithTheKeyboard() throws {
    try Self.withPack { folder in
      let output = try Self.open(folder, "keyboard").output
      #expect(output == "")
    }
  }

  @Test(.enabled(if: hasBrowser), .timeLimit(.minutes(5))) func sheetsSayWhatTheyAre() throws {
    try Self.withPack { folder in
      let output = try Self.open(
        folder, "print",
        [
          "soa.html=Control Status Why|Fernhill & Sons|commit ", "risks.html=commit ",
          "documents/pol-01.html=POL-01 · version 1.1 · Access policy|commit ",
        ]
      ).output
      #expect(output == "")
    }
  }

  @Test(.enabled(if: hasBrowser), .timeLimit(.minutes(5))) func theChecksNoticeWhatIsWrong() throws {
    func broken(_ path: String, _ text: String) -> String {
      if path == "assets/style.css" { return text.replacing("--soft: #555d66", with: "--soft: #c5c5c5") }
      if path == "assets/print.css" { return "" }
      let start = text.range(of: "<meta http-equiv")
      let end = start.flatMap { text[$0.lowerBound...].firstRange(of: ">") }
      guard let start, let end else { return text }
      return text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
        .replacing(
          "</main>",
          with: "<p class=\"table-frame\"><b>" + String(repeating: "wide", count: 500)
            + "</b></p><script>document.querySelector('main').append('more words'); missing()</script></main>")
    }
    try Self.withPack(changing: broken) { folder in
      let pages = try Self.open(folder, "pages", ["index.html"]).output
      #expect(pages.contains("threw") && pages.contains("missing is not defined"))
      if Self.hasAxe { #expect(pages.contains("color-contrast")) }
      #expect(try Self.open(folder, "without-scripts", ["index.html"]).output.contains("reads differently"))
      let policy = try Self.open(folder, "policy", ["index.html"]).output
      #expect(policy.contains("an inline script ran") && policy.contains("a request left the page"))
      #expect(try Self.open(folder, "print", ["documents/pol-01.html=POL-01 · version"]).output.contains("lacks"))
    }
  }

  @Test(.enabled(if: hasHTMLParser)) func theHTMLIsWhatItsParserExpects() throws {
    try Self.withPack { folder in
      let script = Self.scripts.appending(path: "check_html.py").path
      #expect(try Tool.run("python3", [script, folder.path])?.output == "")
      try Data("<!DOCTYPE html><title>x</title><p><div></p>".utf8).write(to: folder.appending(path: "bad.html"))
      #expect(try Tool.run("python3", [script, folder.path])?.output.contains("bad.html") == true)
    }
  }

  @Test func pagesStaySmall() throws {
    for audience in Audience.allCases {
      for (path, file) in try PackFixture.packs(audience) where path.hasSuffix(".html") && path != "print.html" {
        #expect(file.bytes.count < 300_000, "\(path)")
      }
    }
  }
}
