import Synchronization

/// A value that is computed when somebody asks for it, and once.
package final class Lazy<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)
  private let compute: @Sendable () -> Value

  /// A value that `compute` gives.
  package init(computing compute: @escaping @Sendable () -> Value) { self.compute = compute }

  /// The value. Threads that ask while it is computed wait for it.
  package var value: Value {
    known.withLock { known in
      if let known { return known }
      let value = compute()
      known = value
      return value
    }
  }
}
