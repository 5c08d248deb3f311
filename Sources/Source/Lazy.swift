import Synchronization

/// A value that is computed when somebody asks for it, and once.
package final class Lazy<Value: Sendable>: Sendable {
  private let known: Mutex<Value?>
  private let compute: @Sendable () -> Value

  /// A value that is there already.
  package convenience init(_ value: Value) { self.init(known: value) { value } }

  /// A value that `compute` gives.
  package convenience init(computing compute: @escaping @Sendable () -> Value) { self.init(known: nil, compute) }

  private init(known: Value?, _ compute: @escaping @Sendable () -> Value) {
    self.known = Mutex(known)
    self.compute = compute
  }

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
