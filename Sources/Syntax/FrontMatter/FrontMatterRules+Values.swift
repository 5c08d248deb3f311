import Source

/// Keys and values on one line.
extension FrontMatterRules {
  /// Text without quotes contains a colon and a space.
  static let colonInText = Rule(
    code: "FM-10", name: "colon-in-text",
    title: "text without quotes contains a colon and a space", grade: .error,
    explanation: "In YAML a colon with a space behind it ends a key. A title such as `Access control: remote work` "
      + "therefore is not one text, and a reader that goes on guesses.",
    fix: "put the value in quotes",
    flagged: document("title: Access control: remote work"),
    accepted: document("title: \"Access control: remote work\""))

  /// Space after a colon is missing.
  static let missingSpaceAfterColon = Rule(
    code: "FM-11", name: "missing-space-after-colon",
    title: "space after a colon is missing", grade: .error,
    explanation: "YAML reads `title:Access` as one text, not as a key with a value, and the field would be missing.",
    fix: "write a space after the colon",
    flagged: document("title:Access control"),
    accepted: document("title: Access control"))

  /// Space between key and colon.
  static let spaceBeforeColon = Rule(
    code: "FM-12", name: "space-before-colon",
    title: "space between key and colon", grade: .error,
    explanation: "A key ends with its colon. A space in between is easily taken for a part of the key by other "
      + "tools.",
    fix: "remove the space",
    flagged: document("title : Access control"),
    accepted: document("title: Access control"))

  /// Line is not `key: value`.
  static let missingColon = Rule(
    code: "FM-13", name: "missing-colon",
    title: "line is not `key: value`", grade: .error,
    explanation: "Every line of front matter is a key with its value, an item of a list, or belongs to the line "
      + "above by its indentation.",
    fix: "write `key: value`",
    flagged: document("title Access control"),
    accepted: document("title: Access control"))

  /// Key is in quotes.
  static let quotedKey = Rule(
    code: "FM-14", name: "quoted-key",
    title: "key is in quotes", grade: .error,
    explanation: "Keys are plain words; quotes add nothing and hide a misspelt key from a search.",
    fix: "remove the quotes",
    flagged: document("\"title\": Access control"),
    accepted: document("title: Access control"))

  /// Line does not start with a key.
  static let badKey = Rule(
    code: "FM-15", name: "unreadable-key",
    title: "line does not start with a key", grade: .error,
    explanation: "Keys consist of the letters a to z, digits, `_`, `-`, `.` and `/`. Letters of other alphabets look "
      + "alike and would make a second key nobody can tell from the first.",
    fix: "spell the key with the letters a to z",
    flagged: document("t\u{0456}tle: Access control"),
    accepted: document("title: Access control"))

  /// Key occurs twice.
  static let duplicateKey = Rule(
    code: "FM-16", name: "duplicate-key",
    title: "key occurs twice", grade: .error,
    explanation: "Some programs take the first value, some the last. Which of the two was approved cannot be told.",
    fix: "keep one of the two",
    flagged: document("title: Access control\ntitle: Remote work"),
    accepted: document("title: Access control"))

  /// Anchor or alias.
  static let anchor = Rule(
    code: "FM-17", name: "anchor-or-alias",
    title: "anchor or alias", grade: .error,
    explanation: "With anchors and aliases a value stands elsewhere than where it is read. Front matter is data for "
      + "people first.",
    fix: "write the value out, or put it in quotes if it is text",
    flagged: document("title: *control"),
    accepted: document("title: \"*control\""))

  /// Tag.
  static let tag = Rule(
    code: "FM-18", name: "tag",
    title: "tag", grade: .error,
    explanation: "Tags tell YAML readers to build values of other types; what comes out depends on the program.",
    fix: "remove the tag, or put the value in quotes if it is text",
    flagged: document("title: !important Access control"),
    accepted: document("title: \"!important Access control\""))

  /// Merge key.
  static let mergeKey = Rule(
    code: "FM-19", name: "merge-key",
    title: "merge key", grade: .error,
    explanation: "A merge key copies entries from elsewhere, and YAML 1.2 dropped it.",
    fix: "write the entries out",
    flagged: document("title: Access control\n<<: defaults"),
    accepted: document("title: Access control"))

  /// Directive.
  static let directive = Rule(
    code: "FM-20", name: "directive",
    title: "directive", grade: .error,
    explanation: "`%` starts a directive in YAML.",
    fix: "put the value in quotes",
    flagged: document("title: %s access control"),
    accepted: document("title: \"%s access control\""))

  /// Map in braces.
  static let flowMap = Rule(
    code: "FM-21", name: "map-in-braces",
    title: "map in braces", grade: .error,
    explanation: "Maps in braces hide keys at the end of a line and behave differently in YAML 1.1 and 1.2.",
    fix: "write one `key: value` per line, indented below the key",
    flagged: document("title: Access control\nx-scope: {site: Berlin}"),
    accepted: document("title: Access control\nx-scope:\n  site: Berlin"))

  /// List or map inside a list in brackets.
  static let nestedFlow = Rule(
    code: "FM-22", name: "nested-list-in-brackets",
    title: "list or map inside a list in brackets", grade: .error,
    explanation: "Brackets inside brackets are hard to read and easy to get wrong.",
    fix: "write the outer list with one `- ` item per line",
    flagged: document("title: Access control\ncontrols: [A.5.15, [A.5.18]]"),
    accepted: document("title: Access control\ncontrols: [A.5.15, A.5.18]"))

  /// Value or line starts with `?`.
  static let complexKey = Rule(
    code: "FM-23", name: "complex-key",
    title: "value or line starts with `?`", grade: .error,
    explanation: "`?` starts a complex key in YAML.",
    fix: "put the value in quotes",
    flagged: document("title: ? access"),
    accepted: document("title: \"? access\""))

  /// Value starts with a character that YAML reserves.
  static let reservedCharacter = Rule(
    code: "FM-24", name: "reserved-character",
    title: "value starts with a character that YAML reserves", grade: .error,
    explanation: "YAML reserves `@` and the backtick at the start of a value; readers refuse it.",
    fix: "put the value in quotes",
    flagged: document("title: @home work"),
    accepted: document("title: \"@home work\""))

  /// Value starts with punctuation that cannot start one.
  static let strayPunctuation = Rule(
    code: "FM-25", name: "stray-punctuation",
    title: "value starts with punctuation that cannot start one", grade: .error,
    explanation: "`,`, `]`, `}`, `:` and `- ` have a meaning of their own in YAML.",
    fix: "put the value in quotes",
    flagged: document("title: ]access["),
    accepted: document("title: \"]access[\""))

  /// List in brackets is not complete.
  static let badList = Rule(
    code: "FM-26", name: "broken-list",
    title: "list in brackets is not complete", grade: .error,
    explanation: "A bracket, comma or item is missing, so that it cannot be told which items the list has.",
    fix: "separate items by one comma each and close the list with `]`",
    flagged: document("title: Access control\ncontrols: [A.5.15, , A.5.18]"),
    accepted: document("title: Access control\ncontrols: [A.5.15, A.5.18]"))
}
