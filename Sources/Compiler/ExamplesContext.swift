/// Examples about clauses 4 to 6: context, scope, roles, objectives.
extension Examples {
  /// A scope document with these fields.
  static func scope(_ fields: String) -> String {
    people + "-- context/scope.md --\n" + frontMatter("SCP-01", "scope", "clauses: [4.3]\n" + fields)
      + "The service and the people who run it.\n\n"
  }

  /// A scope document that names everything.
  static func fullScope(_ more: String = "") -> String {
    scope(
      """
      boundaries: [The service and its 20 people]
      interfaces: [Customers over the internet]
      dependencies: [The hosting provider]
      \(more)
      """)
  }

  /// A context document with these fields.
  static func context(_ fields: String) -> String {
    people + "-- context/context.md --\n" + frontMatter("CTX-01", "context", "clauses: [4.1]\n" + fields)
      + "What affects us.\n\n"
  }

  /// A register of interested parties with this row: addressed, addressed by, controls.
  static func party(_ cells: String) -> String {
    people + "-- context/parties.md --\n" + frontMatter("CTX-02", "register", "register: interested-parties")
      + "| id | party | requirement | addressed | addressed by | controls |\n|---|---|---|---|---|---|\n"
      + "| IP-1 | Customers | Confidentiality | \(cells) |\n\n"
  }

  /// A register with one obligation: reviewed on.
  static func obligation(reviewed: String) -> String {
    people + "-- registers/obligations.md --\n" + frontMatter("LAW-01", "register", "register: obligations")
      + "| id | title | kind | owner | reviewed on |\n|---|---|---|---|---|\n"
      + "| OBL-1 | Data protection | legal | ceo | \(reviewed) |\n\n"
  }

  /// A register of objectives with one row: measure, target, due, resources, evaluation, set on.
  static func objective(_ cells: String) -> String {
    people + "-- planning/objectives.md --\n" + frontMatter("OBJ-01", "register", "register: objectives")
      + "| id | title | owner | measure | target | due | resources | evaluation | set on |\n"
      + "|---|---|---|---|---|---|---|---|---|\n| OBJ-1 | Fast fixes | ceo | \(cells) |\n\n"
  }

  /// An objective that says everything, set long ago.
  static let fullObjective = objective(
    "Days until a fix | at most 30 | 2026-12-31 | One engineer | Each quarter by the ceo | 2024-11-02")

  /// A register with results for the objective: measured on, evaluation.
  static func measurement(_ on: String, _ evaluation: String = "on target") -> String {
    "-- performance/measurements.md --\n" + frontMatter("MON-01", "register", "register: measurements\nclauses: [9.1]")
      + "| id | title | objective | measured on | value | evaluation |\n|---|---|---|---|---|---|\n"
      + "| M-1 | Days until a fix | OBJ-1 | \(on) | 21 | \(evaluation) |\n\n"
  }

  /// A register of assets with these sites.
  static func sites(_ ids: String...) -> String {
    "-- registers/assets.md --\n" + frontMatter("AST-REG", "register", "register: assets")
      + "| id | title | kind | owner |\n|---|---|---|---|\n"
      + ids.map { "| \($0) | Office | site | ceo |\n" }.joined() + "\n"
  }

  /// A register of changes with one row: kind, decided on, reason, resources, owner, done on.
  static func change(_ cells: String) -> String {
    people + "-- planning/changes.md --\n" + frontMatter("CHG-01", "register", "register: changes\nclauses: [6.3]")
      + "| id | title | kind | decided on | reason | resources | owner | done on |\n"
      + "|---|---|---|---|---|---|---|---|\n| CHG-1 | A second site | \(cells) |\n\n"
  }

  /// A people register with one person of these duties.
  static func duties(_ duties: String) -> String {
    "-- support/roles.md --\n" + frontMatter("ROL-01", "register", "register: people\nclauses: [5.3]")
      + "| id | role | duties |\n|---|---|---|\n| ceo | Chief executive | \(duties) |\n\n"
  }
}
