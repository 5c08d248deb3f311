import ISMS
import Source

/// What history says about the approval a document claims. The pack never claims more than the level shows.
public struct Approval: Sendable {
  /// How strongly history supports the claim.
  public enum Level: Int, Sendable, Comparable {
    /// Only the document says so.
    case stated
    /// A commit or trailer of the approver, unsigned: recorded, the identity is not authenticated.
    case recorded
    /// Attested by the hosting platform.
    case attested
    /// Signed with the approver's own key.
    case signed
    /// Signed, and dated by an outside witness.
    case anchored

    /// One word.
    public var name: String {
      switch self {
      case .stated: "stated"
      case .recorded: "recorded"
      case .attested: "platform-attested"
      case .signed: "personally signed"
      case .anchored: "anchored"
      }
    }

    /// A sentence for the pack.
    public var meaning: String {
      switch self {
      case .stated: "Stated by the document; history shows no approval by a second person."
      case .recorded: "Recorded in history; the identity is not authenticated."
      case .attested: "Attested by the hosting platform."
      case .signed: "Signed by the person."
      case .anchored: "Signed and independently dated."
      }
    }

    /// Weaker levels come first.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// What a review record says an outside service confirmed about the approving commit. Nobody asks the service.
  public struct Witness: Hashable, Sendable {
    /// Its name or address.
    public let service: String
    /// The day it states, in UTC.
    public let date: CalendarDate
    /// Path of the review record.
    public let path: String
    /// Why it does not count; nil if digest and time fit the commit.
    public let problem: String?
  }

  /// The place where the text of today first differs from the approved one.
  public struct FirstChange: Sendable {
    /// The word in the file of today that differs; its end where words were only taken away there.
    public let location: Location
    /// The commit that made the difference, as position in `History.commits`.
    public let commit: Int
  }

  /// The commit that wrote the present claim, as position in `History.commits`; nil if history does not show it.
  public let claimCommit: Int?
  /// The commit by which the approved text came into force: the merge that brought the claim, or the claim itself.
  public let approvalCommit: Int?
  /// The content that was approved; nil if history does not show it.
  public let approvedBlob: ObjectID?
  /// How strongly history supports the claim.
  public let level: Level
  /// What the level rests on, in a few words.
  public let grounds: String
  /// Ids of the approvers of whom history shows an act.
  public let approvers: [String]
  /// The signatures of the commits and tags that can show the approval; empty if none is signed.
  public let signatures: [ApprovalSignature]
  /// What an outside witness says about the approving commit; nil if no review record names one.
  public let witness: Witness?
  /// Whether one person wrote and approved the text; nil if that cannot be judged.
  public let approverIsOnlyAuthor: Bool?
  /// Whether the text is still the one that was approved, editorial changes aside; nil if that cannot be judged.
  public let textIsUnchanged: Bool?
  /// Commits that changed the text materially after the approval, newest first, as positions in `History.commits`.
  public let changesAfter: [Int]
  /// Commits that changed the file after the approval without a material change, newest first.
  public let editorialChangesAfter: [Int]
  /// Where the text of today first differs from the approved one; nil if it does not.
  public let firstChange: FirstChange?
  /// The records of a register that keeps them in other files, compared with those that were approved; nil for other
  /// documents.
  public let data: RegisterData?
  /// Whether the commit that wrote the claim changed the text as well.
  public let claimRewroteText: Bool
  /// Number of documents whose present claim the same commit wrote, this one included.
  public internal(set) var claimedTogether = 1
  /// The oldest commit that held the approved text; nil if history does not show it.
  public let textCommit: Int?
  /// Whether the approval is as old as the file: what was before cannot be seen.
  public let claimIsAsOldAsTheFile: Bool

  /// Whether history could be asked at all.
  public var isJudged: Bool { claimCommit != nil }

  /// An approval about which history says nothing, and why.
  static func unjudged(_ reason: String) -> Approval {
    Approval(
      claimCommit: nil, approvalCommit: nil, approvedBlob: nil, level: .stated, grounds: reason, approvers: [],
      signatures: [], witness: nil, approverIsOnlyAuthor: nil, textIsUnchanged: nil, changesAfter: [],
      editorialChangesAfter: [], firstChange: nil,
      data: nil, claimRewroteText: false, textCommit: nil, claimIsAsOldAsTheFile: false)
  }
}
