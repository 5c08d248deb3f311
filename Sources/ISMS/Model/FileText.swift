import Source
import Syntax

/// The text of a Markdown file below its front matter, read and parsed when somebody asks for it.
struct FileText: Sendable {
  /// The whole file.
  let file: LazySource
  /// Whether anything can be read in it besides code.
  let holdsText: Bool
  private let statedStart: Int
  private let parsed: Lazy<MarkdownDocument>

  /// A text that was read already.
  init(_ markdown: MarkdownDocument, holdsText: Bool) {
    file = LazySource(markdown.source)
    statedStart = markdown.start
    parsed = Lazy(markdown)
    self.holdsText = holdsText
  }

  /// A text that begins at `start` of a file.
  init(_ file: LazySource, from start: Int, holdsText: Bool) {
    self.file = file
    self.holdsText = holdsText
    statedStart = start
    parsed = Lazy(computing: { MarkdownDocument.parse(file.text, from: start) })
  }

  /// Where the text begins in the file.
  var start: Int { min(statedStart, file.text.bytes.count) }

  /// The parsed text.
  var markdown: MarkdownDocument { parsed.value }
}
