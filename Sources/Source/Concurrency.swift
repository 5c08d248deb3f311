import Dispatch

/// The results for all items, in their order, computed on all processors.
package func concurrently<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ compute: @Sendable (Item) -> Result
) -> [Result] {
  Array(unsafeUninitializedCapacity: items.count) { buffer, count in
    // Each call writes its own element, and nobody reads before the last call has returned.
    nonisolated(unsafe) let results = buffer
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      results.baseAddress.map { ($0 + index).initialize(to: compute(items[index])) }
    }
    count = items.count
  }
}
