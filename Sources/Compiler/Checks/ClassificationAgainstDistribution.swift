import ISMS
import Source

extension Check {
  /// DOC-13: a document says who may read it, and is not given to others.
  static let classificationAgainstDistribution = Check(
    Rule(
      code: "DOC-13", name: "classification-against-distribution",
      title: "a document has no classification, or is given to more people than it allows", grade: .minor,
      clause: "7.5.3 b", adjustment: "major for a restricted document that is given to the public",
      data: "`classification` and `distribution` of documents",
      explanation: """
        The classification decides who may read a document, and the pack obeys it: without one nobody can say who may, \
        and no pack is built. `distribution` says to whom the document is given; the public may have public ones, \
        customers internal ones too, auditors and staff confidential ones, and named people all.
        """,
      fix: "classify the document, or give it to fewer people",
      flagged: Examples.document("POL-05", "policy", "distribution: public"),
      accepted: Examples.document("POL-05", "policy", "distribution: customers"))
  ) { input in
    let documents = input.isms.documents.filter { $0.status != .retired }
    guard !documents.isEmpty else { return .cannotJudge("documents", "the repository holds no document") }
    let classes = ["public", "internal", "confidential", "restricted"]
    let most = ["public": "public", "customers": "internal", "auditors": "confidential", "staff": "confidential"]
    let bare = documents.filter { $0.record.lacks("classification") }
    var diagnostics = Check.alike(bare, of: documents.count) { document in
      Diagnostic(
        input.rule, "`\(document.id)` has no classification", at: document.record.location,
        help: "add `classification:` with \(classes.map { "`\($0)`" }.joined(separator: ", "))", subject: document.id)
    } together: { all in
      Diagnostic(
        input.rule, "none of the \(all.count) documents has a classification",
        at: all[0].record.location,
        help: "add `classification:` with \(classes.map { "`\($0)`" }.joined(separator: ", ")) to each")
    }
    for document in documents {
      guard let distribution = document.distribution, let limit = most[distribution].flatMap(classes.firstIndex),
        let own = document.classification.flatMap(classes.firstIndex), own > limit
      else { continue }
      let isGrave = classes[own] == "restricted" && distribution == "public"
      diagnostics.append(
        Diagnostic(
          input.rule,
          "`\(document.id)` is \(classes[own]), and is given to \(distribution == "public" ? "the public" : distribution)",
          at: document.record.location(of: "distribution"), grade: isGrave ? .major : .minor,
          related: [.init(document.record.location(of: "classification"), "who may read it")],
          help: "give it to fewer people, or classify it as \(classes[limit]) if that is right", subject: document.id))
    }
    return .looked(at: documents.count, "documents", diagnostics)
  }
}
