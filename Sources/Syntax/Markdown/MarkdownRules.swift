import Source

/// The kinds of finding about Markdown.
public enum MarkdownRules {
  /// Every kind, in order of the codes.
  public static let all: [Rule] = [
    nesting, rawHTML, refusedAttribute, unsafeLink, remoteImage, openComment, directionControl, references, tableCells,
  ]

  private static let head = """
    -- policy.md --
    ---
    id: POL-1
    type: policy
    title: Access control policy
    version: 1.0
    status: draft
    owner: ROLE-CISO
    classification: internal
    ---

    """

  /// Containers nest too deep.
  public static let nesting = Rule(
    code: "MD-01", name: "nested-too-deep", title: "quotes and lists nest more than 100 deep", grade: .minor,
    explanation: """
      Block quotes, list items and footnotes may stand in each other 100 deep. Markers beyond that are shown as text, so \
      that a hostile or damaged file cannot make the page unreadable or the program slow.
      """,
    fix: "flatten the list or the quote",
    flagged: head + String(repeating: "> ", count: 101) + "Too deep.\n",
    accepted: head + "> > Two levels are plenty.\n")

  /// Raw HTML that is shown as text.
  public static let rawHTML = Rule(
    code: "MD-02", name: "raw-html", title: "raw HTML is shown as text", grade: .observation,
    explanation: """
      The pack is read by people outside, so a document cannot bring its own HTML into it. A few harmless elements pass: \
      br, sub, sup, kbd, ins, del, mark, abbr, a with id or name, details, summary, tables and images of the \
      repository. Everything else appears on the page as it was typed.
      """,
    fix: "write it in Markdown, or remove it",
    flagged: head + "Read this <blink>carefully</blink>.\n",
    accepted: head + "Read this **carefully**, H<sub>2</sub>O included.\n")

  /// An attribute of an allowed element that does not pass.
  public static let refusedAttribute = Rule(
    code: "MD-03", name: "html-attribute", title: "an attribute of an HTML element is left out", grade: .observation,
    explanation: """
      Of the elements that pass into the pack, only attributes that cannot run code, load anything or change the look of \
      the page are kept.
      """,
    fix: "remove the attribute",
    flagged: head + "Press <kbd onclick=\"go()\">Enter</kbd>.\n",
    accepted: head + "Press <kbd>Enter</kbd>.\n")

  /// A link with a scheme that is not allowed.
  public static let unsafeLink = Rule(
    code: "MD-04", name: "link-scheme", title: "a link uses a scheme that is not allowed", grade: .minor,
    explanation: """
      Links in the pack may lead to https, http, mailto and tel, to files of the repository and to places on the page. \
      Any other scheme could run code or open a program on the reader's machine, so only the text of the link is shown. \
      The scheme is judged after escapes and character references are resolved and control characters are removed.
      """,
    fix: "link to a page or a file, or leave the text without a link",
    flagged: head + "See the [tracker](javascript:alert(1)).\n",
    accepted: head + "See the [tracker](https://tracker.example/ISMS).\n")

  /// An image of another host.
  public static let remoteImage = Rule(
    code: "MD-05", name: "remote-image", title: "an image from another host is shown as a link", grade: .observation,
    explanation: """
      The pack has to look the same on every day, and opening it must tell nobody. Images are therefore taken from the \
      repository only, as PNG, JPEG, GIF or WebP; one from elsewhere becomes a link with its alternative text.
      """,
    fix: "commit the image beside the document and refer to it by a relative path",
    flagged: head + "![Network plan](https://images.example/plan.png)\n",
    accepted: head + "![Network plan](plan.png)\n-- plan.png --\n")

  /// A comment that does not end.
  public static let openComment = Rule(
    code: "MD-06", name: "open-comment", title: "an HTML comment does not end and hides what follows", grade: .minor,
    explanation: """
      Comments are left out of the pack. One that is never closed takes the rest of the document with it, so readers of \
      the pack would miss text that readers of the source see.
      """,
    fix: "end the comment with `-->`",
    flagged: head + "<!-- to be reviewed\n\nPasswords have 14 characters.\n",
    accepted: head + "<!-- to be reviewed -->\n\nPasswords have 14 characters.\n")

  /// A control character of the writing direction.
  public static let directionControl = Rule(
    code: "MD-07", name: "direction-control", title: "an invisible character changes the direction of the text",
    grade: .minor,
    explanation: """
      Embeddings, overrides and isolates of the writing direction can make a sentence read differently from what is \
      stored, and a reviewer approves what is displayed. The pack shows them by their code.
      """,
    fix: "remove the character",
    flagged: head + "Access ends after \u{202E}03\u{202C} days.\n",
    accepted: head + "Access ends after 30 days.\n")

  /// References to definitions that would make the output too large.
  public static let references = Rule(
    code: "MD-08", name: "reference-expansion", title: "references repeat their definitions too often", grade: .minor,
    explanation: """
      Together, references may add 100,000 bytes or the size of the file to the page, whichever is more. Beyond that they \
      are shown as text, because a small file could otherwise grow into a page that no browser opens.
      """,
    fix: "shorten the destination, or link from fewer places",
    flagged: head + "[x]: /" + String(repeating: "x", count: 2_000) + "\n\n" + String(repeating: "[x] ", count: 60),
    accepted: head + "[x]: /register.md\n\nSee [x].\n")

  /// Cells that rows of a table lack.
  public static let tableCells = Rule(
    code: "MD-09", name: "table-cells", title: "rows of a table lack too many cells", grade: .minor,
    explanation: """
      A row with fewer cells than the header is filled up with empty ones. Beyond 100,000 such cells, or as many as the \
      file has bytes, the table ends and what follows is text.
      """,
    fix: "split the table, or give its rows as many cells as its header",
    flagged: head + String(repeating: "a|", count: 400) + "\n" + String(repeating: "-|", count: 400) + "\n"
      + String(repeating: "b\n", count: 400),
    accepted: head + "a | b\n--|--\n1 | 2\n")
}

extension MarkdownDocument {
  /// What is worth saying about the document, in order of the text.
  public var diagnostics: [Diagnostic] {
    var result: [Diagnostic] = tree.limits.map { limit in
      switch limit.kind {
      case .nesting:
        finding(MarkdownRules.nesting, "quotes and lists nest more than 100 deep", limit.start, limit.end)
      case .references:
        finding(MarkdownRules.references, "references repeat their definitions too often", limit.start, limit.end)
      case .tableCells:
        finding(MarkdownRules.tableCells, "the rows of the table lack too many cells", limit.start, limit.end)
      }
    }
    withBytes { bytes in
      for index in tree.inlines.indices { check(linkAt: index, bytes, &result) }
      findDirectionControls(bytes, &result)
      guard tree.hasRawHTML else { return }
      var renderer = SafeRenderer(document: self, options: HTMLOptions(), source: bytes)
      renderer.render()
      result += renderer.refusals.map(refusal)
    }
    return result.sorted { ($0.location.range ?? SourceRange(0, 0)) < ($1.location.range ?? SourceRange(0, 0)) }
  }

  private func finding(
    _ rule: Rule, _ message: String, _ start: Int, _ end: Int, label: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      rule, message, at: Location(path: source.path, range: SourceRange(start, max(start, end))), label: label)
  }

  private func check(linkAt index: Int, _ bytes: Bytes, _ result: inout [Diagnostic]) {
    let node = tree.inlines[index]
    let written: [UInt8]
    switch node.kind {
    case .link, .image: written = tree.destination(ofTarget: Int(node.first), bytes)
    case .autolink where !node.flags.contains(.extended): written = tree.destination(ofAutolink: node, bytes)
    default: return
    }
    let destination = LinkSafety.cleaned(written)
    let safety = LinkSafety(destination)
    guard safety == .unsafe || (node.kind == .image && safety != .relative), let link = link(at: index, bytes) else {
      return
    }
    if safety == .unsafe {
      let scheme = String(decoding: destination.prefix { $0 != 0x3A }.prefix(40), as: UTF8.self)
      result.append(
        finding(
          MarkdownRules.unsafeLink, "the scheme `\(scheme)` is not allowed in links", link.destinationRange.lowerBound,
          link.destinationRange.upperBound, label: "only the text is shown"))
    } else {
      result.append(
        finding(
          MarkdownRules.remoteImage, "an image from another host is shown as a link",
          link.destinationRange.lowerBound, link.destinationRange.upperBound, label: "not loaded"))
    }
  }

  private func findDirectionControls(_ bytes: Bytes, _ result: inout [Diagnostic]) {
    var index = start
    while true {
      index = bytes.first(0xE2, from: index)
      guard index < bytes.count else { return }
      if let name = HTMLWriter.directionControl(bytes, at: index) {
        result.append(
          finding(
            MarkdownRules.directionControl, "the invisible character \(name) changes the direction of the text", index,
            index + 3))
        index += 3
      } else {
        index += 1
      }
    }
  }

  private func refusal(_ refusal: SafeRenderer.Refusal) -> Diagnostic {
    let start = refusal.start
    let end = refusal.end
    switch refusal.kind {
    case .tag:
      let text = source.text(SourceRange(start, end)).prefix(40).filter { $0 != "\n" && $0 != "\r" && $0 != "\r\n" }
      return finding(MarkdownRules.rawHTML, "the HTML `\(text)` is shown as text", start, end)
    case .attribute(let name):
      return finding(MarkdownRules.refusedAttribute, "the attribute `\(name)` is left out", start, end)
    case .openComment:
      return finding(
        MarkdownRules.openComment, "a comment does not end and hides what follows", start, min(end, start + 4),
        label: "begins here")
    case .remoteImage:
      return finding(MarkdownRules.remoteImage, "an image from another host is shown as a link", start, end)
    case .unsafeImage:
      return finding(MarkdownRules.unsafeLink, "the source of an image has a scheme that is not allowed", start, end)
    }
  }
}
