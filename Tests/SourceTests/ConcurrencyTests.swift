import Source
import Synchronization
import Testing

@Suite struct ConcurrencyTests {
  @Test func resultsKeepTheirOrder() {
    #expect(concurrently(Array(0..<1000)) { $0 * 2 } == (0..<1000).map { $0 * 2 })
    #expect(concurrently([Int]()) { $0 }.isEmpty)
  }

  @Test func whatIsComputedMeanwhileIsComputedOnce() {
    for number in 0..<100 {
      let calls = Mutex(0)
      let pending = Meanwhile {
        calls.withLock { $0 += 1 }
        return number
      }
      #expect(pending.value == number && pending.value == number && calls.withLock { $0 } == 1)
    }
  }
}
