import Source
import Testing

@Suite struct ConcurrencyTests {
  @Test func resultsKeepTheirOrder() {
    #expect(concurrently(Array(0..<1000)) { $0 * 2 } == (0..<1000).map { $0 * 2 })
    #expect(concurrently([Int]()) { $0 }.isEmpty)
  }

  @Test func twoResultsKeepTheirPlaces() {
    for number in 0..<100 {
      var calls = 0
      let (first, other) = concurrently(
        {
          calls += 1
          return "\(number)"
        }, and: { number + 1 })
      #expect(first == "\(number)" && other == number + 1 && calls == 1)
    }
  }
}
