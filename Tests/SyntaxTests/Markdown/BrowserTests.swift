import Foundation
import Source
import TestSupport
import Testing

@testable import Syntax

/// A browser opens every attempt to bring something active into the pack, and says what it made of them.
@Suite("Safe HTML in a browser", .serialized) struct BrowserTests {
  static let chromium = Chromium.path

  static var isPresent: Bool {
    if chromium == nil { print("no Chromium found: the attempts are not opened in a browser") }
    return chromium != nil
  }

  /// What the browser found: what ran, what could run, and which hosts it asked.
  struct Outcome {
    var problems: [String]
    var attempts: Int
    var hosts: Set<String>
  }

  /// Hooks for everything that could run, before the attempts; what they noted and what the tree holds, behind them.
  private static func page(_ attempts: [String]) -> String {
    let allowed = SafetyCheck.elements.keys.sorted().map { "'\($0.uppercased())'" }.joined(separator: ",")
    let hooks = """
      window.ran = [];
      for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch'])
        window[name] = () => { window.ran.push(name); };
      navigator.sendBeacon = () => { window.ran.push('sendBeacon'); return true; };
      """
    let report = """
      const before = window.ran.length;
      const problems = window.ran.map(name => name + ' was called');
      const allowed = new Set([\(allowed)]);
      const schemes = new Set(['https:', 'http:', 'mailto:', 'tel:', 'file:']);
      const sections = document.querySelectorAll('section.attempt');
      let number = 0;
      for (const section of sections) {
        if (section.id !== 'attempt-' + number++) problems.push('sections out of order at ' + section.id);
        if (section.parentNode !== document.body) problems.push('section inside another at ' + section.id);
        for (const element of section.querySelectorAll('*')) {
          const place = ' in ' + section.id;
          if (!allowed.has(element.tagName)) problems.push('element ' + element.tagName + place);
          for (const attribute of element.attributes) {
            const name = attribute.name.toLowerCase();
            if (name.startsWith('on') || name === 'style' || name === 'srcdoc') problems.push(name + place);
          }
          if (element.tagName === 'A' && element.hasAttribute('href') && !schemes.has(element.protocol))
            problems.push('scheme ' + element.protocol + place);
          if (element.tagName === 'IMG' && !element.src.startsWith('file:')) problems.push('src ' + element.src + place);
          for (const name of ['load', 'error', 'mouseover', 'focus', 'toggle', 'click', 'begin', 'animationend']) {
            const event = new Event(name, { cancelable: true, bubbles: true });
            event.preventDefault();
            if (!(name === 'click' && element.tagName === 'A')) element.dispatchEvent(event);
          }
        }
      }
      for (const name of window.ran.slice(before)) problems.push(name + ' was called by an event');
      if (document.title !== 'untouched') problems.push('the title was changed');
      for (const child of document.body.children)
        if (!['SECTION', 'SCRIPT'].includes(child.tagName)) problems.push(child.tagName + ' beside the sections');
      const lines = ['<<attempts ' + sections.length];
      for (const problem of problems.slice(0, 50)) lines.push('<<problem ' + problem);
      document.documentElement.textContent = lines.join('\\n') + '\\n<<end';
      """
    let sections = attempts.enumerated().map {
      "<section class=\"attempt\" id=\"attempt-\($0.offset)\">\n\($0.element)</section>\n"
    }
    return """
      <!doctype html><html><head><meta charset="utf-8"><title>untouched</title><script>\(hooks)</script></head><body>
      \(sections.joined())<script>window.addEventListener('load', () => setTimeout(() => {\(report)}, 500));</script>
      </body></html>
      """
  }

  private static func open(_ attempts: [String]) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    let log = folder.appendingPathComponent("requests.json")
    let output = folder.appendingPathComponent("output.html")
    try Data(page(attempts).utf8).write(to: file)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(chromium))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=20000", "--log-net-log=\(log.path)",
      "--user-data-dir=\(folder.path)/profile", "--dump-dom", file.absoluteString,
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    let watchdog = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 180, execute: watchdog)
    process.waitUntilExit()
    watchdog.cancel()
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    let lines = text.split(whereSeparator: \.isNewline)
    try #require(text.contains("<<end"), "the browser did not finish: \(text.prefix(500))")
    func after(_ prefix: String) -> [String] {
      lines.compactMap { line in line.range(of: "<<" + prefix + " ").map { String(line[$0.upperBound...]) } }
    }
    let requests = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    let hosts = Set(
      requests.matches(of: /"url":"(?:https?|wss?|ftp):\/\/([^\/":]+)/).map { String($0.output.1).lowercased() })
    return Outcome(
      problems: after("problem"), attempts: after("attempts").first.flatMap { Int($0) } ?? 0, hosts: hosts)
  }

  @Test("no attempt is active", .enabled(if: isPresent))
  func attempts() throws {
    var html: [String] = []
    for (number, attempt) in InjectionTests.attempts.enumerated() {
      for (place, wrapped) in InjectionTests.wrapped(attempt).enumerated() {
        let document = MarkdownDocument.parse(SourceText(path: "a.md", text: wrapped))
        html.append(document.html(.init(anchorPrefix: "p\(number)-\(place)-")))
      }
    }
    let outcome = try Self.open(html)
    #expect(outcome.attempts == html.count)
    #expect(outcome.problems == [])
    #expect(outcome.hosts.filter { $0.contains("evil") } == [])
  }

  @Test("the browser notices what is active", .enabled(if: isPresent))
  func control() throws {
    let outcome = try Self.open([
      "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<p onclick=confirm(1)>x</p>",
      "<a href=javascript:alert(1)>x</a>", "<img src=https://evil.example/track.png>",
      "<script>document.title='x'</script>",
    ])
    #expect(outcome.attempts == 6)
    for expected in [
      "alert was called", "element SCRIPT in attempt-0", "onerror in attempt-1", "onclick in attempt-2",
      "scheme javascript: in attempt-3", "the title was changed",
    ] {
      #expect(outcome.problems.contains(expected), "\(expected) not in \(outcome.problems)")
    }
    #expect(outcome.hosts.contains("evil.example"))
  }
}
