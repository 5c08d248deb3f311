import Source

/// Quotes, blocks, layout and limits.
extension FrontMatterRules {
  /// Quote is not closed on its line.
  static let unterminatedQuote = Rule(
    code: "FM-27", name: "unterminated-quote",
    title: "quote is not closed on its line", grade: .error,
    explanation: "Text in quotes ends on the line on which it starts; otherwise one missing quote would swallow the "
      + "rest of the block.",
    fix: "close the quote; for text over several lines use a block below `>-`",
    flagged: document("title: \"Access control"),
    accepted: document("title: \"Access control\""))

  /// Unknown escape in double quotes.
  static let badEscape = Rule(
    code: "FM-28", name: "unknown-escape",
    title: "unknown escape in double quotes", grade: .error,
    explanation: "In double quotes a backslash starts an escape. Known are `\\\"`, `\\\\`, `\\n`, `\\t`, `\\r`, "
      + "`\\0`, `\\xHH`, `\\uHHHH` and `\\UHHHHHHHH`.",
    fix: "double the backslash, or use single quotes",
    flagged: document("title: \"Access\\control\""),
    accepted: document("title: 'Access\\control'"))

  /// Text follows a complete value.
  static let textAfterValue = Rule(
    code: "FM-29", name: "text-after-value",
    title: "text follows a complete value", grade: .error,
    explanation: "After the closing quote, bracket or block sign only a comment may follow. Other text would be "
      + "lost.",
    fix: "put the whole value in quotes, or the text in a comment",
    flagged: document("title: \"Access\" control"),
    accepted: document("title: Access control"))

  /// `#` would start a comment.
  static let hashInText = Rule(
    code: "FM-30", name: "hash-without-space",
    title: "`#` would start a comment", grade: .error,
    explanation: "YAML drops everything after ` #`. Written without a space behind it, a ticket number such as "
      + "`#123` is more likely meant as text.",
    fix: "put the value in quotes, or write `# ` if a comment is meant",
    flagged: document("title: Access control #123"),
    accepted: document("title: \"Access control #123\""))

  /// Plain text goes on in the next line.
  static let multiLineText = Rule(
    code: "FM-31", name: "text-over-several-lines",
    title: "plain text goes on in the next line", grade: .error,
    explanation: "YAML joins deeper lines to the text above: `controls: A.5.1` and `A.5.2` below it silently become "
      + "one text.",
    fix: "write a list with `- ` items, one line, or a block below `>-`",
    flagged: document("title: Access control\n  for everyone"),
    accepted: document("title: Access control for everyone"))

  /// Value stands on the line below its key.
  static let valueOnNextLine = Rule(
    code: "FM-32", name: "value-on-next-line",
    title: "value stands on the line below its key", grade: .error,
    explanation: "A lone text below its key is easily taken for a part of another entry.",
    fix: "write the value behind the colon",
    flagged: document("title:\n  Access control"),
    accepted: document("title: Access control"))

  /// Line stands in the wrong column.
  static let indentation = Rule(
    code: "FM-33", name: "bad-indentation",
    title: "line stands in the wrong column", grade: .error,
    explanation: "Indentation says what belongs to what. A line in a column of its own belongs to nothing.",
    fix: "start the line in the same column as its siblings",
    flagged: document("title: Access control\n  x-site: Berlin"),
    accepted: document("title: Access control\nx-site: Berlin"))

  /// List item stands where a key is expected.
  static let listItemAmongKeys = Rule(
    code: "FM-34", name: "list-item-among-keys",
    title: "list item stands where a key is expected", grade: .error,
    explanation: "The item belongs to no key, so it would be lost.",
    fix: "put the item below the key it belongs to",
    flagged: document("title: Access control\n- A.5.15"),
    accepted: document("title: Access control\ncontrols:\n  - A.5.15"))

  /// Block is a list.
  static let topLevelList = Rule(
    code: "FM-35", name: "list-instead-of-keys",
    title: "block is a list", grade: .error,
    explanation: "Front matter and data files are keys with values; a list alone says nothing about its document.",
    fix: "give the list a key",
    flagged: "-- auditpack.yaml --\n- iso27001\n- soc2\n",
    accepted: "-- auditpack.yaml --\nframeworks:\n  - iso27001\n  - soc2\n")

  /// List directly inside a list.
  static let nestedList = Rule(
    code: "FM-36", name: "list-inside-list",
    title: "list directly inside a list", grade: .error,
    explanation: "No field of the language is a list of lists.",
    fix: "give the inner list a key, or write all items in one list",
    flagged: document("title: Access control\ncontrols:\n  - - A.5.15"),
    accepted: document("title: Access control\ncontrols:\n  - A.5.15"))

  /// Digit behind the sign of a text block.
  static let indentationIndicator = Rule(
    code: "FM-37", name: "indentation-indicator",
    title: "digit behind the sign of a text block", grade: .error,
    explanation: "`|2` fixes the indentation of a text block by number; a later change of the indentation then "
      + "changes the text.",
    fix: "remove the digit",
    flagged: document("title: Access control\ndescription: |2\n  Who may do what."),
    accepted: document("title: Access control\ndescription: |\n  Who may do what."))

  /// Line of white space in a text block.
  static let blankInTextBlock = Rule(
    code: "FM-38", name: "white-space-in-text-block",
    title: "line of white space in a text block", grade: .error,
    explanation: "Readers of YAML disagree about lines of mere white space in and after a text block.",
    fix: "leave blank lines empty",
    flagged: document("title: Access control\ndescription: |\n  Who may\n   \n  do what."),
    accepted: document("title: Access control\ndescription: |\n  Who may\n\n  do what."))

  /// Second document in one block.
  static let secondDocument = Rule(
    code: "FM-39", name: "second-document",
    title: "second document in one block", grade: .error,
    explanation: "`---` and `...` separate documents in YAML; only one is read.",
    fix: "remove the line",
    flagged: "-- auditpack.yaml --\norganisation: Quillstone\n---\nstandard: ISO/IEC 27001:2022\n",
    accepted: "-- auditpack.yaml --\norganisation: Quillstone\nstandard: ISO/IEC 27001:2022\n")

  /// Long examples are put together from pieces: every run of the program makes them.
  private static let hundred = String(repeating: "a", count: 100)

  /// Block of front matter is larger than 64 KiB.
  static let blockTooLarge = Rule(
    code: "FM-40", name: "block-too-large",
    title: "block of front matter is larger than 64 KiB", grade: .error,
    explanation: "The largest block in a survey of 14,170 documents has 8 KB; more is a mistake or an attack.",
    fix: "move text into the document and records into a register",
    flagged: document(
      (1...20).map { "x-note-\($0): " + String(repeating: hundred, count: 39) }.joined(separator: "\n")),
    accepted: document("x-note-1: a short note"))

  /// Line is longer than 4,096 bytes.
  static let lineTooLong = Rule(
    code: "FM-41", name: "line-too-long",
    title: "line is longer than 4,096 bytes", grade: .error,
    explanation: "Lines that long cannot be read or reviewed.",
    fix: "break the text with a block: `key: >-` and indented lines below",
    flagged: document(
      "summary: " + String(repeating: "word ", count: 1000) + "end"),
    accepted: document("summary: one short line"))

  /// Front matter is nested deeper than 8 levels.
  static let tooDeep = Rule(
    code: "FM-42", name: "too-deep",
    title: "front matter is nested deeper than 8 levels", grade: .error,
    explanation: "No field of the language needs more than three levels.",
    fix: "write the data with fewer levels",
    flagged: document(
      "title: Access control\nx-a:\n x-a:\n  x-a:\n   x-a:\n    x-a:\n     x-a:\n      x-a:\n       x-a:\n        x-a:\n         x-a: deep"
    ),
    accepted: document("title: Access control\nx-a:\n  x-a: shallow"))

  /// Front matter has more than 4,096 entries.
  static let tooManyEntries = Rule(
    code: "FM-43", name: "too-many-entries",
    title: "front matter has more than 4,096 entries", grade: .error,
    explanation: "Data of that size belongs into a register in CSV, where a reviewer sees each change.",
    fix: "move the records into a CSV file",
    flagged: document(
      (1...4100).map { "x-" + String($0) + ": a" }.joined(separator: "\n")),
    accepted: document("x-1: a"))

  /// Text is longer than 16 KiB.
  static let scalarTooLong = Rule(
    code: "FM-44", name: "text-too-long",
    title: "text is longer than 16 KiB", grade: .error,
    explanation: "A text of that size belongs into the document, where it can be read.",
    fix: "move the text into the document",
    flagged: document(
      "summary: |\n" + String(repeating: "  " + String(repeating: hundred, count: 10) + "\n", count: 17) + "x-end: a"),
    accepted: document("summary: |\n  A few lines."))
}
