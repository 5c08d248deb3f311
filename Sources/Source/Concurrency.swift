import Dispatch
import Synchronization

/// The results for all items, in their order, computed on all processors.
package func concurrently<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ compute: @escaping @Sendable (Item) -> Result
) -> [Result] {
  Array(unsafeUninitializedCapacity: items.count) { buffer, count in
    // Each turn writes its own element, and nobody reads before the last is over.
    nonisolated(unsafe) let results = buffer
    let turns = Turns(items.count)
    let work: Workers.Job = {
      while let index = turns.next() {
        results.baseAddress.map { ($0 + index).initialize(to: compute(items[index])) }
        turns.end()
      }
    }
    for _ in 0..<max(0, min(Workers.shared.count, items.count - 1)) { Workers.shared.add(work) }
    work()
    turns.waitForLast()
    count = items.count
  }
}

/// Numbers from zero on, each given to one thread.
private final class Turns: Sendable {
  private let count: Int
  private let taken = Atomic(0)
  private let ended = Atomic(0)
  private let last = DispatchSemaphore(value: 0)

  init(_ count: Int) { self.count = count }

  /// The next number; nil if there is none.
  func next() -> Int? {
    let turn = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return turn < count ? turn : nil
  }

  /// Says that the work for a number is done.
  func end() {
    if ended.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == count { last.signal() }
  }

  /// Waits until all of it is done.
  func waitForLast() { if count > 0 { last.wait() } }
}

/// The same where each result takes so little time that handing out items one by one would take more.
package func concurrentlyInParts<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ compute: @escaping @Sendable (ArraySlice<Item>) -> [Result]
) -> [Result] {
  let size = max(256, items.count / (4 * (Workers.shared.count + 1)) + 1)
  let parts = stride(from: 0, to: items.count, by: size).map { items[$0..<min($0 + size, items.count)] }
  return parts.count < 2 ? compute(items[...]) : concurrently(parts, compute).flatMap(\.self)
}

/// A result that is computed by a worker, while this thread goes on.
package final class Meanwhile<Value: Sendable>: Sendable {
  private let result: Lazy<Value>

  /// Begins to compute, as soon as there is a free worker.
  package init(_ compute: @escaping @Sendable () -> Value) {
    let result = Lazy(computing: compute)
    self.result = result
    Workers.shared.add { _ = result.value }
  }

  /// The result; waits for it, or computes it if nobody has begun.
  package var value: Value { result.value }
}
