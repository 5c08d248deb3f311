import Source

extension ISMS {
  /// What `auditpack.yaml` sets otherwise than the program would, grades apart: parameters, the freshness of evidence,
  /// and the lowest levels of approval.
  public var changedSettings: [Parameters.Setting] {
    let usual = Dictionary(
      catalog.evidenceTypes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let freshness = configuration.freshness.sorted { $0.key < $1.key }.filter { usual[$0.key]?.limit != $0.value }
      .map { type, limit in
        Parameters.Setting(
          name: "freshness.\(type)", meaning: "How long evidence of the type `\(type)` speaks for a control.",
          standard: usual[type]?.freshness ?? "none", value: limit.description, rules: ["EVD-02"])
      }
    let levels = configuration.minimumApprovalLevels.sorted { $0.key < $1.key }.map { type, level in
      Parameters.Setting(
        name: "approval.minimum_level.\(type)", meaning: "Lowest level of trust an approval of a `\(type)` needs.",
        standard: "none", value: String(level), rules: ["DOC-03"])
    }
    return configuration.parameters.changed + freshness + levels
  }
}
