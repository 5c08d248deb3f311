import ISMS
import Source

/// What internal audits cover within the present cycle (9.2.2).
public struct InternalAuditCycle: Sendable {
  /// First and last day: from the first internal audit of the cycle on, or from the reference date if there is none yet.
  public let days: ClosedRange<CalendarDate>
  /// Clauses that have to be covered.
  public let clauses: [String]
  /// Included controls, which have to be covered.
  public let controls: [String]
  /// Clauses that no audit of the cycle names, planned or performed.
  public let leftClauses: [String]
  /// Controls that no audit of the cycle names, planned or performed.
  public let leftControls: [String]
  /// Number of the clauses that an audit performed has covered.
  public let auditedClauses: Int
  /// Number of the controls that an audit performed has covered.
  public let auditedControls: Int

  /// The cycle in which `asOf` lies; nil if no internal audit is planned or performed.
  public init?(_ isms: ISMS, asOf: CalendarDate) {
    let audits = isms.audits.filter { $0.kind == "internal" && $0.status != "cancelled" }
    guard !audits.isEmpty else { return nil }
    let cycle = isms.configuration.parameters[.auditCycle]
    let start = audits.compactMap(\.day).filter { $0 <= asOf && $0 + cycle > asOf }.min() ?? asOf
    let days = start...start + cycle
    self.days = days
    let named = audits.filter { $0.day.map(days.contains) ?? false }
    let performed = named.filter { $0.status == "performed" && $0.performedOn.map { $0 <= asOf } ?? false }
    func clauses(of audits: [Audit]) -> Set<String> { Set(audits.flatMap { $0.coveredClauses(in: isms) }) }
    func controls(of audits: [Audit]) -> Set<String> { Set(audits.flatMap { $0.coveredControls(in: isms) }) }
    self.clauses = isms.catalog.clauses.filter(\.auditable).map(\.id)
    self.controls = (isms.soa?.rows ?? []).filter { $0.isIncluded == true && !$0.control.isEmpty }.map(\.control)
    let (namedClauses, namedControls) = (clauses(of: named), controls(of: named))
    leftClauses = self.clauses.filter { !namedClauses.covers(clause: $0) }
    leftControls = self.controls.filter { !namedControls.contains($0) }
    let (doneClauses, doneControls) = (clauses(of: performed), controls(of: performed))
    auditedClauses = self.clauses.count { doneClauses.covers(clause: $0) }
    auditedControls = self.controls.count { doneControls.contains($0) }
  }
}
