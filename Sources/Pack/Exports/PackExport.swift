import Compiler
import ISMS
import Source

/// `pack.json`: everything the pack shows, for programs. Versioned, and described by `docs/pack.schema.json`.
struct PackExport: Encodable {
  /// What is not in it.
  struct Withheld: Encodable {
    /// Numbers for one kind of thing.
    struct Count: Encodable {
      let referenced: Int
      let omitted: Int

      init(_ withheld: Disclosure.Withheld) { (referenced, omitted) = (withheld.referenced, withheld.omitted) }
    }

    let documents: Count
    let evidence: Count
  }

  /// The certification cycle as configured.
  struct Certification: Encodable {
    let body: String?
    let dates: [String: String]
  }

  /// Where changes are counted from.
  struct Since: Encodable {
    let name: String?
    let commit: String?
    let date: String?
  }

  /// The rows of the Statement of Applicability with the document that holds them.
  struct Statement: Encodable {
    let document: String?
    let rows: [Disclosed.Fields]
  }

  /// A number or grade that `auditpack.yaml` sets otherwise than the program would.
  struct Setting: Encodable {
    let name: String
    let standard: String
    let value: String
    let rules: [String]
  }

  let schemaVersion = 1
  let tool: Tool
  let organisation: String?
  let standard: String
  let amendment: String?
  let audience: String
  let draft: Bool
  let compiled: CompiledState
  let since: Since?
  let certification: Certification
  let withheld: Withheld
  let riskMethod: ExportedMethod?
  let documents: [Disclosed.Fields]
  let soa: Statement
  let controls: [ExportedTrace]
  let risks: [Disclosed.Fields]
  let treatmentActions: [Disclosed.Fields]
  let people: [Disclosed.Fields]
  let evidence: [Disclosed.Fields]
  let suppliers: [Disclosed.Fields]
  let assets: [Disclosed.Fields]
  let obligations: [Disclosed.Fields]
  let interestedParties: [Disclosed.Fields]
  let objectives: [Disclosed.Fields]
  let measurements: [Disclosed.Fields]
  let incidents: [Disclosed.Fields]
  let nonconformities: [Disclosed.Fields]
  let audits: [Disclosed.Fields]
  let managementReviews: [ExportedReview]
  let changes: [Disclosed.Fields]
  let deviations: [Disclosed.Fields]
  let changedSettings: [Setting]
  let frameworks: [ExportedFramework]
  let stageOne: ExportedStageOne?
  let certificationCycle: [ExportedEvent]
  let readiness: [ExportedReadiness]
  let findings: [ExportedFinding]
  let rules: [ExportedRule]
  let dueDates: [ExportedDueDate]

  init(_ registers: ExportedRegisters, _ disclosed: Disclosed) {
    let isms = disclosed.isms
    let configuration = isms.configuration
    tool = Tool(version: disclosed.options.toolVersion)
    organisation = configuration.organisation
    standard = configuration.standard
    amendment = configuration.amendment
    audience = disclosed.options.audience.rawValue
    draft = disclosed.options.isDraft
    compiled = CompiledState(disclosed.compilation)
    since = disclosed.options.since.map { since in
      switch since {
      case .date(let date): Since(name: nil, commit: nil, date: date.description)
      case .commit(let id, let name): Since(name: name, commit: id.hex, date: nil)
      }
    }
    certification = Certification(
      body: configuration.certificationBody,
      dates: Dictionary(
        configuration.certificationDates.map { ($0.name, $0.date.description) }, uniquingKeysWith: { first, _ in first }
      ))
    withheld = Withheld(
      documents: .init(disclosed.disclosure.withheldDocuments), evidence: .init(disclosed.disclosure.withheldEvidence))
    riskMethod = disclosed.showsRegisters ? ExportedMethod(isms.riskMethod, disclosed) : nil
    documents = registers.documents
    soa = Statement(document: disclosed.id(isms.soa?.document), rows: registers.soaRows)
    controls = disclosed.controls
    risks = registers.risks
    treatmentActions = registers.treatmentActions
    people = registers.people
    evidence = registers.evidence
    suppliers = registers.suppliers
    assets = registers.assets
    obligations = registers.obligations
    interestedParties = registers.interestedParties
    objectives = registers.objectives
    measurements = registers.measurements
    incidents = registers.incidents
    nonconformities = registers.nonconformities
    audits = registers.audits
    managementReviews = disclosed.managementReviews
    changes = registers.changes
    deviations = registers.deviations
    let grades = configuration.grades.sorted { $0.key < $1.key }.map { code, grade in
      Setting(
        name: "grades.\(code)", standard: Rule.named(code)?.grade.rawValue ?? "none", value: grade.rawValue,
        rules: [code])
    }
    let settings = isms.changedSettings.map {
      Setting(name: $0.name, standard: $0.standard, value: $0.value, rules: $0.rules)
    }
    changedSettings = disclosed.showsRegisters ? settings + grades : []
    frameworks = registers.frameworks
    stageOne = disclosed.stageOne
    certificationCycle = disclosed.cycle
    readiness = disclosed.readiness
    findings = registers.findings
    rules = disclosed.rules
    dueDates = disclosed.dueDates
  }
}

/// What both `pack.json` and the CSV files show, made once.
struct ExportedRegisters {
  let documents: [Disclosed.Fields]
  let soaRows: [Disclosed.Fields]
  let risks: [Disclosed.Fields]
  let treatmentActions: [Disclosed.Fields]
  let people: [Disclosed.Fields]
  let evidence: [Disclosed.Fields]
  let suppliers: [Disclosed.Fields]
  let assets: [Disclosed.Fields]
  let obligations: [Disclosed.Fields]
  let interestedParties: [Disclosed.Fields]
  let objectives: [Disclosed.Fields]
  let measurements: [Disclosed.Fields]
  let incidents: [Disclosed.Fields]
  let nonconformities: [Disclosed.Fields]
  let audits: [Disclosed.Fields]
  let changes: [Disclosed.Fields]
  let deviations: [Disclosed.Fields]
  let frameworks: [ExportedFramework]
  let findings: [ExportedFinding]

  init(_ disclosed: Disclosed) {
    let isms = disclosed.isms
    documents = disclosed.documents
    soaRows = disclosed.soaRows
    risks = disclosed.risks
    treatmentActions = disclosed.records(isms.treatmentActions)
    people = disclosed.records(isms.people)
    evidence = disclosed.evidence
    suppliers = disclosed.records(isms.suppliers)
    assets = disclosed.records(isms.assets)
    obligations = disclosed.records(isms.obligations)
    interestedParties = disclosed.records(isms.interestedParties)
    objectives = disclosed.records(isms.objectives)
    measurements = disclosed.records(isms.measurements)
    incidents = disclosed.records(isms.incidents)
    nonconformities = disclosed.records(isms.nonconformities)
    audits = disclosed.records(isms.audits)
    changes = disclosed.records(isms.changes)
    deviations = disclosed.records(isms.deviations)
    frameworks = disclosed.frameworks
    findings = disclosed.findings
  }
}
