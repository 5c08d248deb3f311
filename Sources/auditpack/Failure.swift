import ArgumentParser
import Foundation
import Git

/// Why the program could not do its work, with the way out of it. Exit code 2.
struct Failure: Error {
  /// What is wrong, where and why; lower case, no full stop.
  let message: String
  /// What to do; a command or a sentence.
  let fix: String
}

extension ParsableCommand {
  /// Runs the work of a command and turns what stops it into a message on standard error and exit code 2.
  func reportingFailures(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let failure as Failure {
      Console.error("error: \(failure.message)\n  fix: \(failure.fix)\n")
      throw ExitCode(2)
    } catch let error as GitError {
      Console.error("error: \(error.message)\n  fix: \(error.fix)\n")
      throw ExitCode(2)
    } catch let error as CocoaError {
      let place = error.filePath.map { "`\($0)`: " } ?? ""
      Console.error(
        "error: \(place)\(error.localizedDescription)\n  fix: choose a place this user may read and write\n")
      throw ExitCode(2)
    }
  }
}

/// The two streams of the program: results on standard output, remarks on standard error.
enum Console {
  /// Writes a result. Where it cannot be written, nothing the program says would be true: it ends with exit code 2.
  static func output(_ text: String) {
    var text = text
    text.withUTF8 { output($0) }
  }

  /// Writes a result that is UTF-8 already, without copying it.
  static func output(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = UnsafeRawBufferPointer(bytes)[...]
    while !rest.isEmpty {
      let count = write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        error("error: the result cannot be written to standard output\n  fix: free some space, or write elsewhere\n")
        _exit(2)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes a remark; nobody is left to tell if that fails.
  static func error(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
