import ISMS
import Source

/// How a risk was assessed, treated and accepted over time, as history shows it.
public struct RiskHistory: Sendable {
  /// What a commit made of the risk.
  public struct State: Sendable {
    /// The commit, as position in `History.commits`.
    public let commit: Int
    /// The risk as it was from then on.
    public let risk: Risk

    /// Whether nothing that the history shows differs.
    fileprivate func isLike(_ other: Risk) -> Bool {
      let own = risk
      return own.likelihood == other.likelihood && own.impact == other.impact
        && own.residualLikelihood == other.residualLikelihood && own.residualImpact == other.residualImpact
        && own.treatment == other.treatment && own.acceptedBy == other.acceptedBy
        && own.acceptedOn == other.acceptedOn && own.acceptanceExpires == other.acceptanceExpires
        && own.isClosed == other.isClosed
    }
  }

  /// The states, newest first; each differs from the next.
  public fileprivate(set) var states: [State] = []
  /// Whether there are older revisions that were not read.
  public fileprivate(set) var isCut = false
}

extension Compilation {
  /// So many rows of older revisions are read at most, over all risks.
  private static let mostRows = 100_000

  /// How the risks of today came to their levels and acceptances, by id; nothing where history is incomplete.
  ///
  /// At most 100 revisions of a file are read. Levels are those of the method of today.
  public func riskHistories(contents: any ContentReader) -> [String: RiskHistory] {
    guard history.isComplete else { return [:] }
    let revisions = RevisionReader(contents: contents)
    let decisions = DecisionReader(
      isms: isms, history: history, mainLine: mainLine, revisions: revisions,
      renames: Renames(history, reader: revisions), histories: documentHistories)
    let reader = RevisionRecords(.risk, catalog: isms.catalog)
    var result: [String: RiskHistory] = [:]
    var budget = Self.mostRows
    let files = Dictionary(grouping: isms.risks.filter { !$0.id.isEmpty }, by: \.location.path)
    for (path, risks) in files.sorted(by: { $0.key < $1.key }) {
      let ids = Set(risks.map(\.id))
      let states = decisions.states(of: path)
      for (number, state) in states.enumerated() {
        guard number < DecisionReader.mostRevisions, budget > 0,
          let source = decisions.revisions.source(of: state.blob)
        else {
          for id in ids { result[id]?.isCut = true }
          break
        }
        let records = reader.read(source, path: state.path, ids: ids)
        budget -= max(1, records.count)
        for risk in records.map(Risk.init(record:)) {
          var known = result[risk.id] ?? RiskHistory()
          // Of revisions that say the same, the oldest made it so.
          if let last = known.states.last, last.isLike(risk) { known.states.removeLast() }
          known.states.append(.init(commit: state.commit, risk: risk))
          result[risk.id] = known
        }
      }
    }
    return result
  }
}
