/// Small texts about controls, their documents and their evidence.
extension Examples {
  /// A document in force.
  static func document(_ id: String, _ type: String, _ fields: String = "") -> String {
    people + "-- documents/\(id).md --\n" + frontMatter(id, type, fields) + "What we do.\n\n"
  }

  /// An evidence item that is its own file.
  static func evidence(_ id: String, type: String, controls: String, asOf: String) -> String {
    """
    -- evidence/\(id).md --
    ---
    id: \(id)
    type: evidence
    title: Test of the restore
    evidence_type: \(type)
    collected_on: \(asOf)
    collected_by: ceo
    source: Backup tool
    as_of: \(asOf)
    controls: [\(controls)]
    classification: internal
    ---

    All data came back.


    """
  }

  /// The controls for devices, included or not.
  static func deviceControls(included: Bool) -> String {
    ["A.7.7", "A.7.9", "A.7.10", "A.7.14"].map {
      "\($0),\(included ? "yes" : "no"),\(included ? "Laptops are everywhere,implemented" : "There is no office,")"
    }.joined(separator: "\n")
  }

  /// A Statement of Applicability as a table with these columns and one row.
  private static func soaTable(_ columns: String, _ row: String) -> String {
    let rule = columns.split(separator: "|").map { _ in "---" }.joined(separator: "|")
    return people + "-- soa/soa.md --\n" + frontMatter("SOA-01", "register", "register: soa")
      + "| \(columns) |\n|\(rule)|\n| \(row) |\n\n"
  }

  /// A control that a provider operates.
  static func providedControl(assuredUntil day: String) -> String {
    soaTable(
      "control | included | justification | status | implementation | responsibility | provider",
      "A.7.1 | yes | Data lies in halls of others | implemented | We read the report | inherited | SUP-01")
      + "-- registers/suppliers.md --\n" + frontMatter("SUP-REG", "register", "register: suppliers")
      + "| id | title | service | owner | criticality | assurance | assurance until |\n|---|---|---|---|---|---|---|\n"
      + "| SUP-01 | Nordhavn | Hosting | ceo | critical | ISO/IEC 27001 certificate | \(day) |\n\n"
  }

  /// A control with the document that rules it.
  static func documentedControl(status: String) -> String {
    soaTable(
      "control | included | justification | status | documents",
      "A.8.1 | yes | Laptops hold data | implemented | POL-05")
      + document("POL-05", "policy").replacing(people, with: "").replacing(
        "status: approved", with: "status: \(status)")
  }
}
