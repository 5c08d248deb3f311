import Source

/// What an audit pack that was made earlier says about itself. History that no longer holds its commit was rewritten.
public struct EarlierPack: Hashable, Sendable {
  /// The commit it was made from.
  public let commit: ObjectID
  /// Its reference date, as it states it.
  public let asOf: String
  /// The commits of the approvals it recorded, by document id.
  public let approvals: [String: ObjectID]

  /// A pack of `commit` that recorded these approvals.
  public init(commit: ObjectID, asOf: String, approvals: [String: ObjectID]) {
    self.commit = commit
    self.asOf = asOf
    self.approvals = approvals
  }
}
