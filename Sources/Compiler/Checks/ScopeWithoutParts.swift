import ISMS
import Source

extension Check {
  /// CTX-01: the scope says where it ends, where it meets others and what it depends on.
  static let scopeWithoutParts = Check(
    Rule(
      code: "CTX-01", name: "scope-without-parts",
      title: "the scope lacks boundaries, interfaces or dependencies", grade: .major, clause: "4.3",
      adjustment: "minor if only the dependencies are missing",
      data: "`boundaries`, `interfaces` and `dependencies` of the scope document, or its headings",
      explanation: """
        The scope is the first thing an auditor measures the rest against: what is inside, where it meets what others \
        do, and what it needs from them. A scope of one sentence leaves open whether hosting, remote work and suppliers \
        belong to it.
        """,
      fix: "write `boundaries`, `interfaces` and `dependencies`, or give each a heading in the text",
      flagged: Examples.scope("boundaries: [The service]"),
      accepted: Examples.fullScope())
  ) { input in
    let scopes = input.isms.documents(of: .scope)
    guard !scopes.isEmpty else {
      return .cannotJudge("scope documents", "no document has `type: scope`")
    }
    let diagnostics = scopes.compactMap { document -> Diagnostic? in
      let headings = Self.headings(of: document)
      let missing = ["boundaries", "interfaces", "dependencies"].filter { part in
        // `dependenc` also meets "dependency".
        document.record.lacks(part) && !headings.contains { $0.contains(part.dropLast(3)) }
      }
      guard !missing.isEmpty else { return nil }
      return Diagnostic(
        input.rule, "the scope `\(document.id)` names no \(enumerated(missing, "or"))", at: document.location,
        grade: missing == ["dependencies"] ? .minor : nil,
        help: "add " + enumerated(missing.map { "`\($0):`" }) + " to the front matter, or a heading for each",
        subject: document.id)
    }
    return .looked(at: scopes.count, "scope documents", diagnostics)
  }

  /// The headings of a document, in lower case.
  private static func headings(of document: Document) -> [String] {
    document.markdown.textRuns.filter(\.isHeading).map { document.source.text($0.range).lowercased() }
  }
}
