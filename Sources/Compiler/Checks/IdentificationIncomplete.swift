import ISMS
import Source

extension Check {
  /// DOC-02: a document says what it is.
  static let identificationIncomplete = Check(
    Rule(
      code: "DOC-02", name: "identification-incomplete",
      title: "a document lacks title, version or owner", grade: .minor, clause: "7.5.2 a",
      adjustment: "observation for working papers: documents that are not approved",
      data: "`title`, `version`, `owner` and `status` of documents",
      explanation: """
        Documented information is identified: a title people call it by, a version that tells two texts apart, and an \
        owner who keeps it up to date. The id is asked for by FLD-02, the date of approval by DOC-03.
        """,
      fix: "add the missing fields to the front matter",
      flagged: Examples.document("POL-05", "policy").replacing(
        "version: \"1.0\"\nstatus: approved\nowner: ceo\n", with: "status: approved\n"),
      accepted: Examples.document("POL-05", "policy"))
  ) { input in
    let documents = input.isms.documents.filter { $0.status != .retired }
    guard !documents.isEmpty else { return .cannotJudge("documents", "the repository holds no document") }
    let diagnostics = documents.compactMap { document -> Diagnostic? in
      let lacking = ["title", "version", "owner"].filter { document.record.lacks($0) }.map { "`\($0)`" }
      guard !lacking.isEmpty else { return nil }
      let name = document.id.isEmpty ? document.path : document.id
      return Diagnostic(
        input.rule, "\(document.type.rawValue) `\(name)` has no \(lacking.joined(separator: " and no "))",
        at: document.record.location, grade: document.isInForce ? .minor : .observation,
        help: "add \(lacking.joined(separator: " and ")) to the front matter", subject: document.id)
    }
    return .looked(at: documents.count, "documents", diagnostics)
  }
}
