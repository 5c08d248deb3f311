import Compiler
import Source
import TestSupport
import Testing

@testable import Pack

/// A small company with every register, one thing of each classification, and texts that try to break exports.
enum ExportFixture {
  /// Names that no customer may read: of what is omitted, and files of what is only referenced.
  static let secretNames = [
    "EV-HR", "Disciplinary hearing of Vera", "hearing-vera.txt", "EV-RAISE", "Salary round", "salaries.csv",
    "board-minutes.md", "pentest-2026.txt",
  ]

  static let text = """
    -- commit 2026-01-05 Otto <otto@example.com>: Draft the policy --
    -- auditpack.yaml --
    organisation: Fernhill B.V.
    certification:
      body: Cert & Co
      stage_1: 2026-09-01
    freshness:
      access-review: 90 days
    -- policies/security.md --
    ---
    id: POL-01
    type: policy
    title: Information security policy
    version: 1.2
    status: draft
    owner: ciso
    classification: internal
    controls: [A.5.1]
    clauses: ["5.2"]
    review_every: 12 months
    ---
    # Policy

    A.5.1 is ours.
    -- commit 2026-01-20 Ada <ada@example.com>: Approve the policy, see salaries.csv --
    -- policies/security.md --
    ---
    id: POL-01
    type: policy
    title: Information security policy
    version: 1.2
    status: approved
    owner: ciso
    approved_by: [ceo]
    approved_on: 2026-01-20
    classification: internal
    controls: [A.5.1]
    clauses: ["5.2"]
    review_every: 12 months
    ---
    # Policy

    A.5.1 is ours.
    -- commit 2026-02-25 Otto <otto@example.com>: Registers and evidence --
    -- board/board-minutes.md --
    ---
    id: MIN-01
    type: management-review
    title: Management review
    version: 1.0
    status: approved
    owner: ceo
    classification: confidential
    held_on: 2026-02-01
    attendees: [ceo, ciso]
    inputs: [previous_actions]
    decisions: [Hire a second engineer]
    ---
    # Minutes
    -- registers/people.md --
    ---
    id: REG-PEO
    type: register
    title: People
    version: 1.0
    status: approved
    owner: ceo
    classification: internal
    register: people
    data: people.csv
    ---
    # People
    -- registers/people.csv --
    id,role,name,emails
    ceo,Managing director,Ada,ada@example.com
    ciso,Security officer,Otto,otto@example.com
    -- registers/soa.md --
    ---
    id: REG-SOA
    type: register
    title: Statement of Applicability
    version: 1.0
    status: approved
    owner: ciso
    classification: internal
    register: soa
    data: soa.csv
    ---
    # SoA
    -- registers/soa.csv --
    control,included,justification,basis,because,status,implementation,responsibility,provider,owner,documents
    A.5.1,yes,=HYPERLINK("http://evil.example"),risk,R-01,implemented,"Policy, ""now"" signed",own,,ciso,POL-01
    A.6.4,yes,Shown by Disciplinary hearing of Vera,legal,EV-HR,partial,See hearing-vera.txt,own,,ciso,POL-01
    A.7.1,no,No office of our own,,,,,,,,
    -- registers/risks.md --
    ---
    id: REG-RSK
    type: register
    title: Risk register
    version: 1.0
    status: approved
    owner: ciso
    classification: internal
    register: risks
    data: risks.csv
    ---
    # Risks
    -- registers/risks.csv --
    id,title,owner,affects,likelihood,impact,treatment,controls,residual_likelihood,residual_impact
    R-01,+Phishing,ciso,C,3,3,modify,A.5.1,1,3
    R-02,-Outage,ciso,A,4,3,retain,,,
    -- risks/R-03.md --
    ---
    id: R-03
    type: risk
    title: Theft
    owner: ciso
    likelihood: 1
    impact: 2
    ---

    Somebody steals a laptop
    and salaries.csv with it.

    -- registers/actions.md --
    ---
    id: REG-ACT
    type: register
    title: Treatment plan
    version: 1.0
    status: approved
    owner: ciso
    classification: restricted
    register: treatment-actions
    data: actions.csv
    ---
    # Actions
    -- registers/actions.csv --
    id,risks,action,owner,due,status
    T-01,R-01,@train everybody,ciso,2026-06-01,planned
    -- registers/incidents.md --
    ---
    id: REG-INC
    type: register
    title: Incidents
    version: 1.0
    status: approved
    owner: ciso
    classification: internal
    register: incidents
    ---
    # Incidents

    | id | title | occurred on | severity | owner | status |
    |---|---|---|---|---|---|
    | INC-01 | Lost phone | 2026-02-02 | low | ciso | closed |
    -- evidence/EV-01.md --
    ---
    id: EV-01
    type: evidence
    title: Access review
    evidence_type: access-review
    file: files/review.csv
    collected_on: 2026-02-20
    collected_by: ciso
    source: Identity provider
    period: 2026-01-01/2026-01-31
    controls: [A.5.1]
    classification: internal
    ---
    -- evidence/files/review.csv --
    user,ok
    -- evidence/EV-PEN.md --
    ---
    id: EV-PEN
    type: evidence
    title: Penetration test
    evidence_type: penetration-test
    file: files/pentest-2026.txt
    collected_on: 2026-02-21
    collected_by: ciso
    source: Tester
    classification: confidential
    ---
    -- evidence/files/pentest-2026.txt --
    Port 22 is open.
    -- evidence/EV-HR.md --
    ---
    id: EV-HR
    type: evidence
    title: Disciplinary hearing of Vera
    evidence_type: hr-record
    file: files/hearing-vera.txt
    collected_on: 2026-02-22
    collected_by: ciso
    source: HR
    controls: [A.6.4]
    classification: restricted
    in_pack: omit
    ---
    -- evidence/files/hearing-vera.txt --
    Secret words.
    -- evidence/EV-RAISE.md --
    ---
    id: EV-RAISE
    type: evidence
    title: Salary round
    evidence_type: hr-record
    file: files/salaries.csv
    collected_on: 2026-02-22
    collected_by: ciso
    source: HR
    classification: internal
    in_pack: omit
    ---
    -- evidence/files/salaries.csv --
    Vera,1
    -- registers/deviations.md --
    ---
    id: REG-DEV
    type: register
    title: Deviations
    version: 1.0
    status: approved
    owner: ciso
    classification: internal
    register: deviations
    data: deviations.csv
    ---
    # Deviations
    -- registers/deviations.csv --
    id,rule,target,reason,approved_by,approved_on,expires
    DEV-01,RSK-05,R-02,The outage is cheap,ceo,2026-02-01,2027-01-01

    """

  static func compilation(_ text: String = text) throws -> (Compilation, LiterateRepository) {
    let repository = LiterateRepository(text)
    let asOf = try #require(CalendarDate("2026-03-01"))
    return (compile(repository.snapshot, history: repository.history, contents: repository, asOf: asOf), repository)
  }

  /// Every export of the fixture, by path.
  static func files(_ audience: Audience, _ text: String = text) throws -> [OutputFile] {
    let (compilation, repository) = try compilation(text)
    let disclosure = try Disclosure(compilation.isms, audience: audience)
    return try Exports.files(
      for: compilation, options: PackOptions(audience: audience, toolVersion: "0.1.0"), disclosure: disclosure,
      contents: repository)
  }

  static func file(_ path: String, _ audience: Audience) throws -> OutputFile {
    try #require(try files(audience).first { $0.path == path })
  }
}

extension OutputFile {
  /// The content as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
