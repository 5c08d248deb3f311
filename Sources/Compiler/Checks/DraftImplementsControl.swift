import ISMS
import Source

extension Check {
  /// DOC-09: what implements a control is in force.
  static let draftImplementsControl = Check(
    Rule(
      code: "DOC-09", name: "draft-implements-control",
      title: "a control is implemented by a document that is a draft, retired or replaced", grade: .minor,
      clause: "7.5.3 a", adjustment: "major if it is the only document of the control",
      data: "`documents` of SoA rows; `status` and `supersedes` of documents",
      explanation: """
        The Statement of Applicability says that a control is in place and names the document that rules it. If that \
        document is still a draft, is retired, or was replaced by another one in force, people follow a rule that does \
        not hold.
        """,
      fix: "have the document approved, or link the one that is in force",
      flagged: Examples.documentedControl(status: "draft"), accepted: Examples.documentedControl(status: "approved"))
  ) { input in
    let isms = input.isms
    let unit = "documents of implemented controls"
    guard let soa = isms.soa else { return .cannotJudge(unit, "there is no Statement of Applicability") }
    let rows = soa.rows.filter {
      $0.isIncluded == true && ($0.status == .implemented || $0.status == .partial) && !$0.control.isEmpty
    }
    let inForce = isms.documents.filter { $0.isInForce }
    let replaced = Dictionary(
      inForce.flatMap { document in document.supersedes.filter { $0 != document.id }.map { ($0, document) } },
      uniquingKeysWith: { first, _ in first })
    let ruled = Set(inForce.filter { replaced[$0.id] == nil }.flatMap(\.controls))
    // A mandatory document that is only a draft is DOC-01's finding.
    let drafts = Set(input.readiness.items.filter { $0.isMandatory && $0.state == .draftOnly }.flatMap(\.documents))
    var population: Set<String> = []
    var uses: [String: [(row: SoARow, isOnly: Bool)]] = [:]
    for row in rows {
      let documents = row.documents.compactMap { isms.document($0) }
      population.formUnion(documents.map(\.id))
      let isRuled = ruled.contains(row.control) || documents.contains { $0.isInForce && replaced[$0.id] == nil }
      for document in documents where isObsolete(document, replaced) && !drafts.contains(document.id) {
        uses[document.id, default: []].append((row, !isRuled))
      }
    }
    let diagnostics = uses.sorted { $0.key < $1.key }.compactMap { id, uses -> Diagnostic? in
      guard let document = isms.document(id) else { return nil }
      let controls = uses.map(\.row.control)
      let worst = uses.first(where: \.isOnly) ?? uses[0]
      let successor = replaced[id]
      let state =
        document.status == .retired
        ? "is retired" : document.isInForce ? "is replaced by `\(successor?.id ?? "")`" : "is not approved yet"
      return Diagnostic(
        input.rule, "`\(id)` \(state), and rules \(controls.listed) in the Statement of Applicability",
        at: worst.row.record.location(of: "documents", item: id), grade: worst.isOnly ? .major : .minor,
        label: worst.isOnly ? "no other document in force rules \(worst.row.control)" : nil,
        related: [.init(document.record.location(of: "status"), "the document")],
        help: successor.map { "name `\($0.id)` instead" }
          ?? (document.status == .retired ? "name the document that is in force" : "have `\(id)` approved"),
        subject: id)
    }
    return .looked(at: population.count, unit, diagnostics)
  }

  private static func isObsolete(_ document: Document, _ replaced: [String: Document]) -> Bool {
    switch document.status {
    case .draft, .inReview, .retired: true
    // What another document replaces while both are in force is DOC-12's finding too, of another cause: here it is used.
    case .approved: replaced[document.id] != nil
    case nil: false
    }
  }
}
