import Compiler
import Source
import TestSupport

@testable import Pack

/// A small company in which every part of every page has something to show.
enum PackFixture {
  /// A site for an audience, its history complete unless said otherwise.
  static func site(
    _ audience: Audience = .auditor, isDraft: Bool = false, isShallow: Bool = false, since: PackOptions.Since? = nil,
    text: String = PackFixture.text, limits: PageLimits = PageLimits()
  ) throws -> Site {
    let (compilation, contents) = compiled(text, isShallow: isShallow)
    var options = options(audience, isDraft: isDraft, since: since)
    options.limits = limits
    return try Site(compilation, options: options, contents: contents)
  }

  /// Every file of a pack, by path.
  static func pack(
    _ audience: Audience = .auditor, text: String = PackFixture.text, limits: PageLimits = PageLimits(),
    edition: PageLimits = .edition
  ) throws -> [String: OutputFile] {
    let (compilation, contents) = compiled(text)
    var files: [String: OutputFile] = [:]
    var options = options(audience)
    options.limits = limits
    options.editionLimits = edition
    try writePack(compilation, options: options, contents: contents) { file in
      precondition(files[file.path] == nil, "\(file.path) is written twice")
      files[file.path] = file
    }
    return files
  }

  private static let made: [Audience: Result<[String: OutputFile], any Error>] = Dictionary(
    uniqueKeysWithValues: Audience.allCases.map { audience in (audience, Result { try pack(audience) }) })

  /// Every file of the pack of this company, made once for all tests.
  static func packs(_ audience: Audience = .auditor) throws -> [String: OutputFile] {
    try made[audience]?.get() ?? [:]
  }

  static func options(
    _ audience: Audience, isDraft: Bool = false, since: PackOptions.Since? = nil
  ) -> PackOptions {
    PackOptions(
      audience: audience, isDraft: isDraft, allowsIncompleteHistory: true, toolVersion: "1.2.3", since: since)
  }

  static func compiled(
    _ text: String, isShallow: Bool = false
  ) -> (compilation: Compilation, contents: LiterateRepository) {
    let repository = LiterateRepository(text)
    let read = repository.history
    let tags = read.commits.prefix(1).map {
      History.Tag(name: "stage-1", commit: $0.id, tagger: $0.author, message: "Ready for Stage 1", isSigned: true)
    }
    let history = History(
      commits: read.commits, paths: read.paths, changes: read.changes, tags: tags,
      incompleteness: isShallow ? [.shallow] : read.incompleteness)
    guard let asOf = CalendarDate("2026-10-01") else { fatalError("the day exists") }
    let compilation = compile(repository.snapshot, history: history, contents: repository, asOf: asOf)
    return (compilation, repository)
  }

  private static func document(
    _ id: String, _ type: String, _ title: String, status: String = "approved",
    class classification: String = "internal",
    _ more: String = "", text: String = "Text.\n"
  ) -> String {
    let approval = status == "approved" ? "approved_by: ceo\napproved_on: 2026-03-02\n" : ""
    return """
      ---
      id: \(id)
      type: \(type)
      title: \(title)
      version: "1.1"
      status: \(status)
      owner: ciso
      \(approval)classification: \(classification)
      \(more.isEmpty ? "" : more + "\n")---

      \(text)

      """
  }

  /// More risks than fit into one cell of the matrix, none with an owner or a decision.
  private static let manyRisks = (10...20).map {
    """
    -- risk/risks/R-0\($0).md --
    ---
    id: R-0\($0)
    type: risk
    title: Risk \($0)
    likelihood: 3
    impact: 2
    ---

    """
  }
  .joined()

  /// A repository in which no rule finds anything.
  static let clean = Rule.named("DOC-01")?.accepted ?? ""

  /// A row of a Statement of Applicability that belongs to no document.
  /// The company with a baseline that lists half of its findings.
  static var withBaseline: String {
    get throws {
      let findings = compiled(text).compilation.diagnostics
      let half = Array(findings.prefix(findings.count / 2))
      return text + "-- \(Baseline.fileName) --\n" + (try Baseline.text(of: half))
    }
  }

  static let rowAlone = """
    -- soa/row.md --
    ---
    control: A.5.1
    type: soa-row
    included: yes
    justification: Rules must be written
    status: implemented
    ---

    """

  static let text =
    """
    -- commit 2026-02-20 Otto <otto@example.com>: First drafts --
    -- auditpack.yaml --
    organisation: Fernhill & Sons <B.V.>
    certification:
      body: Cert & Co
      stage_1: 2026-11-03
      stage_2: 2026-12-07
      expires_on: 2029-11-03
    grades:
      DOC-07: observation
    parameters:
      nonconformity_limit: 60 days
    freshness:
      access-review: 30 days
    approval:
      minimum_level:
        policy: 1
    frameworks: [soc2, house.json]
    -- house.json --
    { "id": "house", "name": "House <rules>", "title": "Rules of the 'house'",
      "criteria": [{ "id": "H.1", "title": "Who may <enter>" }, { "id": "H-1", "title": "Who enters" }],
      "mapping": [{ "iso": "A.5.15", "criterion": "H.1", "relation": "primary" },
        { "iso": "A.5.15", "criterion": "H-1", "relation": "supporting" }] }
    -- context/scope.md --
    \(document(
      "CTX-01", "scope", "Scope", "clauses: [\"4.3\"]\nboundaries:\n  - Everything we sell\n  - Everybody who works here\nsummary: What is inside.",
      text: "# Scope\n\nThe management system covers the development, operation, support and sale of the one product that Fernhill makes, by all of its people, wherever they work.\n"))
    -- policies/old.md --
    \(document("POL-00", "policy", "Old policy", status: "draft"))
    -- commit 2026-03-02 Otto <otto@example.com>: Approve\\n\\nApproved-by: Ada <ada@example.com> --
    -- policies/access.md --
    \(document(
      "POL-01", "policy", "Access policy",
      "effective_from: 2026-03-03\nreview_every: 6 months\ncontrols: [A.5.15, A.5.1]\nclauses: [\"5.2\"]\nsupersedes: [POL-00]\nsummary: Who may enter.",
      text: "# Access policy\n\nIt treats R-001 and follows clause 6.1.3.\n\n## Basic rules (A.5.15)\n\nNobody enters by default, see the [register](../registers/people.md#people) and [above](#access-policy).\n\n<script>alert(1)</script>\n\n## Reviews\n\nEvery quarter, as [reviewed](../evidence/files/review.csv). ![A plan](plan.png)\n\n### Details\n\nMore in [secret](../evidence/hearing.md) and the [site](https://example.com/?a=1&b=2).\n"))
    -- commit 2026-03-10 Otto <otto@example.com>: Change the access policy --
    -- policies/access.md --
    \(document(
      "POL-01", "policy", "Access policy",
      "effective_from: 2026-03-03\nreview_every: 6 months\ncontrols: [A.5.15, A.5.1]\nclauses: [\"5.2\"]\nsupersedes: [POL-00]\nsummary: Who may enter.",
      text: "# Access policy\n\nIt treats R-001 and follows clause 6.1.3.\n\n## Basic rules (A.5.15)\n\nEverybody enters by default, as EV-HIDDEN and vera.txt of the Hearing of Vera show, see the [register](../registers/people.md#people) and [above](#access-policy).\n\n<script>alert(1)</script>\n\n## Reviews\n\nEvery quarter, as [reviewed](../evidence/files/review.csv). ![A plan](plan.png)\n\n### Details\n\nMore in [secret](../evidence/hearing.md) and the [site](https://example.com/?a=1&b=2).\n"))
    -- policies/old.md --
    \(document("POL-00", "policy", "Old policy", status: "retired"))
    -- notes.md --
    Gone soon.
    -- commit 2026-04-01 Ada <ada@example.com>: Registers without vera.txt --
    -- delete notes.md --
    -- policies/pack.md --
    \(document("POL-02", "policy", "Board papers", class: "confidential"))
    -- policies/keys.md --
    \(document("POL-03", "procedure", "Key ceremony", class: "restricted", "clauses: [\"5.2\"]"))
    -- registers/people.md --
    \(document("REG-PEO", "register", "People", "register: people", text: "# People\n\n| id | role | name | organisation | emails | duties | may approve | may accept | from |\n|---|---|---|---|---|---|---|---|---|\n| ceo | Managing director | Ada | | ada@example.com | top-management | policy | 16 | 2025-01-01 |\n| ciso | Security officer | Otto | Outside Ltd | otto@example.com | isms-conformity | | 4 | 2025-01-01 |\n"))
    -- soa/soa.md --
    \(document("REG-SOA", "register", "Statement of Applicability", "register: soa\ndata: soa.csv"))
    -- soa/soa.csv --
    control,included,justification,basis,because,status,implementation,responsibility,provider,owner,documents,due,title
    A.5.1,yes,Rules must be written,risk; legal,R-001; OBL-1,implemented,Two policies,own,,ciso,POL-01,,
    A.5.15,yes,Access follows need,risk,R-001,partial,Groups,shared,SUP-1,ciso,POL-01; POL-03,2026-12-01,
    A.7.4,no,No premises,,,,,,,,,,
    A.7.6,no,,,,,,,,,,,
    A.8.1,yes,,,,implemented,,,,,,,
    X.1,yes,Our own,business,,planned,Later,own,,ciso,,2027-01-01,Own control
    -- risk/method.md --
    \(document("RSK-M", "risk-method", "Risk method", "clauses: [\"6.1.2\"]\nmethod:\n  acceptance_authority:\n    - max_level: 9\n      role: ceo\n  review_interval: 12 months\n  scales:\n    likelihood:\n      - value: 1\n        name: Rare\n        meaning: Once in ten years\n      - value: 2\n        name: Possible\n      - value: 3\n        name: Likely\n    impact:\n      - value: 1\n        name: Low\n      - value: 2\n        name: Medium\n      - value: 3\n        name: High"))
    -- risk/register.md --
    \(document("REG-RSK", "register", "Risk register", class: "confidential", "register: risks\ndata: risks/"))
    -- risk/risks/R-001.md --
    ---
    id: R-001
    type: risk
    title: Stolen "account" <b>
    owner: ceo
    assets: [AST-1]
    threat: Thieves
    vulnerability: Passwords
    event: Sign-in
    description: In one sentence.
    affects: [C, I]
    likelihood: 3
    impact: 3
    treatment: modify
    controls: [A.5.15]
    residual_likelihood: 2
    residual_impact: 3
    accepted_by: ceo
    accepted_on: 2026-04-01
    acceptance_reason: Costs too much
    acceptance_expires: 2026-12-31
    assessed_on: 2026-03-20
    ---

    # R-001 Stolen "account" \\<b>

    Somebody enters, as [the policy](../../policies/access.md#basic-rules-a515) fears.

    -- risk/risks/R-002.md --
    ---
    id: R-002
    type: risk
    title: Closed long ago
    owner: ciso
    likelihood: 1
    impact: 1
    status: closed
    ---

    \(manyRisks)
    -- risk/plan.md --
    \(document("REG-ACT", "register", "Treatment plan", "register: treatment-actions", text: "# Plan\n\n| id | risks | action | controls | owner | due | status | done on | note |\n|---|---|---|---|---|---|---|---|---|\n| TA-1 | R-001 | Second factor | A.5.15 | ciso | 2026-06-01 | planned | | Moved once |\n| TA-2 | R-001 | Training | | ciso | 2026-05-01 | done | 2026-04-30 | |\n"))
    -- registers/assets.md --
    \(document("REG-AST", "register", "Assets", "register: assets", text: "# Assets\n\n| id | title | kind | owner | critical | controls |\n|---|---|---|---|---|---|\n| AST-1 | Product | service | ciso | yes | A.5.15 |\n"))
    -- registers/suppliers.md --
    \(document("REG-SUP", "register", "Suppliers", "register: suppliers", text: "# Suppliers\n\n| id | title | service | owner | criticality | assurance until |\n|---|---|---|---|---|---|\n| SUP-1 | Cloud | Hosting | ciso | high | 2026-12-31 |\n"))
    -- registers/obligations.md --
    \(document("REG-OBL", "register", "Obligations", "register: obligations", text: "# Obligations\n\n| id | title | kind | owner | documents |\n|---|---|---|---|---|\n| OBL-1 | Data protection | legal | ciso | POL-01 |\n"))
    -- registers/objectives.md --
    \(document("REG-OBJ", "register", "Objectives", "register: objectives", text: "# Objectives\n\n| id | title | measure | owner | due | status |\n|---|---|---|---|---|---|\n| OBJ-1 | Patch fast | Days | ciso | 2026-12-31 | open |\n"))
    -- registers/incidents.md --
    \(document("REG-INC", "register", "Incidents", "register: incidents", text: "# Incidents\n\n| id | title | occurred on | severity | owner | risks | status |\n|---|---|---|---|---|---|---|\n| INC-1 | Lost phone | 2026-03-05 | low | ciso | R-001 | closed |\n"))
    -- registers/deviations.md --
    \(document("REG-DEV", "register", "Deviations", "register: deviations", text: "# Deviations\n\n| id | rule | target | reason | approved by | expires |\n|---|---|---|---|---|---|\n| DEV-1 | DOC-07 | POL-01 | The owner is ill | ceo | 2027-01-01 |\n"))
    -- improvement/register.md --
    \(document("REG-NC", "register", "Nonconformities", "register: nonconformities\ndata: items/"))
    -- improvement/items/NC-1.md --
    ---
    id: NC-1
    type: nonconformity
    title: Late review
    source: internal-audit
    grade: minor
    raised_on: 2026-04-02
    due: 2026-07-01
    owner: nobody
    controls: [A.5.15]
    status: open
    ---

    ## What happened

    Reviewed late, see POL-01.

    -- performance/programme.md --
    \(document("AUD-P", "audit-programme", "Programme", "register: audits\nclauses: [\"9.2.2\"]", text: "# Programme\n\n| id | title | kind | planned on | performed on | auditor | clauses | controls | report | status |\n|---|---|---|---|---|---|---|---|---|---|\n| AUD-1 | First audit | internal | 2026-03-01 | 2026-03-05 | Gregor | 5; 6.1.3 | A.5.15 | AUD-R | performed |\n| AUD-2 | Stage 1 | stage-1 | 2026-11-03 | | Cert & Co | 4 | A.5.15 | | planned |\n"))
    -- performance/report.md --
    \(document("AUD-R", "audit-report", "Audit report", "audited_from: 2026-03-03\naudited_to: 2026-03-05\naudited_clauses: [\"7.2\"]\nfindings: [NC-1]"))
    -- performance/review.md --
    \(document("MRV-1", "management-review", "Management review", "held_on: 2026-03-20\nattendees: [ceo, ciso]\ninputs: [previous_actions, audit_results]\ndecisions:\n  - Hire a second engineer for the platform team this year"))
    -- evidence/review.md --
    ---
    id: EV-1
    type: evidence
    title: Access review
    evidence_type: access-review
    file: files/review.csv
    collected_on: 2026-03-31
    collected_by: ciso
    source: Identity provider
    period: 2026-01-01/2026-03-31
    controls: [A.5.15]
    clauses: ["9.1"]
    population: 40 accounts
    sample_size: 40
    selection: all of them
    result: Two accounts removed
    reviewed_by: ceo
    reviewed_on: 2026-04-01
    classification: internal
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    series: access-review
    ---

    ## Notes

    Done by hand.

    -- evidence/review2.md --
    ---
    id: EV-2
    type: evidence
    title: Access review, later
    evidence_type: access-review
    location: The safe
    collected_on: 2026-09-30
    collected_by: ciso
    source: Identity provider
    period: 2026-07-01/2026-09-30
    controls: [A.5.15]
    classification: confidential
    in_pack: redacted
    series: access-review
    ---
    -- evidence/nothing.md --
    ---
    id: EV-4
    type: evidence
    title: Speaks for no control
    evidence_type: statement
    collected_on: 2026-02-02
    collected_by: nobody
    source: Nobody
    classification: internal
    ---
    -- policies/twice.md --
    ---
    id: POL-01
    type: policy
    title: The same id again
    version: "1"
    status: draft
    owner: ciso
    classification: internal
    ---
    -- policies/broken.md --
    ---
    id: POL-05
    title: Access: who may enter
    ---
    -- policies/bare.md --
    ---
    id: POL-04
    type: policy
    title: Without a version
    status: draft
    owner: ciso
    classification: internal
    ---
    -- evidence/test.md --
    ---
    id: EV-3
    type: evidence
    title: Penetration test
    evidence_type: pentest
    file: files/pentest-secret.txt
    collected_on: 2026-02-02
    collected_by: ciso
    source: Tester
    controls: [A.5.15]
    classification: restricted
    ---
    -- evidence/hearing.md --
    ---
    id: EV-HIDDEN
    type: evidence
    title: Hearing of Vera
    evidence_type: hr-record
    file: files/vera.txt
    collected_on: 2026-02-02
    collected_by: ciso
    source: Personnel
    controls: [A.5.15]
    classification: restricted
    in_pack: omit
    ---
    -- evidence/files/review.csv --
    user,keep
    -- evidence/files/pentest-secret.txt --
    Holes.
    -- evidence/files/vera.txt --
    Private.

    """
}
