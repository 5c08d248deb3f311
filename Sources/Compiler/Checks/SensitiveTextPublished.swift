import ISMS
import Source

extension Check {
  /// EVD-06: nothing that the pack would show holds secrets or sensitive data about persons.
  static let sensitiveTextPublished = Check(
    Rule(
      code: "EVD-06", name: "sensitive-text-published",
      title: "a secret or personal data would be published in the pack", grade: .blocker,
      clause: "7.5.3 b",
      adjustment: "none: it stops the tool, and is no grade of an audit",
      data: "the contents of documents and of evidence files that the pack would include",
      explanation: """
        The pack copies documents and evidence to people outside. Private keys, tokens of well-known forms, and in data \
        files payment card numbers, dates of birth and identity numbers under a heading that says so do not belong in \
        it. Such a file stops the build until it is removed, kept back with `in_pack: reference`, or accepted by a \
        deviation. The finding names the line and never repeats the text.
        """,
      fix: "revoke the secret and remove the text, or keep the file back with `in_pack: reference`",
      flagged: Examples.evidence("")
        .replacing("account,result\nana,keep", with: "account,date of birth\nana,1990-05-17"),
      accepted: Examples.evidence("in_pack: reference")
        .replacing("account,result\nana,keep", with: "account,date of birth\nana,1990-05-17"))
  ) { input in
    let isms = input.isms
    let contents = input.evidenceContents
    var diagnostics: [Diagnostic] = []
    func report(_ find: SensitiveText.Find, path: String, subject: String?) {
      diagnostics.append(
        Diagnostic(
          input.rule, "`\(path)` holds what looks like \(find.what) on line \(find.line)",
          at: Location(path: path, range: nil), subject: subject))
    }
    // What is read as text may be the file of an item, too. Few texts are no Markdown, and few files of items are.
    let others = Set(isms.sources.paths.lazy.filter { !$0.isPathOfMarkdown })
    var judgedTexts: Set<String> = []
    var population = 0
    var isJudged = [Bool](repeating: false, count: contents.named.count)
    for (position, item) in isms.evidence.enumerated() where contents.arePublished[position] {
      for file in contents.files(ofItem: position) where !isJudged[file.number] {
        guard let content = contents.content(of: file) else { continue }
        isJudged[file.number] = true
        population += 1
        if file.path.isPathOfMarkdown || others.contains(file.path) { judgedTexts.insert(file.path) }
        if let find = content.sensitive { report(find, path: file.path, subject: item.id.isEmpty ? nil : item.id) }
      }
    }
    var withheld = Set(isms.documents.filter { $0.classification == "restricted" }.map(\.path))
    for (item, isPublished) in zip(isms.evidence, contents.arePublished)
    where !isPublished && item.record.register == nil {
      withheld.insert(item.location.path)
    }
    lazy var ids = Dictionary(isms.documents.map { ($0.path, $0.id) }, uniquingKeysWith: { first, _ in first })
    for path in isms.sources.paths
    where !withheld.contains(path) && !judgedTexts.contains(path) && path != isms.configuration.path {
      population += 1
      guard let find = input.texts.sensitive[path] else { continue }
      report(find, path: path, subject: ids[path])
    }
    return .looked(at: population, "files a pack would show", diagnostics)
  }
}
