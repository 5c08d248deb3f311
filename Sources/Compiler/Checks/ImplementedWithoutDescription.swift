import ISMS
import Source

extension Check {
  /// SOA-06: of a control that is implemented, something says how.
  static let implementedWithoutDescription = Check(
    Rule(
      code: "SOA-06", name: "implemented-without-description",
      title: "an implemented control has neither a document nor a description", grade: .minor, clause: "6.1.3 d",
      adjustment: "major if the control itself wants something in writing, such as A.5.9 or A.8.27",
      data: """
        `status`, `documents` and `implementation` of SoA rows; `controls` of documents; which controls ask for a \
        document
        """,
      explanation: """
        "Implemented" is a claim until somebody can read what is done. A document that names the control in \
        `controls`, one that the row names in `documents`, or a sentence in `implementation` says so. Fourteen \
        controls ask for a document themselves; there a sentence is not enough.
        """,
      fix: "link the document that rules it or describe the implementation; write the missing document",
      flagged: Examples.soa("A.8.1,yes,Laptops hold customer data,implemented"),
      accepted: Examples.soa("A.8.1,yes,Laptops hold customer data,implemented")
        + Examples.document("POL-05", "policy", "controls: [A.8.1]"))
  ) { input in
    guard let soa = input.isms.soa else {
      return .cannotJudge("implemented controls", "there is no Statement of Applicability")
    }
    // What a provider operates is SOA-11's matter.
    let implemented = soa.distinctRows.filter {
      $0.isIncluded == true && $0.status == .implemented && !$0.isProvided
    }
    let documented = Set(input.isms.documents.flatMap(\.controls))
    var silent: [SoARow] = []
    var undocumented: [(row: SoARow, demand: String)] = []
    for row in implemented {
      if documented.contains(row.control) || !row.record.lacks("documents") { continue }
      if let demand = input.isms.catalog.control(row.control)?.documentationDemanded {
        undocumented.append((row, demand))
      } else if row.record.lacks("implementation") {
        silent.append(row)
      }
    }
    let major = undocumented.map { row, demand in
      Diagnostic(
        input.rule, "`\(row.control)` is implemented and asks for \(wanted(demand)), and no document names it",
        at: row.record.location(of: "status"), grade: .major,
        help: "name the document in `documents`, or \(row.control) in the front matter of the document",
        subject: row.control)
    }
    let minor = silent.map { row in
      Diagnostic(
        input.rule, "`\(row.control)` is implemented, and neither a document nor a description says how",
        at: row.record.location(of: "status"),
        help: "name the document in `documents`, or say in `implementation` how it is done", subject: row.control)
    }
    return .looked(at: implemented.count, "implemented controls", major + minor)
  }

  /// What the catalog's word for a demand means.
  private static func wanted(_ demand: String) -> String {
    switch demand {
    case "policy": "a policy"
    case "topic policy": "a policy on its subject"
    case "inventory": "an inventory"
    default: "something in writing"
    }
  }
}

extension SoARow {
  /// Whether a provider operates the control, wholly or in part.
  var isProvided: Bool { responsibility == "shared" || responsibility == "inherited" }
}
