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

/// A result that is computed on another thread, while this one goes on.
package final class Meanwhile<Value: Sendable>: Sendable {
  private let result: Lazy<Value>

  /// Begins to compute.
  package init(_ compute: @escaping @Sendable () -> Value) {
    let result = Lazy(computing: compute)
    self.result = result
    DispatchQueue.global(qos: .userInitiated).async { _ = result.value }
  }

  /// The result; waits for it.
  package var value: Value { result.value }
}
