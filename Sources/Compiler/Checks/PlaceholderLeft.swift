import ISMS
import Source
import Syntax

extension Check {
  /// DOC-10: nothing of the template is left.
  static let placeholderLeft = Check(
    Rule(
      code: "DOC-10", name: "placeholder-left", title: "a placeholder of a template is left in a text", grade: .minor,
      clause: "7.5.2 c", adjustment: "major in a policy, the scope or the Statement of Applicability",
      data: "the text and the front matter of documents in force",
      explanation: """
        A text with `[Company name]` or `TBD` was approved by somebody who did not read it. Looked for are words in \
        square or double curly brackets that ask for an entry, `TODO`, `TBD`, `FIXME` and `XXX`, filler text, and \
        sample names. Code and drafts are left out; what stands in angle brackets is HTML, and MD-02 shows it.
        """,
      fix: "fill in what is meant",
      flagged: Examples.policy(text: "The policy applies to all employees of [Company name]."),
      accepted: Examples.policy(text: "The policy applies to all employees of Quillstone [1]."))
  ) { input in
    var texts = 0
    var diagnostics: [Diagnostic] = []
    func report(_ found: [Location], _ shown: String, _ name: String, _ grade: Grade, _ subject: String?) {
      diagnostics.append(
        Diagnostic(
          input.rule, "`\(shown)` is left in \(name)", at: found[0], grade: grade,
          label: found.count > 1 ? "the first of \(found.count)" : nil,
          related: found.dropFirst().prefix(3).map { .init($0, "another one") },
          help: "write what is meant instead of `\(shown)`", subject: subject))
    }
    for document in input.isms.documents where document.status == .approved || document.status == .inReview {
      texts += 1
      guard let found = input.texts.placeholders[document.path], let first = found.first?.range else { continue }
      let isGrave = document.type == .policy || document.type == .scope || document.holds(.soaRow)
      report(found, document.source.text(first), "`\(document.id)`", isGrave ? .major : .minor, document.id)
    }
    texts += input.isms.recordFiles.count
    for file in input.texts.placeholders.isEmpty ? [] : input.isms.recordFiles {
      guard let found = input.texts.placeholders[file.path], let first = found.first?.range else { continue }
      report(found, file.source.text(first), "\(file.record.kind.title) `\(file.record.id)`", .minor, file.record.id)
    }
    let finder = PlaceholderFinder(organisation: input.isms.configuration.organisation)
    var cells: [Location] = []
    var shown = ""
    // A table inside a document was read as its text.
    lazy var paths = Set(input.isms.documents.map(\.path) + input.isms.recordFiles.map(\.path))
    for row in input.isms.soa?.rows ?? [] where !paths.contains(row.location.path) {
      texts += 1
      for field in ["justification", "implementation"] {
        guard let text = row.record.text(field), let first = finder.first(in: Array(text.utf8)) else { continue }
        if cells.isEmpty { shown = String(decoding: Array(text.utf8)[first], as: UTF8.self) }
        cells.append(row.record.location(of: field))
      }
    }
    if !cells.isEmpty {
      report(cells, shown, "the Statement of Applicability", .major, input.isms.soa?.document)
    }
    guard texts > 0 else { return .cannotJudge("texts", "no document is in force or in review") }
    return .looked(at: texts, "texts", diagnostics)
  }
}
