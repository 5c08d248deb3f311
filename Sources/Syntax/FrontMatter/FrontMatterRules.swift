import Source

/// What can be wrong with front matter and data files, apart from what the schema says.
public enum FrontMatterRules {
  /// Every rule of the family `FM`, in order of the codes.
  public static let all: [Rule] = [
    missingOpening, unclosed, notFirst, foreignLanguage, dotsAsFence, invalidUTF8, forbiddenCharacter,
    loneCarriageReturn, tab, colonInText, missingSpaceAfterColon, spaceBeforeColon, missingColon, quotedKey, badKey,
    duplicateKey, anchor, tag, mergeKey, directive, flowMap, nestedFlow, complexKey, reservedCharacter,
    strayPunctuation, badList, unterminatedQuote, badEscape, textAfterValue, hashInText, multiLineText,
    valueOnNextLine, indentation, listItemAmongKeys, topLevelList, nestedList, indentationIndicator, blankInTextBlock,
    secondDocument, blockTooLarge, lineTooLong, tooDeep, tooManyEntries, scalarTooLong,
  ]

  /// Front matter has no opening fence.
  static let missingOpening = Rule(
    code: "FM-01", name: "missing-opening-fence",
    title: "front matter has no opening fence", grade: .error, clause: "7.5.2 a",
    explanation: "A document's data stands between two lines `---`. Without the first one the data is read as the "
      + "document's text, and the document has no owner, version or approval.",
    fix: "write `---` on a line of its own above the first entry",
    flagged: raw("id: POL-01\ntype: policy\ntitle: Access control\n---\n\n# Access control\n"),
    accepted: raw("---\nid: POL-01\ntype: policy\ntitle: Access control\n---\n\n# Access control\n"))

  /// Front matter is not closed.
  static let unclosed = Rule(
    code: "FM-02", name: "unclosed-front-matter",
    title: "front matter is not closed", grade: .error,
    explanation: "The data of a document ends with a line `---`. Without it nobody can tell where the text begins.",
    fix: "write `---` on a line of its own below the last entry",
    flagged: raw("---\nid: POL-01\ntype: policy\ntitle: Access control\n\n# Access control\n"),
    accepted: raw("---\nid: POL-01\ntype: policy\ntitle: Access control\n---\n\n# Access control\n"))

  /// Front matter does not start on the first line.
  static let notFirst = Rule(
    code: "FM-03", name: "front-matter-not-first",
    title: "front matter does not start on the first line", grade: .error,
    explanation: "Front matter is only front matter at the very top of a file; other tools that read the file take "
      + "anything else for text.",
    fix: "remove the blank lines above `---`",
    flagged: raw("\n---\nid: POL-01\ntype: policy\ntitle: Access control\n---\n\n# Access control\n"),
    accepted: raw("---\nid: POL-01\ntype: policy\ntitle: Access control\n---\n\n# Access control\n"))

  /// Front matter is written in another language.
  static let foreignLanguage = Rule(
    code: "FM-04", name: "foreign-front-matter",
    title: "front matter is written in another language", grade: .error,
    explanation: "TOML between `+++` and JSON are used by other tools. This one reads a strict part of YAML, so that "
      + "one set of rules covers every document.",
    fix: "write the data as `key: value` lines between two lines `---`",
    flagged: raw("+++\nid = \"POL-01\"\ntype = \"policy\"\n+++\n\n# Access control\n"),
    accepted: raw("---\nid: POL-01\ntype: policy\ntitle: Access control\n---\n\n# Access control\n"))

  /// Front matter ends with `...`.
  static let dotsAsFence = Rule(
    code: "FM-05", name: "dots-as-closing-fence",
    title: "front matter ends with `...`", grade: .observation,
    explanation: "YAML allows `...` as the end of a document, but several Markdown tools know only `---` and would "
      + "show the data as text.",
    fix: "write `---`",
    flagged: raw("---\nid: POL-01\ntype: policy\ntitle: Access control\n...\n\n# Access control\n"),
    accepted: raw("---\nid: POL-01\ntype: policy\ntitle: Access control\n---\n\n# Access control\n"))

  /// Front matter is not UTF-8.
  static let invalidUTF8 = Rule(
    code: "FM-06", name: "front-matter-not-utf-8",
    title: "front matter is not UTF-8", grade: .error,
    explanation: "Bytes that are not UTF-8 show as different characters on different machines, so an auditor may see "
      + "another text than the author.",
    fix: "save the file as UTF-8",
    flagged: document("title: Acc<byte E8>s control"),
    accepted: document("title: Accès control"))

  /// Front matter holds an invisible character.
  static let forbiddenCharacter = Rule(
    code: "FM-07", name: "invisible-character",
    title: "front matter holds an invisible character", grade: .error,
    explanation: "Control characters and characters that change the direction of text let a line look different from "
      + "what it says.",
    fix: "remove the character",
    flagged: document("title: Access\u{202E}lortnoc"),
    accepted: document("title: Access control"))

  /// Line ends with a lone carriage return.
  static let loneCarriageReturn = Rule(
    code: "FM-08", name: "lone-carriage-return",
    title: "line ends with a lone carriage return", grade: .error,
    explanation: "A carriage return without a line feed ends a line for some programs and not for others, so that "
      + "they read different data.",
    fix: "end lines with a line feed, or with both",
    flagged: document("title: Access control\rlanguage: en"),
    accepted: document("title: Access control\nlanguage: en"))

  /// Tab in front matter.
  static let tab = Rule(
    code: "FM-09", name: "tab-in-front-matter",
    title: "tab in front matter", grade: .error,
    explanation: "How wide a tab is depends on the editor, and YAML forbids it in indentation. Spaces look the same "
      + "everywhere.",
    fix: "replace the tab by spaces",
    flagged: document("title:\tAccess control"),
    accepted: document("title: Access control"))

  /// A repository with one policy whose title line is replaced by `lines`.
  static func document(_ lines: String) -> String {
    raw(
      """
      ---
      id: POL-01
      type: policy
      \(lines)
      version: "1.0"
      status: draft
      owner: isms-manager
      classification: internal
      ---

      # Access control

      Access is given for a task and taken back when it ends.

      """)
  }

  /// A repository with one policy.
  static func raw(_ text: String) -> String { "-- policies/access-control.md --\n\(text)" }
}
