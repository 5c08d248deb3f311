import Source
import Synchronization
import Syntax

/// The text of a Markdown file below its front matter, read and parsed when somebody asks for it.
final class FileText: Sendable {
  /// The whole file.
  let file: LazySource
  /// Whether anything can be read in it besides code.
  let holdsText: Bool
  private let statedStart: Int
  private let parsed: Mutex<MarkdownDocument?>

  /// A text that was read already.
  init(_ markdown: MarkdownDocument, holdsText: Bool) {
    file = LazySource(markdown.source)
    statedStart = markdown.start
    parsed = Mutex(markdown)
    self.holdsText = holdsText
  }

  /// A text that begins at `start` of a file.
  init(_ file: LazySource, from start: Int, holdsText: Bool) {
    self.file = file
    self.holdsText = holdsText
    statedStart = start
    parsed = Mutex(nil)
  }

  /// Where the text begins in the file.
  var start: Int { min(statedStart, file.text.bytes.count) }

  /// The parsed text. Threads that ask while it is parsed wait for it.
  var markdown: MarkdownDocument {
    parsed.withLock { parsed in
      if let parsed { return parsed }
      let markdown = MarkdownDocument.parse(file.text, from: statedStart)
      parsed = markdown
      return markdown
    }
  }
}
