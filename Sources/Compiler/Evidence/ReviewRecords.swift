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
    /// Who else saw the commit, and when; nil if the file names nobody.
    public let witness: Witness?

    /// One person's approval.
    public struct Approval: Sendable {
      /// Name as the platform shows it; empty if it is not given.
      public let name: String
      /// Address; empty if it is not given.
      public let email: String
    }

    /// An outside service that confirms when the commit was there: a timestamp authority, a transparency log.
    public struct Witness: Hashable, Sendable {
      /// Its name or address.
      public let service: String
      /// The time it states, in seconds since 1970-01-01 00:00 UTC.
      public let seconds: Int64
      /// SHA-256 of the commit as `git cat-file commit` prints it, in lower-case hexadecimal.
      public let digest: String

      /// The day it states, in UTC.
      public var date: CalendarDate { CalendarDate(secondsSince1970: seconds, offsetMinutes: 0) }
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
    let files = isms.files.filter { $0.key.hasSuffix(Self.suffix) && $0.value.kind == .file }
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
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
      let witness: Witness?
    }

    struct Witness: Decodable {
      let service: String
      let time: String
      let digest: String
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
      var witness: Review.Witness?
      if let stated = entry.witness {
        guard let seconds = Self.seconds(stated.time) else {
          throw Unreadable(
            reason: "`\(stated.time.prefix(60))` is not a time such as `2026-03-02T10:00:00Z`, which a witness needs")
        }
        guard stated.digest.count == 64, stated.digest.allSatisfy(\.isHexDigit) else {
          throw Unreadable(reason: "the `digest` of the witness is not the 64 digits of a SHA-256")
        }
        witness = .init(service: stated.service, seconds: seconds, digest: stated.digest.lowercased())
      }
      reviews.append(
        Review(
          path: file.path, platform: content.platform, reference: entry.reference, commit: commit,
          approvals: entry.approvals.map { .init(name: $0.name ?? "", email: $0.email ?? "") }, witness: witness))
    }
    return reviews
  }

  /// The seconds of `2026-03-02T10:00:00Z`, or with `+01:00` in place of `Z`.
  private static func seconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 || bytes.count == 25, bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A,
      let day = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)), let hours = number(bytes, 11, most: 23),
      let minutes = number(bytes, 14, most: 59), let seconds = number(bytes, 17, most: 60)
    else { return nil }
    let local = Int64(day.dayNumber) * 86_400 + Int64(hours * 3600 + minutes * 60 + seconds)
    if bytes.count == 20 { return bytes[19] == 0x5A ? local : nil }
    guard bytes[19] == 0x2B || bytes[19] == 0x2D, bytes[22] == 0x3A, let east = number(bytes, 20, most: 23),
      let more = number(bytes, 23, most: 59)
    else { return nil }
    let offset = Int64(east * 3600 + more * 60)
    return bytes[19] == 0x2B ? local - offset : local + offset
  }

  private static func number(_ bytes: [UInt8], _ start: Int, most: Int) -> Int? {
    let digits = bytes[start..<start + 2]
    guard digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return number <= most ? number : nil
  }
}
