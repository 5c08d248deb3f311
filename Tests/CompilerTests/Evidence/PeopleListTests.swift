import Source
import Syntax
import Testing

@testable import Compiler

/// Lists of people are known by their headings.
@Suite struct PeopleListTests {
  private func list(_ text: String) throws -> PeopleList? {
    PeopleList(try #require(CSV.read(SourceText(path: "list.csv", text: text)).table))
  }

  @Test func columnsAreKnownByTheirHeadings() throws {
    let list = try #require(
      try list("Employee ID,E-Mail,Team,Completed on\nE-1,ana@example.com,x,2026-01-02\nE-2,,y,\n,,z,yes\n"))
    #expect(list.saysDone)
    #expect(list.rows.map(\.names) == [["e-1", "ana@example.com"], ["e-2"]])
    #expect(list.people == ["e-1": true, "e-2": false])
  }

  @Test func onePersonIsDoneWhenAllRowsAre() throws {
    let list = try #require(try list("name,course,status\nAna,a,passed\nAna,b,open\nBo,a,PASSED\nBo,b,100%\n"))
    #expect(list.people == ["ana": false, "bo": true])
    #expect(list.shown == ["ana", "bo"])
  }

  @Test func sumsByTeamAreNoListOfPeople() throws {
    #expect(try list("team,sent,clicked\nsales,4,0\n") == nil)
    #expect(try list("person,team\nE-1,sales\n")?.saysDone == false)
  }
}
