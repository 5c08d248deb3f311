import ISMS
import Source

extension Check {
  /// DOC-14: it is known how long records are kept, and which documents come from outside.
  static let retentionRuleMissing = Check(
    Rule(
      code: "DOC-14", name: "retention-rule-missing",
      title: "a kind of record has no retention rule, or documents of external origin are not listed",
      grade: .observation, clause: "7.5.3",
      data: "`retention` and `external_documents` of documents; the kinds of register there are",
      explanation: """
        Documented information is retained and disposed of by a rule, and what comes from outside, such as standards, \
        laws and reports of providers, is identified. A document says so in its front matter: `retention` with a time \
        for each kind of register (`evidence: 3 years`) or for `all`, and `external_documents`.
        """,
      fix: "add `retention` and `external_documents` to the procedure for documented information",
      flagged: Examples.actions("TA-1 | R-001 | Encrypt disks | A.8.24 | ceo | 2026-06-30 | planned")
        + Examples.document(
          "DOC-01", "procedure", "retention:\n  evidence: 3 years\nexternal_documents: [ISO/IEC 27001]"),
      accepted: Examples.actions("TA-1 | R-001 | Encrypt disks | A.8.24 | ceo | 2026-06-30 | planned")
        + Examples.document("DOC-01", "procedure", "retention:\n  all: 3 years\nexternal_documents: [ISO/IEC 27001]"))
  ) { input in
    let isms = input.isms
    let documents = isms.documents.filter { $0.isInForce }
    let present: [(kind: RecordKind, isEmpty: Bool)] = [
      (.risk, isms.risks.isEmpty), (.treatmentAction, isms.treatmentActions.isEmpty),
      (.evidence, isms.evidence.isEmpty), (.measurement, isms.measurements.isEmpty),
      (.incident, isms.incidents.isEmpty), (.nonconformity, isms.nonconformities.isEmpty),
      (.audit, isms.audits.isEmpty),
    ]
    let kinds = present.filter { !$0.isEmpty }.compactMap { $0.kind.register }
    let schedules = documents.filter { !$0.retention.isEmpty }
    let lists = documents.filter { !$0.record.lacks("external_documents") }
    guard let holder = schedules.first ?? lists.first else {
      return .cannotJudge(
        "kinds of record",
        "no document in force states `retention` or `external_documents` in its front matter; the procedure for "
          + "documented information would")
    }
    let ruled = Set(schedules.flatMap(\.retention))
    var diagnostics: [Diagnostic] = []
    let missing = ruled.contains("all") ? [] : kinds.filter { !ruled.contains($0) }
    if !missing.isEmpty, !holder.record.unread.contains("retention") {
      diagnostics.append(
        Diagnostic(
          input.rule, "no document says how long \(missing.listed) are kept",
          at: holder.record.location(of: "retention"),
          help: "add \(missing.map { "`\($0):`" }.joined(separator: ", ")) or `all:` to `retention`, such as `3 years`",
          subject: holder.id))
    }
    if lists.isEmpty {
      diagnostics.append(
        Diagnostic(
          input.rule, "no document lists the documents of external origin", at: holder.record.location(of: "retention"),
          help: "add `external_documents:` with standards, laws and reports the ISMS needs", subject: holder.id))
    }
    return .looked(at: kinds.count + 1, "kinds of record and the list of external documents", diagnostics)
  }
}
