import Testing

@testable import ISMS

@Suite struct RiskMethodTests {
  @Test func theStandardMethodIsTheFourByFourProduct() {
    let method = RiskMethod.standard
    for likelihood in 1...4 {
      for impact in 1...4 { #expect(method.level(likelihood: likelihood, impact: impact) == likelihood * impact) }
    }
    #expect(method.level(likelihood: 5, impact: 1) == nil)
    #expect(method.acceptanceThreshold == 4)
  }

  @Test(arguments: [
    (1, "Accept"), (2, "Accept"), (3, "Monitor"), (4, "Monitor"), (6, "Treat"), (8, "Treat"), (9, "Treat"),
    (12, "Treat urgently"), (16, "Treat urgently"),
  ])
  func everyReachableLevelHasItsBand(level: Int, band: String) {
    #expect(RiskMethod.standard.band(of: level)?.name == band)
  }

  @Test func levelsThatCannotOccurHaveNoBand() {
    for level in [0, 5, 10, 11, 17] { #expect(RiskMethod.standard.band(of: level) == nil) }
  }
}
