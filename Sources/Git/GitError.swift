internal import Clibgit2
import Source

/// Why a repository could not be read.
public struct GitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and why, as one sentence without a full stop.
  public let message: String
  /// What to do about it: a command, or a sentence with one.
  public let fix: String

  /// A failure with the way out of it.
  public init(message: String, fix: String) {
    self.message = message
    self.fix = fix
  }

  /// Message and fix on two lines.
  public var description: String { "\(message)\n\(fix)" }
}

extension GitError {
  static let checkRepository = "run: git fsck --full"

  /// The failure of the libgit2 call just made, on the same thread; `attempt` continues "cannot …".
  init(code: Int32, attempt: String, fix: String = checkRepository) {
    self.init(message: "cannot \(attempt): \(Self.lastText(code))", fix: fix)
  }

  /// What libgit2 says about the call just made, on the same thread.
  static func lastText(_ code: Int32) -> String {
    if let error = git_error_last(), let text = error.pointee.message, text.pointee != 0 {
      return String(cString: text)
    }
    return "libgit2 error \(code)"
  }

  /// Throws if `code` says that the call just made has failed.
  static func check(_ code: Int32, _ attempt: @autoclosure () -> String) throws(GitError) {
    if code < 0 { throw GitError(code: code, attempt: attempt()) }
  }

  static func damaged(_ what: String, _ id: ObjectID, _ why: String) -> GitError {
    GitError(
      message: "\(what) \(id) is damaged: \(why)",
      fix: "\(checkRepository) and restore the object from a good copy, for example: git fetch --refetch origin")
  }
}
