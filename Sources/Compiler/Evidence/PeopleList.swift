import ISMS
import Source
import Syntax

/// A list of people in a file of evidence: who is on it, and for whom the thing is done. Columns are known by their
/// headings.
struct PeopleList: Sendable {
  /// One row.
  struct Row: Sendable {
    /// What names the person, in lower case: number, name, role, address.
    let names: [String]
    /// Whether the thing is done; nil if no column says so.
    let isDone: Bool?
  }

  /// The rows that name somebody.
  let rows: [Row]
  /// Whether a column says for whom the thing is done.
  let saysDone: Bool
  /// The first names of the people on the list, each with whether the thing is done in all of their rows.
  let people: [String: Bool]
  /// How many of them are done.
  let doneCount: Int
  /// Everything the rows name.
  let listed: Set<String>
  /// Everything named by the rows in which the thing is done or which do not say.
  let shown: Set<String>

  private static let personHeadings: Set<String> = [
    "person", "personid", "name", "fullname", "employee", "employeeid", "employeename", "user", "username", "account",
    "email", "emailaddress", "mail", "staff", "staffid", "id", "role", "holder", "learner", "participant",
  ]
  private static let doneHeadings = [
    "current", "complete", "acknowledg", "confirmed", "passed", "finished", "sufficient", "done", "signed", "status",
  ]
  private static let doneWords: Set<String> = [
    "yes", "y", "true", "x", "done", "complete", "completed", "passed", "pass", "finished", "acknowledged", "confirmed",
    "signed", "current", "valid", "ok", "100", "100%", "100 %",
  ]

  /// The list in a table; nil if no heading names a person.
  init?(_ table: Table) {
    let headings = table.header.cells.map { $0.text.lowercased().filter(\.isLetter) }
    let columns = headings.indices.filter { Self.personHeadings.contains(headings[$0]) }
    guard !columns.isEmpty else { return nil }
    let done = Self.doneHeadings.lazy.compactMap { beginning in
      headings.firstIndex { $0.hasPrefix(beginning) }
    }.first
    saysDone = done != nil
    let rows = table.rows.compactMap { row -> Row? in
      let names = columns.map { row.cells[$0].text.lowercased() }.filter { !$0.isEmpty }
      return names.isEmpty ? nil : Row(names: names, isDone: done.map { Self.isDone(row.cells[$0].text) })
    }
    var people: [String: Bool] = [:]
    for row in rows { people[row.names[0]] = people[row.names[0]] != false && row.isDone != false }
    self.rows = rows
    self.people = people
    doneCount = people.values.count { $0 }
    listed = Set(rows.flatMap(\.names))
    shown = Set(rows.filter { $0.isDone != false }.flatMap(\.names))
  }

  private static func isDone(_ text: String) -> Bool {
    doneWords.contains(text.lowercased()) || CalendarDate(text.prefix(10)) != nil
  }
}

extension Person {
  /// What a list may call the person, in lower case.
  var listNames: [String] { ([id, name ?? "", role] + emails).filter { !$0.isEmpty }.map { $0.lowercased() } }
}

extension EvidenceContents {
  /// The lists of people of the item at a position, those without a recognisable heading left out.
  func lists(ofItem position: Int) -> [PeopleList] {
    files(ofItem: position).compactMap { content(of: $0)?.people }
  }
}
