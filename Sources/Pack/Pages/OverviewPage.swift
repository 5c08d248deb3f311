import Compiler
import ISMS
import Source

/// `index.html`: is this ISMS ready, and where does the reader start?
enum OverviewPage {
  static func page(_ site: Site, on path: String = "index") -> Page {
    let scope = Scope(site, path)
    let isms = site.isms
    var context: Context = [
      "scope": .text(scopeParagraph(site)),
      "hasBoundaries": .flag(scopeDocument(site)?.record.texts("boundaries").isEmpty == false),
      "boundaries": .list((scopeDocument(site)?.record.texts("boundaries") ?? []).map { ["text": .text($0)] }),
      "scopeDocument": .link(isms.documents(of: .scope).first.map { scope.item($0.id) }),
      "standard": .text(isms.configuration.standard),
      "amendment": .text(isms.configuration.amendment),
      "certificationBody": .text(isms.configuration.certificationBody),
      "isCustomer": .flag(site.isCustomer),
      "committedOn": .text(site.compilation.snapshot.committedOn?.description),
      "limits": .list(IntegrityPage.limits.map { ["text": .text($0)] }),
      "integrity": .link(scope.page("Integrity", "integrity")),
      "statement": .link(scope.page("Statement of Applicability", "soa")),
      "findingsPage": .link(scope.page("All findings", "findings")),
      "risksPage": .link(scope.page("All risks", "risks")),
      "facts": .list([]), "grid": .absent, "coverage": .absent, "legend": .list([]), "hasFindings": .flag(false),
      "grades": .list([]), "aboveThreshold": .absent, "dates": .absent, "overdue": .absent,
    ]
    guard !site.isCustomer else {
      return Page(path: "index", template: "index", title: "Overview", context: context)
    }
    context["facts"] = .list(facts(scope))
    let grid = ControlGrid(scope)
    context["grid"] = .picture(grid.picture)
    context["legend"] = .list(grid.legend)
    context["coverage"] = .picture(CoverageOverTime(scope)?.picture)
    context["grades"] = .list(grades(scope))
    context["hasFindings"] = .flag(!site.findings.isEmpty)
    context["aboveThreshold"] = .table(aboveThreshold(scope))
    let calendar = KeyDates.all(scope)
    context["dates"] = .table(KeyDates.table("Next dates", calendar.filter { $0.date >= site.asOf }.prefix(12)))
    context["overdue"] = .table(
      KeyDates.table("Dates that have passed", calendar.filter { $0.date < site.asOf }.suffix(12)))
    return Page(path: "index", template: "index", title: "Overview", context: context)
  }

  /// The scope document, if the audience may read it.
  private static func scopeDocument(_ site: Site) -> Document? {
    site.isms.documents(of: .scope).first { site.disclosure.includes($0) }
  }

  /// The first paragraph of the scope document that is long enough to say something; else its summary.
  private static func scopeParagraph(_ site: Site) -> String? {
    guard let document = scopeDocument(site) else { return nil }
    var paragraph = ""
    var block: Int?
    for run in document.markdown.textRuns where !run.isHeading {
      if run.block != block {
        if paragraph.count >= 140 { break }
        paragraph = ""
        block = run.block
      }
      paragraph += (paragraph.isEmpty || paragraph.hasSuffix(" ") ? "" : " ") + document.source.text(run.range)
    }
    return paragraph.count >= 140 ? paragraph.replacing("  ", with: " ") : document.summary
  }

  private static func facts(_ scope: Scope) -> [Context] {
    let site = scope.site
    let isms = site.isms
    let readiness = site.compilation.readiness
    let mandatory = readiness.mandatory.count
    let present = readiness.mandatoryCount(.present)
    // A register without a row because nothing has happened is a smaller matter than a document nobody wrote.
    let lacking = mandatory - present - readiness.mandatoryCount(.notYetDue)
    // The same figures as `auditpack status` prints.
    let status = Status(site.compilation)
    let (controls, risks) = (status.controls, status.risks)
    let total = isms.catalog.controls.count
    let listed = total - controls.withoutRow
    let audits = isms.audits.filter { $0.kind == "internal" && $0.status == "performed" }
    let lastAudit = audits.compactMap(\.performedOn).max()
    let lastReview = isms.managementReviews(heldBy: site.asOf).last { $0.document.isInForce }?.heldOn
    let serious = site.findings.count { $0.grade >= .major }
    func fact(_ value: String, _ label: String, _ page: Link, _ kind: Badge.Kind, _ word: String) -> Context {
      ["value": .text(value), "label": .text(label), "page": .link(page), "badge": .badge(Badge(word, kind))]
    }
    return [
      fact(
        "\(present) of \(mandatory)", "mandatory documents and records present", scope.page("Stage 1", "stage-1"),
        present == mandatory ? .good : lacking == 0 ? .part : .bad,
        present == mandatory ? "complete" : lacking == 0 ? "the rest not yet due" : "incomplete"),
      fact(
        "\(listed) of \(total)", "Annex A controls in the Statement of Applicability", scope.page("SoA", "soa"),
        listed == total ? .good : .bad, listed == total ? "complete" : "incomplete"),
      fact(
        "\(controls.implemented) of \(controls.included)", "included controls implemented", scope.page("SoA", "soa"),
        controls.implemented == controls.included ? .good : .part,
        controls.implemented == controls.included ? "all" : "in progress"),
      fact(
        "\(risks.aboveThresholdAfterTreatment) of \(risks.open)", "open risks above the threshold after treatment",
        scope.page("Risks", "risks"), risks.aboveThresholdAfterTreatment == 0 ? .good : .part,
        risks.aboveThresholdAfterTreatment == 0 ? "none" : "see acceptance"),
      fact(
        "\(serious)", "findings predicted as major or worse", scope.page("Findings", "findings"),
        serious == 0 ? .good : .bad, serious == 0 ? "none" : "open"),
      fact(
        lastAudit?.description ?? "none", "last internal audit", scope.page("Audit programme", "audit-programme"),
        lastAudit == nil ? .bad : .good, lastAudit == nil ? "not performed" : "performed"),
      fact(
        lastReview?.description ?? "none", "last management review", scope.page("Audit programme", "audit-programme"),
        lastReview == nil ? .bad : .good, lastReview == nil ? "not held" : "held"),
    ]
  }

  private static func grades(_ scope: Scope) -> [Context] {
    Grade.allCases.reversed().map { grade in
      let count = scope.site.findings.count { $0.grade == grade }
      return [
        "count": .number(count), "badge": .badge(count == 0 ? Badge(grade.rawValue, .none) : .grade(grade)),
        "page": .link(scope.page(grade.rawValue, "findings", "grade-" + grade.rawValue)), "isZero": .flag(count == 0),
      ]
    }
  }

  private static func aboveThreshold(_ scope: Scope) -> TableModel {
    let method = scope.isms.riskMethod
    let rows = scope.isms.risks
      .filter { !$0.isClosed && scope.site.disclosure.includes($0) }
      .filter { (method.residualLevel(of: $0) ?? method.level(of: $0) ?? 0) > method.acceptanceThreshold }
      .map { risk in
        TableModel.Row(
          nil,
          [
            .link(scope.item(risk.id)), .text(risk.title), .badge(.level(method.level(of: risk), method: method)),
            .badge(.level(method.residualLevel(of: risk), method: method)), .link(scope.person(risk.owner)),
            .link(scope.person(risk.acceptedBy)).note(risk.acceptedOn.map { "on \($0)" })
              .note(risk.acceptanceExpires.map { "until \($0)" }),
          ])
      }
    return TableModel(
      caption: "Risks above the threshold of \(method.acceptanceThreshold) after treatment",
      columns: [.init("Risk", "id"), "Title", "Before", "After", "Owner", "Accepted by"], rows: rows)
  }
}
