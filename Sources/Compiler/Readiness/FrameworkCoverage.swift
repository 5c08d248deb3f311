import ISMS
import Source

/// What an ISMS holds about the criteria of another framework, by way of the controls and clauses that match them.
public struct FrameworkCoverage: Sendable {
  /// One criterion with what speaks for it.
  public struct Entry: Sendable {
    /// How much there is.
    public enum State: String, Sendable, Encodable {
      /// Evidence that speaks on the reference date.
      case evidenced
      /// Documents, and no such evidence.
      case documented
      /// Neither.
      case nothing
    }

    /// The criterion.
    public let criterion: Framework.Criterion
    /// Included controls and clauses that match it best.
    public let primary: [String]
    /// Included controls and clauses that overlap with it.
    public let supporting: [String]
    /// Matching controls that are excluded or not in the Statement of Applicability.
    public let absent: [String]
    /// Documents behind them.
    public let documents: [String]
    /// Evidence items behind them.
    public let evidence: [String]
    /// Those of them that speak on the reference date.
    public let freshEvidence: [String]
    /// How much there is.
    public let state: State

    /// Why nothing speaks for it, with names between backticks: lower case, no full stop; nil if something does.
    public var reason: String? {
      guard state == .nothing else { return nil }
      let included = primary + supporting
      if !included.isEmpty {
        return "\(included.listed) \(included.count == 1 ? "has" : "have") no document and no evidence"
      }
      if !absent.isEmpty { return "\(absent.listed) \(absent.count == 1 ? "is" : "are") not included" }
      return "no control or clause of ISO/IEC 27001 matches it"
    }
  }

  /// The framework.
  public let framework: Framework
  /// Its criteria, in order.
  public let entries: [Entry]

  /// Number of criteria that stand so.
  public func count(of state: Entry.State) -> Int { entries.count { $0.state == state } }

  /// What `isms` holds about the frameworks it names.
  static func all(
    of isms: ISMS, controls: [ControlTrace], readiness: Readiness, asOf: CalendarDate
  ) -> [FrameworkCoverage] {
    guard !isms.frameworks.isEmpty else { return [] }
    let holdings = Holdings(isms, controls: controls, readiness: readiness, asOf: asOf)
    return isms.frameworks.map { framework in
      let matches = Dictionary(grouping: framework.matches, by: \.criterion)
      return FrameworkCoverage(
        framework: framework,
        entries: framework.criteria.map { entry($0, matches[$0.id] ?? [], holdings) })
    }
  }

  private static func entry(
    _ criterion: Framework.Criterion, _ matches: [Framework.Match], _ holdings: Holdings
  ) -> Entry {
    let there = matches.filter { holdings.byName[$0.iso] != nil }
    let found = there.compactMap { holdings.byName[$0.iso] }
    let documents = Set(found.flatMap(\.documents)).sorted()
    let fresh = Set(found.flatMap(\.fresh)).sorted()
    return Entry(
      criterion: criterion, primary: there.filter { $0.relation == .primary }.map(\.iso),
      supporting: there.filter { $0.relation == .supporting }.map(\.iso),
      absent: matches.filter { holdings.byName[$0.iso] == nil }.map(\.iso), documents: documents,
      evidence: Set(found.flatMap(\.evidence)).sorted(), freshEvidence: fresh,
      state: !fresh.isEmpty ? .evidenced : !documents.isEmpty ? .documented : .nothing)
  }
}

/// Documents and evidence behind each included control and each clause.
private struct Holdings {
  struct Holding {
    var documents: [String] = []
    var evidence: [String] = []
    var fresh: [String] = []
  }

  private(set) var byName: [String: Holding] = [:]

  init(_ isms: ISMS, controls: [ControlTrace], readiness: Readiness, asOf: CalendarDate) {
    for trace in controls where trace.row?.isIncluded == true {
      byName[trace.control] = Holding(
        documents: trace.documents, evidence: trace.evidence, fresh: trace.freshEvidence)
    }
    // Clauses cannot be excluded.
    for clause in isms.catalog.clauses { byName[clause.id] = Holding() }
    for item in readiness.items { byName[item.clause]?.documents += item.documents }
    for document in isms.documents where document.status != .retired && !document.id.isEmpty {
      for clause in document.clauses { byName[clause]?.documents.append(document.id) }
    }
    for item in isms.evidence where !item.id.isEmpty && !item.clauses.isEmpty {
      let isFresh = Freshness(item, isms).isFresh(on: asOf)
      for clause in item.clauses {
        byName[clause]?.evidence.append(item.id)
        if isFresh { byName[clause]?.fresh.append(item.id) }
      }
    }
  }
}
