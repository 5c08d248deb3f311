import ISMS
import Source

/// What a change does to an ISMS: two states of one repository, compared as an auditor would.
public struct Impact: Sendable {
  /// Something a control has in one state and not in the other.
  public struct Coverage: Sendable, Hashable {
    /// What the control gained or lost.
    public enum Part: String, Sendable, CaseIterable {
      /// Its place among the included controls.
      case inclusion
      /// The last document that rules it, or the first.
      case document
      /// The last evidence that supports it, or the first.
      case evidence
    }

    /// The control.
    public let control: String
    /// What it gained or lost.
    public let part: Part
    /// Whether it was gained.
    public let isGained: Bool
  }

  /// An approval that the change ends.
  public struct EndedApproval: Sendable {
    /// Id of the document.
    public let document: String
    /// Why it no longer holds.
    public let reason: String
  }

  /// The state before, as its commit or its kind.
  public let before: String
  /// The state after.
  public let after: String
  /// Documents and records that differ.
  public let changes: [RecordChange]
  /// Risks that were opened, closed or moved, by the method of the later state.
  public let riskMovements: [RiskMovement]
  /// What controls gained and lost.
  public let coverage: [Coverage]
  /// Approvals that held before and do not hold after.
  public let endedApprovals: [EndedApproval]
  /// Evidence items whose file has other content than before.
  public let touchedEvidence: [String]
  /// Findings of the later state that the earlier one does not have.
  public let newFindings: [Diagnostic]
  /// Findings of the earlier state that the later one does not have.
  public let mendedFindings: [Diagnostic]
  /// The files the findings point into, by path, of the later state.
  public let sources: SourceFiles
  /// The risk method of the later state.
  let method: RiskMethod

  /// Compares two compilations of one repository. Both should have the same reference date, or what only became overdue
  /// counts as a change.
  public init(from before: Compilation, to after: Compilation) {
    self.before = before.snapshot.shortName
    self.after = after.snapshot.shortName
    changes = RecordChange.all(from: before.isms, to: after.isms)
    riskMovements = RiskMovement.all(in: changes, method: after.isms.riskMethod)
    method = after.isms.riskMethod
    coverage = Self.coverage(before.controls, after.controls)
    endedApprovals = Self.endedApprovals(before, after)
    touchedEvidence = after.isms.evidence.filter { item in
      item.files.contains { file in
        let path = Paths.resolve(file, in: Paths.folder(of: item.location.path)) ?? file
        guard let old = before.isms.files[path], let new = after.isms.files[path] else { return false }
        return old.blob != new.blob
      }
    }.map(\.id)
    newFindings = after.findings(notIn: before)
    mendedFindings = before.findings(notIn: after)
    sources = after.isms.sources
  }

  private static func coverage(_ before: [ControlTrace], _ after: [ControlTrace]) -> [Coverage] {
    let old = Dictionary(before.map { ($0.control, $0) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(after.map { ($0.control, $0) }, uniquingKeysWith: { first, _ in first })
    let order = after.map(\.control) + before.map(\.control).filter { new[$0] == nil }
    return order.flatMap { control in
      Coverage.Part.allCases.compactMap { part in
        let had = old[control].map { part.isThere(in: $0) } ?? false
        let has = new[control].map { part.isThere(in: $0) } ?? false
        return had == has ? nil : Coverage(control: control, part: part, isGained: has)
      }
    }
  }

  private static func endedApprovals(_ before: Compilation, _ after: Compilation) -> [EndedApproval] {
    before.isms.documents.filter(\.isInForce).compactMap { document in
      guard !document.approvedBy.isEmpty, before.documentHistories[document.id]?.approval?.textIsUnchanged != false
      else { return nil }
      guard let now = after.isms.document(document.id) else {
        return EndedApproval(document: document.id, reason: "the document is gone")
      }
      if !now.isInForce { return EndedApproval(document: document.id, reason: "the document is no longer in force") }
      if after.documentHistories[document.id]?.approval?.textIsUnchanged == false {
        return EndedApproval(document: document.id, reason: "the text changed after it was approved")
      }
      return nil
    }
  }

  /// Whether nothing that an auditor would look at differs.
  public var isEmpty: Bool {
    changes.isEmpty && coverage.isEmpty && endedApprovals.isEmpty && touchedEvidence.isEmpty && newFindings.isEmpty
      && mendedFindings.isEmpty
  }
}

extension Impact.Coverage.Part {
  fileprivate func isThere(in trace: ControlTrace) -> Bool {
    switch self {
    case .inclusion: trace.row?.isIncluded == true
    case .document: !trace.documents.isEmpty
    case .evidence: !trace.evidence.isEmpty
    }
  }
}

extension Snapshot {
  /// What people call the state.
  var shortName: String {
    switch origin {
    case .commit(let id): id.short
    case .index: "the index"
    case .workingTree: "the working tree"
    }
  }
}
