import Source
import Synchronization

/// The findings about texts that an earlier run could read and this one cannot, found out when somebody asks for them.
final class LostTexts: Sendable {
  private let found = Mutex<[Diagnostic]>([])

  /// What was found out until now.
  var diagnostics: [Diagnostic] { found.withLock { $0 } }

  /// The bytes of a file; none if it cannot be had, which is noted.
  func bytes(of file: Snapshot.File, _ contents: SharedReader) -> [UInt8] {
    do {
      return try contents.contents(of: file, limit: Binder.largestText)
    } catch {
      found.withLock { $0.append(error.finding(about: file)) }
      return []
    }
  }
}

extension ContentError {
  /// The finding that a text cannot be had.
  func finding(about file: Snapshot.File) -> Diagnostic {
    let whole = Location(path: file.path, range: nil)
    return switch self {
    case .tooLarge(let size):
      Diagnostic(
        FileRules.tooLarge, "`\(file.path)` has \(size / 1_048_576) MiB; texts are read up to 5 MiB", at: whole)
    case .missing(let id):
      Diagnostic(
        FileRules.missingContent, "the content of `\(file.path)` (\(id.short)) is not in this clone", at: whole,
        help: "fetch it with `git fetch --refetch` or clone without a filter, then run again")
    case .unreadable(let reason):
      Diagnostic(FileRules.missingContent, "`\(file.path)` cannot be read: \(reason)", at: whole)
    }
  }
}
