#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ISMS
import Source

/// Reviews as the hosting platform recorded them, exported into the repository: files whose name ends in
/// `.review.json`. See `docs/language.md` for the format.
public struct ReviewRecords: Sendable {
  /// One review of a change.
  public struct Review: Sendable {
    /// Path of the file that holds it.
    public let path: String
    /// The platform, as the file names it.
    public let platform: String
    /// Number or address of the review on the platform; nil if the file gives none.
    public let reference: String?
    /// The commit on the main line that came out of it.
    public let commit: ObjectID
    /// Who approved.
    public let approvals: [Approval]

    /// One person's approval.
    public struct Approval: Sendable {
      /// Name as the platform shows it; empty if it is not given.
      public let name: String
      /// Address; empty if it is not given.
      public let email: String
    }
  }

  /// A file that could not be read, and why.
  public struct Problem: Sendable {
    /// Its path.
    public let path: String
    /// What is wrong with it.
    public let reason: String
  }

  /// The end of the names of files that hold reviews.
  public static let suffix = ".review.json"
  /// The value of `format` in such a file.
  public static let format = "auditpack-review-1"

  /// The reviews, by path and in the order of each file.
  public let all: [Review]
  /// Files that could not be read.
  public let problems: [Problem]
  private let byCommit: [ObjectID: [Int]]

  /// The reviews that name a commit.
  public func naming(_ commit: ObjectID) -> [Review] { (byCommit[commit] ?? []).map { all[$0] } }

  /// The reviews in the files of an ISMS.
  init(_ isms: ISMS, contents: any ContentReader) {
    var reviews: [Review] = []
    var problems: [Problem] = []
    for (path, file) in isms.files.sorted(by: { $0.key < $1.key })
    where path.hasSuffix(Self.suffix) && file.kind == .file {
      do throws(Unreadable) {
        reviews += try Self.read(file, contents: contents)
      } catch {
        problems.append(Problem(path: path, reason: error.reason))
      }
    }
    all = reviews
    self.problems = problems
    byCommit = Dictionary(grouping: reviews.indices) { reviews[$0].commit }
  }

  private struct Unreadable: Error {
    let reason: String
  }

  /// The file as JSON has it.
  private struct Content: Decodable {
    let format: String
    let platform: String
    let reviews: [Entry]

    struct Entry: Decodable {
      let reference: String?
      let commit: String
      let approvals: [Person]
    }

    struct Person: Decodable {
      let name: String?
      let email: String?
    }
  }

  private static func read(_ file: Snapshot.File, contents: any ContentReader) throws(Unreadable) -> [Review] {
    guard let bytes = try? contents.contents(of: file.blob, limit: Binder.largestText) else {
      throw Unreadable(reason: "its content cannot be had, or is larger than 5 MiB")
    }
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else {
      throw Unreadable(reason: "it is not JSON with `format`, `platform` and `reviews`")
    }
    guard content.format == format else { throw Unreadable(reason: "its `format` is not `\(format)`") }
    var reviews: [Review] = []
    for entry in content.reviews {
      guard let commit = ObjectID(hex: entry.commit) else {
        throw Unreadable(reason: "`\(entry.commit.prefix(60))` is not the full id of a commit")
      }
      reviews.append(
        Review(
          path: file.path, platform: content.platform, reference: entry.reference, commit: commit,
          approvals: entry.approvals.map { .init(name: $0.name ?? "", email: $0.email ?? "") }))
    }
    return reviews
  }
}
