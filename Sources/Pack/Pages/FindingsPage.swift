import Compiler
import ISMS
import Source

/// `findings.html`: what an auditor would write down.
enum FindingsPage {
  static func page(_ site: Site) -> Page {
    let scope = Scope(site, "findings")
    let findings = site.findings
    var worst: [String: Grade] = [:]
    for finding in findings { worst[finding.rule.code] = max(finding.grade, worst[finding.rule.code] ?? finding.grade) }
    let grades = Grade.allCases.reversed().map { grade -> Context in
      let graded = findings.enumerated().filter { $0.element.grade == grade }
      return [
        "grade": .text(grade.rawValue), "anchor": .text("grade-" + grade.rawValue), "badge": .badge(.grade(grade)),
        "count": .number(graded.count), "hasAny": .flag(!graded.isEmpty),
        "rules": .list(rules(graded.map { ($0.offset, $0.element) }, worst: worst, scope)),
      ]
    }
    let reports = site.compilation.reports.filter {
      $0.population != nil || $0.findings > 0 || $0.unjudged != nil || $0.limit != nil
    }
    let context: Context = [
      "count": .number(findings.count), "isClean": .flag(findings.isEmpty), "grades": .list(grades),
      "byClause": .table(grouped("Findings by clause", "Clause", findings, scope) { $0.clause ?? "none" }),
      "byOwner": .table(grouped("Findings by owner", "Owner", findings, scope) { owner(of: $0, scope) }),
      "waived": .table(waived(scope)), "deviations": .table(deviations(scope)),
      "unjudged": .table(unjudged(reports)), "population": .table(population(reports)),
      "changedGrades": .table(changedGrades(site)), "changedSettings": .table(changedSettings(site)),
      "known": .table(known(scope)),
    ]
    return Page(path: "findings", template: "findings", title: "Findings", context: context)
  }

  /// The pages of findings, where there are too many for one.
  static func listing(_ site: Site) -> PageSeries {
    site.findingPages.pages("Findings", site) { rows, scope in table(rows.map { site.findings[$0] }, scope) }
  }

  /// Findings of one grade, rule by rule. The group of a rule with its worst grade carries its anchor.
  private static func rules(_ findings: [(Int, Diagnostic)], worst: [String: Grade], _ scope: Scope) -> [Context] {
    let listing = scope.site.findingPages
    // Of each rule some, so that the page stays short enough to read; all of them on the pages of the rule.
    let most = listing.isSplit ? max(3, min(20, scope.site.options.limits.rows * 2 / max(1, worst.count))) : Int.max
    let pages = Dictionary(grouping: listing.parts) { part in
      part.rows.first.map { scope.site.findings[$0].rule.code } ?? ""
    }
    var order: [String] = []
    var groups: [String: [(Int, Diagnostic)]] = [:]
    for finding in findings {
      let code = finding.1.rule.code
      if groups[code] == nil { order.append(code) }
      groups[code, default: []].append(finding)
    }
    return order.sorted().compactMap { code in
      guard let group = groups[code], let rule = group.first?.1.rule else { return nil }
      let shown = group.prefix(most)
      return [
        "code": .text(code), "name": .text(rule.name), "title": .text(rule.title), "clause": .text(rule.clause),
        "anchor": .text(group[0].1.grade == worst[code] ? "rule-" + slug(code) : nil),
        "explanation": .prose(rule.explanation),
        "count": .number(group.count), "findings": .list(shown.map { finding($0.1, number: $0.0, scope) }),
        "hasMore": .flag(shown.count < group.count), "shown": .number(shown.count),
        "all": .links((pages[code] ?? []).map { scope.page($0.title, $0.path) }),
      ]
    }
  }

  private static func finding(_ finding: Diagnostic, number: Int, _ scope: Scope) -> Context {
    [
      "anchor": .text("finding-\(number + 1)"), "message": .prose(finding.message), "label": .prose(finding.label),
      "hasLabel": .flag(finding.label?.isEmpty == false),
      "subject": .link(finding.subject.map(scope.item)), "clause": .text(finding.clause),
      "why": .text(finding.why), "whyText": .prose(finding.why), "fix": .prose(finding.help ?? finding.rule.fix),
      "source": scope.source(finding.location), "excerpt": .text(excerpt(finding.location, scope.site)),
      "related": .list(
        finding.related.map { ["message": .prose($0.message), "source": scope.source($0.location)] }),
    ]
  }

  /// The line a finding points at.
  private static func excerpt(_ location: Location, _ site: Site) -> String? {
    guard site.disclosure.mayName(path: location.path), let source = site.isms.sources[location.path],
      let line = site.position(of: location)?.line, let range = source.range(ofLine: line)
    else { return nil }
    let text = source.text(range)
    return text.count > 160 ? String(text.prefix(160)) + "…" : text
  }

  /// A short link to a finding.
  static func link(_ finding: Diagnostic, _ scope: Scope) -> Link {
    scope.page(
      "\(finding.rule.code): \(Part.plain(finding.message))", "findings", "rule-" + slug(finding.rule.code)
    )
  }

  /// Findings as other pages show them.
  static func table(_ findings: [Diagnostic], _ scope: Scope) -> TableModel {
    TableModel(
      caption: "Findings", columns: ["Grade", "Rule", .init("Finding", "wide"), "Where"],
      rows: findings.map { finding in
        TableModel.Row(
          nil,
          [
            .badge(.grade(finding.grade)),
            .link(scope.page(finding.rule.code, "findings", "rule-" + slug(finding.rule.code))),
            Cell(Part.prose(finding.message)).note(Part.plain(finding.help ?? finding.rule.fix)),
            .code(scope.site.source(finding.location)),
          ])
      })
  }

  private static func owner(of finding: Diagnostic, _ scope: Scope) -> String {
    guard let record = finding.subject.flatMap({ scope.isms.record($0) }) else { return "none" }
    return record.text("owner") ?? "none"
  }

  private static func grouped(
    _ caption: String, _ heading: String, _ findings: [Diagnostic], _ scope: Scope, by key: (Diagnostic) -> String
  ) -> TableModel {
    let groups = Dictionary(grouping: findings, by: key)
    let names = groups.keys.sorted { ($0 == "none" ? 1 : 0, $0) < ($1 == "none" ? 1 : 0, $1) }
    return TableModel(
      caption: caption, columns: [.init(heading), .init("Findings", "number"), "Worst", "Rules"],
      rows: names.map { name in
        let group = groups[name] ?? []
        let codes = Set(group.map(\.rule.code)).sorted()
        let isID = scope.isms.record(name) != nil || scope.isms.catalog.clause(name) != nil
        return TableModel.Row(
          nil,
          [
            isID ? .link(scope.item(name)) : .text(name), .text(String(group.count)),
            .badge(group.map(\.grade).max().map(Badge.grade)),
            .links(codes.map { scope.page($0, "findings", "rule-" + slug($0)) }),
          ])
      })
  }

  private static func waived(_ scope: Scope) -> TableModel {
    let waived = scope.site.compilation.waived.filter { waived in
      waived.diagnostic.subject.flatMap { scope.isms.record($0) }
        .map { scope.site.disclosure.handling(of: $0) > .omit } ?? true
    }
    return TableModel(
      caption: "Findings accepted by a deviation",
      columns: ["Rule", .init("Finding", "wide"), "Deviation", "Reason", "Approved by", "Until"],
      rows: waived.map { waived in
        TableModel.Row(
          nil,
          [
            .text(waived.diagnostic.rule.code), Cell(Part.prose(waived.diagnostic.message)),
            .link(scope.item(waived.deviation.id)), .text(waived.deviation.reason),
            .link(scope.person(waived.deviation.approvedBy)), .value(waived.deviation.expires),
          ])
      })
  }

  private static func deviations(_ scope: Scope) -> TableModel {
    let used = Set(scope.site.compilation.waived.map(\.deviation.id))
    let shown = scope.isms.deviations.filter { scope.site.disclosure.includes($0) }
    return TableModel(
      caption: "Deviations",
      columns: [.init("Id", "id"), "Rule", "Applies to", "Reason", "Approved by", "Until", "Use"],
      rows: shown.map { deviation in
        TableModel.Row(
          slug(deviation.id),
          [
            Cell([.strong(deviation.id)]).note(scope.sourceNote(deviation.location)), .text(deviation.rule),
            .text(deviation.target), .text(deviation.reason), .link(scope.person(deviation.approvedBy)),
            .value(deviation.expires), .text(used.contains(deviation.id) ? "accepts a finding" : "accepts nothing now"),
          ])
      })
  }

  private static func unjudged(_ reports: [Compilation.RuleReport]) -> TableModel {
    TableModel(
      caption: "What could not be judged", columns: ["Rule", "What it asks", "Why not"],
      rows: reports.compactMap { report in
        (report.unjudged ?? report.limit).map {
          TableModel.Row(
            nil,
            [
              .text(report.rule.code).note(report.unjudged == nil ? "in part" : nil), .text(report.rule.title),
              .text($0),
            ])
        }
      })
  }

  private static func population(_ reports: [Compilation.RuleReport]) -> TableModel {
    TableModel(
      caption: "What each rule looked at",
      columns: ["Rule", "What it finds", "Clause", "Looked at", .init("Findings", "number")],
      rows: reports.map { report in
        let looked =
          report.unjudged == nil ? report.population.map { "\($0) \(report.unit)" } ?? "every file" : "cannot be judged"
        return TableModel.Row(
          nil,
          [
            Cell([.strong(report.rule.code)]).note(report.rule.name), .text(report.rule.title),
            .text(report.rule.clause),
            .text(looked), .text(String(report.findings)),
          ])
      })
  }

  /// Findings the baseline lists.
  private static func known(_ scope: Scope) -> TableModel {
    let site = scope.site
    return TableModel(
      caption: "Findings the baseline lists", columns: ["Grade", "Rule", .init("Finding", "wide"), "About", "Where"],
      rows: site.compilation.known.filter { site.disclosure.names($0, in: site.isms) }.map { finding in
        TableModel.Row(
          nil,
          [
            .badge(.grade(finding.grade)), .text(finding.rule.code), Cell(Part.prose(finding.message)),
            .link(finding.subject.map(scope.item)), .code(site.source(finding.location)),
          ])
      })
  }

  private static func changedSettings(_ site: Site) -> TableModel {
    TableModel(
      caption: "Numbers changed in auditpack.yaml",
      columns: ["Setting", "What it means", "Usual value", "Here", "Rules"],
      rows: site.isms.changedSettings.map { setting in
        TableModel.Row(
          nil,
          [
            .code(setting.name), Cell(Part.prose(setting.meaning)), .text(setting.standard), .text(setting.value),
            .text(setting.rules.joined(separator: ", ")),
          ])
      })
  }

  private static func changedGrades(_ site: Site) -> TableModel {
    let grades = site.isms.configuration.grades
    return TableModel(
      caption: "Predicted grades changed in auditpack.yaml", columns: ["Rule", "Usual grade", "Here"],
      rows: grades.keys.sorted().map { code in
        TableModel.Row(
          nil,
          [.text(code), .badge(Rule.named(code).map { .grade($0.grade) }), .badge(grades[code].map(Badge.grade))])
      })
  }
}
