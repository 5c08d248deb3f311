import Dispatch
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Threads that work beside the one that asks: one for each processor but its own.
///
/// So no more threads want to work than there are processors, and each stays where it is. A pool that makes threads when
/// it is asked puts some of them on the processor of the one that asks, which then waits for milliseconds while another
/// processor does nothing. Whoever needs a result that nobody has begun computes it: nothing depends on a free thread.
package final class Workers: Sendable {
  package typealias Job = @Sendable () -> Void

  /// Those of the process.
  package static let shared = Workers(count: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) - 1)

  /// How many there are.
  let count: Int
  private let jobs = Mutex<[Job]>([])
  private let added = DispatchSemaphore(value: 0)

  private init(count: Int) {
    self.count = count
    for _ in 0..<count { begin() }
  }

  /// Has a job done, in its turn. Where there are no workers it is never done.
  package func add(_ job: @escaping Job) {
    jobs.withLock { $0.append(job) }
    added.signal()
  }

  private func work() -> Never {
    while true {
      added.wait()
      jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }?()
    }
  }

  /// Makes one thread. Where the system gives none, there is one less.
  private func begin() {
    let me = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      pthread_create(&thread, nil, { Unmanaged<Workers>.fromOpaque($0).takeUnretainedValue().work() }, me)
    #else
      var thread = pthread_t()
      pthread_create(
        &thread, nil, { $0.map { Unmanaged<Workers>.fromOpaque($0).takeUnretainedValue().work() } }, me)
    #endif
  }
}
