import ISMS
import Source

/// What git says about decisions on risk: whether what was decided about is still what was decided on.
public struct DecisionHistory: Sendable {
  /// The acceptance of a risk, as it was when it was written.
  public struct Acceptance: Sendable {
    /// The level that was accepted, by the method of today.
    public let level: Int
    /// The commit that made the level what it is today, as position in `History.commits`; nil if it never changed, or if
    /// the present level is not committed.
    public let changedIn: Int?
  }

  /// A risk or action whose treatment is not the one the Statement of Applicability was approved with.
  public struct TreatmentChange: Sendable {
    /// The risk or action as it is today; nil if its row was removed.
    public let record: Record?
    /// Its id.
    public let id: String
    /// What is different, in a few words.
    public let what: String
    /// The newest commit that changed the file it stands in, as position in `History.commits`; nil if the change is not
    /// committed.
    public let commit: Int?
  }

  /// The controls that became part of the Statement of Applicability, or left it, since a version.
  public struct InclusionChange: Sendable {
    /// Controls included now and not then.
    public let added: [String]
    /// Controls included then and not now.
    public let removed: [String]
  }

  /// The acceptances of risks above the threshold, by risk; without those history does not show.
  public let acceptances: [String: Acceptance]
  /// What changed in treatments since the Statement of Applicability was approved, by id; nil if history cannot say.
  public let treatmentChanges: [TreatmentChange]?
  /// What changed since the version of the Statement of Applicability that the certification body knows; nil if history
  /// does not show that version.
  public let inclusionChange: InclusionChange?
  /// Changes of scope, risk method and roles in the time that evidence is looked for, newest first; nil if history cannot
  /// say.
  public let systemChanges: [SystemChange]?
  /// How many revisions were compared to find them.
  public let comparedRevisions: Int
}

/// Compares the decisions of today with the states in which they were taken.
struct DecisionReader {
  /// At most so many revisions of a file are searched for the beginning of an acceptance.
  static let mostRevisions = 100

  let isms: ISMS
  let history: History
  let mainLine: MainLine
  let revisions: RevisionReader
  let renames: Renames
  let histories: [String: DocumentHistory]

  func read(asOf: CalendarDate) -> DecisionHistory {
    guard history.isComplete, !history.commits.isEmpty else {
      return DecisionHistory(
        acceptances: [:], treatmentChanges: nil, inclusionChange: nil, systemChanges: nil, comparedRevisions: 0)
    }
    let (changes, count) = systemChanges(
      until: asOf, within: isms.configuration.parameters[.evidencePeriod])
    return DecisionHistory(
      acceptances: acceptances(), treatmentChanges: treatmentChanges(), inclusionChange: inclusionChange(),
      systemChanges: changes, comparedRevisions: count)
  }

  /// The position at which a commit came into force: that of its merge, or its own.
  func arrival(of commit: Int) -> Int { mainLine.merge(of: commit) ?? commit }

  /// Contents of a file, newest first. A file that was moved without a change is followed.
  func states(of path: String) -> [(commit: Int, path: String, blob: ObjectID)] {
    var states: [(commit: Int, path: String, blob: ObjectID)] = []
    for step in renames.steps(of: path) {
      guard let blob = step.change.after else { break }
      states.append((step.commit, step.path, blob))
    }
    return states
  }

  // MARK: Acceptances

  private func acceptances() -> [String: DecisionHistory.Acceptance] {
    let method = isms.riskMethod
    let accepted = isms.risks.filter { risk in
      guard !risk.isClosed, !risk.id.isEmpty, risk.acceptedBy != nil, risk.acceptedOn != nil else { return false }
      return (method.remainingLevel(of: risk) ?? 0) > method.acceptanceThreshold
    }
    let reader = RevisionRecords(.risk, catalog: isms.catalog)
    var result: [String: DecisionHistory.Acceptance] = [:]
    for (path, risks) in Dictionary(grouping: accepted, by: \.location.path) {
      var pending = Dictionary(risks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      var levels: [String: [(commit: Int, level: Int?)]] = [:]
      for state in states(of: path).prefix(Self.mostRevisions) where !pending.isEmpty {
        guard let source = revisions.source(of: state.blob) else { break }
        let old = Dictionary(
          reader.read(source, path: state.path, ids: Set(pending.keys)).map { ($0.id, Risk(record: $0)) },
          uniquingKeysWith: { first, _ in first })
        for (id, risk) in pending {
          if let past = old[id], past.acceptedOn == risk.acceptedOn, past.acceptedBy == risk.acceptedBy {
            levels[id, default: []].append((state.commit, method.remainingLevel(of: past)))
          } else {
            pending[id] = nil
          }
        }
      }
      for risk in risks {
        guard let found = levels[risk.id], let level = found.last?.level else { continue }
        let present = method.remainingLevel(of: risk)
        // Without the state before the acceptance nobody knows whether it began earlier.
        if pending[risk.id] != nil, found.count == Self.mostRevisions { continue }
        let same = found.prefix { $0.level == present }
        result[risk.id] = DecisionHistory.Acceptance(
          level: level, changedIn: same.count < found.count ? same.last?.commit : nil)
      }
    }
    return result
  }

  // MARK: Treatment

  /// The content a file had when a commit came into force; nil if it did not exist then.
  private func state(of path: String, at commit: Int) -> (path: String, blob: ObjectID)? {
    states(of: path).first { arrival(of: $0.commit) >= commit }.map { ($0.path, $0.blob) }
  }

  private func treatmentChanges() -> [DecisionHistory.TreatmentChange]? {
    guard let soa = isms.soa?.document, let approval = histories[soa]?.approval?.approvalCommit else { return nil }
    let risks = isms.risks.filter { !$0.isClosed }.map(\.record)
    let changes =
      changes(of: .risk, risks, since: approval)
      + changes(of: .treatmentAction, isms.treatmentActions.map(\.record), since: approval)
    return changes.sorted { $0.id < $1.id }
  }

  private func changes(
    of kind: RecordKind, _ records: [Record], since approval: Int
  ) -> [DecisionHistory.TreatmentChange] {
    let reader = RevisionRecords(kind, catalog: isms.catalog)
    let known = Set(records.map(\.id))
    var changes: [DecisionHistory.TreatmentChange] = []
    for (path, records) in Dictionary(grouping: records.filter { !$0.id.isEmpty }, by: \.location.path) {
      let then = state(of: path, at: approval)
      if let then, then.blob == isms.files[path]?.blob { continue }
      let newest = history.revisions(of: path).first
      let isCommitted = newest.flatMap { history.changes[$0.change].after } == isms.files[path]?.blob
      let commit = isCommitted ? newest?.commit : nil
      let source = then.flatMap { revisions.source(of: $0.blob) }
      // A content that cannot be had is no sign of a change.
      if then != nil, source == nil { continue }
      let old = source.flatMap { source in then.map { reader.read(source, path: $0.path) } } ?? []
      let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for record in records {
        guard let what = Self.difference(before[record.id], record) else { continue }
        changes.append(.init(record: record, id: record.id, what: what, commit: commit))
      }
      for record in old where !known.contains(record.id) && isms.record(record.id) == nil {
        guard !record.texts("controls").isEmpty else { continue }
        changes.append(.init(record: nil, id: record.id, what: "was removed", commit: commit))
      }
    }
    return changes
  }

  /// What is different in the treatment; nil if nothing is that the Statement of Applicability rests on.
  private static func difference(_ before: Record?, _ now: Record) -> String? {
    guard let before else { return now.texts("controls").isEmpty ? nil : "is new" }
    let added = Set(now.texts("controls")).subtracting(before.texts("controls")).sorted()
    let removed = Set(before.texts("controls")).subtracting(now.texts("controls")).sorted()
    var parts: [String] = []
    if !added.isEmpty { parts.append("names \(added.listed)") }
    if !removed.isEmpty { parts.append("no longer names \(removed.listed)") }
    if now.kind == .risk, before.text("treatment") != now.text("treatment") {
      parts.append("is to be treated otherwise (\(now.text("treatment") ?? "no decision"))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  // MARK: Statement of Applicability

  private func inclusionChange() -> DecisionHistory.InclusionChange? {
    guard let soa = isms.soa, let document = soa.document, let told = isms.configuration.certifiedStatement,
      let revision = histories[document]?.revisions.first(where: { revisions.claim(of: $0.after)?.version == told }),
      let path = soa.rows.first?.location.path
    else { return nil }
    let then =
      isms.document(document)?.path == path
      ? (path: revision.path, blob: revision.after) : state(of: path, at: arrival(of: revision.commit))
    guard let then, let source = revisions.source(of: then.blob) else { return nil }
    let old = RevisionRecords(.soaRow, catalog: isms.catalog).read(source, path: then.path)
    let before = Set(old.filter { $0.boolean("included") == true }.map(\.id))
    let now = Set(soa.rows.filter { $0.isIncluded == true }.map(\.control))
    func ordered(_ controls: Set<String>) -> [String] {
      controls.sorted { (isms.catalog.order(ofControl: $0), $0) < (isms.catalog.order(ofControl: $1), $1) }
    }
    return .init(added: ordered(now.subtracting(before)), removed: ordered(before.subtracting(now)))
  }
}
