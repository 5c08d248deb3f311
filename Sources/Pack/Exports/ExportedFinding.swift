import Compiler
import ISMS
import Source

/// A finding as `pack.json`, `findings.csv` and `findings.sarif` show it.
struct ExportedFinding: Encodable {
  /// The deviation that accepts a finding.
  struct Waiver: Encodable {
    let deviation: String
    let reason: String
    let approvedBy: String?
    let expires: String?
  }

  /// A second place.
  struct Related: Encodable {
    let place: Place?
    let message: String
  }

  let code: String
  let name: String
  let grade: Grade
  let message: String
  /// Absent if the audience may not read the path.
  let place: Place?
  let subject: String?
  let owner: String?
  let clause: String?
  let why: String
  let help: String
  let related: [Related]
  /// Absent for an open finding.
  let waiver: Waiver?
  /// Whether the baseline lists it.
  let isKnown: Bool
  let fingerprint: String
  /// The finding behind it, for exports that need more.
  let diagnostic: Diagnostic

  private enum CodingKeys: String, CodingKey {
    case code, name, grade, message, place, subject, owner, clause, why, help, related, waiver, fingerprint
    case isKnown = "known"
  }
}

extension Disclosed {
  /// All findings, those left out that are about what is not named.
  var findings: [ExportedFinding] { findings(open: compilation.diagnostics) }

  /// These findings, then those the baseline lists, then accepted ones.
  func findings(open: [Diagnostic]) -> [ExportedFinding] {
    guard showsRegisters else { return [] }
    let listed = open + compilation.known
    let all = listed + compilation.waived.map(\.diagnostic)
    let fingerprints = Fingerprints(all)
    return all.indices.compactMap { position in
      let waived = position < listed.count ? nil : compilation.waived[position - listed.count]
      return finding(
        all[position], waiver: waived?.deviation, isKnown: open.count..<listed.count ~= position,
        fingerprint: fingerprints[position])
    }
  }

  private func finding(
    _ diagnostic: Diagnostic, waiver: Deviation?, isKnown: Bool, fingerprint: String
  ) -> ExportedFinding? {
    let subject = diagnostic.subject.flatMap { isms.record($0) }
    if let subject, disclosure.handling(of: subject) == .omit { return nil }
    return ExportedFinding(
      code: diagnostic.rule.code, name: diagnostic.rule.name, grade: diagnostic.grade,
      message: text(diagnostic.message), place: place(diagnostic.location), subject: id(diagnostic.subject),
      owner: id(subject?.text("owner")), clause: diagnostic.clause,
      why: text(diagnostic.why ?? diagnostic.rule.explanation), help: text(diagnostic.help ?? diagnostic.rule.fix),
      related: diagnostic.related.map { .init(place: place($0.location), message: text($0.message)) },
      waiver: waiver.map {
        .init(
          deviation: $0.id, reason: text($0.reason), approvedBy: id($0.approvedBy), expires: $0.expires?.description)
      },
      isKnown: isKnown, fingerprint: fingerprint, diagnostic: diagnostic)
  }
}
