import ISMS
import Source

extension Check {
  /// DOC-08: what is named exists.
  static let brokenReference = Check(
    Rule(
      code: "DOC-08", name: "broken-reference",
      title: "a reference leads to nothing", grade: .minor, clause: "7.5.3 a",
      adjustment: "observation in a document that is neither approved nor a register",
      data: "links, ids, controls, clauses and headings that any text or field names",
      explanation: """
        Documented information has to be available where it is needed. A link to a file that was renamed, or the id of \
        a risk that never existed, stops the reader, and stops the auditor who traces a control to its evidence.
        """,
      fix: "correct the reference or remove it",
      flagged: Examples.policy(text: "See the [method](../risk/method.md)."),
      accepted: Examples.policy(text: "See the [roles](../support/roles.md)."))
  ) { input in
    func isJudged(_ reference: Reference) -> Bool {
      switch reference.target {
      case .item, .file: break
      case .control, .clause: return false
      }
      // The file of an evidence item is EVD-05's matter, and who owns and approves documents DOC-11's.
      guard !reference.isEvidenceFile else { return false }
      // Who owns and approves documents is DOC-11's matter, and who owns risks RSK-03's.
      guard reference.form == .field("owner") || reference.form == .field("approved_by") else { return true }
      return input.isms.document(reference.origin) == nil && input.isms.record(reference.origin)?.kind != .risk
    }
    let diagnostics = input.isms.references.broken.filter(isJudged).compactMap { reference -> Diagnostic? in
      guard let problem = reference.problem else { return nil }
      let document = input.isms.document(reference.origin)
      let isDraft = document.map { $0.status != .approved } ?? false
      let fixes = reference.suggestion.map {
        [Fix("write `\($0)`", .unsafe, edits: [.init(reference.location, replacement: $0)])]
      }
      return Diagnostic(
        input.rule, problem, at: reference.location, grade: isDraft ? .observation : nil,
        label: reference.suggestion.map { "did you mean `\($0)`?" }, help: Check.help(for: reference),
        fixes: fixes ?? [], subject: reference.origin)
    }
    return .looked(at: input.isms.references.count(where: isJudged), "references", diagnostics)
  }

  private static func help(for reference: Reference) -> String {
    if let suggestion = reference.suggestion { return "write `\(suggestion)`, or remove the reference" }
    switch reference.target {
    case .file(_, let anchor) where anchor != nil && reference.problem?.contains("anchor") == true:
      return "correct the part behind `#`, or add the heading"
    case .file: return "correct the path (it is relative to this file), or add the file"
    default: return "correct the id, or declare it in a register or document"
    }
  }
}
