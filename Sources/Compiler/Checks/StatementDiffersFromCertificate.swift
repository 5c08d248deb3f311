import ISMS
import Source

extension Check {
  /// SOA-10: the certification body knows the Statement of Applicability in force.
  static let statementDiffersFromCertificate = Check(
    Rule(
      code: "SOA-10", name: "soa-differs-from-certificate",
      title: "the certification body knows another version of the Statement of Applicability", grade: .observation,
      clause: "8.1", adjustment: "minor if controls were added or removed since that version",
      data: "`certification: soa_version` in auditpack.yaml; `version` of the SoA; its rows in history",
      stage: .surveillance,
      explanation: """
        A certificate names the version of the Statement of Applicability it rests on, and before Stage 1 the auditor \
        is told of one. `certification: soa_version` in `auditpack.yaml` states which. A later version is normal; the \
        body has to be told, at the latest before its next visit.
        """,
      fix: "tell the certification body of the new version and its differences, then set `certification: soa_version`",
      flagged: "-- auditpack.yaml --\ncertification:\n  soa_version: \"0.9\"\n"
        + Examples.soa("A.8.1,yes,Laptops hold data,implemented"),
      accepted: "-- auditpack.yaml --\ncertification:\n  soa_version: \"1.0\"\n"
        + Examples.soa("A.8.1,yes,Laptops hold data,implemented"))
  ) { input in
    let unit = "Statements of Applicability"
    guard let document = input.isms.soa?.document.flatMap({ input.isms.document($0) }), let version = document.version
    else { return .cannotJudge(unit, "there is no Statement of Applicability with a version") }
    guard let told = input.isms.configuration.certifiedStatement else {
      return .cannotJudge(
        unit, "`certification: soa_version` in `auditpack.yaml` does not say which version the certification body knows"
      )
    }
    func plain(_ version: String) -> Substring {
      version.lowercased().hasPrefix("v") ? version.dropFirst() : version[...]
    }
    guard plain(told) != plain(version) else { return .looked(at: 1, unit) }
    let change = input.decisions.inclusionChange
    var parts: [String] = []
    if let added = change?.added, !added.isEmpty { parts.append("added: \(added.listed)") }
    if let removed = change?.removed, !removed.isEmpty { parts.append("removed: \(removed.listed)") }
    let finding = Diagnostic(
      input.rule,
      "the Statement of Applicability has version \(version), the certification body knows \(told)",
      at: document.record.location(of: "version"), grade: parts.isEmpty ? .observation : .minor,
      label: change == nil
        ? "history does not show version \(told), so the difference is not known"
        : parts.isEmpty ? "the same controls are included" : parts.joined(separator: "; "),
      help: parts.isEmpty
        ? nil
        : "tell the certification body of the new version (\(parts.joined(separator: "; "))), then set "
          + "`certification: soa_version`",
      subject: document.id)
    return .looked(at: 1, unit, [finding])
  }
}
