import Source
import Synchronization
import Testing

@Suite struct ConcurrencyTests {
  @Test func resultsKeepTheirOrder() {
    #expect(concurrently(Array(0..<1000)) { $0 * 2 } == (0..<1000).map { $0 * 2 })
    #expect(concurrently([Int]()) { $0 }.isEmpty && concurrently([7]) { $0 } == [7])
    for count in [0, 1, 255, 256, 257, 5_000] {
      #expect(concurrentlyInParts(Array(0..<count)) { $0.map { $0 * 2 } } == (0..<count).map { $0 * 2 })
    }
  }

  /// What is computed side by side may compute side by side, however few workers there are.
  @Test func workInWorkDoesNotWaitForWorkers() {
    let sums = concurrently(Array(0..<20)) { number in
      let later = Meanwhile { concurrently(Array(0..<20)) { $0 * number }.reduce(0, +) }
      return concurrently(Array(0..<20)) { $0 + number }.reduce(0, +) + later.value
    }
    #expect(sums == (0..<20).map { 190 + 20 * $0 + 190 * $0 })
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
