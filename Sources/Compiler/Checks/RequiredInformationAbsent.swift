import ISMS
import Source

extension Check {
  /// DOC-01: what clauses 4 to 10 want in writing is there.
  static let requiredInformationAbsent = Check(
    Rule(
      code: "DOC-01", name: "required-information-absent",
      title: "a mandatory document or record is absent", grade: .blocker, clause: "7.5.1 a",
      adjustment: "major if it exists only as a draft; minor for records of things that have not happened yet",
      data: """
        documents and records in force with their types and `clauses`; the documented information that clauses 4 \
        to 10 name
        """,
      explanation: """
        Clauses 4 to 10 name the documented information an ISMS cannot do without: scope, policy, risk method, \
        Statement of Applicability, objectives, audit results and so on. Stage 1 checks these one by one.
        """,
      fix: "write the document or keep the record, and name the clause in its front matter",
      flagged: Examples.policy(clauses: "5.2"),
      accepted: Examples.complete)
  ) { input in
    let mandatory = input.readiness.mandatory
    let isms = input.isms
    let folder = isms.folder.isEmpty ? "" : isms.folder + "/"
    let general = Location(path: isms.configuration.path ?? folder + Configuration.fileName, range: nil)
    let diagnostics = mandatory.compactMap { item -> Diagnostic? in
      let place = item.documents.first.flatMap { isms.document($0) }.map {
        $0.record.location(of: "status")
      }
      let title = item.information.text
      switch item.state {
      case .present: return nil
      case .draftOnly:
        return Diagnostic(
          input.rule, "clause \(item.clause): \(title) exists only as a draft",
          at: place ?? general, grade: .major, clause: item.clause,
          help: "have \(item.documents.map { "`\($0)`" }.joined(separator: ", ")) approved",
          subject: item.documents.first)
      case .notYetDue:
        return Diagnostic(
          input.rule, "clause \(item.clause): no record yet of \(title)",
          at: place ?? general, grade: .minor, clause: item.clause,
          help: "when there is one, add \(item.wanted)", subject: item.documents.first)
      case .absent:
        return Diagnostic(
          input.rule, "clause \(item.clause): \(title) is absent", at: place ?? general,
          clause: item.clause, help: "add \(item.wanted)",
          subject: item.documents.first)
      }
    }
    return .looked(at: mandatory.count, "mandatory documents and records", diagnostics)
  }
}
