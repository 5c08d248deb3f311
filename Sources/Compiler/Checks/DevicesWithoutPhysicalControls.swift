import ISMS
import Source

extension Check {
  /// SOA-12: who has devices has physical controls.
  static let devicesWithoutPhysicalControls = Check(
    Rule(
      code: "SOA-12", name: "devices-without-physical-controls",
      title: "the physical controls for devices are all excluded although devices exist", grade: .minor,
      clause: "6.1.3 d", adjustment: "major if a device holds confidential, restricted or personal data",
      data: """
        SoA rows A.7.7, A.7.9, A.7.10, A.7.14, A.6.7 and A.8.1; `kind`, `classification` and `personal_data` of \
        assets
        """,
      explanation: """
        A company without offices may exclude fences and guards. Laptops, home offices and media remain: clear desk \
        and screen (A.7.7), equipment off-site (A.7.9), storage media (A.7.10) and disposal (A.7.14) apply to them. \
        Devices show in the asset register (`kind: hardware` or `site`), or by A.6.7 or A.8.1 being included.
        """,
      fix: "include at least A.7.7, A.7.9, A.7.10 and A.7.14, and look at A.7.8",
      flagged: Examples.soa(Examples.deviceControls(included: false) + "\nA.8.1,yes,Laptops hold data,implemented"),
      accepted: Examples.soa(Examples.deviceControls(included: true) + "\nA.8.1,yes,Laptops hold data,implemented"))
  ) { input in
    let unit = "physical controls for devices"
    guard let soa = input.isms.soa else { return .cannotJudge(unit, "there is no Statement of Applicability") }
    let controls = ["A.7.7", "A.7.9", "A.7.10", "A.7.14"]
    let rows = controls.compactMap { soa.row(for: $0) }
    guard rows.count == controls.count, let first = rows.first else {
      return rows.contains { $0.isIncluded == true }
        ? .looked(at: rows.count, unit)
        : .cannotJudge(unit, "the Statement of Applicability has no row for some of A.7.7, A.7.9, A.7.10 and A.7.14")
    }
    guard rows.allSatisfy({ $0.isIncluded == false }) else { return .looked(at: rows.count, unit) }
    let devices = input.isms.assets.filter { ["hardware", "site"].contains($0.kind ?? "") && $0.isInUse }
    let sensitive = devices.first {
      ["confidential", "restricted"].contains($0.classification ?? "") || $0.record.boolean("personal_data") == true
    }
    let witness = ["A.8.1", "A.6.7"].compactMap { soa.row(for: $0) }.first { $0.isIncluded == true }
    let related: Diagnostic.Related
    if let device = sensitive ?? devices.first {
      related = .init(device.location, "asset `\(device.id)` is \(device.kind == "site" ? "a site" : "hardware")")
    } else if let witness {
      related = .init(witness.location, "`\(witness.control)` is included")
    } else {
      return input.isms.assets.isEmpty
        ? .cannotJudge(unit, "there is no register of assets that says whether devices exist")
        : .looked(at: rows.count, unit)
    }
    let finding = Diagnostic(
      input.rule, "\(controls.listed) are all excluded, although devices exist", at: first.location,
      grade: sensitive == nil ? .minor : .major, related: [related], subject: soa.document)
    return .looked(at: rows.count, unit, [finding])
  }
}
