import Foundation
import Git
import Source

/// What `make bench` needs to measure the reading of history by itself; no part of the product.
@main
enum HistoryBenchmark {
  static let usage = """
    read FOLDER    read the whole history of HEAD from the objects
    cached FOLDER  the same with what earlier runs kept, and keep it
    """

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 2, ["read", "cached"].contains(arguments[0]) else { return print(usage) }
    let repository = try Repository.open(at: arguments[1])
    guard let head = try repository.headCommit() else { return print("no commit") }
    let history = try repository.history(upTo: head, usingCache: arguments[0] == "cached")
    print("\(history.commits.count) commits, \(history.changes.count) changes, \(history.paths.count) paths")
    // Git, too, leaves what it read to the operating system.
    exit(0)
  }
}
