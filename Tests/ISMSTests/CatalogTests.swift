import Testing

@testable import ISMS

@Suite struct CatalogTests {
  private let catalog = Catalog.standard

  @Test func annexAIsComplete() {
    #expect(catalog.controls.count == 93)
    #expect(catalog.lastControls == [5: 37, 6: 8, 7: 14, 8: 34])
    #expect(catalog.controls.count { $0.isNewIn2022 } == 11)
    #expect(Set(catalog.controls.map(\.id)).count == 93)
    #expect(catalog.control("A.5.15")?.title == "Access control")
    #expect(catalog.control("A.5.38") == nil)
  }

  @Test func every2013ControlHasASuccessor() {
    #expect(catalog.successors.count == 114)
    #expect(catalog.successors["A.9.2.1"] == ["A.5.16"])
    #expect(catalog.successors["A.18.2.3"]?.count == 2)
  }

  @Test func clausesFormATree() {
    #expect(catalog.clauses.count { $0.auditable } == 30)
    for clause in catalog.clauses {
      if let parent = clause.parent { #expect(catalog.clause(parent) != nil) } else { #expect(Int(clause.id) != nil) }
    }
    let explicit = catalog.clauses.flatMap(\.documentedInformation).count { $0.basis == .explicit }
    let implied = catalog.clauses.flatMap(\.documentedInformation).count { $0.basis == .implied }
    #expect((explicit, implied) == (17, 2))
  }
}
