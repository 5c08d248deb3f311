import Foundation

/// What a long command is doing, on one line of the terminal that each step overwrites; nothing where nobody watches, and
/// nothing in the first half second.
final class Progress {
  private static let patience = 0.5
  private static let pace = 0.1

  private let isWatched = isatty(STDERR_FILENO) == 1
  private let began = ProcessInfo.processInfo.systemUptime
  private var last = 0.0
  private var isShown = false

  /// Says what is being done.
  func step(_ text: @autoclosure () -> String) {
    guard isWatched else { return }
    let now = ProcessInfo.processInfo.systemUptime
    guard now - began > Self.patience, now - last > Self.pace else { return }
    last = now
    isShown = true
    Console.error("\r\u{1B}[K\(text())")
  }

  /// Clears the line.
  func finish() {
    if isShown { Console.error("\r\u{1B}[K") }
    isShown = false
  }
}
