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
    var population = 0
    var seen: Set<String> = []
    var diagnostics: [Diagnostic] = []
    func judge(_ find: SensitiveText.Find?, path: String, subject: String?) {
      guard seen.insert(path).inserted else { return }
      population += 1
      guard let find else { return }
      diagnostics.append(
        Diagnostic(
          input.rule, "`\(path)` holds what looks like \(find.what) on line \(find.line)",
          at: Location(path: path, range: nil), subject: subject))
    }
    for (item, named) in zip(isms.evidence, input.evidenceContents.named) where item.mayBePublished {
      for file in named {
        guard let content = input.evidenceContents[file.blob] else { continue }
        judge(content.sensitive, path: file.path, subject: item.id.isEmpty ? nil : item.id)
      }
    }
    let withheld = Set(
      isms.documents.filter { $0.classification == "restricted" }.map(\.path)
        + isms.evidence.filter { !$0.mayBePublished && $0.record.register == nil }.map(\.location.path))
    let ids = Dictionary(isms.documents.map { ($0.path, $0.id) }, uniquingKeysWith: { first, _ in first })
    for path in isms.sources.paths where !withheld.contains(path) && path != isms.configuration.path {
      judge(input.texts.sensitive[path], path: path, subject: ids[path])
    }
    return .looked(at: population, "files a pack would show", diagnostics)
  }
}
